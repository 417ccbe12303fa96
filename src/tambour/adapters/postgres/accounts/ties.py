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
