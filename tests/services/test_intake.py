"""A wave of complaints upon a quiet desk: what one costs must not grow with those before it."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from tambour.adapters.postgres import cases
from tambour.adapters.postgres.store import Store, open_intake, open_pool
from tests.services.town import ANNA, BORIS, CLARA, Town

TABLES = (
    "subjects", "content_versions", "evidence", "cases", "case_keys", "reports", "report_keys", "report_buckets",
    "report_places", "desk_events",
)  # fmt: skip
MANY, FEW = 2_000, 300
"""Rows of each table, and rows that some complaints of each kind may read of all of them."""
FILLED = f"""
    WITH n AS (SELECT n, 1_000_000 + n AS id FROM generate_series(1, {MANY}) n),
    s AS (INSERT INTO subjects (id, kind, chat_id, seq, owner, audience_class, created)
        SELECT id, 'message', 4, id, id, 'public', $1 FROM n),
    v AS (INSERT INTO content_versions (id, subject_id, ver, sha256, created)
        SELECT id, id, 0, int8send(id), $1 FROM n),
    e AS (INSERT INTO evidence (id, content_version, sealed, digest, size, key_id, keep_until)
        SELECT id, id, int8send(id), int8send(id), 8, 'k', $1 + 1 FROM n),
    c AS (INSERT INTO cases (id, subject_id, category, severity, priority, due, received_at, cluster)
        SELECT id, id, 'spam', 2, 1, $1, $1, id FROM n),
    k AS (INSERT INTO case_keys (key, case_id) SELECT 't:' || id, id FROM n),
    r AS (INSERT INTO reports (id, case_id, content_version, reporter, category, note, weight, at)
        SELECT id, id, id, id, 'spam', '', 1, $1 FROM n),
    i AS (INSERT INTO report_keys (reporter, rid, report_id) SELECT id, id, id FROM n),
    b AS (INSERT INTO report_buckets (case_id, bucket, count) SELECT id, 'strangers', 1 FROM n),
    p AS (INSERT INTO report_places (chat_id, bucket, reporter, place, at)
        SELECT 4, 'hour:' || id, id, 1, $1 FROM n)
    INSERT INTO desk_events (kind, case_id, data, at, place) SELECT 'case.opened', id, '{{}}', $1, n FROM n
"""
READ = f"""
    SELECT sum(coalesce(seq_tup_read, 0))
        + (SELECT sum(coalesce(idx_tup_read, 0)) FROM pg_stat_user_indexes WHERE relname IN {TABLES})
    FROM pg_stat_user_tables WHERE relname IN {TABLES}
"""
WORDS = "come to the market tonight and bring whoever wants to buy, number {}"


async def complaints(town: Town) -> None:
    """The first of a case and one that follows, about a message, a chat, and something like another."""
    for words in ("first", "second"):
        seq = await town.say(4, BORIS, f"{WORDS.format(words)}")
        for who in (ANNA, CLARA):
            await town.report(who, chat=4, seq=seq, category="spam")
    for who in (ANNA, CLARA):
        await town.report(who, chat=1, category="spam")


async def read(store: Store) -> int:
    """Rows that were read so far, of tables and indexes, by all who have ended their work."""
    async with store.pool.acquire() as db:
        await db.execute("SELECT pg_stat_force_next_flush()")
    return int(await store.pool.fetchval(READ))


@asynccontextmanager
async def planned_when_empty(town: Town, dsn: str) -> AsyncIterator[Store]:
    """The intake's one connection, its plans made on tables known to be empty; then there are many rows in them, and
    nobody has counted them yet."""
    async with town.db.acquire() as db:
        await db.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")  # without a page, too
        for table in TABLES:
            await db.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
            await db.execute(f"ANALYZE {table}")
    store = await open_intake(town.store, dsn)
    town.reports.store = store
    try:
        await complaints(town)
        await town.db.execute("UPDATE cases SET state = 'closed', closed_at = received_at")
        await town.db.execute(FILLED, town.clock.ms)
        yield store
    finally:
        await store.close()
        for table in TABLES:
            await town.db.execute(f"ALTER TABLE {table} RESET (autovacuum_enabled)")


async def cost(town: Town, dsn: str) -> int:
    """Rows read by some complaints among many."""
    async with planned_when_empty(town, dsn) as store:
        before = await read(store)
        await complaints(town)
        return await read(store) - before


async def test_a_complaint_among_thousands_reads_no_more_than_the_first_ones(town: Town, dsn: str) -> None:
    assert await cost(town, dsn) < FEW


async def like_everybody(store: Store, dsn: str) -> Store:
    """The intake by connections that read a table whole where that is cheapest at first."""
    return replace(store, pool=await open_pool(dsn, connections_max=1))


HERE = sys.modules[__name__]
MUTANTS: list[tuple[Any, str, Any]] = [
    (HERE, "open_intake", like_everybody),
    (cases, "PLACE_AMONG", cases.PLACE_AMONG.replace("p.at + 0", "p.at")),
]


@pytest.mark.parametrize(("where", "name", "mutant"), MUTANTS)
async def test_an_intake_that_reads_what_it_need_not_is_caught(
    town: Town, dsn: str, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, mutant: Any
) -> None:
    assert getattr(where, name) != mutant, "it breaks nothing"
    monkeypatch.setattr(where, name, mutant)
    assert await cost(town, dsn) > MANY
