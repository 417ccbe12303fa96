-- compat: 53
-- What open cases mean, beside them while they are open; which of them say the same. No likeness of meaning is owed a case.
CREATE TABLE case_meanings (                       -- of what was said in public; dropped when its case is decided
    case_id bigint PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    encoder text NOT NULL,                         -- other numbers are of no use to it
    vector bytea NOT NULL                          -- 512 numbers of 8 bits; empty: too little was said
) WITH (fillfactor = 90);
ALTER TABLE cases ADD COLUMN meant bigint;         -- open cases that say the same: shown together, never decided as one
CREATE INDEX cases_meant ON cases (meant) WHERE meant IS NOT NULL;
ALTER TABLE signals ADD CONSTRAINT signals_meaning_acts_never CHECK (detector <> 'meaning' OR NOT owed);
