-- Stickers and packs stand where people put them. A pack just installed has place 0: it comes first.
ALTER TABLE stickers ADD COLUMN place int NOT NULL DEFAULT 0;
ALTER TABLE sticker_installs ADD COLUMN place int NOT NULL DEFAULT 0;
