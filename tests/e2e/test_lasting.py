"""Nothing lost, doubled or out of order: on four devices, through reloads, tunnels and a server that is killed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.devices import Caller, shown, until_alike
from tests.e2e.stage import Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Come = Callable[..., Person]
Handle = Callable[[str], str]
Four = tuple[Person, Person, Person, Person]
KINDS = ("dialog", "group", "channel")


@pytest.fixture(scope="module")
def four(handle: Handle, browser: Browser, server: Server) -> Iterator[Four]:
    """Ana and Bo, each at two devices, who have a dialog, a group and a channel of Ana's."""
    ana = Person(browser, server, "+46701748001", "Ana").sign_in()
    bo = Person(browser, server, "+46701748002", "Bo").sign_in()
    name = handle("bo")
    bo.take_name(name)
    ana.write_to(name)
    ana.say("Good morning")
    for kind in ("group", "channel"):
        place = handle(kind)
        ana.make(kind, f"Our {kind}", place)
        ana.say("Good morning")
        bo.write_to(place)
        bo.it("join").click()
        bo.it("composer" if kind == "group" else "channel-mute").wait_for()
    everybody = ana, bo, ana.sit_elsewhere(browser), bo.sit_elsewhere(browser)
    yield everybody
    for person in everybody:
        person.leave()


def enter(four: Four, kind: str) -> int:
    """All four devices show the chat; its id."""
    for person, other in zip(four, ("Bo", "Ana", "Bo", "Ana"), strict=True):
        person.open(other if kind == "dialog" else f"Our {kind}")
    return int(four[0].it("talk").get_attribute("data-chat") or 0)


def away(person: Person) -> None:
    """Into a tunnel: the browser knows it, and nothing passes."""
    person.context.set_offline(True)
    person.wire.cut()


def back(person: Person) -> None:
    """Out of it."""
    person.wire.mend()
    person.context.set_offline(False)


def until_sent(person: Person, text: str) -> None:
    """The server has taken what this device wrote (posts of a channel bear no tick)."""
    taken = person.page.locator("[data-test=message]:not([data-state=waiting], [data-state=failed])")
    expect(taken.filter(has_text=text)).to_have_count(1)


def test_four_devices_agree_with_the_log_after_reloads_and_tunnels(four: Four, server: Server) -> None:
    ana, bo, ana_elsewhere, bo_elsewhere = four
    witness = Caller(server, ana.phone)
    for kind in KINDS:
        chat = enter(four, kind)
        writers = [ana, ana_elsewhere] if kind == "channel" else [ana, bo]
        for n in range(3):
            for tag, person in zip("AB", writers, strict=True):
                person.say(f"{tag}{n}")
        bo_elsewhere.page.reload()
        away(writers[1])
        away(bo_elsewhere)
        for n in range(3, 6):
            for tag, person in zip("AB", writers, strict=True):
                person.say(f"{tag}{n}, one is away")
        ana.message("A5").wait_for()  # what is shown is kept
        ana.page.reload()
        back(writers[1])
        back(bo_elsewhere)
        for tag, person in zip("AB", writers, strict=True):
            until_sent(person, f"{tag}5")
        writers[1].say("We are back")
        until_sent(writers[1], "We are back")

        log = witness.texts(chat)
        assert len(log) == len(set(log)) == 1 + 12 + 1, log
        for tag in "AB":
            own = [text for text in log if text.startswith(tag)]
            assert own == sorted(own), "what one device wrote stays in its order"
        until_alike(four, log)
        for person in four:
            person.page.reload()
        until_alike(four, log)


def test_a_server_killed_in_the_middle_of_sending_loses_and_doubles_nothing(
    four: Four, server: Server
) -> None:
    ana, bo, *_ = four
    chat = enter(four, "group")
    witness = Caller(server, ana.phone)
    before, written = witness.texts(chat), []
    for n in range(8):
        for person in (ana, bo):
            person.say(f"{person.name} {n}")
            written.append(f"{person.name} {n}")
        if n == 4:
            server.kill()
    server.come_back()
    for person in (ana, bo):
        until_sent(person, f"{person.name} 7")

    log = witness.texts(chat)
    assert log[: len(before)] == before
    assert sorted(log[len(before) :]) == sorted(written)
    for name in ("Ana ", "Bo "):
        own = [text for text in log if text.startswith(name)]
        assert own == sorted(own)
    until_alike(four, log)


def test_the_second_tab_takes_over_when_the_first_closes(someone: Come) -> None:
    ana = someone("Ana")
    ana.make("group", "Two windows")
    ana.say("from the first")
    until_sent(ana, "from the first")
    first, second = ana.page, ana.context.new_page()
    second.goto(first.url)
    second.locator("[data-test=message]").first.wait_for()

    first.close()
    ana.page = second
    ana.say("from the second")

    until_sent(ana, "from the second")
    assert shown(ana) == ["from the first", "from the second"]
    second.reload()
    until_alike([ana], ["from the first", "from the second"])
