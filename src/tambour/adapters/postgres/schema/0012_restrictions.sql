-- compat: 11
-- What an administrator took from somebody stays taken when they leave: it is put by here and waits for them.
CREATE TABLE kept_restrictions (
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    denied bigint NOT NULL,
    denied_until bigint,
    PRIMARY KEY (chat_id, user_id)
);
