"""Voice and round films: recorded by hand or by key, played one after another while one reads elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Person
from tests.e2e.test_media_sending import LATE_MS, Club

pytestmark = pytest.mark.browser
NOTE_PLAYING = """voice => new MutationObserver(() => {
    if (voice.dataset.state === 'playing') voice.dataset.played = 'yes';
}).observe(voice, {attributes: true, attributeFilter: ['data-state']})"""
"""It lasts a second: a test that looks now and then might not see it."""


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

    hold(ana, 2500)
    expect(ana.it("voice")).to_have_count(1)
    hold(ana, 1000)
    expect(bo.it("voice")).to_have_count(2, timeout=LATE_MS)
    expect(bo.it("voice").last).to_have_attribute("data-state", "ready", timeout=LATE_MS)
    first, second = bo.it("voice").nth(0), bo.it("voice").nth(1)
    expect(first.locator(".wave rect").nth(20)).to_be_attached()

    for voice in (first, second):
        voice.evaluate(NOTE_PLAYING)
    first.locator("[data-test=play]").click()
    first.locator("[data-test=speed]").click()
    expect(first.locator("[data-test=speed]")).to_contain_text("1.5")
    expect(first).to_have_attribute("data-played", "yes")
    expect(second).to_have_attribute("data-played", "yes")
    expect(bo.it("player")).to_have_count(0, timeout=10_000)


def test_sound_goes_on_in_a_bar_while_one_reads_elsewhere(club: Club) -> None:
    ana, bo = club
    bo.make("group", "Elsewhere")
    bo.open("Club")
    ana.say("listen")
    bo.message("listen").wait_for(timeout=LATE_MS)
    hold(ana, 4000)
    expect(bo.page.locator("[data-seq]").last.locator("[data-test=voice]")).to_be_visible(timeout=LATE_MS)
    voice = bo.it("voice").last
    expect(voice).to_have_attribute("data-state", "ready", timeout=LATE_MS)

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
    bo.message("by hand").wait_for(timeout=LATE_MS)
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
    expect(ana.it("record-time")).to_have_text("0:02", timeout=5000)
    ana.page.keyboard.press("Enter")

    newest = bo.page.locator("[data-seq]").last
    expect(newest.locator("[data-test=voice]")).to_be_visible(timeout=LATE_MS)
    words = bo.page.locator("[data-seq]").filter(has_text="by hand").last
    seqs = [int(row.get_attribute("data-seq") or 0) for row in (words, newest)]
    assert seqs[1] == seqs[0] + 1, "of three recordings one was sent"
    expect(ana.it("recorder")).to_have_count(0)


def test_a_round_film_is_recorded_in_a_circle_and_plays_in_one(club: Club) -> None:
    ana, bo = club

    ana.it("add").click()
    ana.it("add-round").click()
    expect(ana.it("record-face")).to_be_visible()
    expect(ana.it("record-time")).to_have_text("0:02", timeout=10_000)
    ana.it("record-send").click()

    film = bo.it("round")
    expect(film).to_have_attribute("data-state", "ready", timeout=LATE_MS)
    film.evaluate(NOTE_PLAYING)
    film.locator("[data-test=play]").click()
    expect(film).to_have_attribute("data-played", "yes")
    bo.until("document.querySelector('[data-test=round] .slot video')?.currentTime > 0.2")
    expect(ana.it("record"), "the button does what it did before").to_have_attribute("data-kind", "voice")
