"""What cases share, in PostgreSQL: keys of likeness, clusters, and the messages that carry the same bytes."""

from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import OPEN_CASE
from tambour.domain.media import OWN_TABS
from tambour.moderation.records import Like

KINDS = dict(zip("tlfrpa", ("text", "link", "file", "source", "person", "person"), strict=True))
NEIGHBOURS = f"""
    WITH mine AS (SELECT key FROM case_keys WHERE case_id = $1 AND left(key, 2) <> 'p:'),
    told AS (
        SELECT m.key FROM mine m
        WHERE (SELECT count(*) FROM (SELECT FROM case_keys k WHERE k.key = m.key LIMIT $2::int + 1) few) <= $2::int
    )
    SELECT DISTINCT c.id, coalesce(c.cluster, 0) AS cluster FROM told
    JOIN case_keys k ON k.key = told.key JOIN cases c ON c.id = k.case_id
    WHERE c.id <> $1 AND {OPEN_CASE} ORDER BY c.id
"""
MERGE = """
    WITH held AS (
        SELECT id FROM cases WHERE (id = ANY ($2::bigint[]) OR cluster = ANY ($3::bigint[]))
            AND cluster IS DISTINCT FROM $1 ORDER BY id FOR UPDATE
    )
    UPDATE cases c SET cluster = $1 FROM held WHERE c.id = held.id
"""
ALIKE = """
    SELECT c.id, c.category, c.severity, c.state, c.ver, s.kind, found.shared,
        coalesce((SELECT d.outcome FROM decisions d WHERE d.case_id = c.id AND d.state = 'standing'
            ORDER BY d.at DESC, d.id DESC LIMIT 1), '') AS outcome
    FROM (
        SELECT k.case_id, array_agg(DISTINCT left(k.key, 1)) AS shared, count(*) AS score
        FROM case_keys mine JOIN case_keys k ON k.key = mine.key AND k.case_id <> mine.case_id
        WHERE mine.case_id = $1 GROUP BY k.case_id ORDER BY score DESC, k.case_id DESC LIMIT $2
    ) found JOIN cases c ON c.id = found.case_id JOIN subjects s ON s.id = c.subject_id
    ORDER BY found.score DESC, c.id DESC
"""


class Clusters:
    """See ClusterRows in ports/clusters.py."""

    db: Executor

    async def hashes(self, chat: int, seq: int) -> list[bytes]:
        """One statement; the picture of a link's preview is the page's, not the sender's."""
        rows = await self.db.fetch(
            "SELECT DISTINCT f.sha256 FROM attachments a JOIN files f ON f.id = a.file_id"
            " WHERE a.chat_id = $1 AND a.seq = $2 AND a.tab = ANY ($3::text[]) AND f.sha256 IS NOT NULL ORDER BY 1",
            chat,
            seq,
            OWN_TABS,
        )
        return [row["sha256"] for row in rows]

    async def same_bytes(self, chat: int, seq: int, limit: int) -> list[tuple[int, int]]:
        """One statement; many messages may show the picture of one page."""
        rows = await self.db.fetch(
            "SELECT DISTINCT o.chat_id, o.seq FROM attachments a JOIN files f ON f.id = a.file_id"
            " JOIN files g ON g.sha256 = f.sha256 JOIN attachments o ON o.file_id = g.id AND o.file_id <> ''"
            " AND o.tab = ANY ($3::text[])"
            " WHERE a.chat_id = $1 AND a.seq = $2 AND a.tab = ANY ($3::text[]) AND f.sha256 IS NOT NULL"
            " AND (o.chat_id, o.seq) <> ($1, $2) ORDER BY o.chat_id, o.seq LIMIT $4",
            chat,
            seq,
            OWN_TABS,
            limit,
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def chat_admins(self, chat: int) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT user_id FROM members WHERE chat_id = $1 AND role IN ('owner', 'admin') ORDER BY user_id LIMIT 50",
            chat,
        )
        return [row["user_id"] for row in rows]

    async def add_keys(self, case: int, keys: Sequence[str]) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO case_keys (key, case_id) SELECT k, $1 FROM unnest($2::text[]) k ON CONFLICT DO NOTHING",
            case,
            list(keys),
        )

    async def neighbours(self, case: int, hub: int) -> list[tuple[int, int]]:
        """One statement."""
        rows = await self.db.fetch(NEIGHBOURS, case, hub)
        return [(row["id"], row["cluster"]) for row in rows]

    async def merge(self, cluster: int, cases: Sequence[int], clusters: Sequence[int]) -> None:
        """One statement. Rows are locked in the order of their ids, so two of these never wait for each other."""
        await self.db.execute(
            MERGE,
            cluster,
            list(cases),
            list(clusters),
        )

    async def cluster_size(self, clusters: Sequence[int]) -> int:
        """One statement."""
        found = await self.db.fetchval(
            "SELECT count(*) FROM cases WHERE cluster = ANY ($1::bigint[])", list(clusters)
        )
        return int(found)

    async def cluster_cases(self, cluster: int, limit: int) -> list[tuple[int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT c.id, c.ver FROM cases c WHERE c.cluster = $1 AND {OPEN_CASE} ORDER BY c.id LIMIT $2",
            cluster,
            limit,
        )
        return [(row["id"], row["ver"]) for row in rows]

    async def alike(self, case: int, limit: int) -> list[Like]:
        """One statement."""
        rows = await self.db.fetch(ALIKE, case, limit)
        return [
            Like(
                case=row["id"],
                category=row["category"],
                severity=row["severity"],
                state=row["state"],
                kind=row["kind"],
                shared=tuple(sorted({KINDS[key] for key in row["shared"]})),
                outcome=row["outcome"],
                ver=row["ver"],
            )
            for row in rows
        ]
