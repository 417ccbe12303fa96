-- compat: 47
-- Files on which a detector failed: they were shown, and are owed another look.
CREATE TABLE file_missed (
    file_id text PRIMARY KEY,
    since bigint NOT NULL                          -- ms
);
CREATE INDEX file_missed_since ON file_missed (since, file_id);
ALTER TABLE file_words ADD COLUMN failed bigint NOT NULL DEFAULT 0;    -- ms; since when reading it fails
ALTER TABLE file_speech ADD COLUMN failed bigint NOT NULL DEFAULT 0;
CREATE INDEX file_words_failed ON file_words (failed) WHERE words IS NULL AND failed > 0;
CREATE INDEX file_speech_failed ON file_speech (failed) WHERE words IS NULL AND failed > 0;
