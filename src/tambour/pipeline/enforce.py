"""Last step: a decision becomes a command. Each action goes through the slow door, in a transaction of its own.

An action is `waiting` until its effect and its event are committed together; so a crash between a decision and its
last effect loses nothing: `finish` takes up what is left. Effects on one target form a stack: undoing one that has
another above it hands its "before" up instead of touching the world.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from tambour.domain.bots.drum.talk import DRUM_ID
from tambour.domain.errors import NotFound, Refusal
from tambour.domain.events import EVERYBODY
from tambour.domain.visible import GONE
from tambour.moderation.records import Action, Json
from tambour.pipeline.measures import MEASURES, countries_in, hide_in, number
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx

BATCH = 200
AT_ONCE = 4
"""Effects on different targets that are carried out at the same time: their commits share one flush."""
COPIES_UNDER_WAY_MS = 60_000
SWEEP_S = 2.0
GONE_STATES = ("removed", "quarantined", "deleted")
FOR_EVER_MS = 253_402_300_000_000
"""The year 9999: a suspension without end."""

log = logging.getLogger(__name__)


def remove_message(fresh: int, decision: int, place: tuple[int, int], root: tuple[int, int] | None) -> Action:
    """Remove one message. `root` is named where its copies must follow."""
    chat, seq = place
    params: dict[str, int | str] = {"c": chat, "s": seq}
    if root is not None:
        params |= {"rc": root[0], "rs": root[1]}
    return Action(id=fresh, decision=decision, type="remove_content", target=f"m:{chat}:{seq}", params=params)


def change_chat(
    fresh: int, decision: int, chat: int, state: str, *, everywhere: bool = False, until: int = 0
) -> Action:
    """Freeze, quarantine or remove a chat; `everywhere`: what was forwarded from it follows."""
    params: dict[str, int | str] = {"c": chat, "st": state}
    if everywhere:
        params |= {"rc": chat, "rs": 0}
    return Action(
        id=fresh, decision=decision, type="chat_state", target=f"c:{chat}", params=params, end_at=until
    )


def restrict_member(fresh: int, decision: int, chat: int, user: int, denied: int, until: int) -> Action:
    """Take permission bits from one member of a group; no administrator gives them back. `until` 0: without end."""
    return Action(
        id=fresh,
        decision=decision,
        type="restrict_member",
        target=f"r:{chat}:{user}",
        params={"c": chat, "u": user, "de": denied, "until": until},
        end_at=until,
    )


def suspend_account(fresh: int, decision: int, user: int, until: int) -> Action:
    """Take the right to write. `until` 0: without end."""
    return Action(
        id=fresh,
        decision=decision,
        type="suspend",
        target=f"u:{user}",
        params={"u": user, "until": until or FOR_EVER_MS},
        end_at=until,
    )


async def tell_owner(tx: Tx, user: int, how: str) -> None:
    """Of a bot: Drum tells whose it is, that its token is worth nothing for now, or that it may go on."""
    bot = await tx.bots.get(user)
    if bot is not None and await tx.bots.get(DRUM_ID) is not None:
        await tx.tell(DRUM_ID, how, {"u": bot.owner, "b": user})


@dataclass
class Enforce:
    """Carries out and takes back. `start` keeps at it in the background; nothing depends on its being quick."""

    store: Store
    clock: Clock
    ids: Ids
    also: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    """What else a crash may have left undone: swept after the effects."""
    settled: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    """Called when effects may have been carried out, before a decision is answered."""
    task: "asyncio.Task[None] | None" = field(default=None)

    async def apply(self, tx: Tx, action: Action, case: int) -> None:
        """The effect, its event, and what undoing needs, in the caller's transaction."""
        inverse: Json
        if (measure := MEASURES.get(action.type)) is not None:
            inverse = await measure.apply(tx, action, case)
        elif action.type == "remove_content":
            inverse = await hide(tx, number(action, "c"), number(action, "s"), case)
        elif action.type == "chat_state":
            inverse = await close(tx, number(action, "c"), str(action.params["st"]), case)
        elif action.type == "restrict_member":
            inverse = await restrict(tx, action, case)
        else:
            user, until = number(action, "u"), number(action, "until")
            inverse = await tx.cases.suspend(user, until, case)
            tx.shout(k="suspended", user=user, until=until)
            await tell_owner(tx, user, "suspended")
        await tx.cases.settle_action(action.id, "applied", inverse, at=self.clock.now())

    async def undo(self, tx: Tx, action: Action) -> None:
        """Exactly what `apply` did, backwards; or, under a later effect, only the memory of it."""
        if (measure := MEASURES.get(action.type)) is not None:
            await measure.undo(tx, action)
            await tx.cases.settle_action(action.id, "undone", action.inverse, at=self.clock.now())
            return
        chat = number(action, "c")
        if chat:
            await tx.lock_chat(chat)
        above = await tx.cases.above(action)
        if above is not None:
            await tx.cases.hand_down(above.id, action.inverse)
        elif action.type == "remove_content":
            await show(tx, chat, number(action, "s"), action.inverse)
        elif action.type == "chat_state":
            await reopen(tx, chat, action.inverse)
        elif action.type == "restrict_member":
            await release(tx, chat, number(action, "u"), action.inverse)
        else:
            user, until = number(action, "u"), cast(int | None, action.inverse["until"])
            await tx.cases.suspend(user, until, cast(int | None, action.inverse["case"]))
            tx.shout(k="suspended", user=user, until=until or 0)
            await tell_owner(tx, user, "restored")
        await tx.cases.settle_action(action.id, "undone", action.inverse, at=self.clock.now())

    async def finish(self) -> int:
        """Carry out what is waiting, the oldest BATCH of it; returns how many. Safe to run anywhere, twice."""
        ways: dict[str, list[int]] = {}  # effects on one target stay in their order
        for action in await self.store.read.cases.unfinished(BATCH):
            ways.setdefault(action.target, []).append(action.id)
        turns = asyncio.Semaphore(AT_ONCE)
        done = await asyncio.gather(*(self.some(ids, turns) for ids in ways.values()), return_exceptions=True)
        for tell in self.settled:
            await tell()
        for failure in done:
            if isinstance(failure, BaseException):
                raise failure
        return sum(one for one in done if isinstance(one, int))

    async def some(self, ids: Sequence[int], turns: asyncio.Semaphore) -> int:
        """One after the other; how many."""
        async with turns:
            return sum([await self.one(fresh) for fresh in ids])

    async def one(self, fresh: int) -> int:
        """One action in one transaction; 0 when somebody else was quicker."""
        async with self.store.writing() as tx:
            action = await tx.cases.take_action(fresh)
            if action is None or action.state not in ("waiting", "undoing"):
                return 0
            if action.state == "undoing":
                await self.undo(tx, action)
                return 1
            decision = await tx.cases.decision(action.decision)
            await self.apply(tx, action, decision.case if decision else 0)
            return 1

    async def chase_copies(self) -> None:
        """Forwards that were under way while their source was removed are removed as well."""
        rows = self.store.read.cases
        recent = await rows.recent_removals(self.clock.now() - COPIES_UNDER_WAY_MS)
        for first in {(a.decision, number(a, "rc"), number(a, "rs")): a for a in recent}.values():
            chat, seq = number(first, "rc"), number(first, "rs")
            known = {a.target for a in await rows.actions(first.decision)}
            copies = await (rows.copies(chat, seq) if seq else rows.copies_of_chat(chat))
            late = [self.alike(first, place) for place in copies]
            await self.follow(first.decision, [one for one in late if one.target not in known])

    def alike(self, action: Action, place: tuple[int, int]) -> Action:
        """The same for a copy: removed, or out of sight in the same countries."""
        root, fresh = (number(action, "rc"), number(action, "rs")), self.ids.new()
        if action.type == "hide_in":
            return hide_in(fresh, action.decision, place, countries_in(action), action.end_at, root)
        return remove_message(fresh, action.decision, place, root)

    async def follow(self, decision: int, late: Sequence[Action]) -> None:
        """More messages fall under a decision, unless it was taken back meanwhile."""
        if late:
            async with self.store.writing() as tx:
                if not await tx.cases.superseded(decision):
                    await tx.cases.add_actions(late)

    async def lift_ended(self) -> None:
        """Actions with an end are undone when it comes."""
        ended = await self.store.read.cases.ended(self.clock.now())
        await all_of([partial(self.lift, action.id) for action in ended])

    async def lift(self, fresh: int) -> None:
        """One of them."""
        async with self.store.writing() as tx:
            held = await tx.cases.take_action(fresh)
            if held is not None and held.state == "applied":
                await self.undo(tx, held)

    async def finish_all(self) -> None:
        """Until nothing waits."""
        while await self.finish():
            pass

    async def sweep(self) -> None:
        """One round of everything that may be left to do."""
        await all_of([self.chase_copies, self.lift_ended, self.finish_all, *self.also])

    def start(self) -> None:
        """Sweep now, which resumes what a crash left, and then every two seconds."""
        self.task = asyncio.ensure_future(self.keep_sweeping())

    async def keep_sweeping(self) -> None:
        """Until stopped."""
        while True:
            try:
                await self.sweep()
            except Refusal as no:
                log.warning("enforcement waits: %s", no.msg)
            except Exception:
                log.exception("enforcement failed and will try again")
            await asyncio.sleep(SWEEP_S)

    async def stop(self) -> None:
        """End the sweep."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.wait({self.task}, timeout=5)


async def all_of(parts: Sequence[Callable[[], Awaitable[None]]]) -> None:
    """One after the other: what fails keeps none behind it from its turn. Raises the first failure at the end."""
    failures: list[Exception] = []
    for part in parts:
        try:
            await part()
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]


async def hide(tx: Tx, chat: int, seq: int, case: int) -> Json:
    """A message out of sight, and the events that say so."""
    try:
        await tx.lock_chat(chat)
    except NotFound:
        return {"missing": True}
    inverse = await tx.cases.hide_message(chat, seq, case)
    if inverse is None:
        return {"missing": True}
    if inverse["pins"]:
        await tx.append(chat, "p", {"s": seq, "on": 0}, seq=seq)
    if not inverse["removed_before"] and inverse["buried"]:
        await tx.append(chat, "rm", {"s": [seq]}, seq=seq)
    return inverse


async def show(tx: Tx, chat: int, seq: int, inverse: Json) -> None:
    """The message back in its place, with its pin."""
    if inverse.get("missing"):
        return
    back = await tx.cases.show_message(chat, seq, inverse)
    if back is None:
        return
    await tx.append(chat, "rs", {"s": [seq]}, seq=seq, live=await words_again(tx, chat, seq))
    if back:
        await tx.append(chat, "p", {"s": seq, "on": 1}, seq=seq)


async def words_again(tx: Tx, chat: int, seq: int) -> dict[str, Any]:
    """`m` for the live event, where everybody who hears the chat may see its whole past; the log keeps the place."""
    room = await tx.chats.get(chat)
    if room is None or room.flags.get("hide_history") or room.partly:
        return {}
    kept = await tx.messages.some(chat, 0, [seq])
    return {"m": [one.message for one in kept if not one.flags & GONE]}


async def restrict(tx: Tx, action: Action, case: int) -> Json:
    """A member of a group writes no more there; they, and whoever looks, are told."""
    chat, user, denied = number(action, "c"), number(action, "u"), number(action, "de")
    try:
        await tx.lock_chat(chat)
    except NotFound:
        return {"missing": True}
    inverse = await tx.cases.deny_member(chat, user, denied, number(action, "until"), case)
    before = cast(int, inverse["denied"])
    await tell_member(tx, chat, user, denied | before, number(action, "until"))
    return inverse


async def release(tx: Tx, chat: int, user: int, inverse: Json) -> None:
    """The member as before."""
    if not inverse.get("missing"):
        await tell_member(tx, chat, user, *await tx.cases.allow_member(chat, user, inverse))


async def tell_member(tx: Tx, chat: int, user: int, denied: int, until: int) -> None:
    """`gen` moves with every right that may have shrunk; the events are those of an administrator's restriction."""
    await tx.chats.bump_gen(chat)
    if await tx.chats.member(chat, user) is not None:
        await tx.append(chat, "m", {"u": user, "ro": "member", "de": denied, "deu": until})
        await tx.tell(user, "chat~", {"c": chat, "de": denied, "deu": until})


async def close(tx: Tx, chat: int, state: str, case: int) -> Json:
    """A chat frozen, hidden or removed. One event whatever the audience; the row of each member stays as it is."""
    try:
        was = await tx.lock_chat(chat)
    except NotFound:
        return {"missing": True}
    if was.state == "deleted":
        return {"missing": True}
    await tx.cases.set_chat_state(chat, state, case)
    await tell_state(tx, chat, state, was.state)
    return {"state": was.state, "case": was.state_case}


async def reopen(tx: Tx, chat: int, inverse: Json) -> None:
    """The chat as it was."""
    if inverse.get("missing") or (was := await tx.lock_chat(chat)).state == "deleted":
        return
    state = str(inverse["state"])
    await tx.cases.set_chat_state(chat, state, cast(int, inverse["case"]))
    await tell_state(tx, chat, state, was.state)


async def tell_state(tx: Tx, chat: int, state: str, before: str) -> None:
    """The event; with a gone chat everybody is told and then hears it no more, until it is back."""
    gone = state in GONE_STATES
    back = before in GONE_STATES and not gone
    await tx.append(chat, "c", {"ch": {"st": state}}, left=(EVERYBODY,) if gone else (), back=back)
