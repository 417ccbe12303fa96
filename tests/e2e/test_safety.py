"""From three taps to an outcome: a report, a decision at the desk, and what everybody sees of it."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.past import empty_the_queue
from tests.e2e.stage import Person, Server, new_context

pytestmark = pytest.mark.browser
SPAM = "Win a golden boat, write to me today"
FACTS = "The same offer in every group"


@pytest.fixture
def desk(browser: Browser, server: Server, number: Callable[[], str]) -> Iterator[Page]:
    """A moderator in the review desk, and nothing in the queue that other tests have left there."""
    empty_the_queue(server)
    phone = number()
    server.run("user", "add", "--phone", phone, "--name", "Mod", "--role", "moderator")
    link = urlsplit(server.run("user", "console", "--phone", phone)["url"])
    context = new_context(browser, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}{link.path}?{link.query}")
    page.get_by_role("button").last.click()
    page.locator("#queue").wait_for()
    yield page
    context.close()


def report(reporter: Person, text: str) -> int:
    """From the message to "sent"; how many taps it took."""
    reporter.message(text).last.locator("[data-test=text]").click(button="right", position={"x": 6, "y": 6})
    taps = 0
    for tap in (
        reporter.it("menu").locator("[data-test=report]"),
        reporter.it("report-category").filter(has_text="Spam"),
        reporter.it("report-send"),
    ):
        tap.click()
        taps += 1
    reporter.told("Thank you")
    return taps


def remove(desk: Page) -> str:
    """The first case of spam in the queue: take the message away and say why. The address of the case."""
    desk.goto(desk.url)
    desk.locator("[data-row]", has_text="Spam").first.click()
    desk.locator("form.decide").wait_for()
    case = desk.url
    expect(desk.locator(".subject")).to_contain_text(SPAM)
    desk.locator("input[name=outcome][value=remove_content]").check()
    desk.locator("form.decide textarea[name=facts]").fill(FACTS)
    desk.locator("form.decide button.main").click()
    return case


def notices(person: Person) -> None:
    """Open what moderation has told this person."""
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it("settings-notices").click()
    person.it("notice").first.wait_for()


def test_a_reported_message_is_removed_everywhere_explained_and_restored(
    someone: Callable[..., Person], handle: Callable[[str], str], browser: Browser, desk: Page
) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    place = handle("market")
    ana.make("group", "Market", place)
    ana.say("Fresh bread at eight")
    ana.say(SPAM)
    bo.write_to(place)
    bo.it("join").click()
    bo.it("composer").wait_for()
    elsewhere = ana.sit_elsewhere(browser)
    elsewhere.open("Market")
    everybody = (ana, bo, elsewhere)
    for person in everybody:
        person.message(SPAM).wait_for()

    assert report(bo, SPAM) == 3
    case = remove(desk)
    for person in everybody:
        expect(person.message(SPAM)).to_have_count(0)
        expect(person.it("removed")).to_have_count(1)
        expect(person.message("Fresh bread")).to_have_count(1)

    ana.it("removed-why").click()
    expect(ana.it("notice").first).to_contain_text(FACTS)
    expect(ana.it("appeal")).to_be_visible()
    notices(bo)
    expect(bo.it("notice").first).to_contain_text("we acted on it")
    expect(bo.it("appeal")).to_have_count(0)

    desk.goto(case)
    desk.locator(".decision textarea[name=facts]").fill("It was a real boat")
    desk.locator(".decision button").click()
    for person in everybody:
        expect(person.message(SPAM)).to_have_count(1)
        expect(person.it("removed")).to_have_count(0)
    elsewhere.leave()
