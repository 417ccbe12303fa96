-- Decided cases that somebody else judges without seeing the decision; complaints in bad faith.
CREATE TABLE rechecks (
    id bigint PRIMARY KEY,
    decision_id bigint NOT NULL UNIQUE REFERENCES decisions (id),
    category text NOT NULL,                        -- of the decision
    first text NOT NULL,                           -- its outcome
    first_by bigint NOT NULL,
    state text NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'agreed', 'differs', 'settled')),
    reviewer bigint CHECK (reviewer IS DISTINCT FROM first_by),
    second text,
    facts text NOT NULL DEFAULT '',
    verdict text CHECK (verdict IN ('stands', 'undo', 'reopen')),
    settled_by bigint CHECK (settled_by IS DISTINCT FROM first_by AND (settled_by IS NULL OR settled_by <> reviewer)),
    at bigint NOT NULL,
    looked bigint,
    settled bigint,
    CHECK ((state = 'owed') = (second IS NULL)),
    CHECK ((state = 'settled') = (verdict IS NOT NULL))
);
CREATE INDEX rechecks_open ON rechecks (at) WHERE state IN ('owed', 'differs');
CREATE INDEX rechecks_looked ON rechecks (looked) WHERE looked IS NOT NULL;

ALTER TABLE subjects DROP CONSTRAINT subjects_kind_check;
ALTER TABLE subjects ADD CONSTRAINT subjects_kind_check
    CHECK (kind IN ('message', 'media', 'chat', 'account', 'link', 'sticker', 'bot', 'reporter'));
CREATE TABLE reporters_to_look (                   -- their complaints are to be looked at by a person
    user_id bigint PRIMARY KEY,
    since bigint NOT NULL
);
CREATE TABLE reporting_suspended (
    user_id bigint NOT NULL,
    action_id bigint NOT NULL,
    case_id bigint NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (user_id, action_id)
);
