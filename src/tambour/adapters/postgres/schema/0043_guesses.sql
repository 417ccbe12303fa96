-- compat: 42
-- Guesses of a model: what was found out about each model, how far each public chat was guessed at. No guess is owed a case.
CREATE TABLE models (
    print text PRIMARY KEY,                        -- of these very weights, or this very prompt, model and address
    number int GENERATED ALWAYS AS IDENTITY,       -- the version that signals name
    name text NOT NULL,
    mode text NOT NULL DEFAULT 'shadow' CHECK (mode IN ('shadow', 'live')),
    reasons text[] NOT NULL,                       -- bars of allowed speech it hits, by language and kind
    card text NOT NULL,
    measured bigint NOT NULL,
    changed bigint NOT NULL,
    -- What hits news, criticism or counter-speech above its bar never orders anybody's queue.
    CHECK (mode = 'shadow' OR (reasons = '{}' AND measured > 0))
);
CREATE TABLE guess_marks (                         -- everything up to here was guessed at
    chat_id bigint PRIMARY KEY,
    ev bigint NOT NULL,
    seq bigint NOT NULL
) WITH (fillfactor = 70);
CREATE TABLE screen_missed (                       -- messages on which a detector failed: they are tried again
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (chat_id, seq)
);
CREATE INDEX screen_missed_since ON screen_missed (since);
ALTER TABLE signals ADD CONSTRAINT signals_guess_acts_never CHECK (detector <> 'guess' OR NOT owed);
