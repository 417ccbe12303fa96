-- Links and packs of stickers as subjects of cases; what is blocked; what the platform limits in a chat.
-- Each of these effects is a row of its own action, so that any of them may be taken back in any order.
ALTER TABLE subjects ADD COLUMN ref text;          -- a link in its one form, or the id of a pack
ALTER TABLE subjects DROP CONSTRAINT subjects_kind_chat_id_seq_user_id_key;
ALTER TABLE subjects ADD CONSTRAINT subjects_one UNIQUE NULLS NOT DISTINCT (kind, chat_id, seq, user_id, ref);
CREATE TABLE blocked_links (
    key text NOT NULL,                             -- moderation/text/links.py: host/path in one form
    action_id bigint NOT NULL,
    case_id bigint NOT NULL,
    PRIMARY KEY (key, action_id)
);
CREATE TABLE blocked_packs (
    pack_id text NOT NULL,
    action_id bigint NOT NULL,
    case_id bigint NOT NULL,
    PRIMARY KEY (pack_id, action_id)
);
CREATE TABLE chat_limits (
    chat_id bigint NOT NULL,
    action_id bigint NOT NULL,
    case_id bigint NOT NULL,
    bits int NOT NULL CHECK (bits > 0),            -- Limit of domain/chats.py
    slow_s int NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, action_id)
);
-- All that is in force in a chat, added up from chat_limits.
ALTER TABLE chats ADD COLUMN limits int NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN limit_slow_s int NOT NULL DEFAULT 0;
CREATE INDEX actions_chasing ON actions (id)
    WHERE type = 'block_link' AND state = 'applied' AND coalesce(inverse ->> 'chased', '0') < '2';
