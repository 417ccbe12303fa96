"""Around the cases: passkeys, one's own page, looks at pictures and how many, the desk live, its own origin."""

import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tambour.adapters.postgres.store import open_store
from tambour.edges.console.desk import Console
from tambour.edges.console.live import Pulse
from tambour.edges.console.routes import console_router
from tambour.ports.translate import Untranslated
from tambour.services.accounts.house import Accounts, open_accounts
from tests.conftest import TurnedClock, started
from tests.edges.console.test_console import a_case, enter
from tests.services.accounts.authenticator import SoftAuthenticator
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town, settle
from tests.waiting import PATIENCE_S

Browser = httpx.AsyncClient
ORIGIN = "http://localhost:8080"


class Bytes:
    """A blob store that holds one thing."""

    body = b"0123456789" * 10

    async def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        yield self.body[start:end]


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: Any) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    made.desk.looks_per_day = 3
    yield made
    await made.store.close()


@pytest.fixture
def accounts(town: Town) -> Accounts:
    return open_accounts(town.store, town.clock, town.ids, b"s" * 32, {}, url=ORIGIN)


@pytest.fixture
def console(town: Town, accounts: Accounts) -> Console:
    made = Console(town.store, town.clock, town.ids, town.desk, town.review, Path("/nonexistent"))
    made.blobs, made.passkeys = Bytes(), accounts.passkeys  # type: ignore[assignment]
    return made


@pytest.fixture
async def browser(console: Console) -> AsyncIterator[Browser]:
    web = Litestar([console_router(console)], openapi_config=None, logging_config=None)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True
    ) as made:
        yield made


async def key_of(accounts: Accounts, user: int) -> SoftAuthenticator:
    """A passkey of this person."""
    device = SoftAuthenticator(ORIGIN)
    begun = await accounts.passkeys.begin_add(user)
    await accounts.passkeys.finish_add(user, begun["id"], device.create(begun["options"]), "phone")
    return device


async def knock(browser: Browser, device: SoftAuthenticator) -> httpx.Response:
    begun = (await browser.post("/console/passkey/begin")).json()
    answer = {"id": begun["id"], "credential": device.get(begun["options"])}
    return await browser.post("/console/passkey/finish", json=answer)


async def test_staff_come_in_with_a_passkey_and_nobody_else_does(
    town: Town, browser: Browser, accounts: Accounts
) -> None:
    stranger = await knock(browser, await key_of(accounts, ANNA))
    assert stranger.status_code == 403
    assert stranger.json()["told"] == "This account is not staff."
    assert (await browser.get("/console")).status_code == 401
    unknown = await knock(browser, SoftAuthenticator(ORIGIN))
    assert unknown.status_code == 403
    come = await knock(browser, await key_of(accounts, MOD))
    assert come.json() == {"to": "/console"}
    cookie = come.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert (await browser.get("/console")).status_code == 200
    entries, _ = await town.desk.audit(MOD, 0)
    assert [one.payload for one in entries if one.verb == "console.enter"] == [{"by": "passkey"}]


async def test_an_answer_for_the_desk_opens_no_messenger_and_the_other_way_round(
    browser: Browser, accounts: Accounts
) -> None:
    device = await key_of(accounts, MOD)
    begun = (await browser.post("/console/passkey/begin")).json()
    with pytest.raises(Exception, match="begin again"):
        await accounts.passkeys.finish(begun["id"], device.get(begun["options"]))
    other = await accounts.passkeys.begin(device="x", address="")
    answer = {"id": other["id"], "credential": device.get(other["options"])}
    assert (await browser.post("/console/passkey/finish", json=answer)).status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id":1}', b'{"id":"x","credential":{}}', b"\xff"])
async def test_a_nonsense_answer_of_a_device_is_refused_in_words(browser: Browser, body: bytes) -> None:
    answer = await browser.post("/console/passkey/finish", content=body)
    assert answer.status_code in (400, 403)
    assert answer.json()["told"]


async def test_a_passkey_is_made_and_taken_away_on_ones_own_page(town: Town, browser: Browser) -> None:
    csrf = await enter(town, browser)
    begun = (await browser.post("/console/me/passkey/begin", data={"csrf": csrf})).json()
    made = {"id": begun["id"], "credential": SoftAuthenticator(ORIGIN).create(begun["options"])}
    assert (await browser.post("/console/me/passkey/finish", json=made)).json() == {"to": "/console/me"}
    page = (await browser.get("/console/me")).text
    found = re.search(r'action="(/console/me/passkey/[^"]+/remove)"', page)
    assert found
    gone = await browser.post(found[1], data={"csrf": csrf})
    assert "You have none yet." in gone.text


async def a_film(town: Town) -> int:
    """A case about a message with a film; its id."""
    seq = await town.say(1, BORIS, "look")
    await town.db.execute(
        "INSERT INTO files (id, owner, kind, mime, name, size, received, sha256, shown, created, touched)"
        " VALUES ('film', $1, 'video', 'video/mp4', 'x', 1, 1, '\\x01', $2, 0, 0)",
        BORIS,
        {"id": "film", "k": "video", "du": 61_000, "vs": [["p", 9, 9, 1], ["v", 9, 9, 100]]},
    )
    await town.db.executemany(
        "INSERT INTO file_blobs (file_id, name, sha256, size, mime) VALUES ('film', $1, '\\x01', 100, $2)",
        [("p", "image/webp"), ("v", "video/mp4")],
    )
    await town.db.execute(
        "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES (1, 'media', $1, 'film')", seq
    )
    return await town.report(ANNA, chat=1, seq=seq)


async def looks(town: Town) -> int:
    return int(await town.db.fetchval("SELECT count(*) FROM evidence_access WHERE purpose = 'media'"))


async def test_a_case_loads_no_picture_and_a_film_is_read_in_pieces_as_one_look(
    town: Town, browser: Browser
) -> None:
    case = await a_film(town)
    await enter(town, browser)
    page = (await browser.get(f"/console/case/{case}")).text
    assert "<img" not in page
    assert "<video" not in page
    assert 'class="media blur grey mute"' in page
    assert "1:01" in page
    film = f"/console/case/{case}/media/film/v"
    assert (await browser.get(film, headers={"Range": "bytes=50-59"})).status_code == 206
    assert await looks(town) == 1, "the middle of a film that was never opened is a look, too"
    first = await browser.get(film, headers={"Range": "bytes=0-9"})
    assert (first.status_code, first.content) == (206, b"0123456789")
    assert first.headers["content-range"] == "bytes 0-9/100"
    assert await looks(town) == 2
    for _ in range(5):
        assert (await browser.get(film, headers={"Range": "bytes=90-"})).content == b"0123456789"
    assert await looks(town) == 2
    assert (await browser.get(film, headers={"Range": "bytes=100-"})).status_code == 416


async def test_who_has_seen_enough_today_sees_no_more_pictures_and_goes_on_tomorrow(
    town: Town, browser: Browser
) -> None:
    case = await a_film(town)
    await enter(town, browser)
    answers = [await browser.get(f"/console/case/{case}/media/film/p") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 403]
    assert "You have looked at enough for one day" in answers[3].text
    assert "3 of 3" in (await browser.get("/console/me")).text
    assert (await browser.get(f"/console/case/{case}")).status_code == 200
    await town.desk.release(MOD, case)
    await enter(town, browser, MOD2)
    assert (await browser.get(f"/console/case/{case}/media/film/p")).status_code == 200
    town.clock.turn(days=1, s=1)
    await enter(town, browser)
    assert (await browser.get(f"/console/case/{case}/media/film/p")).status_code == 200


async def test_how_pictures_are_shown_is_each_persons_own_choice(town: Town, browser: Browser) -> None:
    case = await a_film(town)
    csrf = await enter(town, browser)
    await browser.post("/console/me/looks", data={"csrf": csrf, "mute": "1"})
    assert 'class="media mute"' in (await browser.get(f"/console/case/{case}")).text
    await town.desk.release(MOD, case)
    await enter(town, browser, MOD2)
    assert 'class="media blur grey mute"' in (await browser.get(f"/console/case/{case}")).text


async def test_an_open_page_hears_which_cases_moved_until_its_person_is_staff_no_more(town: Town) -> None:
    pulse, here = Pulse(pause_s=0), [True]
    town.store.publish = pulse.hear

    async def alive() -> bool:
        return here[0]

    frames = pulse.stream(pulse.listen(), alive)
    assert b"event: here" in await anext(frames)
    case = await a_case(town)
    assert f'"{case}"'.encode() in await anext(frames)
    await town.desk.open(MOD, case)
    assert f'"{case}"'.encode() in await anext(frames)
    here[0] = False
    await town.desk.release(MOD, case)
    with pytest.raises(StopAsyncIteration):
        await anext(frames)
    assert pulse.listeners == []


async def test_a_page_is_told_that_its_case_moved_or_went_to_a_colleague(
    town: Town, browser: Browser
) -> None:
    case = await a_case(town)
    await enter(town, browser)
    await browser.get(f"/console/case/{case}")
    now = f"/console/case/{case}/now"
    assert (await browser.get(f"{now}?ver=1")).text.strip() == ""
    assert "This case moved" in (await browser.get(f"{now}?ver=0")).text
    await town.desk.release(MOD, case)
    await town.desk.open(MOD2, case)
    assert "A colleague has taken this case." in (await browser.get(f"{now}?ver=1")).text


async def test_the_desk_on_an_origin_of_its_own_is_nowhere_else(dsn: str, tmp_path: Path) -> None:
    async with (
        started(dsn, tmp_path, **{"console.url": "http://desk.test:81"}) as town,
        httpx.AsyncClient(base_url=town.http, timeout=PATIENCE_S) as web,
    ):
        led = await web.get("/console/case/5?x=1")
        assert led.status_code == 303
        assert led.headers["location"] == "http://desk.test:81/console/case/5?x=1"
        assert (await web.post("/console/enter", data={"t": "x"})).status_code == 405
        desk = {"Host": "desk.test:81"}
        assert "Review desk" in (await web.get("/console", headers=desk)).text
        assert (await web.post("/rpc/me.get", headers=desk)).status_code == 404
        assert (await web.get("/", headers=desk)).headers["location"] == "/console"
        moderator = await town.person("Mod", "moderator")
        answer = await web.post(
            "/rpc/console.link", json={}, headers={"Authorization": f"Bearer {await town.token(moderator)}"}
        )
        assert answer.json()["r"]["url"].startswith("http://desk.test:81/console/enter?t=")


async def test_with_passkeys_alone_the_messenger_hands_out_no_links(dsn: str, tmp_path: Path) -> None:
    async with (
        started(dsn, tmp_path, **{"console.sign_in": "passkey"}) as town,
        httpx.AsyncClient(base_url=town.http, timeout=PATIENCE_S) as web,
    ):
        moderator, member = await town.person("Mod", "moderator"), await town.person("Ann")
        for user, status in ((moderator, 200), (member, 403)):
            bearer = {"Authorization": f"Bearer {await town.token(user)}"}
            answer = await web.post("/rpc/console.link", json={}, headers=bearer)
            assert answer.status_code == status
            if status == 200:
                assert answer.json()["r"]["url"] == f"{town.house.config.url}/console"


async def test_a_lease_outlives_the_server_and_a_browser_that_crashed(town: Town, dsn: str) -> None:
    case = await a_case(town)
    await town.desk.open(MOD, case)
    again = await settle_again(dsn, town)
    with pytest.raises(Exception, match="somebody else"):
        await again.desk.open(MOD2, case)
    assert (await again.desk.open(MOD, case)).leased
    town.clock.turn(s=601)
    assert (await again.desk.open(MOD2, case)).leased
    await again.store.close()


async def settle_again(dsn: str, town: Town) -> Town:
    """Another process over the same database, with the same clock."""
    return Town(await open_store(dsn, town.clock, connections_max=2), town.clock, town.ids)


async def test_words_are_translated_when_asked_and_the_ledger_knows(
    town: Town, browser: Browser, console: Console
) -> None:
    case = await a_case(town, "к оружию <b>")
    csrf = await enter(town, browser)
    none = await browser.post(f"/console/case/{case}/translate", data={"csrf": csrf})
    assert "This server has no translation service" in none.text
    sent: list[str] = []

    async def translate(texts: Sequence[str], lang: str) -> list[str]:
        sent.extend(texts)
        return [f"[{lang}] to arms <b>" for _ in texts]

    console.translate = translate
    answer = await browser.post(f"/console/case/{case}/translate", data={"csrf": csrf})
    assert sent == ["к оружию <b>"]
    assert "[en] to arms &lt;b&gt;" in answer.text
    assert await town.db.fetchval("SELECT count(*) FROM evidence_access WHERE purpose = 'translate'") == 1

    async def away(texts: Sequence[str], lang: str) -> list[str]:
        raise Untranslated("away")

    console.translate = away
    answer = await browser.post(f"/console/case/{case}/translate", data={"csrf": csrf})
    assert "did not answer (away)" in answer.text
    assert (await browser.post(f"/console/case/{case}/translate", data={})).status_code == 403


async def test_the_case_shows_how_far_it_went_day_by_day_and_who_else_posted_it(
    town: Town, browser: Browser
) -> None:
    post = await town.say(4, OWNER, "come to the fair")
    other = await town.chat(7, "channel", [OWNER, ANNA], public=True)
    copy = await town.say(other, ANNA, "come to the fair", fwd=(4, post))
    await town.say(2, BORIS, "come to the fair", fwd=(4, post))
    today = town.clock.now() // 86_400_000
    await town.store.read.marks.add_views([(4, post, 5, 0)], today - 2)
    await town.store.read.marks.add_views([(4, post, 7, 0), (other, copy, 1, 0)], today)
    await town.store.read.marks.add_views([(4, post, 1, 0)], today + 90)
    case = await town.report(CLARA, chat=4, seq=post)
    page = await town.desk.open(MOD, case)
    assert page.spread["views"] == 14
    assert page.spread["seen"] == [[today - 2, 5], [today, 8], [today + 27, 1]], (
        "the last day counts what comes later"
    )
    posted = await town.desk.posted(page.case)
    assert [(one.who, one.title) for one in posted.posts] == [("Anna", "chat 7")]
    assert (posted.people, posted.chats, posted.private) == (1, 1, 1)
    await enter(town, browser)
    shown = (await browser.get(f"/console/case/{case}")).text
    assert "Views a day" in shown
    assert "people: 1, chats: 1" in shown
    assert "In private chats: 1" in shown
    assert "chat 2" not in shown
    await town.say(other, ANNA, "more", fwd=(4, 0))
    chat = await town.report(CLARA, chat=4)
    assert "Copies a day" in (await browser.get(f"/console/case/{chat}")).text
