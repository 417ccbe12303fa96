"""Messages to be sent later: kept, listed, taken back, and sent once by whichever worker comes first."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from tambour.domain.commands import Send
from tambour.domain.errors import Conflict, Held, NotFound, Refusal, Retry, TooLarge
from tambour.domain.files import File
from tambour.domain.ids import Rid, id_of_request
from tambour.domain.planned import PLANS_MAX, Plan, check_repeat, check_time, planned_rid
from tambour.domain.text import read_text
from tambour.pipeline.accept import Accept
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tx
from tambour.services.messages.scene import enter

EVERY_S = 1.0
BATCH_MAX = 50
SOON = ("RETRY", "FLOOD", "SLOWMODE")
"""Refusals after which the same send is tried again."""

WAITS = "post.held"
"""Of a plan's error: it was sent, and waits for a person."""

log = logging.getLogger(__name__)


@dataclass
class Planning:
    """A person's plans, and the loop that carries them out."""

    store: Store
    accept: Accept
    clock: Clock
    running: "asyncio.Task[None] | None" = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def plan(self, want: Send, at: int) -> int:
        """Keep it until `at` (ms); returns its number. A repeat of the rid finds the same plan, also when it was said
        meanwhile: so BadInput(at) always means that nothing was taken.

        Whether it may be said is decided when it is said. Raises BadInput(at), TooLarge, Forbidden, NotFound.
        """
        check_repeat(at, now=self.clock.now())
        number = id_of_request(want.user, Rid(want.rid))
        plan = Plan(
            id=number,
            chat=want.chat,
            user=want.user,
            at=at,
            request=msgspec.to_builtins(want),
            rid=planned_rid(want.rid, at),
        )
        async with self.store.writing() as tx:
            await enter(tx, want.user, want.chat)
            if await tx.planned.get(want.user, number) is not None:
                return number
            if await self.accept.was_sent(want.user, plan.rid):
                return number
            check_time(at, now=self.clock.now())
            if len(await tx.planned.of(want.user, want.chat, PLANS_MAX)) >= PLANS_MAX:
                raise TooLarge("too many planned messages", field="at", limit=PLANS_MAX)
            await tx.planned.add(plan)
        return number

    async def list(self, user: int, chat: int) -> list[dict[str, Any]]:
        """`{id, c, at, x, en?, re?, si?, po?, fl?, ct?, lo?, err?}`, soonest first; only one's own."""
        plans = await self.store.read.planned.of(user, chat, PLANS_MAX)
        carried = [file.id for plan in plans for file in command_of(plan).files]
        files = await self.store.read.files.shown(carried) if carried else {}
        return [shown(plan, files) for plan in plans]

    async def change(
        self, user: int, number: int, *, text: str | None, entities: Sequence[Sequence[object]], at: int
    ) -> dict[str, Any]:
        """Other words (None: the same), another time (0: the same); what failed is tried again, and what waits for a
        person waits no more.

        Raises NotFound, BadInput(x|en|at), TooLarge(x), Conflict(held.decided). A poll keeps its question.
        """
        async with self.store.writing() as tx:
            plan = await self.own(tx, user, number)
            await self.take_back(tx, plan)
            want = command_of(plan)
            if text is not None:
                said = read_text(
                    text, entities, empty=bool(want.poll or want.files or want.contact or want.place)
                )
                called = await tx.messages.addressed(plan.chat, said.mentions, said.names)
                want = msgspec.structs.replace(
                    want, text=said.text, entities=said.entities, mentions=tuple(called), hashtags=said.tags
                )
            when = at or plan.at
            check_time(when, now=self.clock.now())
            changed = replace(
                plan,
                at=when,
                request=msgspec.to_builtins(want) | {"rid": plan.request["rid"]},
                rid=planned_rid(plan.rid, when),
                error="",
            )
            await tx.planned.change(changed)
        return shown(changed)

    async def cancel(self, user: int, number: int) -> None:
        """Take it back, also from those whom it waits for. Raises NotFound, Conflict(held.decided)."""
        async with self.store.writing() as tx:
            await self.take_back(tx, await self.own(tx, user, number))
            await tx.planned.remove(number)

    async def take_back(self, tx: Tx, plan: Plan) -> None:
        """Nobody is to look at it any more. Raises Conflict: somebody has let it go."""
        if plan.error == WAITS and not await tx.guard.take_back(plan.user, plan.rid):
            raise Conflict("decided meanwhile", why="held.decided")

    async def send_now(self, user: int, number: int) -> dict[str, Any]:
        """Send it at once, under the same rid as it would have been later. Raises NotFound and what sending raises;
        what waits for a person stays in the list and says so."""
        async with self.store.writing() as tx:
            plan = await self.own(tx, user, number)
            try:
                sent = await self.accept.send(command_of(plan))
            except Held as no:
                await tx.planned.fail(number, reason_of(no))
                held = no
            else:
                await tx.planned.remove(number)
                return {"s": sent.seq, "ev": sent.ev, "d": sent.ts}
        raise held

    async def own(self, tx: Tx, user: int, number: int) -> Plan:
        """The plan, locked: the worker passes it by meanwhile."""
        plan = await tx.planned.get(user, number)
        if plan is None:
            raise NotFound("no such plan")
        return plan

    async def send_due(self) -> int:
        """Send what is due; returns how many plans were settled.

        The plan's row is held until its message is committed under the plan's own rid: a crash in between sends it
        again under that rid, which answers with the same message.
        """
        settled = 0
        async with self.store.writing() as tx:
            for plan in await tx.planned.due(self.clock.now(), BATCH_MAX):
                settled += await self.settle(tx, plan)
        return settled

    async def settle(self, tx: Tx, plan: Plan) -> bool:
        """Send one. Refused for good, it stays in the list with the reason, as does what waits for a person, until that
        is decided; refused for now, it is tried again."""
        try:
            await self.accept.send(command_of(plan), gated=False)
        except Refusal as no:
            if no.code in SOON:
                return False
            await tx.planned.fail(plan.id, reason_of(no))
            return True
        await tx.planned.remove(plan.id)
        return True

    def start(self) -> None:
        """Begin the loop."""
        self.running = asyncio.ensure_future(self.run())

    async def stop(self) -> None:
        """End the loop after what it is doing."""
        self.stopping.set()
        if self.running is not None:
            await self.running

    async def run(self) -> None:
        """Look every second; look again at once while there is much to send."""
        while not self.stopping.is_set():
            try:
                settled = await self.send_due()
            except Retry:
                settled = 0
            except Exception:
                log.exception("sending planned messages failed")
                settled = 0
            if settled < BATCH_MAX:
                try:
                    async with asyncio.timeout(EVERY_S):
                        await self.stopping.wait()
                except TimeoutError:
                    continue


def reason_of(no: Refusal) -> str:
    """What stands beside the plan in its list."""
    return str(no.facts.get("why") or no.facts.get("reason") or no.code)


def command_of(plan: Plan) -> Send:
    """The kept request under the rid of its sending."""
    return msgspec.structs.replace(msgspec.convert(plan.request, Send), rid=plan.rid)


def shown(plan: Plan, files: Mapping[str, File] | None = None) -> dict[str, Any]:
    """As its planner sees it; `files` as they are by now."""
    want = command_of(plan)
    item: dict[str, Any] = {"id": plan.id, "c": plan.chat, "at": plan.at, "x": want.text}
    extra = {
        "en": want.entities,
        "re": want.reply,
        "si": int(want.silent),
        "po": want.poll,
        "fl": tuple((files or {}).get(file.id, file) for file in want.files),
        "ct": want.contact,
        "lo": want.place,
        "err": plan.error,
    }
    return item | {key: value for key, value in extra.items() if value}
