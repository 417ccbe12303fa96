-- Lists of others: what each of them says of what is in the bank, and those that are asked again on a schedule.
ALTER TABLE bank_entries ADD COLUMN own text NOT NULL DEFAULT ''   -- our own word; '': the lists' words alone count
    CHECK (own IN ('', 'positive', 'seed', 'disputed'));
UPDATE bank_entries SET own = opinion;
CREATE INDEX bank_entries_source ON bank_entries (source);
CREATE TABLE bank_said (
    source text NOT NULL,
    ref text NOT NULL,                             -- its name there; the same name again replaces what was said
    kind text NOT NULL,
    value text NOT NULL,                           -- as the bank keeps it
    says text NOT NULL CHECK (says IN ('positive', 'seed', 'negative')),
    raw text NOT NULL,                             -- as it is written there, where that is more
    tags text[] NOT NULL,
    at bigint NOT NULL,                            -- when it was said there; 0: not known
    heard bigint NOT NULL,
    told text NOT NULL DEFAULT '',                 -- what they were told of it last
    PRIMARY KEY (source, ref)
);
CREATE INDEX bank_said_value ON bank_said (kind, md5(value));
CREATE TABLE bank_feeds (
    id bigint PRIMARY KEY,
    name text NOT NULL UNIQUE,
    protocol text NOT NULL CHECK (protocol IN ('file', 'taxii', 'tat', 'misp', 'threatexchange')),
    format text NOT NULL,
    url text NOT NULL,
    secret bytea NOT NULL,                         -- sealed; empty: none
    category text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('shadow', 'live')),
    opinion text NOT NULL CHECK (opinion IN ('positive', 'seed')),
    ratio double precision NOT NULL CHECK (ratio > 0 AND ratio <= 1),
    days int NOT NULL CHECK (days >= 0),
    every_min int NOT NULL CHECK (every_min >= 15),
    entries_max int NOT NULL CHECK (entries_max > 0),
    answers boolean NOT NULL,                      -- they are told what came of their entries
    active boolean NOT NULL,
    added_by bigint NOT NULL,
    created bigint NOT NULL,
    mark text NOT NULL DEFAULT '',                 -- from where to go on
    due bigint NOT NULL,
    failures int NOT NULL DEFAULT 0,
    error text NOT NULL DEFAULT '',                -- why the last try failed; '': it did not
    ok_at bigint NOT NULL DEFAULT 0,
    left_out jsonb NOT NULL DEFAULT '{}'           -- of the last list: how many of what the bank cannot hold
);
CREATE INDEX bank_feeds_due ON bank_feeds (due) WHERE active;
