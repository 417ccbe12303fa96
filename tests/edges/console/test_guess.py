"""A guess as the desk shows it: with its score, its version and the words that it is one."""

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
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import VERSIONS
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import ALLOWED_KINDS
from tambour.pipeline.gate import Gate
from tambour.services.models import Models
from tambour.services.screening import ScreenRoom, open_screening
from tests.conftest import TurnedClock
from tests.edges.console.test_console import enter
from tests.services.screening.oracle import Oracle
from tests.services.town import ANNA, BORIS, MOD, Town, settle

SAID = "The Lantern needs drivers, write to me"
ROWS = [
    Sorted(text=f"{kind} of the day", harmful=False, lang="en", kind=kind)
    for kind in ("news", "criticism", "counter")
]
HINT = {"en": "This is a guess", "ru": "Это догадка", "ar": "هذا تخمين"}


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: Any) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    yield made
    await made.store.close()


@pytest.fixture
def room(town: Town) -> ScreenRoom:
    gate = Gate(town.store.read.bank, town.clock, "https://talk.example", automaton, expressions)
    pool = town.store.pool
    return open_screening(
        town.store,
        town.clock,
        town.ids,
        LocalBus(),
        Screening(pool),
        gate,
        town.vault,
        classifier=Oracle(),
        guess_rows=Screening(pool, "guess_marks"),
    )


@pytest.fixture
async def browser(town: Town, room: ScreenRoom) -> AsyncIterator[httpx.AsyncClient]:
    console = Console(
        town.store, town.clock, town.ids, town.desk, town.review, Path("/nonexistent"), screening=room
    )
    web = Litestar([console_router(console)], openapi_config=None, logging_config=None)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True
    ) as made:
        yield made


async def test_a_guess_says_that_it_is_one_in_every_language_of_the_desk(
    town: Town, room: ScreenRoom, browser: httpx.AsyncClient
) -> None:
    models = Models(town.store, town.clock)
    model, _ = await models.measure(Oracle(), ROWS, "For a test.")
    await models.switch(model.print, "live")
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, SAID))
    assert room.guesser is not None
    await room.guesser.catch_up()
    for lang, hint in HINT.items():
        await town.db.execute("UPDATE users SET lang = $2 WHERE id = $1", MOD, lang)
        await enter(town, browser)
        shown = (await browser.get(f"/console/case/{case}")).text
        assert hint in shown
        assert f"0.95 · v{model.number}" in shown
        assert WORDS["why_guess.like.news"][lang] in shown
        assert SAID in shown, "nothing is marked in it"
        assert WORDS["signals_hint"][lang] not in shown, "nothing was found"
    await town.db.execute("UPDATE users SET lang = 'en' WHERE id = $1", MOD)
    await enter(town, browser)
    assert "detected" not in (await browser.get("/console")).text


async def test_a_case_shows_the_chat_that_is_called_so(
    town: Town, room: ScreenRoom, browser: httpx.AsyncClient
) -> None:
    await room.bank.add(
        MOD,
        BankEntry(kind="name", value="Grey Lantern", category="tvec.branded", mode="live", source="own desk"),
    )
    await town.db.execute("UPDATE chats SET title = 'Grey Lantern', about = 'the road' WHERE id = 1")
    await town.say(1, BORIS, "Join us, brothers, write to our bot")
    await room.screen.catch_up()
    await town.db.execute("UPDATE chats SET title = 'Evening', about = '' WHERE id = 1")
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    for lang in HINT:
        await town.db.execute("UPDATE users SET lang = $2 WHERE id = $1", MOD, lang)
        await enter(town, browser)
        shown = (await browser.get(f"/console/case/{case.id}")).text
        for key in ("detector_titled", "titled_hint", "why_place.called", "why_push.recruit"):
            assert WORDS[key][lang] in shown
        assert "<mark>Join</mark>" in shown
        assert 'dir="auto">Grey Lantern' in shown, "as it was called then"
        assert "<br>the road</div>" in shown


async def test_every_page_says_when_no_model_answers_and_when_a_detector_stumbles(
    town: Town, room: ScreenRoom, browser: httpx.AsyncClient
) -> None:
    await enter(town, browser)
    assert room.guesser is not None
    await room.guesser.beat()
    await room.screen.signals.miss([(1, await town.say(1, BORIS, SAID))], town.clock.ms)
    page = (await browser.get("/console/bank")).text
    assert "No model answers" not in page
    assert "fails on some messages" not in page
    town.clock.ms += 60_000
    page = (await browser.get("/console/bank")).text
    assert "No model answers" in page
    assert "fails on some messages" in page


def test_the_desk_has_words_for_every_detector_and_every_kind_of_allowed_speech() -> None:
    wanted = [f"detector_{name}" for name in VERSIONS] + [f"why_guess.like.{kind}" for kind in ALLOWED_KINDS]
    assert [key for key in wanted if not all(WORDS.get(key, {}).get(lang) for lang in HINT)] == []
