"""Media that should not be seen, fetched or kept: strangers', on a thin line, and what was taken away."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.drawn import picture
from tests.e2e.stage import PATIENCE_S, Person
from tests.e2e.test_access import STILL
from tests.e2e.test_media_sending import Club, shown

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Come = Callable[..., Person]
Handle = Callable[[str], str]
KEPT = """async () => {
    const kept = await (await caches.open('media')).keys();
    return kept.map(each => new URL(each.url).pathname).filter(path => path !== '/f/.index');
}"""


def picture_of(person: Person, text: str) -> Locator:
    """The picture over these words."""
    return person.message(text).locator("[data-test=picture]")


def path_of(person: Person, text: str) -> str:
    """Where its bytes come from."""
    return (picture_of(person, text).locator("img.on").get_attribute("src") or "").partition("?")[0]


def is_kept(person: Person, path: str, wanted: bool = True) -> None:
    """The device's cache has this variant, or has it no more."""
    person.until(f"({KEPT})().then(kept => kept.includes('{path}') === {str(wanted).lower()})")


def settings(person: Person) -> None:
    """Open them."""
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it("settings").wait_for()


def test_pictures_of_strangers_are_shown_when_asked_for(someone: Come, handle: Handle) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    name = handle("bo")
    bo.take_name(name)
    ana.write_to(name)
    ana.say("hello")
    bo.open("Ana")
    fetched: list[str] = []
    bo.page.on("request", lambda request: fetched.append(request.url) if "/f/" in request.url else None)

    ana.bring("photo", picture(), caption="look")

    box = picture_of(bo, "look")
    expect(box).to_have_attribute("data-state", "ready")
    expect(box).to_have_attribute("data-cover", "strange")
    assert box.locator("img").count() == 0
    assert fetched == [], "not even fetched"
    box.locator("[data-test=open-media]").click()
    shown(box)
    expect(ana.message("look").locator("[data-cover]")).to_have_count(0)


def test_on_a_thin_line_pictures_come_when_tapped_and_bytes_are_counted(club: Club) -> None:
    ana, bo = club
    bo.offline_ready()
    settings(bo)
    bo.it("saver").click()
    expect(bo.it("saver")).to_be_checked()
    bo.it("settings-traffic").click()
    bo.it("traffic-reset").click()
    expect(bo.it("traffic-photos")).to_have_attribute("data-down", "0")
    bo.it("sheet-close").click()

    ana.bring("photo", picture(), caption="thin")
    box = picture_of(bo, "thin")
    expect(box).to_have_attribute("data-state", "ready")
    expect(box).to_have_attribute("data-cover", "saver")
    expect(box.locator("canvas.guess"), "its first guess is there").to_have_count(1)
    assert box.locator("img").count() == 0
    box.locator("[data-test=open-media]").click()
    shown(box)
    size = box.locator("img").evaluate("img => fetch(img.src).then(r => r.blob()).then(b => b.size)")

    settings(bo)
    bo.it("settings-traffic").click()
    expect(bo.it("traffic-photos")).to_have_attribute("data-down", str(size))
    assert int(bo.it("traffic-messages").get_attribute("data-down") or 0) > 0
    bo.page.locator("[data-test=settings] header .flip").click()
    bo.it("saver").click()
    expect(bo.it("saver")).not_to_be_checked()


def test_what_is_taken_away_leaves_the_caches_of_every_device(club: Club) -> None:
    ana, bo = club
    bo.offline_ready()
    ana.bring("photo", picture(600, 400, 1), caption="stays")
    ana.bring("photo", picture(600, 400, 2), caption="goes")
    for text in ("stays", "goes"):
        shown(picture_of(bo, text))
    stays, goes = path_of(bo, "stays"), path_of(bo, "goes")
    is_kept(bo, stays)
    is_kept(bo, goes)

    ana.menu("goes", "delete")
    ana.it("confirm").click()

    expect(bo.message("goes")).to_have_count(0)
    is_kept(bo, goes, False)
    is_kept(bo, stays)
    assert bo.page.evaluate("path => fetch(path).then(answer => answer.status)", goes) == 404


def test_what_was_seen_once_is_there_without_a_network(club: Club) -> None:
    ana, bo = club
    bo.offline_ready()
    ana.bring("photo", picture(600, 400, 5), caption="kept")
    shown(picture_of(bo, "kept"))
    is_kept(bo, path_of(bo, "kept"))

    bo.wire.cut()
    bo.page.reload()

    expect(picture_of(bo, "kept").locator("img.on")).to_be_visible()
    expect(picture_of(bo, "kept").locator("img.on")).not_to_have_js_property("naturalWidth", 0)
    bo.wire.mend()


def test_signing_out_leaves_no_picture_on_the_device(someone: Come) -> None:
    cy = someone("Cy")
    cy.make("group", "Alone")
    cy.bring("photo", picture(600, 400, 6), caption="mine")
    expect(picture_of(cy, "mine")).to_have_attribute("data-state", "ready")
    cy.offline_ready()
    cy.page.reload()
    shown(picture_of(cy, "mine"))
    path = path_of(cy, "mine")
    is_kept(cy, path)

    settings(cy)
    cy.it("sign-out").click()
    cy.it("confirm").click()
    cy.it("phone").wait_for()

    is_kept(cy, path, False)
    assert cy.page.evaluate("path => fetch(path).then(answer => answer.status)", path) == 404


def test_a_pass_that_ran_out_is_renewed_without_a_word(club: Club) -> None:
    ana, bo = club
    bo.until("fetch('/files/pass').then(() => true)")
    bo.context.clear_cookies()

    ana.bring("photo", picture(600, 400, 7), caption="again")

    shown(picture_of(bo, "again"))


def test_a_picture_moves_nothing_when_it_comes(someone: Come, handle: Handle) -> None:
    ana, bo = someone("Ana"), someone("Bo", service_workers="block")
    name = handle("quiet")
    ana.make("group", "Quiet", name)
    bo.write_to(name)
    bo.it("join").click()
    bo.it("composer").wait_for()
    late: list[Route] = []
    gate = {"shut": True}
    bo.page.route("**/f/**", lambda route: late.append(route) if gate["shut"] else route.continue_())

    ana.bring("photo", picture(900, 500, 8), caption="late")
    ana.say("below")
    bo.message("below").wait_for()
    box = picture_of(bo, "late")
    expect(box).to_have_attribute("data-state", "ready")
    expect(box.locator("canvas.guess")).to_have_count(1)
    end = time.monotonic() + PATIENCE_S
    while not late:
        assert time.monotonic() < end, "the picture is on its way"
        bo.page.wait_for_timeout(50)
    bo.page.wait_for_function(STILL)
    before = bo.message("below").bounding_box()
    gate["shut"] = False
    for route in late:
        route.continue_()

    shown(box)
    assert bo.message("below").bounding_box() == before
