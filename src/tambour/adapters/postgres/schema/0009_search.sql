-- Search: which message has which word, newest first within a chat; the vocabulary; how far each chat has been read.
-- A word is the number of a stem (domain/search/fold.py). None of this is trusted: what is found is read again.

CREATE TABLE search_docs (                         -- what is indexed of a message, so that it can be taken out again
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    at int NOT NULL,                               -- seconds since 2020
    words int[] NOT NULL,
    PRIMARY KEY (chat_id, seq)
);
CREATE TABLE search_words (                        -- the same turned round; `at` fits into what alignment leaves free
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    word int NOT NULL,
    at int NOT NULL,
    PRIMARY KEY (chat_id, word, at, seq)
);
CREATE TABLE search_forms (                        -- every form of a language's word ever seen; of no message, of nobody
    form text COLLATE "C" PRIMARY KEY,
    stem text COLLATE "C" NOT NULL,
    skeleton text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,                 -- spelled in a-z and 0-9, for trigrams
    seen bigint NOT NULL DEFAULT 0                 -- about how many messages had it
) WITH (fillfactor = 70);
CREATE INDEX search_forms_stem ON search_forms (stem);
CREATE INDEX search_forms_skeleton ON search_forms (skeleton) WHERE skeleton <> '';
CREATE INDEX search_forms_key ON search_forms USING gin (key gin_trgm_ops);
CREATE TABLE search_marks (                        -- everything up to here is in the index
    chat_id bigint PRIMARY KEY,
    ev bigint NOT NULL,                            -- changes
    seq bigint NOT NULL                            -- new messages
) WITH (fillfactor = 70);
