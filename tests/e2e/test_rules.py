"""A rule's life at the desk: written, tried on what was said, let on by two, found wrong, and sent back by itself."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.past import empty_the_queue
from tests.e2e.stage import PATIENCE_S, Server
from tests.e2e.test_desk import Member

pytestmark = pytest.mark.browser
SOURCE = """
sent = Count(by="author", minutes=600)
roofs = Rule(when_all=[Contains(any=["cheap roofs"]), sent >= 1], description=f"roofs, {sent} times")
WhenRules(rules_any=[roofs], then=[Enqueue(category="spam", score=0.7)])
"""
WORDS = "Cheap roofs for everybody, number {}"
FIRST, LATER = 6, 4


@pytest.fixture
def desks(browser: Browser, server: Server) -> Iterator[tuple[Page, Page]]:
    empty_the_queue(server)
    pages = tuple(Member(server, name, "moderator").desk(browser) for name in ("Rita", "Saul"))
    yield pages  # type: ignore[misc]
    for page in pages:
        page.context.close()


def press(page: Page, verb: str, state: str) -> None:
    """The button of this step, and the state that follows."""
    page.locator(f"button[formaction$='/{verb}']").click()
    expect(page.locator(".head .tag")).to_have_text(state)


def until(page: Page, seen: Callable[[], bool]) -> None:
    """Look again until it is so."""
    end = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < end, page.locator("main").inner_text()
        page.reload()


def test_a_rule_is_written_tried_shadowed_let_on_overturned_and_demoted(
    server: Server, desks: tuple[Page, Page], handle: Callable[[str], str]
) -> None:
    rita, saul = desks
    author = Member(server, "Roofer")
    name = handle("roofs")
    channel = author.ask("chat.create", k="channel", rid=author.rid(), title="Roofs", public=True, name=name)[
        "ch"
    ]["c"]
    for n in range(FIRST):
        author.ask("msg.send", c=channel, rid=author.rid(), x=WORDS.format(n))

    rita.goto(f"{server.url}/console/rules")
    rita.get_by_role("link", name="New rule").click()
    rita.get_by_label("Name").fill(f"Roofs {name}")
    rita.get_by_label("What it says").fill("x = Nothing()")
    expect(rita.locator("#problems")).to_contain_text("There is no question “Nothing”")
    rita.get_by_label("What it says").fill(SOURCE)
    expect(rita.locator("#problems")).to_contain_text("It can be run")
    rita.get_by_role("button", name="Save").click()
    expect(rita.locator(".head .tag")).to_have_text("draft")

    rita.locator("button[formaction$='/try']").click()
    expect(rita.locator("#sample li")).to_have_count(FIRST)
    for left in range(FIRST, 0, -1):
        expect(rita.locator("#sample button.main")).to_have_count(FIRST - left)
        rita.locator("#sample li").first.get_by_role("button", name="Harmful").click()
    expect(rita.locator("#sample button.main")).to_have_count(FIRST)
    press(rita, "shadow", "in the shadow")
    for state in ("live in one chat of ten", "live"):
        rita.locator("button[formaction$='/ask']").click()
        rita.locator("button[formaction$='/decline']").wait_for()
        expect(rita.locator("button[formaction$='/agree']")).to_have_count(0)
        saul.goto(rita.url)
        press(saul, "agree", state)
        rita.goto(saul.url)

    for n in range(LATER):
        author.ask("msg.send", c=channel, rid=author.rid(), x=WORDS.format(FIRST + n))
    cases = saul.locator("a[href*='/console/case/']")
    until(saul, lambda: cases.count() >= LATER)
    links = [cases.nth(n).get_attribute("href") for n in range(LATER)]
    for link in links[:3]:
        saul.goto(f"{server.url}{link}")
        expect(saul.locator("section", has_text="Found by detection")).to_contain_text("roofs, ")
        saul.locator("input[value=no_violation]").check()
        saul.locator("textarea[name=facts]").first.fill("Roofs may be sold.")
        saul.locator("[data-decide] button.main").click()
        saul.locator("#queue").wait_for()
    until(rita, lambda: rita.locator(".head .tag").inner_text() == "in the shadow")
    expect(rita.locator(".problem")).to_contain_text("too many of its cases were found harmless")
    expect(rita.locator("button[formaction$='/ask']")).to_have_count(0)
