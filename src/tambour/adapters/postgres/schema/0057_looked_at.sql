-- compat: 53
-- Who has opened the evidence of a case is asked on every case's page, of cases that say the same and of second looks.
CREATE INDEX evidence_access_evidence ON evidence_access (evidence_id, who);
