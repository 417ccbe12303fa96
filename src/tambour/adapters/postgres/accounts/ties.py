"""Rows of contacts and blocks."""

from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor
from tambour.domain.people import Tie


class Ties:
    """See TieRows in ports/accounts.py."""

    db: Executor

    async def ties(self, viewer: int, users: Sequence[int]) -> dict[int, Tie]:
        """One statement: four look-ups by primary key for each person."""
        rows = await self.db.fetch(
            """
            SELECT u.id, mine.name AS own_name, mine.user_id IS NOT NULL AS mine,
                theirs.user_id IS NOT NULL AS theirs, b.user_id IS NOT NULL AS blocked,
                by.user_id IS NOT NULL AS blocked_by
            FROM unnest($2::bigint[]) AS u (id)
            LEFT JOIN contacts mine ON mine.user_id = $1 AND mine.contact_id = u.id
            LEFT JOIN contacts theirs ON theirs.user_id = u.id AND theirs.contact_id = $1
            LEFT JOIN blocks b ON b.user_id = $1 AND b.blocked_id = u.id
            LEFT JOIN blocks by ON by.user_id = u.id AND by.blocked_id = $1
            WHERE coalesce(mine.user_id, theirs.user_id, b.user_id, by.user_id) IS NOT NULL
            """,
            viewer,
            list(users),
        )
        return {
            row["id"]: Tie(
                mine=row["mine"],
                theirs=row["theirs"],
                blocked=row["blocked"],
                blocked_by=row["blocked_by"],
                own_name=row["own_name"] or "",
            )
            for row in rows
        }

    async def contacts_of(self, user: int) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT contact_id FROM contacts WHERE user_id = $1 ORDER BY created DESC, contact_id", user
        )
        return [row["contact_id"] for row in rows]

    async def set_contacts(self, user: int, contacts: Sequence[int], name: str | None, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO contacts AS c (user_id, contact_id, name, created)"
            " SELECT $1, u, coalesce($3, ''), $4 FROM unnest($2::bigint[]) AS u"
            " ON CONFLICT (user_id, contact_id) DO UPDATE SET name = coalesce($3, c.name)",
            user,
            list(contacts),
            name,
            now,
        )

    async def drop_contact(self, user: int, contact: int) -> bool:
        """One statement."""
        gone = await self.db.execute(
            "DELETE FROM contacts WHERE user_id = $1 AND contact_id = $2", user, contact
        )
        return gone == "DELETE 1"

    async def blocks_of(self, user: int) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT blocked_id FROM blocks WHERE user_id = $1 ORDER BY created DESC, blocked_id", user
        )
        return [row["blocked_id"] for row in rows]

    async def set_block(self, user: int, other: int, on: bool, now: int) -> bool:
        """One statement for the row, one for the dialog."""
        done = (
            await self.db.execute(
                "INSERT INTO blocks (user_id, blocked_id, created) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                user,
                other,
                now,
            )
            if on
            else await self.db.execute(
                "DELETE FROM blocks WHERE user_id = $1 AND blocked_id = $2", user, other
            )
        )
        await self.db.execute(
            "UPDATE chats SET gen = gen + 1 WHERE id = (SELECT chat_id FROM dialogs"
            " WHERE low = least($1::bigint, $2::bigint) AND high = greatest($1::bigint, $2::bigint))",
            user,
            other,
        )
        return not done.endswith(" 0")
