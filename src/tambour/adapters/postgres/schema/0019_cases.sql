-- compat: 18
-- Cases together: what they share, who else must agree, many decided at once; strikes; what the platform denies a member.
ALTER TABLE cases ADD COLUMN assigned bigint;
ALTER TABLE cases ADD COLUMN escalated_by bigint;
ALTER TABLE cases ADD COLUMN escalation text NOT NULL DEFAULT '';
CREATE INDEX cases_cluster ON cases (cluster) WHERE cluster IS NOT NULL;
CREATE TABLE case_keys (                           -- what a case may share with others: moderation/likeness.py
    key text NOT NULL,
    case_id bigint NOT NULL REFERENCES cases (id),
    PRIMARY KEY (key, case_id)
);
CREATE INDEX case_keys_case ON case_keys (case_id);

ALTER TABLE decisions ADD COLUMN state text NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'waiting', 'declined'));
ALTER TABLE decisions ADD COLUMN live boolean NOT NULL DEFAULT true;
ALTER TABLE decisions ADD COLUMN bulk_id bigint;
ALTER TABLE decisions ADD CHECK (state <> 'declined' OR second_by IS NOT NULL);
-- A later decision of the same kind about the same content takes the place of the earlier one.
CREATE UNIQUE INDEX decisions_one_live ON decisions (content_version, outcome) WHERE live;
CREATE INDEX decisions_bulk ON decisions (bulk_id) WHERE bulk_id IS NOT NULL;
CREATE INDEX decisions_waiting ON decisions (at) WHERE state = 'waiting';
CREATE INDEX decisions_at ON decisions (at);
ALTER TABLE actions DROP CONSTRAINT actions_state_check;
ALTER TABLE actions ADD CONSTRAINT actions_state_check CHECK (state IN ('held', 'waiting', 'applied', 'undoing', 'undone'));
CREATE TABLE bulks (                               -- many cases decided at once; the id comes with the preview
    id bigint PRIMARY KEY,
    by_user bigint NOT NULL,
    outcome text NOT NULL,
    decisions int NOT NULL DEFAULT 0,
    skipped jsonb NOT NULL DEFAULT '[]',
    at bigint NOT NULL,
    undone_by bigint,
    undone_at bigint
);
CREATE TABLE strikes (
    decision_id bigint NOT NULL REFERENCES decisions (id),
    user_id bigint NOT NULL,
    weight int NOT NULL CHECK (weight > 0),
    at bigint NOT NULL,
    expires bigint NOT NULL,
    revoked bigint,
    PRIMARY KEY (decision_id, user_id)
);
CREATE INDEX strikes_user ON strikes (user_id, expires) WHERE revoked IS NULL;
CREATE TABLE platform_denials (                    -- a restriction by the platform: no administrator of the chat lifts it
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    case_id bigint NOT NULL,
    until bigint,
    PRIMARY KEY (chat_id, user_id)
);
ALTER TABLE appeals ADD CHECK (reviewer IS DISTINCT FROM user_id);
CREATE INDEX appeals_open ON appeals (due_at, id) WHERE state = 'filed';
