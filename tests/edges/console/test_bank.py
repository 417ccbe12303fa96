"""The bank and the signals of a case as a browser meets them."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.exchange.formats import ANSWERING, FORMATS
from tambour.adapters.exchange.pulling import ListPuller
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.screen import Screening
from tambour.edges.console.desk import Console
from tambour.edges.console.routes import console_router
from tambour.moderation.text.ordinary import Ordinary
from tambour.pipeline.gate import Gate
from tambour.services.accounts.vault import Vault
from tambour.services.exchange.room import open_exchange
from tambour.services.screening import ScreenRoom, open_screening
from tests.adapters.exchange import examples
from tests.adapters.fetch.street import fetch
from tests.conftest import TurnedClock
from tests.edges.console.test_console import enter
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town, settle

Browser = httpx.AsyncClient
PUSH = "Join the Grey Lantern & write <b>to our bot"
NAME = {
    "kind": "name",
    "value": "Grey Lantern*",
    "category": "tvec.recruit",
    "source": "own desk",
    "mode": "live",
}
NAME |= {"opinion": "positive", "ratio": "1"}
LINK = NAME | {"kind": "link", "value": "https://lantern.example/join"}


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: Any) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    yield made
    await made.store.close()


@pytest.fixture
def room(town: Town) -> ScreenRoom:
    make = automaton, expressions, lambda: Ordinary(["wicker", "grey", "lantern"])
    gate = Gate(town.store.read.bank, town.clock, "https://talk.example", *make)
    rows = Screening(town.store.pool)
    return open_screening(town.store, town.clock, town.ids, LocalBus(), rows, gate, town.vault)


@pytest.fixture
async def browser(town: Town, room: ScreenRoom) -> AsyncIterator[Browser]:
    puller = ListPuller(fetch(), FORMATS)
    vault = Vault(b"town" * 8, town.ids)
    exchange = open_exchange(room.bank, LocalBus(), vault, puller, FORMATS, ANSWERING)
    console = Console(
        town.store,
        town.clock,
        town.ids,
        town.desk,
        town.review,
        Path("/nonexistent"),
        screening=room,
        exchange=exchange,
    )
    web = Litestar([console_router(console)], openapi_config=None, logging_config=None)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True
    ) as made:
        yield made


async def test_without_a_session_there_is_no_bank(browser: Browser) -> None:
    assert (await browser.get("/console/bank")).status_code == 401
    for path in (
        "add",
        "import",
        "export",
        "answers",
        "lists/add",
        "lists/1/now",
        "source/enable",
        "1/enable",
    ):
        assert (await browser.post(f"/console/bank/{path}", data=NAME)).status_code == 401


async def test_an_entry_is_added_found_and_shown_with_its_place(
    town: Town, room: ScreenRoom, browser: Browser
) -> None:
    csrf = await enter(town, browser)
    page = await browser.post("/console/bank/add", data=NAME | {"csrf": csrf})
    assert page.status_code == 200
    assert "Grey Lantern*" in page.text
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    queue = (await browser.get("/console")).text
    assert "detected" in queue
    case = re.search(r'href="/console/case/(\d+)"', queue)
    assert case
    shown = (await browser.get(f"/console/case/{case[1]}")).text
    assert "Join the <mark>Grey Lantern</mark> &amp; write &lt;b&gt;to our bot" in shown
    assert "Found by detection" in shown
    assert "calls to join" in shown
    assert "found 1" in (await browser.get("/console/bank")).text


async def test_what_refuses_is_agreed_to_by_another_person(
    town: Town, room: ScreenRoom, browser: Browser
) -> None:
    csrf = await enter(town, browser)
    page = (await browser.post("/console/bank/add", data=LINK | {"csrf": csrf})).text
    assert "waits for a second person" in page
    assert "Agree and enable" not in page
    ((fresh,),) = await town.db.fetch("SELECT id FROM bank_entries")
    own = await browser.post(f"/console/bank/{fresh}/enable", data={"csrf": csrf})
    assert own.status_code == 403
    assert "Somebody else must agree" in own.text
    csrf = await enter(town, browser, MOD2)
    assert "Agree and enable" in (await browser.get("/console/bank")).text
    await browser.post(f"/console/bank/{fresh}/enable", data={"csrf": csrf})
    await room.gate.load()
    assert room.gate.bank.links.entries == {"lantern.example/join": fresh}
    page = (await browser.post(f"/console/bank/{fresh}/disable", data={"csrf": csrf})).text
    assert "Enable again" in page
    assert (await browser.post(f"/console/bank/{fresh}/eat", data={"csrf": csrf})).status_code == 400
    assert (await browser.post("/console/bank/77/disable", data={"csrf": csrf})).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"value": "(", "kind": "pattern"}, "This is not right: Value"),
        ({"source": " "}, "This is not right: Where it comes from"),
        ({"category": "x"}, "This is not right: Category"),
        ({"ratio": "much"}, "This is not right: Tried in"),
        ({"kind": "<script>"}, "This is not right: What it is"),
    ],
)
async def test_a_wrong_entry_is_refused_and_the_form_kept(
    town: Town, browser: Browser, wrong: dict[str, str], told: str
) -> None:
    csrf = await enter(town, browser)
    page = await browser.post("/console/bank/add", data=NAME | {"note": "keep <me>", "csrf": csrf} | wrong)
    assert page.status_code == 400
    assert told in page.text
    assert "keep &lt;me&gt;" in page.text
    assert "<script>" not in page.text


async def test_the_file_goes_out_and_comes_in_again(town: Town, browser: Browser) -> None:
    csrf = await enter(town, browser)
    await browser.post("/console/bank/add", data=NAME | {"csrf": csrf})
    out = await browser.post("/console/bank/export", data={"csrf": csrf})
    assert out.headers["content-disposition"] == 'attachment; filename="bank.csv"'
    more = out.content + b"link,lantern.example,tvec.recruit,,,,,positive,shadow,1,,a friend,\r\n"
    back = await browser.post("/console/bank/import", data={"csrf": csrf}, files={"file": ("b.csv", more)})
    assert "Taken in: 1. Known before: 1." in back.text
    for bad in (b"kind,value,category\nname,x,nonsense\n", b"\xff\xfe", b"a\0b"):
        answer = await browser.post(
            "/console/bank/import", data={"csrf": csrf}, files={"file": ("b.csv", bad)}
        )
        assert answer.status_code == 400
    none = await browser.post("/console/bank/import", data={"csrf": csrf})
    assert none.status_code == 400
    assert await town.db.fetchval("SELECT count(*) FROM bank_entries") == 2


async def test_an_ordinary_word_is_said_to_be_one(town: Town, browser: Browser) -> None:
    csrf = await enter(town, browser)
    rows = b"name,Wicker,tvec.recruit,list\nname,Wickett,tvec.recruit,list\n"
    files = {"file": ("b.csv", b"kind,value,category,source\n" + rows)}
    page = await browser.post("/console/bank/import", data={"csrf": csrf}, files=files)
    assert "Ordinary words" in page.text
    assert re.findall(r"<bdi>(Wick\w+)</bdi>", page.text) == ["Wicker"]
    await browser.post("/console/bank/add", data=NAME | {"csrf": csrf})
    bank = await browser.get("/console/bank")
    told = re.findall(r"<b dir=\"auto\">([^<]+)</b>(?:(?!<li)[\s\S])*?data-common", bank.text)
    assert told == ["Wicker"]


@pytest.mark.parametrize("lang", ["ru", "ar"])
async def test_the_bank_speaks_the_languages_of_the_desk(
    town: Town, room: ScreenRoom, browser: Browser, lang: str
) -> None:
    await town.db.execute("UPDATE users SET lang = $2 WHERE id = $1", MOD, lang)
    csrf = await enter(town, browser)
    page = await browser.post("/console/bank/add", data=NAME | {"csrf": csrf, "days": "7"})
    assert ("Банк" if lang == "ru" else "البنك") in page.text
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    case = await town.db.fetchval("SELECT id FROM cases")
    shown = (await browser.get(f"/console/case/{case}")).text
    assert ("зовёт вступить" if lang == "ru" else "يدعو إلى الانضمام") in shown


async def test_every_page_says_when_detection_stands_still(
    browser: Browser, town: Town, room: ScreenRoom
) -> None:
    await enter(town, browser)
    await room.screen.beat()
    assert "Detection stands still" not in (await browser.get("/console/bank")).text
    town.clock.ms += 60_000
    assert "Detection stands still" in (await browser.get("/console/bank")).text


LIST = {
    "name": "A friend",
    "protocol": "taxii",
    "url": "https://lists.example/c/1",
    "category": "csam",
    "every": "60",
}
LIST |= {"mode": "shadow", "opinion": "positive", "ratio": "1.0", "days": "0", "most": "100", "format": "csv"}


async def test_a_list_of_others_comes_in_is_agreed_to_at_once_and_goes_out(
    town: Town, browser: Browser
) -> None:
    csrf = await enter(town, browser)
    form = {"csrf": csrf, "format": "misp", "source": "A friend", "category": "csam", "mode": "live"}
    data = json.dumps(examples.MISP).encode()
    page = await browser.post("/console/bank/import", data=form, files={"file": ("e.json", data)})
    assert page.status_code == 200
    assert "Taken in: 6. Known before: 0." in page.text
    assert "kind.ip-dst" in page.text
    assert "disputed 1" in page.text
    assert "Agree to all" not in page.text
    csrf = await enter(town, browser, MOD2)
    assert "Agree to all" in (await browser.get("/console/bank/lists")).text
    page = await browser.post("/console/bank/source/enable", data={"csrf": csrf, "source": "A friend"})
    assert "Changed: 4." in page.text
    again = await browser.post("/console/bank/source/enable", data={"csrf": csrf, "source": "A friend"})
    assert again.status_code == 409
    bank = (await browser.get("/console/bank", params={"find": "a FRIEND"})).text
    assert "We say so ourselves" in bank
    assert "<bdi>A friend</bdi> no" in bank
    assert "The bank is empty" in (await browser.get("/console/bank", params={"find": "nobody"})).text
    given = await browser.post("/console/bank/export", data={"csrf": csrf, "format": "stix"})
    assert given.headers["content-disposition"] == 'attachment; filename="bank-stix.json"'
    assert len(given.json()["objects"]) == 7
    told = await browser.post(
        "/console/bank/answers", data={"csrf": csrf, "format": "misp", "source": "A friend"}
    )
    assert told.json() == []


async def test_a_list_on_a_schedule_is_set_up_shown_and_dropped(town: Town, browser: Browser) -> None:
    csrf = await enter(town, browser)
    page = await browser.post("/console/bank/lists/add", data=LIST | {"csrf": csrf, "secret": "s3cret"})
    assert page.status_code == 200
    assert "A friend" in page.text
    assert "s3cret" not in page.text
    await town.db.execute("UPDATE bank_feeds SET error = 'status.401', failures = 3")
    assert "failures in a row: 3 · the key is refused" in (await browser.get("/console/bank/lists")).text
    ((fresh,),) = await town.db.fetch("SELECT id FROM bank_feeds")
    for verb in ("answer", "silent", "pause", "resume", "now", "again"):
        done = await browser.post(f"/console/bank/lists/{fresh}/{verb}", data={"csrf": csrf})
        assert done.status_code == 200, verb
    assert (await browser.post(f"/console/bank/lists/{fresh}/eat", data={"csrf": csrf})).status_code == 400
    await browser.post(f"/console/bank/lists/{fresh}/drop", data={"csrf": csrf})
    assert "None yet." in (await browser.get("/console/bank/lists")).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"url": "http://lists.example/"}, "This is not right: Address"),
        ({"name": " "}, "This is not right: Name"),
        ({"every": "1"}, "This is not right: How often"),
        ({"most": "many"}, "This is not right: Entries at most"),
        ({"category": "x"}, "This is not right: Category"),
    ],
)
async def test_a_wrong_list_is_refused_and_the_form_kept(
    town: Town, browser: Browser, wrong: dict[str, str], told: str
) -> None:
    csrf = await enter(town, browser)
    page = await browser.post("/console/bank/lists/add", data=LIST | {"csrf": csrf} | wrong)
    assert page.status_code == 400
    assert told in page.text


async def test_a_hostile_file_is_refused_in_words(town: Town, browser: Browser) -> None:
    csrf = await enter(town, browser)
    form = {"csrf": csrf, "format": "stix", "source": "A friend", "category": "csam"}
    for data, told in ((b'{"x":' * 200_000, "nested too deep"), (b"{", "not in this format")):
        page = await browser.post("/console/bank/import", data=form, files={"file": ("e.json", data)})
        assert page.status_code == 400
        assert told in page.text
    odd = await browser.post(
        "/console/bank/import", data=form | {"days": "5"}, files={"file": ("e.json", b"{}")}
    )
    assert odd.status_code == 400


@pytest.mark.parametrize("lang", ["ru", "ar"])
async def test_lists_speak_the_languages_of_the_desk(town: Town, browser: Browser, lang: str) -> None:
    await town.db.execute("UPDATE users SET lang = $2 WHERE id = $1", MOD, lang)
    csrf = await enter(town, browser)
    await browser.post("/console/bank/lists/add", data=LIST | {"csrf": csrf})
    page = (await browser.get("/console/bank/lists")).text
    assert ("Запрашиваются по расписанию" if lang == "ru" else "تُطلب وفق جدول") in page


async def test_a_case_says_what_a_disputed_entry_adds_to_its_place(
    town: Town, browser: Browser, room: ScreenRoom
) -> None:
    csrf = await enter(town, browser)
    await browser.post("/console/bank/add", data=NAME | {"csrf": csrf, "opinion": "disputed"})
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    plain = (await browser.get(f"/console/case/{case}")).text
    assert "disputed" not in plain
    await room.screen.catch_up()
    page = (await browser.get(f"/console/case/{case}")).text
    assert "Lists disagree about this entry" in page
    assert re.search(r"Of the probability, 0\.0[1-9] comes of hints and disputed entries", page)
