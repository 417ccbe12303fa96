-- A chat's own word rules, posts that wait for a person before they are shown, and waves of arrivals.
CREATE TABLE chat_words (
    chat_id bigint NOT NULL,
    id bigint NOT NULL,
    term text NOT NULL,
    act text NOT NULL CHECK (act IN ('warn', 'hold', 'delete')),
    by_user bigint NOT NULL,
    created bigint NOT NULL,
    PRIMARY KEY (chat_id, id)
);
CREATE TABLE held_posts (                          -- the sender keeps the words, too; a week at most
    id bigint PRIMARY KEY,
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    rid bigint NOT NULL,
    request jsonb NOT NULL,
    held_by text NOT NULL CHECK (held_by IN ('chat', 'platform')),
    word text NOT NULL DEFAULT '',
    at bigint NOT NULL
);
CREATE INDEX held_posts_chat ON held_posts (chat_id, held_by, at);
CREATE INDEX held_posts_at ON held_posts (at);
CREATE TABLE join_waves (                          -- arrivals by minute, where a chat guards itself against waves
    chat_id bigint NOT NULL,
    minute bigint NOT NULL,
    joins int NOT NULL,
    PRIMARY KEY (chat_id, minute)
);
ALTER TABLE chats ADD COLUMN words int NOT NULL DEFAULT 0;       -- moves with every change of its word rules; 0: there are none
ALTER TABLE chats ADD COLUMN raid_per_min int NOT NULL DEFAULT 0; -- more arrivals than this in a minute close the door; 0: never
ALTER TABLE chats ADD COLUMN raid_until bigint NOT NULL DEFAULT 0; -- whoever comes before that has to ask
