"""Cases that say the same, as the desk shows them: one row in the queue, ticked on the page, previewed, decided."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.screen import Screening
from tambour.edges.console.desk import Console
from tambour.edges.console.routes import console_router
from tambour.edges.console.words import WORDS
from tambour.pipeline.gate import Gate
from tambour.services.meanings import CaseMeanings
from tambour.services.screening import ScreenRoom, open_screening
from tests.conftest import TurnedClock
from tests.edges.console.test_console import a_case, enter, hidden, preview
from tests.services.screening.concepts import OTHER, SAID, Concepts
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_meaning import let_live, text_in_bank
from tests.services.town import MOD, Town, settle

LANGS = ("en", "ru", "ar")
Browser = httpx.AsyncClient


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: Any) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    yield made
    await made.store.close()


def room_of(town: Town, meaning: Concepts | None, unmeant: str = "off") -> ScreenRoom:
    gate = Gate(town.store.read.bank, town.clock, "https://talk.example", automaton, expressions)
    rows = Screening(town.store.pool, "guess_marks")
    return open_screening(
        town.store,
        town.clock,
        town.ids,
        LocalBus(),
        Screening(town.store.pool),
        gate,
        town.vault,
        classifier=Oracle(),
        guess_rows=rows,
        meaning=meaning,
        unmeant=unmeant,
    )


def browser_of(town: Town, room: ScreenRoom) -> Browser:
    desk = Console(
        town.store, town.clock, town.ids, town.desk, town.review, Path("/nonexistent"), screening=room
    )
    web = Litestar([console_router(desk)], openapi_config=None, logging_config=None)
    return Browser(transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True)


@pytest.fixture
async def meanings(town: Town) -> CaseMeanings:
    return CaseMeanings(town.store, town.clock, Concepts())


@pytest.fixture
async def browser(town: Town) -> AsyncIterator[Browser]:
    async with browser_of(town, room_of(town, Concepts())) as made:
        yield made


async def test_the_queue_has_one_row_for_those_that_say_the_same(
    town: Town, meanings: CaseMeanings, browser: Browser
) -> None:
    cases = [await a_case(town, SAID[lang]) for lang in LANGS]
    other = await a_case(town, OTHER)
    await meanings.catch_up()
    await enter(town, browser)
    page = (await browser.get("/console")).text
    shown = [case for case in cases if f'id="row-{case}"' in page]
    assert len(shown) == 1
    assert f'id="row-{other}"' in page
    assert f'href="/console?meant={min(cases)}">Say the same: 2 more<' in page
    every = (await browser.get(f"/console?meant={min(cases)}")).text
    assert all(f'id="row-{case}"' in every for case in cases)
    assert f'id="row-{other}"' not in every
    assert "Say the same" not in every
    assert "brothers" not in page + every, "no words of members"
    assert (await browser.get("/console?meant=-5")).status_code == 404
    await town.db.execute("UPDATE cases SET assigned = $1", MOD)
    mine = (await browser.get("/console?mine=1")).text
    assert all(f'id="row-{case}"' in mine for case in cases), "what was handed on to one is seen whole"


async def test_they_are_looked_at_one_by_one_and_then_decided_together(
    town: Town, meanings: CaseMeanings, browser: Browser
) -> None:
    one, two, three = [await a_case(town, SAID[lang]) for lang in LANGS]
    await meanings.catch_up()
    csrf = await enter(town, browser)
    page = (await browser.get(f"/console/case/{one}")).text
    assert "Says the same" in page
    boxes = re.findall(r'name="alike" value="(\d+):1"[^>]*?( disabled)?>', page)
    assert {(int(case), bool(off)) for case, off in boxes} == {(two, True), (three, True)}
    refused = await preview(town, browser, one, csrf, alike=f"{two}:1")
    assert refused.status_code == 403
    assert "You have not opened all of these cases" in refused.text
    await browser.get(f"/console/case/{two}")
    page = (await browser.get(f"/console/case/{one}")).text
    assert re.search(rf'name="alike" value="{two}:1"[^>]*?aria-label="[^"]+">', page)
    shown = await preview(town, browser, one, csrf, alike=f"{two}:1")
    assert 'data-sum="cases">2<' in shown.text
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0, "a tick is no decision"
    done = await browser.post("/console/bulk", data=hidden(shown.text))
    assert "2 decisions" in done.text
    states = dict(await town.db.fetch("SELECT id, state FROM cases"))
    assert states[three] == "new", "what was not ticked waits"
    assert states[one] == states[two] != "new"


@pytest.mark.parametrize("lang", LANGS)
async def test_the_page_says_that_it_may_be_wrong_in_every_language(
    town: Town, meanings: CaseMeanings, browser: Browser, lang: str
) -> None:
    one, _ = await a_case(town, SAID["en"]), await a_case(town, SAID["ru"])
    await meanings.catch_up()
    await town.db.execute("UPDATE users SET lang = $2 WHERE id = $1", MOD, lang)
    await enter(town, browser)
    page = (await browser.get(f"/console/case/{one}")).text
    assert WORDS["says_same_hint"][lang] in page
    assert "100 %" in page or "99 %" in page
    assert WORDS["bank_meaning_unmeasured"][lang] in (await browser.get("/console/bank")).text


async def test_a_text_of_the_bank_in_another_language_is_shown_with_it_and_said_to_be_a_guess(
    town: Town,
) -> None:
    room = room_of(town, Concepts())
    assert room.guesser is not None
    number = await let_live(town, room)
    await text_in_bank(room)
    case = await a_case(town, SAID["ru"])
    await room.guesser.catch_up()
    async with browser_of(town, room) as browser:
        await enter(town, browser)
        page = (await browser.get(f"/console/case/{case}")).text
        assert WORDS["bank_meaning_live"]["en"] in (await browser.get("/console/bank")).text
        queue = (await browser.get("/console")).text
    for told in ("detector_meaning", "meaning_hint", "why_found.meaning"):
        assert WORDS[told]["en"] in page
    assert f"1.00 · v{number}" in page
    assert SAID["en"] in page, "the text of the bank"
    assert WORDS["signals_hint"]["en"] not in page, "nothing was found"
    assert WORDS["detected"]["en"] not in queue


@pytest.mark.parametrize("why", ["off", "package"])
async def test_without_an_encoder_all_is_as_before_and_the_bank_says_what_is_off(
    town: Town, why: str
) -> None:
    cases = [await a_case(town, SAID[lang]) for lang in LANGS]
    async with browser_of(town, room_of(town, None, why)) as browser:
        csrf = await enter(town, browser)
        queue = (await browser.get("/console")).text
        assert all(f'id="row-{case}"' in queue for case in cases)
        assert "Says the same" not in (await browser.get(f"/console/case/{cases[0]}")).text
        assert WORDS[f"bank_meaning_{why}"]["en"] in (await browser.get("/console/bank")).text
        shown = await preview(town, browser, cases[0], csrf, look="1", alike=f"{cases[1]}:1")
        assert 'data-sum="cases">1<' in shown.text


async def test_an_encoder_that_fails_keeps_nobody_from_a_case(town: Town) -> None:
    case, broken = await a_case(town, SAID["en"]), Concepts()
    broken.embed.broken = True
    async with browser_of(town, room_of(town, broken)) as browser:
        await enter(town, browser)
        page = await browser.get(f"/console/case/{case}")
    assert page.status_code == 200
    assert WORDS["says_same_failed"]["en"] in page.text
    assert SAID["en"] in page.text
