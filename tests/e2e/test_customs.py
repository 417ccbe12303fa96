"""Small things that people who come from elsewhere look for: who has seen it, several at once, one's own size."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.past import put_aside
from tests.e2e.stage import Person, Server, soon

pytestmark = pytest.mark.browser
Come = Callable[..., Person]


def test_who_has_seen_a_message_who_liked_it_and_who_chose_what(club: tuple[Person, Person]) -> None:
    ana, bo = club
    ana.say("who is coming on Friday?")
    bo.message("who is coming on Friday?").wait_for()
    bo.menu("who is coming on Friday?", "react")
    expect(ana.message("who is coming on Friday?").locator("[data-test=reaction]")).to_have_count(1)

    ana.menu("who is coming on Friday?", "who")
    expect(ana.it("who-sheet").locator("[data-test=person]")).to_have_count(1)
    expect(ana.it("who-sheet").locator("[data-test=person]")).to_contain_text("Bo")
    expect(ana.it("who-sheet").locator("[data-test=person]")).to_contain_text("👍")
    ana.it("sheet-close").click()

    ana.it("add").click()
    ana.it("add-poll").click()
    ana.it("poll-q").fill("Boat or train?")
    ana.it("poll-o-0").fill("Boat")
    ana.it("poll-o-1").fill("Train")
    ana.it("poll-sheet").get_by_label("Anonymous poll").uncheck()
    ana.it("poll-send").click()
    poll = bo.it("poll").filter(has_text="Boat or train?")
    poll.locator("[data-test=poll-option]").filter(has_text="Train").click()
    expect(ana.it("poll").filter(has_text="Boat or train?")).to_contain_text("1 vote")
    poll.locator("[data-test=poll-who]").click()
    expect(bo.it("votes-of")).to_have_count(1)
    expect(bo.it("votes-of")).to_contain_text("Train")
    expect(bo.it("votes-of")).to_contain_text("Bo")
    bo.it("sheet-close").click()


def test_a_chat_is_put_aside_pins_go_together_and_words_are_copied_together(
    club: tuple[Person, Person], server: Server
) -> None:
    ana, _ = club
    ana.it("app-menu").click()
    ana.it("menu-saved").click()
    expect(ana.it("talk-title")).to_have_text("Saved messages")
    ana.say("notes")
    expect(ana.message("notes")).to_have_count(1)
    ana.open("Club")
    ana.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for text in ("first of two", "second of two"):
        ana.say(text)
        ana.menu(text, "pin")
        expect(ana.it("pins")).to_contain_text(text)
    ana.menu("first of two", "select")
    ana.message("second of two").click()
    ana.it("picked-copy").click()
    expect(ana.it("pickbar")).to_have_count(0)
    words = json.dumps("Ana:\nfirst of two\n\nAna:\nsecond of two")
    ana.until(f"navigator.clipboard.readText().then(text => text === {words})")
    ana.menu("first of two", "forward")
    for title in ("Saved messages", "Club"):
        row = ana.it("forward-sheet").locator(".line", has_text=title)
        row.locator("[data-test=forward-pick]").check()
    ana.it("forward-words").fill("for the record")
    ana.it("forward-send").click()
    expect(ana.it("forward-sheet")).to_have_count(0)
    expect(ana.message("for the record")).to_have_count(1)
    expect(ana.message("first of two").last.locator("[data-test=forwarded]")).to_be_visible()
    ana.it("pins").locator(".tool").click()
    ana.it("unpin-all").click()
    expect(ana.it("pins")).to_have_count(0)

    ana.it("chat-menu").click()
    ana.it("mark-unread").click()
    row = ana.it("chat-row").filter(has_text="Club")
    expect(row.locator("[data-test=marked]")).to_be_visible()
    chat = int(ana.it("talk").get_attribute("data-chat") or 0)
    soon(lambda: put_aside(server, chat))  # what one line still carries may come after what the next one does
    ana.page.goto("about:blank")
    ana.page.goto(f"{ana.url}/#/")
    expect(row.locator("[data-test=marked]")).to_be_visible()
    expect(ana.it("conn")).to_have_count(0)
    ana.wire.cut()
    ana.it("conn").first.wait_for()
    ana.open("Club")  # without a line it cannot be told; with one it is
    ana.wire.mend()
    expect(row.locator("[data-test=marked]")).to_have_count(0)


def test_the_size_of_words_what_enter_does_marks_around_words_and_the_calendar(someone: Come) -> None:
    ana = someone("Ana")  # by herself: others go on with the settings that a shared person has
    ana.make("group", "Rowers")
    ana.say("how large is this?")
    ana.message("how large is this?").wait_for()
    size = "() => getComputedStyle([...document.querySelectorAll('[data-test=text]')].at(-1)).fontSize"
    assert ana.page.evaluate(size) == "15px"
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("text-xl").click()
    ana.it("enter-sends").uncheck()
    ana.it("sheet-close").click()
    ana.page.wait_for_function(f"({size})() === '20px'")
    ana.it("composer").press_sequentially("to the :heart")
    expect(ana.it("hint-emoji").first).to_be_visible()
    ana.it("composer").press("Tab")
    expect(ana.it("composer")).not_to_have_value("to the :heart")
    expect(ana.it("hint-emoji")).to_have_count(0)
    ana.it("composer").fill("bold words")
    ana.it("composer").press("Control+a")
    ana.page.locator("[data-test='format-**']").click()
    expect(ana.it("composer")).to_have_value("**bold words**")
    expect(ana.it("format")).to_have_count(0)
    ana.it("composer").press("Enter")
    expect(ana.it("composer")).to_have_value("**bold words**\n")
    ana.it("composer").press("Control+Enter")
    expect(ana.message("bold words").last.locator("strong")).to_have_text("bold words")

    ana.it("composer").fill("all about #regatta")
    ana.it("composer").press("Control+Enter")
    ana.message("#regatta").last.locator("[data-test=said-tag]").click()
    expect(ana.it("seek-input")).to_have_value("#regatta")
    ana.it("seek-close").click()
    ana.it("day-chip").last.click()
    expect(ana.it("seek-date")).to_have_value(ana.page.evaluate("new Date().toLocaleDateString('sv')"))


def test_a_stranger_is_let_in_renamed_for_oneself_and_shares_a_group(
    someone: Come, handle: Callable[[str], str]
) -> None:
    ana, cy = someone("Ana Aster"), someone("Cy Crane")
    place, name = handle("walks"), handle("ana")
    ana.take_name(name)
    ana.make("group", "Walks", place)
    cy.write_to(place)
    cy.it("join").click()
    cy.it("composer").wait_for()
    cy.write_to(name)
    expect(cy.it("talk-title")).to_have_text("Ana Aster")
    cy.say("we met on Sunday")
    ana.open("Cy Crane")
    expect(ana.it("stranger")).to_be_visible()
    ana.it("stranger-add").click()
    expect(ana.it("stranger")).to_have_count(0)

    ana.it("chat-head").click()
    expect(ana.it("common")).to_contain_text("Walks")
    ana.it("rename").click()
    ana.it("rename-name").fill("Cyril the rower")
    ana.it("rename-save").click()
    expect(ana.it("own-name")).to_contain_text("Cy Crane")
    ana.it("card-mute").click()
    ana.it("mute-ever").click()
    ana.it("sheet-close").click()
    expect(ana.it("talk-title")).to_have_text("Cyril the rower")
    assert cy.page.locator("text=Cyril").count() == 0
