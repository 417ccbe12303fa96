"""The three ways to read chats: all tell the same, across eras, and none of another chat."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tambour.adapters.postgres.search.find import Find, gather_sql, look_up_sql
from tambour.adapters.postgres.store import open_pool
from tambour.domain.search.question import Group
from tambour.ports.search import AT_MIN, SEQ_END, Listed, Spot

CHAT, OTHER = 77, 77 + 2_147_483_629
"""Two chats whose eras have the same numbers."""
NEWEST = Spot((1 << 31) - 1, 0, SEQ_END)
ROSE, TULIP, RARE = -5, 6, 7


@pytest.fixture
async def pool(dsn: str) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    pool = await open_pool(dsn, connections_max=2)
    yield pool
    await pool.close()


async def said(pool: "asyncpg.Pool[asyncpg.Record]", chat: int, words: dict[int, list[int]]) -> None:
    await pool.executemany(
        "INSERT INTO search_docs (chat_id, seq, at, words) VALUES ($1, $2, $2::bigint, $3)",
        [(chat, seq, held) for seq, held in words.items()],
    )


async def both(
    pool: "asyncpg.Pool[asyncpg.Record]",
    *groups: Group,
    chat: int = CHAT,
    below: Spot = NEWEST,
    since: int = AT_MIN,
    depth: int = 9000,
) -> list[int]:
    """The seqs, by either way."""
    find, told = Find(pool), []
    for read in (find.walk, find.look_up):
        found: dict[int, Listed] = await read({chat: below}, groups, since=since, depth=depth)
        told.append(sorted((spot.seq for spot in found[chat].spots), reverse=True))
        assert all(spot == Spot(spot.seq, chat, spot.seq) for spot in found[chat].spots)
    assert told[0] == told[1]
    every = await find.gather({chat: below}, [70_000], groups, since=since, limit=depth)
    assert [spot.seq for spot in every] == told[0]
    assert all(spot == Spot(spot.seq, chat, spot.seq) for spot in every)
    return told[0]


def word(*words: int, often: int = 0) -> Group:
    return Group(frozenset(words), often=often)


async def test_eras_are_read_from_the_newest_down(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    seqs = [1, 1023, 1024, 1025, 5000, 70_000]
    await said(pool, CHAT, {seq: [ROSE, TULIP] if seq % 2 else [ROSE] for seq in seqs})
    await said(pool, OTHER, {1: [ROSE], 1024: [ROSE, TULIP]})
    assert await both(pool, word(ROSE)) == seqs[::-1]
    assert await both(pool, word(ROSE), word(TULIP, RARE)) == [1025, 1023, 1]
    assert await both(pool, word(RARE)) == []
    assert await both(pool, word(ROSE), chat=OTHER) == [1024, 1], "a shared number is no shared chat"
    assert await both(pool, word(ROSE), below=Spot(1025, CHAT, 1025)) == [1024, 1023, 1]
    assert await both(pool, word(ROSE), below=Spot(1025, CHAT, 1026), since=1023) == [1025, 1024, 1023]
    assert await both(pool, word(ROSE), below=Spot(1025, CHAT - 1, 0)) == [1024, 1023, 1], (
        "by time, then chat"
    )
    assert await both(pool, word(ROSE), below=Spot(1025, CHAT + 1, 0)) == [1025, 1024, 1023, 1]


async def test_a_list_that_is_cut_says_where(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    await said(pool, CHAT, {seq: [ROSE] if seq % 2 else [TULIP] for seq in range(1, 3000)})
    find = Find(pool)
    looked = (await find.look_up({CHAT: NEWEST}, [word(ROSE)], since=AT_MIN, depth=5))[CHAT]
    assert [spot.seq for spot in looked.spots] == [2999, 2997, 2995, 2993, 2991]
    assert looked.cut == Spot(2991, CHAT, 2991)
    walked = (await find.walk({CHAT: NEWEST}, [word(ROSE)], since=AT_MIN, depth=4))[CHAT]
    assert [spot.seq for spot in walked.spots] == [2999, 2997]
    assert walked.cut == Spot(2996, CHAT, 2996), "it was read, though it does not answer"
    rest = (await find.walk({CHAT: Spot(3, CHAT, 3)}, [word(ROSE)], since=AT_MIN, depth=4))[CHAT]
    assert (rest.spots, rest.cut) == ([Spot(1, CHAT, 1)], None)


async def test_answers_of_many_chats_are_gathered_once_each_and_the_newest_first(
    pool: "asyncpg.Pool[asyncpg.Record]",
) -> None:
    chats = [OTHER, *range(1, 400)]
    for chat in chats:
        await said(pool, chat, {chat % 3000 + 1: [ROSE, TULIP], chat % 3000 + 2: [ROSE]})
    cuts = {chat: NEWEST._replace(chat=chat) for chat in chats}
    words = word(ROSE, RARE, *range(100, 200))  # more keys than go to the index at once
    found = await Find(pool).gather(cuts, [5000] * len(chats), [words], since=AT_MIN, limit=9000)
    assert found == sorted({*found}, reverse=True)
    assert len(found) == 2 * len(chats)
    both_words = [words, word(TULIP, often=1)]
    some = await Find(pool).gather(cuts, [5000] * len(chats), both_words, since=AT_MIN, limit=5)
    assert some == [spot for spot in found if spot.seq == spot.chat % 3000 + 1][:5]


async def test_the_plan_asks_the_inverted_index(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    await said(pool, CHAT, {seq: [ROSE] for seq in range(1, 1000)})
    async with pool.acquire() as db:
        await db.execute("ANALYZE search_docs")
        await db.execute(f"PREPARE look AS {look_up_sql(2, 1)}")
        rows = await db.fetch("EXPLAIN EXECUTE look ('{77}', '{9}', '{9}', 0, 50, '{5}', '{6}')")
        await db.execute("SET plan_cache_mode = force_generic_plan")
        await db.execute(f"PREPARE gather AS {gather_sql(2)}")
        more = await db.fetch("EXPLAIN EXECUTE gather ('{77}', '{9}', '{9}', 0, 50, '{9}', '{5}', '{6}')")
    for plan in ("\n".join(row[0] for row in told) for told in (rows, more)):
        assert "Bitmap Index Scan on search_docs_words" in plan
        assert "Seq Scan" not in plan
        assert "Gather" not in plan
        assert "BitmapAnd" not in plan
