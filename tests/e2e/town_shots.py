"""Pictures of the messenger's own screens in the demo town: lists, chats, settings, moving, what owners do."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.exports import make as make_export

from tests.e2e.stage import Person

FOLDER_OF_EXPORT = Path(tempfile.mkdtemp(prefix="tambour-shots-"))


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
    """A folder as a tab, and above the list the archive, with a chat in it that no other screen needs."""
    to_list(emma)
    if emma.it("archive-row").count():
        return
    folders(emma, new=True)
    emma.it("folder-save").click()
    emma.it("folder-save").wait_for(state="detached")
    emma.it("sheet-close").click()
    row = emma.it("chat-row").filter(has=emma.page.locator("[data-test=chat-title]", has_text="Chat 2")).first
    row.click(button="right")
    emma.it("archive").click()
    emma.it("archive-row").scroll_into_view_if_needed()


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


GATES = ("gate", "gate-code", "gate-name", "password-set", "gate-password")
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
}
OWNED: dict[str, Callable[[Person], None]] = {
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
