"""What a bot may meet, all of it real: chats of each kind, messages with everything in them, presses, files, people."""

import asyncio
import io
from dataclasses import dataclass
from itertools import count
from typing import Any

import aiohttp
from PIL import Image

from bench.bots import Robot, rid
from bench.server import Server, token
from bench.town import Person
from bench.wire import Wire, dial
from tambour.domain.bots.numbers import dialog_number, message_id

RIGHTS = 1023 & ~256
"""Of an administrator: all but giving rights to others."""
NUMBERS = count(1)
KEYS = {
    "type": "inline_keyboard",
    "payload": {
        "buttons": [
            [{"type": "callback", "text": "A", "payload": "a"}, {"type": "message", "text": "M"}],
            [
                {"type": "link", "text": "L", "url": "https://l.example"},
                {"type": "request_contact", "text": "C"},
            ],
        ]
    },
}


@dataclass
class Scene:
    """`names`: what a parameter (or `body.FIELD`) may be set to."""

    bot: Robot
    names: dict[str, list[Any]]


class Speaker:
    """The bot over HTTP."""

    def __init__(self, url: str, bot: Robot, session: aiohttp.ClientSession) -> None:
        self.url, self.bot, self.session = url, bot, session

    async def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """An answer that is 200. Raises RuntimeError."""
        headers = {"Authorization": self.bot.token}
        async with self.session.request(
            method, self.url + path, params=query, json=body, headers=headers
        ) as answer:
            found = await answer.json()
            if answer.status != 200:
                raise RuntimeError(f"{method} {path}: {answer.status} {found}")
            return found

    async def upload(self, kind: str, body: bytes, name: str) -> str:
        """Brings a file; its token."""
        place = await self.call("POST", "/uploads", type=kind)
        form = aiohttp.FormData()
        form.add_field("data", body, filename=name)
        async with self.session.post(place["url"], data=form) as answer:
            found = await answer.json()
        return str(next(iter(found["photos"])) if "photos" in found else found["token"])

    async def send(self, body: Any, **where: Any) -> str:
        """Said, also where its file is not ready yet; the message's name."""
        for _ in range(100):
            try:
                return str((await self.call("POST", "/messages", body, **where))["message"]["body"]["mid"])
            except RuntimeError as no:
                if "not.ready" not in str(no):
                    raise
                await asyncio.sleep(0.05)
        raise RuntimeError("a file was never ready")


def picture() -> bytes:
    """A small one."""
    kept = io.BytesIO()
    Image.new("RGB", (48, 32), "teal").save(kept, "PNG")
    return kept.getvalue()


async def build(server: Server, url: str, people: list[Person], bot: Robot) -> Scene:
    """A dialog, two groups and a channel around one bot, and things in them."""
    owner, member, other = people[:3]
    wire = await dial(server.port, token(owner))
    async with aiohttp.ClientSession() as session:
        scene = await furnish(wire, Speaker(url, bot, session), owner, member, other)
    wire.close()
    return scene


async def furnish(wire: Wire, bot: Speaker, owner: Person, member: Person, other: Person) -> Scene:
    """The chats, and what is said in them."""
    me, link = bot.bot.id, f"scene_{next(NUMBERS)}"
    for hook in (await bot.call("GET", "/subscriptions"))["subscriptions"]:
        await bot.call("DELETE", "/subscriptions", url=hook["url"])
    dialog = (await wire.call("bot.start", u=me, p="payload"))["c"]
    group, outside = [await found(wire, "group", [me, member.id]) for _ in range(2)]
    channel = await found(wire, "channel", [])
    await wire.call("chat.edit", c=group, name=link)
    await wire.call("member.add", c=channel, u=[me])
    for chat in (group, channel):
        await wire.call("member.promote", c=chat, u=me, rights=RIGHTS)
    talk = dialog_number(me, owner.id)
    numbers = {dialog: talk, group: -group, outside: -outside, channel: -channel}
    mids = []
    for chat, number in numbers.items():
        said = await wire.call("msg.send", c=chat, x="/say **something** to @somebody", rid=rid())
        mids.append(message_id(number, said["s"]))
    if not bot.bot.texts:  # a token is good for any number of messages
        bot.bot.texts += [
            await bot.upload("image", picture(), "a.png"),
            await bot.upload("file", b"words", "a.txt"),
        ]
    image, file = bot.bot.texts
    pressed = await bot.send({"text": "*press*", "format": "markdown", "attachments": [KEYS]}, chat_id=talk)
    card = {"type": "contact", "payload": {"name": "Ann", "contact_id": owner.id}}
    place = {"type": "location", "latitude": 59.3, "longitude": 18.1}
    own = [
        pressed,
        await bot.send(
            {"attachments": [{"type": "image", "payload": {"token": image}}, KEYS]}, chat_id=-group
        ),
        await bot.send({"attachments": [{"type": "file", "payload": {"token": file}}]}, chat_id=talk),
        await bot.send({"attachments": [card]}, chat_id=talk),
        await bot.send({"attachments": [place]}, chat_id=-channel),
        await bot.send({"text": "re", "link": {"type": "reply", "mid": mids[1]}}, chat_id=-group),
        await bot.send({"link": {"type": "forward", "mid": mids[0]}}, chat_id=-group),
    ]
    await bot.call("PUT", f"/chats/{-group}/pin", {"message_id": mids[1]})
    await wire.call("bot.press", c=dialog, s=int(pressed[-16:], 16), row=0, col=0)
    callback = await heard(bot, "message_callback")
    users, tokens = [owner.id, member.id, other.id, me], [image, file]
    mids += own
    hook = "https://hook.example/1"
    chats = [-group, -group, talk, -channel, -outside]
    return Scene(
        bot.bot,
        {
            "chatId": chats,
            "chat_id": chats,
            "chatLink": [link, "@" + link, "nobody_here"],
            "messageId": mids,
            "message_id": mids + own,
            "message_ids": [",".join(mids[:3]), mids[1]],
            "user_id": [*users, owner.id],
            "userId": users,
            "user_ids": [f"{owner.id},{member.id}", str(other.id)],
            "callback_id": [callback["callback"]["callback_id"]],
            "videoToken": tokens,
            "url": [hook],
            "types": ["message_created", "message_created,bot_started"],
            "type": ["image", "video", "audio", "file"],
            "body.mid": mids,
            "body.message_id": mids,
            "body.pin": mids,
            "body.user_id": users,
            "body.user_ids": users,
            "body.contact_id": users,
            "body.token": tokens,
            "body.code": tokens,
            "body.update_types": ["message_created", "bot_added"],
        },
    )


async def found(wire: Wire, kind: str, users: list[int]) -> int:
    """A chat with these in it."""
    made = await wire.call("chat.create", k=kind, rid=rid(), title=f"A {kind}", users=users)
    return int(made["ch"]["c"])


async def heard(bot: Speaker, kind: str) -> Any:
    """The first update of a kind."""
    for _ in range(50):
        known = {} if bot.bot.marker is None else {"marker": bot.bot.marker}
        page = await bot.call("GET", "/updates", timeout=2, limit=1000, **known)
        bot.bot.marker = page["marker"]
        for update in page["updates"]:
            if update["update_type"] == kind:
                return update
    raise RuntimeError(f"no {kind}")
