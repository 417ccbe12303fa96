"""What a bot hears: everything meant for it, once, in order; nothing that is not."""

import asyncio
import contextlib
from urllib.parse import urlsplit

import pytest

from tambour.domain.bots.numbers import message_id
from tambour.domain.errors import Retry
from tambour.edges.botapi import polling
from tambour.edges.botapi.door import BotDoor
from tambour.edges.botapi.models.updates import UpdateList
from tambour.ports.bus import Nudge
from tambour.services.bots.feed import Feed
from tests.client import Refused as Declined
from tests.edges.botapi.conftest import BotTown, Refused, Robot
from tests.waiting import end_all

KEYS = {
    "type": "inline_keyboard",
    "payload": {"buttons": [[{"type": "callback", "text": "A", "payload": "a"}]]},
}


def texts(updates: list[dict]) -> list[str]:
    return [u["message"]["body"]["text"] for u in updates if u["update_type"] == "message_created"]


async def test_without_a_marker_everything_since_the_last_one_comes_again(bots: BotTown) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    for word in ("one", "two", "three"):
        await anna.send(chat, word)
    first = await poll(bot, 3)
    again = await bot.call("GET", "/updates", timeout=0)
    assert texts(first["updates"]) == texts(again["updates"]) == ["one", "two", "three"]
    two = await bot.call("GET", "/updates", timeout=0, limit=2)
    assert texts(two["updates"]) == ["one", "two"]
    rest = await bot.call("GET", "/updates", timeout=0, marker=two["marker"])
    assert texts(rest["updates"]) == ["three"]
    assert texts((await bot.call("GET", "/updates", timeout=0))["updates"]) == ["three"]


async def poll(bot: Robot, wanted: int) -> dict:
    """One page without a marker that holds so many."""
    for _ in range(50):
        page = await bot.call("GET", "/updates", timeout=2)
        if len(page["updates"]) >= wanted:
            return page
    raise AssertionError(page)


async def test_a_marker_from_nowhere_is_put_right(bots: BotTown) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    ahead = await bot.call("GET", "/updates", timeout=0, marker=bot.marker + 1_000_000)
    assert ahead["marker"] == bot.marker > 0
    await anna.send(chat, "not lost")
    assert texts(await bot.updates()) == ["not lost"]


async def test_a_poll_waits_for_news_and_ends_before_its_client_gives_up(
    bots: BotTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    waiting = asyncio.ensure_future(bot.call("GET", "/updates", timeout=30, marker=bot.marker))
    await asyncio.sleep(0)
    await anna.send(chat, "there")
    assert texts((await asyncio.wait_for(waiting, 10))["updates"]) == ["there"]
    left: list[float] = []

    async def hear(door: BotDoor, poll: polling.Poll) -> UpdateList:
        left.append(poll.until - asyncio.get_running_loop().time())
        return await right(door, poll)

    right = polling.hear
    monkeypatch.setattr(polling, "hear", hear)
    for timeout_s in (1, 2):
        await bot.call("GET", "/updates", timeout=timeout_s, marker=bot.marker + 1)
        assert left.pop() <= timeout_s - 1


async def test_in_a_group_a_bot_hears_what_is_meant_for_it(bots: BotTown) -> None:
    bot = await bots.bot("Ears", "ears_robot")
    _, anna = await bots.person()
    room = await bots.group(anna, bot.id)
    [came] = await bot.updates()
    assert (came["update_type"], came["chat_id"]) == ("bot_added", -room)
    said = [
        "among ourselves", "/start", "/start@somebody_else", "@ears_robot hello", "/help@EARS_robot", "and so on"
    ]  # fmt: skip
    places = [(await anna.send(room, text))["s"] for text in said]
    own = await bot.send("I am here", chat=-room)
    await anna.send(room, "thanks", re=int(own["body"]["mid"][-16:], 16))
    await anna.send(room, "/end")
    heard = await bot.updates(5)
    assert texts(heard) == ["/start", "@ears_robot hello", "/help@EARS_robot", "thanks", "/end"]
    page = await bot.call("GET", "/messages", chat_id=-room)
    shown = [m["body"]["text"] for m in page["messages"]]
    assert shown == ["/end", "thanks", "I am here", "/help@EARS_robot", "@ears_robot hello", "/start"]
    with pytest.raises(Refused):
        await bot.call("GET", f"/messages/{message_id(-room, places[0])}")
    await anna.call("msg.edit", c=room, s=places[0], x="among ourselves!", v=1)
    await anna.call("msg.delete", c=room, s=[places[0]], all=True)
    await anna.call("msg.edit", c=room, s=places[1], x="/start now", v=1)
    [edited] = await bot.updates()
    await anna.call("msg.delete", c=room, s=[places[1]], all=True)
    [removed] = await bot.updates()
    assert edited["message"]["body"]["text"] == "/start now"
    assert removed["message_id"] == edited["message"]["body"]["mid"]
    await anna.call("member.promote", c=room, u=bot.id, rights=1)
    await anna.send(room, "for all ears")
    assert texts(await bot.updates()) == ["for all ears"]


async def test_an_administrator_hears_who_comes_and_goes_and_who_did_it(bots: BotTown) -> None:
    bot = await bots.bot()
    (ann, anna), (bob, boris) = await bots.person("Ann"), await bots.person("Bob")
    room = await bots.group(anna, bot.id)
    await anna.call("member.promote", c=room, u=bot.id, rights=1)
    await bot.updates()
    await anna.call("member.add", c=room, u=[bob])
    await anna.call("chat.edit", c=room, title="Other room")
    await boris.call("chat.leave", c=room)
    await anna.call("member.add", c=room, u=[bob])
    await anna.call("member.remove", c=room, u=bob)
    kinds = await bot.updates(5)
    told = [(u["update_type"], u["user"]["user_id"], u.get("inviter_id"), u.get("admin_id")) for u in kinds]
    assert told == [
        ("user_added", bob, ann, None),
        ("chat_title_changed", ann, None, None),
        ("user_removed", bob, None, None),
        ("user_added", bob, ann, None),
        ("user_removed", bob, None, ann),
    ]
    await anna.call("member.remove", c=room, u=bot.id)
    [gone] = await bot.updates()
    assert (gone["update_type"], gone["user_id"], gone["is_channel"]) == ("bot_removed", ann, False)
    await anna.send(room, "/start")
    page = await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    assert page["updates"] == []


async def test_whoever_was_sent_away_hears_what_came_before_but_reads_no_words(
    bots: BotTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(bot: int, chats: list[int]) -> None:
        return None

    monkeypatch.setattr(bots.house.bots.feed, "lightly", never)
    bot = await bots.bot()
    (ann, anna), (bob, _) = await bots.person("Ann"), await bots.person("Bob")
    room = await bots.group(anna, bot.id)
    await anna.call("member.promote", c=room, u=bot.id, rights=1)
    await bot.updates()
    async with bots.house.store.writing() as tx:  # the feed waits: all of this is one pass for it
        await tx.bots.lock(bot.id)
        await anna.call("member.add", c=room, u=[bob])
        await anna.send(room, "among people")
        await anna.call("member.remove", c=room, u=bot.id)
        await anna.call("member.remove", c=room, u=bob)
    heard = [(u["update_type"], u["user"]["user_id"]) for u in await bot.updates(2)]
    assert heard == [("user_added", bob), ("bot_removed", ann)]
    later = await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    assert later["updates"] == []


async def test_two_feeds_at_once_double_nothing_and_miss_nothing(bots: BotTown) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    other = Feed(bots.house.store, bots.house.clock)
    await other.sweep()
    bots.house.bus.subscribe(other.hear)
    feeding = asyncio.ensure_future(other.run())
    said = [str(number) for number in range(80)]
    for text in said:
        await anna.send(chat, text)
    heard = texts(await bot.updates(len(said)))
    await asyncio.gather(*(feed.advance(bot.id, [chat]) for feed in (other, bots.house.bots.feed)))
    await end_all(feeding)
    later = await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    assert heard + texts(later["updates"]) == said


async def test_an_update_minds_the_full_disk_and_a_bus_that_loses_things(
    bots: BotTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await anna.send(chat, "one")
    assert texts(await bot.updates()) == ["one"]
    full, tickets = [Retry(1, "the disk is full")], list[int]()

    def may_write() -> None:
        if full:
            raise full.pop()

    monkeypatch.setattr(bots.house.store, "may_write", may_write)
    monkeypatch.setattr(bots.house.store, "carried", tickets)
    await anna.send(chat, "two")
    assert texts(await bot.updates()) == ["two"]
    assert (full, len(tickets) > 0) == ([], True)


async def test_a_start_carries_the_payload_of_its_link(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna = await bots.person()
    await anna.call("bot.start", u=bot.id, p="from-a-poster")
    [begun] = await bot.updates()
    assert (begun["update_type"], begun["payload"], begun["chat_id"]) == (
        "bot_started", "from-a-poster", bot.dialog(user),
    )  # fmt: skip


async def test_a_press_reaches_the_bot_and_its_answer_the_person(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, chat = await bots.talking(bot)
    button = {"type": "callback", "text": "More", "payload": "page:2", "intent": "positive"}
    keys = {"type": "inline_keyboard", "payload": {"buttons": [[button]]}}
    await bot.send("Page 1", to=user, attachments=[keys])
    said = await anna.until(lambda e: e["t"] == "n" and e.get("x") == "Page 1")
    assert said["kb"] == [[{"k": "callback", "x": "More", "i": "positive"}]], (
        "the payload is the bot's affair"
    )
    await anna.call("bot.press", c=chat, s=said["s"], row=0, col=0)
    [pressed] = await bot.updates()
    callback = pressed["callback"]
    assert (callback["payload"], callback["user"]["user_id"]) == ("page:2", user)
    assert pressed["message"]["body"]["attachments"][0]["payload"]["buttons"] == [[button]]
    answer = {"message": {"text": "Page 2", "attachments": []}, "notification": "turned"}
    done = await bot.call("POST", "/answers", answer, callback_id=callback["callback_id"])
    assert done == {"success": True}
    changed = await anna.until(lambda e: e["t"] == "e" and e["s"] == said["s"])
    assert (changed["x"], "kb" in changed) == ("Page 2", False)
    shown = await anna.until(lambda e: e["t"] == "u" and e["k"] == "answer")
    assert (shown["c"], shown["s"], shown["x"]) == (chat, said["s"], "turned")
    with pytest.raises(Refused) as no:
        await bot.call("POST", "/answers", answer, callback_id="nothing")
    assert no.value.status == 405


async def test_a_bot_that_is_suspended_stops_at_once(bots: BotTown) -> None:
    bot = await bots.bot()
    await bot.call("GET", "/updates", timeout=0)
    waiting = asyncio.ensure_future(bot.call("GET", "/updates", timeout=30))
    while not bots.house.bots.listening.waiting.get(bot.id):
        await asyncio.sleep(0.01)
    pool = bots.house.store.pool
    await pool.execute("UPDATE users SET suspended_until = 9000000000000000 WHERE id = $1", bot.id)
    bots.house.bus.publish(Nudge(transient={"k": "suspended", "user": bot.id, "until": 1}))
    for call in (waiting, bot.call("GET", "/me"), bot.send("still here", chat=-1)):
        with pytest.raises(Refused) as no:
            await asyncio.wait_for(call, 10)
        assert (no.value.status, no.value.code) == (403, "access.denied")


async def test_an_answer_without_words_ends_the_wait_too(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, chat = await bots.talking(bot)
    keys = {
        "type": "inline_keyboard",
        "payload": {"buttons": [[{"type": "callback", "text": "A", "payload": "a"}]]},
    }
    await bot.send("Press", to=user, attachments=[keys])
    said = await anna.until(lambda e: e["t"] == "n" and e.get("x") == "Press")
    await anna.call("bot.press", c=chat, s=said["s"], row=0, col=0)
    [pressed] = await bot.updates()
    await bot.call(
        "POST", "/answers", {"message": {"text": "Done"}}, callback_id=pressed["callback"]["callback_id"]
    )
    told = await anna.until(lambda e: e["t"] == "u" and e["k"] == "answer")
    assert (told["c"], told["s"], "x" in told, told["d"] > 0) == (chat, said["s"], False, True)


async def test_who_blocks_a_bot_stops_it_and_may_start_it_again(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, _ = await bots.talking(bot)
    await anna.call("block.set", u=bot.id, on=True)
    [stopped] = await bot.updates()
    assert (stopped["update_type"], stopped["user"]["user_id"]) == ("bot_stopped", user)
    with pytest.raises(Refused):
        await bot.send("still there?", to=user)
    await anna.call("block.set", u=bot.id, on=False)
    await anna.call("bot.start", u=bot.id)
    assert [u["update_type"] for u in await bot.updates()] == ["bot_started"]
    await bot.send("welcome back", to=user)


async def test_the_bots_of_a_chat_are_listed_for_those_in_it(bots: BotTown) -> None:
    bot = await bots.bot()
    await bot.call("PATCH", "/me", {"commands": [{"name": "dice", "description": "rolls"}]})
    _, anna, chat = await bots.talking(bot)
    told = [{"u": bot.id, "cmds": [{"n": "dice", "ab": "rolls"}], "con": 0}]
    assert (await anna.call("bot.list", c=chat))["bots"] == told
    room = await bots.group(anna, bot.id)
    [came] = await bot.updates()
    assert came["update_type"] == "bot_added"
    assert (await anna.call("bot.list", c=room))["bots"] == told
    _, stranger = await bots.person()
    with pytest.raises(Declined) as no:
        await stranger.call("bot.list", c=room)
    assert no.value.code == "NOT_FOUND"


async def test_a_bot_hears_what_becomes_of_its_dialog(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, chat = await bots.talking(bot)
    await anna.call("chatset", c=chat, mute=-1)
    await anna.call("chatset", c=chat, mute=0)
    await anna.call("chat.delete", c=chat)
    await anna.call("block.set", u=bot.id, on=True)
    told = await bot.updates(4)
    assert [u["update_type"] for u in told] == [
        "dialog_muted",
        "dialog_unmuted",
        "dialog_removed",
        "bot_stopped",
    ]
    assert {u["user"]["user_id"] for u in told} == {user}
    with pytest.raises(Refused) as no:
        await bot.send("hello?", to=user)
    assert (no.value.status, no.value.code, no.value.text) == (403, "chat.denied", "error.dialog.suspended")


async def test_a_poll_ends_when_its_client_hangs_up(bots: BotTown) -> None:
    bot = await bots.bot()
    where = urlsplit(bot.url)
    _, writer = await asyncio.open_connection(where.hostname, where.port)
    writer.write(
        f"GET /updates?timeout=90 HTTP/1.1\r\nHost: b\r\nAuthorization: {bot.token}\r\n\r\n".encode()
    )
    waiting = bots.house.bots.listening.waiting
    async with asyncio.timeout(20):
        while bot.id not in waiting:
            await asyncio.sleep(0.01)
    writer.close()
    await writer.wait_closed()
    async with asyncio.timeout(20):
        while bot.id in waiting:
            await asyncio.sleep(0.01)


async def test_a_bot_stops_when_its_owner_leaves_for_good(bots: BotTown) -> None:
    owner, anna = await bots.person("Maker")
    id, token = await bots.house.bots.accounts.add(owner, "Orphan")
    bot = Robot(bots.url, id, token, bots.session)
    user, boris, chat = await bots.talking(bot)
    sent = await bot.send("Press", to=user, attachments=[KEYS])
    waiting = asyncio.ensure_future(bot.call("GET", "/updates", timeout=30, marker=bot.marker))
    async with asyncio.timeout(20):
        while bot.id not in bots.house.bots.listening.waiting:
            await asyncio.sleep(0.01)
    with contextlib.suppress(ConnectionError):  # the answer, or the close of the socket
        await anna.call("account.delete")
    with pytest.raises(Refused) as no:
        await asyncio.wait_for(waiting, 20)
    assert (no.value.status, no.value.code) == (403, "access.denied")
    with pytest.raises(Refused) as no:
        await bot.call("GET", "/me")
    assert no.value.status == 401
    with pytest.raises(Declined, match="NOT_FOUND"):
        await boris.call("bot.press", c=chat, s=int(sent["body"]["mid"][-16:], 16), row=0, col=0)
    with pytest.raises(Declined, match="NOT_FOUND"):
        await boris.call("bot.start", u=bot.id)
