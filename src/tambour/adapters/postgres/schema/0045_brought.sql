-- What people bring to a constructor: its bot may look at it, and use it, as long as the session lasts.
ALTER TABLE bot_sessions ADD COLUMN brought text[] NOT NULL DEFAULT '{}';
CREATE INDEX bot_sessions_brought ON bot_sessions USING gin (brought);
