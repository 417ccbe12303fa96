-- compat: 48
-- How much of a case's doubt hints have taken away: one that becomes certain gives its share back.
ALTER TABLE cases ADD COLUMN hinted double precision NOT NULL DEFAULT 0;
UPDATE cases c SET hinted = 0.35 * h.score
    FROM (SELECT case_id, least(max(score), 1) AS score FROM signals WHERE hint AND case_id IS NOT NULL GROUP BY 1) h
    WHERE h.case_id = c.id;
