-- compat: 35
-- When work beside the messenger was last seen at it: where it stands still, the desk is told.
CREATE TABLE heartbeats (
    name text PRIMARY KEY,
    at bigint NOT NULL
);
