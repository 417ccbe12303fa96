-- The messenger: people, chats, the log of each chat, and what is truly per person.
-- Ids are made by adapters/ids.py (53 bits, time first); times are bigint milliseconds since 1970 UTC, `ts` on the wire `d`.
-- No query pages by an id taken from a sequence; order inside a chat is (chat_id, seq) and (chat_id, ev).

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One row: the life of this database. A restore draws a new epoch, so every client syncs afresh.
CREATE TABLE instance (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch text NOT NULL,
    pepper_check bytea,
    created bigint NOT NULL
);

-- ── people ──────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE users (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    about text NOT NULL DEFAULT '',
    username text,
    photo text,
    lang text NOT NULL DEFAULT 'en',
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'moderator', 'admin')),
    is_bot boolean NOT NULL DEFAULT false,
    verified boolean NOT NULL DEFAULT false,
    pts bigint NOT NULL DEFAULT 0,
    last_seen bigint NOT NULL DEFAULT 0,           -- rounded to the minute
    privacy jsonb NOT NULL DEFAULT '{}',
    settings jsonb NOT NULL DEFAULT '{}',
    password_hash text,
    password_hint text NOT NULL DEFAULT '',
    suspended_until bigint,                        -- null: not suspended; see moderation
    suspended_case bigint,
    deleted bigint,
    created bigint NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX users_name_trgm ON users USING gin (lower(name) gin_trgm_ops) WHERE deleted IS NULL;

CREATE TABLE phones (
    phone_hmac bytea PRIMARY KEY,
    user_id bigint NOT NULL UNIQUE REFERENCES users (id),
    phone_sealed bytea NOT NULL
);
CREATE TABLE emails (
    email_hmac bytea PRIMARY KEY,
    user_id bigint NOT NULL UNIQUE REFERENCES users (id),
    email_sealed bytea NOT NULL
);

CREATE TABLE sign_ins (                            -- one attempt to sign in: code, then password, then session
    id text PRIMARY KEY,
    target_hmac bytea NOT NULL,
    target_sealed bytea NOT NULL,
    channel text NOT NULL CHECK (channel IN ('phone', 'email', 'qr')),
    code_hash bytea NOT NULL,
    tries smallint NOT NULL DEFAULT 0,
    stage text NOT NULL DEFAULT 'code' CHECK (stage IN ('code', 'password', 'name', 'done')),
    user_id bigint,
    device text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    lang text NOT NULL DEFAULT 'en',
    created bigint NOT NULL,
    expires bigint NOT NULL
);
CREATE INDEX sign_ins_expires ON sign_ins (expires);

CREATE TABLE limits (                              -- token buckets that must survive a restart (codes, joins, reports)
    bucket text PRIMARY KEY,
    tokens double precision NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE sessions (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    refresh_seed bytea NOT NULL,                   -- refresh tokens derive from it and the server's secret: rows are no tokens
    refresh_gen int NOT NULL DEFAULT 0,            -- which refresh token is good; an earlier one coming back ends the session
    rotated bigint NOT NULL,                       -- when it last changed: the one before is answered alike for 30 s
    device text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    seen bigint NOT NULL,
    revoked bigint
);
CREATE INDEX sessions_user ON sessions (user_id) WHERE revoked IS NULL;
CREATE INDEX sessions_revoked ON sessions (revoked) WHERE revoked IS NOT NULL;

CREATE TABLE passkeys (
    credential_id bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    label text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    used bigint
);
CREATE INDEX passkeys_user ON passkeys (user_id);

CREATE TABLE challenges (                          -- passkey challenges and QR sign-ins: short-lived, used once
    id text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('passkey.add', 'passkey.use', 'qr')),
    user_id bigint,
    secret bytea NOT NULL,
    device text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    expires bigint NOT NULL
);

-- People, chats and bots share one space of public names; the skeleton keeps look-alikes apart.
CREATE TABLE names (
    name_lower text PRIMARY KEY,
    skeleton text NOT NULL UNIQUE,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('user', 'chat', 'reserved')),
    target_id bigint NOT NULL,
    since bigint NOT NULL
);
CREATE INDEX names_target ON names (target_id);
CREATE INDEX names_trgm ON names USING gin (name_lower gin_trgm_ops);

CREATE TABLE contacts (
    user_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    name text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    PRIMARY KEY (user_id, contact_id)
);
CREATE INDEX contacts_reverse ON contacts (contact_id);
CREATE TABLE blocks (
    user_id bigint NOT NULL,
    blocked_id bigint NOT NULL,
    created bigint NOT NULL,
    PRIMARY KEY (user_id, blocked_id)
);
CREATE INDEX blocks_reverse ON blocks (blocked_id);

CREATE TABLE folders (
    user_id bigint NOT NULL,
    folder_id int NOT NULL,
    title text NOT NULL,
    position int NOT NULL DEFAULT 0,
    filters jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (user_id, folder_id)
);
CREATE TABLE drafts (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    body jsonb NOT NULL,
    ts bigint NOT NULL,
    PRIMARY KEY (user_id, chat_id)
);

CREATE TABLE user_log (
    user_id bigint NOT NULL,
    pts bigint NOT NULL,
    kind text NOT NULL,
    data jsonb NOT NULL,
    ts bigint NOT NULL,
    PRIMARY KEY (user_id, pts)
) PARTITION BY HASH (user_id);

-- ── chats ───────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE chats (
    id bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('saved', 'dialog', 'group', 'channel')),
    owner bigint,
    title text NOT NULL DEFAULT '',
    about text NOT NULL DEFAULT '',
    photo text,
    username text,
    is_public boolean NOT NULL DEFAULT false,
    flags jsonb NOT NULL DEFAULT '{}',             -- protect, hide_history, sign, join_requests: true; reactions: [emoji]
    permissions bigint NOT NULL DEFAULT 0,         -- what a plain member may do: bits of domain/rights.py
    slow_s int NOT NULL DEFAULT 0,
    members int NOT NULL DEFAULT 0,
    gen bigint NOT NULL DEFAULT 0,                 -- moves whenever anyone's right to write here may have shrunk
    last_seq bigint NOT NULL DEFAULT 0,
    last_ev bigint NOT NULL DEFAULT 0,
    first_ev bigint NOT NULL DEFAULT 1,            -- oldest ev still in chat_log
    last_gone bigint NOT NULL DEFAULT 0,           -- highest seq that ever got a tombstone: makes exact unread cheap
    last_ts bigint NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'quarantined', 'frozen', 'removed', 'deleted')),
    state_case bigint,
    created bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX chats_public_title ON chats USING gin (lower(title) gin_trgm_ops) WHERE is_public AND state = 'live';

CREATE TABLE dialogs (
    low bigint NOT NULL,
    high bigint NOT NULL,
    chat_id bigint NOT NULL UNIQUE,
    PRIMARY KEY (low, high)
);
CREATE TABLE create_keys (                         -- chat.create is idempotent by rid, as sending is
    user_id bigint NOT NULL,
    rid bigint NOT NULL,
    chat_id bigint NOT NULL,
    created bigint NOT NULL,
    PRIMARY KEY (user_id, rid)
);

CREATE TABLE members (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member')),
    rights bigint NOT NULL DEFAULT 0,              -- admin rights, bits of domain/rights.py
    admin_title text NOT NULL DEFAULT '',
    promoted_by bigint,
    denied bigint NOT NULL DEFAULT 0,              -- member permissions taken from this person …
    denied_until bigint,                           -- … until then (null: for good)
    read_seq bigint NOT NULL DEFAULT 0,
    history_from bigint NOT NULL DEFAULT 0,        -- first visible seq where history is hidden from newcomers or was cleared
    mute_until bigint NOT NULL DEFAULT 0,
    pin int NOT NULL DEFAULT 0,                    -- 0: not pinned, else the order
    archived boolean NOT NULL DEFAULT false,
    folder int,
    joined bigint NOT NULL,
    PRIMARY KEY (user_id, chat_id)
) PARTITION BY HASH (user_id);
CREATE INDEX members_chat ON members (chat_id, role, user_id);
CREATE INDEX members_denied ON members (chat_id, user_id) WHERE denied <> 0;

-- What a person last said in a chat: it counts as read, and slow mode counts from it. Apart from `members`, because
-- moving a row of a partitioned table doubles the cost of recording a message.
CREATE TABLE sent_marks (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ts bigint NOT NULL,
    PRIMARY KEY (user_id, chat_id)
) WITH (fillfactor = 70);
CREATE TABLE bans (
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    until bigint,
    by_user bigint NOT NULL,
    reason text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id)
);
CREATE TABLE invites (
    token text PRIMARY KEY,
    chat_id bigint NOT NULL,
    created_by bigint NOT NULL,
    title text NOT NULL DEFAULT '',
    expires bigint,
    use_limit int,
    uses int NOT NULL DEFAULT 0,
    needs_approval boolean NOT NULL DEFAULT false,
    revoked bigint,
    created bigint NOT NULL
);
CREATE INDEX invites_chat ON invites (chat_id, created);
CREATE TABLE join_requests (
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    token text,
    note text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id)
);
CREATE TABLE admin_log (
    chat_id bigint NOT NULL,
    id bigint NOT NULL,
    actor bigint NOT NULL,
    verb text NOT NULL,
    target bigint,
    data jsonb NOT NULL DEFAULT '{}',
    ts bigint NOT NULL,
    PRIMARY KEY (chat_id, id)
);

-- ── messages ────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE messages (
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ev bigint NOT NULL,                            -- the event that made it
    sender bigint NOT NULL,                        -- 0 on a channel post (author is then kept in `author`)
    author bigint NOT NULL,
    ts bigint NOT NULL,
    kind text NOT NULL DEFAULT 'text',             -- text, poll, service; media kinds come with media
    flags int NOT NULL DEFAULT 0,                  -- bits of domain/messages.py: silent, deleted, removed, quarantined, imported …
    re_seq bigint,
    fwd jsonb,                                     -- {c, s, f, n, d}: first source, kept through chains
    body text NOT NULL DEFAULT '',
    ents jsonb,
    extra jsonb,                                   -- poll id, service payload, files' descriptors, keyboards
    ver int NOT NULL DEFAULT 1,
    edited bigint,
    state_case bigint,
    PRIMARY KEY (chat_id, seq)
) PARTITION BY HASH (chat_id);

CREATE TABLE message_versions (
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ver int NOT NULL,
    body text NOT NULL,
    ents jsonb,
    ts bigint NOT NULL,
    PRIMARY KEY (chat_id, seq, ver)
);
CREATE TABLE chat_log (
    chat_id bigint NOT NULL,
    ev bigint NOT NULL,
    kind text NOT NULL,
    seq bigint,
    data jsonb,                                    -- null for kind 'n': the message row is the event
    ts bigint NOT NULL,
    PRIMARY KEY (chat_id, ev)
) PARTITION BY HASH (chat_id);
CREATE TABLE send_keys (
    day int NOT NULL,                              -- whole days since 1970, computed FROM rid
    user_id bigint NOT NULL,
    rid bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    ev bigint NOT NULL,
    ts bigint NOT NULL,
    digest bigint NOT NULL,                        -- of the request: same rid with another body is refused
    PRIMARY KEY (day, user_id, rid)
) PARTITION BY RANGE (day);
CREATE TABLE send_keys_default PARTITION OF send_keys DEFAULT;

CREATE TABLE tombstones (                          -- gone for everybody: deleted by people or removed by moderation
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    why text NOT NULL CHECK (why IN ('deleted', 'removed')),
    PRIMARY KEY (chat_id, seq)
);
CREATE TABLE hidden (                              -- deleted for me only
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (user_id, chat_id, seq)
);
CREATE TABLE mentions (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (user_id, chat_id, seq)
);
CREATE TABLE hashtags (
    tag text NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (chat_id, tag, seq)
);
CREATE TABLE forwards (                            -- where a message went, so that removal follows it
    root_chat bigint NOT NULL,
    root_seq bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (root_chat, root_seq, chat_id, seq)
);
CREATE TABLE reactions (
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    user_id bigint NOT NULL,
    emoji text NOT NULL,
    ts bigint NOT NULL,
    PRIMARY KEY (chat_id, seq, user_id)
);
CREATE TABLE msg_stats (
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    views bigint NOT NULL DEFAULT 0,
    rx jsonb,                                      -- [[emoji, count]…], kept with the reactions: a page never counts them
    PRIMARY KEY (chat_id, seq)
) WITH (fillfactor = 70);
CREATE TABLE pins (
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    by_user bigint NOT NULL,
    ts bigint NOT NULL,
    PRIMARY KEY (chat_id, seq)
);
CREATE TABLE polls (
    id bigint PRIMARY KEY,
    chat_id bigint NOT NULL,
    author bigint NOT NULL,
    question text NOT NULL,
    options jsonb NOT NULL,                        -- list of texts
    tally jsonb NOT NULL,                          -- votes for each option, kept with poll_votes
    voters bigint NOT NULL DEFAULT 0,
    multiple boolean NOT NULL DEFAULT false,
    anonymous boolean NOT NULL DEFAULT true,
    quiz_answer int,
    closed bigint,
    created bigint NOT NULL
);
CREATE TABLE poll_votes (
    poll_id bigint NOT NULL,
    user_id bigint NOT NULL,
    choice int NOT NULL,
    PRIMARY KEY (poll_id, user_id, choice)
);
CREATE TABLE scheduled (
    id bigint PRIMARY KEY,
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    at bigint NOT NULL,
    request jsonb NOT NULL,
    rid bigint NOT NULL,
    error text
);
CREATE INDEX scheduled_at ON scheduled (at) WHERE error IS NULL;
CREATE INDEX scheduled_chat ON scheduled (user_id, chat_id);

-- Committed but perhaps not yet published to the other processes; taken and deleted, never paged by id.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payload bytea NOT NULL,
    ts bigint NOT NULL
);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE messages_%s PARTITION OF messages FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE chat_log_%s PARTITION OF chat_log FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE members_%s PARTITION OF members FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 80)', i, i);
        EXECUTE format('CREATE TABLE user_log_%s PARTITION OF user_log FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    END LOOP;
END $$;
