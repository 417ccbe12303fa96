"""Signed webhooks of the desk: each event brought to each address in order, until it is taken; tried again for days."""

import asyncio
import contextlib
import hashlib
import hmac
import logging
from dataclasses import dataclass, field, replace

import msgspec

from tambour.domain.errors import Refusal
from tambour.moderation.programs import (
    EVENTS_KEPT_MS,
    DeskEvent,
    DeskHook,
    given_up,
    wait_after,
)
from tambour.ports.bus import Nudge
from tambour.ports.fetch import Fetch, Unfetched
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.vault import Vault
from tambour.services.programs import SEALED, Programs

PAGE = 50
SIGNATURE = "Tambour-Signature"
AT_ONCE = 8
LOOK_EVERY_S = 5.0
REST_S = 0.2
"""What happens meanwhile shares the next round; in a wave of complaints a round each cost them a tenth."""
LEASE_MS = 120_000
"""A worker that dies leaves its addresses to the others after so long."""

log = logging.getLogger(__name__)


@dataclass
class DeskHooks:
    """The worker that brings."""

    store: Store
    clock: Clock
    vault: Vault
    fetch: Fetch
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        if nudge.transient is not None and nudge.transient.get("k") == "desk":
            self.wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.wake.clear()
            try:
                while await self.turn():
                    pass
            except Refusal as no:
                log.info("webhooks of the desk wait: %s", no.msg)
            except Exception:
                log.exception("webhooks of the desk failed and will go on")
            await asyncio.sleep(REST_S)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self.wake.wait()

    async def turn(self) -> int:
        """One round over the addresses with something before them; how many there were."""
        now, rows = self.clock.now(), self.store.read.cases
        async with self.store.writing() as tx:
            await tx.cases.place_events()
            await tx.cases.forget_events(now - EVENTS_KEPT_MS)
        due = await rows.claim_hooks(now, now + LEASE_MS, AT_ONCE)
        await asyncio.gather(*(self.bring(hook) for hook in due))
        return len(due)

    async def bring(self, hook: DeskHook) -> None:
        """A page of events, until one is not taken."""
        rows = self.store.read.cases
        for event in await rows.events(hook.sent, PAGE):
            if event.kind in hook.kinds and not await self.taken(hook, event):
                await rows.hook_done(self.failed(hook))
                return
            hook = replace(hook, sent=event.n, tries=0, failing=0)
        await rows.hook_done(replace(hook, due=0))

    def failed(self, hook: DeskHook) -> DeskHook:
        """Later again; after days without success never."""
        now = self.clock.now()
        since, tries = hook.failing or now, hook.tries + 1
        gone = now if given_up(since, now) else 0
        return replace(hook, tries=tries, due=now + wait_after(tries), failing=since, gone=gone)

    async def taken(self, hook: DeskHook, event: DeskEvent) -> bool:
        """One POST of one event; anything in the 200s has taken it."""
        body = msgspec.json.encode(wire(event))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Tambour-Event": event.kind,
            "Tambour-Hook": str(hook.id),
            SIGNATURE: signature(self.vault.unseal(SEALED, hook.secret), self.clock.now() // 1000, body),
        }
        try:
            return 200 <= (await self.fetch.post(hook.url, body, headers)).status < 300
        except Unfetched as no:
            log.info("a webhook of the desk was not reached: %s", no.why)
            return False


@dataclass(frozen=True, slots=True)
class ProgramRoom:
    """Other programs at the desk."""

    keys: Programs
    hooks: DeskHooks


def signature(secret: str, at_s: int, body: bytes) -> str:
    """`t=SECONDS,v1=HEX`: HMAC-SHA256 under the hook's secret of `SECONDS.BODY`. Receivers refuse what is old."""
    value = hmac.new(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at_s},v1={value}"


def wire(event: DeskEvent) -> dict[str, object]:
    """As it travels: numbers of ours as text, because they are larger than some languages count."""
    data = {key: str(value) if key in ("decision", "appeal") else value for key, value in event.data.items()}
    return {"n": event.n, "kind": event.kind, "at": event.at, "case": str(event.case), **data}
