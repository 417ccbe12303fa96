"""What people do now and then: a huge picture, what is kept thrown away, a place in a recording, code taken along."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CLUB
from tests.e2e.drawn import picture
from tests.e2e.stage import Person
from tests.e2e.test_media_sending import Club, shown
from tests.e2e.test_media_sound import SLOWLY, hold

pytestmark = pytest.mark.browser
HUGE = (12_000, 6_000)
"""Pixels: more than the server reads."""
CODE = "for boat in harbour:\n    boat.sail()\n"
NOTED = """caches.open('media').then(media => media.match('/f/.index'))
    .then(index => index?.json()).then(kept => kept?.length > 0)"""
"""The service worker has written down what it keeps."""
KEPT = """caches.open('media').then(media => media.keys())
    .then(all => all.filter(each => !each.url.endsWith('/f/.index')))"""
GONE_BY = "wave => wave.querySelectorAll('.gone-by').length / wave.querySelectorAll('rect').length"


def test_a_picture_larger_than_the_server_reads_arrives_made_smaller(club: Club) -> None:
    ana, bo = club

    ana.bring("photo", picture(*HUGE, 4), caption="from a crane")

    sent = bo.message("from a crane").locator("[data-test=picture]")
    shown(sent)
    seen = sent.locator("img.on").evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert max(seen) <= 2560
    assert seen[0] == pytest.approx(2 * seen[1], abs=2)


def test_what_is_kept_here_is_thrown_away_and_fetched_again(club: Club) -> None:
    ana, bo = club
    bo.offline_ready()
    bo.page.reload()
    bo.open("Club")
    ana.bring("photo", picture(700, 500, 5), caption="to be kept")
    shown(bo.message("to be kept").locator("[data-test=picture]"))
    bo.until(NOTED)
    traffic(bo)
    kept = bo.it("kept")
    expect(kept).not_to_have_attribute("data-bytes", "0")

    bo.it("kept-clear").click()

    expect(kept).to_have_attribute("data-bytes", "0")
    expect(bo.it("kept-clear")).to_be_disabled()
    bo.until(f"{KEPT}.then(all => all.length === 0)")
    bo.page.reload()
    bo.open("Club")
    shown(bo.message("to be kept").locator("[data-test=picture]"))


def traffic(person: Person) -> None:
    """Bytes by kind, and what is kept."""
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it("settings-traffic").click()
    person.it("kept").wait_for()


def test_a_place_in_a_voice_message_is_found_by_dragging(club: Club) -> None:
    ana, bo = club
    ana.say("listen to the end")
    bo.message("listen to the end").wait_for()
    hold(ana, 2000)
    voice = bo.it("voice").last
    expect(bo.page.locator("[data-seq]").last.locator("[data-test=voice]")).to_be_visible()
    expect(voice).to_have_attribute("data-state", "ready")
    bo.page.evaluate(SLOWLY)
    voice.locator("[data-test=play]").click()
    expect(voice).to_have_attribute("data-state", "playing")
    voice.locator("[data-test=play]").click()
    expect(voice).to_have_attribute("data-state", "ready")
    wave = voice.locator("[data-test=seek]")
    box = wave.bounding_box()
    assert box

    mouse, y = bo.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 0.9 * box["width"], y)
    mouse.down()
    for part in (0.7, 0.4):
        mouse.move(box["x"] + part * box["width"], y, steps=4)
        bo.until(f"Math.abs(({GONE_BY})(document.querySelector('.wave:has(.gone-by)')) - {part}) < 0.06")
    mouse.up()

    expect(voice, "nothing but the place has changed").to_have_attribute("data-state", "ready")
    bo.it("player-close").click()


def test_code_is_taken_along_whole(club: Club) -> None:
    ana, bo = club
    ana.say(f"```\n{CODE}```")
    bo.context.grant_permissions([*CLUB["permissions"], "clipboard-read", "clipboard-write"])
    block = bo.page.locator(".codeblock").last
    block.hover()

    block.locator("[data-test=code-copy]").click()

    bo.told("Copied")
    bo.it("composer").focus()
    bo.page.keyboard.press("Control+v")
    expect(bo.it("composer")).to_have_value(CODE.rstrip("\n"))
    bo.it("composer").fill("")
