"""A message is the same object in the answer to sending it, in `GET /messages`, in updates and on top of its chat.

Whatever it carries, and whoever said it. Only the addresses of files are each bot's own: they are sealed for it.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tambour.domain.bots.numbers import message_id
from tambour.domain.files import PROCESSING
from tests.client import Client
from tests.edges.botapi.conftest import BotTown, Robot
from tests.edges.botapi.test_files import brought, picture
from tests.media.making import film, tone

KEYS = {
    "type": "inline_keyboard",
    "payload": {"buttons": [[{"type": "callback", "text": "A", "payload": "a", "intent": "default"}]]},
}
FILES = {
    "photo": ("image", picture),
    "video": ("video", lambda: film(64, 36, 0.4)),
    "round": ("video", lambda: film(64, 64, 0.4)),
    "voice": ("audio", lambda: tone(seconds=0.4)),
    "audio": ("audio", lambda: tone(seconds=0.5)),
    "file": ("file", lambda: b"plain words"),
}
"""What people send → (what it is to a bot, its bytes)."""


@dataclass
class Square:
    """A group with a person and two bots that hear everything."""

    bots: BotTown
    anna: Client
    user: int
    room: int
    one: Robot
    two: Robot

    async def views(self, bot: Robot, mid: str) -> list[dict[str, Any]]:
        """The message in every answer of the Bot API that holds it."""
        await bot.call("PUT", f"/chats/{-self.room}/pin", {"message_id": mid, "notify": False})
        page = await bot.call("GET", "/messages", chat_id=-self.room)
        named = await bot.call("GET", "/messages", message_ids=mid)
        pinned = await bot.call("GET", f"/chats/{-self.room}/pin")
        chat = await bot.call("GET", f"/chats/{-self.room}")
        return [
            await bot.call("GET", f"/messages/{mid}"),
            next(m for m in page["messages"] if m["body"]["mid"] == mid),
            named["messages"][0],
            pinned["message"],
            chat["pinned_message"],
        ]

    async def update(self, bot: Robot, mid: str) -> dict[str, Any]:
        """The message as it came to the bot."""
        while True:
            for update in await bot.updates():
                if update["update_type"] == "message_created" and update["message"]["body"]["mid"] == mid:
                    message: dict[str, Any] = update["message"]
                    return message


@pytest.fixture(scope="module")
async def square(bots: BotTown) -> Square:
    one, two = await bots.bot("One"), await bots.bot("Two")
    user, anna = await bots.person()
    room = await bots.group(anna, one.id, two.id)
    for bot in (one, two):
        await anna.call("member.promote", c=room, u=bot.id, rights=1023 & ~256)
    return Square(bots, anna, user, room, one, two)


def apart(value: Any) -> Any:
    """Without addresses."""
    if isinstance(value, list):
        return [apart(one) for one in value]
    if isinstance(value, dict):
        return {k: "" if k in ("url", "image_url") else apart(v) for k, v in value.items()}
    return value


async def ready(square: Square, file: str) -> str:
    """Its forms are made: what it looks like changes no more."""
    while True:
        kept = await square.bots.house.store.read.files.get(file)
        if kept is not None and kept.complete and kept.state != PROCESSING:
            return file
        await asyncio.sleep(0.02)


async def uploaded(square: Square, kind: str) -> str:
    """By the person."""
    uploads, body = square.bots.house.media.uploads, FILES[kind][1]()

    async def whole() -> AsyncIterator[bytes]:
        yield body

    made = await uploads.begin(square.user, size=len(body), mime="", name="a.bin", kind=kind)
    await uploads.append(square.user, made.id, 0, whole())
    return await ready(square, made.id)


@pytest.mark.parametrize("kind", [*FILES, "contact", "place", "preview", "words"])
async def test_what_a_person_says_is_the_same_everywhere(square: Square, kind: str) -> None:
    said: dict[str, Any] = {"x": "**words** for @nobody_here"}
    if kind in FILES:
        said = {"x": "", "fl": [await uploaded(square, kind)]}
    elif kind == "contact":
        said = {"x": "", "ct": {"n": "Ann", "ph": "+46700000009", "u": square.user}}
    elif kind == "place":
        said = {"x": "", "lo": {"lat": 59.3, "lon": 18.1}}
    elif kind == "preview":
        said = {"x": "see https://page.example/"}
    sent = await square.anna.call("msg.send", c=square.room, rid=square.anna.rid(), **said)
    mid = message_id(-square.room, sent["s"])
    if kind == "preview":
        await square.bots.house.store.pool.execute(
            "UPDATE messages SET extra = $3 WHERE chat_id = $1 AND seq = $2",
            square.room,
            sent["s"],
            {"lp": {"u": "https://page.example/", "si": "page.example", "ti": "A page", "x": "What it says"}},
        )
    update = await square.update(square.one, mid)
    carried = [one["type"] for one in update["body"].get("attachments", ())]
    wanted = {"place": ["location"], "preview": ["share"], "words": []}
    assert carried == ([FILES[kind][0]] if kind in FILES else wanted.get(kind, [kind]))
    for view in await square.views(square.one, mid):
        assert view == update
    reply = await square.one.send("re", chat=-square.room, link={"type": "reply", "mid": mid})
    assert reply["link"]["message"] == update["body"]
    assert apart(await square.update(square.two, mid)) == apart(update)


@pytest.mark.parametrize("kind", ["photo", "video", "audio", "file", "contact", "place", "keyboard", "words"])
async def test_what_a_bot_says_is_the_same_everywhere(square: Square, kind: str) -> None:
    body: dict[str, Any] = {"text": "*words*", "format": "markdown"}
    if kind in FILES:
        known, content = FILES[kind]
        found = await brought(square.one, known, content())
        token = next(iter(found["photos"])) if "photos" in found else found["token"]
        body["attachments"] = [{"type": known, "payload": {"token": await ready(square, token)}}, KEYS]
    elif kind == "contact":
        body["attachments"] = [{"type": "contact", "payload": {"name": "Ann", "contact_id": square.user}}]
    elif kind == "place":
        body["attachments"] = [{"type": "location", "latitude": 59.3, "longitude": 18.1}]
    elif kind == "keyboard":
        body["attachments"] = [KEYS]
    answer = (await square.one.call("POST", "/messages", body, chat_id=-square.room))["message"]
    mid = answer["body"]["mid"]
    for view in await square.views(square.one, mid):
        assert view == answer
    update = await square.update(square.two, mid)
    assert apart(update) == apart(answer)
    for view in await square.views(square.two, mid):
        assert view == update
