-- The ledger: a Merkle tree (RFC 9162) over every privileged act, in place of the chain of hashes in `audit`.
-- An act writes its entry in its own transaction; the entry gets its place in the tree within a second or so.

CREATE TABLE ledger_entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    n bigint UNIQUE,                               -- place in the tree; NULL until it has one
    leaf bytea NOT NULL,                           -- what is hashed: public facts and commitments
    actor bigint,                                  -- from here on the opening: may be erased, the tree stands
    who_salt bytea,
    object text,
    what bytea,                                    -- JSON of [object, details], byte for byte what was committed to
    what_salt bytea
);
CREATE INDEX ledger_waiting ON ledger_entries (id) WHERE n IS NULL;
CREATE INDEX ledger_object ON ledger_entries (object, id);
CREATE TABLE ledger_nodes (                        -- complete subtrees; level 0: hashes of leaves
    level smallint NOT NULL,
    idx bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (level, idx)
);
CREATE INDEX ledger_leaves ON ledger_nodes (hash) WHERE level = 0;
CREATE TABLE ledger_checkpoints (
    size bigint PRIMARY KEY,
    root bytea NOT NULL,
    note text NOT NULL,                            -- signed, with the cosignatures that came
    at bigint NOT NULL
);
CREATE TABLE ledger_identity (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    origin text NOT NULL
);

CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.id = OLD.id AND NEW.leaf = OLD.leaf AND (OLD.n IS NULL OR NEW.n = OLD.n) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger only grows';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER only_grows_whole BEFORE TRUNCATE ON ledger_entries EXECUTE FUNCTION ledger_only_grows();

-- What was in the chain comes first, in its order; each leaf carries the hash that the chain gave it.
INSERT INTO ledger_entries (leaf, actor, who_salt, object, what, what_salt)
WITH salted AS MATERIALIZED (
    SELECT a.*, convert_to(json_build_array(object, payload)::text, 'UTF8') AS what,
        uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS who_salt,
        uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS what_salt
    FROM audit a
)
SELECT convert_to(format('{"at":%s,"chain":"%s","v":1,"verb":%s,"what":"%s","who":"%s"}', at, encode(hash, 'hex'),
        to_json(verb), encode(sha256(what_salt || what), 'hex'),
        encode(sha256(who_salt || convert_to(actor::text, 'UTF8')), 'hex')), 'UTF8'),
    actor, who_salt, object, what, what_salt
FROM salted ORDER BY seq;
DROP TABLE audit;
