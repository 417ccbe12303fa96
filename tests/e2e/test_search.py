"""Searching in a browser: as one types, in a chat and in all, and to the very message."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import asyncpg
import pytest
from playwright.sync_api import Browser, Locator, TimeoutError, expect

from tests.e2e.devices import Caller
from tests.e2e.past import fill, id_of
from tests.e2e.stage import Person, Server

pytestmark = pytest.mark.browser
Come = Callable[..., Person]
Handle = Callable[[str], str]
NOTE_FLASH = """() => {
    window.flashed = [];
    new MutationObserver(() => {
        for (const row of document.querySelectorAll('.m.flash')) window.flashed.push(row.textContent);
    }).observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ['class']});
}"""
"""A message that was jumped to flashes for a moment: a test that looks now and then might not see it."""
TRIES_MS = (2_500, 2_500, 2_500, 5_000, 10_000, 20_000, 40_000)
"""Soon again where the index was not there yet, later where the answer takes so long."""


def ask(someone: Person, box: str, q: str, found: Locator) -> None:
    """Type a question, again until the index has caught up with all that was said a moment ago."""
    for patience_ms in TRIES_MS:
        someone.it(box).fill("")
        someone.it(box).fill(q)
        with contextlib.suppress(TimeoutError):
            found.first.wait_for(timeout=patience_ms)
            return
    raise AssertionError(f"{q!r} is never found")


def test_a_word_typed_in_the_list_leads_to_the_very_message(someone: Come, handle: Handle) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    name = handle("bo")
    bo.take_name(name)
    ana.write_to(name)
    ana.say("The lanterns were lit at dusk")
    for n in range(25):
        ana.say(f"filler {n}")
    bo.open("Ana")
    expect(bo.message("filler 24")).to_be_visible()
    bo.home()

    ask(bo, "search", "lantern", bo.it("found-message"))
    row = bo.it("found-message").first
    expect(row.locator("mark")).to_have_text("lantern")
    expect(row).to_contain_text("Ana")
    bo.it("search").press("ArrowDown")
    bo.page.keyboard.press("End")
    expect(bo.page.locator("[data-test=found-message]:focus")).to_have_count(1)
    bo.page.evaluate(NOTE_FLASH)
    bo.page.keyboard.press("Enter")

    expect(bo.message("The lanterns were lit")).to_be_in_viewport()
    bo.until("window.flashed.some(text => text.includes('The lanterns were lit'))")


def test_within_a_chat_matches_are_walked_marked_and_narrowed_to_a_person(
    someone: Come, handle: Handle
) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    name = handle("orchard")
    ana.make("group", "Orchard", name)
    bo.write_to(name)
    bo.it("join").click()
    bo.it("composer").wait_for()
    ana.say("First apples are ripe")
    bo.say("An **apple** a day")
    ana.say("Яблоки мы съели")
    expect(ana.message("a day")).to_be_visible()

    ana.page.keyboard.press("Control+Shift+F")
    ask(ana, "seek-input", "apple", ana.it("seek-state").filter(has_text="1 of 2"))
    expect(ana.message("a day").locator("mark")).to_have_text("apple")
    expect(ana.message("a day").locator("strong mark")).to_have_count(1)
    ana.it("seek-older").click()
    expect(ana.it("seek-state")).to_contain_text("2 of 2")
    expect(ana.it("seek-older")).to_be_disabled()
    ana.it("seek-newer").click()
    expect(ana.it("seek-state")).to_contain_text("1 of 2")

    ana.it("seek-from").click()
    ana.it("from-sheet").locator("[data-test=person]", has_text="Ana").click()
    expect(ana.it("seek-state")).to_contain_text("1 of 1")
    ask(ana, "seek-input", "яблоко ", ana.it("seek-state").filter(has_text="1 of 1"))
    expect(ana.message("Яблоки").locator("mark")).to_have_text("Яблоки")
    ana.it("seek-input").fill("zebra")
    expect(ana.it("seek-state")).to_contain_text("Nothing found")
    ana.it("seek-input").press("Escape")
    expect(ana.it("seek")).to_have_count(0)
    expect(ana.page.locator("mark")).to_have_count(0)


def test_a_day_leads_back_and_search_says_when_it_is_offline(someone: Come, handle: Handle) -> None:
    ana = someone("Ana")
    ana.make("group", "Diary")
    for n in range(3):
        ana.say(f"entry {n}")
    ana.it("chat-search").click()
    ana.it("seek-date").fill("2020-01-01")
    expect(ana.page.locator(".m.flash, .svc.flash, .flash").or_(ana.message("entry 0"))).not_to_have_count(0)
    ana.it("seek-close").click()
    ana.offline_ready()
    ana.wire.cut()
    ana.it("conn").first.wait_for()
    ana.it("search").fill("entry")
    expect(ana.page.get_by_text("Search needs a connection.")).to_be_visible()


async def spread(dsn: str, chat: int) -> None:
    """Ten messages a day, the last of them now."""
    db = await asyncpg.connect(dsn)
    await db.execute(
        "UPDATE messages m SET ts = ts - (c.last_seq - m.seq) / 10 * 86400000::bigint"
        " FROM chats c WHERE c.id = m.chat_id AND m.chat_id = $1",
        chat,
    )
    await db.close()


def test_a_date_leads_to_the_first_message_of_that_day_far_out_of_the_window(
    someone: Come, server: Server
) -> None:
    ana = someone("Ana", timezone_id="UTC")
    ana.make("group", "Log book")
    ana.say("the first word")
    ana.it("tick").first.wait_for()
    chat = int(ana.it("talk").get_attribute("data-chat") or 0)
    fill(server, chat, id_of(server, ana), 400)
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, spread(server.dsn, chat)).result()
    hers = Caller(server, ana.phone)
    past = hers.call("msg.history", c=chat, **{"from": 160}, dir="up", n=1)["msgs"][0]
    day = datetime.fromtimestamp(past["d"] / 1000, UTC).date()
    start = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    first = hers.call("search.date", c=chat, d=start)["s"]
    words = hers.call("msg.get", c=chat, s=[first])["msgs"][0]["x"].split(":")[0]

    ana.page.goto("about:blank")
    ana.page.goto(f"{ana.url}/#/c/{chat}")
    ana.message(": many a word").first.wait_for()
    target = ana.page.locator(f"[data-key][data-seq='{first}']")
    expect(target).to_have_count(0)
    ana.it("chat-search").click()
    ana.it("seek-date").fill(day.isoformat())
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(f"{words}:")


def test_arabic_is_found_in_other_spellings_and_marked_from_the_right(
    browser: Browser, someone: Come, handle: Handle
) -> None:
    ana = someone("Ana", locale="ar")
    ana.make("group", "بستان")
    ana.say("ذهبنا إلى المَدْرَسَة صباحاً")
    ana.it("chat-search").click()
    ask(ana, "seek-input", "مدرسه ", ana.message("ذهبنا").locator("mark"))
    mark = ana.message("ذهبنا").locator("mark")
    expect(mark).to_have_text("المَدْرَسَة")
    assert ana.page.evaluate("document.documentElement.dir") == "rtl"
