"""The bank's rows."""

from collections.abc import Sequence
from typing import cast

import asyncpg

from tambour.adapters.postgres.executor import Executor, slices
from tambour.moderation.bank import BankEntry
from tambour.ports.exchange import Pair
from tambour.ports.screen import Yield

COLUMNS = (
    "id, kind, value, category, lang, rare, needs, unless, opinion, mode, state, ratio, expires, source, note,"
    " added_by, second_by, created, own, gate, gate_by, gate_second, asks, asked_by"
)
ADD = (
    f"INSERT INTO bank_entries ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " $16, $17, $18, $19, $20, $21, $22, $23, $24)"
)
CHANGE = (
    "UPDATE bank_entries SET state = $2, mode = $3, second_by = $4, opinion = $5, expires = $6, own = $7, added_by = $8"
    " WHERE id = $1"
)
REGATE = """
UPDATE bank_entries SET gate = $2, gate_by = $3, gate_second = $4, asks = $5, asked_by = $6, state = $7, added_by = $8,
    second_by = $9 WHERE id = $1
"""
VALUED = f"""
SELECT {COLUMNS} FROM (SELECT DISTINCT k, v FROM unnest($1::text[], $2::text[]) AS x (k, v)) x
JOIN bank_entries e ON e.kind = x.k AND md5(e.value) = md5(x.v) AND e.value = x.v
"""
HUNT = """
INSERT INTO hunts (entry_id, began) SELECT e, $2 FROM unnest($1::bigint[]) AS e ON CONFLICT (entry_id)
DO UPDATE SET chat_id = 0, seq = 0, began = $2, looked = 0, done = NULL, profile = 0
"""
YIELDS = """
SELECT e.id, count(s.id) AS signals, count(DISTINCT s.case_id) AS cases,
    count(DISTINCT d.id) FILTER (WHERE d.outcome NOT IN ('no_violation', 'restore')) AS agreed,
    count(DISTINCT d.id) FILTER (WHERE d.outcome = 'no_violation') AS refuted,
    coalesce(max(h.looked), 0) AS looked, bool_or(h.entry_id IS NOT NULL
        AND (h.done IS NULL OR h.profile IS NOT NULL)) AS hunting
FROM unnest($1::bigint[]) AS e (id)
LEFT JOIN hunts h ON h.entry_id = e.id
LEFT JOIN signals s ON s.entry_id = e.id AND s.detector NOT IN ('meaning', 'named')
LEFT JOIN decisions d ON d.case_id = s.case_id
GROUP BY e.id
"""


class Bank:
    """See BankRows in ports/screen.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def entries(self, *, ids: Sequence[int] = ()) -> list[BankEntry]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM bank_entries WHERE cardinality($1::bigint[]) = 0 OR id = ANY ($1::bigint[])"
            " ORDER BY id DESC",
            list(ids),
        )
        return [entry_of(row) for row in rows]

    async def page(self, find: str, before: int, limit: int) -> list[BankEntry]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM bank_entries WHERE ($2 = 0 OR id < $2) AND ($1 = '' OR strpos(lower(value), $1) > 0"
            " OR strpos(lower(source), $1) > 0) ORDER BY id DESC LIMIT $3",
            find.lower(),
            before,
            limit,
        )
        return [entry_of(row) for row in rows]

    async def blocked(self, *, partly: bool = False) -> dict[str, int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT key, min(case_id) AS case_id FROM blocked_links WHERE (countries = '{}') <> $1 GROUP BY key",
            partly,
        )
        return {row["key"]: row["case_id"] for row in rows}

    async def add(self, entry: BankEntry) -> bool:
        """One statement."""
        return bool(await self.db.fetchval(f"{ADD} ON CONFLICT DO NOTHING RETURNING true", *cells(entry)))

    async def add_all(self, entries: Sequence[BankEntry]) -> None:
        """One statement for each slice, prepared once."""
        for some in slices(entries):
            await self.db.executemany(ADD, [cells(entry) for entry in some])

    async def valued(self, pairs: Sequence[Pair]) -> list[BankEntry]:
        """One statement for each slice."""
        found: list[BankEntry] = []
        for some in slices(pairs):
            rows = await self.db.fetch(VALUED, [kind for kind, _ in some], [value for _, value in some])
            found += map(entry_of, rows)
        return found

    async def counted(self, source: str) -> tuple[int, int]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT count(*) AS every, count(*) FILTER (WHERE source = $1) AS own FROM bank_entries", source
        )
        return (row["every"], row["own"]) if row is not None else (0, 0)

    async def by_source(self, user: int) -> dict[str, dict[str, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT source, count(*) AS entries, count(*) FILTER (WHERE state = 'waiting') AS waiting,"
            " count(*) FILTER (WHERE state = 'enabled' AND mode = 'shadow') AS shadow,"
            " count(*) FILTER (WHERE state = 'waiting' AND added_by <> $1) AS yours,"
            " count(*) FILTER (WHERE opinion = 'disputed') AS disputed FROM bank_entries GROUP BY source",
            user,
        )
        return {row["source"]: {k: v for k, v in row.items() if k != "source"} for row in rows}

    async def change_all(self, entries: Sequence[BankEntry]) -> None:
        """One statement for each slice, prepared once."""
        for some in slices(entries):
            await self.db.executemany(
                CHANGE,
                [
                    (e.id, e.state, e.mode, e.second_by or None, e.opinion, e.expires, e.own, e.added_by)
                    for e in some
                ],
            )

    async def hunt_all(self, entries: Sequence[int], now: int) -> None:
        """One statement."""
        await self.db.execute(HUNT, list(entries), now)

    async def change(self, entry: BankEntry) -> None:
        """One statement."""
        await self.change_all([entry])

    async def regate(self, entry: BankEntry) -> None:
        """One statement."""
        await self.db.execute(
            REGATE,
            entry.id,
            entry.gate,
            entry.gate_by or None,
            entry.gate_second or None,
            entry.asks,
            entry.asked_by or None,
            entry.state,
            entry.added_by,
            entry.second_by or None,
        )

    async def moved(self) -> None:
        """One statement; its lock keeps two changes of the bank apart."""
        await self.db.execute("UPDATE bank_version SET ver = ver + 1")

    async def version(self) -> int:
        """One statement."""
        return cast(int, await self.db.fetchval("SELECT ver FROM bank_version"))

    async def hunt(self, entry: int, now: int) -> None:
        """One statement."""
        await self.hunt_all([entry], now)

    async def yields(self, ids: Sequence[int]) -> dict[int, Yield]:
        """One statement."""
        rows = await self.db.fetch(YIELDS, list(ids))
        return {
            row["id"]: Yield(
                signals=row["signals"],
                cases=row["cases"],
                agreed=row["agreed"],
                refuted=row["refuted"],
                looked=row["looked"],
                hunting=row["hunting"],
            )
            for row in rows
        }


def cells(entry: BankEntry) -> tuple[object, ...]:
    """One row in the order of COLUMNS."""
    return (
        entry.id,
        entry.kind,
        entry.value,
        entry.category,
        entry.lang,
        entry.rare,
        list(entry.needs),
        list(entry.unless),
        entry.opinion,
        entry.mode,
        entry.state,
        entry.ratio,
        entry.expires,
        entry.source,
        entry.note,
        entry.added_by,
        entry.second_by or None,
        entry.created,
        entry.own,
        entry.gate,
        entry.gate_by or None,
        entry.gate_second or None,
        entry.asks,
        entry.asked_by or None,
    )


def entry_of(row: asyncpg.Record) -> BankEntry:
    """A BankEntry from a row of COLUMNS."""
    return BankEntry(
        id=row["id"],
        kind=row["kind"],
        value=row["value"],
        category=row["category"],
        lang=row["lang"],
        rare=row["rare"],
        needs=tuple(row["needs"]),
        unless=tuple(row["unless"]),
        opinion=row["opinion"],
        mode=row["mode"],
        state=row["state"],
        ratio=row["ratio"],
        expires=row["expires"],
        source=row["source"],
        note=row["note"],
        added_by=row["added_by"],
        second_by=row["second_by"] or 0,
        created=row["created"],
        own=row["own"],
        gate=row["gate"],
        gate_by=row["gate_by"] or 0,
        gate_second=row["gate_second"] or 0,
        asks=row["asks"],
        asked_by=row["asked_by"] or 0,
    )
