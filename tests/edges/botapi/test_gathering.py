"""Buttons that make a chat: one for all who press, with the bot in it."""

import asyncio
from typing import Any

import pytest

from tests.client import Client
from tests.client import Refused as Declined
from tests.edges.botapi.conftest import BotTown, Refused, Robot

BUTTON = {
    "type": "chat", "text": "Discuss", "chat_title": "Tea talk", "chat_description": "About tea",
    "start_payload": "tea-1",
}  # fmt: skip


def keys(**more: Any) -> list[dict[str, Any]]:
    return [{"type": "inline_keyboard", "payload": {"buttons": [[BUTTON | more]]}}]


async def asked(bots: BotTown, **more: Any) -> tuple[Robot, Client, Client, int, dict[str, Any]]:
    """A group with the bot and two people, and a message of the bot's with the button."""
    bot = await bots.bot("Host")
    (_, anna), (other, boris) = await bots.person("Anna"), await bots.person("Boris")
    room = await bots.group(anna, bot.id, other)
    await bot.updates()
    return bot, anna, boris, room, await bot.send("Talk about it?", chat=-room, attachments=keys(**more))


async def press(who: Client, room: int, sent: dict[str, Any]) -> int:
    seq = int(sent["body"]["mid"][-16:], 16)
    return int((await who.call("bot.press", c=room, s=seq, row=0, col=0))["c"])


async def test_whoever_presses_first_makes_the_chat_and_all_come_into_the_same(bots: BotTown) -> None:
    bot, anna, boris, room, sent = await asked(bots)
    [shown] = sent["body"]["attachments"][0]["payload"]["buttons"][0]
    uuid = shown.pop("uuid")
    assert (shown, uuid > 0) == (BUTTON, True)
    [message] = (await anna.call("msg.get", c=room, s=[int(sent["body"]["mid"][-16:], 16)]))["msgs"]
    assert message["kb"] == [[{"k": "chat", "x": "Discuss", "ti": "Tea talk", "ab": "About tea"}]]
    first, second = await asyncio.gather(press(anna, room, sent), press(boris, room, sent))
    assert first == second == await press(anna, room, sent)
    members = (await anna.call("member.list", c=first))["members"]
    assert sorted(m["ro"] for m in members) == ["admin", "member", "owner"]
    told: dict[str, Any] = {}
    while not {"message_chat_created", "bot_added"} <= told.keys():  # beside them who came second
        told |= {u["update_type"]: u for u in await bot.updates()}
    made = told["message_chat_created"]
    assert (made["message_id"], made["start_payload"]) == (sent["body"]["mid"], "tea-1")
    assert made["chat"]["chat_id"] == told["bot_added"]["chat_id"] == -first
    assert (made["chat"]["title"], made["chat"]["description"]) == ("Tea talk", "About tea")
    whole = await bot.call("GET", f"/chats/{-first}")
    assert whole["chat_message_id"] == sent["body"]["mid"]
    await bot.send("Welcome", chat=-first)
    await bot.call(
        "PUT", "/messages", {"text": "Talk!", "attachments": keys(uuid=uuid)}, message_id=sent["body"]["mid"]
    )
    assert await press(boris, room, sent) == first
    await bot.call(
        "PUT", "/messages", {"text": "Anew", "attachments": keys()}, message_id=sent["body"]["mid"]
    )
    assert await press(boris, room, sent) != first


async def test_who_was_sent_away_does_not_come_back_by_the_button(bots: BotTown) -> None:
    bot, anna, boris, room, sent = await asked(bots)
    made = await press(anna, room, sent)
    await press(boris, room, sent)
    members = (await anna.call("member.list", c=made))["members"]
    guest = next(m["u"] for m in members if m["ro"] == "member")
    await anna.call("member.ban", c=made, u=guest)
    with pytest.raises(Declined, match="FORBIDDEN"):
        await press(boris, room, sent)
    await anna.call("chat.delete", c=made)
    again = await press(anna, room, sent)
    assert again != made
    _, stranger = await bots.person("Stranger")
    with pytest.raises(Declined, match=r"NOT_FOUND|FORBIDDEN"):
        await press(stranger, room, sent)
    await bots.house.store.pool.execute(
        "UPDATE users SET suspended_until = 9000000000000000 WHERE id = $1", bot.id
    )
    with pytest.raises(Declined, match="NOT_FOUND"):
        await press(boris, room, sent)


@pytest.mark.parametrize(
    "more",
    [
        {"chat_title": " "},
        {"chat_title": "x" * 201},
        {"chat_description": "x" * 401},
        {"start_payload": "x" * 513},
    ],
    ids=["blank", "title", "description", "payload"],
)
async def test_a_button_keeps_to_its_limits(bots: BotTown, more: dict[str, Any]) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    with pytest.raises(Refused) as no:
        await bot.send("Talk?", to=user, attachments=keys(**more))
    assert (no.value.status, no.value.code) == (400, "proto.payload")
