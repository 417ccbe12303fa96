-- compat: 48
-- What is only a hint, or disputed between lists, opens no case: it adds to a case that is there anyway.
ALTER TABLE signals ADD COLUMN hint boolean NOT NULL DEFAULT false;
UPDATE signals s SET hint = true FROM bank_entries e
    WHERE e.id = s.entry_id AND e.opinion <> 'positive' AND NOT s.owed AND s.case_id IS NULL;
ALTER TABLE signals ADD CONSTRAINT signals_hint_opens_nothing CHECK (NOT (hint AND owed));
CREATE INDEX signals_hints ON signals (chat_id, seq) WHERE hint AND mode = 'live' AND case_id IS NULL;
