"""Small screens, large letters, keyboards, screen readers: every screen can be used, and what happens is told."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.stage import Person, Server
from tests.e2e.test_access import serious

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
TWICE_AS_LARGE = {"width": 640, "height": 400}
"""What is left of 1280 by 800 when everything is drawn at 200 %."""
TARGET_MIN_PX = 24
FITS = "document.documentElement.scrollWidth <= innerWidth"
SMALL = """min => [...document.querySelectorAll('button, a[href], input, [role=button]')].filter(e => {
    const box = e.getBoundingClientRect();
    const inText = e.closest('.tx, .hint, .fwd, .name, p');
    return e.checkVisibility() && !inText && box.width > 1 && (box.width < min || box.height < min);
}).map(e => e.outerHTML.slice(0, 100))"""
PAGES = ("profile", "privacy", "devices", "password", "notices", "qr")
SIDE_BY_SIDE = """(() => {
    const panes = ['chat-list', 'talk', 'chat-info'].map(mark => document.querySelector(`[data-test=${mark}]`));
    const boxes = panes.map(pane => pane.getBoundingClientRect());
    return [0, 1].every(n => Math.abs(boxes[n].right - boxes[n + 1].left) <= 2 && boxes[n].width > 0);
})()"""
"""Each pane begins where the one before ends: of one moment, since the list makes room when the third one comes."""


@pytest.fixture(scope="module")
def pair(browser: Browser, server: Server) -> Iterator[tuple[Person, Person]]:
    """Ana and Bo in a group with a few words in it."""
    ana = Person(browser, server, "+46701753001", "Ana", reduced_motion="reduce").sign_in()
    bo = Person(browser, server, "+46701753002", "Bo Berg").sign_in()
    ana.make("group", "Walkers", "walkers_here")
    ana.say("first")
    bo.write_to("walkers_here")
    bo.it("join").click()
    bo.say("I am Bo")
    ana.message("I am Bo").wait_for()
    yield ana, bo
    for person in (ana, bo):
        person.leave()


def home(ana: Person, size: dict[str, int]) -> None:
    """The list, on a screen of this size."""
    ana.page.set_viewport_size(size)  # type: ignore[arg-type]
    ana.home()
    ana.it("chat-row").first.wait_for()


def settings(ana: Person, page: str = "") -> None:
    """The settings, or one page of them."""
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("settings").wait_for()
    if page:
        ana.it(f"settings-{page}").click()
        ana.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("size", [PHONE, TWICE_AS_LARGE, DESK], ids=["360", "200 %", "1280"])
def test_every_screen_fits_can_be_pressed_and_offends_no_axe(
    pair: tuple[Person, Person], size: dict[str, int]
) -> None:
    ana, _ = pair
    found: dict[str, object] = {}

    def look(name: str) -> None:
        faults = serious(ana.page), ana.page.evaluate(FITS), ana.page.evaluate(SMALL, TARGET_MIN_PX)
        if faults != ([], True, []):
            found[name] = faults

    home(ana, size)
    look("list")
    ana.open("Walkers")
    ana.message("I am Bo").click(button="right", position={"x": 60, "y": 12})
    ana.it("menu").wait_for()
    look("message menu")
    ana.it("menu").locator("[data-test=report]").click()
    ana.it("report-category").first.wait_for()
    look("report")
    ana.page.keyboard.press("Escape")
    ana.it("emoji").click()
    ana.it("emoji-panel").wait_for()
    look("emoji")
    ana.page.keyboard.press("Escape")
    ana.message("I am Bo").locator("[data-test=sender]").click()
    ana.it("user-card").wait_for()
    look("person")
    ana.page.keyboard.press("Escape")
    home(ana, size)
    ana.page.keyboard.press("Control+/")
    ana.it("keys-sheet").wait_for()
    look("keys")
    ana.page.keyboard.press("Escape")
    for page in PAGES:
        settings(ana, page)
        look(page)
        ana.it("sheet-close").click()
    assert found == {}


def test_a_phone_is_held_in_one_hand_and_a_desk_has_three_panes(pair: tuple[Person, Person]) -> None:
    ana, _ = pair
    home(ana, PHONE)
    lower = [ana.it("new-chat").bounding_box()]
    ana.open("Walkers")
    expect(ana.it("chat-list")).to_be_hidden()
    lower += [ana.it(mark).bounding_box() for mark in ("composer", "emoji", "add")]
    assert all(box and box["y"] > PHONE["height"] * 2 / 3 for box in lower), lower

    home(ana, DESK)
    ana.open("Walkers")
    ana.it("chat-head").click()
    ana.it("chat-info").wait_for()
    ana.until(SIDE_BY_SIDE)


def test_what_others_say_is_read_aloud_and_nothing_moves_for_who_wants_rest(
    pair: tuple[Person, Person],
) -> None:
    ana, bo = pair
    home(ana, DESK)
    ana.open("Walkers")
    bo.say("can you hear me?")

    expect(ana.it("spoken")).to_have_text("Bo Berg: can you hear me?")
    ana.it("app-menu").click()
    times = "e => getComputedStyle(e).animationDuration"
    assert ana.it("menu").evaluate(times) == "0.001s"
    ana.page.keyboard.press("Escape")
    expect(ana.it("app-menu")).to_be_focused()


def test_the_focus_comes_back_to_where_a_dialog_was_opened_from(pair: tuple[Person, Person]) -> None:
    ana, _ = pair
    home(ana, DESK)
    ana.open("Walkers")
    ana.message("I am Bo").focus()
    ana.page.keyboard.press("Enter")
    ana.it("menu").locator("[data-test=report]").press("Enter")
    ana.it("report-sheet").wait_for()
    ana.page.keyboard.press("Escape")
    expect(ana.message("I am Bo")).to_be_focused()

    ana.page.keyboard.press("ArrowUp")
    expect(ana.message("first")).to_be_focused()
    ana.page.keyboard.press("End")
    expect(ana.it("message").last).to_be_focused()
