-- compat: 53
-- Entries of the bank that hold what is about to be sent, by the word of two people; and what waits because of them.
ALTER TABLE bank_entries
    ADD COLUMN gate text NOT NULL DEFAULT '' CHECK (gate IN ('', 'look', 'hold')), -- '': what its kind does
    ADD COLUMN gate_by bigint,
    ADD COLUMN gate_second bigint,
    ADD COLUMN asks text NOT NULL DEFAULT '' CHECK (asks IN ('', 'hold', 'refuse')), -- somebody wants this of it
    ADD COLUMN asked_by bigint,
    ADD CONSTRAINT bank_entries_hold CHECK (gate <> 'hold' OR (kind IN ('link', 'name', 'phrase')
        AND gate_by IS NOT NULL AND gate_second IS NOT NULL AND gate_by <> gate_second)),
    ADD CONSTRAINT bank_entries_look CHECK (gate <> 'look' OR kind = 'link'),
    ADD CONSTRAINT bank_entries_asks CHECK ((asks = '') = (asked_by IS NULL));
ALTER TABLE bank_entries DROP CONSTRAINT bank_entries_check;
ALTER TABLE bank_entries ADD CONSTRAINT bank_entries_check
    CHECK (NOT (state = 'enabled' AND mode = 'live' AND opinion = 'positive'
        AND (kind IN ('sha256', 'sha1', 'md5', 'picture', 'film', 'sound', 'pdq') OR (kind = 'link' AND gate = ''))
        AND (second_by IS NULL OR second_by = added_by)));

-- What is disabled, in shadow, a hint or disputed holds nothing, whoever makes it so; should it act again, a second
-- person is asked anew.
CREATE FUNCTION bank_disarmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.asks := 'hold';
    NEW.asked_by := NEW.gate_by;
    NEW.gate := CASE NEW.kind WHEN 'link' THEN 'look' ELSE '' END;
    NEW.gate_by := NULL;
    NEW.gate_second := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER bank_entries_disarmed BEFORE INSERT OR UPDATE ON bank_entries FOR EACH ROW
    WHEN (NEW.gate = 'hold' AND NOT (NEW.state = 'enabled' AND NEW.mode = 'live' AND NEW.opinion = 'positive'))
    EXECUTE FUNCTION bank_disarmed();

ALTER TABLE held_posts DROP CONSTRAINT held_posts_held_by_check;
ALTER TABLE held_posts ADD CONSTRAINT held_posts_held_by_check CHECK (held_by IN ('chat', 'platform', 'bank'));
ALTER TABLE held_posts
    ADD COLUMN entry_id bigint NOT NULL DEFAULT 0,     -- of the bank, where that holds it
    ADD COLUMN part text NOT NULL DEFAULT '',          -- of the message, by moderation/surfaces.py
    ADD COLUMN spans int[] NOT NULL DEFAULT '{}',      -- start, end, start, end in code points of that part
    ADD COLUMN reasons text[] NOT NULL DEFAULT '{}',
    ADD COLUMN score real NOT NULL DEFAULT 0,
    ADD COLUMN verdict text NOT NULL DEFAULT '' CHECK (verdict IN ('', 'pass', 'late')), -- it may be said: by a person, by time
    ADD COLUMN judged bigint NOT NULL DEFAULT 0;       -- when that was
CREATE INDEX held_posts_due ON held_posts (judged, at) WHERE held_by = 'bank';
