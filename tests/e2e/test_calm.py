"""Less on the line, and safe hands: the saver of data, a new sign-in told, blocking and reporting from each message."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.stage import Person, Server

pytestmark = pytest.mark.browser
PRESENCE_MS = 90_000
"""A person's presence is told once in half a minute at most."""
COUNT_TYPING = """() => {
    window.typings = 0;
    const look = () => { if (document.querySelector('[data-test=typing], .doing')) window.typings++; };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
}"""


@pytest.fixture(scope="module")
def pair(browser: Browser, server: Server) -> Iterator[tuple[Person, Person]]:
    """Ana and Bo in a dialog."""
    ana = Person(browser, server, "+46701754001", "Ana").sign_in()
    bo = Person(browser, server, "+46701754002", "Bo").sign_in()
    bo.take_name("bo_is_calm")
    ana.write_to("bo_is_calm")
    ana.say("Good morning")
    bo.open("Ana")
    bo.message("Good morning").wait_for()
    yield ana, bo
    for person in (ana, bo):
        person.leave()


def test_the_saver_of_data_sends_and_asks_no_typing_and_no_presence(pair: tuple[Person, Person]) -> None:
    ana, bo = pair
    for _ in range(50):
        ana.it("composer").press_sequentially("on ")
        if bo.it("typing").or_(bo.page.locator(".doing")).count():
            break
        bo.page.wait_for_timeout(200)
    else:
        pytest.fail("nobody is seen to type")
    expect(ana.it("chat-head")).to_contain_text("online", timeout=PRESENCE_MS)
    ana.say("done")
    bo.message("done").wait_for()

    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("saver").click()
    expect(ana.it("saver")).to_be_checked()
    ana.it("sheet-close").click()
    expect(bo.it("typing")).to_have_count(0)
    bo.page.evaluate(COUNT_TYPING)
    ana.it("composer").press_sequentially("I type in secret")
    ana.it("composer").press("Enter")
    bo.message("I type in secret").wait_for()
    assert bo.page.evaluate("window.typings") == 0

    ana.page.reload()
    ana.message("I type in secret").wait_for()
    known = len(ana.wire.calls)
    expect(ana.it("chat-head")).not_to_contain_text("online")
    assert not any(call.asked.startswith(b"POST /rpc/presence") for call in ana.wire.calls[known:])


def test_a_new_sign_in_is_told_on_the_devices_that_were_there(
    pair: tuple[Person, Person], browser: Browser
) -> None:
    ana, _ = pair
    signed = ana.server.admit(ana.phone)

    told = ana.it("toast").filter(has_text="new device")
    told.get_by_role("button").click()
    elsewhere = Person(browser, ana.server, ana.phone, "Ana").sign_in(signed)
    expect(ana.it("session")).to_have_count(2)
    ana.it("revoke").click()
    elsewhere.it("phone").wait_for()
    ana.it("sheet-close").click()
    elsewhere.leave()


def test_who_is_blocked_can_no_longer_write_and_is_told_why(pair: tuple[Person, Person]) -> None:
    ana, bo = pair
    bo.it("chat-head").click()
    expect(bo.it("report-user")).to_be_visible()
    bo.it("block").click()
    bo.it("confirm").click()
    expect(bo.it("block")).to_have_text("Unblock")
    bo.it("sheet-close").click()
    ana.say("are you there?")

    ana.it("failed").wait_for()
    expect(ana.it("failed")).to_contain_text("cannot write to this person")
    expect(bo.message("are you there?")).to_have_count(0)
