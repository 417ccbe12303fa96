-- Who complains of something in a chat, by what they have in common: a crowd that scatters over many posts is one still.
CREATE TABLE report_places (
    chat_id bigint NOT NULL,
    bucket text NOT NULL,
    reporter bigint NOT NULL,
    place int NOT NULL,                            -- the first of a bucket has 1, whatever they report later
    at bigint NOT NULL,
    PRIMARY KEY (chat_id, bucket, reporter)
);
CREATE INDEX report_places_at ON report_places (at);
