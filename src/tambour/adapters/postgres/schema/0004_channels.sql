-- Channels with a discussion group, figures by the day, and by which link people came.

ALTER TABLE chats ADD COLUMN linked_id bigint;     -- of a channel its discussion group, and of that group the channel
ALTER TABLE members ADD COLUMN came_by text;       -- token of the invite link; null: another way
CREATE INDEX members_came ON members (chat_id, came_by, joined) WHERE came_by IS NOT NULL;

ALTER TABLE messages ADD COLUMN thread bigint;     -- in a discussion group: seq of the copy of the post that it comments on
CREATE INDEX messages_thread ON messages (chat_id, thread, seq) WHERE thread IS NOT NULL;
ALTER TABLE msg_stats ADD COLUMN forwards bigint NOT NULL DEFAULT 0;

-- How far the posts of a channel have been copied into its group.
CREATE TABLE discussions (
    channel_id bigint PRIMARY KEY,
    group_id bigint NOT NULL UNIQUE,
    done_seq bigint NOT NULL
);
-- A post, its copy in the group, and how many comments can be seen. Written under the lock of the group.
CREATE TABLE threads (
    chat_id bigint NOT NULL,
    root_seq bigint NOT NULL,
    post_chat bigint NOT NULL,
    post_seq bigint NOT NULL,
    comments bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, root_seq)
);
CREATE UNIQUE INDEX threads_post ON threads (post_chat, post_seq);
-- Posts that were edited or deleted since: their copies follow.
CREATE TABLE thread_todo (
    post_chat bigint NOT NULL,
    post_seq bigint NOT NULL,
    PRIMARY KEY (post_chat, post_seq)
);

CREATE TABLE chat_days (                           -- groups and channels; counted where it happens
    chat_id bigint NOT NULL,
    day int NOT NULL,                              -- whole days since 1970 UTC
    joins int NOT NULL DEFAULT 0,
    leaves int NOT NULL DEFAULT 0,
    views bigint NOT NULL DEFAULT 0,
    reactions int NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, day)
) WITH (fillfactor = 70);
