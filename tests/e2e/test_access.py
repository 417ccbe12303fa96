"""For those who do not see the screen, or do not use a mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.stage import Person

pytestmark = pytest.mark.browser
STILL = """() => document.getAnimations().every(
    a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity)"""
LOOKS_MAX = 3
"""What comes while axe looks (a toast, a message) is half transparent then; what is really wrong is so every time."""
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical on the page, once what moved into place stands still, in words."""
    page.evaluate(AXE.read_text())
    words: list[str] = []
    for _ in range(LOOKS_MAX):
        page.wait_for_function(STILL)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
        words = [
            f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:3]]}"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        if not words:
            break
    return words


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-GB"), ("dark", "en-GB"), ("dark", "ar")])
def test_axe_finds_nothing_serious_on_any_screen(
    someone: Callable[..., Person], scheme: str, locale: str
) -> None:
    ana = someone("Ana", color_scheme=scheme, locale=locale)
    found = {"list": serious(ana.page)}
    ana.make("group", "Readers")
    ana.say("Which book is next?")
    ana.it("tick").first.wait_for()
    found["conversation"] = serious(ana.page)
    ana.it("chat-head").click()
    ana.it("member").first.wait_for()
    found["information"] = serious(ana.page)
    ana.it("app-menu").click()
    found["menu"] = serious(ana.page)
    ana.it("menu-settings").click()
    ana.it("settings").wait_for()
    found["settings"] = serious(ana.page)
    assert {screen: faults for screen, faults in found.items() if faults} == {}


def test_everything_needed_to_talk_can_be_done_with_the_keyboard(someone: Callable[..., Person]) -> None:
    ana = someone("Ana")
    ana.make("group", "Walkers")
    keys = ana.page.keyboard
    ana.it("composer").focus()
    keys.type("first")
    keys.press("Enter")
    ana.message("first").locator("[data-tick=sent], [data-tick=read]").wait_for()

    keys.press("ArrowUp")
    expect(ana.it("banner")).to_be_visible()
    keys.press("Escape")
    expect(ana.it("banner")).to_have_count(0)
    ana.message("first").focus()
    keys.press("Enter")
    expect(ana.it("menu")).to_be_visible()
    keys.press("Escape")
    expect(ana.it("menu")).to_have_count(0)
    expect(ana.message("first")).to_be_focused()
    keys.press("Escape")

    expect(ana.it("chat-row").first).to_be_focused()
