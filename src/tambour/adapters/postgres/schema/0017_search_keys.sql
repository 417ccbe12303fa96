-- Search by one table and one GIN index: a word counts for a chat's era, 1,024 messages that follow each other.
-- A list of it is short, so it is read whole and sorted, and eras are read from the newest to the oldest.
-- What was indexed stays; `search_words` was the same turned round, twice as large as all the rest.

DROP TABLE search_words;

-- The chat and era above (31 bits, two of them may share a number), the word below: what belongs together lies together.
-- COST keeps every plan from computing it row by row, UNSAFE from starting workers for a list.
CREATE FUNCTION search_region(chat bigint, seq bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((chat % 2147483629 + (seq >> 10) % 2147483629 * 1000003) % 2147483629) << 32;
CREATE FUNCTION search_keys(region bigint, words int[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL UNSAFE
    COST 100000
    RETURN (SELECT array_agg(region | (word::bigint & 4294967295)) FROM unnest(words) AS x (word));
CREATE INDEX search_docs_words ON search_docs USING gin (search_keys(search_region(chat_id, seq), words))
    WITH (fastupdate = off);

ALTER TABLE search_docs DROP CONSTRAINT search_docs_pkey, ADD PRIMARY KEY (chat_id, at, seq);
