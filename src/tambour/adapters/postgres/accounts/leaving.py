"""The end of an account, and what time takes away."""

from tambour.adapters.postgres.executor import Executor

SAVED = (
    "(SELECT c.id FROM members m JOIN chats c ON c.id = m.chat_id WHERE m.user_id = $1 AND c.kind = 'saved')"
)
BROUGHT = (
    "(SELECT d.chat_id FROM dialogs d JOIN users u ON u.id IN (d.low, d.high) AND u.importer = $1"
    " WHERE $1 IN (d.low, d.high))"
)
"""Imported dialogs whose other side is nobody here: no one else reads them."""
OWN_ROWS = (
    f"UPDATE messages SET body = '', ents = NULL, extra = NULL, fwd = NULL WHERE chat_id IN {BROUGHT}",
    f"DELETE FROM hashtags WHERE chat_id IN {BROUGHT}",
    "DELETE FROM import_map WHERE chat_id IN (SELECT chat_id FROM import_chats WHERE importer = $1)",
    "DELETE FROM import_chats WHERE importer = $1",
    "DELETE FROM import_people WHERE importer = $1 OR user_id = $1",
    "DELETE FROM import_offers WHERE user_id = $1 OR stranger IN (SELECT id FROM users WHERE importer = $1)",
    "UPDATE users u SET name = '', deleted = (extract(epoch FROM now()) * 1000)::bigint"
    " WHERE importer = $1 AND deleted IS NULL AND NOT EXISTS (SELECT FROM import_voices v JOIN chats c"
    " ON c.id = v.chat_id AND c.kind IN ('group', 'channel') AND c.state <> 'deleted' WHERE v.user_id = u.id)",
    "UPDATE moves SET state = 'gone', what = '{}', report = '{}', error = '' WHERE user_id = $1",
    f"UPDATE messages SET body = '', ents = NULL, extra = NULL, fwd = NULL WHERE chat_id IN {SAVED}",
    f"DELETE FROM message_versions WHERE chat_id IN {SAVED}",
    f"DELETE FROM hashtags WHERE chat_id IN {SAVED}",
    f"DELETE FROM attachments WHERE chat_id IN {SAVED}",
    "UPDATE files SET touched = 0, name = '' WHERE owner = $1",
    f"DELETE FROM search_docs WHERE chat_id IN {SAVED}",
    "DELETE FROM phones WHERE user_id = $1",
    "DELETE FROM emails WHERE user_id = $1",
    "DELETE FROM passkeys WHERE user_id = $1",
    "DELETE FROM contacts WHERE user_id = $1",
    "DELETE FROM blocks WHERE user_id = $1",
    "DELETE FROM folders WHERE user_id = $1",
    "DELETE FROM drafts WHERE user_id = $1",
    "DELETE FROM scheduled WHERE user_id = $1",
    "DELETE FROM held_posts WHERE user_id = $1",
    "DELETE FROM hidden WHERE user_id = $1",
    "DELETE FROM mentions WHERE user_id = $1",
    "DELETE FROM sign_ins WHERE user_id = $1",
    "DELETE FROM challenges WHERE user_id = $1",
    "UPDATE sessions SET device = '', address = '' WHERE user_id = $1",
    "DELETE FROM user_log WHERE user_id = $1",
)
SWEEPS = (
    "DELETE FROM sign_ins WHERE expires < $1::bigint - 86400000",
    "DELETE FROM challenges WHERE expires < $1::bigint",
    "DELETE FROM sessions WHERE revoked < $1::bigint - 90 * 86400000::bigint",
    "DELETE FROM limits WHERE at < $1::bigint - 2 * 86400000::bigint",
)


class Leaving:
    """See LeavingRows in ports/accounts.py."""

    db: Executor

    async def erase_person(self, user: int, now: int) -> None:
        """The person's own rows one table after the other, then the tombstone."""
        for statement in OWN_ROWS:
            await self.db.execute(statement, user)
        await self.db.execute(
            "UPDATE users SET name = '', about = '', username = NULL, photo = NULL, role = 'member',"
            " privacy = '{}', settings = '{}', password_hash = NULL, password_hint = '', verified = false,"
            " last_seen = 0, deleted = $2 WHERE id = $1",
            user,
            now,
        )

    async def public_owned(self, user: int) -> int:
        """One statement."""
        count: int = await self.db.fetchval(
            "SELECT count(*) FROM members m JOIN chats c ON c.id = m.chat_id"
            " WHERE m.user_id = $1 AND m.role = 'owner' AND c.is_public AND c.members > 1"
            " AND c.state NOT IN ('removed', 'deleted')",
            user,
        )
        return count

    async def sweep(self, now: int) -> None:
        """One statement a table."""
        for statement in SWEEPS:
            await self.db.execute(statement, now)
