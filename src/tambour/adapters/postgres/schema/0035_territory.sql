-- Decisions for single countries: where each person's number is from, and what is out of sight in which countries.
ALTER TABLE users ADD COLUMN country text NOT NULL DEFAULT '';   -- ISO 3166 of the number's country code; '': not known
ALTER TABLE members ADD COLUMN country text NOT NULL DEFAULT ''; -- the same, where messages are shown
CREATE FUNCTION member_country() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.country := coalesce((SELECT country FROM users WHERE id = NEW.user_id), '');
    RETURN NEW;
END $$;
CREATE TRIGGER members_country BEFORE INSERT ON members FOR EACH ROW EXECUTE FUNCTION member_country();
CREATE FUNCTION country_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE members SET country = NEW.country WHERE user_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER users_country AFTER UPDATE OF country ON users FOR EACH ROW
    WHEN (OLD.country <> NEW.country) EXECUTE FUNCTION country_moved();
-- What a chat hides where: number → countries. 0 is the chat itself, others stand in the upper bits of messages.flags.
ALTER TABLE chats ADD COLUMN partly jsonb NOT NULL DEFAULT '{}';
CREATE TABLE territories (
    chat_id bigint NOT NULL,
    seq bigint NOT NULL,                           -- 0: the chat
    action_id bigint NOT NULL,
    case_id bigint NOT NULL,
    countries text[] NOT NULL CHECK (cardinality(countries) > 0),
    PRIMARY KEY (chat_id, seq, action_id)
);
