-- A chat that its reader wants to come back to is shown as unread until they open it.
ALTER TABLE members ADD COLUMN marked_unread boolean NOT NULL DEFAULT false;
