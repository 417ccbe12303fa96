"""300 payloads in every field that members write: Chromium builds the same page of them as of harmless words.

Every page is taken from the console itself and read by the browser's own parser. Its skeleton (elements, and which
attributes they have) must be that of the page with plain words in the same places; nothing else could run a script.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from playwright.sync_api import Browser

from tambour.adapters.ids import FreshIds
from tambour.edges.console.desk import Console
from tambour.edges.console.routes import console_router
from tambour.moderation.cases import Choice
from tests.conftest import TEMPLATE, Databases, TurnedClock
from tests.e2e.test_desk import HANDLERS, OTHERS, TAGS, WRAPS
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town, settle

pytestmark = pytest.mark.browser
PAYLOADS = [wrap.format(tag, on) for wrap in WRAPS for tag in TAGS for on in HANDLERS] + OTHERS
PLAIN = "plain words"
FILES: dict[str, dict[str, Any]] = {
    "file": {},
    "photo": {"vs": [["s", 9, 9, 1]]},
    "video": {"vs": [["v", 9, 9, 1]], "du": 1000},
}
FEW = 12
"""Of the payloads, for pages that show less than the case."""
SKELETON = """pages => pages.map(html => {
    const NAMES = /^(href|src|action|formaction|hx-.*|poster)$/;
    const VALUES = /^[/{#]|^(desk|every|find|outerHTML|innerHTML|none)/;
    const tree = new DOMParser().parseFromString(html, 'text/html');
    const lines = [];
    for (const one of tree.querySelectorAll('*')) {
        const names = [...one.attributes].map(each => each.name).sort();
        lines.push(one.localName + ' ' + names.join(' '));
        for (const {name, value} of one.attributes)
            if (NAMES.test(name) && !VALUES.test(value))
                lines.push('ODD ' + name + '=' + value);
    }
    return lines.join('\\n');
})"""


def collected() -> tuple[list[str], list[list[str]]]:
    """In a thread of its own, with a database of its own: Playwright's loop runs in the test's."""
    databases = Databases()
    try:
        return asyncio.run(collect(databases.dsn_of(databases.make(TEMPLATE))))
    finally:
        databases.close()


async def collect(dsn: str) -> tuple[list[str], list[list[str]]]:
    """The case page with plain words and with each payload; and other pages, plain and with a few payloads."""
    clock = TurnedClock()
    town = await settle(dsn, clock, FreshIds(clock))
    said = PLAIN

    async def translate(texts: Sequence[str], lang: str) -> list[str]:
        return [said for _ in texts]

    console = Console(town.store, clock, town.ids, town.desk, town.review, Path("/nonexistent"))
    console.translate = translate
    web = Litestar([console_router(console)], openapi_config=None, logging_config=None)
    case = await a_case(town)
    cases: list[str] = []
    others: list[list[str]] = []
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://desk.test", follow_redirects=True
    ) as browser:
        link = await town.review.console_link(MOD)
        await browser.post("/console/enter", data={"t": link.split("t=")[1]})
        csrf = str(await town.db.fetchval("SELECT csrf FROM console_sessions"))
        for n, said in enumerate([PLAIN, *PAYLOADS]):
            await fill(town, case, said)
            answer = await browser.get(f"/console/case/{case}")
            assert answer.status_code == 200, answer.text[:500]
            cases.append(answer.text)
            if n <= FEW:
                form = {
                    "csrf": csrf,
                    "ver": "1",
                    "outcome": "remove_content",
                    "category": "scam",
                    "facts": said,
                }
                pages = [await browser.get(f"/console{path}") for path in ("", "/me", "/figures", "/audit")]
                pages.append(await browser.post(f"/console/case/{case}/decide", data=form | {"look": "1"}))
                pages.append(await browser.post(f"/console/case/{case}/decide", data=form | {"outcome": "x"}))
                pages.append(await browser.post(f"/console/case/{case}/translate", data={"csrf": csrf}))
                others.append([one.text for one in pages])
    await town.store.close()
    return cases, others


async def a_case(town: Town) -> int:
    """A forwarded, edited message with a file among others, posted elsewhere too, reported twice; an older case about
    the same person was decided and is appealed."""
    other = await town.chat(7, "channel", [OWNER, ANNA], public=True)
    first = await town.say(4, OWNER, PLAIN)
    await town.say(other, ANNA, PLAIN, fwd=(4, first))
    await town.say(1, CLARA, PLAIN)
    seq = await town.say(1, BORIS, PLAIN, fwd=(4, first))
    await town.say(1, ANNA, PLAIN)
    for kind, shown in (
        ("file", {}),
        ("photo", {"vs": [["s", 9, 9, 1]]}),
        ("video", {"vs": [["v", 9, 9, 1]], "du": 1000}),
    ):
        await town.db.execute(
            "INSERT INTO files (id, owner, kind, mime, name, size, received, sha256, shown, created, touched)"
            " VALUES ($1, $2, $1, 'x/y', 'x', 1, 1, $4, $3, 0, 0)",
            kind, BORIS, {"id": kind, "k": kind, "n": PLAIN, **shown}, kind.encode(),
        )  # fmt: skip
        await town.db.execute(
            "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES (1, 'media', $1, $2)", seq, kind
        )
    old = await town.say(1, BORIS, "another matter")
    decided = await town.report(ANNA, chat=1, seq=old)
    form: dict[str, Any] = {"outcome": "remove_content", "category": "scam", "facts": PLAIN}
    await town.review.decide(MOD2, decided, 1, Choice(**form))
    (notice,) = await town.review.notices(BORIS)
    await town.review.appeal(BORIS, notice.id, PLAIN)
    return await town.report(ANNA, chat=1, seq=seq, category="scam", note=PLAIN)


async def fill(town: Town, case: int, said: str) -> None:
    """The same words in every field, past every check that stands before them; what was seen is sealed anew."""
    db = town.db
    await db.execute("UPDATE users SET name = $1, about = $1, username = NULL", said)
    await db.execute("UPDATE users SET username = left($2, 60) WHERE id = $1", BORIS, said)
    await db.execute("UPDATE chats SET title = $1, about = $1, username = NULL", said)
    await db.execute("UPDATE chats SET username = left($1, 60) WHERE id = 1", said)
    await db.execute("UPDATE messages SET body = $1, fwd = CASE WHEN fwd IS NULL THEN NULL"
                     " ELSE jsonb_set(fwd, '{n}', to_jsonb($1::text)) END", said)  # fmt: skip
    await db.execute("UPDATE reports SET note = $1", said)
    await db.execute("UPDATE appeals SET text = $1", said)
    found = await db.fetchrow("SELECT subject_id FROM cases WHERE id = $1", case)
    seq = await db.fetchval("SELECT seq FROM subjects WHERE id = $1", found["subject_id"])
    async with town.store.writing() as tx:
        lines = [one.as_json() for one in await tx.cases.said(1, 1, 20)]
        body: dict[str, Any] = {
            "message": next(one for one in lines if one["s"] == seq),
            "versions": [{"v": 1, "x": said, "en": [], "d": 0}],
            "author": await tx.cases.person(BORIS) or {},
            "files": [{"id": kind, "k": kind, "n": said, **shown} for kind, shown in FILES.items()],
            "chat": {"c": 1, "k": "group", "ti": said, "ab": said, "un": said, "m": 4, "ow": OWNER, "pu": 1},
            "context": [one for one in lines if one["s"] != seq],
        }
        town.clock.turn(ms=1)
        await town.vault.keep(tx, found["subject_id"], 1, body, town.clock.now())


@pytest.mark.slow
def test_three_hundred_payloads_in_every_field_of_a_member_change_no_page_of_the_desk(
    browser: Browser,
) -> None:
    assert len(PAYLOADS) > 300
    with ThreadPoolExecutor(1) as beside:
        cases, others = beside.submit(collected).result()
    page = browser.new_page()
    plain, *skeletons = page.evaluate(SKELETON, cases)
    assert "ODD" not in plain
    assert "img" not in plain
    for payload, html, skeleton in zip(PAYLOADS, cases[1:], skeletons, strict=True):
        assert html.count("hit()") + html.count("/console/leave hx-trigger") >= 8, (
            "the payload stands in the page"
        )
        assert skeleton == plain, payload
    plain_others, *shown = [page.evaluate(SKELETON, one) for one in others]
    for payload, found in zip(PAYLOADS, shown, strict=False):
        rows = [a.count("\n") for a in found]
        assert [one for one in found if "ODD" in one or "script" in one] == [], (payload, rows)
        for which in (0, 1, 2, 4, 5, 6):  # the audit trail grows with every look
            assert found[which] == plain_others[which], (which, payload)
    page.close()
