-- Trust and safety: subjects, reports, cases, decisions, actions with their inverses, notices, appeals, evidence, audit.
-- The shapes of design 04 §3.11 in full, so that the later desk adds columns and never tears these up.

CREATE TABLE subjects (
    id bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('message', 'media', 'chat', 'account', 'link', 'sticker', 'bot')),
    chat_id bigint,
    seq bigint,
    user_id bigint,
    owner bigint,
    audience_class text NOT NULL DEFAULT 'unknown',
    reach bigint NOT NULL DEFAULT 0,
    created bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (kind, chat_id, seq, user_id)
);
CREATE TABLE content_versions (
    id bigint PRIMARY KEY,
    subject_id bigint NOT NULL REFERENCES subjects (id),
    ver int NOT NULL,
    sha256 bytea NOT NULL,
    body jsonb NOT NULL,                           -- what was seen: text, entities, author, context
    lang text,
    created bigint NOT NULL,
    UNIQUE (subject_id, ver, sha256)
);
CREATE TABLE signals (
    id bigint PRIMARY KEY,
    content_version bigint NOT NULL REFERENCES content_versions (id),
    detector text NOT NULL,
    detector_ver text NOT NULL,
    score double precision NOT NULL,
    evidence jsonb NOT NULL DEFAULT '{}',
    mode text NOT NULL CHECK (mode IN ('shadow', 'live')),
    at bigint NOT NULL
);
CREATE TABLE cases (
    id bigint PRIMARY KEY,
    subject_id bigint NOT NULL REFERENCES subjects (id),
    cluster bigint,
    category text NOT NULL,
    severity smallint NOT NULL,
    priority double precision NOT NULL DEFAULT 0,
    factors jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'triaged', 'leased', 'decided', 'enforced', 'notified',
        'appealed', 'final', 'closed', 'escalated', 'waiting_second', 'waiting_clarification')),
    ver int NOT NULL DEFAULT 1,
    lease_by bigint,
    lease_until bigint,
    due bigint NOT NULL,                           -- first look owed by then, from received_at
    received_at bigint NOT NULL,
    closed_at bigint
);
CREATE UNIQUE INDEX cases_one_open ON cases (subject_id) WHERE state NOT IN ('closed', 'final');
CREATE INDEX cases_queue ON cases (state, severity, due);

CREATE TABLE reports (
    id bigint PRIMARY KEY,
    case_id bigint NOT NULL REFERENCES cases (id),
    content_version bigint NOT NULL REFERENCES content_versions (id),
    reporter bigint NOT NULL,
    category text NOT NULL,
    note text NOT NULL DEFAULT '',
    via text NOT NULL DEFAULT 'client',
    weight double precision NOT NULL DEFAULT 1,
    at bigint NOT NULL,
    outcome text,
    UNIQUE (case_id, reporter)
);
CREATE INDEX reports_reporter ON reports (reporter, at);
CREATE TABLE report_keys (                         -- report.create is idempotent by rid, as sending is
    reporter bigint NOT NULL,
    rid bigint NOT NULL,
    report_id bigint NOT NULL REFERENCES reports (id),
    PRIMARY KEY (reporter, rid)
);
CREATE TABLE decisions (
    id bigint PRIMARY KEY,
    case_id bigint NOT NULL REFERENCES cases (id),
    key text NOT NULL UNIQUE,                      -- idempotency: case and version it was taken on
    content_version bigint NOT NULL REFERENCES content_versions (id),
    outcome text NOT NULL,
    category text NOT NULL,
    ground text NOT NULL CHECK (ground IN ('illegal', 'terms', 'none')),
    policy_ref text NOT NULL,
    legal_ref text,
    facts text NOT NULL CHECK (length(facts) > 0),
    automated_detection boolean NOT NULL DEFAULT false,
    automated_decision text NOT NULL DEFAULT 'none' CHECK (automated_decision IN ('none', 'partly', 'fully')),
    decided_by bigint NOT NULL,
    second_by bigint CHECK (second_by IS DISTINCT FROM decided_by),
    rule_ids jsonb NOT NULL DEFAULT '[]',
    territorial_scope jsonb NOT NULL DEFAULT '[]',
    frozen jsonb NOT NULL DEFAULT '{}',            -- reach, audience, detector and policy versions at that moment
    supersedes bigint REFERENCES decisions (id),
    at bigint NOT NULL
);
CREATE TABLE actions (
    id bigint PRIMARY KEY,
    decision_id bigint NOT NULL REFERENCES decisions (id),
    type text NOT NULL,
    target text NOT NULL,                          -- m:CHAT:SEQ, c:CHAT, u:USER: effects on one target form a stack
    params jsonb NOT NULL,
    inverse jsonb NOT NULL,
    end_at bigint,
    bulk_id bigint,
    state text NOT NULL DEFAULT 'applied' CHECK (state IN ('waiting', 'applied', 'undoing', 'undone')),
    applied_at bigint,
    undone_at bigint,
    undone_by bigint
);
CREATE INDEX actions_target ON actions (target, applied_at) WHERE state IN ('applied', 'undoing');
CREATE INDEX actions_decision ON actions (decision_id);
CREATE INDEX actions_waiting ON actions (id) WHERE state IN ('waiting', 'undoing');
CREATE INDEX actions_ending ON actions (end_at) WHERE state = 'applied' AND end_at IS NOT NULL;
CREATE INDEX actions_recent ON actions (applied_at) WHERE params ? 'rc' AND state = 'applied';
CREATE TABLE notices (
    id bigint PRIMARY KEY,
    decision_id bigint NOT NULL REFERENCES decisions (id),
    audience text NOT NULL CHECK (audience IN ('affected', 'reporter', 'authority')),
    user_id bigint,
    channel text NOT NULL DEFAULT 'client',
    body jsonb NOT NULL,
    suppressed_reason text,
    sent_at bigint,
    UNIQUE (decision_id, audience, user_id, channel)
);
CREATE INDEX notices_user ON notices (user_id, id);
CREATE TABLE appeals (
    id bigint PRIMARY KEY,
    decision_id bigint NOT NULL REFERENCES decisions (id),
    by_party text NOT NULL CHECK (by_party IN ('affected', 'reporter')),
    user_id bigint NOT NULL,
    text text NOT NULL,
    state text NOT NULL DEFAULT 'filed',
    reviewer bigint,
    outcome text,
    due_at bigint NOT NULL,
    at bigint NOT NULL,
    UNIQUE (decision_id, user_id)
);
CREATE TABLE evidence (
    id bigint PRIMARY KEY,
    content_version bigint NOT NULL UNIQUE REFERENCES content_versions (id),
    blob bytea NOT NULL,
    key_id text,
    keep_until bigint NOT NULL,
    hold_reason text
);
CREATE TABLE evidence_access (
    id bigint PRIMARY KEY,
    evidence_id bigint NOT NULL REFERENCES evidence (id),
    who bigint NOT NULL,
    purpose text NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE audit (
    seq bigint PRIMARY KEY,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL,
    actor bigint NOT NULL,
    verb text NOT NULL,
    object text NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    at bigint NOT NULL
);

-- The console's own doors: a link is used once and soon; a session lives in an HttpOnly cookie, kept here as a hash.
CREATE TABLE console_links (
    token_hash bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    expires bigint NOT NULL
);
CREATE TABLE console_sessions (
    token_hash bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    csrf text NOT NULL,
    created bigint NOT NULL,
    expires bigint NOT NULL
);
CREATE INDEX forwards_copy ON forwards (chat_id, seq);
