-- Arriving and leaving: imports, the people known from them only, and exports.
-- Everything is kept by importer: an export proves nothing, so nobody's import speaks for anybody else's.

-- Who brought this person along; null: an account of its own. Nobody can sign in to such a person: there is no number.
ALTER TABLE users ADD COLUMN importer bigint;
CREATE INDEX users_importer ON users (importer) WHERE importer IS NOT NULL;

CREATE TABLE import_chats (
    importer bigint NOT NULL,
    origin text NOT NULL,                          -- telegram, or tambour: and the epoch of the server that wrote it
    ext_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    PRIMARY KEY (importer, origin, ext_id)
);
CREATE INDEX import_chats_chat ON import_chats (chat_id);
CREATE TABLE import_map (                          -- what has come: a second run adds nothing
    chat_id bigint NOT NULL,
    ext_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (chat_id, ext_id)
);
CREATE TABLE import_people (
    importer bigint NOT NULL,
    origin text NOT NULL,
    key text NOT NULL,                             -- as in the export: user123
    user_id bigint NOT NULL,
    phone_hmac bytea,
    PRIMARY KEY (importer, origin, key)
);
CREATE INDEX import_people_user ON import_people (user_id);
CREATE TABLE import_offers (                       -- the importer says who it is; that person has not answered yet
    stranger bigint PRIMARY KEY,
    user_id bigint NOT NULL
);
CREATE INDEX import_offers_user ON import_offers (user_id);
CREATE TABLE import_voices (                       -- who said how much where
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    said bigint NOT NULL,
    PRIMARY KEY (user_id, chat_id)
);

CREATE TABLE moves (                               -- an import or export somebody asked for
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('import', 'export', 'claim')),
    what jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('uploading', 'waiting', 'running', 'done', 'failed', 'gone')),
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    report jsonb NOT NULL DEFAULT '{}',
    error text NOT NULL DEFAULT '',
    created bigint NOT NULL,
    changed bigint NOT NULL,
    expires bigint NOT NULL DEFAULT 0
);
CREATE INDEX moves_user ON moves (user_id, id);
CREATE INDEX moves_open ON moves (id) WHERE state IN ('waiting', 'running');
CREATE INDEX moves_expires ON moves (expires) WHERE state <> 'gone' AND expires > 0;
