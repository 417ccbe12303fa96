"""The database stands still, or dies: sends wait or are refused with RETRY, and each has one effect in the end."""

import asyncio
import os
import signal
import time

import asyncpg
import pytest
from bench.machine import descendants
from bench.server import Server, token
from bench.town import Town
from bench.wire import Refused, Wire, dial

pytestmark = pytest.mark.slow


async def insist(wire: Wire, chat: int, rid: int) -> tuple[int, int]:
    """Send until it is acknowledged; seq and how often it was refused."""
    refused = 0
    while True:
        try:
            return (await wire.call("msg.send", c=chat, rid=str(rid), x=f"rid {rid}"))["s"], refused
        except Refused as no:
            if no.code != "RETRY":
                raise
            refused += 1
            await asyncio.sleep(0.2)


async def through_a_pause(server: Server, seconds: float) -> list[int]:
    """40 sends begun while every process of the database is stopped."""
    db = await asyncpg.connect(server.dsn)
    town = Town(db)
    people = await town.settle(2)
    chat = await town.found("group", people)
    await db.close()
    wire = await dial(server.port, token(people[0]))
    await insist(wire, chat, time.time_ns() // 1_000_000 << 22 | 4000)
    stopped = descendants(server.postgres)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    rids = [time.time_ns() // 1_000_000 << 22 | n for n in range(30)]
    sends = [asyncio.ensure_future(insist(wire, chat, rid)) for rid in rids]
    await asyncio.sleep(seconds)
    for pid in stopped:
        os.kill(pid, signal.SIGCONT)
    answers = [seq for seq, _ in await asyncio.gather(*sends)]
    again = [(await insist(wire, chat, rid))[0] for rid in rids]
    assert again == answers
    wire.close()
    db = await asyncpg.connect(server.dsn)
    bodies = [r["body"] for r in await db.fetch("SELECT body FROM messages WHERE chat_id = $1", chat)]
    assert sorted(bodies[1:]) == sorted(f"rid {rid}" for rid in rids)
    await db.close()
    return answers


def test_sends_begun_while_the_database_stands_still_have_one_effect_each() -> None:
    with Server(core=-1, postgres_core=-1) as server:
        answers = asyncio.run(through_a_pause(server, 2))
    assert sorted(answers) == list(range(2, 32))
