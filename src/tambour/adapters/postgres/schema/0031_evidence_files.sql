-- A file that evidence shows is kept exactly as long as the evidence. It is found by what was sealed and not by the
-- message, which its author may delete: a later hold, or its end, would then have found no file.
CREATE TABLE evidence_files (
    evidence_id bigint NOT NULL REFERENCES evidence (id),
    file_id text NOT NULL,
    PRIMARY KEY (evidence_id, file_id)
);
CREATE INDEX evidence_files_file ON evidence_files (file_id);
INSERT INTO evidence_files (evidence_id, file_id)
SELECT DISTINCT e.id, a.file_id FROM evidence e JOIN content_versions v ON v.id = e.content_version
JOIN subjects s ON s.id = v.subject_id JOIN attachments a ON a.chat_id = s.chat_id AND a.seq = s.seq
WHERE a.file_id <> '' AND e.destroyed_at IS NULL;
DROP TABLE file_holds;
