"""Pictures of every screen in the demo town: `python -m tests.e2e.shots [FOLDER] [--axe] [--only PART] [--look PART]`.

Phone and desktop, light and dark, and Arabic from right to left; for people to look at. `--only` takes the screens
whose name has this part, `--look` the looks (`phone-light`, or all that are `dark`); both may be given several times.
`--axe` looks at each screen with axe as well. One server and one browser serve all; a screen that cannot be reached or
has something serious does not stop the others: all are told at the end, and the exit code is 1 then.
"""

import argparse
import itertools
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.machine import free_port
from playwright.sync_api import Browser, Error, sync_playwright

from tests.e2e import (
    bot_shots,
    desk_shots,
    holding_shots,
    known_shots,
    media_shots,
    surface_shots,
    talk_shots,
    town_shots,
)
from tests.e2e.stage import CHROMIUM, FLAGS, Person, Server, serving
from tests.e2e.test_access import serious

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LOOKS: dict[str, dict[str, Any]] = {
    "phone-light": PHONE | {"color_scheme": "light"},
    "phone-dark": PHONE | {"color_scheme": "dark"},
    "desktop-light": DESK | {"color_scheme": "light"},
    "desktop-dark": DESK | {"color_scheme": "dark"},
    "phone-arabic": PHONE | {"color_scheme": "light", "locale": "ar"},
    "desktop-arabic": DESK | {"color_scheme": "light", "locale": "ar"},
    "desktop-arabic-dark": DESK | {"color_scheme": "dark", "locale": "ar"},
    "desktop-russian": DESK | {"color_scheme": "light", "locale": "ru"},
}
SCREENS = (
    town_shots.SCREENS
    | media_shots.SCREENS
    | talk_shots.SCREENS
    | bot_shots.SCREENS
    | desk_shots.SCREENS
    | known_shots.SCREENS
    | surface_shots.SCREENS
    | holding_shots.SCREENS
    | town_shots.OWNED
)
NUMBERS = itertools.count(100)
EMMA = ("+79990001001", "Emma Whitlock")
PATIENCE_MS = 15_000
SETTLED_MS = 400


class Round:
    """One run: whose pictures go where, and what was found wrong, by picture."""

    def __init__(self, browser: Browser, server: Server, folder: Path, axe: bool) -> None:
        self.browser, self.server, self.folder, self.axe = browser, server, folder, axe
        self.faults: dict[str, str] = {}
        self.taken = 0

    def visitor(self, look: str, phone: str, name: str) -> Person:
        """Somebody at a browser with this look. Passkeys need a name, so the page is opened as localhost."""
        person = Person(self.browser, self.server, phone, name, **LOOKS[look])
        person.url = person.url.replace("127.0.0.1", "localhost")
        person.page.set_default_timeout(PATIENCE_MS)
        return person

    def wrong(self, name: str, what: object) -> None:
        """Told now, and once more at the end."""
        lines = str(what).strip().splitlines() or [repr(what)]
        self.faults[name] = f"{self.faults[name]}; {lines[0]}" if name in self.faults else lines[0]
        print(f"{name}: {lines[0]}", file=sys.stderr, flush=True)

    def take(self, name: str, who: Person) -> None:
        """One picture of what stands on the screen, looked at by axe."""
        who.page.wait_for_timeout(SETTLED_MS)
        who.page.screenshot(path=self.folder / f"{name}.png", animations="disabled")
        self.taken += 1
        if self.axe:
            for found in serious(who.page):
                self.wrong(name, found)
        if who.faults:
            self.wrong(name, f"errors of the page: {who.faults}")
            who.faults.clear()

    def gate(self, look: str, wanted: set[str]) -> None:
        """The steps of signing up, by somebody new."""
        newcomer = self.visitor(look, f"+46701760{next(NUMBERS)}", "Nora")
        try:
            for step in steps(newcomer, wanted):
                self.take(f"{step}-{look}", newcomer)
        except Exception as fault:  # the other screens are worth their pictures all the same
            self.wrong(f"gate-{look}", f"{where(fault)}: {fault}")
        newcomer.context.close()
        newcomer.wire.close()

    def inside(self, look: str, wanted: set[str]) -> None:
        """Everything behind the gate, at one page."""
        emma = self.visitor(look, *EMMA).sign_in()
        for name, go in SCREENS.items():
            if name not in wanted:
                continue
            since = time.monotonic()
            try:
                go(emma)
                self.take(f"{name}-{look}", emma)
            except Exception as fault:  # whatever one screen dies of, the next one is looked at
                self.wrong(f"{name}-{look}", f"{where(fault)}: {fault}")
                with suppress(Error):
                    emma.page.screenshot(path=self.folder / f"{name}-{look}.png", animations="disabled")
                emma.page.close()
                emma.page = emma.context.new_page()
                emma.page.set_default_timeout(PATIENCE_MS)
            emma.wire.mend()
            emma.page.goto("about:blank")
            print(f"{name}-{look}: {time.monotonic() - since:.1f} s", flush=True)
        emma.context.close()
        emma.wire.close()


def where(fault: Exception) -> str:
    """The line of ours at which it came up."""
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "tests/e2e" in frame.filename]
    return f"{Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else type(fault).__name__


def steps(newcomer: Person, wanted: set[str]) -> Iterator[str]:
    """Those steps of the gate that are wanted, each when it is on the screen."""
    left = wanted & set(town_shots.GATES)
    if not left:
        return
    for step in town_shots.gates(newcomer):
        if step in left:
            left.discard(step)
            yield step
        if not left:
            return


def among(names: list[str], parts: list[str] | None) -> list[str]:
    """Those that are called so, or else that have one of the parts in their name; all when nothing is asked for."""
    if not parts:
        return names
    exact = [name for name in names if name in parts]
    loose = [part for part in parts if part not in names]
    return [name for name in names if name in exact or any(part in name for part in loose)]


def main() -> None:
    """Take them all, say where they are and what was wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    asked.add_argument("--axe", action="store_true")
    asked.add_argument("--only", action="append", metavar="PART")
    asked.add_argument("--look", action="append", metavar="PART")
    given = asked.parse_args()
    looks = among(list(LOOKS), given.look)
    screens = set(among([*town_shots.GATES, *SCREENS], given.only))
    if not looks or not screens:
        asked.error(f"looks: {', '.join(LOOKS)}; screens: {', '.join([*town_shots.GATES, *SCREENS])}")
    given.folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "TAMBOUR_BOTS_LISTEN": f"127.0.0.1:{free_port()}",
        "TAMBOUR_CONSOLE_RECHECK_PERCENT": "100",
        "TAMBOUR_CLASSIFIER_KIND": "light",
    }
    since = time.monotonic()
    with sync_playwright() as playwright, serving("demo", **settings) as server:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        run = Round(browser, server, given.folder, given.axe)
        for look in looks:
            run.gate(look, screens)
            run.inside(look, screens)
        browser.close()
    minutes = (time.monotonic() - since) / 60
    print(
        f"{run.taken} pictures in {given.folder}/, {minutes:.0f} minutes; {len(run.faults)} with something wrong"
    )
    print("".join(f"{name}: {fault}\n" for name, fault in run.faults.items()), end="")
    sys.exit(bool(run.faults))


if __name__ == "__main__":
    main()
