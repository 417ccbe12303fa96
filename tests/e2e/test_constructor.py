"""Writing with a bot, in real browsers: asked turn by turn, sent in one's own name, its buttons asked on by others."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.drawn import picture
from tests.e2e.stage import Person
from tests.e2e.test_access import serious
from tests.e2e.test_bots import Robot, key

pytestmark = pytest.mark.browser
Come = Callable[..., Person]


def made_a_constructor(ana: Person, name: str) -> Robot:
    """A bot of hers, made by the operator; Drum makes it write for people."""
    asked = ("bot", "add", "--owner", ana.phone, "--name", "Scribe", "--username", name, "--print-token")
    made = ana.server.run(*asked)
    ana.page.goto(f"{ana.url}/#/drum?start=hello")
    ana.it("bot-start").click()
    ana.it("composer").wait_for()
    ana.say("/mybots")
    key(ana, f"@{name}").click()
    key(ana, "Make it a constructor").click()
    ana.told("It writes messages with people")
    return Robot(ana.server.settings["TAMBOUR_BOTS_LISTEN"], made["token"])


def offer(bot: Robot, id: str, **body: Any) -> None:
    """One turn of the bot's."""
    bot.call("POST", f"/answers/constructor?session_id={id}", body)


def test_a_message_is_written_with_a_bot_and_sent_in_ones_own_name(
    someone: Come, club: tuple[Person, Person], handle: Callable[[str], str]
) -> None:
    ana, bo = club
    name = handle("scribe")
    bot = made_a_constructor(ana, name)
    ana.page.goto(f"{ana.url}/#/{name}?start=poll")
    ana.it("bot-start").wait_for()
    ana.it("chat-head").click()
    ana.it("bot-construct").click()
    ana.it("construct-in").filter(has_text="Club").click()
    expect(ana.it("talk-title")).to_have_text("Club")
    asked = bot.hear("message_construction_request")
    id = asked["session_id"]
    expect(ana.it("construct-hint")).to_contain_text("is writing")

    longer = {"type": "callback", "text": "Shorter", "payload": "short"}
    offer(
        bot, id, hint="What shall we ask?", placeholder="A question", allow_user_input=True,
        keyboard={"buttons": [[longer]]},
    )  # fmt: skip
    expect(ana.it("construct-hint")).to_have_text("What shall we ask?")
    expect(ana.it("construct-send")).to_be_disabled()
    ana.it("construct-text").fill("tea or coffee")
    ana.it("construct-text").press("Enter")
    said = bot.hear("message_construction_request")
    assert said["input"]["messages"][0]["text"] == "tea or coffee"
    said_more_than_words(ana, bot, id)
    vote = {"type": "callback", "text": "Tea", "payload": "tea"}
    offer(
        bot, id, keyboard={"buttons": [[longer]]},
        messages=[{"text": "**Tea** or coffee?", "format": "markdown", "attachments": [
            {"type": "inline_keyboard", "payload": {"buttons": [[vote]]}}]}],
    )  # fmt: skip
    expect(ana.it("offered")).to_contain_text("Tea or coffee?")
    assert serious(ana.page) == []
    ana.it("construct-key").filter(has_text="Shorter").click()
    pressed = bot.hear("message_construction_request")
    assert pressed["input"] == {"input_type": "callback", "payload": "short"}
    offer(
        bot, id,
        messages=[{"text": "Tea?", "attachments": [
            {"type": "inline_keyboard", "payload": {"buttons": [[vote]]}}]}],
    )  # fmt: skip
    expect(ana.it("offered")).to_have_text("Tea?Tea")
    ana.it("construct-send").click()
    expect(ana.it("constructor")).to_have_count(0)
    assert bot.hear("message_constructed")["session_id"] == id

    mine = ana.message("Tea?").last
    expect(mine.locator("[data-test=via]")).to_have_text("via Scribe")
    theirs = bo.message("Tea?").last
    expect(theirs).to_have_attribute(
        "aria-label", re.compile("^Ana, ")
    )  # her name is shown once for several in a row
    expect(theirs.locator("[data-test=via]")).to_have_text("via Scribe")
    key(bo, "Tea").click()
    callback = bot.hear("message_callback")["callback"]
    assert callback["payload"] == "tea"
    bot.call("POST", f"/answers?callback_id={callback['callback_id']}", {"notification": "One for tea"})
    bo.told("One for tea")

    ana.page.goto(f"{ana.url}/#/{name}?start=again")
    ana.it("bot-start").click()
    ana.it("commands-open").click()
    ana.it("construct").click()
    begun = bot.hear("bot_started")
    bot.hear("message_construction_request")
    ana.page.keyboard.press("Escape")
    expect(ana.it("constructor")).to_have_count(0)
    expect(ana.it("composer")).to_be_focused()

    where = f"user_id={begun['user']['user_id']}"
    bot.say("Talk about it?", where, [{"type": "chat", "text": "Discuss", "chat_title": "Tea talk"}])
    key(ana, "Discuss").click()
    ana.it("confirm").click()
    expect(ana.it("talk-title")).to_have_text("Tea talk")
    made = {bot.hear(kind)["update_type"]: kind for kind in ("bot_added", "message_chat_created")}
    assert len(made) == 2
    room = f"chat_id={-int(ana.it('talk').get_attribute('data-chat') or 0)}"
    every_other_button(ana, bot, room)


def said_more_than_words(ana: Person, bot: Robot, id: str) -> None:
    """A picture, and what the constructor's own buttons ask for."""
    offer(bot, id, hint="Show me", allow_user_input=True)
    expect(ana.it("construct-hint")).to_have_text("Show me")
    ana.it("construct-text").fill("like this")
    ana.it("construct-add").click()
    with ana.page.expect_file_chooser() as chooser:
        ana.it("construct-photo").click()
    chooser.value.set_files(picture(300, 200, 3))  # type: ignore[arg-type]
    [shown] = bot.hear("message_construction_request")["input"]["messages"]
    assert (shown["text"], shown["attachments"][0]["type"]) == ("like this", "image")
    expect(ana.it("construct-text")).to_have_value("")
    offer(
        bot, id, hint="Who asks?", allow_user_input=True,
        keyboard={"buttons": [[{"type": "request_contact", "text": "I do"}]]},
    )  # fmt: skip
    expect(ana.it("construct-hint")).to_have_text("Who asks?")
    ana.it("construct-key").click()
    ana.it("confirm").click()
    [card] = bot.hear("message_construction_request")["input"]["messages"]
    assert card["attachments"][0]["payload"]["vcf_phone"] == ana.phone


def opens_its_program(ana: Person, bot: Robot, room: str) -> None:
    """In a tab of its own, once it was said what it learns; where it lives is told to Drum."""
    ana.context.route("https://shop.example/**", lambda route: route.fulfill(body="a shop"))
    drum = ana.context.new_page()
    drum.goto(f"{ana.url}/#/drum")
    drum.locator("[data-test=composer]").fill("/mybots")
    drum.locator("[data-test=composer]").press("Enter")
    for text in ("Scribe", "Mini-app"):
        drum.locator("[data-test=key]").filter(has_text=text).last.click()
    expect(drum.locator(".m").filter(has_text="The address of the mini-app")).to_be_visible()
    drum.locator("[data-test=composer]").fill("https://shop.example/app")
    drum.locator("[data-test=composer]").press("Enter")
    expect(drum.locator(".m").filter(has_text="Mini-app: https://shop.example/app")).to_be_visible()
    drum.close()
    bot.say("Our shop", room, [{"type": "open_app", "text": "Enter", "payload": "shelf"}])
    key(ana, "Enter").click()
    expect(ana.page.locator("dialog[open]")).to_contain_text("shop.example")
    with ana.context.expect_page() as tab:
        ana.it("confirm").click()
    tab.value.wait_for_url("https://shop.example/app#WebAppData=*")
    assert "start_param%3Dshelf%26" in tab.value.url
    tab.value.close()


def every_other_button(ana: Person, bot: Robot, room: str) -> None:
    """What a press gives away is asked before; what it says is said in one's own name."""
    rows = [
        [
            {"type": "request_contact", "text": "My contact"},
            {"type": "request_geo_location", "text": "My place"},
        ],
        [
            {"type": "message", "text": "Yes, please"},
            {"type": "clipboard", "text": "Copy", "payload": "4711"},
        ],
    ]
    bot.say("All the others", room, *rows)
    key(ana, "My contact").click()
    ana.it("confirm").click()
    [card] = bot.hear("message_created")["message"]["body"]["attachments"]
    assert card["payload"]["max_info"]["first_name"] == "Ana"
    assert ana.phone in card["payload"]["vcf_info"]
    key(ana, "My place").click()
    ana.it("confirm").click()
    [place] = bot.hear("message_created")["message"]["body"]["attachments"]
    assert (place["latitude"], place["longitude"]) == (59.93428, 30.3351)
    key(ana, "Yes, please").click()
    assert bot.hear("message_created")["message"]["body"]["text"] == "Yes, please"
    ana.context.grant_permissions(["clipboard-read", "clipboard-write"])
    key(ana, "Copy").click()
    ana.page.wait_for_function("navigator.clipboard.readText().then(text => text === '4711')")
    opens_its_program(ana, bot, room)
    bot.say("Welcome", room)
    expect(ana.message("Welcome")).to_be_visible()
