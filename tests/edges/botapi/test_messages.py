"""Messages: sent, changed, deleted, read, carried on; the same object in every place."""

import pytest

from tambour.domain.files import LinkPreview
from tests.edges.botapi.conftest import BotTown, Refused


async def test_a_message_is_the_same_object_everywhere(bots: BotTown) -> None:
    bot, other = await bots.bot(), await bots.bot("Other")
    _, anna = await bots.person()
    room = await bots.group(anna, bot.id, other.id)
    for one in (bot.id, other.id):
        await anna.call("member.promote", c=room, u=one, rights=1023 & ~256)
    sent = await bot.send("*hi* [site](https://example.org)", chat=-room, format="markdown")
    await bot.call("PUT", f"/chats/{-room}/pin", {"message_id": sent["body"]["mid"]})
    assert (await other.told("message_created"))["message"] == sent
    assert (await other.call("GET", "/messages", chat_id=-room))["messages"][0] == sent
    assert await other.call("GET", f"/messages/{sent['body']['mid']}") == sent
    assert (await other.call("GET", f"/chats/{-room}/pin"))["message"] == sent
    assert (await other.call("GET", f"/chats/{-room}"))["pinned_message"] == sent
    assert sent["body"]["text"] == "hi site"
    assert sent["body"]["markup"] == [
        {"type": "emphasized", "from": 0, "length": 2},
        {"type": "link", "from": 3, "length": 4, "url": "https://example.org"},
    ]


async def test_a_dialog_is_numbered_by_both_and_says_who_is_on_the_other_side(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, chat = await bots.talking(bot)
    sent = await bot.send("hello", to=user)
    assert sent["recipient"] == {"chat_id": bot.dialog(user), "chat_type": "dialog", "user_id": user}
    event = await anna.until(lambda e: e["t"] == "n" and e.get("f") == bot.id)
    assert event["x"] == "hello"
    await anna.send(chat, "back")
    [update] = await bot.updates()
    assert update["message"]["recipient"]["user_id"] == bot.id
    assert update["message"]["body"]["text"] == "back"
    assert update["user_locale"] == "en"


async def test_a_bot_speaks_first_to_nobody(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _ = await bots.person()
    with pytest.raises(Refused) as no:
        await bot.send("psst", to=user)
    assert (no.value.status, no.value.code) == (404, "dialog.not.found")


async def test_texts_have_their_limit_and_its_exact_words(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    assert (await bot.send("<" * 4000, to=user))["body"]["text"] == "<" * 4000
    for text in ("x" * 4001, "😀" * 2001):
        with pytest.raises(Refused) as no:
            await bot.send(text, to=user)
        assert (no.value.code, no.value.text) == ("proto.payload", "text: size must be between 0 and 4000")
    for empty in (None, "", "  "):
        with pytest.raises(Refused) as no:
            await bot.send(empty, to=user)
        assert no.value.status == 400


async def test_a_reply_and_a_forward_hold_the_body_of_what_they_are_about(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, _ = await bots.talking(bot)
    room = await bots.group(anna, bot.id)
    await bot.updates()
    await anna.send(room, "/start of it")
    asked = (await bot.updates())[0]["message"]
    reply = await bot.send("yes", chat=-room, link={"type": "reply", "mid": asked["body"]["mid"]})
    assert reply["link"] == {"type": "reply", "message": asked["body"], "sender": asked["sender"]}
    carried = await bot.send(None, to=user, link={"type": "forward", "mid": asked["body"]["mid"]})
    assert carried["link"] == {
        "type": "forward", "message": asked["body"], "sender": asked["sender"], "chat_id": -room,
    }  # fmt: skip
    assert carried["body"]["text"] == ""


async def test_edits_keep_what_they_do_not_name(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    keys = {
        "type": "inline_keyboard",
        "payload": {"buttons": [[{"type": "callback", "text": "a", "payload": "1"}]]},
    }
    sent = await bot.send("one", to=user, attachments=[keys])
    mid = sent["body"]["mid"]
    assert sent["body"]["attachments"][0]["payload"]["buttons"] == [
        [{"type": "callback", "text": "a", "payload": "1", "intent": "default"}]
    ]
    assert (await bot.call("PUT", "/messages", {"text": "two"}, message_id=mid))["success"]
    now = await bot.call("GET", f"/messages/{mid}")
    assert (now["body"]["text"], now["body"]["attachments"]) == ("two", sent["body"]["attachments"])
    assert (await bot.call("PUT", "/messages", {"attachments": []}, message_id=mid))["success"]
    assert "attachments" not in (await bot.call("GET", f"/messages/{mid}"))["body"]
    emptied = await bot.call("PUT", "/messages", {"text": "", "attachments": []}, message_id=mid)
    assert emptied["success"] is False


async def test_others_words_are_not_a_bots_to_change(bots: BotTown) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await anna.send(chat, "mine")
    mid = (await bot.updates())[0]["message"]["body"]["mid"]
    for call in (
        bot.call("PUT", "/messages", {"text": "x"}, message_id=mid),
        bot.call("DELETE", "/messages", message_id=mid),
    ):
        with pytest.raises(Refused) as no:
            await call
        assert (no.value.status, no.value.code) == (403, "access.denied")
    own = await bot.send("gone soon", chat=bot.dialog(anna_of(anna)))
    assert (await bot.call("DELETE", "/messages", message_id=own["body"]["mid"]))["success"]
    with pytest.raises(Refused) as no:
        await bot.call("GET", f"/messages/{own['body']['mid']}")
    assert (no.value.status, no.value.code) == (404, "not.found")


def anna_of(client) -> int:
    return next(e["f"] for e in client.events if e["t"] == "n" and e.get("x") == "mine")


async def test_a_share_names_the_link_that_is_shown_and_is_sent_again_by_its_token(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _, chat = await bots.talking(bot)
    address = "https://tea.example.org/green"

    def share(**payload: str) -> list[dict]:
        return [{"type": "share", "payload": payload}]

    alone = await bot.send(None, to=user, attachments=share(url=address))
    assert alone["body"]["text"] == address, "a link stands where everybody sees it"
    sent = await bot.send("See https://first.example and this", to=user, attachments=share(url=address))
    assert sent["body"]["text"] == f"See https://first.example and this\n{address}"
    seq = int(sent["body"]["mid"][-16:], 16)
    store = bots.house.store
    [kept] = await store.read.messages.some(chat, bot.id, [seq])
    assert kept.extra is not None
    assert kept.extra["link"] == address
    async with store.writing() as tx:
        await tx.previews.settle(chat, seq, LinkPreview(url=address, title="Green tea"))
    shown = await bot.call("GET", f"/messages/{sent['body']['mid']}")
    [attached] = shown["body"]["attachments"]
    assert (attached["payload"]["url"], attached["title"]) == (address, "Green tea")
    again = await bot.send("Again", to=user, attachments=share(token=attached["payload"]["token"]))
    assert again["body"]["text"] == f"Again\n{address}"
    for wrong in (share(), share(token="share.!"), share(url="ftp://x.example"), share(url=address) * 2):
        with pytest.raises(Refused) as no:
            await bot.send("x", to=user, attachments=wrong)
        assert (no.value.status, no.value.code) == (400, "proto.payload")
    with pytest.raises(Refused):
        await bot.send("x" * 4000, to=user, attachments=share(url=address))
