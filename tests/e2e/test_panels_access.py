"""axe over the sheets of those who run a channel, over import and export, and over stickers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Person
from tests.e2e.test_access import serious
from tests.e2e.test_stickers import gull, make_pack, open_panel

pytestmark = pytest.mark.browser
SHEETS = [
    ("edit-chat", "edit-title"),
    ("discussion", "sheet-close"),
    ("stats", "chart-members"),
    ("admin-log", "log-all"),
    ("invites", "invite-create"),
]
"""What opens each, and what is there then."""


@pytest.mark.parametrize(("scheme", "locale", "width"), [("light", "ru", 1280), ("dark", "ar", 360)])
def test_axe_finds_nothing_serious_in_what_is_fetched_later(
    someone: Callable[..., Person], scheme: str, locale: str, width: int
) -> None:
    ana = someone("Ana", color_scheme=scheme, locale=locale)
    ana.make("channel", "News")
    ana.say("The first post")
    ana.it("tick").or_(ana.message("The first post")).first.wait_for()
    ana.page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, list[str]] = {}
    ana.it("chat-head").click()
    for what, there in SHEETS:
        ana.it(what).click()
        ana.it(there).first.wait_for()
        found[what] = serious(ana.page)
        ana.it("sheet-close").last.click()
        expect(ana.it("sheet-close")).to_have_count(0)
    ana.page.goto(f"{ana.url}/#/")
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("settings-moving").click()
    ana.it("export-start").wait_for()
    found["moving"] = serious(ana.page)
    ana.it("sheet-close").last.click()
    ana.it("sheet-close").click()

    ana.open("News")
    make_pack(ana, "Gulls", gull(1))
    found["pack-edit"] = serious(ana.page)
    ana.it("pack-done").click()
    ana.it("pack-open").click()
    ana.it("pack-link").wait_for()
    found["pack"] = serious(ana.page)
    ana.it("sheet-close").last.click()
    ana.it("sheet-close").click()
    open_panel(ana)
    ana.it("pick-sticker").first.wait_for()
    found["stickers"] = serious(ana.page)
    assert {screen: faults for screen, faults in found.items() if faults} == {}
