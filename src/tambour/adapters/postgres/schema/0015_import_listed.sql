-- An uploaded export whose chats are listed waits for its person to choose.
ALTER TABLE moves DROP CONSTRAINT moves_state_check;
ALTER TABLE moves ADD CONSTRAINT moves_state_check
    CHECK (state IN ('uploading', 'listed', 'waiting', 'running', 'done', 'failed', 'gone'));
