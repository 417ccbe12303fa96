"""Settled actions out of the database into the journal, and from the journal into a database that was restored."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.adapters.postgres.executor import Executor
from tambour.ports.removals import Settled

PARENTS = ("subjects", "content_versions", "cases", "decisions")
SETTLED_SQL = """
SELECT greatest(coalesce(a.applied_at, 0), coalesce(a.undone_at, 0)) AS at, a.id AS action, a.state,
    jsonb_build_object(
        'subjects', to_jsonb(s), 'content_versions', to_jsonb(v) || '{"body": {}}', 'cases', to_jsonb(c),
        'decisions', to_jsonb(d) - 'supersedes' || '{"live": false}',
        'actions', to_jsonb(a) || '{"inverse": {}}') AS rows
FROM actions a
JOIN decisions d ON d.id = a.decision_id
JOIN cases c ON c.id = d.case_id
JOIN content_versions v ON v.id = d.content_version
JOIN subjects s ON s.id = c.subject_id
WHERE a.state IN ('applied', 'undone')
    AND (greatest(coalesce(a.applied_at, 0), coalesce(a.undone_at, 0)), a.id) > ($1, $2)
ORDER BY greatest(coalesce(a.applied_at, 0), coalesce(a.undone_at, 0)), a.id LIMIT $3
"""


@dataclass(frozen=True, slots=True)
class Removals:
    """See RemovalRows in ports/removals.py."""

    db: Executor

    async def settled(self, at: int, action: int, limit: int) -> list[Settled]:
        """One statement over the index of what was settled."""
        rows = await self.db.fetch(SETTLED_SQL, at, action, limit)
        return [
            Settled(at=row["at"], action=row["action"], state=row["state"], rows=row["rows"]) for row in rows
        ]


async def bring_back(db: Executor, lines: Sequence[Settled]) -> int:
    """What these lines say and this database does not know: actions that wait to be done or undone. Returns how many.

    Run in a transaction. `pipeline/enforce` carries them out.
    """
    waiting = 0
    for line in lines:
        known = await db.fetchval("SELECT state FROM actions WHERE id = $1", line.action)
        if line.state == "undone" and known == "applied":
            await db.execute("UPDATE actions SET state = 'undoing' WHERE id = $1", line.action)
            waiting += 1
        elif line.state == "applied" and known is None:
            for table in PARENTS:
                await put(db, table, line.rows[table])
            again = {"state": "waiting", "applied_at": None, "undone_at": None, "undone_by": None}
            await put(db, "actions", line.rows["actions"] | again)
            waiting += 1
    return waiting


async def put(db: Executor, table: str, row: dict[str, object]) -> None:
    """One row, unless it is there. Columns that have come since keep their defaults."""
    columns = await db.fetchval(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = $1::regclass"
        " AND attnum > 0 AND NOT attisdropped AND attname = ANY ($2::text[])",
        table,
        list(row),
    )
    await db.execute(
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, $1::jsonb)"
        " ON CONFLICT DO NOTHING",
        row,
    )
