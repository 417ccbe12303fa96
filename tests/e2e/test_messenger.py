"""Two people, two browsers, one server: what a messenger must do."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.stage import Person, Server

pytestmark = pytest.mark.browser
Come = Callable[..., Person]
Handle = Callable[[str], str]


@pytest.fixture(scope="module")
def acquainted(
    browser: Browser, server: Server, number: Callable[[], str], handle: Handle
) -> Iterator[tuple[Person, Person]]:
    """Ana and Bo, who have a dialog."""
    ana, bo = (Person(browser, server, number(), name).sign_in() for name in ("Ana", "Bo"))
    name = handle("bo")
    bo.take_name(name)
    ana.write_to(name)
    ana.say("Good morning")
    bo.open("Ana")
    yield ana, bo
    for person in (ana, bo):
        person.leave()


@pytest.fixture
def pair(acquainted: tuple[Person, Person]) -> tuple[Person, Person]:
    """Each looking at their dialog, whatever was before."""
    for person, other in zip(acquainted, ("Bo", "Ana"), strict=True):
        person.wire.mend()
        person.page.goto("about:blank")
        person.page.goto(f"{person.url}/#/")
        person.open(other)
        person.message("Good morning").first.wait_for()
    return acquainted


Pair = tuple[Person, Person]


def test_a_dialog_shows_each_message_once_and_in_order(pair: Pair) -> None:
    ana, bo = pair
    expect(bo.message("Good morning")).to_have_count(1)

    for n in range(5):
        bo.say(f"line {n}")
    ana.message("line 4").wait_for()

    assert re.findall(r"line (\d)", " ".join(ana.it("text").all_inner_texts())) == list("01234")
    expect(bo.message("line 4").locator("[data-tick=read]")).to_be_visible()


GROWS = """box => {
    const rows = box.querySelectorAll('[data-key]');
    rows[rows.length - 1].style.paddingBottom = '900px';
    box.dispatchEvent(new Event('scroll'));  // before the page has noticed that anything grew
}"""


def test_who_is_at_the_end_stays_there_whatever_grows(pair: Pair) -> None:
    ana, bo = pair
    bo.say("line 5")
    ana.message("line 5").wait_for()
    ana.it("messages").evaluate(GROWS)
    bo.say("line 6")

    expect(ana.message("line 6")).to_be_in_viewport()
    expect(ana.it("to-end")).to_have_count(0)


def test_reply_edit_and_reaction_reach_the_other_side(pair: Pair) -> None:
    ana, bo = pair
    ana.say("Good night")
    ana.message("Good night").locator("[data-tick=sent], [data-tick=read]").wait_for()

    ana.menu("Good night", "edit")
    expect(ana.it("composer")).to_have_value("Good night")
    ana.it("composer").fill("Good evening")
    ana.it("composer").press("Enter")
    bo.message("Good evening").locator("[data-test=edited]").wait_for()
    bo.menu("Good evening", "reply")
    bo.say("To you too")
    ana.menu("To you too", "react")

    expect(ana.message("To you too").locator("[data-test=quote]")).to_contain_text("Good evening")
    expect(bo.it("reaction")).to_have_count(1)


def test_formatting_is_drawn_not_shown_as_marks(pair: Pair) -> None:
    ana, bo = pair

    ana.say("**loud** and `code` and ||hidden||")

    text = bo.message("loud").locator("[data-test=text]")
    expect(text.locator("strong")).to_have_text("loud")
    expect(text.locator("code")).to_have_text("code")
    expect(text.locator(".spoil")).to_be_visible()


def test_what_is_written_offline_is_sent_once_after_return(pair: Pair) -> None:
    ana, bo = pair

    ana.wire.cut()
    ana.say("from the tunnel")
    ana.it("conn").first.wait_for()
    expect(ana.message("from the tunnel").locator("[data-tick=waiting]")).to_be_visible()
    bo.say("meanwhile")
    ana.wire.mend()

    bo.message("from the tunnel").wait_for()
    ana.message("meanwhile").wait_for()
    expect(bo.message("from the tunnel")).to_have_count(1)
    expect(ana.message("from the tunnel")).to_have_count(1)


def test_a_reload_keeps_the_place_and_the_messages(pair: Pair) -> None:
    ana, _ = pair

    ana.page.reload()

    expect(ana.message("Good morning")).to_have_count(1)


def test_a_group_is_found_by_name_joined_and_talked_in(someone: Come, handle: Handle) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    name = handle("choir")
    ana.make("group", "Choir", name)
    ana.say("Rehearsal at seven")

    bo.write_to(name)
    bo.it("join").click()
    bo.say("I will be there")

    ana.message("I will be there").wait_for()
    expect(ana.message("I will be there").locator("[data-test=sender]")).to_have_text("Bo")


def test_a_channel_is_read_by_many_and_written_by_its_owner(someone: Come, handle: Handle) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    name = handle("harbour")
    ana.make("channel", "Harbour", name)
    ana.say("The ferry runs")

    bo.write_to(name)
    bo.message("The ferry runs").wait_for()
    bo.it("join").click()
    bo.it("channel-mute").wait_for()
    ana.say("From Monday")

    bo.message("From Monday").wait_for()
    expect(bo.it("composer")).to_have_count(0)


def test_a_second_device_has_the_same_chats_and_hears_the_same(pair: Pair, browser: Browser) -> None:
    ana, bo = pair
    elsewhere = ana.sit_elsewhere(browser)

    elsewhere.open("Bo")
    bo.say("to both of you")

    elsewhere.message("to both of you").wait_for()
    ana.message("to both of you").wait_for()
    ana.say("seen")
    elsewhere.message("seen").wait_for()
    elsewhere.leave()


def test_reporting_a_message_takes_three_taps(pair: Pair) -> None:
    _, bo = pair

    bo.menu("Good morning", "report")
    bo.it("report-category").filter(has_text="Spam").click()
    bo.it("report-send").click()

    bo.told("Thank you")


def test_arabic_turns_the_page_around(someone: Come) -> None:
    layla = someone("ليلى", locale="ar", viewport={"width": 360, "height": 740})

    expect(layla.page.locator("html")).to_have_attribute("dir", "rtl")
    fab = layla.it("new-chat").bounding_box()
    assert fab is not None
    assert fab["x"] < 180, "the round button is on the left"
    assert layla.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
