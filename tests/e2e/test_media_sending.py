"""Pictures and files leave one browser and arrive in another, whatever the line does."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.drawn import film, noise, picture, tone
from tests.e2e.stage import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Club = tuple[Person, Person]
MB = 1024 * 1024


def shown(picture: Locator) -> None:
    """Its pixels are on screen, not only its place."""
    expect(picture.locator("img.on, video.on").first).to_be_visible()
    expect(picture).to_have_attribute("data-state", "ready")


def test_an_album_arrives_with_its_caption_and_opens_picture_by_picture(club: Club) -> None:
    ana, bo = club

    ana.attach("photo", *(picture(900, 600, n) for n in (1, 2, 3)))
    ana.it("move-after").first.click()
    ana.it("take-out").last.click()
    ana.it("caption").fill("Two of **three**")
    ana.it("send-files").click()

    album = bo.message("Two of three").locator("[data-test=album]")
    expect(album.locator("[data-test=picture]")).to_have_count(2)
    for n in range(2):
        shown(album.locator("[data-test=picture]").nth(n))
    expect(bo.message("Two of three").locator("strong")).to_have_text("three")
    expect(bo.it("chat-row").first).to_contain_text("Two of three")

    album.locator("[data-test=open-media]").first.click()
    expect(bo.it("viewer-caption")).to_have_text("Two of three")
    first = bo.it("viewer").get_attribute("data-at")
    bo.page.keyboard.press("ArrowRight")
    expect(bo.it("viewer")).not_to_have_attribute("data-at", first or "")
    bo.page.keyboard.press("ArrowLeft")
    expect(bo.it("viewer")).to_have_attribute("data-at", first or "")
    bo.page.keyboard.press("+")
    expect(bo.page.locator(".viewer .stage")).to_have_attribute("data-zoom", "1.50")
    bo.page.keyboard.press("Escape")
    expect(bo.it("viewer")).to_have_count(0)
    expect(album.locator("[data-test=open-media]:focus"), "focus returns").to_have_count(1)


def test_a_file_arrives_byte_for_byte(club: Club, tmp_path: Path) -> None:
    ana, bo = club
    sent = noise(700_000, "Отчёт 2026.bin")

    ana.bring("file", sent, caption="the figures")

    card = bo.message("the figures").locator("a[data-test=file]")
    expect(card).to_contain_text("Отчёт 2026.bin")
    with bo.page.expect_download() as download:
        card.click()
    download.value.save_as(tmp_path / "got")
    assert (tmp_path / "got").read_bytes() == sent["buffer"]
    assert download.value.suggested_filename == "Отчёт 2026.bin"


def test_an_upload_goes_on_after_a_cut_and_a_reload_and_words_keep_their_order(
    club: Club, tmp_path: Path
) -> None:
    ana, bo = club
    ana.offline_ready()
    sent = noise(8 * MB)

    before = ana.carried
    ana.wire.cut_after(2 * MB)
    ana.bring("file", sent, caption="large")
    ana.say("and some words after it")
    ana.it("conn").first.wait_for()
    assert 1 * MB < ana.carried - before < 8 * MB, "the cut came in the middle"
    ana.page.reload()
    ana.message("large").locator("[data-test=upload]").wait_for()
    later = ana.carried
    ana.wire.mend()
    ana.page.evaluate("dispatchEvent(new Event('online'))")

    bo.message("and some words after it").wait_for()
    texts = bo.it("text").all_inner_texts()
    assert [text.split("\n")[0] for text in texts][-2:] == ["large", "and some words after it"]
    expect(bo.message("large")).to_have_count(1)
    assert ana.carried - later < 7.5 * MB, "what was there was not sent again"
    with bo.page.expect_download() as download:
        bo.message("large").locator("a[data-test=file]").click()
    download.value.save_as(tmp_path / "got")
    got = hashlib.sha256((tmp_path / "got").read_bytes()).digest()
    assert got == hashlib.sha256(sent["buffer"]).digest()


def test_what_is_chosen_offline_waits_shows_itself_and_can_be_given_up(club: Club) -> None:
    ana, bo = club
    ana.bring("photo", picture(600, 400, 7), caption="warm up")
    bo.message("warm up").wait_for()
    ana.offline_ready()
    ana.wire.cut()
    ana.it("conn").first.wait_for()

    ana.bring("photo", picture(600, 400, 8), caption="not this one")
    ana.bring("photo", picture(600, 400, 9), caption="from the tunnel")
    expect(ana.message("from the tunnel").locator("img.on")).to_be_visible()
    ana.message("not this one").locator("[data-test=upload]").click()
    expect(ana.message("not this one")).to_have_count(0)
    ana.wire.mend()
    ana.page.evaluate("dispatchEvent(new Event('online'))")

    shown(bo.message("from the tunnel").locator("[data-test=picture]"))
    expect(bo.message("not this one")).to_have_count(0)


def test_large_pictures_are_made_smaller_before_they_leave_unless_sent_as_files(club: Club) -> None:
    ana, bo = club
    large = picture(4000, 3000, 3)

    ana.bring("photo", large, caption="small")
    bo.message("small").wait_for()
    bodies = b"".join(bytes(call.asked) for call in ana.wire.calls)
    ana.bring("file", large, caption="whole")

    assert b"image/webp" in bodies
    assert large["buffer"][2000:4000] not in bodies, "the camera's own bytes did not leave"
    expect(bo.message("whole").locator("[data-test=file]")).to_contain_text("picture-3.jpg")
    seen = bo.message("small").locator("img.on")
    seen.wait_for()
    assert seen.evaluate("img => img.naturalWidth") <= 2560


def test_pictures_are_pasted_and_dropped(club: Club) -> None:
    ana, bo = club
    give = """async ([kind, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'given.jpg', {type: 'image/jpeg'}));
        const target = document.querySelector('[data-test=composer]');
        const how = {bubbles: true, cancelable: true};
        target.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', {...how, clipboardData: data})
            : new DragEvent(kind, {...how, dataTransfer: data}));
    }"""
    bytes_ = list(picture(300, 200, 4)["buffer"])

    ana.page.evaluate(give, ["paste", bytes_])
    ana.it("caption").fill("pasted")
    ana.it("caption").press("Enter")
    expect(ana.it("caption"), "while a sheet is open nothing is dropped behind it").to_have_count(0)
    ana.page.evaluate(give, ["dragenter", bytes_])
    expect(ana.it("dropzone")).to_be_visible()
    ana.page.evaluate(give, ["drop", bytes_])
    ana.it("caption").fill("dropped")
    ana.it("send-files").click()

    for text in ("pasted", "dropped"):
        shown(bo.message(text).locator("[data-test=picture]"))


def test_a_film_has_its_poster_and_length_and_plays(club: Club) -> None:
    ana, bo = club

    ana.bring("photo", film(2.0), caption="the bar")

    box = bo.message("the bar").locator("[data-test=picture]")
    shown(box)
    bo.message("the bar").locator("[data-test=open-media]").click()
    bo.until("document.querySelector('[data-test=viewer-film]')?.currentTime > 0.2")


def test_music_stands_beside_pictures_and_limits_are_said(club: Club) -> None:
    ana, bo = club

    ana.bring("photo", picture(400, 300, 2), tone(), caption="both")
    bo.message("both").wait_for()
    expect(bo.it("audio").last).to_contain_text("tone.wav")

    ana.it("add").click()
    with ana.page.expect_file_chooser() as chooser:
        ana.it("add-file").click()
    files = [noise(n + 1, f"{n}.bin") for n in range(12)]
    chooser.value.set_files(files)  # type: ignore[arg-type]
    expect(ana.it("chosen")).to_have_count(10)
    ana.told("At most 10")


def test_a_card_and_a_place_arrive_and_lead_somewhere(club: Club) -> None:
    ana, bo = club

    ana.it("add").click()
    ana.it("add-contact").click()
    ana.it("card-name").fill("The harbour master")
    ana.it("card-phone").fill("+46701234567")
    ana.it("card-send").click()
    ana.it("add").click()
    ana.it("add-place").click()
    ana.it("place-numbers").fill("59.93428, 30.33510")
    ana.it("place-title").fill("The bridge")
    ana.it("place-send").click()

    expect(bo.it("contact").last).to_contain_text("The harbour master")
    expect(bo.page.locator("[data-seq]").last.locator("[data-test=place]")).to_contain_text(
        "59.93428, 30.33510"
    )
    expect(bo.it("geo").last).to_have_attribute("href", "geo:59.93428,30.3351")
    outside = bo.page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name).filter(u => !u.startsWith(location.origin))"
    )
    assert outside == [], "nothing is fetched from anybody else"
