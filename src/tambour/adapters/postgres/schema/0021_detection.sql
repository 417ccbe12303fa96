-- compat: 20
-- Detection: the bank of what is looked for, signals of what was found, how far each public chat was read.
CREATE TABLE bank_entries (
    id bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('name', 'phrase', 'pattern', 'text', 'link', 'sha256')),
    value text NOT NULL,
    category text NOT NULL,
    lang text NOT NULL DEFAULT '',
    rare boolean NOT NULL DEFAULT false,
    needs text[] NOT NULL DEFAULT '{}',
    unless text[] NOT NULL DEFAULT '{}',
    opinion text NOT NULL CHECK (opinion IN ('positive', 'seed')),
    mode text NOT NULL CHECK (mode IN ('shadow', 'live')),
    state text NOT NULL CHECK (state IN ('waiting', 'enabled', 'disabled')),
    ratio double precision NOT NULL DEFAULT 1 CHECK (ratio > 0 AND ratio <= 1),
    expires bigint NOT NULL DEFAULT 0,
    source text NOT NULL,
    note text NOT NULL DEFAULT '',
    added_by bigint NOT NULL,
    second_by bigint,
    created bigint NOT NULL,
    -- What refuses people's words has been looked at by two of us.
    CHECK (NOT (state = 'enabled' AND mode = 'live' AND opinion = 'positive' AND kind IN ('link', 'sha256')
        AND (second_by IS NULL OR second_by = added_by)))
);
CREATE UNIQUE INDEX bank_entries_value ON bank_entries (kind, md5(value));
CREATE INDEX bank_entries_bytes ON bank_entries (value)
    WHERE kind = 'sha256' AND state = 'enabled' AND mode = 'live' AND opinion = 'positive';
CREATE TABLE bank_version (ver bigint NOT NULL);   -- moves with every change, so that each process can ask cheaply
INSERT INTO bank_version VALUES (1);

CREATE TABLE screen_marks (                        -- everything up to here was read
    chat_id bigint PRIMARY KEY,
    ev bigint NOT NULL,
    seq bigint NOT NULL
) WITH (fillfactor = 70);
CREATE TABLE hunts (                               -- a new entry reads what was said before it came
    entry_id bigint PRIMARY KEY REFERENCES bank_entries (id),
    chat_id bigint NOT NULL DEFAULT 0,             -- read up to here, in the order of chats and numbers
    seq bigint NOT NULL DEFAULT 0,
    began bigint NOT NULL,
    looked bigint NOT NULL DEFAULT 0,
    done bigint
);
CREATE INDEX hunts_open ON hunts (entry_id) WHERE done IS NULL;
DROP TABLE signals;                                -- of the first slice; nobody ever wrote to it
CREATE TABLE signals (
    id bigint PRIMARY KEY,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ver int NOT NULL,
    detector text NOT NULL,
    detector_ver int NOT NULL,
    entry_id bigint NOT NULL DEFAULT 0,            -- 0: found without the bank
    category text NOT NULL,
    score real NOT NULL,
    spans int[] NOT NULL DEFAULT '{}',             -- start, end, start, end in code points
    reasons text[] NOT NULL DEFAULT '{}',
    mode text NOT NULL CHECK (mode IN ('shadow', 'live')),
    at bigint NOT NULL,
    owed boolean NOT NULL,                         -- a person is to look at it, and there is no case yet
    case_id bigint,
    UNIQUE (chat_id, seq, ver, detector, entry_id),
    CHECK (mode = 'live' OR (NOT owed AND case_id IS NULL))
);
CREATE INDEX signals_owed ON signals (id) WHERE owed;
CREATE INDEX signals_case ON signals (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX signals_entry ON signals (entry_id, id);
CREATE INDEX signals_at ON signals (at) WHERE case_id IS NULL;
CREATE TABLE text_sketches (                       -- long texts of public chats, this week's: moderation/text/near.py
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    bands int[] NOT NULL,
    PRIMARY KEY (chat_id, seq)
);
CREATE INDEX text_sketches_bands ON text_sketches USING gin (bands);
CREATE INDEX text_sketches_at ON text_sketches (at);
