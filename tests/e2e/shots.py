"""Pictures of every screen of the messenger in the demo town: `python -m tests.e2e.shots [FOLDER] [NAME…] [--axe]`.

Narrow and wide, light and dark, and Arabic from right to left; for people to look at. NAME: a variant or a screen.
`--axe` looks at each screen with axe as well and ends in failure when it finds something serious.
"""

import itertools
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.exports import make as make_export
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as Missing

from tests.conftest import free_port
from tests.e2e import bot_shots, desk_shots, known_shots, media_shots, talk_shots
from tests.e2e.stage import CHROMIUM, FLAGS, Person, Server, serving
from tests.e2e.test_access import serious

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
VARIANTS: dict[str, dict[str, Any]] = {
    "360-light": PHONE | {"color_scheme": "light"},
    "360-dark": PHONE | {"color_scheme": "dark"},
    "1280-light": DESK | {"color_scheme": "light"},
    "1280-dark": DESK | {"color_scheme": "dark"},
    "360-arabic": PHONE | {"color_scheme": "light", "locale": "ar"},
    "1280-arabic": DESK | {"color_scheme": "light", "locale": "ar"},
    "1280-arabic-dark": DESK | {"color_scheme": "dark", "locale": "ar"},
    "1280-russian": DESK | {"color_scheme": "light", "locale": "ru"},
}
NUMBERS = itertools.count(100)
FOLDER_OF_EXPORT = Path(tempfile.mkdtemp(prefix="tambour-shots-"))
EMMA = ("+79990001001", "Emma Whitlock")


def to_list(emma: Person) -> None:
    """The first screen, nothing open over it."""
    emma.page.goto(f"{emma.url}/#/")
    emma.it("chat-list").wait_for()


def settings(emma: Person, page: str = "") -> None:
    """The settings, or one page of them."""
    to_list(emma)
    emma.it("app-menu").click()
    emma.it("menu-settings").click()
    emma.it("settings").wait_for()
    if page:
        emma.it(f"settings-{page}").click()


def chat(emma: Person, kind: str, suffix: str = "") -> None:
    """The first chat of a kind in the list, told by the mark in its row."""
    to_list(emma)
    rows = emma.it("chat-row")
    marks = {"group": "svg path[d^='M9 5']", "channel": "svg path[d^='M4 10v4']"}
    found = (
        rows.filter(has=emma.page.locator(marks[kind]))
        if kind in marks
        else rows.filter(has_not=emma.page.locator(".ti svg"))
    )
    number = found.first.get_attribute("data-chat")
    emma.page.goto(f"{emma.url}/#/c/{number}{suffix}")
    emma.it("chat-info" if suffix else "text").first.wait_for()


def message_menu(emma: Person) -> None:
    """What one can do with a message."""
    chat(emma, "group")
    emma.it("text").last.click(button="right", position={"x": 6, "y": 6})


def report(emma: Person) -> None:
    """The second tap of three; posts of her own channel are nobody else's."""
    chat(emma, "dialog")
    emma.page.locator(".m:not(.mine) [data-test=text]").last.click(button="right", position={"x": 6, "y": 6})
    emma.it("menu").locator("[data-test=report]").click()
    emma.it("report-category").first.wait_for()


def search(emma: Person) -> None:
    """Names known and public, and messages."""
    to_list(emma)
    emma.it("search").fill("drum")
    emma.it("found-message").first.wait_for()


def search_messages(emma: Person) -> None:
    """A word that only messages have."""
    to_list(emma)
    emma.it("search").fill("tomorrow")
    emma.it("found-message").first.wait_for()


def search_nothing(emma: Person) -> None:
    """Nothing of that name, nobody, no word."""
    to_list(emma)
    emma.it("search").fill("qwxyzk")
    emma.it("nothing").wait_for()


def seek(emma: Person) -> None:
    """A word in one chat: marked, counted, walked."""
    named(emma, "Harbour Street 7")
    emma.it("chat-search").click()
    emma.it("seek-input").fill("the")
    emma.page.locator(".m mark").first.wait_for()
    emma.page.wait_for_timeout(2000)


def seek_nothing(emma: Person) -> None:
    """A word nobody said."""
    named(emma, "Harbour Street 7")
    emma.it("chat-search").click()
    emma.it("seek-input").fill("qwxyzk")
    emma.page.wait_for_timeout(1500)


def new_chat(emma: Person) -> None:
    """Whom to write to."""
    to_list(emma)
    emma.it("new-chat").click()
    emma.it("find-person").wait_for()


def delete_account(emma: Person) -> None:
    """The last question."""
    settings(emma, "profile")
    emma.it("delete-account").click()
    emma.it("confirm").wait_for()


def approve(emma: Person) -> None:
    """What the camera opens, on a device that is signed in."""
    emma.page.goto(f"{emma.url}/qr/of-no-screen")
    emma.it("approve").wait_for()


def gates(newcomer: Person) -> Iterator[str]:
    """The gate, step by step, for somebody who has a password."""
    page, since = newcomer.page, len(newcomer.server.lines)
    page.goto(newcomer.url)
    newcomer.it("phone").wait_for()
    yield "gate"
    newcomer.it("phone").fill(newcomer.phone)
    newcomer.it("phone-next").click()
    newcomer.it("code-0").wait_for()
    yield "gate-code"
    page.keyboard.type(newcomer.server.code_for(newcomer.phone, since))
    newcomer.it("name").wait_for()
    yield "gate-name"
    newcomer.it("name").fill(newcomer.name)
    newcomer.it("name-next").click()
    settings(newcomer, "password")
    newcomer.it("password-new").fill("seven green boats")
    newcomer.it("password-hint").fill("what floats")
    newcomer.it("password-save").click()
    newcomer.it("settings-password").click()
    newcomer.it("password-old").wait_for()
    yield "password-set"
    newcomer.it("sheet-close").click()
    newcomer.it("app-menu").click()
    newcomer.it("menu-settings").click()
    newcomer.it("sign-out").click()
    newcomer.it("confirm").click()
    since = len(newcomer.server.lines)
    newcomer.it("phone").fill(newcomer.phone)
    newcomer.it("phone-next").click()
    newcomer.it("code-0").wait_for()
    page.keyboard.type(newcomer.server.code_for(newcomer.phone, since))
    newcomer.it("password").wait_for()
    yield "gate-password"


def named(emma: Person, title: str, suffix: str = "") -> None:
    """A chat by its title."""
    to_list(emma)
    row = emma.it("chat-row").filter(has=emma.page.locator("[data-test=chat-title]", has_text=title)).first
    number = row.get_attribute("data-chat")
    emma.page.goto(f"{emma.url}/#/c/{number}{suffix}")
    emma.it("chat-info" if suffix else "text").first.wait_for()


def running(emma: Person, what: str, wait: str, title: str = "Drumhaven weather") -> None:
    """One of the sheets behind a chat's information."""
    named(emma, title, "/info")
    emma.it(what).click()
    emma.it(wait).first.wait_for()


def comments(emma: Person) -> None:
    """The thread under the newest post."""
    named(emma, "Drumhaven weather")
    emma.it("comments").last.click()
    emma.it("thread-head").wait_for()
    emma.it("text").first.wait_for()


def link(emma: Person) -> None:
    """A fresh link with its code."""
    running(emma, "invites", "invite-create")
    emma.it("invite-create").click()
    emma.it("link-title").fill("Poster at the harbour")
    emma.it("until-span").nth(2).click()
    emma.it("invite-make").click()
    emma.it("link-qr").wait_for()


def member(emma: Person, what: str, wait: str, title: str = "Harbour Street 7") -> None:
    """What can be done with one member."""
    named(emma, title, "/info")
    emma.it("member-menu").first.click()
    emma.it("menu").locator(f"[data-test={what}]").click()
    emma.it(wait).wait_for()


def planned(emma: Person) -> None:
    """A post that waits."""
    named(emma, "Drumhaven weather")
    emma.it("composer").fill("**Tomorrow:** fog until noon, then ducks.")
    emma.it("send").click(button="right")
    emma.it("send-later").click()
    emma.it("schedule-go").click()
    emma.it("schedule-go").wait_for(state="detached")
    emma.it("add").click()
    emma.it("scheduled").click()
    emma.it("plan").first.wait_for()


def folders(emma: Person, new: bool) -> None:
    """Folders, or a new one."""
    to_list(emma)
    emma.it("app-menu").click()
    emma.it("menu-folders").click()
    emma.it("folder-new").wait_for()
    if new:
        emma.it("folder-new").click()
        emma.it("folder-title").fill("News")
        emma.it("kind-channel").click()


def archived(emma: Person) -> None:
    """A folder as a tab, and the archive above the list."""
    folders(emma, new=True)
    emma.it("folder-save").click()
    emma.it("folder-save").wait_for(state="detached")
    emma.it("sheet-close").click()
    row = (
        emma.it("chat-row").filter(has=emma.page.locator("[data-test=chat-title]", has_text="Harbour")).first
    )
    row.click(button="right")
    emma.it("archive").click()
    emma.it("archive-row").wait_for()


def link_being_written(emma: Person) -> None:
    """The preview that a link will get can be declined."""
    chat(emma, "dialog")
    emma.it("composer").fill("Have you read https://drumhaven.example/timetable yet?")
    emma.it("link-banner").wait_for()


def shared(emma: Person) -> None:
    """Another app handed something over: into which chat?"""
    emma.page.goto(f"{emma.url}/?title=Timetable&url=https%3A%2F%2Fdrumhaven.example%2Ftimetable")
    emma.it("share-sheet").wait_for()


def outside(emma: Person, name: str) -> None:
    """What readers without an account see."""
    emma.page.goto(f"{emma.url}/{name}")
    emma.page.locator("h1").wait_for()


def moving(emma: Person) -> None:
    """Import and export, after one of each."""
    if not (FOLDER_OF_EXPORT / "export.zip").exists():
        make_export(FOLDER_OF_EXPORT / "in", 400, media_every=40)
        with zipfile.ZipFile(FOLDER_OF_EXPORT / "export.zip", "w") as out:
            for path in sorted((FOLDER_OF_EXPORT / "in").rglob("*")):
                out.write(path, path.relative_to(FOLDER_OF_EXPORT / "in"))
    settings(emma)
    emma.it("settings-moving").click()
    emma.it("exports").wait_for()
    if not emma.it("import").count():
        emma.it("import-zip").set_input_files(FOLDER_OF_EXPORT / "export.zip")
        emma.it("import-go").click()
        emma.page.locator("[data-test=import][data-state=done]").first.wait_for()
        emma.it("export-start").click()
        emma.it("export-fetch").first.wait_for()
        emma.page.reload()
        settings(emma)
        emma.it("settings-moving").click()
        emma.it("known-person").first.wait_for()


def moving_choice(emma: Person) -> None:
    """An export was uploaded: which of its chats?"""
    moving(emma)
    if not emma.it("import-choice").count():
        emma.it("import-zip").set_input_files(FOLDER_OF_EXPORT / "export.zip")
    emma.it("import-chat").first.wait_for()
    emma.it("choose-all").scroll_into_view_if_needed()


def moving_people(emma: Person) -> None:
    """The people of one's imports."""
    moving(emma)
    emma.it("known").scroll_into_view_if_needed()
    emma.it("known-person").nth(3).scroll_into_view_if_needed()


SCREENS: dict[str, Callable[[Person], None]] = {
    "list": to_list,
    "search": search,
    "search-messages": search_messages,
    "search-nothing": search_nothing,
    "seek": seek,
    "seek-nothing": seek_nothing,
    "group": lambda emma: chat(emma, "group"),
    "dialog": lambda emma: chat(emma, "dialog"),
    "channel": lambda emma: chat(emma, "channel"),
    "message-menu": message_menu,
    "information": lambda emma: chat(emma, "group", "/info"),
    "report": report,
    "new-chat": new_chat,
    "settings": settings,
    "profile": lambda emma: settings(emma, "profile"),
    "privacy": lambda emma: settings(emma, "privacy"),
    "notifications": lambda emma: settings(emma, "notifications"),
    "link-being-written": link_being_written,
    "shared-from-outside": shared,
    "public-channel": lambda emma: outside(emma, "drumhaven_weather"),
    "public-person": lambda emma: outside(emma, "mira_stone"),
    "public-nothing": lambda emma: outside(emma, "nobody_is_here"),
    "devices": lambda emma: settings(emma, "devices"),
    "password": lambda emma: settings(emma, "password"),
    "passkeys": lambda emma: settings(emma, "passkeys"),
    "qr": lambda emma: settings(emma, "qr"),
    "delete-account": delete_account,
    "approve": approve,
    "moving": moving,
    "moving-people": moving_people,
    "moving-choice": moving_choice,
    "town": lambda emma: named(emma, "Drumhaven town hall"),
    "imported": lambda emma: named(emma, "Chat 3"),
    "notices": lambda emma: settings(emma, "notices"),
    **media_shots.SCREENS,
    **talk_shots.SCREENS,
    **bot_shots.SCREENS,
    **desk_shots.SCREENS,
    **known_shots.SCREENS,
    "posts": lambda emma: named(emma, "Drumhaven weather"),
    "comments": comments,
    "channel-info": lambda emma: named(emma, "Drumhaven weather", "/info"),
    "edit-channel": lambda emma: running(emma, "edit-chat", "edit-title"),
    "discussion": lambda emma: running(emma, "discussion", "unlink"),
    "statistics": lambda emma: running(emma, "stats", "chart-members"),
    "log": lambda emma: running(emma, "admin-log", "log-all"),
    "requests": lambda emma: running(emma, "requests", "requests-sheet"),
    "guard": lambda emma: running(emma, "guard", "guard-sheet", "Harbour Street 7"),
    "permissions": lambda emma: running(emma, "permissions", "slow-0", "Harbour Street 7"),
    "link": link,
    "promote": lambda emma: member(emma, "promote", "promote-save"),
    "restrict": lambda emma: member(emma, "restrict", "restrict-save"),
    "ban": lambda emma: member(emma, "ban", "ban-go"),
    "planned": planned,
    "folders": lambda emma: folders(emma, new=True),
    "archived": archived,
}


def visitor(browser: Browser, server: Server, variant: str, phone: str, name: str) -> Person:
    """Somebody at a browser of this variant. Passkeys need a name, so the page is opened as localhost."""
    person = Person(browser, server, phone, name, **VARIANTS[variant])
    person.url = person.url.replace("127.0.0.1", "localhost")
    person.page.set_default_timeout(15_000)
    return person


def pictures(
    browser: Browser,
    server: Server,
    folder: Path,
    variant: str,
    only: set[str],
    faults: dict[str, list[str]] | None,
) -> Iterator[Path]:
    """All screens (or only these) in one variant: the gate first, then everything behind it. `faults` by screen."""
    emma = visitor(browser, server, variant, *EMMA)
    newcomer = visitor(browser, server, variant, f"+46701760{next(NUMBERS)}", "Nora")

    def take(name: str, who: Person = emma) -> Path:
        who.page.wait_for_timeout(400)
        path = folder / f"{name}-{variant}.png"
        who.page.screenshot(path=path)
        if faults is not None and (found := serious(who.page)):
            faults[path.stem] = found
            print(f"{path.stem}: {found}", file=sys.stderr, flush=True)
        return path

    for step in gates(newcomer):
        yield take(step, newcomer)
    newcomer.leave()
    emma.sign_in()
    for name, go in SCREENS.items():
        if only and name not in only:
            continue
        try:
            go(emma)
        except (Missing, AssertionError) as fault:
            print(f"{name} {variant}: {str(fault).splitlines()[0]}", file=sys.stderr, flush=True)
        yield take(name)
        emma.page.goto("about:blank")
    emma.leave()


def main() -> None:
    """Take them all and say where they are."""
    given = [one for one in sys.argv[1:] if one != "--axe"]
    folder = Path(given[0] if given else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [one for one in given[1:] if one in VARIANTS] or list(VARIANTS)
    only = {one for one in given[1:] if one in SCREENS}
    faults: dict[str, list[str]] | None = {} if "--axe" in sys.argv else None
    with (
        sync_playwright() as playwright,
        serving(
            "demo", TAMBOUR_BOTS_LISTEN=f"127.0.0.1:{free_port()}", TAMBOUR_CONSOLE_RECHECK_PERCENT="100"
        ) as server,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        taken = [
            path for variant in wanted for path in pictures(browser, server, folder, variant, only, faults)
        ]
        browser.close()
    print(f"{len(taken)} pictures in {folder}/")
    if faults is not None:
        print(f"{len(taken)} screens looked at by axe, {len(faults)} with something serious")
        print("".join(f"{screen}: {found}\n" for screen, found in faults.items()), end="")
        sys.exit(bool(faults))


if __name__ == "__main__":
    main()
