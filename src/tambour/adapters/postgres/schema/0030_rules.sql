-- compat: 29
-- Rules that an operator writes, what was tried of them and by whom they were let on; the counters and labels they ask for.
CREATE TABLE rules (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    source text NOT NULL,
    version int NOT NULL DEFAULT 1,
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'shadow', 'canary', 'live', 'retired')),
    sound boolean NOT NULL,                        -- the source has no mistake
    report_hash text NOT NULL DEFAULT '',          -- of the back-test that let it into the shadow
    author bigint NOT NULL,                        -- of this version
    asked text NOT NULL DEFAULT '' CHECK (asked IN ('', 'canary', 'live')),
    asked_by bigint,
    second_by bigint,
    demoted text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    changed bigint NOT NULL,
    CHECK (state NOT IN ('shadow', 'canary', 'live') OR (sound AND report_hash <> '')),
    -- What puts people's words before the desk by itself was looked at by two of us.
    CHECK (state NOT IN ('canary', 'live') OR (second_by IS NOT NULL AND second_by <> author))
);
CREATE UNIQUE INDEX rules_name ON rules (lower(name)) WHERE state <> 'retired';
CREATE TABLE rule_tests (                          -- one back-test of one version
    rule_id bigint NOT NULL REFERENCES rules (id),
    version int NOT NULL,
    asked_by bigint NOT NULL,
    at bigint NOT NULL,
    done bigint,
    failed text NOT NULL DEFAULT '',
    report jsonb,
    PRIMARY KEY (rule_id, version)
);
CREATE INDEX rule_tests_open ON rule_tests (at) WHERE done IS NULL;
CREATE TABLE rule_samples (                        -- hits of a back-test that people are asked about
    rule_id bigint NOT NULL,
    version int NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ver int NOT NULL,
    verdict text NOT NULL DEFAULT '' CHECK (verdict IN ('', 'harmful', 'harmless')),
    by_user bigint,                                -- NULL: a decision of that time says so
    at bigint,
    PRIMARY KEY (rule_id, version, chat_id, seq),
    FOREIGN KEY (rule_id, version) REFERENCES rule_tests (rule_id, version)
);
CREATE TABLE rule_hits (                           -- beside the signal: what the rule says of it
    rule_id bigint NOT NULL REFERENCES rules (id),
    version int NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ver int NOT NULL,
    at bigint NOT NULL,
    says text NOT NULL,
    PRIMARY KEY (rule_id, version, chat_id, seq, ver)
);
CREATE INDEX rule_hits_place ON rule_hits (chat_id, seq);
CREATE INDEX rule_hits_at ON rule_hits (at);
CREATE TABLE rule_seen (                           -- a day of what counters count: moderation/rules/event.py
    by_what text NOT NULL,
    key bigint NOT NULL,
    at bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    author bigint NOT NULL,
    PRIMARY KEY (by_what, key, at, chat_id, seq)
);
CREATE INDEX rule_seen_at ON rule_seen (at);
CREATE TABLE rule_labels (
    of_what text NOT NULL CHECK (of_what IN ('author', 'chat')),
    id bigint NOT NULL,
    label text NOT NULL,
    rule_id bigint NOT NULL REFERENCES rules (id),
    expires bigint NOT NULL,
    PRIMARY KEY (of_what, id, label)
);
CREATE INDEX rule_labels_expires ON rule_labels (expires);
CREATE INDEX IF NOT EXISTS decisions_case ON decisions (case_id, at);
CREATE INDEX IF NOT EXISTS cases_subject ON cases (subject_id);
