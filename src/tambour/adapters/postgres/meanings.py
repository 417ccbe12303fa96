"""Meanings of open cases in PostgreSQL, and the groups of those that say the same."""

from collections.abc import Mapping, Sequence

from tambour.adapters.postgres.clusters import MERGE
from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import CASE_COLUMNS, OPEN_CASE, SAID, case_of
from tambour.domain.visible import GONE
from tambour.moderation.cases import Case
from tambour.moderation.meaning import Alike

LACKING = f"""
    SELECT c.id, {SAID} AS body FROM cases c JOIN subjects s ON s.id = c.subject_id AND s.kind = 'message'
    JOIN chats h ON h.id = s.chat_id AND h.is_public
    JOIN messages m ON m.chat_id = s.chat_id AND m.seq = s.seq AND m.flags & $3 = 0
        AND (m.body <> '' OR m.extra ? 'poll')
    WHERE {OPEN_CASE} AND NOT EXISTS (SELECT FROM case_meanings k WHERE k.case_id = c.id AND k.encoder = $1)
    ORDER BY c.id LIMIT $2
"""
SEEN = """
    SELECT DISTINCT c.id FROM cases c JOIN content_versions v ON v.subject_id = c.subject_id
    JOIN evidence e ON e.content_version = v.id JOIN evidence_access a ON a.evidence_id = e.id
    WHERE c.id = ANY ($1::bigint[]) AND a.who = $2 AND a.purpose = 'review' AND a.at >= c.received_at
"""


class CaseMeanings:
    """See MeaningRows in ports/meaning.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def lacking(self, encoder: str, limit: int) -> list[tuple[int, str]]:
        """One statement."""
        rows = await self.db.fetch(LACKING, encoder, limit, GONE)
        return [(row["id"], row["body"]) for row in rows]

    async def hold(self) -> None:
        """One statement; reading goes on."""
        await self.db.execute("LOCK TABLE case_meanings IN SHARE ROW EXCLUSIVE MODE")

    async def known(self, encoder: str, limit: int) -> list[tuple[int, bytes]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT k.case_id, k.vector FROM case_meanings k JOIN cases c ON c.id = k.case_id"
            f" WHERE k.encoder = $1 AND k.vector <> '' AND {OPEN_CASE} ORDER BY k.case_id DESC LIMIT $2",
            encoder,
            limit,
        )
        return [(row["case_id"], row["vector"]) for row in rows]

    async def keep(self, case: int, encoder: str, vector: bytes) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO case_meanings (case_id, encoder, vector) VALUES ($1, $2, $3)"
            " ON CONFLICT (case_id) DO UPDATE SET encoder = excluded.encoder, vector = excluded.vector",
            case,
            encoder,
            vector,
        )

    async def groups(self, cases: Sequence[int]) -> list[tuple[int, int]]:
        """One statement. Rows are locked in the order of their ids, as everywhere."""
        rows = await self.db.fetch(
            "SELECT id, coalesce(meant, 0) AS meant FROM cases WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE",
            list(cases),
        )
        return [(row["id"], row["meant"]) for row in rows]

    async def join(self, group: int, cases: Sequence[int], groups: Sequence[int], limit: int) -> None:
        """One statement, the clusters' own."""
        await self.db.execute(MERGE.format(column="meant"), group, list(cases), list(groups), limit)

    async def forget(self, limit: int) -> int:
        """One statement."""
        rows = await self.db.fetch(
            "DELETE FROM case_meanings WHERE case_id IN (SELECT k.case_id FROM case_meanings k"
            f" JOIN cases c ON c.id = k.case_id WHERE NOT ({OPEN_CASE}) ORDER BY k.case_id LIMIT $1) RETURNING 1",
            limit,
        )
        return len(rows)

    async def sizes(self, groups: Sequence[int]) -> dict[int, int]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT c.meant, count(*) AS n FROM cases c WHERE c.meant = ANY ($1::bigint[]) AND {OPEN_CASE}"
            " GROUP BY c.meant",
            list(groups),
        )
        return {row["meant"]: row["n"] for row in rows}

    async def of_group(self, group: int, limit: int) -> list[Case]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {CASE_COLUMNS} FROM cases c JOIN subjects s ON s.id = c.subject_id"
            f" WHERE c.meant = $1 AND {OPEN_CASE} ORDER BY c.severity, c.priority DESC, c.due, c.id LIMIT $2",
            group,
            limit,
        )
        return [case_of(row) for row in rows]

    async def told(self, reviewer: int, found: Mapping[int, float]) -> list[Alike]:
        """Two statements."""
        seen = await self.seen_by(reviewer, list(found))
        rows = await self.db.fetch(
            "SELECT c.id, c.ver, c.category, c.severity, c.state FROM cases c"
            f" WHERE c.id = ANY ($1::bigint[]) AND {OPEN_CASE}",
            list(found),
        )
        told = [
            Alike(
                case=row["id"],
                ver=row["ver"],
                category=row["category"],
                severity=row["severity"],
                state=row["state"],
                likeness=found[row["id"]],
                seen=row["id"] in seen,
            )
            for row in rows
        ]
        return sorted(told, key=lambda one: (-one.likeness, one.case))

    async def seen_by(self, reviewer: int, cases: Sequence[int]) -> frozenset[int]:
        """One statement."""
        rows = await self.db.fetch(SEEN, list(cases), reviewer)
        return frozenset(row["id"] for row in rows)
