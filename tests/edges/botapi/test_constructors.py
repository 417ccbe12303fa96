"""Constructors: a bot writes a message with somebody, who posts it in their own name."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tambour.domain.bots.offer import SESSION_MS
from tambour.domain.files import PROCESSING
from tests.client import Client
from tests.client import Refused as Declined
from tests.edges.botapi.conftest import BotTown, Refused, Robot
from tests.edges.botapi.test_files import brought, picture
from tests.edges.botapi.test_seen import removed

POLL = {"type": "callback", "text": "Yes", "payload": "yes"}
KEYS = {"type": "inline_keyboard", "payload": {"buttons": [[POLL]]}}
MORE = {"buttons": [[{"type": "callback", "text": "Longer", "payload": "longer"}]]}


async def constructor(bots: BotTown) -> Robot:
    owner = await bots.town.person("Owner")
    id, token = await bots.house.bots.accounts.add(owner, "Scribe", constructs=True)
    return Robot(bots.url, id, token, bots.session)


async def opened(bots: BotTown) -> tuple[Robot, Client, int, int, str]:
    """(bot, the person and their id, a group that the bot is not in, the session), the bot asked."""
    bot = await constructor(bots)
    user, anna = await bots.person()
    room = await bots.group(anna)
    id = (await anna.call("construct.open", c=room, u=bot.id))["id"]
    [asked] = await bot.updates()
    assert asked["update_type"] == "message_construction_request"
    assert asked["session_id"] == id
    assert asked["input"] == {"input_type": "message", "messages": []}
    assert asked["user"]["name"].startswith("Anna")
    return bot, anna, user, room, id


async def answer(bot: Robot, id: str, **body: Any) -> Any:
    return await bot.call("POST", "/answers/constructor", body, session_id=id)


async def turn_of(anna: Client, id: str, n: int = 1) -> dict[str, Any]:
    """What the person sees once their devices were told of this turn of the bot's."""
    told = await anna.until(lambda e: (e.get("k"), e.get("id"), e.get("n")) == ("construct", id, n))
    assert set(told) == {"t", "k", "pts", "id", "n"}, "no words in anybody's log"
    shown = await anna.call("construct.get", id=id)
    assert shown["n"] == told["n"]
    return dict(shown)


async def test_a_bot_and_a_person_write_a_message_together(bots: BotTown) -> None:
    bot, anna, user, room, id = await opened(bots)
    await answer(
        bot,
        id,
        hint="What about?",
        placeholder="A subject",
        allow_user_input=True,
        keyboard=MORE,
        data="step 1",
    )
    shown = await turn_of(anna, id)
    assert shown["offer"] == {
        "hi": "What about?", "pl": "A subject", "in": 1, "kb": [[{"k": "callback", "x": "Longer"}]],
    }  # fmt: skip
    await anna.call("construct.say", id=id, x="tea", en=[["b", 0, 3]])
    [said] = await bot.updates()
    assert said["data"] == "step 1"
    [heard] = said["input"]["messages"]
    assert (heard["text"], heard["markup"]) == ("tea", [{"type": "strong", "from": 0, "length": 3}])
    await answer(
        bot, id, data="step 2", keyboard=MORE,
        messages=[{"text": "Is the **tea** ready?", "format": "markdown", "attachments": [KEYS]}],
    )  # fmt: skip
    shown = await turn_of(anna, id, 2)
    [one] = shown["offer"]["msgs"]
    assert one == {"x": "Is the tea ready?", "en": [["b", 7, 3]], "kb": [[{"k": "callback", "x": "Yes"}]]}
    await anna.call("construct.press", id=id, n=shown["n"], row=0, col=0)
    [pressed] = await bot.updates()
    assert (pressed["input"], pressed["data"]) == ({"input_type": "callback", "payload": "longer"}, "step 2")
    await answer(
        bot,
        id,
        messages=[{"text": "Is the tea ready at last?", "attachments": [KEYS]}, {"text": "And cake?"}],
    )
    shown = await turn_of(anna, id, 3)
    with pytest.raises(Declined, match="CONFLICT"):
        await anna.call("construct.post", id=id, n=shown["n"] - 1, rid=anna.rid())
    rid = anna.rid()
    posted = await anna.call("construct.post", id=id, n=shown["n"], rid=rid)
    assert await anna.call("construct.post", id=id, n=shown["n"], rid=rid) == posted
    first, second = (await anna.call("msg.get", c=room, s=posted["s"]))["msgs"]
    assert (first["x"], first["vi"], first["f"]) == ("Is the tea ready at last?", bot.id, user)
    assert (second["x"], second["vi"]) == ("And cake?", bot.id)
    told = await bot.updates(2)
    assert [u["update_type"] for u in told] == ["message_constructed"] * 2
    assert [u["message"]["body"]["text"] for u in told] == [first["x"], second["x"]]
    assert told[0]["message"]["sender"]["user_id"] == user
    assert str(room) not in str(told), "a bot that is not there learns not where"
    assert f"{room:x}" not in str(told)
    with pytest.raises(Refused) as no:
        await bot.call("GET", f"/messages/{told[0]['message']['body']['mid']}")
    assert no.value.status in (400, 404)
    for method in ("get", "say", "press", "post"):
        more = {
            "say": {"x": "hi"},
            "press": {"n": 1, "row": 0, "col": 0},
            "post": {"n": 3, "rid": anna.rid()},
        }
        with pytest.raises(Declined, match="NOT_FOUND"):
            await anna.call(f"construct.{method}", id=id, **more.get(method, {}))
    with pytest.raises(Refused) as no:
        await answer(bot, id, messages=[])
    assert (no.value.status, no.value.code) == (405, "method.not.allowed")
    await presses(bots, bot, anna, room, first["s"])


async def presses(bots: BotTown, bot: Robot, anna: Client, room: int, seq: int) -> None:
    """Buttons under it ask the bot that wrote it, which may answer, but change nobody's words."""
    await anna.call("bot.press", c=room, s=seq, row=0, col=0)
    [press] = await bot.updates()
    assert (press["callback"]["payload"], press["message"]) == ("yes", None)
    callback = press["callback"]["callback_id"]
    done = await bot.call("POST", "/answers", {"message": {"text": "No"}}, callback_id=callback)
    assert not done["success"]
    await bot.call("POST", "/answers", {"notification": "Thanks"}, callback_id=callback)
    heard = await anna.until(lambda e: e.get("k") == "answer")
    assert heard["x"] == "Thanks"
    copy = await anna.call("msg.forward", **{"from": room, "s": [seq], "to": room, "rid": anna.rid()})
    [forwarded] = (await anna.call("msg.get", c=room, s=copy["s"]))["msgs"]
    assert not {"vi", "kb"} & set(forwarded)


async def test_a_bot_that_is_there_learns_where_and_everybody_sees_who_wrote_it(bots: BotTown) -> None:
    bot = await constructor(bots)
    _, anna, chat = await bots.talking(bot)
    id = (await anna.call("construct.open", c=chat, u=bot.id))["id"]
    await bot.updates()
    await answer(bot, id, messages=[{"text": "Hello"}])
    shown = await turn_of(anna, id)
    posted = await anna.call("construct.post", id=id, n=shown["n"], rid=anna.rid())
    told = {u["update_type"]: u["message"] for u in await bot.updates(2)}
    assert told["message_constructed"]["body"] == told["message_created"]["body"]
    assert told["message_created"]["constructor"]["user_id"] == bot.id
    mid = told["message_constructed"]["body"]["mid"]
    assert await bot.call("GET", f"/messages/{mid}") == told["message_created"]
    await anna.call("msg.edit", c=chat, s=posted["s"][0], x="My own words", v=1)
    again = await bot.call("GET", "/updates", timeout=0)
    kinds = [u["update_type"] for u in again["updates"]]
    assert "message_constructed" not in kinds, "what it became is not what the bot wrote"


async def ready(bots: BotTown, token: str) -> None:
    """Its forms are made."""
    while (upload := await bots.house.store.read.files.get(token)) is None or upload.state == PROCESSING:
        await asyncio.sleep(0.02)


async def test_a_picture_is_seen_before_it_is_posted_and_by_nobody_else(bots: BotTown) -> None:
    bot, anna, user, room, id = await opened(bots)
    [token] = (await brought(bot, "image", picture()))["photos"]
    await ready(bots, token)
    await answer(bot, id, messages=[{"attachments": [{"type": "image", "payload": {"token": token}}]}])
    shown = await turn_of(anna, id)
    [file] = shown["offer"]["msgs"][0]["fl"]
    delivery = bots.house.media.delivery
    upload = await bots.house.store.read.files.get(file["id"])
    stranger, _ = await bots.person("Stranger")
    assert upload is not None
    assert await delivery.may(user, upload)
    assert not await delivery.may(stranger, upload)
    posted = await anna.call("construct.post", id=id, n=shown["n"], rid=anna.rid())
    [message] = (await anna.call("msg.get", c=room, s=posted["s"]))["msgs"]
    assert [one["id"] for one in message["fl"]] == [file["id"]]


async def given(bots: BotTown, user: int) -> str:
    """A picture that the person has uploaded."""
    body = picture("gold")

    async def whole() -> AsyncIterator[bytes]:
        yield body

    uploads = bots.house.media.uploads
    made = await uploads.begin(user, size=len(body), mime="image/png", name="cake.png", kind="photo")
    await uploads.append(user, made.id, 0, whole())
    await ready(bots, made.id)
    return made.id


async def may(bots: BotTown, who: int, file: str) -> bool:
    upload = await bots.house.store.read.files.get(file)
    assert upload is not None
    return await bots.house.media.delivery.may(who, upload)


async def test_more_than_words_is_said_to_a_bot_which_may_use_it_as_long_as_they_write(bots: BotTown) -> None:
    bot, anna, user, room, id = await opened(bots)
    other = await constructor(bots)
    await answer(bot, id, allow_user_input=True)
    file = await given(bots, user)
    assert not await may(bots, bot.id, file)
    await anna.call("construct.say", id=id, x="for the party", fl=[file])
    [said] = (await bot.updates())[0]["input"]["messages"]
    [image] = said["attachments"]
    assert (said["text"], image["type"], image["payload"]["token"]) == ("for the party", "image", file)
    async with bot.session.get(image["payload"]["url"]) as looked:
        assert looked.status == 200, "it sees what it is to write about"
    assert not await may(bots, other.id, file)
    await answer(bot, id, hint="Whose is it?", allow_user_input=True)
    await anna.call("construct.say", id=id, ct={"n": "Ann", "ph": "+46700000009"})
    [said] = (await bot.updates())[0]["input"]["messages"]
    [card] = said["attachments"]
    assert (card["type"], card["payload"]["name"], card["payload"]["vcf_phone"]) == (
        "contact", "Ann", "+46700000009",
    )  # fmt: skip
    await answer(bot, id, hint="And where?", allow_user_input=True)
    await anna.call("construct.say", id=id, lo={"lat": 59.3, "lon": 18.1})
    [said] = (await bot.updates())[0]["input"]["messages"]
    [place] = said["attachments"]
    assert place == {"type": "location", "latitude": 59.3, "longitude": 18.1}
    await answer(
        bot, id, messages=[{"text": "Cake!", "attachments": [image]}, {"attachments": [card]}, {"attachments": [place]}]
    )  # fmt: skip
    shown = await turn_of(anna, id, 4)
    posted = await anna.call("construct.post", id=id, n=shown["n"], rid=anna.rid())
    cake, ann, where = (await anna.call("msg.get", c=room, s=posted["s"]))["msgs"]
    assert ([one["id"] for one in cake["fl"]], cake["vi"]) == ([file], bot.id)
    assert (ann["ct"]["n"], where["lo"]) == ("Ann", {"lat": 59.3, "lon": 18.1})
    assert not await may(bots, bot.id, file), "it is not in that chat"


async def test_where_nothing_may_be_written_only_what_a_button_asks_for_is_taken(bots: BotTown) -> None:
    bot, anna, user, _, id = await opened(bots)
    asks = [{"type": "request_contact", "text": "Who?"}, {"type": "message", "text": "Yes"}]
    await answer(bot, id, keyboard={"buttons": [asks]})
    file = await given(bots, user)
    card = {"n": "Anna", "ph": "+46700000009"}
    for said in (
        {"x": "No"}, {"fl": [file]}, {"lo": {"lat": 1.0, "lon": 1.0}}, {"ct": card, "x": "and more"},
    ):  # fmt: skip
        with pytest.raises(Declined, match=r"construct\.no_words"):
            await anna.call("construct.say", id=id, **said)
    for said in ({}, {"fl": [file], "ct": card}, {"fl": ["nothing"]}):
        with pytest.raises(Declined, match="BAD"):
            await anna.call("construct.say", id=id, **said)
    await anna.call("construct.say", id=id, x="Yes")
    [update] = await bot.updates()
    assert update["input"]["messages"][0]["text"] == "Yes"
    await anna.call("construct.say", id=id, ct=card)
    [update] = await bot.updates()
    assert update["input"]["messages"][0]["attachments"][0]["payload"]["name"] == "Anna"


async def test_only_constructors_are_asked_and_only_by_who_sees_the_chat(bots: BotTown) -> None:
    bot, anna, user, room, id = await opened(bots)
    plain = await bots.bot("Plain")
    _, boris = await bots.person("Boris")
    for who, chat, robot in ((anna, room, plain.id), (boris, room, bot.id), (anna, room, user)):
        with pytest.raises(Declined, match=r"NOT_FOUND|FORBIDDEN"):
            await who.call("construct.open", c=chat, u=robot)
    with pytest.raises(Declined, match=r"construct\.no_words"):
        await anna.call("construct.say", id=id, x="hello")
    await answer(bot, id, messages=[{"text": "Mine"}], keyboard=MORE, allow_user_input=True)
    for method, more in (
        ("get", {}), ("say", {"x": "hi"}), ("press", {"n": 1, "row": 0, "col": 0}),
        ("post", {"n": 1, "rid": boris.rid()}),
    ):  # fmt: skip
        with pytest.raises(Declined, match="NOT_FOUND"):
            await boris.call(f"construct.{method}", id=id, **more)
    await boris.call("construct.end", id=id)
    assert (await anna.call("construct.get", id=id))["n"] == 1
    with pytest.raises(Refused) as no:
        await answer(plain, id, messages=[])
    assert no.value.status == 405
    await bots.house.store.pool.execute(
        "UPDATE users SET suspended_until = 9000000000000000 WHERE id = $1", bot.id
    )
    with pytest.raises(Declined, match="NOT_FOUND"):
        await anna.call("construct.post", id=id, n=1, rid=anna.rid())


@pytest.mark.parametrize(
    "body",
    [
        {"messages": [{"text": "x"}] * 11},
        {"messages": [{"text": " "}]},
        {"messages": [{"text": "x" * 4001}]},
        {"hint": "x" * 1001},
        {"placeholder": "x" * 129},
        {"data": "x" * 8193},
        {"keyboard": {"buttons": [[{"type": "chat", "text": "Talk", "chat_title": "Room"}]]}},
        {"messages": [{"text": "x", "attachments": [
            {"type": "inline_keyboard", "payload": {"buttons": [[{"type": "request_contact", "text": "You?"}]]}}]}]},
        {"messages": [{"text": "x", "markup": [{"type": "strong", "from": 5, "length": 900}]}]},
    ],
    ids=["many", "empty", "text", "hint", "placeholder", "data", "asking", "carried", "markup"],
)  # fmt: skip
async def test_an_answer_keeps_to_its_limits(bots: BotTown, body: dict[str, Any]) -> None:
    bot = await constructor(bots)
    with pytest.raises(Refused) as no:
        await answer(bot, "nowhere", **body)
    assert (no.value.status, no.value.code) == (400, "proto.payload")


async def test_a_session_that_nobody_goes_on_with_is_over_and_forgotten(bots: BotTown) -> None:
    bot, anna, _, _, id = await opened(bots)
    await answer(bot, id, allow_user_input=True)
    await anna.call("construct.say", id=id, x="between us")
    pool = bots.house.store.pool
    assert "between us" not in str(await pool.fetch("SELECT data FROM bot_updates WHERE bot_id = $1", bot.id))
    assert "between us" not in str(await pool.fetch("SELECT data FROM user_log WHERE user_id = $1", bot.id))
    await pool.execute("UPDATE bot_sessions SET ts = ts - $2 WHERE id = $1", id, SESSION_MS + 60_000)
    with pytest.raises(Declined, match="NOT_FOUND"):
        await anna.call("construct.get", id=id)
    page = await bot.call("GET", "/updates", timeout=0)
    assert page["updates"] == [], "what was said in it is said to nobody any more"
    await bots.house.bots.feed.sweep()
    assert await pool.fetchval("SELECT count(*) FROM bot_sessions WHERE id = $1", id) == 0


async def test_what_was_removed_after_it_was_posted_is_told_to_nobody(bots: BotTown) -> None:
    bot, anna, _, room, id = await opened(bots)
    await answer(bot, id, messages=[{"text": "Most secret"}])
    await turn_of(anna, id)
    [seq] = (await anna.call("construct.post", id=id, n=1, rid=anna.rid()))["s"]
    told: list[Any] = []
    while not told:  # the marker stays: it is asked for once more
        told = (await bot.call("GET", "/updates", timeout=2, marker=bot.marker))["updates"]
    assert "Most secret" in str(told)
    _, boris = await bots.person("Boris")
    await anna.call("chat.edit", c=room, name=f"room_{bot.id % 1_000_000_000}")
    await boris.call("chat.join", c=room)
    await removed(bots, boris, room, seq)
    page = await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    assert page["updates"] == []
