"""The law of the counters: seq and ev of a chat are 1, 2, 3 … without a hole, whoever writes, whatever fails."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from tambour.adapters.postgres.store import Tx
from tambour.domain.errors import Refusal
from tests.law.pair import Pair, pair

__all__ = ["pair"]
WRITERS = 6
STEPS = 20


class Abandoned(Exception):
    """Thrown inside a transaction that has already counted."""


async def holes(pair: Pair, chat: int) -> dict[str, list[int]]:
    """What is missing or doubled between the first number and the counter, by counter; and out of step with the log."""
    pool = pair.houses[0].store.pool
    row: Any = await pool.fetchrow("SELECT last_seq, last_ev FROM chats WHERE id = $1", chat)
    log = await pool.fetch("SELECT ev, kind, seq FROM chat_log WHERE chat_id = $1 ORDER BY ev", chat)
    seqs = sorted(r["seq"] for r in log if r["kind"] == "n")
    evs = [r["ev"] for r in log]
    return {
        "seq": sorted(set(range(1, row["last_seq"] + 1)) ^ set(seqs)),
        "ev": sorted(set(range(1, row["last_ev"] + 1)) ^ set(evs)),
        "twice": sorted({n for n in seqs if seqs.count(n) > 1} | {n for n in evs if evs.count(n) > 1}),
        "order": [] if [r["seq"] for r in log if r["kind"] == "n"] == seqs else [1],
    }


async def abandon(pair: Pair, house: int, chat: int) -> None:
    """A command that counts, and is then rolled back."""
    with contextlib.suppress(Abandoned):
        async with pair.houses[house].store.writing() as tx:
            await tx.append(chat, "c", {"ch": {"ti": "never"}})
            raise Abandoned


async def step(pair: Pair, dice: random.Random, chat: int, user: int) -> None:
    """One of many things, at either house; refusals are part of it."""
    house, owner = dice.randrange(2), pair.people[0]
    choice = dice.randrange(8)
    if choice == 0:
        await abandon(pair, house, chat)
    elif choice == 1:
        await pair.call(house, owner, "chat.edit", c=chat, title=f"Hall {dice.random()}")
    elif choice == 2:
        await pair.call(house, user, "msg.react", c=chat, s=dice.randrange(1, 9), e="👍")
    elif choice == 3:
        await pair.call(house, user, "msg.delete", c=chat, s=[dice.randrange(2, 9)], all=True)
    elif choice == 4:
        rid = pair.rid()
        both = [pair.call(h, user, "msg.send", c=chat, rid=rid, x="twin") for h in (0, 1)]
        await asyncio.gather(*both, return_exceptions=True)
    elif choice == 5:
        await pair.call(house, user, "msg.send", c=chat, rid=pair.rid(), x=" ")
    else:
        sends = [pair.call(house, user, "msg.send", c=chat, rid=pair.rid(), x=f"{n}") for n in range(4)]
        await asyncio.gather(*sends, return_exceptions=True)


async def crowd(pair: Pair, seed: int, chat: int) -> None:
    """Several people at once at two houses."""

    async def writer(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        user = pair.people[number % len(pair.people)]
        for _ in range(STEPS):
            with contextlib.suppress(Refusal):
                await step(pair, dice, chat, user)

    await asyncio.gather(*[writer(n) for n in range(WRITERS)])


async def run(pair: Pair, seed: int) -> dict[str, list[int]]:
    """A fresh group, a crowd in it, and what is missing."""
    chat = await pair.group()
    await crowd(pair, seed, chat)
    last = await pair.houses[0].store.pool.fetchval("SELECT last_ev FROM chats WHERE id = $1", chat)
    assert last > STEPS
    return {counter: found for counter, found in (await holes(pair, chat)).items() if found}


@pytest.mark.parametrize("seed", [1, 2])
def test_counters_have_no_holes_whoever_writes(pair: Pair, seed: int) -> None:
    assert pair.runner.run(run(pair, seed)) == {}


Append = Callable[..., Awaitable[int]]


async def counted_apart(self: Tx, chat: int, kind: str, data: dict[str, Any], **more: Any) -> int:
    """The mutant: a number drawn for good before the row is written, as sequences are; a rollback leaves a hole."""
    async with OUTSIDE[0].houses[1].store.pool.acquire() as other:
        ev = await other.fetchval(
            "UPDATE chats SET last_ev = last_ev + 1 WHERE id = $1 RETURNING last_ev", chat
        )
    await self.db.execute(
        "INSERT INTO chat_log (chat_id, ev, kind, seq, data, ts) VALUES ($1, $2, $3, $4, $5::jsonb, $6)",
        chat, ev, kind, more.get("seq") or None, data or None, self.now,
    )  # fmt: skip
    return int(ev)


async def logged_apart(self: Tx, chat: int, kind: str, data: dict[str, Any], **more: Any) -> int:
    """The mutant: the log is written beside the transaction; what is rolled back stays in it."""
    ev = await self.db.fetchval(
        "UPDATE chats SET last_ev = last_ev + 1 WHERE id = $1 RETURNING last_ev", chat
    )
    async with OUTSIDE[0].houses[1].store.pool.acquire() as other:
        await other.execute(
            "INSERT INTO chat_log (chat_id, ev, kind, seq, data, ts) VALUES ($1, $2, $3, $4, $5::jsonb, $6)",
            chat, ev, kind, more.get("seq") or None, data or None, self.now,
        )  # fmt: skip
    return int(ev)


OUTSIDE: list[Pair] = []
"""Where the mutants find a connection that is not the transaction's."""


async def titles(pair: Pair, chat: int) -> dict[str, list[int]]:
    """Counted commands alone, half of them abandoned: enough to see a mutant, and nothing that waits for its locks."""

    async def one(house: int) -> None:
        async with pair.houses[house].store.writing() as tx:
            await tx.append(chat, "c", {"ch": {"ti": "x"}})

    for n in range(4):
        with contextlib.suppress(asyncpg.PostgresError):
            await one(n % 2)
        with contextlib.suppress(asyncpg.PostgresError):
            await abandon(pair, n % 2, chat)
    return {counter: found for counter, found in (await holes(pair, chat)).items() if found}


def test_the_short_story_has_no_holes_either(pair: Pair) -> None:
    chat = pair.runner.run(pair.group())
    assert pair.runner.run(titles(pair, chat)) == {}


@pytest.mark.parametrize("mutant", [counted_apart, logged_apart])
def test_a_store_that_counts_outside_its_transaction_is_caught(
    pair: Pair, mutant: Append, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = pair.runner.run(pair.group())
    monkeypatch.setattr("tests.law.test_holes.OUTSIDE", [pair])
    monkeypatch.setattr(Tx, "append", mutant)
    assert pair.runner.run(titles(pair, chat)) != {}
