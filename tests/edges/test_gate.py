"""The bank in a running server: a link is refused when it is sent or edited in, once a second person has agreed, and
what is said in public becomes a case."""

import asyncio

import pytest

from tambour.app.running import loops_of
from tambour.moderation.bank import BankEntry
from tests.client import Refused
from tests.conftest import Town
from tests.waiting import end_all

PATIENCE_S = 30
LINK = BankEntry(kind="link", value="lantern.example", category="tvec.recruit", mode="live", source="test")
NAME = BankEntry(kind="name", value="Grey Lantern*", category="tvec.recruit", mode="live", source="test")


async def test_the_bank_bites_and_screening_makes_a_case(town: Town) -> None:
    ana, first, second = (
        await town.person("Ana"),
        await town.person("First", "moderator"),
        await town.person("Second", "moderator"),
    )
    hers = await town.connect(ana)
    made = [
        await hers.call("chat.create", k="group", rid=hers.rid(), title="Town", users=[], **more)
        for more in ({"public": True, "name": "towngate"}, {})
    ]
    public, private = (int(one["ch"]["c"]) for one in made)
    bank, screen = town.house.screening.bank, town.house.screening.screen
    beside = [asyncio.ensure_future(town.house.screening.gate.run()), asyncio.ensure_future(screen.run())]
    try:
        said = await hers.send(public, "see lantern.example/x")
        entry = await bank.add(first, LINK)
        await bank.enable(second, entry.id)
        async with asyncio.timeout(PATIENCE_S):
            while not town.house.screening.gate.bank.links.entries:
                await asyncio.sleep(0.02)
        for work in (
            hers.send(public, "see lantern[.]example/y, see https://www.lantern.example/y"),
            hers.call("msg.edit", c=public, s=said["s"], x="see lantern.example/z", v=1),
        ):
            with pytest.raises(Refused) as no:
                await work
            assert (no.value.code, no.value.x["why"]) == ("FORBIDDEN", "link.blocked")
        await hers.send(private, "see lantern.example/x")
        await bank.add(first, NAME)
        await hers.send(private, "join the Grey Lantern")
        await hers.send(public, "join the Grey Lantern")
        pool, cases = town.house.store.pool, 0
        async with asyncio.timeout(PATIENCE_S):
            while cases < 2:
                cases = await pool.fetchval(
                    "SELECT count(DISTINCT case_id) FROM signals WHERE case_id IS NOT NULL"
                )
                await asyncio.sleep(0.02)
        places = await pool.fetch("SELECT DISTINCT chat_id, detector FROM signals ORDER BY detector")
        assert [tuple(row) for row in places] == [(public, "links"), (public, "words")]
    finally:
        await end_all(*beside)


async def test_both_loops_run_in_a_server(town: Town) -> None:
    loops = loops_of(town.house)
    names = {loop.__qualname__ for loop in loops}
    for loop in loops:
        loop.close()
    assert {"Gate.run", "Screen.run"} <= names


async def test_a_back_test_can_be_begun_in_a_server(town: Town) -> None:
    assert await town.house.screening.backtest.test() is False, "none was asked for"
