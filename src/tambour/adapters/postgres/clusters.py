"""What cases share, in PostgreSQL: keys of likeness, clusters, and the messages that carry the same bytes."""

from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import OPEN_CASE, begun
from tambour.domain.media import OWN_TABS
from tambour.moderation.cases import Case
from tambour.moderation.records import Json, Like

KINDS = dict(zip("tlfrpa", ("text", "link", "file", "source", "person", "person"), strict=True))
# Arrays and OFFSET 0: a plan that was made while these tables were empty reads them by their keys ever after.
BEGIN_CASE = f"""
    WITH made AS (INSERT INTO cases (id, subject_id, category, severity, priority, factors, state, ver, due,
            received_at, reports, independent, doubt, crowd, firm)
        VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12, $13, $14, $15)),
    shared AS (INSERT INTO case_keys (key, case_id) SELECT k, $1 FROM unnest($16::text[]) k ON CONFLICT DO NOTHING),
    told AS (INSERT INTO desk_events (kind, case_id, data, at) VALUES ('case.opened', $1, $17::jsonb, $10))
    SELECT c.id, coalesce(c.cluster, 0) AS cluster FROM (SELECT id, cluster, state FROM cases WHERE id = ANY (ARRAY(
        SELECT k.case_id FROM case_keys k WHERE k.key = ANY (ARRAY(SELECT m FROM unnest($16::text[]) m
            WHERE left(m, 2) <> 'p:' AND (SELECT count(*) FROM (SELECT FROM case_keys k WHERE k.key = m LIMIT $18) few)
                < $18)))) OFFSET 0) c
    WHERE {OPEN_CASE} ORDER BY c.id
"""
MERGE = """
    UPDATE cases SET {column} = $1 WHERE id = ANY (ARRAY(
        SELECT id FROM cases WHERE id = ANY ($2::bigint[] || ARRAY(SELECT id FROM cases
                WHERE {column} = ANY ($3::bigint[])))
            AND {column} IS DISTINCT FROM $1 AND (SELECT count(*) FROM cases WHERE {column} = ANY ($3::bigint[])) < $4
        ORDER BY id FOR UPDATE))
"""
ORIGIN = """
    SELECT (SELECT ARRAY[root_chat, root_seq] FROM forwards WHERE chat_id = $1 AND seq = $2) AS root,
        EXISTS (SELECT FROM forwards WHERE root_chat = $1 AND root_seq = $2) AS copied,
        ARRAY(SELECT DISTINCT f.sha256 FROM attachments a JOIN files f ON f.id = a.file_id WHERE a.chat_id = $1
            AND a.seq = $2 AND a.tab = ANY ($3::text[]) AND f.sha256 IS NOT NULL ORDER BY 1) AS hashes
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

    async def origin(self, chat: int, seq: int) -> tuple[tuple[int, int] | None, list[bytes]]:
        """One statement; the picture of a link's preview is the page's, not the sender's."""
        row = await self.db.fetchrow(ORIGIN, chat, seq, OWN_TABS)
        if row is None:
            return None, []
        own = (chat, seq) if row["copied"] else None
        return (row["root"][0], row["root"][1]) if row["root"] else own, row["hashes"]

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

    async def begin_case(
        self, case: Case, keys: Sequence[str], told: Json, hub: int
    ) -> list[tuple[int, int]]:
        """One statement, which looks for the others as of before it."""
        rows = await self.db.fetch(
            BEGIN_CASE,
            *begun(case),
            case.tally.reports,
            case.tally.independent,
            case.tally.doubt,
            case.crowd,
            case.firm,
            list(keys),
            told,
            hub,
        )
        return [(row["id"], row["cluster"]) for row in rows]

    async def merge(self, cluster: int, cases: Sequence[int], clusters: Sequence[int], limit: int) -> None:
        """One statement. Rows are locked in the order of their ids, so two of these never wait for each other."""
        await self.db.execute(MERGE.format(column="cluster"), cluster, list(cases), list(clusters), limit)

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
