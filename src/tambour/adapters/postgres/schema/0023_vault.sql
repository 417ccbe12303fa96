-- The vault: evidence is sealed to public keys before it is written; what older rows hold in plain is sealed by the server.

ALTER TABLE evidence ALTER COLUMN blob DROP NOT NULL;
ALTER TABLE evidence ADD COLUMN sealed bytea;      -- age, to two keys at least; NULL once it was destroyed
ALTER TABLE evidence ADD COLUMN digest bytea;      -- SHA-256 of `sealed`, which the ledger names
ALTER TABLE evidence ADD COLUMN size bigint;
ALTER TABLE evidence ADD COLUMN destroyed_at bigint;
ALTER TABLE content_versions ALTER COLUMN body DROP NOT NULL;  -- in plain no more; `sha256` is keyed from now on
CREATE INDEX evidence_digest ON evidence (digest);
CREATE INDEX evidence_plain ON evidence (id) WHERE blob IS NOT NULL;
CREATE INDEX evidence_ending ON evidence (keep_until) WHERE sealed IS NOT NULL;
CREATE TABLE vault_identity (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    recipients text NOT NULL                       -- public keys that evidence is sealed to
);
