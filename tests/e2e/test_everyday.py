"""What people do every day besides words: polls, quiet messages, earlier versions, mentions, slow mode, views, GIFs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Person
from tests.media.making import gif

pytestmark = pytest.mark.browser
Come = Callable[..., Person]
Handle = Callable[[str], str]
BADGE = "navigator.setAppBadge = n => { window.badge = n; return Promise.resolve(); };"


def together(someone: Come, handle: Handle, kind: str, title: str) -> tuple[Person, Person]:
    """Ana runs a group or channel; Bo is in it and has it on screen."""
    ana, bo = someone("Ana Aster"), someone("Bo Berg")
    place = handle("everyday")
    ana.make(kind, title, place)
    ana.say("welcome")
    bo.write_to(place)
    bo.it("join").click()
    bo.message("welcome").wait_for()
    return ana, bo


def test_a_group_votes_is_called_and_slowed_and_its_owner_sees_who_changed_what(
    someone: Come, handle: Handle
) -> None:
    ana, bo = together(someone, handle, "group", "Garden")
    ana.it("add").click()
    ana.it("add-poll").click()
    ana.it("poll-q").fill("Tea or coffee?")
    ana.it("poll-o-0").fill("Tea")
    ana.it("poll-o-1").fill("Coffee")
    ana.it("poll-send").click()
    bo.it("poll-option").filter(has_text="Coffee").click()
    expect(bo.it("poll-option").filter(has_text="Coffee")).to_contain_text("100%")
    ana.it("poll-option").filter(has_text="Tea").click()
    expect(ana.it("poll-option").filter(has_text="Coffee")).to_contain_text("50%")
    expect(bo.it("poll-option").filter(has_text="Tea")).to_contain_text("50%")
    ana.it("poll").first.click(button="right", position={"x": 20, "y": 8})
    ana.it("menu").locator("[data-test=poll-close]").click()
    expect(bo.it("poll-option").first).to_be_disabled()
    expect(bo.it("poll")).to_contain_text("Final results")

    ana.it("composer").fill("hush, they sleep")
    ana.it("send").click(button="right")
    ana.it("send-silent").click()
    expect(bo.message("hush, they sleep")).to_have_count(1)
    ana.menu("hush, they sleep", "edit")
    expect(ana.it("composer")).to_have_value("hush, they sleep")
    ana.it("composer").fill("hush, they dream")
    ana.it("composer").press("Enter")
    expect(bo.message("hush, they dream").locator("[data-test=edited]")).to_be_visible()
    ana.menu("hush, they dream", "versions")
    expect(ana.it("versions-sheet")).to_contain_text("hush, they sleep")
    ana.it("sheet-close").click()

    bo.home()
    for n in range(20):
        ana.say(f"before {n}")
    ana.it("composer").press_sequentially("@Bo")
    ana.it("hint").first.click()
    ana.it("composer").press_sequentially("look here")
    ana.it("composer").press("Enter")
    for n in range(20):
        ana.say(f"after {n}")
    ana.message("after 19").locator("[data-tick=sent], [data-tick=read]").wait_for()
    bo.open("Garden")
    expect(bo.it("unread-line")).to_be_in_viewport()
    bo.it("to-mention").click()
    expect(bo.message("look here")).to_be_in_viewport()
    expect(bo.it("to-mention")).to_have_count(0)

    ana.it("chat-head").click()
    ana.it("permissions").click()
    ana.it("slow-30").click()
    ana.it("permissions-save").click()
    expect(bo.it("composer")).to_have_attribute("placeholder", "Message (slow mode: 30 s)")
    ana.it("admin-log").click()
    expect(ana.it("log-entry").first).to_contain_text("Slow mode")
    ana.it("sheet-close").last.click()


def test_a_channel_counts_its_views_moves_its_pictures_and_nobody_reports_themselves(
    someone: Come, handle: Handle
) -> None:
    ana, bo = together(someone, handle, "channel", "Harbour")
    expect(ana.it("views").first).to_have_text(re.compile("[12]"))  # the owner may count
    ana.menu("welcome", "select")
    expect(ana.it("picked-report")).to_be_disabled()
    ana.page.keyboard.press("Escape")
    expect(ana.it("pickbar")).to_have_count(0)
    ana.message("welcome").locator("[data-test=text]").click(button="right", position={"x": 6, "y": 6})
    expect(ana.it("menu").locator("[data-test=select]")).to_be_visible()
    expect(ana.it("menu").locator("[data-test=report]")).to_have_count(0)
    ana.page.keyboard.press("Escape")

    ana.bring("photo", {"name": "turning.gif", "mimeType": "image/gif", "buffer": gif()})
    loop = bo.it("loop").last
    expect(loop).to_have_js_property("muted", True)
    expect(loop).to_have_js_property("loop", True)
    bo.page.wait_for_function("() => document.querySelector('[data-test=loop]').currentTime > 0")

    bo.page.add_init_script(BADGE)
    bo.page.goto(f"{bo.url}/?badge#/")
    bo.it("chat-row").first.wait_for()
    ana.say("one more")
    bo.page.wait_for_function("() => window.badge === 1")
