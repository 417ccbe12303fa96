"""Guesses of a model about what was said in public chats: a reader of its own, so that nothing waits for a model.

It reads beside screening, with marks of its own, and is handed no way to make a case: a guess is written down, and
where people look at the message anyway it is counted into that case by `heed`. Where a name of the bank stands in the
same words, that is a finding of its own (named.py). While nobody answers, its marks stand and everything else goes on.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tambour.domain.messages import Kept
from tambour.moderation.detect import Finding
from tambour.moderation.guesses import DETECTOR, Guess, Model, readable
from tambour.moderation.surfaces import sayings
from tambour.pipeline.again import WELL
from tambour.pipeline.marks import BEAT_S, GATHER_S, REST_MAX_S, WALK_S, Detecting, Read
from tambour.pipeline.meant import Asked, BankMeanings
from tambour.pipeline.meant_back import LookBack
from tambour.pipeline.named import NamedGuesses, Said
from tambour.pipeline.pace import rest
from tambour.ports.classifier import Classifier, Unanswered
from tambour.ports.models import ModelRows
from tambour.ports.screen import GUESSES, Placed

SLICE = 16
"""Texts that are given to a model at once; between two slices it says that it is at work."""
OLD_MS = 24 * 3_600_000
"""What was said longer ago is passed over: a model that was away for days begins with today."""
AWAY_S = 5.0
"""After an answer that did not come."""

log = logging.getLogger(__name__)
T = TypeVar("T")
Heed = Callable[[], Awaitable[int]]
"""Counts guesses into the cases that are open anyway; how many that were."""


@dataclass
class Guesser(Detecting):
    """`run` is given to a loop of the roles that do timed work; several may run at once: a repeat changes nothing."""

    models: ModelRows
    classifier: Classifier
    heed: Heed
    meant: BankMeanings | None = None
    """None where texts are not compared by what they mean."""
    named: NamedGuesses | None = None
    back: LookBack | None = None
    """None there too."""
    model: Model | None = None
    """As its row was when it was last asked for."""
    read: int = 0
    """Messages ever passed by this process, guesses written down, texts about which the model said nothing, and
    questions that nobody answered."""
    found: int = 0
    abstained: int = 0
    unanswered: int = 0
    failed: int = 0
    """Texts on which it broke, which nobody guesses at."""
    name = GUESSES

    async def turn(self) -> int:
        """Some of the chats that wait; returns how many messages it passed. Nothing is held while a model thinks: the
        marks are read, then the texts are guessed at, then the marks that still stand where they stood are moved.

        Raises Unanswered.
        """
        self.model = await self.models.named(self.classifier.print)
        if self.meant is not None:
            await self.meant.learn(self.beat)
        with self.chosen() as (chats, left):
            async with self.rows.taking(chats) as part:
                before = {mark.chat: (mark.ev, mark.seq) for mark in part.marks}
                found = await self.unread(part)
            placed, said = await self.guessed(found.kept)
            still = await self.noted(placed, said, before, found)
            left.clear()
            left.update(left_over(found, still, before))
        self.read += len(found.kept)
        return len(found.kept)

    async def noted(
        self, placed: list[Placed], said: Sequence[Said], before: dict[int, tuple[int, int]], found: Read
    ) -> set[int]:
        """Write down what was found, with names of the bank as it is when that is written; move the marks that still
        stand as they did `before`, and return their chats. An entry that comes later hunts through what stands here."""
        while True:
            version = await self.named.learn() if self.named is not None and said else 0
            more = await self.named.found(said) if self.named is not None and said else []
            async with self.rows.taking(list(before)) as part:
                if version and not await part.same_bank(version):
                    continue
                still = {m.chat for m in part.marks if before[m.chat] == (m.ev, m.seq)}
                mine = [one for one in (*placed, *more) if one[0].message.chat in still]
                self.found += await part.signals.note(mine, [self.ids.new() for _ in mine], self.clock.now())
                upto = [one for one in found.upto if one[0] in still]
                if upto:
                    await part.settle(upto)
            return still

    async def guessed(self, kept: Sequence[Kept]) -> tuple[list[Placed], list[Said]]:
        """What the model says of those that are fresh and long enough, and which of them say what the bank knows; of
        the words, a poll and buttons each for itself. And what it takes for harmful."""
        now = self.clock.now()
        asked = [
            Asked(one, part, text, read)
            for one in kept
            if now - max(one.message.ts, one.message.edited) < OLD_MS
            for part, text in sayings(one.message).items()
            if (read := readable(text))
        ]
        placed: list[Placed] = []
        said: list[Said] = []
        for at in range(0, len(asked), SLICE):
            some = asked[at : at + SLICE]
            guesses = await self.apart(some, self.said_of, [None], self.classifier.guess)
            self.abstained += sum(guess is None or guess.abstains for guess in guesses)
            harmful = [
                (one, guess)
                for one, guess in zip(some, guesses, strict=True)
                if guess is not None and guess.says
            ]
            placed += [(one.kept, self.finding(guess, one.part)) for one, guess in harmful]
            said += [(one.kept, one.part, one.text) for one, _ in harmful]
            if self.meant is not None:
                none: list[Placed] = []
                placed += await self.apart(some, self.meant.found, none, self.meant.meaning.vectors)
            await self.beat()
        return placed, said

    async def said_of(self, some: Sequence[Asked]) -> list[Guess | None]:
        """What the model says. Raises Unanswered."""
        try:
            return await self.classifier.guess([one.said for one in some])
        except Unanswered:
            self.unanswered += len(some)
            raise

    async def apart(
        self,
        some: Sequence[Asked],
        ask: Callable[[Sequence[Asked]], Awaitable[list[T]]],
        nothing: Sequence[T],
        sound: Callable[[Sequence[str]], Awaitable[object]],
    ) -> list[T]:
        """What is answered about these; `nothing` about one on which it breaks while it is `sound` otherwise: it keeps
        nobody else's from being asked about. Raises Unanswered, and what breaks where it is all that is asked."""
        try:
            return await ask(some)
        except Unanswered:
            raise
        except Exception:
            log.warning("some texts are asked about one by one", exc_info=True)
        found: list[T] = []
        for one in some:
            try:
                found += await ask([one])
            except Unanswered:
                raise
            except Exception:
                await sound([WELL])
                self.failed += 1
                found += nothing
                log.warning(
                    "nothing is said of message %d of chat %d", one.kept.message.seq, one.kept.message.chat
                )
        return found

    def finding(self, guess: Guess, part: str = "") -> Finding:
        """As a signal about a part of a message. A model that nobody let go live, or that nobody has measured, is in
        the shadow."""
        live = self.model is not None and self.model.mode == "live"
        reasons = ("guess.model", f"guess.like.{guess.allowed}") if guess.allowed else ("guess.model",)
        return Finding(
            detector=DETECTOR,
            category=guess.category,
            score=round(guess.score, 3),
            reasons=reasons,
            mode="live" if live else "shadow",
            part=part,
            version=self.model.number if self.model is not None else 0,
        )

    async def catch_up(self) -> None:
        """Walk, and read until nothing is left: what tests wait for."""
        await self.walk()
        while self.waiting:
            await self.turn()
        while self.back is not None and await self.back.step(self.beat):
            pass
        while await self.heed():
            pass

    async def round(self) -> None:
        """All that waits, with rests between the turns."""
        clock = asyncio.get_running_loop().time
        while self.waiting:
            began = clock()
            await self.turn()
            self.light = await rest(clock() - began, most=REST_MAX_S)
        await self.heed()
        await self.beat()
        while self.back is not None and not self.waiting:
            began = clock()
            if not await self.back.step(self.beat):
                break
            await self.beat()
            await rest(clock() - began)

    async def run(self) -> None:
        """Until cancelled."""
        clock = asyncio.get_running_loop().time
        walk_at = 0.0
        await self.beat()
        while True:
            try:
                if clock() >= walk_at:
                    await self.walk()
                    walk_at = clock() + WALK_S
                self.news.clear()
                await self.round()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.news.wait(), max(0.0, min(BEAT_S, walk_at - clock())))
                await asyncio.sleep(GATHER_S)
            except Unanswered as away:
                log.warning("no model answers (%s), guesses wait, nothing else does", away.why)
                await asyncio.sleep(AWAY_S)
            except Exception:
                log.warning("guessing waits and will be tried again", exc_info=True)
                await asyncio.sleep(1)


def left_over(found: Read, still: set[int], before: dict[int, tuple[int, int]]) -> dict[int, int]:
    """Chats to look at again: with something left, or moved by somebody else meanwhile."""
    return {chat: found.left.get(chat, 1) for chat in before if chat in found.left or chat not in still}
