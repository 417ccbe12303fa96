"""Pictures of the screens of bots: Drum is on every server."""

import itertools
import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.stage import Person
from tests.e2e.talk_shots import send
from tests.e2e.test_bots import Robot

NUMBERS = itertools.count(1)


def start(person: Person) -> None:
    """A link led here: Start in the composer's place."""
    person.page.goto(f"{person.url}/#/drum?start=new")
    person.it("bot-start").wait_for()


def talking(person: Person) -> None:
    """In the dialog with Drum, asked for a name or for nothing."""
    start(person)
    person.it("bot-start").click()
    person.it("composer").wait_for()
    person.it("text").last.wait_for()


def buttons(person: Person) -> None:
    """Rows of buttons, of every colour."""
    talking(person)
    for command in ("/cancel", "/help", "/mybots"):
        send(person, command)
        expect(person.it("message").last).not_to_contain_text(command)  # nor is the answer the command
    person.it("key").last.wait_for()


def buttons_of_a_bot(person: Person) -> None:
    """A token, and all that can be changed about a bot."""
    talking(person)
    asked, shown = person.it("keys").count(), person.page.locator("[data-kind=clipboard]").count()
    send(person, "Tide Teller")
    expect(person.it("keys")).to_have_count(asked + 1)
    person.it("key").last.click()
    expect(person.page.locator("[data-kind=clipboard]")).to_have_count(shown + 1)
    person.page.wait_for_timeout(1200)


def commands(person: Person) -> None:
    """The menu behind the slash."""
    talking(person)
    person.it("commands-open").click()
    person.it("command").first.wait_for()


def hints(person: Person) -> None:
    """Commands while one types."""
    talking(person)
    person.it("composer").press_sequentially("/")
    person.it("hint-command").first.wait_for()
    person.page.wait_for_timeout(300)


def profile(person: Person) -> None:
    """What a bot says of itself, and what can be done with it."""
    talking(person)
    person.it("chat-head").click()
    person.it("bot-hears").wait_for()


def adding(person: Person) -> None:
    """Into which chat."""
    profile(person)
    person.it("bot-add").click()
    person.it("bot-add-to").first.wait_for()


def found(person: Person) -> None:
    """Among people, with its mark."""
    person.page.goto(f"{person.url}/#/")
    person.it("search").fill("drum")
    person.it("bot-mark").first.wait_for()


def scribe(person: Person, title: str = "Scribe") -> Robot:
    """A constructor, its profile open."""
    server, name = person.server, f"scribe_{next(NUMBERS)}"
    asked = ("bot", "add", "--owner", person.phone, "--name", title, "--username", name)
    made = server.run(*asked, "--constructor", "--print-token")
    person.page.goto(f"{person.url}/#/{name}?start=x")
    person.it("bot-start").wait_for()
    person.it("chat-head").click()
    person.it("bot-construct").wait_for()
    return Robot(server.settings["TAMBOUR_BOTS_LISTEN"], made["token"])


def construct_where(person: Person) -> None:
    """For which chat."""
    scribe(person)
    person.it("bot-construct").click()
    person.it("construct-in").first.wait_for()


def constructing(person: Person) -> None:
    """A message offered, with a picture and buttons, and how the bot is asked on."""
    bot = scribe(person)
    person.it("bot-construct").click()
    person.it("construct-in").filter(has_text="Harbour Street").click()
    id = bot.hear("message_construction_request")["session_id"]
    vote = [
        {"type": "callback", "text": "Tea", "payload": "t"},
        {"type": "callback", "text": "Coffee", "payload": "c"},
    ]
    offered = {
        "text": "**Tea** or coffee on Sunday?",
        "format": "markdown",
        "attachments": [{"type": "inline_keyboard", "payload": {"buttons": [vote]}}],
    }
    asks = [
        {"type": "callback", "text": "Shorter", "payload": "s"},
        {"type": "callback", "text": "Anonymous", "payload": "a"},
    ]
    body = {
        "messages": [offered, {"text": "Answers until Saturday, please."}],
        "hint": "Looks good? Or tell me what to change.",
        "placeholder": "What to change",
        "allow_user_input": True,
        "keyboard": {"buttons": [asks]},
    }
    bot.call("POST", f"/answers/constructor?session_id={id}", body)
    person.it("offered").last.wait_for()


def gathering(person: Person) -> None:
    """A button that makes a chat asks before."""
    bot = scribe(person)
    person.page.keyboard.press("Escape")
    person.it("bot-start").click()
    user = bot.hear("bot_started")["user"]["user_id"]
    rows = [
        [{"type": "chat", "text": "Discuss", "chat_title": "Tea on Sunday"}],
        [
            {"type": "request_contact", "text": "My contact"},
            {"type": "request_geo_location", "text": "My place"},
        ],
        [
            {"type": "message", "text": "Yes, please"},
            {"type": "clipboard", "text": "Copy the code", "payload": "42"},
        ],
    ]
    bot.say("Tea on Sunday at five, at the lighthouse.", f"user_id={user}", *rows)
    person.it("key").first.click()
    person.it("confirm").wait_for()


def opening(person: Person) -> None:
    """A mini-app is named before it opens."""
    shop = f"Harbour shop {next(NUMBERS)}"
    bot = scribe(person, shop)
    person.page.keyboard.press("Escape")
    person.it("bot-start").click()
    user = bot.hear("bot_started")["user"]["user_id"]
    back = person.page.url
    person.page.goto(f"{person.url}/#/drum?start=x")
    person.it("bot-start").click()
    person.it("composer").wait_for()
    send(person, "/mybots")
    person.it("key").filter(has_text=shop).last.click()
    mini = person.it("key").filter(has_text=re.compile("Mini|Мини|مصغّر"))
    person.it("message").filter(has_text=shop, has=mini).last.locator(mini).click()
    send(person, "https://shop.example/app")
    person.page.locator(".m").filter(has_text="https://shop.example/app").nth(1).wait_for()
    person.page.goto(back)
    bot.say("Our shop is open.", f"user_id={user}", [{"type": "open_app", "text": "Have a look"}])
    person.it("key").filter(has_text="Have a look").click()
    person.it("confirm").wait_for()


SCREENS: dict[str, Callable[[Person], None]] = {
    "bot-start": start,
    "bot-buttons": buttons,
    "bot-made": buttons_of_a_bot,
    "bot-commands": commands,
    "bot-hints": hints,
    "bot-profile": profile,
    "bot-adding": adding,
    "bot-found": found,
    "bot-construct-where": construct_where,
    "bot-constructing": constructing,
    "bot-gathering": gathering,
    "bot-opening": opening,
}
