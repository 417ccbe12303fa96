-- compat: 48
-- The lanes of the queue that few cases are in, each by an index of its own: to find that a lane is empty, or nearly so,
-- took a look at every open case.
CREATE INDEX cases_grave ON cases (priority DESC, due, id)
    WHERE state IN ('new', 'triaged', 'leased', 'appealed', 'escalated', 'waiting_second', 'waiting_clarification')
        AND ((severity = 0 AND NOT crowd) OR state = 'escalated');
CREATE INDEX cases_crowds ON cases (priority DESC, due, id)
    WHERE state IN ('new', 'triaged', 'leased', 'appealed', 'escalated', 'waiting_second', 'waiting_clarification')
        AND crowd;
