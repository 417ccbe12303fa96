"""Reading a long chat: where the news begins, back to where one was, to what was answered and to who was meant."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.past import fill, id_of
from tests.e2e.stage import Person, Server, soon

pytestmark = pytest.mark.browser
PAST = 400
UNREAD = 30
SHIFT_MAX_PX = 2
FIRST_SEEN = """async () => {
    const look = () => {
        const box = document.querySelector('[data-test=messages]'), edge = box.getBoundingClientRect().top;
        const row = [...box.querySelectorAll('[data-seq]')].find(r => r.getBoundingClientRect().bottom > edge + 1);
        return [row.dataset.seq, row.getBoundingClientRect().top - edge];
    };
    let was = look();
    for (let frames = 0; frames < 10; frames++) {
        await new Promise(requestAnimationFrame);
        const is = look();
        if (String(is) !== String(was)) frames = 0;
        was = is;
    }
    return was;
}"""
"""The upmost row and how far it is below the edge, once nothing scrolls any more."""
ON_SCREEN = """row => {
    const box = document.querySelector('[data-test=messages]').getBoundingClientRect();
    const at = row.getBoundingClientRect();
    return at.top < box.bottom && at.bottom > box.top;
}"""


@pytest.fixture(scope="module")
def pair(browser: Browser, server: Server) -> Iterator[tuple[Person, Person]]:
    """Ana has said four hundred things; Bo has not read the last thirty."""
    ana = Person(browser, server, "+46701752001", "Ana").sign_in()
    bo = Person(browser, server, "+46701752002", "Bo Berg").sign_in()
    ana.make("group", "Long talk", "long_talk_here")
    ana.say("the very beginning")
    bo.write_to("long_talk_here")
    bo.it("join").click()
    bo.it("composer").wait_for()
    bo.page.goto("about:blank")
    fill(server, int(ana.it("talk").get_attribute("data-chat") or 0), id_of(server, ana), PAST, UNREAD)
    bo.page.goto(bo.url)
    bo.it("chat-row").filter(has_text="Long talk").wait_for()
    yield ana, bo
    for person in (ana, bo):
        person.leave()


def test_a_chat_opens_where_the_news_begins_and_counts_it(pair: tuple[Person, Person]) -> None:
    _, bo = pair
    expect(bo.it("unread")).to_have_text(str(UNREAD))
    bo.open("Long talk")

    line = bo.it("unread-line")
    line.wait_for()
    soon(lambda: line.evaluate(ON_SCREEN))
    below = bo.page.locator("[data-key]:has([data-test=unread-line]) + [data-key]")
    expect(below).to_have_text(re.compile(rf"^Ana\s*{PAST - UNREAD + 1}: "))
    expect(bo.it("to-end"), "what is on screen is read").to_have_text(re.compile(r"^(1?\d|2\d)$"))

    bo.it("to-end").click()
    bo.message(f"{PAST}: ").wait_for()
    expect(bo.it("to-end")).to_have_count(0)
    expect(bo.it("unread")).to_have_count(0)


def test_one_comes_back_to_where_one_was(pair: tuple[Person, Person]) -> None:
    _, bo = pair
    bo.open("Long talk")
    bo.message(f"{PAST}: ").wait_for()
    for _ in range(6):
        bo.it("messages").hover()
        bo.page.mouse.wheel(0, -900)
        bo.page.evaluate(FIRST_SEEN)
    expect(bo.it("to-end")).to_be_visible()
    seq, top = bo.page.evaluate(FIRST_SEEN)

    bo.it("app-menu").click()
    bo.it("menu-saved").click()
    expect(bo.it("talk-title")).to_have_text("Saved messages")
    bo.open("Long talk")
    bo.it("message").first.wait_for()

    again, there = bo.page.evaluate(FIRST_SEEN)
    assert (again, abs(there - top) <= SHIFT_MAX_PX) == (seq, True), (top, there)


def test_a_quote_leads_to_what_was_answered_and_a_mention_to_who_was_meant(
    pair: tuple[Person, Person],
) -> None:
    ana, bo = pair
    ana.page.reload()
    ana.open("Long talk")
    bo.home()
    ana.page.goto(f"{ana.page.url.rpartition('/#')[0]}{ana.page.evaluate('location.hash')}/1")
    ana.menu("the very beginning", "reply")
    ana.say("an answer to the beginning")
    ana.it("composer").press_sequentially("hello @Bo")
    ana.it("suggest").wait_for()
    ana.it("composer").press("Enter")
    ana.it("composer").press("Enter")
    for n in range(25):
        ana.say(f"and more {n}")
    expect(bo.it("chat-row").filter(has_text="Long talk").locator(".count").first).to_have_text("@")

    bo.open("Long talk")
    bo.it("to-mention").click()
    meant = bo.message("hello @Bo")
    meant.wait_for()
    expect(meant).to_be_in_viewport()
    expect(bo.it("to-mention")).to_have_count(0)
    bo.message("an answer to the beginning").locator("[data-test=quote]").click()

    first = bo.it("text").filter(has_text="the very beginning")  # itself, not the quote of it
    first.wait_for()
    expect(first).to_be_in_viewport()
    bo.it("to-end").click()
    bo.message("and more 24").wait_for()
    ana.say("one more, when nobody is taken back to the beginning")
    bo.message("one more, when").wait_for()
    expect(bo.message("one more, when")).to_be_in_viewport()


def test_one_sees_what_one_has_said_from_wherever(pair: tuple[Person, Person]) -> None:
    ana, _ = pair
    chat = ana.it("talk").get_attribute("data-chat")
    ana.home()
    ana.page.goto(f"{ana.url}/#/c/{chat}/1")
    ana.menu("the very beginning", "reply")
    ana.say("the beginning, once more")

    expect(ana.message("the beginning, once more")).to_be_in_viewport()
    expect(ana.it("to-end")).to_have_count(0)


def test_who_goes_to_the_end_is_led_away_by_no_jump_whose_answer_comes_late(
    pair: tuple[Person, Person], browser: Browser
) -> None:
    ana, bo = pair
    for n in range(5):
        ana.say(f"below it {n}")
    ana.sent("below it 4")
    reader = bo.sit_elsewhere(browser)  # a device that has to fetch the beginning
    reader.open("Long talk")
    expect(reader.message("below it 4")).to_be_in_viewport()
    reader.it("messages").hover()
    reader.page.mouse.wheel(0, -200)
    expect(reader.it("to-end")).to_be_visible()

    reader.wire.stall()
    reader.message("the beginning, once more").locator("[data-test=quote]").click()
    reader.it("to-end").click()
    expect(reader.it("to-end")).to_have_count(0)
    reader.wire.mend()
    ana.say("said when the answer has come")

    expect(reader.message("said when the answer")).to_be_in_viewport()
    reader.leave()
