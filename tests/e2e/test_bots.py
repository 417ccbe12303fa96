"""Bots as people meet them: made with Drum, started by a link, told by commands and buttons, kept in their place."""

import json
import re
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.drawn import picture
from tests.e2e.stage import PATIENCE_S, Person
from tests.e2e.test_access import serious

pytestmark = pytest.mark.browser
Come = Callable[..., Person]


class Robot:
    """A program that speaks for a bot: plain HTTP, long polling."""

    def __init__(self, where: str, token: str) -> None:
        self.where, self.token = where, token
        self.marker: int | None = None

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """One request; its answer."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": self.token, "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://{self.where}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return json.load(answer)

    def hear(self, kind: str) -> dict[str, Any]:
        """The next update, which is of this kind."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            at = "" if self.marker is None else f"&marker={self.marker}"
            page = self.call("GET", f"/updates?limit=1&timeout=5{at}")
            self.marker = page["marker"]
            if page["updates"]:
                [update] = page["updates"]
                assert update["update_type"] == kind, update
                return dict(update)
        raise AssertionError(f"no {kind} came")

    def say(self, text: str, where: str, *rows: list[dict[str, str]]) -> None:
        """With buttons."""
        body: dict[str, Any] = {"text": text}
        if rows:
            body["attachments"] = [{"type": "inline_keyboard", "payload": {"buttons": list(rows)}}]
        self.call("POST", f"/messages?{where}", body)


def key(person: Person, text: str) -> Locator:
    """The newest button with these words."""
    return person.it("key").filter(has_text=text).last


def make_with_drum(maker: Person, name: str, handle: str) -> str:
    """By hand, from the search to the token."""
    maker.it("search").fill("drum")
    drum = maker.it("found-user").filter(has_text=re.compile(r"@drum\b"))
    expect(drum.locator("[data-test=bot-mark]")).to_be_visible()
    drum.click()
    expect(maker.it("bot-welcome")).to_contain_text("look after them")
    maker.it("bot-start").click()
    maker.message("I am Drum").locator("[data-test=said-command]").filter(has_text="/newbot").click()
    expect(maker.message("What shall it be called?")).to_be_visible()
    maker.say(name)
    expect(maker.message("Now a public name")).to_be_visible()
    maker.say(handle)
    shown = maker.message("This is its token")
    expect(shown).to_be_visible()
    token = shown.locator("code").inner_text()
    assert serious(maker.page) == []
    key(maker, "Hide it").click()
    expect(shown).to_have_count(0)
    maker.told("The message is gone.")
    return token


def test_a_bot_is_made_started_told_and_kept_in_its_place(
    someone: Come, handle: Callable[[str], str]
) -> None:
    name = handle("tides")
    ana = someone("Ana")
    bot = Robot(ana.server.settings["TAMBOUR_BOTS_LISTEN"], make_with_drum(ana, "Tide Teller", name))
    bot.call("PATCH", "/me", {
        "description": "High and low water.\nEvery day.",
        "commands": [{"name": "today", "description": "the tides of today"}, {"name": "week"}],
    })  # fmt: skip

    key(ana, "Picture").click()
    expect(ana.message("Send the picture of Tide Teller")).to_be_visible()
    ana.bring("photo", picture(400, 400, 1))
    expect(ana.message("Done.")).to_be_visible()
    assert bot.call("GET", "/me")["avatar_url"]

    bo = someone("Bo", color_scheme="dark")
    bo.page.goto(f"{bo.url}/{name}?start=poster-7")
    bo.page.locator("a.open").click()
    expect(bo.it("bot-welcome")).to_contain_text("Every day.")
    bo.it("bot-start").click()
    begun = bot.hear("bot_started")
    assert begun["payload"] == "poster-7"
    dialog = f"user_id={begun['user']['user_id']}"

    bo.it("commands-open").click()
    bo.it("command").filter(has_text="the tides of today").click()
    assert bot.hear("message_created")["message"]["body"]["text"] == "/today"
    bo.it("composer").press_sequentially("/we")
    bo.it("hint-command").filter(has_text="/week").wait_for()
    bo.it("composer").press("Enter")
    assert bot.hear("message_created")["message"]["body"]["text"] == "/week"
    bo.it("composer").press_sequentially("/we")
    bo.it("hint-command").filter(has_text="/week").wait_for()
    bo.it("send").click()
    assert bot.hear("message_created")["message"]["body"]["text"] == "/we"
    expect(bo.it("suggest")).to_have_count(0)

    more = {"type": "callback", "text": "Tomorrow", "payload": "day:2", "intent": "positive"}
    bot.say(
        "High water at 10:40",
        dialog,
        [more],
        [{"type": "link", "text": "Chart", "url": "https://tides.example.org/"}],
    )
    key(bo, "Tomorrow").wait_for()
    assert serious(bo.page) == []
    key(bo, "Tomorrow").focus()
    bo.page.keyboard.press("Enter")
    expect(key(bo, "Tomorrow")).to_have_attribute("aria-busy", "true")
    pressed = bot.hear("message_callback")["callback"]
    assert pressed["payload"] == "day:2"
    bot.call("POST", f"/answers?callback_id={pressed['callback_id']}", {
        "notification": "A day later", "message": {"text": "High water at 11:25", "attachments": []},
    })  # fmt: skip
    bo.told("A day later")
    expect(bo.message("High water at 11:25")).to_be_visible()
    expect(bo.message("High water at 10:40")).to_have_count(0)
    expect(bo.it("key")).to_have_count(0)

    bot.say("And the day after?", dialog, [more])
    key(bo, "Tomorrow").wait_for()
    bo.context.set_offline(True)
    bo.wire.cut()
    key(bo, "Tomorrow").click()
    bo.told("No connection right now.")
    expect(key(bo, "Tomorrow")).to_have_attribute("aria-busy", "false")
    bo.wire.mend()
    bo.context.set_offline(False)

    in_a_group(ana, bo, bot, name, handle("harbour"))


def in_a_group(ana: Person, bo: Person, bot: Robot, name: str, room: str) -> None:
    """Its maker brings it along; a second person sees what it is, and it hears what is meant for it."""
    ana.page.goto(f"{ana.url}/#/")
    ana.make("group", "Harbour", room)
    ana.page.goto(f"{ana.url}/{name}/start/again")
    ana.it("bot-start").wait_for()
    ana.it("chat-head").click()
    ana.it("bot-hears").wait_for()
    assert serious(ana.page) == []
    ana.it("bot-add").click()
    ana.it("bot-add-to").filter(has_text="Harbour").click()
    expect(ana.it("talk-title")).to_have_text("Harbour")
    place = f"chat_id={bot.hear('bot_added')['chat_id']}"
    as_author_of_a_channel(ana, bot, name)

    bo.page.goto(f"{bo.url}/#/{room}")
    bo.it("join").click()
    bo.it("composer").wait_for()
    bot.say("I know the tides", place)
    said = bo.message("I know the tides")
    expect(said.locator("[data-test=bot-mark]")).to_be_visible()
    bo.say("among ourselves")
    expect(bo.message("among ourselves").locator("[data-test=tick]")).to_be_visible()
    bo.it("commands-open").click()
    bo.it("command").filter(has_text="/today").click()
    heard = bot.hear("message_created")["message"]["body"]["text"]
    assert heard == f"/today@{name}", "what was said before was not for it"
    bo.it("chat-head").click()
    expect(bo.it("member").filter(has_text="Tide Teller").locator("[data-test=bot-mark]")).to_be_visible()


def as_author_of_a_channel(ana: Person, bot: Robot, name: str) -> None:
    """Where only administrators speak, its rights are asked for at once."""
    ana.page.goto(f"{ana.url}/#/")
    ana.make("channel", "Tide tables")
    ana.page.goto(f"{ana.url}/#/{name}?start=x")
    ana.it("bot-start").wait_for()
    ana.it("chat-head").click()
    ana.it("bot-hears").wait_for()
    ana.it("bot-add").click()
    ana.it("bot-add-to").filter(has_text="Tide tables").click()
    ana.it("promote-save").click()
    ana.it("promote-save").wait_for(state="detached")
    where = bot.hear("bot_added")
    assert where["is_channel"]
    bot.say("Low water at four", f"chat_id={where['chat_id']}")
    expect(ana.message("Low water at four")).to_be_visible()
