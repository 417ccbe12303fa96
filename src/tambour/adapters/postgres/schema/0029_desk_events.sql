-- The places of the desk's events: given once they are committed, so that no reader passes one by.
ALTER TABLE desk_events ADD COLUMN place bigint UNIQUE;
CREATE INDEX desk_events_new ON desk_events (n) WHERE place IS NULL;
CREATE INDEX desk_events_at ON desk_events (at);
