"""A chat guards itself, in real browsers: a word is held, passed, warned of; the log tells. A link is reported."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Come = Callable[..., Person]
Handle = Callable[[str], str]


def guards(owner: Person) -> None:
    """The sheet in which a chat guards itself."""
    owner.it("chat-head").click()
    owner.it("guard").click()
    owner.it("guard-sheet").wait_for()


def rule(owner: Person, word: str, act: str) -> None:
    """One rule more."""
    owner.it("word").fill(word)
    owner.it(f"act-{act}").click()
    owner.it("word-add").click()
    expect(owner.it("word-rule").filter(has_text=word)).to_be_visible()


def test_words_are_held_passed_and_warned_of_and_the_log_tells(someone: Come, handle: Handle) -> None:
    owner, guest = someone("Olga"), someone("Gina")
    name = handle("guarded")
    owner.make("group", "Market", name)
    guest.write_to(name)
    guest.it("join").click()
    expect(guest.it("composer")).to_be_visible()
    guards(owner)
    rule(owner, "sale", "hold")
    rule(owner, "darn", "warn")
    owner.it("raid-20").click()
    expect(owner.it("raid-20")).to_have_attribute("aria-checked", "true")

    guest.say("Great S a l e today")
    expect(guest.it("failed")).to_contain_text("waits")
    expect(guest.it("failed-again")).to_have_count(0)
    owner.told("waits for an administrator")
    owner.it("sheet-close").last.click()
    expect(owner.it("guard-sheet")).to_have_count(0)
    owner.it("guard").click()
    expect(owner.it("held")).to_contain_text("Great S a l e today")
    owner.it("held-pass").click()
    expect(owner.it("held")).to_have_count(0)
    expect(owner.message("Great S a l e today")).to_be_visible()
    expect(guest.message("Great S a l e today")).to_have_count(1)
    expect(guest.it("failed")).to_have_count(0)

    guest.say("oh darn")
    expect(guest.it("failed")).to_contain_text("darn")
    guest.it("failed-again").click()
    expect(owner.message("oh darn")).to_be_visible()
    owner.it("sheet-close").last.click()
    expect(owner.it("guard-sheet")).to_have_count(0)
    owner.it("admin-log").click()
    owner.it("log-guard").click()
    expect(owner.it("log-entry").filter(has_text="let a message of")).to_be_visible()


def test_a_link_in_a_message_is_reported_by_itself(someone: Come, handle: Handle) -> None:
    owner, guest = someone("Olga"), someone("Gina")
    name = handle("links")
    owner.make("group", "Links", name)
    owner.say("come to https://evil.example/join")
    guest.write_to(name)
    guest.menu("come to", "report")
    guest.it("report-link").click()
    expect(guest.it("report-sheet")).to_contain_text("Report link")
    guest.it("report-category").filter(has_text="Spam").click()
    guest.it("report-send").click()
    guest.told("Thank")
