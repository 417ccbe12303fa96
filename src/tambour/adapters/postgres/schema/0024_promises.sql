-- What the desk promises is held by the database, too: docs/moderation-policy/invariants.md names who else holds it.

CREATE FUNCTION promise_broken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END $$;

ALTER TABLE decisions ADD CONSTRAINT decisions_reasoned CHECK (category <> '' AND policy_ref <> '');
-- What no person decided hides at most.
ALTER TABLE decisions ADD CONSTRAINT decisions_by_people CHECK (decided_by > 0 OR automated_decision = 'fully');
ALTER TABLE decisions ADD CONSTRAINT decisions_automatic CHECK (automated_decision <> 'fully' OR outcome LIKE 'quarantine%');
-- What was decided, on what, by whom and with what knowledge never changes; whether it still stands does.
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions FOR EACH ROW
    WHEN ((OLD.id, OLD.case_id, OLD.key, OLD.content_version, OLD.outcome, OLD.category, OLD.ground, OLD.policy_ref,
            OLD.facts, OLD.automated_detection, OLD.automated_decision, OLD.decided_by, OLD.frozen, OLD.supersedes, OLD.at)
        IS DISTINCT FROM (NEW.id, NEW.case_id, NEW.key, NEW.content_version, NEW.outcome, NEW.category, NEW.ground,
            NEW.policy_ref, NEW.facts, NEW.automated_detection, NEW.automated_decision, NEW.decided_by, NEW.frozen,
            NEW.supersedes, NEW.at))
    EXECUTE FUNCTION promise_broken('a decision stays as it was taken');

-- The clock of a case: it begins with the receipt, and time in a case runs one way.
CREATE TRIGGER cases_clock BEFORE UPDATE ON cases FOR EACH ROW WHEN (OLD.received_at <> NEW.received_at)
    EXECUTE FUNCTION promise_broken('the clock of a case begins with its receipt');
UPDATE cases SET closed_at = received_at WHERE closed_at < received_at;
ALTER TABLE cases ADD CONSTRAINT cases_time CHECK (closed_at >= received_at);

-- Evidence: kept its time, longer while it is held, and never lost otherwise.
UPDATE evidence SET destroyed_at = keep_until WHERE destroyed_at < keep_until;
ALTER TABLE evidence ADD CONSTRAINT evidence_time
    CHECK (destroyed_at IS NULL OR (destroyed_at >= keep_until AND hold_reason IS NULL));
ALTER TABLE evidence ADD CONSTRAINT evidence_there
    CHECK (sealed IS NOT NULL OR blob IS NOT NULL OR destroyed_at IS NOT NULL);
CREATE TRIGGER evidence_term BEFORE UPDATE ON evidence FOR EACH ROW WHEN (NEW.keep_until < OLD.keep_until)
    EXECUTE FUNCTION promise_broken('evidence is kept longer, never shorter');
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence FOR EACH ROW
    EXECUTE FUNCTION promise_broken('evidence is destroyed, its row stays');

-- An appeal is decided by somebody who took no part; what waits for a second person is inert.
CREATE FUNCTION appeal_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM decisions d WHERE d.id = NEW.decision_id AND NEW.reviewer IN (d.decided_by, d.second_by)) THEN
        RAISE EXCEPTION 'an appeal is decided by somebody who took no part' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeals_by_another BEFORE INSERT OR UPDATE OF reviewer ON appeals FOR EACH ROW
    WHEN (NEW.reviewer IS NOT NULL) EXECUTE FUNCTION appeal_by_another();
CREATE FUNCTION action_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM decisions d WHERE d.id = NEW.decision_id AND d.state <> 'standing') THEN
        RAISE EXCEPTION 'nothing happens before both agree' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER actions_agreed BEFORE INSERT OR UPDATE OF state ON actions FOR EACH ROW
    WHEN (NEW.state IN ('waiting', 'applied')) EXECUTE FUNCTION action_agreed();
