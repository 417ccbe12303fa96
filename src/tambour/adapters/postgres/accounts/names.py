"""Rows of public names."""

from tambour.adapters.postgres.executor import Executor

TAKEN = (
    "(name_lower = $1 OR skeleton = $2) AND NOT (kind = 'reserved' AND target_id <> 0 AND since < $4)"
    " AND target_id <> $3"
)

FIND = """
WITH found AS (
    SELECT n.kind, n.target_id AS id, CASE WHEN n.name_lower = $1 THEN 0 ELSE 1 END AS rank
    FROM names n WHERE n.name_lower LIKE $2 AND n.kind IN ('user', 'chat')
    UNION ALL
    SELECT 'chat', c.id, 2 FROM chats c WHERE $3 <> '' AND lower(c.title) LIKE $3 AND c.is_public AND c.state = 'live'
    UNION ALL
    SELECT 'user', u.id, 3 FROM users u
    WHERE $3 <> '' AND lower(u.name) LIKE $3 AND u.deleted IS NULL AND u.username IS NOT NULL
),
best AS (SELECT kind, id, min(rank) AS rank FROM found GROUP BY kind, id)
SELECT b.kind, b.id FROM best b
LEFT JOIN chats c ON b.kind = 'chat' AND c.id = b.id
LEFT JOIN users u ON b.kind = 'user' AND u.id = b.id
WHERE CASE b.kind
    WHEN 'chat' THEN c.is_public AND c.state = 'live'
    ELSE u.deleted IS NULL AND coalesce(u.suspended_until, 0) <= $4
END
ORDER BY b.rank, c.members DESC NULLS LAST, b.id LIMIT $5
"""
PART_FROM = 3
"""Fewer letters than a trigram would read every row."""


class Names:
    """See NameRows in ports/accounts.py. A held name is a row of kind 'reserved' that keeps its last target."""

    db: Executor

    async def named(self, name: str) -> tuple[str, int] | None:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT kind, target_id FROM names WHERE name_lower = $1 AND kind <> 'reserved'", name.lower()
        )
        return (row["kind"], row["target_id"]) if row else None

    async def name_taken(self, name: str, skeleton: str, target: int, *, stale: int) -> bool:
        """One statement."""
        taken: bool = await self.db.fetchval(
            f"SELECT EXISTS (SELECT FROM names WHERE {TAKEN})", name.lower(), skeleton, target, stale
        )
        return taken

    async def take_name(
        self, name: str, skeleton: str, kind: str, target: int, *, stale: int, now: int
    ) -> bool:
        """Two statements: the earlier name and what is held no longer go, then the unique keys decide."""
        await self.db.execute(
            "DELETE FROM names WHERE target_id = $1 AND kind IN ($2, 'reserved')"
            " OR (name_lower = $3 OR skeleton = $4) AND kind = 'reserved' AND target_id <> 0 AND since < $5",
            target,
            kind,
            name.lower(),
            skeleton,
            stale,
        )
        taken = await self.db.execute(
            "INSERT INTO names (name_lower, skeleton, name, kind, target_id, since)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            name.lower(),
            skeleton,
            name,
            kind,
            target,
            now,
        )
        return taken == "INSERT 0 1"

    async def free_name(self, kind: str, target: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM names WHERE target_id = $1 AND kind = $2", target, kind)

    async def find_public(self, words: str, *, limit: int, now: int) -> list[tuple[str, int]]:
        """One statement over the trigram indexes."""
        words = words.lower()
        plain = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        part = f"%{plain}%" if len(words) >= PART_FROM else ""
        rows = await self.db.fetch(FIND, words, f"{plain}%", part, now, limit)
        return [(row["kind"], row["id"]) for row in rows]

    async def hold_name(self, kind: str, target: int, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE names SET kind = 'reserved', since = $3 WHERE target_id = $1 AND kind = $2",
            target,
            kind,
            now,
        )
