-- A link may be out of sight in single countries only: {} is everywhere.
ALTER TABLE blocked_links ADD COLUMN countries text[] NOT NULL DEFAULT '{}';
-- Messages in which the reader met such a link after the decision: hidden there by an action of that decision.
CREATE TABLE links_met (
    action_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (action_id, chat_id, seq)
);
