-- The desk: how its people want to see things, keys of other programs and what those are told, views by the day.
ALTER TABLE challenges DROP CONSTRAINT challenges_kind_check;
ALTER TABLE challenges ADD CONSTRAINT challenges_kind_check CHECK (kind IN ('passkey.add', 'passkey.use', 'passkey.desk', 'qr'));
CREATE TABLE desk_looks (                          -- absent: blurred, grey and mute
    user_id bigint PRIMARY KEY REFERENCES users (id),
    blur boolean NOT NULL,
    grey boolean NOT NULL,
    mute boolean NOT NULL
);
ALTER TABLE msg_stats ADD COLUMN first_day int;    -- of by_day: whole days since 1970
ALTER TABLE msg_stats ADD COLUMN by_day int[];     -- views of that day and of those after it; the last counts what came later
CREATE INDEX evidence_access_who ON evidence_access (who, at) WHERE purpose = 'media';
CREATE TABLE desk_keys (                           -- other programs at the desk, each in the name of one of the staff
    id bigint PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    user_id bigint NOT NULL REFERENCES users (id),
    name text NOT NULL,
    may text[] NOT NULL,
    created bigint NOT NULL,
    used bigint,
    revoked bigint
);
CREATE INDEX desk_keys_user ON desk_keys (user_id, id);
CREATE TABLE desk_hooks (                          -- where events of the desk are brought, signed
    id bigint PRIMARY KEY,
    key_id bigint NOT NULL REFERENCES desk_keys (id),
    url text NOT NULL,
    secret bytea NOT NULL,                         -- sealed with the server's secret
    kinds text[] NOT NULL,
    sent bigint NOT NULL,                          -- the last event that was taken
    tries int NOT NULL DEFAULT 0,
    due bigint NOT NULL DEFAULT 0,
    failing bigint NOT NULL DEFAULT 0,             -- since when nothing was taken; 0: all is well
    gone bigint,
    created bigint NOT NULL
);
CREATE INDEX desk_hooks_due ON desk_hooks (due) WHERE gone IS NULL;
CREATE TABLE desk_events (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    case_id bigint NOT NULL,
    data jsonb NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX decisions_supersedes ON decisions (supersedes) WHERE supersedes IS NOT NULL;
