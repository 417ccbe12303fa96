-- Files known by SHA-1 and MD5 too, as other people's lists name them; entries of the bank of which opinions differ.
ALTER TABLE files ADD COLUMN sha1 bytea, ADD COLUMN md5 bytea;   -- NULL: stored before they were taken
CREATE INDEX files_sha1 ON files (sha1) WHERE sha1 IS NOT NULL;
CREATE INDEX files_md5 ON files (md5) WHERE md5 IS NOT NULL;
ALTER TABLE bank_entries DROP CONSTRAINT bank_entries_kind_check;
ALTER TABLE bank_entries ADD CONSTRAINT bank_entries_kind_check CHECK (kind IN ('name', 'phrase', 'pattern', 'text',
    'link', 'sha256', 'sha1', 'md5', 'picture', 'film', 'sound', 'pdq'));
ALTER TABLE bank_entries DROP CONSTRAINT bank_entries_opinion_check;
ALTER TABLE bank_entries ADD CONSTRAINT bank_entries_opinion_check
    CHECK (opinion IN ('positive', 'seed', 'disputed'));
ALTER TABLE bank_entries DROP CONSTRAINT bank_entries_check;
ALTER TABLE bank_entries ADD CONSTRAINT bank_entries_check
    CHECK (NOT (state = 'enabled' AND mode = 'live' AND opinion = 'positive'
        AND kind IN ('link', 'sha256', 'sha1', 'md5', 'picture', 'film', 'sound', 'pdq')
        AND (second_by IS NULL OR second_by = added_by)));
DROP INDEX bank_entries_bytes;
CREATE INDEX bank_entries_bytes ON bank_entries (value)
    WHERE kind IN ('sha256', 'sha1', 'md5') AND state = 'enabled' AND mode = 'live' AND opinion = 'positive';
