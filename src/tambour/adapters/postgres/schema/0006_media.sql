-- Files: what people upload, the blobs their bytes lie in, and the messages that carry them.
-- A blob is named by the SHA-256 of its bytes; two files of the same bytes share one, which nobody outside can tell.

CREATE TABLE files (
    id text PRIMARY KEY,                           -- 128 random bits
    owner bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL DEFAULT '',
    mime text NOT NULL DEFAULT '',                 -- as the sender said: shown, never served
    size bigint NOT NULL,
    received bigint NOT NULL DEFAULT 0,            -- bytes that are on disk for good
    parts int NOT NULL DEFAULT 0,
    sha256 bytea,                                  -- of all bytes, once they are together
    state smallint NOT NULL DEFAULT 1,             -- READY, PROCESSING, FAILED of domain/files.py
    why text NOT NULL DEFAULT '',                  -- why it failed: media.*
    shown jsonb NOT NULL,                          -- the File of the wire, as messages carry it
    created bigint NOT NULL,
    touched bigint NOT NULL                        -- last byte, last send: what nobody uses is dropped some days after
);
CREATE INDEX files_owner ON files (owner, created);
CREATE INDEX files_sha ON files (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX files_touched ON files (touched);

CREATE TABLE upload_parts (
    file_id text NOT NULL,
    first bigint NOT NULL,
    size bigint NOT NULL,
    key text NOT NULL,
    PRIMARY KEY (file_id, first)
);
CREATE TABLE blobs (
    sha256 bytea PRIMARY KEY,
    size bigint NOT NULL,
    doomed bigint                                  -- since when no file names it; kept for the grace time
);
CREATE INDEX blobs_doomed ON blobs (doomed) WHERE doomed IS NOT NULL;
CREATE TABLE file_blobs (
    file_id text NOT NULL,
    name text NOT NULL,                            -- as in /f/ID/NAME; 'src' is the upload before processing, never served
    sha256 bytea NOT NULL,
    size bigint NOT NULL,
    mime text NOT NULL,
    width int NOT NULL DEFAULT 0,
    height int NOT NULL DEFAULT 0,
    PRIMARY KEY (file_id, name)
);
CREATE INDEX file_blobs_sha ON file_blobs (sha256);
CREATE TABLE media_jobs (
    file_id text PRIMARY KEY,
    tries int NOT NULL DEFAULT 0,
    lease_until bigint NOT NULL DEFAULT 0,
    queued bigint NOT NULL
);
CREATE INDEX media_jobs_queue ON media_jobs (queued);

-- What messages carry: files for access, the tabs of a chat, and freeing of blobs; links (file_id '') for the tab only.
CREATE TABLE attachments (
    chat_id bigint NOT NULL,
    tab text NOT NULL,                             -- media, files, voice, audio, links, sticker
    seq bigint NOT NULL,
    file_id text NOT NULL DEFAULT '',
    state smallint NOT NULL DEFAULT 0,             -- the state that the message's own descriptor shows
    PRIMARY KEY (chat_id, tab, seq, file_id)
);
CREATE INDEX attachments_file ON attachments (file_id) WHERE file_id <> '';
CREATE INDEX attachments_waiting ON attachments (file_id) WHERE state = 1;

-- Bytes that moderation removed with a message: refused when they are uploaded again, until the message is restored.
CREATE TABLE withdrawn_media (
    sha256 bytea NOT NULL,
    file_id text NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (sha256, chat_id, seq, file_id)
);
CREATE INDEX withdrawn_media_place ON withdrawn_media (chat_id, seq);
CREATE INDEX withdrawn_media_file ON withdrawn_media (file_id);
CREATE INDEX users_photo ON users (photo) WHERE photo IS NOT NULL;
CREATE INDEX chats_photo ON chats (photo) WHERE photo IS NOT NULL;
