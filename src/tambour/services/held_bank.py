"""Posts that an entry of the bank holds: a person lets them go or says no; where nobody looks in time, the settings do.

What a person or the time has decided is written down first and carried out then, so a crash between the two loses
nothing; a post leaves under its own rid, so none is said twice. Whoever speaks is favoured: what nobody looked at goes
out and becomes a case, and so does, without one, what an entry held that holds nothing any more.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from tambour.domain.commands import Send, Sent
from tambour.domain.errors import BadInput, Conflict, Held, Refusal
from tambour.moderation.harms import BY_KEY
from tambour.moderation.ledger.entries import Payload
from tambour.moderation.words import spoken
from tambour.pipeline.gate import carried_by
from tambour.ports.guard import HeldPost
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.screening import cut

BATCH = 50
NOTE_MAX = 500
HOUR_MS = 3_600_000
SOON = ("RETRY", "FLOOD", "SLOWMODE")
"""Refusals after which the same post is let go a little later."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HoldTerms:
    """How long a post waits (ms), and what happens then: `pass` or `drop`."""

    wait_ms: int = 4 * HOUR_MS
    then: str = "pass"


@dataclass
class BankHeld:
    """`say` is the door for speech; `was_said`: was this rid of this person's said before?"""

    store: Store
    clock: Clock
    ids: Ids
    terms: HoldTerms
    say: Callable[[Send], Awaitable[Sent]]
    was_said: Callable[[int, int], Awaitable[bool]]
    waiting: int = 0
    since: int = 0
    """Since when the first of them waits; 0: none. As of the last sweep of this process."""
    late: int = 0
    """Those for which nobody had looked in time."""

    def oldest_s(self) -> float:
        """How long the first of them has waited."""
        return (self.clock.now() - self.since) / 1000 if self.since else 0.0

    async def slow_since(self) -> int:
        """Since when the first one waits that has waited for more than half of its time; 0: none."""
        _, since = await self.store.read.guard.held_since()
        return since if 0 < since < self.clock.now() - self.terms.wait_ms // 2 else 0

    async def judge(self, staff: int, post: HeldPost, ok: bool, rule: str, note: str) -> None:
        """What a person of the desk says of it. Raises BadInput(rule|note), Conflict, and what sending raises."""
        if not ok and rule not in BY_KEY:
            raise BadInput("rule")
        if len(note) > NOTE_MAX:
            raise BadInput("note", limit=NOTE_MAX)
        if not ok and await self.was_said(
            post.user, post.rid
        ):  # its entry held no more, and its writer was quicker
            raise Conflict("it was said meanwhile", why="held.decided")
        async with self.store.writing() as tx:
            if not ok:
                await tx.planned.waited(post.user, post.rid, "post.unheld")
            if not await tx.guard.judge_held(post.id, "pass", tx.now):
                raise Conflict("decided meanwhile", why="held.decided")
            if not ok:
                await self.drop(tx, post, rule, note)
            await self.seal(tx, staff, "held.pass" if ok else "held.drop", post, rule)
        if ok:
            await self.carry(replace(post, verdict="pass"))

    async def drop(self, tx: Tx, post: HeldPost, rule: str = "", note: str = "") -> None:
        """It is not said, and its writer learns by which rule, in their language."""
        person = await tx.cases.person(post.user)
        lang = spoken(str(person["lang"]) if person else "en")
        told = {"rule": BY_KEY[rule].label[lang] if rule else "", "note": note.strip()}
        if not await end_wait(tx, post, {key: value for key, value in told.items() if value}):
            raise Conflict("decided meanwhile", why="held.decided")

    async def seal(self, tx: Tx, actor: int, verb: str, post: HeldPost, rule: str = "") -> None:
        """The ledger's entry."""
        facts: Payload = {"chat": post.chat, "user": post.user, "entry": post.entry}
        if rule:
            facts["rule"] = rule
        await tx.cases.seal(actor, verb, f"held:{post.id}", facts, tx.now)

    async def sweep(self) -> None:
        """Carry out what was decided; decide where time is over or the entry holds no more. Safe anywhere, twice."""
        now = self.clock.now()
        for post in await self.store.read.guard.held_due(now - self.terms.wait_ms, now, BATCH):
            try:
                await self.settle(post, now)
            except Exception:
                log.exception("the held post %d could not be settled", post.id)
        self.waiting, self.since = await self.store.read.guard.held_since()

    async def settle(self, post: HeldPost, now: int) -> None:
        """One of them."""
        if not post.verdict and post.at < now - self.terms.wait_ms:
            async with self.store.writing() as tx:
                if self.terms.then == "drop":
                    await tx.planned.waited(post.user, post.rid, "post.unheld")
                if not await tx.guard.judge_held(post.id, "late", tx.now):
                    return
                if self.terms.then == "drop":
                    await self.drop(tx, post)
                await self.seal(tx, 0, f"held.late_{self.terms.then}", post)
            self.late += 1
            if self.terms.then == "drop":
                return
            post = replace(post, verdict="late")
        await self.carry(post)

    async def carry(self, post: HeldPost) -> None:
        """It is said. Where it may not be said any more, its writer is told so; where something else holds it now, it
        goes on waiting. Without a verdict its entry holds no more, and the gate looks at it afresh."""
        want = msgspec.convert(post.request, Send)
        if post.verdict:
            want = msgspec.structs.replace(want, passed="platform" if post.verdict == "pass" else "bank")
        try:
            sent = await self.say(want)
        except Held:
            return
        except Refusal as no:
            if no.code not in SOON:
                async with self.store.writing() as tx:
                    await self.drop(tx, post)
            return
        async with self.store.writing() as tx:
            if await end_wait(tx, post, {"s": sent.seq}) and post.verdict:
                await tx.guard.note_let_go(post, sent.seq, self.ids.new(), tx.now)


async def end_wait(tx: Tx, post: HeldPost, said: dict[str, Any]) -> bool:
    """It waits no more. The list of plans comes first, as it does for whoever takes a plan back: else the two would
    wait for each other. False where others were quicker."""
    await tx.planned.waited(post.user, post.rid, "" if "s" in said else "post.unheld")
    if not await tx.guard.unhold(post.id, post.held_by):
        return False
    await tell_unheld(tx, post, said)
    return True


async def tell_unheld(tx: Tx, post: HeldPost, said: dict[str, Any]) -> None:
    """To its writer, under the rid of what they asked for."""
    rid = post.request.get("asked") or post.rid
    await tx.tell(post.user, "unheld", {"c": post.chat, "rid": str(rid)} | said)


def shown(post: HeldPost) -> dict[str, Any]:
    """As whoever decides sees it: `{id, u, d, x, word?, fl?, po?}`; of what the bank holds also where it was found and
    why: `{part, pieces, why}`."""
    want = msgspec.convert(post.request, Send)
    item: dict[str, Any] = {"id": str(post.id), "u": post.user, "d": post.at, "x": want.text}
    more = {"word": post.word, "fl": want.files, "po": want.poll}
    item |= {key: value for key, value in more.items() if value}
    if post.entry:
        said = ({"": want.text} | carried_by(want)).get(post.part, "")
        item |= {"part": post.part, "pieces": cut(said, post.spans), "why": post.reasons}
    return item
