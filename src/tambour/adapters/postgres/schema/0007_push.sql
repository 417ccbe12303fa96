-- Web Push: where people's browsers are reached, and up to where each chat's messages were pushed.

CREATE TABLE push_subs (
    endpoint_hash bytea PRIMARY KEY,               -- SHA-256: one browser, one row, whoever is signed in there
    user_id bigint NOT NULL,
    session_id bigint NOT NULL,                    -- it ends with its session
    endpoint text NOT NULL,
    p256dh bytea NOT NULL,
    auth bytea NOT NULL,
    fails int NOT NULL DEFAULT 0,                  -- in a row
    wait_until bigint NOT NULL DEFAULT 0,
    created bigint NOT NULL
);
CREATE INDEX push_subs_user ON push_subs (user_id, created);

CREATE TABLE push_done (                           -- moved by whichever worker takes a chat, before it sends
    chat_id bigint PRIMARY KEY,
    seq bigint NOT NULL
) WITH (fillfactor = 70);
