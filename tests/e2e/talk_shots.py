"""Pictures of talking: emoji, an answer half written, a person, questions, no network, all directions."""

import time
from collections.abc import Callable

from tests.e2e.stage import Person

TITLE = "Languages"


def languages(person: Person) -> None:
    """A group with short, long, mixed and formatted messages."""
    person.page.goto(f"{person.url}/#/")
    person.it("chat-list").wait_for()
    rows = person.it("chat-row").filter(has_text=TITLE)
    if rows.count():
        rows.first.click()
        person.it("message").first.wait_for()
        return
    person.make("group", TITLE)
    for text in (
        "Good morning! **Bold**, _quiet_, `code` and ||a secret||",
        "Доброе утро! Длинноесловобезпробеловкотороедолжноперенестись" + "ь" * 40,
        "صباح الخير Emma، كيف الحال؟ 😊",
        "Emma said مرحبا to (everybody) in 2026",
        "🥁🎉",
        "> What was said\nAnd what is answered to it, at [the harbour](https://harbour.example/boats)",
        "```\nfor boat in harbour:\n    boat.sail()\n```",
    ):
        send(person, text)
    person.it("tick").last.wait_for()


def send(person: Person, text: str) -> None:
    """By the button: on a phone Enter begins a new line."""
    person.it("composer").fill(text)
    person.it("send").click()


def emoji(person: Person) -> None:
    """The picker, with a word typed."""
    languages(person)
    person.it("emoji").click()
    person.it("tab-emoji").click()
    person.it("emoji-search").wait_for()


def answering(person: Person) -> None:
    """An answer half written."""
    languages(person)
    person.menu("Good morning", "reply")
    person.it("composer").fill("Good morning to you too, and to all on the")
    person.it("banner").wait_for()


def card(person: Person) -> None:
    """Who somebody is."""
    person.page.goto(f"{person.url}/#/")
    person.it("chat-list").wait_for()
    person.open("Oscar Reed")
    person.it("chat-head").click()
    person.it("user-card").wait_for()


def question(person: Person) -> None:
    """Before a message goes."""
    languages(person)
    person.menu("Emma said", "delete")
    person.it("confirm").wait_for()


def picking(person: Person) -> None:
    """Several messages picked."""
    languages(person)
    person.menu("Good morning", "select")
    person.message("Emma said").click()
    person.it("pickbar").wait_for()


def keys(person: Person) -> None:
    """What the keyboard can do."""
    person.page.goto(f"{person.url}/#/")
    person.it("chat-list").wait_for()
    person.page.keyboard.press("Control+/")
    person.it("keys-sheet").wait_for()


def offline(person: Person) -> None:
    """A message that waits for the network."""
    languages(person)
    person.wire.cut()
    person.it("conn").first.wait_for(state="attached")
    send(person, "written in the tunnel")
    person.it("message").last.locator("[data-tick=waiting]").wait_for()


def formatting(person: Person) -> None:
    """Words are selected: how they could look."""
    languages(person)
    person.it("composer").fill("The boat leaves at **noon**, not at ten")
    person.it("composer").press("Control+a")
    person.it("format").wait_for()


def seen_by(person: Person) -> None:
    """Who has read one's own message, and who liked it."""
    person.page.goto(f"{person.url}/#/")
    person.it("chat-list").wait_for()
    person.open("Harbour Street 7")
    own = person.page.locator(".m.mine [data-test=text]").last
    own.click(button="right", position={"x": 6, "y": 6})
    person.it("who").click()
    person.it("who-sheet").locator("[data-test=person], .empty").first.wait_for()


def votes(person: Person) -> None:
    """Who chose what in an open poll."""
    languages(person)
    if not person.it("poll").count():
        person.it("add").click()
        person.it("add-poll").click()
        person.it("poll-q").fill("Boat or train?")
        person.it("poll-o-0").fill("Boat")
        person.it("poll-o-1").fill("Train")
        person.it("poll-sheet").locator("input[type=checkbox]").first.uncheck()
        person.it("poll-send").click()
        person.it("poll-option").first.click()
    person.it("poll-who").last.click()
    person.it("votes-of").first.wait_for()


def stranger(person: Person) -> None:
    """Somebody unknown has written."""
    me = person.server.admit(person.phone)["me"]["u"]
    access = person.server.admit("+46701761777", "Sam Carter")["access"]
    chat = person.server.ask("chat.create", access, k="dialog", u=me)["r"]["ch"]["c"]
    rid = str((time.time_ns() // 1_000_000) << 22)
    person.server.ask("msg.send", access, c=chat, rid=rid, x="Hello! Is the boat still for sale?")
    person.page.goto(f"{person.url}/#/c/{chat}")
    person.it("stranger").wait_for()


SCREENS: dict[str, Callable[[Person], None]] = {
    "languages": languages,
    "emoji": emoji,
    "answering": answering,
    "person": card,
    "question": question,
    "picking": picking,
    "keys": keys,
    "formatting": formatting,
    "seen-by": seen_by,
    "votes": votes,
    "stranger": stranger,
    "offline": offline,
}
