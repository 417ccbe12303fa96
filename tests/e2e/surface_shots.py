"""Pictures of cases about the description of a channel and about a poll, with the places marked."""

from collections.abc import Callable

from tests.e2e.desk_shots import desk, enter, fill
from tests.e2e.known_shots import case_after
from tests.e2e.past import newest_case
from tests.e2e.stage import PATIENCE_MS, Person
from tests.e2e.test_desk import Member

TERM, CALL = "Copper Anchor*", "Join the Copper Anchor, brothers, write to our bot"
made: dict[tuple[str, str], int] = {}
"""Cases, by the address of the server and what they are about."""
authors: dict[str, Member] = {}


def author(person: Person) -> Member:
    """Who speaks; the bank has what is looked for."""
    fill(person)
    url = person.server.url
    if url not in authors:
        desk(person, "bank")
        form = person.page.locator("form[action='/console/bank/add']")
        form.locator("textarea[name=value]").fill(TERM)
        form.locator("input[name=source]").fill("our own desk")
        form.locator("select[name=mode]").select_option("live")
        form.locator("button.main").click()
        person.page.get_by_text(TERM).first.wait_for()
        authors[url] = Member(person.server, "Edda")
    return authors[url]


def found(person: Person, what: str, say: Callable[[Member], object]) -> None:
    """The case that comes of it."""
    who, key = author(person), (person.server.url, what)
    if key not in made:
        before = newest_case(person.server)
        say(who)
        made[key] = case_after(person, before)
    enter(person, fill(person), f"case/{made[key]}")
    person.page.locator(".part mark").first.scroll_into_view_if_needed(timeout=PATIENCE_MS)


def chat(who: Member, name: str, about: str = "") -> int:
    """A public channel."""
    told = {"k": "channel", "title": "Evening harbour", "public": True, "name": name, "about": about}
    return int(who.ask("chat.create", rid=who.rid(), **told)["ch"]["c"])


def worn(person: Person) -> None:
    """A channel whose description calls for something."""
    found(person, "worn", lambda who: chat(who, "evening_harbour", f"News of the quay. {CALL}."))


def poll(person: Person) -> None:
    """A poll whose answer does."""

    def ask(who: Member) -> None:
        asked = {"q": "What shall we do on Sunday?", "o": [CALL, "Sleep late", "Paint the boats"]}
        who.ask("msg.send", c=chat(who, "sunday_harbour"), rid=who.rid(), po=asked)

    found(person, "poll", ask)


SCREENS: dict[str, Callable[[Person], None]] = {"desk-worn": worn, "desk-poll": poll}
