-- compat: 19
-- Conversations with Drum, the built-in bot: where each person is, and what was answered last, so that a crash between
-- keeping and sending repeats the same answers under the same rids.
CREATE TABLE drum_talks (
    user_id bigint PRIMARY KEY REFERENCES users (id),
    n bigint NOT NULL,                             -- number of the newest update it went on with
    step jsonb NOT NULL,
    says jsonb NOT NULL,                           -- without tokens
    erase boolean NOT NULL
) WITH (fillfactor = 70);
