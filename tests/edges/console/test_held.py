"""Held posts and entries that hold, as a browser of the desk meets them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tambour.domain.chats import Limit
from tambour.edges.console.desk import Console
from tambour.edges.console.routes import console_router
from tambour.services.screening import ScreenRoom
from tests.edges.console.test_bank import NAME, room, town
from tests.edges.console.test_console import enter
from tests.services.screening.conftest import PUSH as HELD_TEXT
from tests.services.screening.test_holding import Door, holding, opened
from tests.services.town import MOD, MOD2, Town

__all__ = ["room", "town"]
Browser = httpx.AsyncClient


@pytest.fixture
async def door(town: Town, room: ScreenRoom) -> AsyncIterator[Door]:
    made = opened(town, room)
    yield made
    await made.record.close()


@pytest.fixture
async def browser(town: Town, room: ScreenRoom, door: Door) -> AsyncIterator[Browser]:
    console = Console(
        town.store,
        town.clock,
        town.ids,
        town.desk,
        town.review,
        Path("/nonexistent"),
        screening=room,
        held=door.held,
    )
    web = Litestar([console_router(console)], openapi_config=None, logging_config=None)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True
    ) as made:
        yield made


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
async def test_a_held_post_is_shown_with_its_entry_and_decided(
    town: Town, room: ScreenRoom, door: Door, browser: Browser, lang: str
) -> None:
    await town.db.execute("UPDATE users SET lang = $1 WHERE id = $2", lang, MOD)
    await holding(room)
    number = await door.hold()
    csrf = await enter(town, browser)
    assert "chat 1" in (await browser.get("/console/held")).text
    page = (await browser.get("/console/held/1")).text
    assert "<mark>Grey Lantern</mark>" in page
    assert "Grey Lantern*" in page
    answer = await browser.post(
        f"/console/held/post/{number}", data={"csrf": csrf, "ok": "0", "rule": "nothing"}
    )
    assert answer.status_code == 400
    answer = await browser.post(f"/console/held/post/{number}", data={"csrf": csrf, "ok": "1"})
    assert answer.status_code == 200
    assert await door.said() == [HELD_TEXT]
    answer = await browser.post(f"/console/held/post/{number}", data={"csrf": csrf, "ok": "1"})
    assert answer.status_code == 404


async def test_what_a_limit_holds_is_shown_beside_it(
    town: Town, room: ScreenRoom, door: Door, browser: Browser
) -> None:
    await holding(room)
    await town.db.execute("UPDATE chats SET limits = $1 WHERE id = 1", int(Limit.HELD))
    await door.hold("something else")
    await door.hold()
    await enter(town, browser)
    page = (await browser.get("/console/held/1")).text
    assert (page.count("data-held"), page.count('name="rule"')) == (2, 1)


async def test_every_page_says_when_one_waits_long(
    town: Town, room: ScreenRoom, door: Door, browser: Browser
) -> None:
    await holding(room)
    await door.hold()
    await enter(town, browser)
    assert "more than half of its time" not in (await browser.get("/console")).text
    town.clock.turn(ms=door.held.terms.wait_ms // 2 + 1)
    assert "more than half of its time" in (await browser.get("/console")).text


async def test_an_entry_is_asked_to_hold_and_agreed_to_on_the_bank_s_page(
    town: Town, room: ScreenRoom, browser: Browser
) -> None:
    csrf = await enter(town, browser)
    page = (await browser.post("/console/bank/add", data=NAME | {"gate": "hold", "csrf": csrf})).text
    assert "a second person must agree" in page
    assert "Agree: hold" not in page
    (entry,) = await town.store.read.bank.entries()
    answer = await browser.post(f"/console/bank/{entry.id}/agree", data={"csrf": csrf})
    assert answer.status_code == 403
    csrf = await enter(town, browser, MOD2)
    assert "Agree: hold" in (await browser.get("/console/bank")).text
    page = (await browser.post(f"/console/bank/{entry.id}/agree", data={"csrf": csrf})).text
    assert '<span class="tag">holds</span>' in page
    page = (await browser.post(f"/console/bank/{entry.id}/gate", data={"csrf": csrf, "gate": "look"})).text
    assert '<span class="tag">holds</span>' not in page
    answer = await browser.post(f"/console/bank/{entry.id}/gate", data={"csrf": csrf, "gate": "refuse"})
    assert answer.status_code == 400
    text: dict[str, Any] = NAME | {"kind": "pattern", "value": "grey .{1,9}", "gate": "hold", "csrf": csrf}
    assert (await browser.post("/console/bank/add", data=text)).status_code == 400
