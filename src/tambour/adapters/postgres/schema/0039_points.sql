-- compat: 20
-- Points of stored pictures, so that an entry that comes later finds them in collages and crops too.
ALTER TABLE file_marks ADD COLUMN points bytea NOT NULL DEFAULT '';   -- 40 bytes each, as in bank_marks; the strongest
ALTER TABLE file_marks ALTER COLUMN points SET STORAGE EXTERNAL;      -- there is nothing in them to compress
