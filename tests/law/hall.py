"""A group in a real house on which laws are tried: commands by method name, answers as a client would see them."""

import contextlib
import itertools
import time
from typing import Any

import msgspec

from tambour.app import Doors, House
from tambour.domain.errors import Refusal
from tambour.domain.events import ChatEvent
from tambour.edges.gateway.frames import event_json
from tambour.edges.methods.table import Caller
from tambour.ports.bus import Nudge


class Hall:
    """One group of three, and every live frame that everybody may see."""

    rids = itertools.count(1)

    def __init__(self, house: House, doors: Doors) -> None:
        self.house = house
        self.doors = doors
        self.people: list[int] = []
        self.chat = 0
        self.frames: list[dict[str, Any]] = []

    async def call(self, user: int, method: str, **params: Any) -> Any:
        """As a door would: decode, run, encode."""
        raw = msgspec.json.encode(params)
        answer = await self.doors.live.dispatch.run(method, raw, Caller(user=user, session=1))
        return msgspec.json.decode(msgspec.json.encode(answer))

    async def begin(self, people: list[int]) -> None:
        """A new group; listens from its first event."""
        self.people = people
        made = await self.call(
            people[0], "chat.create", k="group", rid=self.rid(), title="Hall", users=people[1:]
        )
        self.chat = made["ch"]["c"]
        self.unsubscribe = self.house.bus.subscribe(self.hear)
        self.frames = (await self.call(people[0], "chat.diff", c=self.chat, ev=0))["evs"]

    def hear(self, nudge: Nudge) -> None:
        """Live events as they are encoded once for all."""
        self.frames += [self.frame(e) for e in nudge.chat_events if e.chat == self.chat]

    def frame(self, event: ChatEvent) -> dict[str, Any]:
        """What the socket would carry."""
        found: dict[str, Any] = msgspec.json.decode(event_json(event))
        return found

    @classmethod
    def rid(cls) -> str:
        """A fresh rid."""
        return str((int(time.time() * 1000) << 22) | (next(cls.rids) & 0x3FFFFF))

    async def do(self, command: tuple[Any, ...]) -> None:
        """One command of a history; what is refused changes nothing."""
        name, who, *rest = command
        user = self.people[who]
        with contextlib.suppress(Refusal):
            await getattr(self, name)(user, *rest)

    async def send(self, user: int, text: str, reply: int) -> None:
        await self.call(user, "msg.send", c=self.chat, rid=self.rid(), x=text, re=reply)

    async def edit(self, user: int, seq: int, text: str) -> None:
        found = (await self.call(user, "msg.get", c=self.chat, s=[seq]))["msgs"]
        if found:
            await self.call(user, "msg.edit", c=self.chat, s=seq, x=text, v=found[0].get("v", 1))

    async def delete(self, user: int, seq: int) -> None:
        await self.call(user, "msg.delete", c=self.chat, s=[seq], all=True)

    async def react(self, user: int, seq: int, emoji: str) -> None:
        await self.call(user, "msg.react", c=self.chat, s=seq, e=emoji or None)

    async def pin(self, user: int, seq: int, on: bool) -> None:
        await self.call(user, "msg.pin" if on else "msg.unpin", c=self.chat, s=seq)

    async def poll(self, user: int, question: str) -> None:
        await self.call(
            user,
            "msg.send",
            c=self.chat,
            rid=self.rid(),
            x="",
            po={"q": question, "o": ["yes", "no"], "an": 1},
        )

    async def vote(self, user: int, seq: int, option: int) -> None:
        await self.call(user, "poll.vote", c=self.chat, s=seq, o=[option])

    async def title(self, user: int, text: str) -> None:
        await self.call(user, "chat.edit", c=self.chat, title=text)

    async def fresh(self, user: int) -> tuple[dict[int, dict[str, Any]], set[int], str]:
        """Messages, pins and title from the tables: the road that shares nothing with the events."""
        messages: dict[int, dict[str, Any]] = {}
        start = 0
        while True:
            page = await self.call(user, "msg.history", c=self.chat, **{"from": start}, dir="down", n=100)
            for message in page["msgs"]:
                messages[message["s"]] = {k: v for k, v in message.items() if k not in ("t", "ev")}
            if page["bottom"] or not page["msgs"]:
                break
            start = page["msgs"][-1]["s"]
        view = (await self.call(user, "chat.get", c=self.chat))["ch"]
        return messages, set(view.get("pin", [])), view["ti"]
