"""Screening: reads what was said in public chats at its own pace and writes signals. It has no way to act; where it
meets a link that people decided to put out of sight in some countries, it writes down where.

What a signal asks of people becomes a case by the function it was given; what is owed one is written down with the
signal, so that a crash in between loses nothing.
"""

import asyncio
import contextlib
import logging
import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from typing_extensions import override

from tambour.domain.messages import Kept
from tambour.moderation.detect import Finding, Found, Loaded, to_closed, to_known
from tambour.moderation.reading import SENSES
from tambour.moderation.surfaces import parts_of, said_in_all
from tambour.moderation.text.near import bands, shingles
from tambour.moderation.text.normal import normalise
from tambour.pipeline.again import PROBE, SecondLooks
from tambour.pipeline.gate import Gate
from tambour.pipeline.hunting import Hunting
from tambour.pipeline.kept import by_place, carries, spoken_by
from tambour.pipeline.marks import (
    BEAT_S,
    GATHER_S,
    REST_MAX_S,
    WALK_PAUSE_S,
    WALK_S,
    Dead,
    Detecting,
    check_alive,
)
from tambour.pipeline.named import NamedGuesses
from tambour.pipeline.pace import rest
from tambour.pipeline.pauses import GIVE_UP_MS
from tambour.pipeline.profiles import ProfileReader
from tambour.pipeline.raising import Raise, Raising
from tambour.pipeline.recall import Recall
from tambour.pipeline.rules import RuleBook
from tambour.pipeline.senses import Senses
from tambour.pipeline.titled import Titles
from tambour.ports.bus import Nudge
from tambour.ports.screen import Placed, ScreenPart

SLICE = 8
"""Messages between two looks at what else the loop has to do."""
REREAD_BATCH = 50
"""Files that were read meanwhile, of one turn."""
KEEP_MS = 90 * 86_400_000
"""Signals that led to no case."""
SKETCH_MS = 7 * 86_400_000
FORGET_SLICE = 5_000
ALONE_MAX = 20
"""Messages that are looked at one by one after a turn that came to nothing: where so many fail, it is not them."""

log = logging.getLogger(__name__)
Heed = Callable[[], Awaitable[int]]
"""Counts hints into the cases that are open anyway; how many messages that were."""


@dataclass
class Screen(Detecting):
    """`hear` is given to the bus, `run` to a loop of the roles that do timed work; several may run at once."""

    gate: Gate
    raise_case: Raise
    heed: Heed
    rules: RuleBook
    recall: Recall | None = None
    """Entries of media hunt where this machine can know media again."""
    named: NamedGuesses | None = None
    """Where a model guesses, its guesses about what was said before an entry of a name came are looked at with it."""
    read: int = 0
    """Messages ever looked at by this process, the signals they gave, and detectors that failed on one."""
    found: int = 0
    unlooked: int = 0
    stumbled: int = 0
    """Turns that came to nothing."""
    again_at: float = 0.0
    heed_at: float = 0.0
    walk_at: float = field(default=math.inf, init=False)
    """When all chats are walked through next, by the loop's clock: the longest hunt pauses for that."""
    senses: Senses = field(init=False)
    """Words in pictures and in sound."""
    profiles: ProfileReader = field(init=False)
    """Names and descriptions of what is public."""
    titles: Titles = field(default_factory=Titles, init=False)
    raising: Raising = field(init=False)
    """Has a loop of its own."""
    second: SecondLooks = field(init=False)
    hunts: Hunting = field(init=False)

    def __post_init__(self) -> None:
        self.raising = Raising(self.signals, lambda *place: self.raise_case(*place))
        self.second = SecondLooks(self.signals, self.clock)
        self.senses = Senses(self.gate, self.clock)
        self.profiles = ProfileReader(self.rows, self.gate, self.clock, self.ids)
        self.hunts = Hunting(
            self.rows, self.gate, self.clock, self.ids, self.senses, self.looks, self.bytes_of, self.alive
        )

    @property
    def failed(self) -> int:
        """Detectors that failed on something, in this process."""
        return self.unlooked + self.senses.failed + self.profiles.failed

    @override
    def hear(self, nudge: Nudge) -> None:
        """Chats with news, another bank, and chats that call themselves something else."""
        super().hear(nudge)
        if any(event.kind == "c" for event in nudge.chat_events):
            self.news.set()

    @override
    async def beat(self) -> None:
        """Say that it is at work, and so are cases."""
        if self.raising.well():
            await super().beat()

    @override
    def backlog(self) -> int:
        """About how many messages and profiles were not looked at yet."""
        return super().backlog() + self.profiles.waiting

    async def turn(self) -> int:
        """One transaction over some of the chats that wait; returns how many messages it read.

        The bank is asked for first: an entry that came before a message is never missed, and what was said before the
        entry is found by its hunt.
        """
        await self.gate.load()
        await self.rules.load(self.gate.version)
        with self.chosen() as (chats, left):
            async with self.rows.taking(chats) as part:
                found = await self.unread(part)
                await self.write(part, found.kept)
                if found.upto:
                    await part.settle(found.upto)
            left.clear()
            left.update(found.left)
        self.senses.tell()
        return len(found.kept)

    async def write(
        self, part: ScreenPart, kept: Sequence[Kept], *, first: bool = True
    ) -> set[tuple[int, int]]:
        """Every detector over every message. Returns the (chat, seq) on which one failed; they are written down, too,
        unless this was not their `first` look. What nobody foresaw costs the message it comes from and no other.

        Raises Dead.
        """
        try:
            missed = await self.written(part, kept)
        except Dead:
            raise
        except Exception:
            log.warning("what was read is looked at one by one", exc_info=True)
            missed = await self.one_by_one(part, kept)
        now = self.clock.now()
        if first:
            await part.signals.miss(sorted(missed), now, since=now - GIVE_UP_MS)
        if first and (self.second.owed or self.second.unreadable):
            good = {(one.message.chat, one.message.seq) for one in kept} - missed
            await part.signals.made_up_for(sorted(good))
        return missed

    async def one_by_one(self, part: ScreenPart, kept: Sequence[Kept]) -> set[tuple[int, int]]:
        """The same where it failed on all of them together. Raises Dead."""
        missed: set[tuple[int, int]] = set()
        for number, one in enumerate(kept):
            try:
                missed |= await self.written(part, [one])
            except Exception as failure:
                self.unlooked += 1
                missed.add((one.message.chat, one.message.seq))
                if number + 1 == len(missed) == ALONE_MAX:
                    raise Dead("what was read cannot be written down") from failure
        return missed

    async def written(self, part: ScreenPart, kept: Sequence[Kept]) -> set[tuple[int, int]]:
        """Every detector, then the signals and the sketches, all of it or nothing; where a detector failed. Raises
        Dead."""
        async with part.apart():
            missed, found = await self.noted(part, kept)
        self.found += found
        self.read += len(kept) - len(missed)
        return missed

    async def noted(self, part: ScreenPart, kept: Sequence[Kept]) -> tuple[set[tuple[int, int]], int]:
        """(where a detector failed, how many signals are new). Raises Dead."""
        placed: list[Placed] = []
        missed: set[tuple[int, int]] = set()
        linked: list[tuple[Kept, Found]] = []
        sketches: list[tuple[int, int, list[int]]] = []
        for number, one in enumerate(kept):
            if number % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            looks, bits = self.looks(self.gate.bank, one), self.sketched(one)
            if looks is None or bits is None:
                missed.add((one.message.chat, one.message.seq))
                continue
            for found in looks:
                placed += [(one, finding) for finding in found.findings]
                if found.own_links:
                    linked.append((one, found))
            sketches.append((one.message.chat, one.message.seq, bits))
        self.alive(len(missed), len(kept), self.gate.bank)
        kept = [one for one in kept if (one.message.chat, one.message.seq) not in missed]
        placed += await self.leading_away(part, linked)
        placed += await self.same_bytes(part, kept)
        placed += await self.same_media(part, kept)
        worded, unread = await self.senses.look(part, kept)
        placed += worded
        called, untold = await self.titles.look(part.profiles, self.gate.bank, kept)
        placed += called
        placed += await self.rules.apply(part.rules, kept, by_place(placed))
        await part.profiles.spoke(spoken_by(kept))
        await part.signals.meet(self.met(kept))
        now = self.clock.now()
        fresh = await part.signals.note(placed, [self.ids.new() for _ in placed], now)
        await part.signals.sketch(sketches, now)
        return missed | unread | untold, fresh

    def alive(self, missed: int, of: int, bank: Loaded) -> None:
        """A detector failed on so many of some messages. Raises Dead where it fails on what anybody may say, too."""
        check_alive(
            missed, of, lambda: self.looks(bank, PROBE) is not None and self.sketched(PROBE) is not None
        )

    def met(self, kept: Sequence[Kept]) -> list[tuple[int, int, int]]:
        """(case, chat, seq) of messages with a link that is out of sight in single countries."""
        return [
            (case, message.chat, message.seq)
            for message in (one.message for one in kept)
            for case in sorted(self.gate.met_partly(message))
        ]

    async def again(self) -> None:
        """Another look at what a detector failed on, not more often than is needed. Raises Dead."""
        clock = asyncio.get_running_loop().time
        if clock() < self.again_at:
            return
        self.again_at = clock() + BEAT_S
        due = await self.second.due()
        if not due:
            return
        await self.gate.load()
        await self.rules.load(self.gate.version)
        if said := [one for one in due if one[0] > 0]:
            async with self.rows.taking(sorted({chat for chat, _, _ in said})) as part:
                held = {mark.chat for mark in part.marks}  # the others are another process's just now
                had = [one for one in said if one[0] in held]
                kept: list[Kept] = []
                for chat in sorted(held):
                    kept += await part.some(chat, [seq for other, seq, _ in had if other == chat])
                still = await self.write(part, kept, first=False)
            await self.second.settle(had, still)
        if worn := [one for one in due if one[0] < 0]:
            still = await self.profiles.again([(chat, seq) for chat, seq, _ in worn])
            await self.second.settle(worn, still)

    def looked(self, bank: Loaded, one: Kept) -> Found | None:
        """The findings in the words of one message; None where a detector fails on it."""
        message = one.message
        try:
            return bank.look(message.text, message.entities, message.chat, self.gate.own)
        except Exception:
            self.unlooked += 1
            log.warning(
                "a detector failed on message %d of chat %d", message.seq, message.chat, exc_info=True
            )
            return None

    def looks(self, bank: Loaded, one: Kept) -> list[Found] | None:
        """The findings in its words and in all that it carries besides; None where a detector fails on any of it."""
        found = self.looked(bank, one)
        if found is None:
            return None
        try:
            return [found, *bank.look_apart(parts_of(one.message), one.message.chat, self.gate.own)]
        except Exception:
            self.unlooked += 1
            log.warning(
                "a detector failed on what message %d of chat %d carries",
                one.message.seq,
                one.message.chat,
                exc_info=True,
            )
            return None

    def sketched(self, one: Kept) -> list[int] | None:
        """What near copies of it are found by; None where that fails."""
        try:
            return bands(shingles(normalise(said_in_all(one.message)).text))
        except Exception:
            self.unlooked += 1
            log.warning(
                "message %d of chat %d has no sketch", one.message.seq, one.message.chat, exc_info=True
            )
            return None

    async def leading_away(self, part: ScreenPart, linked: Sequence[tuple[Kept, Found]]) -> list[Placed]:
        """Links to chats of this server that were taken down."""
        keys = {link.key for _, found in linked for link in found.own_links}
        closed = await part.closed(sorted(keys)) if keys else {}
        return [
            (one, finding)
            for one, found in linked
            for finding in to_closed(found.own_links, closed, found.part)
        ]

    async def same_bytes(self, part: ScreenPart, kept: Sequence[Kept]) -> list[Placed]:
        """Files whose bytes are in the bank."""
        by_place = {(one.message.chat, one.message.seq): one for one in kept if carries(one)}
        found = await part.bytes_known(list(by_place))
        return [
            (by_place[chat, seq], finding)
            for chat, seq, entry in found
            if (finding := self.bytes_of(self.gate.bank, entry, chat)) is not None
        ]

    async def same_media(self, part: ScreenPart, kept: Sequence[Kept]) -> list[Placed]:
        """Files that are like what is in the bank."""
        by_place = {(one.message.chat, one.message.seq): one for one in kept if carries(one)}
        bank = self.gate.bank
        return [
            (by_place[chat, seq], finding)
            for chat, seq, like in await part.likes_known(list(by_place))
            if like.entry in bank.entries and (finding := bank.weighed(to_known(like), chat)) is not None
        ]

    async def reread(self) -> int:
        """Messages whose files were read or heard meanwhile, once more; how many files that were."""
        return sum([await self.reread_by(sense) for sense in SENSES])

    async def reread_by(self, sense: str) -> int:
        """The same of one sense.

        Words are committed before the bank is asked for, and a hunt reads them too: an entry that comes in between
        finds them one way or the other. What lies beyond a chat's mark is found by the turn that comes to it.
        """
        fresh = await self.rows.words(sense).untold(REREAD_BATCH)
        if not fresh:
            return 0
        await self.gate.load()
        await self.rules.load(self.gate.version)
        seqs: dict[int, set[int]] = {}
        for chat, seq in (place for places in fresh.values() for place in places):
            seqs.setdefault(chat, set()).add(seq)
        async with self.rows.taking(list(seqs)) as part:
            kept: list[Kept] = []
            for mark in part.marks:
                if read := sorted(seq for seq in seqs[mark.chat] if seq <= mark.seq):
                    kept += await part.some(mark.chat, read)
            await self.write(part, kept)
            held = {mark.chat for mark in part.marks}
            done = [file for file, places in fresh.items() if held.issuperset(chat for chat, _ in places)]
            await part.words(sense).tell(done)
        return len(done)

    def bytes_of(self, bank: Loaded, entry: int, chat: int) -> Finding | None:
        """The finding of an entry of bytes, unless it is not loaded, or not tried in this chat."""
        if entry not in bank.entries:
            return None
        sure = Finding(detector="bytes", category="", score=1.0, entry=entry, reasons=("found.bytes",))
        return bank.weighed(sure, chat)

    async def hunt(self) -> bool:
        """One step of a new entry through what was said before it came. Was there one? What fails in one kind of hunt
        is raised when the others have nothing to do."""
        failures: list[Exception] = []
        for step in (self.recalled, self.profiles.hunt, self.looked_back):
            try:
                if await step():
                    return True
            except Exception as failure:
                log.warning("a hunt waits", exc_info=True)
                failures.append(failure)
        if failures:
            raise failures[0]
        return False

    async def recalled(self) -> bool:
        """One step through stored files."""
        found = await self.recall.step() if self.recall is not None else None
        self.found += found or 0
        return found is not None

    async def looked_back(self) -> bool:
        """One step through messages."""
        found = await self.hunts.step(self.named)
        self.found += found or 0
        return found is not None

    async def settle(self) -> int:
        """Cases for some of the signals that are owed one; how many messages that were."""
        return await self.raising.settle()

    async def heeding(self) -> None:
        """Chats' photos, and hints into the cases that are open anyway, not more often than is needed."""
        clock = asyncio.get_running_loop().time()
        if clock >= self.heed_at:
            self.heed_at = clock + BEAT_S
            self.found += await self.recall.worn(self.signals) if self.recall is not None else 0
            await self.heed()

    async def forget(self) -> None:
        """Signals that led to nothing, and old sketches."""
        now = self.clock.now()
        dropped = FORGET_SLICE
        while dropped >= FORGET_SLICE:
            dropped = max(
                await self.signals.forget(now - KEEP_MS, now - SKETCH_MS, FORGET_SLICE),
                await self.rules.rows.forget(now, FORGET_SLICE),
            )
            await asyncio.sleep(WALK_PAUSE_S)

    async def catch_up(self) -> None:
        """Walk, and read until nothing is left: what tests and the demo wait for."""
        await self.walk()
        while self.waiting:
            await self.turn()
        while await self.reread():
            pass
        while await self.profiles.turn():
            pass
        self.again_at = 0.0
        self.second.pauses.hasten()
        await self.again()
        while await self.hunt():
            pass
        self.found += await self.recall.worn(self.signals) if self.recall is not None else 0
        while await self.settle():
            pass
        while await self.heed():
            pass

    async def round(self) -> None:
        """All that waits, with rests between, until the next walk. Raises Dead; for profiles, and for what is owed
        another look, after the messages."""
        clock = asyncio.get_running_loop().time
        hunting, broken = True, None
        while (self.waiting or hunting) and clock() < self.walk_at:
            began, broken = clock(), None
            try:
                await self.again()
            except Dead as dead:
                broken = dead
            if self.waiting:
                await self.turn()
            if not await self.reread() and not self.waiting:
                hunting = await self.hunt()
            self.raising.wanted.set()
            try:
                hunting = await self.profiles.turn() > 0 or hunting
            except Dead as dead:
                broken = dead
            if broken is None:
                await self.beat()
            await self.heeding()
            self.light = await rest(clock() - began, most=REST_MAX_S)
        if broken is not None:
            raise broken

    async def run(self) -> None:
        """Until cancelled."""
        raising = asyncio.create_task(self.raising.run())
        try:
            await self.go_on()
        finally:
            raising.cancel()
            await asyncio.wait({raising})

    async def go_on(self) -> None:
        """Rounds without end."""
        clock = asyncio.get_running_loop().time
        self.walk_at = 0.0
        while True:
            try:
                if clock() >= self.walk_at:
                    await self.walk()
                    await self.forget()
                    self.walk_at = clock() + WALK_S
                self.news.clear()
                await self.round()
                await self.beat()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.news.wait(), max(0.0, min(BEAT_S, self.walk_at - clock())))
                await asyncio.sleep(GATHER_S)
            except Exception:
                self.stumbled += 1
                log.warning("screening waits and will be tried again", exc_info=True)
                await asyncio.sleep(1)
