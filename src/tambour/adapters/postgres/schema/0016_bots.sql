-- compat: 15
-- Bots: accounts that programs speak for, what they have yet to hear, and where they want to hear it.
CREATE TABLE bots (
    bot_id bigint PRIMARY KEY REFERENCES users (id),
    owner bigint NOT NULL,
    token_hash bytea NOT NULL UNIQUE,              -- keyed by the server's secret: rows are no tokens
    description text NOT NULL DEFAULT '',
    commands jsonb NOT NULL DEFAULT '[]',
    read_all boolean NOT NULL DEFAULT false,       -- hears everything in groups
    pts bigint NOT NULL DEFAULT 0,                 -- how far the account's own log became updates
    last bigint NOT NULL DEFAULT 0,                -- number of the newest update
    committed bigint NOT NULL DEFAULT 0,           -- up to here the bot has taken note
    created bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX bots_owner ON bots (owner);

CREATE TABLE bot_chats (                           -- how far each chat's log became updates
    bot_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    ev bigint NOT NULL,
    PRIMARY KEY (bot_id, chat_id)
) WITH (fillfactor = 70);
CREATE INDEX bot_chats_chat ON bot_chats (chat_id);

CREATE TABLE bot_updates (                         -- what a bot is to hear, without anybody's words: they are read when it asks
    bot_id bigint NOT NULL,
    n bigint NOT NULL,
    kind text NOT NULL,
    chat_id bigint NOT NULL DEFAULT 0,
    seq bigint NOT NULL DEFAULT 0,
    data jsonb,
    ts bigint NOT NULL,
    PRIMARY KEY (bot_id, n)
);
CREATE INDEX bot_updates_message ON bot_updates (bot_id, chat_id, seq) WHERE seq > 0;

CREATE TABLE bot_presses (                         -- buttons that people pressed
    id text PRIMARY KEY,
    bot_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    user_id bigint NOT NULL,
    ts bigint NOT NULL
);
CREATE INDEX bot_presses_ts ON bot_presses (ts);

CREATE TABLE bot_hooks (                           -- where a bot wants its updates brought
    url text PRIMARY KEY,                          -- belongs to one bot
    bot_id bigint NOT NULL,
    types jsonb,
    version text NOT NULL DEFAULT '',
    secret_sealed bytea,
    sent bigint NOT NULL,                          -- number of the newest update that was taken there
    tries int NOT NULL DEFAULT 0,
    due bigint NOT NULL DEFAULT 0,
    failing bigint,                                -- since when nothing is taken
    created bigint NOT NULL
);
CREATE INDEX bot_hooks_bot ON bot_hooks (bot_id, created);
