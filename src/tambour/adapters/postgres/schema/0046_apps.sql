-- Where a bot's program for people lives, and the key by which it knows what this server tells it. The key follows from the
-- token and is sealed; bots whose token is older get one with the next.
ALTER TABLE bots ADD COLUMN app_url text NOT NULL DEFAULT '', ADD COLUMN app_key bytea;
