-- compat: 53
-- Names, descriptions and public names of public chats, bots, people and packs are screened. Each has a number; its
-- signals stand at the place (minus that number, 0). No words are kept here, and nothing of what is private.
CREATE TABLE screen_profiles (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('chat', 'account', 'sticker')),
    target bigint NOT NULL DEFAULT 0,              -- chat or account
    pack text NOT NULL DEFAULT '',
    ver int NOT NULL DEFAULT 1,                    -- moves with every change while it is public
    due boolean NOT NULL DEFAULT true,             -- not read in this version
    UNIQUE (kind, target, pack)
) WITH (fillfactor = 70);
CREATE INDEX screen_profiles_due ON screen_profiles (id) WHERE due;

-- Whatever changes them, screening hears of it, in the same transaction.
CREATE FUNCTION profile_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO screen_profiles (kind, target, pack) VALUES (
        TG_ARGV[0],
        CASE TG_ARGV[0] WHEN 'sticker' THEN 0 ELSE (to_jsonb(NEW) ->> TG_ARGV[1])::bigint END,
        CASE TG_ARGV[0] WHEN 'sticker' THEN to_jsonb(NEW) ->> TG_ARGV[1] ELSE '' END
    ) ON CONFLICT (kind, target, pack) DO UPDATE SET ver = screen_profiles.ver + 1, due = true;
    RETURN NULL;
END $$;
CREATE TRIGGER chats_profile_new AFTER INSERT ON chats FOR EACH ROW WHEN (NEW.is_public)
    EXECUTE FUNCTION profile_moved('chat', 'id');
CREATE TRIGGER chats_profile AFTER UPDATE OF title, about, username, is_public ON chats FOR EACH ROW
    WHEN (NEW.is_public AND (OLD.title, OLD.about, OLD.username, OLD.is_public)
        IS DISTINCT FROM (NEW.title, NEW.about, NEW.username, NEW.is_public))
    EXECUTE FUNCTION profile_moved('chat', 'id');
CREATE TRIGGER users_profile_new AFTER INSERT ON users FOR EACH ROW WHEN (NEW.username IS NOT NULL)
    EXECUTE FUNCTION profile_moved('account', 'id');
CREATE TRIGGER users_profile AFTER UPDATE OF name, about, username ON users FOR EACH ROW
    WHEN (NEW.username IS NOT NULL AND (OLD.name, OLD.about, OLD.username)
        IS DISTINCT FROM (NEW.name, NEW.about, NEW.username))
    EXECUTE FUNCTION profile_moved('account', 'id');
CREATE TRIGGER bots_profile AFTER UPDATE OF description, commands ON bots FOR EACH ROW
    WHEN ((OLD.description, OLD.commands) IS DISTINCT FROM (NEW.description, NEW.commands))
    EXECUTE FUNCTION profile_moved('account', 'bot_id');
CREATE TRIGGER packs_profile_new AFTER INSERT ON sticker_packs FOR EACH ROW
    EXECUTE FUNCTION profile_moved('sticker', 'id');
CREATE TRIGGER packs_profile AFTER UPDATE OF title ON sticker_packs FOR EACH ROW WHEN (OLD.title <> NEW.title)
    EXECUTE FUNCTION profile_moved('sticker', 'id');
INSERT INTO screen_profiles (kind, target) SELECT 'chat', id FROM chats WHERE is_public ORDER BY id;
INSERT INTO screen_profiles (kind, target) SELECT 'account', id FROM users WHERE username IS NOT NULL ORDER BY id;
INSERT INTO screen_profiles (kind, pack) SELECT 'sticker', id FROM sticker_packs ORDER BY id;

-- A new entry reads them too: up to this number; null: it is through.
ALTER TABLE hunts ADD COLUMN profile bigint;
ALTER TABLE hunts ALTER COLUMN profile SET DEFAULT 0;
CREATE INDEX hunts_profiles ON hunts (entry_id) WHERE profile IS NOT NULL;
