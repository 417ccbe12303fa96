"""What moderation removes is on no path of a bot: answers, pages, updates, webhooks, links, pins, copies, files."""

import json
from typing import Any

import pytest

from tambour.app.bots import bot_door_of
from tambour.edges.botapi.bringing import travelling
from tambour.moderation.cases import Choice
from tests.edges.botapi.conftest import BotTown, Refused, Robot

SECRET = "nobody may read these words"


async def removed(bots: BotTown, reporter: Any, chat: int, seq: int) -> None:
    """Reported by one, taken down by another."""
    judge = await bots.town.person("Judge", "moderator")
    await reporter.call("report.create", c=chat, s=seq, category="tvec.praise", rid=reporter.rid())
    pool = bots.house.store.pool
    case = await pool.fetchrow("SELECT id, ver FROM cases ORDER BY id DESC LIMIT 1")
    choice = Choice(outcome="remove_content", category="tvec.praise", facts="Praise.")
    await bots.house.safety.review.decide(judge, case["id"], case["ver"], choice)


async def everything(bot: Robot, number: int, mid: str, user: int) -> str:
    """All that a bot can ask about a chat and a message, answers and refusals."""
    asked: list[tuple[str, str, Any, dict[str, Any]]] = [
        ("GET", "/chats", None, {}),
        ("GET", f"/chats/{number}", None, {}),
        ("GET", f"/chats/{number}/pin", None, {}),
        ("GET", "/messages", None, {"chat_id": number}),
        ("GET", "/messages", None, {"message_ids": mid}),
        ("GET", f"/messages/{mid}", None, {}),
        ("GET", "/updates", None, {"timeout": 0, "limit": 1000}),
        ("POST", "/messages", {"text": None, "link": {"type": "forward", "mid": mid}}, {"user_id": user}),
        ("POST", "/messages", {"text": "re", "link": {"type": "reply", "mid": mid}}, {"chat_id": number}),
        ("PUT", f"/chats/{number}/pin", {"message_id": mid}, {}),
    ]
    found = []
    for method, path, body, query in asked:
        try:
            found.append(await bot.call(method, path, body, **query))
        except Refused as no:
            found.append(str(no))
    return json.dumps(found, ensure_ascii=False)


async def test_a_removed_message_reaches_no_bot_by_any_path(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, _ = await bots.talking(bot)
    _, boris = await bots.person("Boris")
    room = await bots.group(anna, bot.id)
    await anna.call("chat.edit", c=room, name="removal_room")
    await boris.call("chat.join", c=room)
    await anna.call("member.promote", c=room, u=bot.id, rights=1023 & ~256)
    await bot.call("GET", "/updates", timeout=0)
    seq = (await anna.send(room, SECRET))["s"]
    mid = (await bot.told("message_created"))["message"]["body"]["mid"]
    await bot.call("PUT", f"/chats/{-room}/pin", {"message_id": mid})
    await bot.send("I saw it", chat=-room, link={"type": "reply", "mid": mid})
    carried = await bot.send(None, to=user, link={"type": "forward", "mid": mid})
    assert SECRET in await everything(bot, -room, mid, user)

    await removed(bots, boris, room, seq)
    assert (await bot.told("message_removed", chat_id=-room))["message_id"] == mid
    assert SECRET not in await everything(bot, -room, mid, user)
    with pytest.raises(Refused):
        await bot.call("GET", f"/messages/{carried['body']['mid']}")
    kept = await bots.house.store.read.bots.news(bot.id, 1, 1000)
    me = await bots.house.store.read.bots.get(bot.id)
    assert me is not None
    brought = await travelling(bot_door_of(bots.house))(me, kept)
    assert SECRET.encode() not in b"".join(body for _, _, body in brought)
    assert SECRET not in str(kept), "an update is a place, never words"
