"""What people do every day besides words: polls, quiet messages, earlier versions, mentions, slow mode."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Person

pytestmark = pytest.mark.browser
Come = Callable[..., Person]
Handle = Callable[[str], str]


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
    ana.it("composer").fill("hush, they dream")
    ana.it("composer").press("Enter")
    expect(bo.message("hush, they dream").locator("[data-test=edited]")).to_be_visible()
    ana.menu("hush, they dream", "versions")
    expect(ana.it("versions-sheet")).to_contain_text("hush, they sleep")
    ana.it("sheet-close").click()

    bo.page.goto(f"{bo.url}/#/")
    bo.it("chat-row").first.wait_for()
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
