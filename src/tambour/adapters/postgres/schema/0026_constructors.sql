-- compat: 25
-- Constructors: bots that write messages for people, and the people who are writing with one just now.
ALTER TABLE bots ADD COLUMN constructs boolean NOT NULL DEFAULT false;

CREATE TABLE bot_sessions (                        -- forgotten an hour after the last turn
    id text PRIMARY KEY,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    asked int NOT NULL DEFAULT 1,                  -- how often the bot was asked
    input jsonb,                                   -- what it was asked last; only its bot hears it
    data text NOT NULL DEFAULT '',                 -- the bot's own note
    offered int NOT NULL DEFAULT 0,                -- how often it answered
    offer jsonb,                                   -- what it answered last
    files text[] NOT NULL DEFAULT '{}',            -- of that: what the person may look at before it is posted
    rid bigint,                                    -- under which it was posted
    ts bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX bot_sessions_user ON bot_sessions (user_id);
CREATE INDEX bot_sessions_ts ON bot_sessions (ts);
