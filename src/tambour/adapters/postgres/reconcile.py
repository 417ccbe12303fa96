"""Do the acts in the tables and the entries of the ledger match, one to one? Read by `tambour ledger check`."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.moderation.ledger.merkle import grow
from tambour.services.ledger.tree import BATCH

ENTRIES = """
    SELECT convert_from(leaf, 'UTF8')::jsonb ->> 'verb' AS verb, convert_from(what, 'UTF8')::jsonb ->> 0 AS object,
        convert_from(what, 'UTF8')::jsonb -> 1 AS told, actor,
        convert_from(leaf, 'UTF8')::jsonb ->> 'seal' AS seal
    FROM ledger_entries WHERE what IS NOT NULL
"""
PAIRS = {
    "decisions": (
        "SELECT id::text AS id FROM decisions",
        "SELECT told ->> 'decision' AS id FROM e WHERE verb IN ('case.decide', 'case.propose', 'case.restore')",
    ),
    "second persons": (
        "SELECT id || '/' || second_by AS id FROM decisions WHERE second_by IS NOT NULL",
        "SELECT (told ->> 'decision') || '/' || actor AS id FROM e WHERE verb IN ('case.second', 'case.decline')",
    ),
    "appeals decided": (
        "SELECT 'appeal:' || id AS id FROM appeals WHERE reviewer IS NOT NULL",
        "SELECT object AS id FROM e WHERE verb = 'appeal.decide'",
    ),
    "looks at evidence": (
        "SELECT x.id || '/' || x.who || '/' || row_number() OVER (PARTITION BY x.id, x.who) AS id FROM ("
        "SELECT 'case:' || c.id AS id, a.who FROM evidence_access a JOIN evidence v ON v.id = a.evidence_id"
        " JOIN content_versions s ON s.id = v.content_version JOIN LATERAL (SELECT id FROM cases"
        " WHERE subject_id = s.subject_id ORDER BY id LIMIT 1) c ON true) x",
        "SELECT x.id || '/' || x.who || '/' || row_number() OVER (PARTITION BY x.id, x.who) AS id FROM ("
        "SELECT 'case:' || c.id AS id, e.actor AS who FROM e JOIN cases k ON 'case:' || k.id = e.object"
        " JOIN LATERAL (SELECT id FROM cases WHERE subject_id = k.subject_id ORDER BY id LIMIT 1) c ON true"
        " WHERE e.verb = 'case.view' AND coalesce(told ->> 'evidence', '') <> '0') x",
    ),
    "sealed objects": (
        "SELECT encode(digest, 'hex') AS id FROM evidence WHERE digest IS NOT NULL",
        "SELECT seal AS id FROM e WHERE verb = 'evidence.seal'",
    ),
    "destroyed objects": (
        "SELECT encode(digest, 'hex') AS id FROM evidence WHERE destroyed_at IS NOT NULL",
        "SELECT seal AS id FROM e WHERE verb = 'evidence.destroy'",
    ),
}
"""What stands in the tables, and what stands in the ledger: both as sets of names."""


async def mismatches(db: Executor) -> list[str]:
    """Acts without an entry, entries without an act, entries whose opening is not theirs, holes in the tree."""
    found: list[str] = []
    for what, (acts, entries) in PAIRS.items():
        rows = await db.fetch(
            f"WITH e AS ({ENTRIES}), a AS ({acts}), l AS ({entries})"
            " SELECT coalesce(a.id, l.id) AS id, l.id IS NULL AS untold FROM a FULL JOIN l ON a.id = l.id"
            " WHERE a.id IS NULL OR l.id IS NULL ORDER BY 1 LIMIT 100"
        )
        found += [f"{what}: {row['id']} {'has no entry' if row['untold'] else 'has no act'}" for row in rows]
    return found + await tree_mismatches(db)


async def tree_mismatches(db: Executor) -> list[str]:
    """The stored subtrees against the leaves."""
    size = int(await db.fetchval("SELECT count(*) FROM ledger_entries WHERE n IS NOT NULL"))
    top = int(await db.fetchval("SELECT coalesce(max(n) + 1, 0) FROM ledger_entries"))
    if size != top:
        return [f"tree: {size} entries have places up to {top}"]
    stored = {(r["level"], r["idx"]): r["hash"] for r in await db.fetch("SELECT * FROM ledger_nodes")}
    edge: dict[tuple[int, int], bytes] = {}
    for first in range(0, size, BATCH):
        rows: list[asyncpg.Record] = await db.fetch(
            "SELECT leaf FROM ledger_entries WHERE n >= $1 AND n < $2 ORDER BY n", first, first + BATCH
        )
        edge |= grow(first, edge, [row["leaf"] for row in rows])
    return [] if stored == edge else ["tree: the subtrees are not those of the entries"]
