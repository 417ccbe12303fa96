"""Search from a case: public words only, through visible(), in the ledger; a find becomes a case of its own."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import Town, started
from tests.waiting import PATIENCE_S

Browser = httpx.AsyncClient


@pytest.fixture
async def town(dsn: str, tmp_path: Path) -> AsyncIterator[Town]:
    async with started(dsn, tmp_path) as made:
        yield made


@pytest.fixture
async def browser(town: Town) -> AsyncIterator[Browser]:
    async with httpx.AsyncClient(base_url=town.http, follow_redirects=True, timeout=PATIENCE_S) as made:
        yield made


async def ask(town: Town, browser: Browser, user: int, method: str, **params: object) -> dict[str, object]:
    bearer = {"Authorization": f"Bearer {await town.token(user)}"}
    answer = (await browser.post(f"/rpc/{method}", json=params, headers=bearer)).json()
    assert "r" in answer, answer
    found: dict[str, object] = answer["r"]
    return found


async def enter(town: Town, browser: Browser, user: int) -> str:
    link = await town.house.safety.review.console_link(user)
    await browser.post("/console/enter", data={"t": link.split("t=")[1]})
    found = re.search(r'name="csrf" value="([^"]+)"', (await browser.get("/console")).text)
    assert found
    return found[1]


async def test_what_is_public_is_found_from_a_case_and_becomes_one(town: Town, browser: Browser) -> None:
    author, reader, mod = [
        await town.person(n, r) for n, r in (("Ana", "member"), ("Bo", "member"), ("Mo", "moderator"))
    ]
    chats = {}
    for name, public in (("harbour", True), ("backroom", False)):
        rid = str(town.house.clock.now() << 22 | len(chats))
        made = await ask(
            town, browser, author, "chat.create", k="group", rid=rid, title=name, public=public,
            **({"name": name} if public else {}),
        )  # fmt: skip
        chats[name] = made["ch"]["c"]  # type: ignore[index]
    said = []
    for n, (chat, words) in enumerate(
        (("harbour", "golden boats tonight"), ("harbour", "golden boats again <b>"), ("harbour", "golden gone"),
         ("backroom", "golden secret boats"))
    ):  # fmt: skip
        rid = str(town.house.clock.now() << 22 | 100 + n)
        said.append((await ask(town, browser, author, "msg.send", c=chats[chat], rid=rid, x=words))["s"])
    await ask(town, browser, author, "msg.delete", c=chats["harbour"], s=[said[2]], all=True)
    rid = str(town.house.clock.now() << 22 | 200)
    await ask(town, browser, reader, "report.create", c=chats["harbour"], s=said[0], rid=rid, category="scam")
    await town.house.search.indexer.catch_up()
    case = await town.house.store.pool.fetchval("SELECT id FROM cases")

    csrf = await enter(town, browser, mod)
    assert f"/console/case/{case}/search" in (await browser.get(f"/console/case/{case}")).text
    found = await browser.post(f"/console/case/{case}/search", data={"csrf": csrf, "words": "golden"})
    assert "golden boats again &lt;b&gt;" in found.text
    assert "golden boats tonight" in found.text
    assert "gone" not in found.text
    assert "secret" not in found.text
    entry = (await town.house.safety.disclosure.audit(mod, 0))[0]
    assert {"words": "golden"} in [one.payload for one in entry if one.verb == "case.search"]

    form = {"csrf": csrf, "c": str(chats["harbour"]), "s": str(said[1])}
    opened = await browser.post(f"/console/case/{case}/found", data=form)
    assert "golden boats again" in opened.text
    assert opened.url.path != f"/console/case/{case}"
    assert (await browser.post(f"/console/case/{case}/found", data=form)).url == opened.url, (
        "one case for one message"
    )
    queue = (await browser.get("/console")).text
    assert queue.count("data-row") == 2
    for place in ((chats["backroom"], said[3]), (chats["harbour"], said[2]), (chats["harbour"], 999), (5, 5)):
        form = {"csrf": csrf, "c": str(place[0]), "s": str(place[1])}
        assert (await browser.post(f"/console/case/{case}/found", data=form)).status_code == 404
    for words in ("", " ", "x" * 201):
        refused = await browser.post(f"/console/case/{case}/search", data={"csrf": csrf, "words": words})
        assert "something is missing" in refused.text.lower()
    assert (
        await browser.post("/console/case/77/search", data={"csrf": csrf, "words": "x"})
    ).status_code == 404
    assert (await browser.post(f"/console/case/{case}/search", data={"words": "x"})).status_code == 403
