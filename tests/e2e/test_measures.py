"""What the desk does short of removing: a link kept out, a chat limited, one country; and each of them taken back.

One stage for all: a public group, its owner and a reporter without windows, two members at browsers, one with a Russian
number and one with a Swedish, and two moderators at the desk.
"""

import time
import urllib.error
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.past import empty_the_queue, newest_case
from tests.e2e.stage import PATIENCE_S, Person, Server
from tests.e2e.test_desk import Member

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LINK = "https://harbour-lottery.example/win"


class Caller(Member):
    """The same without a command of the operator: signed up by phone."""

    def __init__(self, server: Server, phone: str, name: str) -> None:
        self.server, self.name, self.phone = server, name, phone
        self.token = server.admit(phone, name)["access"]


@dataclass
class Stage:
    """Who is there. `chat`: the group."""

    server: Server
    chat: int
    owner: Caller
    reporter: Caller
    russian: Person
    swede: Person
    mod: Page
    second: Page

    def say(self, text: str) -> int:
        """The owner says it, and everybody sees it."""
        seq = int(self.owner.ask("msg.send", c=self.chat, rid=self.owner.rid(), x=text)["s"])
        for each in (self.russian, self.swede):
            each.message(text).wait_for()
        return seq

    def decide(self, outcome: str, *limits: str, territory: str = "", **about: Any) -> str:
        """A complaint and its decision; the address of the case."""
        ask = {"c": self.chat, "rid": self.reporter.rid(), "category": "scam"} | about
        self.reporter.ask("report.create", **ask)
        case = f"{self.server.url}/console/case/{newest_case(self.server)}"
        self.mod.goto(case)
        self.mod.locator(f"input[name=outcome][value={outcome}]").check()
        for limit in limits:
            self.mod.locator(f"input[name=limit][value={limit}]").check()
        if territory:
            self.mod.locator("input[name=territory]").fill(territory)
        self.mod.locator("form.decide textarea[name=facts]").fill("An offer that nobody can keep.")
        self.mod.locator("form.decide button.main").click()
        self.mod.locator("#queue").wait_for()
        return case

    def take_back(self, case: str) -> None:
        """By the one who decided; the case says that it was."""
        self.mod.goto(case)
        self.mod.locator(".decision textarea[name=facts]").fill("It can be kept after all.")
        self.mod.locator(".decision button").click()
        expect(self.mod.locator(".decision").first).to_contain_text("undone")


@pytest.fixture(scope="module")
def stage(
    browser: Browser, server: Server, number: Callable[[], str], handle: Callable[[str], str]
) -> Iterator[Stage]:
    empty_the_queue(server)
    owner, reporter = Caller(server, number(), "Olga"), Caller(server, number(), "Rae")
    name = handle("lottery")
    about = {"k": "group", "title": "Lottery", "public": True, "name": name}
    chat = int(owner.ask("chat.create", rid=owner.rid(), **about)["ch"]["c"])
    vera = Person(browser, server, "+79163330201", "Vera").sign_in()
    sven = Person(browser, server, number(), "Sven").sign_in()
    for each in (vera, sven):
        each.write_to(name)
        each.it("join").click()
        each.it("composer").wait_for()
    mod, second = (Member(server, who, "moderator").desk(browser) for who in ("Mod", "Second"))
    yield Stage(server, chat, owner, reporter, vera, sven, mod, second)
    for page in (mod, second):
        page.context.close()
    for each in (vera, sven):
        each.leave()


def until_gate(who: Caller, chat: int, text: str, *, lets: bool) -> int:
    """The gate of the server has heard that this may (not) be said from now on; how often it was said until then."""
    said, end = 0, time.monotonic() + PATIENCE_S
    while (may := may_say(who, chat, text)) is not lets:
        said += may
        assert time.monotonic() < end, "the gate has not heard of it"
        time.sleep(0.1)
    return said + may


def may_say(who: Caller, chat: int, text: str) -> bool:
    """Tries it."""
    try:
        who.ask("msg.send", c=chat, rid=who.rid(), x=text)
    except urllib.error.HTTPError:
        return False
    return True


def test_a_link_goes_by_the_word_of_two_is_refused_and_comes_back(stage: Stage) -> None:
    vera = stage.russian
    seq = stage.say(f"Win a boat: {LINK}")
    case = stage.decide("block_link", s=seq, l=LINK)
    expect(vera.message("Win a boat")).to_have_count(1)
    stage.second.goto(case)
    stage.second.locator("button[name=agree][value='1']").click()
    for each in (vera, stage.swede):
        expect(each.message("Win a boat")).to_have_count(0)
        expect(each.it("removed")).to_have_count(1)
    until_gate(stage.owner, stage.chat, f"and again: {LINK}", lets=False)
    vera.say(f"I have won: {LINK}")
    expect(vera.it("failed")).to_contain_text("keep this address out of public chats")
    (told,) = stage.owner.ask("notice.list")["notices"]
    assert told["body"]["about"] == "harbour-lottery.example/win"

    stage.take_back(case)
    for each in (vera, stage.swede):
        expect(each.message("Win a boat")).to_have_count(1)
        expect(each.it("removed")).to_have_count(0)
    until_gate(stage.owner, stage.chat, f"once more: {LINK}", lets=True)
    vera.message("once more").wait_for()


def test_a_chat_is_limited_says_so_and_is_free_again(stage: Stage) -> None:
    vera = stage.russian
    case = stage.decide("limit_chat", "slow", "unfound")
    vera.it("chat-head").click()
    expect(vera.it("chat-limited").locator("li")).to_have_count(2)
    told = stage.owner.ask("notice.list")["notices"][0]["body"]
    assert len(told["limits"]) == 2
    stage.mod.goto(case)
    expect(stage.mod.locator(".decision small").first).to_contain_text("slow mode")
    stage.take_back(case)
    expect(vera.it("chat-limited")).to_have_count(0)
    vera.it("info-close").click()


def test_in_one_country_it_is_a_mark_and_elsewhere_nothing_changes(stage: Stage) -> None:
    vera, sven = stage.russian, stage.swede
    seq = stage.say("Fireworks from the pier tonight")
    case = stage.decide("remove_content", territory="se", s=seq)
    expect(sven.message("Fireworks from the pier")).to_have_count(0)
    expect(sven.it("removed")).to_have_count(1)
    expect(vera.message("Fireworks from the pier")).to_have_count(1)
    expect(vera.it("removed")).to_have_count(0)
    assert "SE" in stage.owner.ask("notice.list")["notices"][0]["body"]["territory"]
    stage.mod.goto(case)
    expect(stage.mod.locator(".decision small").first).to_contain_text("Only in SE")
    stage.take_back(case)
    expect(sven.message("Fireworks from the pier")).to_have_count(1)
    expect(sven.it("removed")).to_have_count(0)
