"""The console as a browser meets it: its doors, its pages, and that nothing written by members ever runs or leaks."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tambour.edges.console.desk import Console
from tambour.edges.console.routes import console_router
from tambour.edges.console.words import complete
from tambour.moderation.cases import Choice
from tests.conftest import TurnedClock
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town, settle

Browser = httpx.AsyncClient


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: Any) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    yield made
    await made.store.close()


@pytest.fixture
async def web(town: Town) -> Litestar:
    console = Console(town.store, town.clock, town.ids, town.desk, town.review, Path("/nonexistent"))
    return Litestar([console_router(console)], openapi_config=None, logging_config=None)


@pytest.fixture
async def browser(web: Litestar) -> AsyncIterator[Browser]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True
    ) as made:
        yield made


async def enter(town: Town, browser: Browser, user: int = MOD) -> str:
    """Through the door with a link; returns the session's form token."""
    browser.cookies.clear()
    link = await town.review.console_link(user)
    answer = await browser.post("/console/enter", data={"t": link.split("t=")[1]}, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    page = await browser.get("/console")
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found
    return found[1]


async def a_case(town: Town, text: str = "to arms") -> int:
    seq = await town.say(1, BORIS, text)
    return await town.report(ANNA, chat=1, seq=seq)


async def test_without_a_session_there_is_only_the_door(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    for path in ("/console", f"/console/case/{case}", "/console/audit", "/console/appeal/5"):
        answer = await browser.get(path)
        assert answer.status_code == 401
        assert "to arms" not in answer.text
        assert "tvec" not in answer.text
    for path in (f"/console/case/{case}/decide", "/console/appeal/1", "/console/decision/1/restore"):
        assert (await browser.post(path, data={"csrf": ""})).status_code == 401


async def test_a_link_works_once_and_not_for_long_and_only_for_staff(town: Town, browser: Browser) -> None:
    link = (await town.review.console_link(MOD)).split("t=")[1]
    assert (await browser.get(f"/console/enter?t={link}")).status_code == 200
    assert (await browser.post("/console/enter", data={"t": link}, follow_redirects=False)).status_code == 303
    assert (await browser.post("/console/enter", data={"t": link}, follow_redirects=False)).status_code == 401
    old = (await town.review.console_link(MOD)).split("t=")[1]
    town.clock.turn(s=601)
    assert (await browser.post("/console/enter", data={"t": old}, follow_redirects=False)).status_code == 401
    with pytest.raises(Exception, match=r"console\.not_staff"):
        await town.review.console_link(ANNA)


async def test_whoever_loses_the_role_loses_the_desk_at_once(town: Town, browser: Browser) -> None:
    await enter(town, browser)
    await town.db.execute("UPDATE users SET role = 'member' WHERE id = $1", MOD)
    assert (await browser.get("/console")).status_code == 401


async def test_a_session_ends_after_a_shift(town: Town, browser: Browser) -> None:
    await enter(town, browser)
    town.clock.turn(s=12 * 3600 + 1)
    assert (await browser.get("/console")).status_code == 401


async def test_the_queue_shows_no_words_of_members(town: Town, browser: Browser) -> None:
    await a_case(town)
    await enter(town, browser)
    page = (await browser.get("/console")).text
    assert "Calls for violence" in page
    assert "to arms" not in page
    assert "Борис" not in page


async def test_a_moderator_decides_from_the_page_and_the_author_is_told(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    csrf = await enter(town, browser)
    page = await browser.get(f"/console/case/{case}")
    assert "to arms" in page.text
    assert "Anna" not in page.text.replace("<title>", "")
    form = {
        "csrf": csrf,
        "ver": "1",
        "outcome": "remove_content",
        "category": "tvec.incite",
        "everywhere": "1",
    }
    bad = await browser.post(f"/console/case/{case}/decide", data=form)
    assert bad.status_code == 400
    assert 'role="alert"' in bad.text
    done = await browser.post(
        f"/console/case/{case}/decide", data=form | {"facts": "A call."}, follow_redirects=False
    )
    assert done.status_code == 303
    assert town.told(BORIS)[0]["body"]["facts"] == "A call."
    after = (await browser.get(f"/console/case/{case}")).text
    assert "A call." in after
    assert "removed" in after
    decision = await town.db.fetchval("SELECT id FROM decisions")
    undone = await browser.post(
        f"/console/decision/{decision}/restore",
        data={"csrf": csrf, "facts": "Too strict."},
        follow_redirects=False,
    )
    assert undone.status_code == 303
    assert await town.db.fetchval("SELECT max(flags) FROM messages") == 0


async def test_a_form_without_the_sessions_token_changes_nothing(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    await enter(town, browser)
    form = {"ver": "1", "outcome": "remove_content", "category": "tvec.incite", "facts": "x"}
    for csrf in ("", "wrong"):
        answer = await browser.post(f"/console/case/{case}/decide", data=form | {"csrf": csrf})
        assert answer.status_code == 403
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0


async def test_an_appeal_is_answered_from_the_page_by_another(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    csrf = await enter(town, browser)
    form = {
        "csrf": csrf,
        "ver": "1",
        "outcome": "remove_content",
        "category": "tvec.incite",
        "facts": "A call.",
    }
    await browser.post(f"/console/case/{case}/decide", data=form)
    (notice,) = await town.review.notices(BORIS)
    await town.review.appeal(BORIS, notice.id, "It was a song.")
    appeal = await town.db.fetchval("SELECT id FROM appeals")
    assert "Somebody else must look" in (await browser.get(f"/console/appeal/{appeal}")).text
    csrf = await enter(town, browser, MOD2)
    assert "It was a song." in (await browser.get(f"/console/appeal/{appeal}")).text
    done = await browser.post(
        f"/console/appeal/{appeal}",
        data={"csrf": csrf, "facts": "A song.", "outcome": "overturned"},
        follow_redirects=False,
    )
    assert done.status_code == 303
    assert await town.db.fetchval("SELECT state FROM appeals") == "overturned"
    assert await town.db.fetchval("SELECT max(flags) FROM messages") == 0


async def test_a_colleagues_case_is_refused_in_words(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    await town.desk.open(MOD2, case)
    await enter(town, browser)
    answer = await browser.get(f"/console/case/{case}")
    assert answer.status_code == 409
    assert "A colleague has it open." in answer.text


async def preview(town: Town, browser: Browser, case: int, csrf: str, **more: str) -> httpx.Response:
    form = {
        "csrf": csrf,
        "ver": "1",
        "outcome": "remove_content",
        "category": "spam",
        "facts": "Spam.",
        "everywhere": "1",
    }
    return await browser.post(f"/console/case/{case}/decide", data=form | more)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that carries out what a preview shows."""
    form = page[page.index("data-decide") :]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))


async def test_a_cluster_is_looked_at_decided_and_undone_from_the_pages(town: Town, browser: Browser) -> None:
    cases = [
        await a_case(town, f"{n} come to the harvest fair at the old mill on Saturday") for n in range(3)
    ]
    csrf = await enter(town, browser)
    page = (await browser.get(f"/console/case/{cases[0]}")).text
    assert "Decide all 3 open cases of this cluster alike" in page
    assert "nearly the same words" in page
    cluster = re.search(r'name="cluster" value="(\d+)"', page)
    assert cluster
    shown = await preview(town, browser, cases[0], csrf, together="1", cluster=cluster[1])
    assert 'data-sum="cases">3<' in shown.text
    assert 'data-sum="messages">3<' in shown.text
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0
    done = await browser.post("/console/bulk", data=hidden(shown.text))
    assert "3 decisions" in done.text
    assert await town.db.fetchval("SELECT count(*) FROM tombstones") == 3
    undone = await browser.post(f"{done.url.path}/undo", data={"csrf": csrf})
    assert "undone" in undone.text
    assert await town.db.fetchval("SELECT count(*) FROM tombstones") == 0


async def test_a_second_person_agrees_from_the_page(town: Town, browser: Browser) -> None:
    await town.db.execute("UPDATE chats SET members = 5000 WHERE id = 4")
    case = await town.report(ANNA, chat=4)
    csrf = await enter(town, browser)
    shown = await preview(town, browser, case, csrf, outcome="remove_chat", look="1")
    assert "A second person must agree" in shown.text
    await browser.post(f"/console/case/{case}/decide", data=hidden(shown.text))
    own = (await browser.get(f"/console/case/{case}")).text
    assert "Whoever decided cannot agree" in own
    assert 'value="1">Agree' not in own
    decision = await town.db.fetchval("SELECT id FROM decisions")
    refused = await browser.post(f"/console/decision/{decision}/second", data={"csrf": csrf, "agree": "1"})
    assert refused.status_code == 403
    csrf = await enter(town, browser, MOD2)
    assert "A second person must agree" in (await browser.get("/console")).text
    await browser.post(f"/console/decision/{decision}/second", data={"csrf": csrf, "agree": "1"})
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "removed"


async def test_a_case_is_handed_on_and_asked_of_a_colleague_from_the_page(
    town: Town, browser: Browser
) -> None:
    case = await a_case(town)
    csrf = await enter(town, browser)
    await browser.get(f"/console/case/{case}")
    await browser.post(f"/console/case/{case}/assign", data={"csrf": csrf, "to": str(MOD2)})
    await browser.post(f"/console/case/{case}/escalate", data={"csrf": csrf, "why": "A friend of mine."})
    assert (await browser.get(f"/console/case/{case}")).status_code == 403
    assert f"/console/case/{case}" not in (await browser.get("/console?mine=1")).text
    await enter(town, browser, MOD2)
    assert f"/console/case/{case}" in (await browser.get("/console?mine=1")).text
    assert "A friend of mine." in (await browser.get(f"/console/case/{case}")).text


async def test_the_figures_are_drawn_and_only_for_who_may_see_them(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    await town.review.decide(MOD2, case, 1, Choice(outcome="no_violation", category="spam", facts="Nothing."))
    await a_case(town)
    await enter(town, browser)
    page = (await browser.get("/console/figures")).text
    assert page.count('<svg class="chart"') == page.count("<table>") == 6
    assert "<title>S1: 1</title>" in page
    await town.review.set_denials(MOD, ["figures.view"])
    assert (await browser.get("/console/figures")).status_code == 403


async def test_how_far_two_who_judge_the_same_agree_is_a_figure(town: Town, browser: Browser) -> None:
    pairs = (
        ("no_violation",) * 2,
        ("no_violation",) * 2,
        ("remove_content",) * 2,
        ("remove_content", "no_violation"),
    )
    for n, (first, second) in enumerate(pairs):
        case = await a_case(town, f"words {n}")
        made = await town.review.decide(MOD2, case, 1, Choice(outcome=first, category="spam", facts="Seen."))
        await town.db.execute(
            "INSERT INTO rechecks (id, decision_id, category, first, first_by, state, reviewer, second, at, looked)"
            " VALUES ($1, $1, 'spam', $2, $3, $4, $5, $6, $7, $7)",
            made.id, first, MOD2, "agreed" if first == second else "differs", MOD, second, town.clock.ms,
        )  # fmt: skip
    await enter(town, browser)
    page = (await browser.get("/console/figures")).text
    figure = page[page.index("Where a second look agreed") :]
    assert "<title>Everything: 75 %</title>" in figure
    assert figure.count('<td class="n">0.50</td>') == 2, "kappa, altogether and of this category"


async def test_a_picture_of_the_evidence_is_only_for_its_case_and_each_look_is_written_down(
    town: Town, browser: Browser
) -> None:
    seq, other = await town.say(1, BORIS, "look"), await a_case(town, "something else")
    await town.db.execute(
        "INSERT INTO files (id, owner, kind, mime, name, size, received, sha256, shown, created, touched)"
        " VALUES ('pic', $1, 'photo', 'image/png', 'x', 1, 1, '\\x01', $2, 0, 0)",
        BORIS,
        {"id": "pic", "k": "photo", "vs": [["s", 9, 9, 1]]},
    )
    await town.db.execute(
        "INSERT INTO file_blobs (file_id, name, sha256, size, mime) VALUES ('pic', 's', '\\x01', 1, 'image/webp')"
    )
    await town.db.execute(
        "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES (1, 'media', $1, 'pic')", seq
    )
    case = await town.report(ANNA, chat=1, seq=seq)
    await enter(town, browser)
    assert f"/console/case/{case}/media/pic/s" in (await browser.get(f"/console/case/{case}")).text
    looks = await town.db.fetchval("SELECT count(*) FROM evidence_access")
    await browser.get(f"/console/case/{case}/media/pic/s")
    assert await town.db.fetchval("SELECT count(*) FROM evidence_access") == looks + 1
    for path in (f"{other}/media/pic/s", f"{case}/media/pic/o", f"{case}/media/none/s"):
        assert (await browser.get(f"/console/case/{path}")).status_code == 404
    assert await town.db.fetchval("SELECT count(*) FROM evidence_access") == looks + 1


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</textarea><script>alert(1)</script>",
    "<div hx-get='/console/leave' hx-trigger='load'>",
    "\u202egnp.exe\u2066",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "<style>*{display:none}</style>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0>",
]


async def test_nothing_that_members_write_becomes_markup(town: Town, browser: Browser) -> None:
    for n, payload in enumerate(PAYLOADS):
        await town.db.execute(
            "UPDATE users SET name = $2, about = $2, username = NULL WHERE id = $1", BORIS, payload
        )
        await town.db.execute("UPDATE chats SET title = $1, about = $1 WHERE id = 1", payload)
        seq = await town.say(1, BORIS, payload)
        case = await town.report(ANNA, chat=1, seq=seq, note=payload)
        await enter(town, browser)
        answer = await browser.get(f"/console/case/{case}")
        assert answer.status_code == 200
        page = answer.text
        for tag in (
            "<script>alert",
            "<img",
            "<svg onload",
            "<div hx-get='",
            "<style>",
            "<base",
            "<meta http-equiv=r",
            "</textarea><script",
        ):
            assert tag not in page.replace("&lt;", "‹"), (n, payload)
        assert "49" not in re.findall(r'class="text" dir="auto">([^<]*)<', page)


async def test_every_answer_carries_the_strict_policy(town: Town, browser: Browser) -> None:
    case = await a_case(town)
    await enter(town, browser)
    for path in (
        "/console",
        f"/console/case/{case}",
        "/console/audit",
        "/console/enter",
        "/console/static/console.css",
        "/console/case/1",
    ):
        headers = (await browser.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
async def test_every_page_speaks_the_moderators_language(town: Town, browser: Browser, lang: str) -> None:
    await town.db.execute("UPDATE users SET lang = $2 WHERE id = $1", MOD, lang)
    case = await a_case(town)
    for what in ({"chat": 4}, {"user": OWNER}):
        await town.report(CLARA, **what)
    await enter(town, browser)
    page = (await browser.get(f"/console/case/{case}")).text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    queue = (await browser.get("/console")).text
    for other in re.findall(r"/console/case/(\d+)", queue):
        assert (await browser.get(f"/console/case/{other}")).status_code in (200, 403)
    assert (await browser.get("/console/audit")).status_code == 200


async def test_odd_requests_get_an_answer_and_never_an_error_of_ours(town: Town, browser: Browser) -> None:
    csrf = await enter(town, browser)
    for path in (
        "/console/case/99999999999999999999",
        "/console/case/0",
        "/console/case/abc",
        "/console/appeal/7",
        "/console/audit?before=-5",
        "/console/audit?before=99999999999999999999",
        "/console/static/..%2f..%2fx",
    ):
        assert (await browser.get(path)).status_code < 500, path
    for body in (
        {"csrf": csrf, "ver": "x" * 99},
        {"csrf": csrf, "outcome": "\x00"},
        {"csrf": csrf, "days": "-1"},
    ):
        assert (await browser.post("/console/case/5/decide", data=body)).status_code < 500
    big = await browser.post("/console/case/5/decide", data={"csrf": csrf, "facts": "x" * 100_000})
    assert big.status_code == 413


def test_the_consoles_words_exist_in_every_language() -> None:
    assert complete()
