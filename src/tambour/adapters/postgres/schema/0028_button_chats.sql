-- compat: 27
-- Chats that a bot's button made: one for each button, whoever presses it.
CREATE TABLE bot_button_chats (
    chat_id bigint NOT NULL,                       -- where the button stands
    seq bigint NOT NULL,
    uuid bigint NOT NULL,
    made bigint NOT NULL,
    PRIMARY KEY (chat_id, seq, uuid)
);
CREATE UNIQUE INDEX bot_button_chats_made ON bot_button_chats (made);
