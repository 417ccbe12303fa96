"""A square full of words that will be taken down: people of six roles, a bot, and a crowd that carries words on.

Every item has a word of its own by which a crawler knows it again: canary-0007-z.
"""

import asyncio
import contextlib
import random
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp

from tambour.moderation.cases import Choice
from tests.client import Client, Refused
from tests.conftest import Town
from tests.edges.botapi.conftest import Robot
from tests.law.crawl import Role

WORD = re.compile(r"canary-(\d{4})-z")
NAME = "big_square"
TITLE = "The big square"
ROLES = {"stranger": "Sten", "member": "Mira", "admin": "Aled", "owner": "Orla", "leaver": "Levi"}
"""And the bot. Levi complains of everything and has left."""
HERE, ELSEWHERE = "RU", "FR"
"""By their numbers the people of the tests are from here."""
NATIVES = {"native": ("Nele", HERE), "foreigner": ("Fred", ELSEWHERE)}
"""Members as well, one from inside and one from outside the country in which some of the items are out of sight. The
owner and the first member are from outside, so they go on with what they may see; everybody else counts as inside."""
OUTSIDE = frozenset({"foreigner", "owner", "member"})
CROWD = 4
CHOICE = Choice(outcome="remove_content", category="tvec.praise", facts="Praise.")
THERE = replace(CHOICE, territory=(HERE,))
BULK = 40
"""Fewer than wait for a second person."""
MOMENTS = ("publish", "finish", "notify")
REST_S = 0.02
Way = Callable[[Client, "Item"], Coroutine[Any, Any, object]]


@dataclass
class Item:
    """One message that will be taken down."""

    number: int
    chat: int
    seq: int
    author: str
    sent: dict[str, Any]
    file: str = ""

    @property
    def word(self) -> str:
        return f"canary-{self.number:04d}-z"


@dataclass
class Square:
    """A public channel, a public group, a private group of those who carry words on, and everybody in them."""

    town: Town
    folder: Path
    bots: str
    session: aiohttp.ClientSession
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    roles: dict[str, Role] = field(default_factory=dict)
    crowd: list[tuple[int, Client]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    partly: list[Item] = field(default_factory=list)
    """Those of the items that will be out of sight in one country only."""
    acts: Counter[str] = field(default_factory=Counter)
    """What the crowd succeeded in, and how often it was refused."""
    at_work: bool = False

    async def settle(self, count: int, partly: int = 0) -> None:
        """People, chats, `count` items of every kind and `partly` more, and what was done with them before."""
        for name, called in ROLES.items():
            await self.enter(name, await self.town.person(called))
        rows = self.town.house.store.read.accounts
        for name, (called, country) in NATIVES.items() if partly else ():
            user = await self.town.person(called)
            await rows.set_country(user, country)
            await self.enter(name, user)
        people = [await self.town.person(f"Carrier {n}") for n in range(CROWD)]
        self.crowd = [(user, await self.town.connect(user)) for user in people]
        self.judge = await self.town.person("Judge", "moderator")
        id, token = await self.town.house.bots.accounts.add(self.roles["owner"].user, "Robot", "")
        self.robot = Robot(self.bots, id, token, self.session)
        owner, member = self.roles["owner"].client, self.roles["member"].client
        natives = [self.roles[name].user for name in NATIVES if name in self.roles]
        known = [self.roles[name].user for name in ("member", "admin", "leaver")] + people + natives
        for name in ("owner", "member") if partly else ():
            await rows.set_country(self.roles[name].user, ELSEWHERE)
        self.channel = await made(owner, "channel", TITLE, [*known, id])
        await owner.call("chat.edit", c=self.channel, name=NAME)
        self.group = await made(owner, "group", "The corner", [*known, id])
        await owner.call("chat.edit", c=self.group, name="big_corner")
        await owner.call("member.promote", c=self.channel, u=self.roles["admin"].user, rights=767)
        for chat in (self.channel, self.group):
            await owner.call("member.promote", c=chat, u=id, rights=1023 & ~256)
        self.refuge = await made(member, "group", "The refuge", [self.roles["admin"].user, *people])
        self.token = (await owner.call("invite.create", c=self.channel))["token"]
        for number in range(count + partly):
            self.items.append(await self.say(number))
        self.partly = self.items[count:]
        for item in self.items[4::5]:
            await self.handle(item)
        for chat in (self.channel, self.group):
            await self.roles["leaver"].client.call("chat.leave", c=chat)
        await self.town.house.search.indexer.catch_up()

    async def enter(self, name: str, user: int) -> None:
        """Somebody with a connection, and a place of their own."""
        access = await self.town.token(user, name)
        client = await self.town.connect(user, query="&e=x&pts=0", device=name)
        saved = (await client.call("chat.create", k="saved", rid=client.rid()))["ch"]["c"]
        self.roles[name] = Role(name, user, client, access, saved)

    async def again(self, town: Town, bots: str, session: aiohttp.ClientSession) -> None:
        """The same people and the bot at a restarted server."""
        self.town = town
        self.robot = Robot(bots, self.robot.id, self.robot.token, session)
        for name, role in list(self.roles.items()):
            await self.enter(name, role.user)
        self.crowd = [(user, await town.connect(user)) for user, _ in self.crowd]

    async def say(self, number: int) -> Item:
        """A post of the owner's, or a line of the member's: text, a poll, a file, something edited, pinned."""
        author = "member" if number % 2 else "owner"
        chat, client = (self.group if number % 2 else self.channel), self.roles[author].client
        word, file, kind = f"canary-{number:04d}-z", "", number % 8
        sent: dict[str, Any] = {"c": chat, "rid": client.rid(), "x": f"{word} #tag"}
        if kind in (2, 3):
            sent |= {"x": "", "po": {"q": f"{word}?", "o": [f"yes, {word}", "no"]}}
        elif kind == 4:
            file = await self.bring(self.roles[author].user, word.encode())
            sent |= {"x": "", "fl": [file]}
        seq = (await client.call("msg.send", **sent))["s"]
        if kind in (5, 6):
            await client.call("msg.edit", c=chat, s=seq, x=f"{word} #tag, better said", v=1)
        if kind == 7:
            await self.roles["owner"].client.call("msg.pin", c=chat, s=seq)
        return Item(number, chat, seq, author, sent, file)

    async def bring(self, user: int, data: bytes) -> str:
        """A file of this person's."""
        uploads = self.town.house.media.uploads
        upload = await uploads.begin(user, size=len(data), mime="text/plain", name="a.txt", kind="file")

        async def once() -> AsyncIterator[bytes]:
            yield data

        await uploads.append(user, upload.id, 0, once())
        return upload.id

    async def handle(self, item: Item) -> None:
        """Once in every way, by anybody of the crowd."""
        for way in self.ways():
            with contextlib.suppress(Refused):
                await way(self.chance.choice(self.crowd)[1], item)

    # ── a crowd that carries words on ─────────────────────────────────────────────────────────
    def ways(self) -> tuple[Way, ...]:
        return (self.forward, self.forward, self.quote, self.edit, self.send_again, self.react, self.keep)

    async def forward(self, who: Client, item: Item) -> None:
        await who.call(
            "msg.forward",
            **{"from": item.chat},
            s=[item.seq],
            to=self.refuge,
            rid=who.rid(),
            hide=self.chance.randrange(2),
        )

    async def quote(self, who: Client, item: Item) -> None:
        where = who if item.chat == self.group else self.roles["owner"].client
        await where.send(item.chat, "what was said there", re=item.seq)

    async def edit(self, who: Client, item: Item) -> None:
        author = self.roles[item.author].client
        found = (await author.call("msg.get", c=item.chat, s=[item.seq]))["msgs"][0]
        words = f"{item.word} #tag, once more {self.chance.randrange(99)}"
        await author.call("msg.edit", c=item.chat, s=item.seq, x=words, v=found.get("v", 1))

    async def send_again(self, who: Client, item: Item) -> None:
        """As an outbox does that has heard no answer; and a file that lies on the server, in another message."""
        author = self.roles[item.author].client
        await author.call("msg.send", **item.sent)
        if (
            item.file and item not in self.partly
        ):  # where it may be seen it may be said again, as new words may
            await author.send(self.refuge if item.author == "member" else item.chat, "", fl=[item.file])

    async def react(self, who: Client, item: Item) -> None:
        await who.call("msg.react", c=item.chat, s=item.seq, e="👍")

    async def keep(self, who: Client, item: Item) -> None:
        """On top, and in Saved messages of whoever runs the place."""
        owner = self.roles["owner"]
        await owner.client.call("msg.pin", c=item.chat, s=item.seq)
        await owner.client.call(
            "msg.forward", **{"from": item.chat}, s=[item.seq], to=owner.saved, rid=owner.client.rid()
        )

    @contextlib.asynccontextmanager
    async def carried_on(self) -> AsyncIterator[None]:
        """Meanwhile the crowd never rests."""
        self.at_work = True
        tasks = [asyncio.ensure_future(self.carry(client)) for _, client in self.crowd]
        try:
            yield
        finally:
            self.at_work = False
            await asyncio.gather(*tasks)

    async def carry(self, client: Client) -> None:
        while self.at_work:
            item, way = self.chance.choice(self.items), self.chance.choice(self.ways())
            try:
                await way(client, item)
                self.acts[way.__name__] += 1
            except Refused:
                self.acts["refused"] += 1
            await asyncio.sleep(REST_S)

    # ── taking down ───────────────────────────────────────────────────────────────────────────
    async def complain(self, item: Item) -> tuple[int, int]:
        """By somebody who has left; the case and its version."""
        levi = self.roles["leaver"].client
        asked = await levi.call(
            "report.create", rid=levi.rid(), c=item.chat, s=item.seq, category="tvec.praise"
        )
        row = await self.town.house.store.pool.fetchrow(
            "SELECT c.id, c.ver FROM reports r JOIN cases c ON c.id = r.case_id WHERE r.id = $1",
            int(asked["receipt"]),
        )
        return row["id"], row["ver"]

    async def take_down(self, items: list[Item]) -> None:
        """Half of them one by one, half in bulks."""
        review = self.town.house.safety.review
        singles, many = items[::2], items[1::2]
        for item in singles:
            case, ver = await self.complain(item)
            await review.decide(self.judge, case, ver, CHOICE)
        for first in range(0, len(many), BULK):
            wanted = [await self.complain(item) for item in many[first : first + BULK]]
            bulk = await review.decide_many(self.judge, self.town.house.ids.new(), wanted, CHOICE)
            assert (bulk.decisions, bulk.skipped) == (len(wanted), ())

    async def bar(self) -> None:
        """Out of sight in one country."""
        for item in self.partly:
            case, ver = await self.complain(item)
            await self.town.house.safety.review.decide(self.judge, case, ver, THERE)

    async def die_taking_down(self, dsn: str, items: list[Item]) -> None:
        """Each by a process that is killed between the decision and the last who hears of it."""
        for number, item in enumerate(items):
            case, ver = await self.complain(item)
            moment = MOMENTS[number % len(MOMENTS)]
            told = map(str, (dsn, self.folder, self.judge, case, ver, CHOICE.outcome, moment))
            dying = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.law.dying", *told)
            assert await dying.wait() == -signal.SIGKILL


async def made(client: Client, kind: str, title: str, people: list[int]) -> int:
    """A chat with these people in it."""
    answer = await client.call("chat.create", k=kind, rid=client.rid(), title=title, users=people)
    assert not answer.get("skipped"), answer
    return int(answer["ch"]["c"])
