-- The journal of removals (services/removals.py) follows what was settled, in order of time.
CREATE INDEX actions_settled ON actions (greatest(coalesce(applied_at, 0), coalesce(undone_at, 0)), id);
