"""Pictures of talking: emoji, an answer half written, a person, questions, no network, all directions."""

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
    person.page.wait_for_timeout(300)
    person.wire.mend()


SCREENS: dict[str, Callable[[Person], None]] = {
    "languages": languages,
    "emoji": emoji,
    "answering": answering,
    "person": card,
    "question": question,
    "picking": picking,
    "keys": keys,
    "offline": offline,
}
