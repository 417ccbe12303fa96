"""Media under fingers, in two tabs, where the browser refuses; files that leave later or come from another app."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.drawn import noise, picture
from tests.e2e.stage import Person
from tests.e2e.test_media_sending import Club, shown
from tests.media.heif import grid

pytestmark = pytest.mark.browser
Point = tuple[float, float]
DENIED = """() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    navigator.geolocation.getCurrentPosition = (_, no) => no({code: 1, PERMISSION_DENIED: 1});
}"""
SHARE = """async ([url, words, files]) => {
    const made = (tag, facts) => Object.assign(document.createElement(tag), facts);
    const form = made('form', {action: url, method: 'post', enctype: 'multipart/form-data'});
    for (const [name, value] of Object.entries(words)) form.append(made('input', {name, value}));
    const data = new DataTransfer();
    for (const [name, type, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name, {type}));
    form.append(Object.assign(made('input', {type: 'file', name: 'files', multiple: true}), {files: data.files}));
    document.body.append(form);
    form.submit();
}"""


class Fingers:
    """Touches as a screen reports them."""

    def __init__(self, page: Page) -> None:
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def draw(self, *ways: tuple[Point, Point], steps: int = 8) -> None:
        """Each finger from its first point to its last, all at once."""
        self.wire.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at(ways, 0)})
        for n in range(1, steps + 1):
            self.wire.send(
                "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at(ways, n / steps)}
            )
        self.wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def off(self) -> None:
        """A mouse again."""
        self.wire.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        self.wire.detach()


def at(ways: tuple[tuple[Point, Point], ...], part: float) -> list[dict[str, float]]:
    """Where the fingers are after this part of the way."""
    return [
        {"x": a[0] + (b[0] - a[0]) * part, "y": a[1] + (b[1] - a[1]) * part, "id": n}
        for n, (a, b) in enumerate(ways)
    ]


def pictures_of(page: Page, caption: str) -> Locator:
    """The pictures of an album."""
    message = page.locator("[data-test=message]").filter(has_text=caption)
    return message.locator("[data-test=album] [data-test=picture]")


def test_an_album_sent_from_the_second_of_two_tabs_stands_in_both_and_once_at_the_other_side(
    club: Club,
) -> None:
    ana, bo = club
    second = ana.context.new_page()
    second.goto(ana.page.url)
    second.locator("[data-test=composer]").wait_for()
    second.locator("[data-test=add]").click()
    with second.expect_file_chooser() as chooser:
        second.locator("[data-test=add-photo]").click()
    chooser.value.set_files([picture(900, 600, n) for n in (3, 4)])  # type: ignore[arg-type]
    second.locator("[data-test=chosen]").nth(1).wait_for()
    second.locator("[data-test=caption]").fill("from two tabs")
    second.locator("[data-test=send-files]").click()

    for page in (second, ana.page, bo.page):
        expect(pictures_of(page, "from two tabs")).to_have_count(2)
        for n in range(2):
            shown(pictures_of(page, "from two tabs").nth(n))
    expect(bo.message("from two tabs")).to_have_count(1)
    pictures_of(second, "from two tabs").first.locator("[data-test=open-media]").click()
    expect(second.locator("[data-test=viewer-picture]")).to_be_visible()
    second.close()
    ana.menu("from two tabs", "delete")
    ana.it("confirm").click()
    expect(bo.message("from two tabs")).to_have_count(0)


def test_pictures_are_swiped_pinched_and_drawn_away_by_fingers(club: Club) -> None:
    ana, bo = club
    ana.bring("photo", *(picture(900, 600, n) for n in (5, 6)), caption="under fingers")
    album = pictures_of(bo.page, "under fingers")
    shown(album.nth(1))
    album.first.locator("[data-test=open-media]").click()
    bo.it("viewer-picture").wait_for()
    first = bo.it("viewer").get_attribute("data-at") or ""
    stage, hand = bo.page.locator(".viewer .stage"), Fingers(bo.page)

    hand.draw(((900, 400), (500, 405)))
    expect(bo.it("viewer")).not_to_have_attribute("data-at", first)
    hand.draw(((400, 400), (800, 405)))
    expect(bo.it("viewer")).to_have_attribute("data-at", first)
    hand.draw(((600, 400), (500, 400)), ((680, 400), (780, 400)))
    expect(stage, "the fingers went 3.5 times as far apart").to_have_attribute(
        "data-zoom", re.compile(r"^3\.")
    )
    expect(stage).to_have_class("stage zoomed")
    hand.draw(((900, 400), (500, 405)))
    expect(bo.it("viewer")).to_have_attribute("data-at", first)
    hand.draw(((400, 400), (585, 400)), ((800, 400), (615, 400)))
    expect(stage).to_have_attribute("data-zoom", "1.00")
    hand.draw(((640, 300), (650, 640)))
    expect(bo.it("viewer")).to_have_count(0)
    hand.off()


def test_a_browser_that_forbids_microphone_and_place_says_so_and_all_goes_on(club: Club) -> None:
    ana, _ = club
    ana.page.evaluate(DENIED)
    ana.it("record").focus()
    ana.page.keyboard.press("Enter")
    ana.told("does not let this page record")
    expect(ana.it("recorder")).to_have_count(0)
    ana.it("add").click()
    ana.it("add-place").click()
    ana.it("place-here").click()
    ana.told("does not tell this page where you are")
    expect(ana.it("place-here")).to_be_enabled()
    ana.it("place-numbers").fill("59.93428, 30.33510")
    ana.it("place-send").click()
    expect(ana.it("place").last).to_be_visible()


def test_pictures_are_planned_with_their_words_and_sent_when_it_is_time(club: Club) -> None:
    ana, bo = club
    ana.say("plans follow")
    bo.message("plans follow").wait_for()
    ana.offline_ready()
    ana.wire.cut_after(12_000)  # before the picture is through: what the server has is planned by itself
    ana.attach("photo", picture(800, 600, 7), noise(900_000, "plan.csv", "text/csv"))
    ana.it("caption").fill("for tomorrow")
    ana.it("send-files").click(button="right")
    ana.it("files-later").click()
    ana.it("schedule-go").click()
    ana.it("sending").wait_for(state="detached")
    expect(ana.it("planned")).to_have_count(2)
    expect(ana.it("upload").first).to_have_attribute("data-state", "waiting")
    ana.page.reload()
    expect(ana.it("planned")).to_have_count(2)
    ana.wire.mend()
    expect(ana.it("planned")).to_have_count(0)
    ana.it("add").click()
    ana.it("scheduled").click()
    expect(ana.it("plan")).to_have_count(2)
    plan = ana.it("plan").filter(has_text="for tomorrow")
    expect(plan.locator("img[data-test=plan-file]")).not_to_have_js_property("naturalWidth", 0)
    expect(ana.it("plan").filter(has_text="plan.csv")).to_have_count(1)
    plan.locator("[data-test=plan-edit]").click()
    ana.it("plan-text").fill("")
    expect(ana.it("plan-text")).to_have_value("")
    ana.it("plan-save").click()
    expect(ana.it("plan-sheet")).to_have_count(0)
    expect(ana.it("plan").filter(has_text="for tomorrow")).to_have_count(0)
    ana.it("plan").filter(has=ana.page.locator("img")).locator("[data-test=plan-now]").click()
    newest = bo.page.locator("[data-seq]").last.locator("[data-test=picture]")
    expect(newest).to_be_visible()
    shown(newest)
    expect(ana.it("plan")).to_have_count(1)
    ana.it("plan-cancel").click()
    ana.it("confirm").click()
    expect(ana.it("plan")).to_have_count(0)


def test_another_app_shares_pictures_and_words_into_a_chat_one_chooses(club: Club, tmp_path: Path) -> None:
    ana, bo = club
    ana.offline_ready()
    one, two = picture(500, 400, 8), noise(1200, "ведомость.csv", "text/csv")
    files = [[each["name"], each["mimeType"], list(each["buffer"])] for each in (one, two)]
    ana.page.evaluate(SHARE, ["/share", {"title": "From the harbour", "text": ""}, files])
    expect(ana.it("share-files")).to_contain_text("2")
    ana.it("share-to").filter(has_text="Club").click()
    expect(ana.it("chosen")).to_have_count(2)
    expect(ana.it("caption")).to_have_value("From the harbour")
    ana.it("send-files").click()
    picture_came = bo.message("From the harbour").last
    shown(picture_came.locator("[data-test=picture]"))
    card = bo.it("file").filter(has_text="ведомость.csv")
    with bo.page.expect_download() as download:
        card.last.click()
    download.value.save_as(tmp_path / "got")
    assert (tmp_path / "got").read_bytes() == two["buffer"]
    expect(ana.it("talk-title")).to_have_text("Club")
    ana.until("caches.has('shared').then(has => !has)")  # taken and let go


def test_what_is_shared_before_the_service_worker_runs_is_not_lost(browser: Browser, club: Club) -> None:
    ana, _ = club
    new = Person(browser, ana.server, ana.phone, "Ana", service_workers="block").sign_in()
    one, two = picture(500, 400, 9), noise(300_000, "после.csv", "text/csv")
    files = [[each["name"], each["mimeType"], list(each["buffer"])] for each in (one, two)]
    new.page.evaluate(SHARE, ["/share", {"title": "<b>Bold</b> </script>", "text": ""}, files])
    expect(new.it("share-files")).to_contain_text("2")
    new.it("share-to").filter(has_text="Club").click()
    expect(new.it("chosen")).to_have_count(2)
    expect(new.it("chosen").last).to_contain_text("после.csv")
    expect(new.it("caption")).to_have_value("<b>Bold</b> </script>")
    new.until("location.pathname + location.search === '/'")
    new.it("sheet-close").last.click()
    new.leave()


def test_what_was_typed_right_before_a_reload_is_there(club: Club) -> None:
    ana, _ = club
    typed = """text => {
        const field = document.querySelector('[data-test=composer]');
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, text);
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        location.reload();
    }"""
    for text in ("half a thou", ""):
        with ana.page.expect_navigation():
            ana.page.evaluate(typed, text)
        expect(ana.it("composer")).to_have_value(text)


def test_a_heic_that_no_browser_here_can_read_arrives_as_a_photo(club: Club) -> None:
    ana, bo = club
    iphone = {"name": "IMG_0042.HEIC", "mimeType": "image/heic", "buffer": grid(2, 2)}
    ana.bring("photo", iphone, caption="from an iPhone")
    for each in (ana, bo):
        picture_of = each.message("from an iPhone").locator("[data-test=picture]")
        shown(picture_of)
        expect(picture_of).to_have_attribute("data-kind", "photo")
    expect(bo.message("from an iPhone").locator("img.on")).to_have_js_property("naturalWidth", 256)
