"""Pictures of entries that hold what is sent, of posts that wait because of them, and of what their writer sees."""

import urllib.error
from collections.abc import Callable

from playwright.sync_api import Browser

from tests.e2e.desk_shots import desk
from tests.e2e.stage import Person
from tests.e2e.test_desk import Member
from tests.e2e.test_holding import NAME, POST, QUOTE, agree, ask_to_hold

rooms: dict[str, int] = {}
"""By the address of the server the group in which posts wait."""


def bank(person: Person) -> None:
    """An entry that holds, one of which somebody wants that, and posts that wait."""
    desk(person, "bank")
    url = person.server.url
    if url in rooms:
        return
    ask_to_hold(person.page, NAME)
    browser = person.page.context.browser
    assert isinstance(browser, Browser)
    second = Member(person.server, "Dom", "moderator").desk(browser)
    agree(second, url, NAME)
    second.context.close()
    ask_to_hold(person.page, "burn it all down", "phrase")
    writer = Member(person.server, "Cora")
    about = {"k": "group", "title": "Harbour nights", "public": True, "name": "harbour_nights"}
    rooms[url] = int(writer.ask("chat.create", rid=writer.rid(), **about)["ch"]["c"])
    for text in (POST, QUOTE.format(POST)):
        for _ in range(40):
            try:
                writer.ask("msg.send", c=rooms[url], rid=writer.rid(), x=text)
            except urllib.error.HTTPError:
                break
            person.page.wait_for_timeout(300)
    person.page.goto(f"{person.url}/console/bank")


def posts(person: Person) -> None:
    """What waits in one chat."""
    bank(person)
    person.page.goto(f"{person.url}/console/held/{rooms[person.server.url]}")


SCREENS: dict[str, Callable[[Person], None]] = {"desk-bank-holds": bank, "desk-held-bank": posts}
