-- `last_ts` moves with every change of a chat, for catching up; lists are ordered by what was said.
ALTER TABLE chats ADD COLUMN said_ts bigint NOT NULL DEFAULT 0;  -- ts of the message `last_seq`; 0: look it up
UPDATE chats c SET said_ts = coalesce((SELECT m.ts FROM messages m WHERE m.chat_id = c.id AND m.seq = c.last_seq), 0);
