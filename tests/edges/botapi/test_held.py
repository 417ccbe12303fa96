"""Posts that an entry of the bank holds, when bots bring them: by messages, buttons, edits, forwards and comments."""

from typing import Any

import pytest

from tambour.moderation.bank import BankEntry
from tests.client import Client
from tests.client import Refused as No
from tests.edges.botapi.conftest import BotTown, Refused, Robot

NAME = "Grey Lantern*"
PUSH = "Join the Grey Lantern, brothers, write to our bot"
LINK = "https://lantern.example/join"
COUNTER = "Votes: 3"
HELD = (403, "chat.denied", "post.held")
STAFF: dict[str, int] = {}


def keyboard(*words: str, url: str = "") -> list[object]:
    rows = [[{"type": "callback", "text": word, "payload": word[:3]}] for word in words]
    rows += [[{"type": "link", "text": "here", "url": url}]] if url else []
    return [{"type": "inline_keyboard", "payload": {"buttons": rows}}]


async def staff(town: BotTown) -> int:
    """Who decides; a name and a link hold by the word of two people, once for all tests."""
    if not STAFF:
        for name in ("first", "second"):
            STAFF[name] = await town.town.person(f"Mod {name}")
            await town.house.accounts.people.set_role(STAFF[name], "moderator")
        for kind, value in (("name", NAME), ("link", LINK)):
            entry = BankEntry(
                kind=kind, value=value, category="tvec.recruit", mode="live", source="own desk", gate="hold"
            )
            made = await town.house.screening.bank.add(STAFF["first"], entry)
            await town.house.screening.bank.agree(STAFF["second"], made.id)
        await town.house.screening.gate.load()
    return STAFF["first"]


async def street(bots: BotTown, name: str, kind: str = "group") -> tuple[Robot, Client, int]:
    """A bot that may all in a public chat, who owns it, and the chat."""
    await staff(bots)
    robot = await bots.bot("Helper")
    _, anna = await bots.person()
    room = await bots.group(anna, robot.id, kind=kind, public=True, name=name)
    await anna.call("member.promote", c=room, u=robot.id, rights=1023 & ~256)
    return robot, anna, room


async def refused(work: Any) -> tuple[int, str | None, str | None]:
    with pytest.raises(Refused) as no:
        await work
    return no.value.status, no.value.code, no.value.text


async def waiting(bots: BotTown, room: int) -> list[dict[str, Any]]:
    return await bots.house.held.look(STAFF["first"], room)


async def said(robot: Robot, room: int) -> list[str]:
    """What the bot's own client reads in the chat, oldest first."""
    page = await robot.call("GET", "/messages", chat_id=-room)
    return [one["body"]["text"] for one in reversed(page["messages"])]


async def test_what_a_bot_sends_waits_and_is_there_when_somebody_lets_it_go(bots: BotTown) -> None:
    robot, anna, room = await street(bots, "street_of_words")
    assert await refused(robot.send(PUSH, chat=-room)) == HELD
    assert await refused(robot.send("look", chat=-room, attachments=keyboard("yes", url=LINK))) == HELD
    words, buttons = await waiting(bots, room)
    assert (words["x"], words["part"], buttons["x"], buttons["part"]) == (PUSH, "", "look", "buttons")
    assert await said(robot, room) == []
    await bots.house.held.judge(STAFF["first"], int(words["id"]), ok=True)
    await bots.house.held.judge(STAFF["first"], int(buttons["id"]), ok=False, rule="tvec.recruit")
    event = await anna.until(lambda e: e["t"] == "n" and e.get("x") == PUSH)
    assert event["f"] == robot.id
    assert await said(robot, room) == [PUSH]
    assert await waiting(bots, room) == []


async def test_buttons_that_were_let_go_come_with_their_message(bots: BotTown) -> None:
    robot, _, room = await street(bots, "street_of_keys")
    await refused(robot.send(PUSH, chat=-room, attachments=keyboard("yes")))
    (post,) = await waiting(bots, room)
    await bots.house.held.judge(STAFF["first"], int(post["id"]), ok=True)
    (message,) = (await robot.call("GET", "/messages", chat_id=-room))["messages"]
    (found,) = message["body"]["attachments"]
    assert [b["text"] for row in found["payload"]["buttons"] for b in row] == ["yes"]


async def test_an_edit_that_would_wait_is_refused_and_the_old_words_stand(bots: BotTown) -> None:
    robot, anna, room = await street(bots, "street_of_edits")
    mid = (await robot.send("hello", chat=-room, attachments=keyboard("yes")))["body"]["mid"]
    for words in (
        {"text": PUSH},
        {"attachments": keyboard("yes", url=LINK)},
        {"text": "hello", "attachments": keyboard(PUSH)},
    ):
        no = await refused(robot.call("PUT", "/messages", words, message_id=mid))
        assert no == (403, "chat.denied", "edit.held")
    (message,) = (await robot.call("GET", "/messages", chat_id=-room))["messages"]
    assert message["body"]["text"] == "hello"
    assert message["body"]["attachments"][0]["payload"]["buttons"][0][0]["text"] == "yes"
    own = (await anna.send(room, "good morning"))["s"]
    with pytest.raises(No, match="MODERATED"):
        await anna.call("msg.edit", c=room, s=own, x=PUSH, v=1)
    assert await said(robot, room) == ["hello", "good morning"]
    assert await waiting(bots, room) == []


async def test_new_buttons_under_words_that_were_let_go_wait_for_nobody(bots: BotTown) -> None:
    """The words stand there by the word of a person; only what is new is looked at."""
    robot, _, room = await street(bots, "street_of_votes")
    await refused(robot.send(PUSH, chat=-room, attachments=keyboard("Votes: 1")))
    (post,) = await waiting(bots, room)
    await bots.house.held.judge(STAFF["first"], int(post["id"]), ok=True)
    (message,) = (await robot.call("GET", "/messages", chat_id=-room))["messages"]
    mid = message["body"]["mid"]
    await robot.call("PUT", "/messages", {"attachments": keyboard("another button")}, message_id=mid)
    no = await refused(
        robot.call("PUT", "/messages", {"attachments": keyboard("yes", url=LINK)}, message_id=mid)
    )
    assert no == (403, "chat.denied", "edit.held")
    no = await refused(robot.call("PUT", "/messages", {"text": f"{PUSH} now"}, message_id=mid))
    assert no == (403, "chat.denied", "edit.held")


async def test_where_every_post_waits_buttons_may_count_and_go_and_say_nothing_new(bots: BotTown) -> None:
    robot, _, room = await street(bots, "street_of_limits")
    sent = await robot.send(
        "vote", chat=-room, attachments=keyboard(COUNTER, "no", url="https://a.example/1")
    )
    mid = sent["body"]["mid"]
    db = bots.house.store.pool
    await db.execute("UPDATE chats SET limits = 8, gen = gen + 1 WHERE id = $1", room)
    for body in (
        {"attachments": keyboard("Votes: 4", "no", url="https://a.example/1")},
        {"attachments": keyboard("Votes: 15")},
        {"attachments": []},
    ):
        await robot.call("PUT", "/messages", body, message_id=mid)
    mid = (await answered_by_desk(bots, robot, room))["body"]["mid"]
    for body in (
        {"attachments": keyboard("Votes: 4", "yes")},
        {"attachments": keyboard("Votes: 4", url="https://a.example/2")},
        {"text": "vote!", "attachments": keyboard(COUNTER)},
        {"text": "[vote](https://b.example)", "format": "markdown", "attachments": keyboard(COUNTER)},
        {"attachments": [{"type": "location", "latitude": 1.0, "longitude": 2.0}]},
    ):
        no = await refused(robot.call("PUT", "/messages", body, message_id=mid))
        assert no == (403, "chat.denied", "post.held_edit")


async def answered_by_desk(bots: BotTown, robot: Robot, room: int) -> dict[str, Any]:
    """A message with a counter in a limited chat, let go by the desk."""
    more = keyboard(COUNTER, url="https://a.example/1")
    assert await refused(robot.send("vote", chat=-room, attachments=more)) == HELD
    (post,) = await waiting(bots, room)
    await bots.house.held.judge(STAFF["first"], int(post["id"]), ok=True)
    found = (await robot.call("GET", "/messages", chat_id=-room))["messages"]
    return dict(found[0])


async def test_what_a_bot_carries_on_waits_once(bots: BotTown) -> None:
    robot, anna, room = await street(bots, "street_of_forwards")
    private = await bots.group(anna, robot.id)
    await anna.call("member.promote", c=private, u=robot.id, rights=1023 & ~256)
    sent = (await robot.send(PUSH, chat=-private))["body"]["mid"]
    link = {"type": "forward", "mid": sent}
    assert await refused(robot.send(None, chat=-room, link=link)) == HELD
    (post,) = await waiting(bots, room)
    assert (post["x"], post["u"]) == (PUSH, robot.id)


async def test_a_channel_s_post_waits_once_and_its_copy_for_comments_does_not(bots: BotTown) -> None:
    robot, anna, channel = await street(bots, "street_of_news", kind="channel")
    group = await bots.group(anna, public=True, name="street_of_talk")
    await anna.call("chat.edit", c=channel, linked=group)
    assert await refused(robot.send(PUSH, chat=-channel)) == HELD
    (post,) = await waiting(bots, channel)
    await bots.house.held.judge(STAFF["first"], int(post["id"]), ok=True)
    await bots.house.messages.discussion.turn(whole=True)
    assert await said(robot, channel) == [PUSH]
    assert await waiting(bots, group) == []
    (copy,) = [m for m in (await anna.call("msg.history", c=group))["msgs"] if m.get("x")]
    assert (copy["x"], copy["fw"]["c"]) == (PUSH, channel)
    with pytest.raises(No, match="MODERATED"):
        await anna.send(group, PUSH, re=copy["s"])
    (comment,) = await waiting(bots, group)
    await bots.house.held.judge(STAFF["first"], int(comment["id"]), ok=True)
    assert (await anna.call("thread.history", c=group, s=copy["s"]))["comments"] == 1
