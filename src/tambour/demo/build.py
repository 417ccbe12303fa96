"""Builds the demo town through the same methods that clients call, with a clock that is set back some weeks.

So the town obeys every rule of the house, and building it is a test of them.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import msgspec

from tambour.adapters.clock import WallClock
from tambour.app import House, build, open_doors
from tambour.config import Config, Limits
from tambour.demo.chats import PLACES, Place
from tambour.demo.english import COMMENTS
from tambour.demo.people import PEOPLE
from tambour.demo.pictures import FACES, SHOWN, bring
from tambour.demo.script import DAY_MS, Line, chatter_of, draw, lines_of
from tambour.domain.ids import RID_RANDOM_BITS, Millis
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.table import Caller
from tambour.ports.trouble import Trouble

DAYS = 23
UNREAD = {
    "emma": ("hall", "harbour", "posters"),
    "anna": ("hall", "harbour"),
    "layla": ("hall", "weather", "news"),
}
"""Chats that these people have not looked at lately."""
UNREAD_LINES = 6
SHOWN_FROM = 100_000
"""Places of what is shown lie above those of the script."""
COMMENTED_POSTS = 4
QUIET = ("chance", "clara")
"""No small talk from these."""
SPAM = "GOLDEN LOTTERY"
REPORTERS = (("emma", "They promise money to my neighbours."), ("boris", ""))
CATEGORY = "scam"
DONE = "demo-town"
"""A file in the data folder that says that the town is whole."""
Tell = Callable[[int, int], None]


class SetClock:
    """Stands where the builder sets it."""

    def __init__(self, now: int) -> None:
        self.ms = now

    def now(self) -> Millis:
        """The time of what is being said."""
        return Millis(self.ms)


@dataclass
class Builder:
    """The town on its way."""

    house: House
    dispatch: Dispatch
    clock: SetClock
    start: Millis
    rids: "count[int]" = field(default_factory=count)
    users: dict[str, int] = field(default_factory=dict)
    chats: dict[str, int] = field(default_factory=dict)
    seqs: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    async def call(self, who: str, method: str, **params: Any) -> Any:
        """One method, called by one person; the answer as a client would read it."""
        caller = Caller(user=self.users[who], device="demo")
        answer = await self.dispatch.run(method, msgspec.json.encode(params), caller)
        return msgspec.json.decode(msgspec.json.encode(answer))

    def rid(self) -> str:
        """A fresh key at the time of the set clock."""
        return str(self.clock.now() << RID_RANDOM_BITS | next(self.rids) & ((1 << RID_RANDOM_BITS) - 1))

    async def settle(self) -> None:
        """Everybody moves in."""
        for one in PEOPLE:
            accounts = self.house.accounts
            self.users[one.key] = await accounts.add(
                phone=one.phone, name=one.name, role=one.role, lang=one.lang
            )
            if one.about:
                await self.call(one.key, "me.edit", about=one.about)
            if one.username:
                await self.call(one.key, "name.set", name=one.username)

    async def found(self, place: Place) -> None:
        """One chat with its people."""
        owner, *others = place.people
        want: dict[str, Any] = {"k": place.kind, "rid": self.rid()}
        if place.kind == "dialog":
            want["u"] = self.users[others[0]]
        else:
            want |= {"title": place.title, "about": place.about}
            if place.username:
                want |= {"public": True, "name": place.username}
            else:
                want["users"] = [self.users[name] for name in others]
        self.chats[place.key] = (await self.call(owner, "chat.create", **want))["ch"]["c"]
        for name in others if place.username else ():
            await self.call(name, "chat.join", c=self.chats[place.key])
        if place.talks_about:
            await self.call(owner, "chat.edit", c=self.chats[place.talks_about], linked=self.chats[place.key])

    async def say(self, line: Line, place: Place) -> None:
        """One line, with all that happens to it."""
        self.clock.ms = max(self.clock.ms, line.at)
        chat, seqs = self.chats[line.chat], self.seqs[line.chat]
        want: dict[str, Any] = {"c": chat, "rid": self.rid(), "x": line.text}
        if line.options:
            want = want | {"x": "", "po": {"q": line.text, "o": list(line.options)}}
        if line.answers:
            want["re"] = seqs[line.place - 1]
        seq = seqs[line.place] = (await self.call(line.who, "msg.send", **want))["s"]
        others = [name for name in place.people if name != line.who]
        for number, emoji in enumerate(line.reactions):
            name = others[(draw(len(others), line.chat, line.place) + number) % len(others)]
            await self.call(name, "msg.react", c=chat, s=seq, e=emoji)
        for number, name in enumerate(others if line.options else ()):
            if draw(4, name, line.place):
                choice = draw(len(line.options), name, line.text, number)
                await self.call(name, "poll.vote", c=chat, s=seq, o=[choice])
        if place.kind == "channel":
            await self.seen(line, others, chat, seq)
        if line.pinned:
            await self.call(place.people[0], "msg.pin", c=chat, s=seq, silent=True)

    async def seen(self, line: Line, others: list[str], chat: int, seq: int) -> None:
        """Most readers see a post on its day, and it appears in the channel's discussion group."""
        for name in others:
            if draw(4, name, line.chat, line.place):
                await self.call(name, "msg.views", c=chat, s=[seq])
        await self.house.messages.views.flush()
        await self.house.messages.discussion.turn(whole=True)

    async def show_pictures(self) -> None:
        """What the town has drawn and recorded, and the faces of some."""
        media = self.house.media
        for one in SHOWN:
            self.clock.ms += 1_000
            files = [await bring(media, self.users[one.who], what) for what in one.what]
            where = self.chats[one.chat]
            sent = await self.call(one.who, "msg.send", c=where, rid=self.rid(), x=one.text, fl=files)
            self.seqs[one.chat][len(self.seqs[one.chat]) + SHOWN_FROM] = sent["s"]
        await media.workshop.drain()
        for who, what in FACES.items():
            await self.call(who, "me.photo", file=await bring(media, self.users[who], what))

    async def comment(self, key: str) -> None:
        """A few words under the newest posts of a channel."""
        posts = sorted(self.seqs[key].values())[-COMMENTED_POSTS:]
        for number, (who, text) in enumerate(COMMENTS):
            self.clock.ms += 60_000
            post = posts[draw(len(posts), key, number)]
            thread = await self.call(who, "thread.history", c=self.chats[key], s=post)
            await self.call(who, "msg.send", c=thread["c"], rid=self.rid(), x=text, re=thread["s"])

    async def read(self, place: Place) -> None:
        """People have read what they would have read by now."""
        top = max(self.seqs[place.key].values())
        for name in place.people:
            seen = top - UNREAD_LINES if place.key in UNREAD.get(name, ()) else top
            await self.call(name, "msg.read", c=self.chats[place.key], s=seen)

    async def report(self, line: Line) -> None:
        """Two people report the swindler: the moderator finds an open case."""
        where = {"c": self.chats[line.chat], "s": self.seqs[line.chat][line.place]}
        for name, note in REPORTERS:
            self.clock.ms += 60_000
            await self.call(name, "report.create", rid=self.rid(), category=CATEGORY, note=note, **where)


async def build_town(config: Config, dsn: str, tell: Tell) -> None:
    """Fill an empty database; leave a whole town alone. Calls `tell(done, total)`. Raises Trouble on half a town."""
    now = WallClock().now()
    start = Millis(now - now % DAY_MS - DAYS * DAY_MS)
    clock = SetClock(start)
    calm = msgspec.structs.replace(config, limits=Limits(enabled="off"))
    house = await build(calm, dsn, clock=clock)
    try:
        if await is_whole(house):
            return
        doors = open_doors(house)
        builder = Builder(house, doors.live.dispatch, clock, start)
        await builder.settle()
        for place in PLACES:
            clock.ms += 60_000
            await builder.found(place)
        lines = script(start, now)
        places = {place.key: place for place in PLACES}
        for done, line in enumerate(lines):
            await builder.say(line, places[line.chat])
            if SPAM in line.text:
                await builder.report(line)
            tell(done + 1, len(lines))
        await builder.comment("weather")
        await builder.show_pictures()
        for place in PLACES:
            await builder.read(place)
        (config.folder / DONE).touch()
    finally:
        await house.close()


def script(start: Millis, now: int) -> list[Line]:
    """All lines of all chats as they follow each other in time; nothing lies in the future."""
    lines: list[Line] = []
    for place in PLACES:
        daily = place.kind == "channel"
        told = list(lines_of(place.key, place.script, start=start, days=DAYS, daily=daily))
        people = [name for name in place.people if name not in QUIET]
        if place.chatter:
            told += chatter_of(place.key, place.chatter, people, place=len(told), start=start, days=DAYS)
        lines += [line for line in told if line.at < now]
    return sorted(lines, key=lambda line: line.at)


async def is_whole(house: House) -> bool:
    """Whether the town stands here already."""
    if not await house.accounts.find(PEOPLE[0].phone):
        return False
    if not (house.config.folder / DONE).exists():
        raise Trouble("the folder holds half a demo town", "remove the folder and start again")
    return True
