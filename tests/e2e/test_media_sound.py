"""Voice and round films: recorded by hand or by key, played one after another while one reads elsewhere."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.stage import Person
from tests.e2e.test_media_sending import Club

pytestmark = pytest.mark.browser
SECONDS = re.compile(r"0:0[2-9]|0:[1-5]\d")
NOTE_PLAYING = """voice => new MutationObserver(() => {
    if (voice.dataset.state === 'playing') voice.dataset.played = 'yes';
}).observe(voice, {attributes: true, attributeFilter: ['data-state']})"""
"""It lasts a second: a test that looks now and then might not see it."""
SLOWLY = """() => {
    const media = HTMLMediaElement.prototype, {play} = media;
    const rate = Object.getOwnPropertyDescriptor(media, 'playbackRate');
    let slow = 1 / 16, last;
    const set = (what, to) => { last = [what, to]; rate.set.call(what, to * slow); };
    Object.defineProperty(media, 'playbackRate', {...rate, set(to) { set(this, to); }});
    media.play = function () { set(this, 1); return play.call(this); };
    window.hurry = () => { slow = 1; set(...last); };
}"""
"""What plays takes sixteen times as long, so that it is not over before the next press, until it is told to hurry."""


def voices(person: Person, after: str) -> Locator:
    """Voice messages below these words."""
    return person.page.locator(f"[data-key]:has-text('{after}') ~ [data-key] [data-test=voice]")


def hold(person: Person, ms: int, to: tuple[int, int] = (0, 0)) -> None:
    """Press the record button for so long, drawing the finger away before letting go."""
    box = person.it("record").bounding_box()
    assert box
    mouse, x, y = person.page.mouse, box["x"] + 20, box["y"] + 20
    mouse.move(x, y)
    mouse.down()
    person.page.locator("[data-test=recorder][data-state=on]").wait_for()
    person.page.wait_for_timeout(ms)
    if to != (0, 0):
        mouse.move(x + to[0], y + to[1], steps=6)
    mouse.up()


def test_voice_is_held_sent_and_heard_one_after_another(club: Club) -> None:
    ana, bo = club

    ana.say("two voices follow")
    bo.message("two voices follow").wait_for()
    came = voices(bo, "two voices follow")
    hold(ana, 2500)
    expect(came).to_have_count(1)
    hold(ana, 1000)
    expect(came).to_have_count(2)
    first, second = came.nth(0), came.nth(1)
    for voice in (first, second):
        expect(voice).to_have_attribute("data-state", "ready")
    expect(first.locator(".wave rect").nth(20)).to_be_attached()

    for voice in (first, second):
        voice.evaluate(NOTE_PLAYING)
    bo.page.evaluate(SLOWLY)
    first.locator("[data-test=play]").click()
    first.locator("[data-test=speed]").click()
    expect(first.locator("[data-test=speed]")).to_contain_text("1.5")
    bo.page.evaluate("hurry()")
    expect(first).to_have_attribute("data-played", "yes")
    expect(second).to_have_attribute("data-played", "yes")
    expect(bo.it("player")).to_have_count(0)


def test_sound_goes_on_in_a_bar_while_one_reads_elsewhere(club: Club) -> None:
    ana, bo = club
    bo.make("group", "Elsewhere")
    bo.open("Club")
    ana.say("listen")
    bo.message("listen").wait_for()
    hold(ana, 2000)
    expect(bo.page.locator("[data-seq]").last.locator("[data-test=voice]")).to_be_visible()
    voice = bo.it("voice").last
    expect(voice).to_have_attribute("data-state", "ready")

    bo.page.evaluate(SLOWLY)
    voice.locator("[data-test=play]").click()
    expect(bo.it("player")).to_be_visible()
    bo.open("Elsewhere")
    expect(bo.it("player-toggle")).to_have_attribute("aria-label", "Pause")
    bo.it("player-toggle").click()
    expect(bo.it("player-toggle")).to_have_attribute("aria-label", "Play")
    bo.it("player-where").click()
    expect(bo.it("talk-title")).to_have_text("Club")
    expect(voice.locator("[data-test=seek]")).to_have_attribute("role", "slider")
    voice.locator("[data-test=seek]").focus()
    bo.page.keyboard.press("ArrowRight")
    bo.it("player-close").click()
    expect(bo.it("player")).to_have_count(0)


def test_a_recording_is_cancelled_by_sliding_locked_by_lifting_and_worked_by_keys(club: Club) -> None:
    ana, bo = club

    ana.say("by hand")
    bo.message("by hand").wait_for()
    hold(ana, 900, (-180, 0))
    expect(ana.it("recorder")).to_have_count(0)

    hold(ana, 700, (0, -120))
    expect(ana.it("record-cancel")).to_be_visible()
    expect(ana.it("record-send")).to_be_focused()
    ana.page.keyboard.press("Escape")
    expect(ana.it("recorder")).to_have_count(0)
    expect(ana.it("composer")).to_be_focused()

    ana.it("record").focus()
    ana.page.keyboard.press("Enter")
    ana.page.locator("[data-test=recorder][data-state=on]").wait_for()
    ana.until("Number(document.querySelector('[data-test=record-level]')?.dataset.level) > 0.05")
    expect(ana.it("record-time")).to_have_text(SECONDS)
    ana.page.keyboard.press("Enter")

    newest = bo.page.locator("[data-seq]").last
    expect(newest.locator("[data-test=voice]")).to_be_visible()
    words = bo.page.locator("[data-seq]").filter(has_text="by hand").last
    seqs = [int(row.get_attribute("data-seq") or 0) for row in (words, newest)]
    assert seqs[1] == seqs[0] + 1, "of three recordings one was sent"
    expect(ana.it("recorder")).to_have_count(0)


def test_a_round_film_is_recorded_in_a_circle_and_plays_in_one(club: Club) -> None:
    ana, bo = club

    ana.it("add").click()
    ana.it("add-round").click()
    expect(ana.it("record-face")).to_be_visible()
    expect(ana.it("record-time")).to_have_text(SECONDS)
    ana.it("record-send").click()

    film = bo.it("round")
    expect(film).to_have_attribute("data-state", "ready")
    film.evaluate(NOTE_PLAYING)
    bo.page.evaluate(SLOWLY)
    film.locator("[data-test=play]").click()
    expect(film).to_have_attribute("data-played", "yes")
    bo.until("document.querySelector('[data-test=round] .slot video')?.currentTime > 0.2")
    expect(ana.it("record"), "the button does what it did before").to_have_attribute("data-kind", "voice")
