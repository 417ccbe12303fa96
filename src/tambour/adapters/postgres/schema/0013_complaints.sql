-- compat: 12
-- Complaints in numbers: what a case's reports amount to, kept as they come, so that a crowd costs no more than one person.
ALTER TABLE cases ADD COLUMN reports int NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN independent double precision NOT NULL DEFAULT 0;   -- reports, the n-th of a bucket as 1/n²
ALTER TABLE cases ADD COLUMN doubt double precision NOT NULL DEFAULT 1;         -- probability that nobody who reported is right
ALTER TABLE cases ADD COLUMN crowd boolean NOT NULL DEFAULT false;              -- many reports that move as one
ALTER TABLE cases ADD COLUMN firm bigint NOT NULL DEFAULT 0;                    -- earliest look owed to one who stands for themselves
CREATE TABLE report_buckets (                      -- how many reporters of a case have something in common
    case_id bigint NOT NULL REFERENCES cases (id),
    bucket text NOT NULL,
    count int NOT NULL,
    PRIMARY KEY (case_id, bucket)
);
CREATE INDEX cases_by_priority ON cases (priority DESC, due)
    WHERE state IN ('new', 'triaged', 'leased', 'appealed', 'escalated', 'waiting_second', 'waiting_clarification');
CREATE INDEX cases_by_due ON cases (due)
    WHERE state IN ('new', 'triaged', 'leased', 'appealed', 'escalated', 'waiting_second', 'waiting_clarification');
CREATE INDEX reports_case ON reports (case_id, at);
-- What an operator has taken from single members of staff; the rest comes with the role (moderation/staff.py).
CREATE TABLE desk_denials (
    user_id bigint NOT NULL REFERENCES users (id),
    capability text NOT NULL,
    PRIMARY KEY (user_id, capability)
);
