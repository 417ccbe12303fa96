-- compat: 53
-- Known sound beneath pictures, or a piece of it. An older program could not weigh such a row.
ALTER TABLE file_likes DROP CONSTRAINT file_likes_how_check;
ALTER TABLE file_likes ADD CONSTRAINT file_likes_how_check
    CHECK (how IN ('whole', 'quarters', 'points', 'sound', 'track'));
