-- Packs of stickers; and what was missing for files: uploads to be put together, files kept as evidence.
CREATE INDEX files_unsealed ON files (touched) WHERE sha256 IS NULL AND received = size;

CREATE TABLE sticker_packs (
    id text PRIMARY KEY,
    owner bigint NOT NULL,
    title text NOT NULL,
    created bigint NOT NULL
);
CREATE INDEX sticker_packs_owner ON sticker_packs (owner, created);
CREATE TABLE stickers (
    pack_id text NOT NULL REFERENCES sticker_packs (id) ON DELETE CASCADE,
    file_id text NOT NULL,
    emoji text NOT NULL DEFAULT '',
    added bigint NOT NULL,
    PRIMARY KEY (pack_id, file_id)
);
CREATE INDEX stickers_file ON stickers (file_id);
CREATE TABLE sticker_installs (
    user_id bigint NOT NULL,
    pack_id text NOT NULL REFERENCES sticker_packs (id) ON DELETE CASCADE,
    at bigint NOT NULL,
    PRIMARY KEY (user_id, pack_id)
);
CREATE TABLE file_holds (                          -- evidence of a case shows these files to the desk: their bytes stay
    file_id text PRIMARY KEY,
    keep_until bigint NOT NULL
);
