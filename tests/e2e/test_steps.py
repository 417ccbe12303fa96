"""Two tabs and a phone walk in step: read marks, drafts, pins; and another tab leads when the first freezes."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.devices import shown
from tests.e2e.stage import FREEZE, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IN_STEP_MS = 1000
ROUNDS_MAX = 15
"""Other work on the machine only ever adds, so the fastest counts."""
READ_TOLD_MS = 1000
"""A device gathers read marks for a second before it tells the server."""
TAKES_OVER_MS = 40_000
FROZEN_MS = 40_000


class Walk:
    """Ana at two tabs and a phone, Bo at one, in a dialog."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.ana = Person(browser, server, "+46701751001", "Ana").sign_in()
        self.bo = Person(browser, server, "+46701751002", "Bo").sign_in()
        self.bo.take_name("bo_in_step")
        self.ana.write_to("bo_in_step")
        self.ana.say("Good morning")
        self.bo.open("Ana")
        self.phone = self.ana.sit_elsewhere(browser)
        self.tab: Page = self.ana.context.new_page()
        self.tab.goto(self.ana.url)
        self.tab.locator("[data-test=chat-row]").wait_for()


@pytest.fixture(scope="module")
def walk(browser: Browser, server: Server) -> Iterator[Walk]:
    found = Walk(browser, server)
    yield found
    for person in (found.ana, found.bo, found.phone):
        person.leave()


def test_what_is_read_on_the_phone_is_read_on_both_tabs(walk: Walk) -> None:
    walk.ana.home()
    took: list[int] = []
    while not took or (min(took) >= READ_TOLD_MS + IN_STEP_MS and len(took) < ROUNDS_MAX):
        n = len(took)
        walk.bo.say(f"news {n}")
        expect(walk.tab.locator("[data-test=unread]")).to_be_visible()
        expect(walk.ana.it("unread")).to_be_visible()
        walk.phone.open("Bo")
        walk.phone.message(f"news {n}").wait_for()
        start = walk.phone.page.evaluate("Date.now()")
        for page in (walk.tab, walk.ana.page):
            expect(page.locator("[data-test=unread]")).to_have_count(0)
        took.append(walk.tab.evaluate("Date.now()") - start)
        walk.phone.home()
    assert min(took) < READ_TOLD_MS + IN_STEP_MS, took


def test_a_draft_goes_along(walk: Walk) -> None:
    walk.ana.open("Bo")
    walk.ana.it("composer").press_sequentially("half a")
    for page in (walk.tab, walk.phone.page):
        expect(page.locator("[data-test=chat-row]")).to_contain_text("half a")
    walk.ana.it("composer").fill("")
    for page in (walk.tab, walk.phone.page):
        expect(page.locator("[data-test=chat-row]")).not_to_contain_text("half a")


def test_a_pin_goes_along(walk: Walk) -> None:
    walk.phone.open("Bo")
    walk.tab.locator("[data-test=chat-row]").click()
    walk.ana.menu("Good morning", "pin")
    for page in (walk.tab, walk.phone.page, walk.bo.page):
        expect(page.locator("[data-test=pins]")).to_contain_text("Good morning")


def test_another_tab_leads_when_the_first_freezes(walk: Walk) -> None:
    first, second = walk.ana.page, walk.tab
    second.bring_to_front()
    (worker,) = first.workers
    worker.evaluate(FREEZE, FROZEN_MS)
    start = time.monotonic()
    walk.bo.say("while one is frozen")

    said = second.locator("[data-test=message]").filter(has_text="while one is frozen")
    said.wait_for(timeout=FROZEN_MS)
    second.locator("[data-test=composer]").fill("I hear you")
    second.locator("[data-test=composer]").press("Enter")
    walk.bo.message("I hear you").wait_for()
    assert time.monotonic() - start < FROZEN_MS / 1000, "the other tab took over, it did not wait"

    first.bring_to_front()
    walk.ana.message("I hear you").wait_for(timeout=TAKES_OVER_MS)
    for person in (walk.ana, walk.bo):
        assert shown(person)[-2:] == ["while one is frozen", "I hear you"]
