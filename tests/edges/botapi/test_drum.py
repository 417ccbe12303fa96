"""Drum, as somebody meets it: bots are made, changed and deleted in a dialog, and a crash anywhere doubles nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tambour.app.bots import drum_of
from tambour.domain.bots.drum.talk import DRUM_ID
from tambour.domain.bots.drum.words import AR, EN, RU
from tambour.pipeline.enforce import tell_owner
from tambour.services.bots.drum import Drum
from tests.client import Client
from tests.client import Refused as Declined
from tests.edges.botapi.conftest import BotTown, Refused, Robot
from tests.waiting import end_all


class Talker:
    """Somebody in a dialog with Drum."""

    def __init__(self, user: int, client: Client, chat: int) -> None:
        self.user, self.client, self.chat = user, client, chat
        self.seen = 0

    async def until(self, n: int) -> list[dict[str, Any]]:
        """The next n messages of Drum."""
        found: list[dict[str, Any]] = []
        while len(found) < n:
            said = await self.client.until(
                lambda e: e["t"] == "n" and e["c"] == self.chat and e["f"] == DRUM_ID and e["s"] > self.seen
            )
            self.seen = said["s"]
            found.append(said)
        return found

    async def say(self, text: str, answers: int = 1) -> list[dict[str, Any]]:
        await self.client.send(self.chat, text)
        return await self.until(answers)

    async def press(self, said: dict[str, Any], text: str) -> dict[str, Any]:
        """The button with this text; returns the answer's notice."""
        row, col = next(
            (r, c) for r, row in enumerate(said["kb"]) for c, b in enumerate(row) if b["x"] == text
        )
        before = len(self.client.events)
        await self.client.call("bot.press", c=self.chat, s=said["s"], row=row, col=col)
        return await self.client.until(
            lambda e: e in self.client.events[before:] and e["t"] == "u" and e["k"] == "answer"
        )

    async def edit_of(self, said: dict[str, Any]) -> dict[str, Any]:
        """Its newest form, once it was edited."""
        v = said.get("v", 1)
        return await self.client.until(
            lambda e: e["t"] == "e" and e["c"] == self.chat and e["s"] == said["s"] and e["v"] > v
        )

    async def all(self) -> list[dict[str, Any]]:
        page = await self.client.call("msg.history", c=self.chat, n=100)
        return [m for m in page["msgs"] if m["f"] == DRUM_ID]


@pytest.fixture(scope="module")
async def drum(bots: BotTown) -> AsyncIterator[Drum]:
    """At work beside the feed."""
    found = drum_of(bots.house)
    working = asyncio.ensure_future(found.run())
    while await bots.house.store.read.bots.get(DRUM_ID) is None:
        await asyncio.sleep(0.01)
    yield found
    await end_all(working)


async def talker(bots: BotTown, lang: str = "en", payload: str = "") -> tuple[Talker, dict[str, Any]]:
    user, client = await bots.person("Maker")
    await client.call("me.edit", lang=lang)
    chat = (await client.call("bot.start", u=DRUM_ID, **({"p": payload} if payload else {})))["c"]
    found = Talker(user, client, chat)
    [hello] = await found.until(1)
    return found, hello


def robot(bots: BotTown, id: int, said: dict[str, Any]) -> Robot:
    return Robot(bots.url, id, token_in(said), bots.session)


def token_in(said: dict[str, Any]) -> str:
    [(_, start, length)] = [e for e in said["en"] if e[0] == "code"]
    return said["x"][start : start + length]


async def make(bots: BotTown, maker: Talker, name: str, handle: str) -> tuple[Robot, dict[str, Any], Any]:
    """(the bot, the message with its token, its card)."""
    await maker.say("/newbot")
    await maker.say(name)
    made, card = await maker.say(handle, 2)
    id = (await bots.house.store.read.bots.owned_by(maker.user))[-1].id
    return robot(bots, id, made), made, card


async def test_a_bot_is_made_found_and_speaks(bots: BotTown, drum: Drum) -> None:
    maker, hello = await talker(bots)
    assert hello["x"] == EN["hello"]
    bot, made, card = await make(bots, maker, "Echo", "echo_of_drum")
    me = await bot.call("GET", "/me")
    assert (me["name"], me["username"]) == ("Echo", "echo_of_drum")
    assert "Echo (@echo_of_drum)" in card["x"]
    answer = await maker.press(made, EN["hide"])
    assert answer["x"] == EN["hidden"]
    await maker.client.until(lambda e: e["t"] == "d" and made["s"] in e["s"])
    assert all(token_in(made) not in m.get("x", "") for m in await maker.all())
    found = await maker.client.call("user.get", name="drum")
    assert (found["users"][0]["u"], found["users"][0]["bot"]) == (DRUM_ID, 1)


async def test_everything_about_a_bot_is_changed(bots: BotTown, drum: Drum) -> None:
    maker, _ = await talker(bots)
    bot, _, card = await make(bots, maker, "Echo", "echo_two")
    for button, text in (
        ("f_name", "Parrot"), ("f_user", "parrot_two"), ("f_about", "Says it again."), ("f_cmds", "/say – says\nstop"),
    ):  # fmt: skip
        await maker.press(card, EN[button])
        await maker.until(1)
        done, card = await maker.say(text, 2)
        assert done["x"] == EN["changed"], button
    me = await bot.call("GET", "/me")
    assert (me["name"], me["username"], me["description"]) == ("Parrot", "parrot_two", "Says it again.")
    assert [c["name"] for c in me["commands"]] == ["say", "stop"]
    answer = await maker.press(card, EN["hear_all"])
    assert answer["x"] == EN["hears_all"]
    assert (await maker.client.call("bot.info", u=bot.id))["all"] == 1
    assert EN["hears_all"] in (await maker.edit_of(card))["x"]


async def test_a_new_token_closes_the_old_one_and_deletion_closes_all(bots: BotTown, drum: Drum) -> None:
    maker, _ = await talker(bots)
    bot, _, card = await make(bots, maker, "Echo", "echo_three")
    await maker.press(card, EN["f_token"])
    asked = await maker.edit_of(card)
    await maker.press(asked, EN["yes_token"])
    renewed, card = await maker.until(2)
    with pytest.raises(Refused) as no:
        await bot.call("GET", "/me")
    assert no.value.status == 401
    fresh = robot(bots, bot.id, renewed)
    await fresh.call("GET", "/me")
    await maker.press(card, EN["f_del"])
    asked = await maker.edit_of(card)
    answer = await maker.press(asked, EN["yes_del"])
    assert answer["x"] == EN["deleted"]
    with pytest.raises(Refused) as no:
        await fresh.call("GET", "/me")
    assert no.value.status == 401
    assert EN["no_bots"] in (await maker.edit_of(asked))["x"]
    with pytest.raises(Declined):
        await maker.client.call("bot.info", u=bot.id)


async def test_refusals_come_in_the_persons_words_and_keep_the_question(bots: BotTown, drum: Drum) -> None:
    maker, hello = await talker(bots, "ru", payload="new")
    assert hello["x"] == RU["ask_name"]
    await maker.say("Эхо")
    for wrong, why in (("drum", "reserved"), ("ab", "length"), ("эхо_бот", "form")):
        [no] = await maker.say(wrong)
        assert no["x"] == RU[f"no_name.{why}"]
    made, _ = await maker.say("echo_ru", 2)
    assert made["x"].startswith(RU["made"].replace("{name}", "Эхо"))
    arab, hello = await talker(bots, "ar")
    assert hello["x"] == AR["hello"]
    [asked] = await arab.say("/mybots")
    assert asked["x"] == AR["no_bots"]


async def test_nobody_reaches_the_bots_of_others(bots: BotTown, drum: Drum) -> None:
    maker, _ = await talker(bots)
    bot, _, _ = await make(bots, maker, "Echo", "echo_four")
    thief, hello = await talker(bots)
    await thief.press(hello, EN["list"])
    assert EN["no_bots"] in (await thief.edit_of(hello))["x"]
    assert (await bot.call("GET", "/me"))["user_id"] == bot.id


async def test_the_owner_hears_when_moderation_stops_a_bot(bots: BotTown, drum: Drum) -> None:
    maker, _ = await talker(bots)
    bot, _, _ = await make(bots, maker, "Echo", "echo_five")
    for how in ("suspended", "restored"):
        async with bots.house.store.writing() as tx:
            await tell_owner(tx, bot.id, how)
        [told] = await maker.until(1)
        assert told["x"] == EN[how].replace("{name}", "Echo")


class Cut(Exception):
    """The server is gone at this moment."""


CUTS = ("before anything", "kept, nothing said", "one of two said", "all said, not taken note of")


@pytest.mark.parametrize("cut", CUTS)
async def test_a_crash_anywhere_loses_and_doubles_nothing(
    bots: BotTown, drum: Drum, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, _ = await talker(bots)
    await maker.say("/newbot")
    await maker.say("Echo")
    crashed = asyncio.Event()
    said = 0

    def crash() -> None:
        if not crashed.is_set():
            crashed.set()
            raise Cut

    keep, say, commit = Drum.keep, Drum.say, type(bots.house.store.read.bots).commit

    async def cut_keep(self: Drum, *args: Any) -> Any:
        if cut == CUTS[0]:
            crash()
        done = await keep(self, *args)
        if cut == CUTS[1]:
            crash()
        return done

    async def cut_say(self: Drum, *args: Any) -> None:
        nonlocal said
        said += 1
        if cut == CUTS[2] and said == 2:
            crash()
        await say(self, *args)

    async def cut_commit(self: Any, *args: Any) -> None:
        if cut == CUTS[3]:
            crash()
        await commit(self, *args)

    monkeypatch.setattr(Drum, "keep", cut_keep)
    monkeypatch.setattr(Drum, "say", cut_say)
    monkeypatch.setattr(type(bots.house.store.read.bots), "commit", cut_commit)
    handle = f"echo_cut_{CUTS.index(cut)}"
    made, card = await maker.say(handle, 2)
    assert crashed.is_set()
    [asked] = await maker.say("/mybots")
    owned = await bots.house.store.read.bots.owned_by(maker.user)
    assert [bot.username for bot in owned] == [handle]
    assert (await robot(bots, owned[0].id, made).call("GET", "/me"))["username"] == handle
    texts = [m["x"] for m in await maker.all()]
    assert texts.count(made["x"]) == texts.count(card["x"]) == texts.count(asked["x"]) == 1
