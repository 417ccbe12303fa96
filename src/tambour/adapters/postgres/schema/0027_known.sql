-- compat: 20
-- Pictures, films and sound known again: the marks of the bank's entries and of files, and which are alike.
ALTER TABLE bank_entries DROP CONSTRAINT bank_entries_kind_check;
ALTER TABLE bank_entries ADD CONSTRAINT bank_entries_kind_check
    CHECK (kind IN ('name', 'phrase', 'pattern', 'text', 'link', 'sha256', 'picture', 'film', 'sound', 'pdq'));
ALTER TABLE bank_entries DROP CONSTRAINT bank_entries_check;
ALTER TABLE bank_entries ADD CONSTRAINT bank_entries_check
    CHECK (NOT (state = 'enabled' AND mode = 'live' AND opinion = 'positive'
        AND kind IN ('link', 'sha256', 'picture', 'film', 'sound', 'pdq')
        AND (second_by IS NULL OR second_by = added_by)));
CREATE TABLE bank_marks (
    entry_id bigint PRIMARY KEY REFERENCES bank_entries (id),
    prints bytea NOT NULL,                         -- 37 bytes each: part, ms, hash (adapters/seeing/prints.py)
    points bytea NOT NULL,                         -- 40 bytes each: ms, x, y, description
    sound bytea NOT NULL,                          -- 4 bytes each, eight a second
    preview bytea NOT NULL,                        -- a small WebP for the desk
    mime text NOT NULL,
    duration int NOT NULL                          -- ms
);
CREATE TABLE file_marks (
    file_id text PRIMARY KEY,
    n bigint GENERATED ALWAYS AS IDENTITY UNIQUE,  -- the order in which a new entry reads them
    prints bytea NOT NULL,
    sound bytea NOT NULL
);
CREATE TABLE file_likes (                          -- a file is like an entry
    file_id text NOT NULL,
    entry_id bigint NOT NULL REFERENCES bank_entries (id),
    how text NOT NULL CHECK (how IN ('whole', 'quarters', 'points', 'sound')),
    off_by int NOT NULL,                           -- bits of 256; points that agree; bits of a thousand
    at_ms int NOT NULL,
    sample_ms int NOT NULL,
    share real NOT NULL,                           -- of the file's frames
    PRIMARY KEY (file_id, entry_id)
);
