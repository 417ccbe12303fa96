-- compat: 20
-- Words that stand in pictures and films of public chats: which files are to be read, and what was read. Goes with the file.
CREATE TABLE file_words (
    file_id text PRIMARY KEY,
    asked bigint NOT NULL,                         -- ms; the longest wait is over first
    tries int NOT NULL DEFAULT 0,
    lease_until bigint NOT NULL DEFAULT 0,
    words text,                                    -- NULL: not read yet
    read bigint NOT NULL DEFAULT 0,                -- ms
    told boolean NOT NULL DEFAULT false            -- its messages were looked at with these words
);
CREATE INDEX file_words_waiting ON file_words (asked, file_id) WHERE words IS NULL;
CREATE INDEX file_words_untold ON file_words (file_id) WHERE words <> '' AND NOT told;
