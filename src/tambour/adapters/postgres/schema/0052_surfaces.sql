-- compat: 52
-- What is found beside the words of messages: in their polls, buttons and names of files. Spans are of that part.
ALTER TABLE signals ADD COLUMN part text NOT NULL DEFAULT '';
ALTER TABLE signals DROP CONSTRAINT signals_chat_id_seq_ver_detector_entry_id_key;
ALTER TABLE signals ADD CONSTRAINT signals_once UNIQUE (chat_id, seq, ver, detector, entry_id, part);
-- What was said before is read again for these parts, by hunts of all that is looked for.
INSERT INTO hunts (entry_id, began)
    SELECT id, (extract(epoch FROM now()) * 1000)::bigint FROM bank_entries WHERE state = 'enabled'
    AND kind IN ('name', 'phrase', 'pattern', 'text', 'link')
    ON CONFLICT (entry_id) DO UPDATE SET chat_id = 0, seq = 0, began = excluded.began, looked = 0, done = NULL;
