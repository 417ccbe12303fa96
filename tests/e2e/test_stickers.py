"""Stickers: a pack made from pictures, sent, found by its emoji, taken over by who received one."""

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect

from tests.e2e.stage import Person

pytestmark = pytest.mark.browser
Club = tuple[Person, Person]


def gull(n: int) -> dict[str, Any]:
    """A picture with a clear ground."""
    image = Image.new("RGBA", (640, 640), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((80, 80, 560, 560), fill=(40 + 60 * n, 160, 220 - 50 * n, 255))
    pen.ellipse((220, 240, 280, 300), fill=(20, 20, 30, 255))
    out = io.BytesIO()
    image.save(out, "PNG")
    return {"name": f"gull-{n}.png", "mimeType": "image/png", "buffer": out.getvalue()}


def open_panel(person: Person, tab: str = "stickers") -> None:
    """The composer's panel at this tab."""
    person.it("emoji").click()
    person.it(f"tab-{tab}").click()
    person.it("sticker-panel" if tab == "stickers" else "emoji-panel").wait_for()


def make_pack(person: Person, title: str, *pictures: dict[str, Any]) -> None:
    """From the panel, by hand."""
    open_panel(person)
    person.it("packs").click()
    person.it("pack-new").click()
    person.it("pack-title").fill(title)
    with person.page.expect_file_chooser() as chooser:
        person.it("pack-add").click()
    chooser.value.set_files(list(pictures))  # type: ignore[arg-type]
    made = person.it("pack-edit-sheet").locator("[data-test=pick-sticker]")
    expect(made).to_have_count(len(pictures))


def seen(sticker: Locator) -> None:
    """Its pixels are there."""
    expect(sticker).to_be_visible()
    expect(sticker.locator("img")).to_have_js_property("complete", True)
    expect(sticker.locator("img")).not_to_have_js_property("naturalWidth", 0)


def test_a_pack_is_made_sent_searched_and_taken_over(club: Club) -> None:
    ana, bo = club

    make_pack(ana, "Gulls of the bay", gull(0), gull(1), gull(2))
    sheet = ana.it("pack-edit-sheet")
    order = [each.get_attribute("data-file") for each in sheet.locator("[data-test=pick-sticker]").all()]
    sheet.locator("[data-test=pick-sticker]").nth(2).click()
    ana.it("sticker-before").click()
    expect(sheet.locator("[data-test=pick-sticker]").nth(1)).to_have_attribute("data-file", order[2] or "")
    sheet.locator("[data-test=pick-sticker]").first.click()
    ana.it("sticker-emoji").click()
    ana.it("emoji-search").fill("fire")
    ana.it("emoji-panel").locator(".emo button").first.click()
    expect(sheet.locator(".mark")).to_have_text("🔥")
    sheet.locator("[data-test=pick-sticker]").nth(2).click()
    ana.it("sticker-out").click()
    expect(sheet.locator("[data-test=pick-sticker]")).to_have_count(2)
    ana.it("pack-done").click()
    expect(ana.it("pack")).to_contain_text("Gulls of the bay")
    ana.it("sheet-close").click()

    open_panel(ana)
    ana.it("sticker-search").fill("fire")
    expect(ana.it("sticker-panel").locator("[data-test=pick-sticker]")).to_have_count(1)
    ana.it("sticker-search").press("ArrowDown")
    ana.page.keyboard.press("Enter")
    expect(ana.it("menu")).to_have_count(0)
    came = bo.page.locator("[data-seq]").last.locator("[data-test=sticker]")
    seen(came)
    assert came.evaluate("el => getComputedStyle(el.closest('.b')).backgroundColor") == "rgba(0, 0, 0, 0)"
    expect(ana.it("sticker")).to_have_count(1)

    came = bo.it("sticker").last
    came.click()
    expect(bo.it("pack-sheet").locator("[data-test=pick-sticker]")).to_have_count(2)
    expect(bo.it("pack-edit")).to_have_count(0)
    bo.it("pack-get").click()
    bo.it("pack-sheet").wait_for(state="detached")
    open_panel(bo)
    bo.it("sticker-panel").locator("[data-test=pick-sticker]").nth(1).click()
    expect(ana.it("sticker")).to_have_count(2)

    link = bo.page.evaluate("location.origin") + "/addstickers/"
    pack = bo.page.evaluate("async () => location.hash")
    assert pack.startswith("#/c/")
    bo.it("sticker").last.click()
    bo.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bo.it("pack-link").click()
    bo.until(f"navigator.clipboard.readText().then(text => text.startsWith('{link}'))")
    copied = bo.page.evaluate("navigator.clipboard.readText()")
    bo.it("pack-drop").click()
    bo.it("pack-sheet").wait_for(state="detached")
    bo.page.goto(copied)
    expect(bo.it("pack-sheet")).to_contain_text("Gulls of the bay")
    bo.it("pack-get").click()
    bo.it("pack-sheet").wait_for(state="detached")


def test_a_sticker_waits_without_a_network_and_no_pack_says_so(club: Club) -> None:
    ana, bo = club
    make_pack(ana, "Boats", gull(1))
    ana.it("pack-done").click()
    ana.it("sheet-close").click()
    ana.say("a sticker follows")
    bo.message("a sticker follows").wait_for()
    open_panel(ana)
    ana.wire.cut()
    ana.it("conn").first.wait_for()
    ana.it("sticker-panel").locator("[data-test=pick-sticker]").first.click()
    waiting = ana.it("message").and_(ana.page.locator("[data-state=waiting]"))
    expect(waiting.locator("[data-test=sticker]")).to_have_count(1)
    ana.wire.mend()
    ana.page.evaluate("dispatchEvent(new Event('online'))")
    newest = bo.page.locator("[data-seq]").last
    expect(newest.locator("[data-test=sticker]")).to_be_visible()
    expect(waiting).to_have_count(0)

    bo.page.goto(f"{bo.url}/addstickers/nothing_of_that_name")
    expect(bo.it("pack-none")).to_be_visible()
