-- Previews of links: which messages wait for one, and what was found at an address not long ago.

CREATE TABLE preview_jobs (                        -- written by the statement that records the message
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    due bigint NOT NULL,                           -- not before then; a worker that takes one moves it ahead
    tries int NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, seq)
);
CREATE INDEX preview_jobs_due ON preview_jobs (due);

CREATE TABLE link_previews (
    url_hash bytea PRIMARY KEY,                    -- SHA-256 of the address
    body jsonb,                                    -- null: nothing worth showing there
    expires bigint NOT NULL
);
CREATE INDEX link_previews_expires ON link_previews (expires);
