"""Pictures of the screens of media, in a group that is filled on the first visit."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.drawn import film, noise, picture, tone
from tests.e2e.stage import Person
from tests.e2e.test_media_gestures import SHARE
from tests.e2e.test_stickers import gull, make_pack, open_panel

TITLE = "Photo walk"
LATE_MS = 60_000
RUNS = re.compile("0:0[1-9]|0:[1-5]")
"""A second or more has passed, on whatever machine."""
filled: dict[str, str] = {}
"""The group's address by the address of the server."""


def walk(person: Person) -> None:
    """The group with one of everything, at its end."""
    known = filled.get(person.server.url)
    if known:
        person.page.goto(f"{person.url}/#/c/{known}")
        person.it("place").last.wait_for()
    else:
        fill(person)
        filled[person.server.url] = person.it("talk").get_attribute("data-chat") or ""
    person.page.wait_for_timeout(600)


def fill(person: Person) -> None:
    """Everything that can be sent."""
    person.page.goto(f"{person.url}/#/")
    person.make("group", TITLE)
    person.bring("photo", picture(1200, 800, 2), caption="The harbour at **six in the morning**")
    shapes = [(900, 600), (600, 900), (800, 800), (1200, 500), (700, 900)]
    person.bring(
        "photo", *(picture(w, h, n) for n, (w, h) in enumerate(shapes)), caption="Five from the walk"
    )
    person.bring("photo", film(4.0, 480, 270))
    person.bring("file", noise(2_345_678, "Маршрут прогулки.pdf", "application/pdf"))
    person.bring("photo", tone(6, "Harbour bells.wav"))
    record(person, "2")
    person.it("add").click()
    person.it("add-contact").click()
    person.it("card-name").fill("Harbour master")
    person.it("card-phone").fill("+46701234567")
    person.it("card-send").click()
    person.it("add").click()
    person.it("add-place").click()
    person.it("place-numbers").fill("59.93428, 30.33510")
    person.it("place-title").fill("Where we met")
    person.it("place-send").click()
    person.it("place").wait_for()
    expect(person.it("upload")).to_have_count(0, timeout=LATE_MS)
    expect(person.page.locator("[data-state=processing]")).to_have_count(0, timeout=LATE_MS)


def record(person: Person, seconds: str) -> None:
    """A voice message by key."""
    person.it("record").focus()
    person.page.keyboard.press("Enter")
    expect(person.it("record-time")).to_have_text(re.compile(rf"0:0[{seconds}-9]|0:[1-5]"), timeout=LATE_MS)
    person.it("record-send").click()
    person.it("voice").last.wait_for()


def attach_menu(person: Person) -> None:
    """What can be sent."""
    walk(person)
    person.it("add").click()


def sending(person: Person) -> None:
    """Before files leave."""
    walk(person)
    person.attach("photo", picture(900, 600, 6), picture(600, 900, 7), film(3.0))
    person.it("caption").fill("On the way home")


def album(person: Person) -> None:
    """Pictures in bubbles."""
    walk(person)
    person.message("Five from the walk").scroll_into_view_if_needed()


def viewer(person: Person) -> None:
    """One picture over everything."""
    album(person)
    person.message("Five from the walk").locator("[data-test=open-media]").nth(1).click()
    person.it("viewer-picture").wait_for()


def speaking(person: Person) -> None:
    """Recording, hands free."""
    walk(person)
    person.it("record").focus()
    person.page.keyboard.press("Enter")
    expect(person.it("record-time")).to_have_text(RUNS, timeout=LATE_MS)


def filming(person: Person) -> None:
    """A round film being recorded."""
    walk(person)
    person.it("add").click()
    person.it("add-round").click()
    expect(person.it("record-time")).to_have_text(RUNS, timeout=LATE_MS)


def playing(person: Person) -> None:
    """The bar of what is playing, over another place."""
    walk(person)
    person.it("audio").locator("[data-test=play]").click()
    person.it("player").wait_for()


def shared(person: Person, kind: str) -> None:
    """What the chat has gathered."""
    walk(person)
    person.it("chat-head").click()
    person.it("open-shared").click()
    person.it(f"shared-{kind}").click()
    person.it("tile" if kind == "media" else "shared-row").first.wait_for()


def place(person: Person) -> None:
    """Sending a place."""
    walk(person)
    person.it("add").click()
    person.it("add-place").click()
    person.it("place-numbers").fill("59.93428, 30.33510")


def crop(person: Person) -> None:
    """The square of a photo."""
    person.page.goto(f"{person.url}/#/")
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it("settings-profile").click()
    with person.page.expect_file_chooser() as chooser:
        person.it("photo-choose").click()
    chooser.value.set_files(picture(900, 600, 3))  # type: ignore[arg-type]
    person.it("crop-save").wait_for()


def traffic(person: Person) -> None:
    """Bytes by kind."""
    person.page.goto(f"{person.url}/#/")
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it("settings-traffic").click()
    person.it("traffic").wait_for()


def stickers(person: Person) -> None:
    """The panel, after a pack was made and one of it sent."""
    walk(person)
    person.it("emoji").click()
    person.it("tab-stickers").click()
    person.it("packs").wait_for()
    if not person.page.locator("[data-pack]").count():
        person.page.keyboard.press("Escape")
        make_pack(person, "Gulls of the bay", *map(gull, range(6)))
        person.it("pack-done").click()
        person.it("sheet-close").click()
        open_panel(person)
        person.it("pick-sticker").nth(1).click()
        person.it("sticker").last.wait_for()
        open_panel(person)
    person.it("pick-sticker").first.wait_for()


def pack(person: Person, what: str) -> None:
    """One pack, or all of them, or one being changed."""
    stickers(person)
    person.it("packs").click()
    person.it("pack").first.wait_for()
    if what != "all":
        person.it("pack-open").first.click()
        person.it("pack-sheet").locator("[data-test=pick-sticker]").first.wait_for()
    if what == "edit":
        person.it("pack-edit").click()
        person.it("pack-edit-sheet").locator("[data-test=pick-sticker]").first.wait_for()


def plans(person: Person) -> None:
    """A post with pictures that waits."""
    walk(person)
    person.it("add").click()
    person.it("scheduled").click()
    person.it("scheduled-sheet").wait_for()
    person.page.wait_for_timeout(500)
    if person.it("plan").count():
        return
    person.page.keyboard.press("Escape")
    person.attach("photo", picture(900, 600, 6), picture(600, 900, 7))
    person.it("caption").fill("The harbour **tomorrow**")
    person.it("send-files").click(button="right")
    person.it("files-later").click()
    person.it("schedule-go").click()
    person.it("sending").wait_for(state="detached", timeout=LATE_MS)
    person.it("add").click()
    person.it("scheduled").click()
    person.it("plan").first.wait_for()


def shared_files(person: Person) -> None:
    """Another app hands pictures over."""
    person.page.goto(f"{person.url}/#/")
    person.offline_ready()
    files = [[each["name"], each["mimeType"], list(each["buffer"])] for each in (picture(300, 200, 1),)]
    person.page.evaluate(SHARE, ["/share", {"title": "From the harbour"}, files])
    person.it("share-files").wait_for()


SCREENS: dict[str, Callable[[Person], None]] = {
    "media-cards": walk,
    "media-album": album,
    "media-menu": attach_menu,
    "media-sending": sending,
    "media-viewer": viewer,
    "media-recording": speaking,
    "media-filming": filming,
    "media-playing": playing,
    "media-tabs": lambda person: shared(person, "media"),
    "media-files": lambda person: shared(person, "files"),
    "media-place": place,
    "media-crop": crop,
    "media-traffic": traffic,
    "stickers": stickers,
    "sticker-pack": lambda person: pack(person, "one"),
    "sticker-packs": lambda person: pack(person, "all"),
    "sticker-edit": lambda person: pack(person, "edit"),
    "plans-with-pictures": plans,
    "shared-files": shared_files,
}
