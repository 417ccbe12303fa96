"""Webhooks: each update brought to its bot's address, one after the other, until it is taken; tried again for hours."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.hooks import GIVE_UP_MS, SECRET, VERSION, check_hook_url, given_up, wait_after
from tambour.domain.errors import BadInput, Refusal
from tambour.ports.bots import Hook, News
from tambour.ports.bus import Nudge
from tambour.ports.fetch import Fetch, Unfetched
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.vault import Vault

SECRET_HEADER = "X-Max-Bot-Api-Secret"  # noqa: S105  (the name of a header)
HOOKS_MAX = 10
"""Of one bot."""
PAGE = 50
AT_ONCE = 16
SLOW_AT_ONCE = 64
"""Addresses that take long wait among themselves, so that they hold up no other bot's."""
SLOW_S = 1.0
ANSWER_S = 30.0
"""What the contract of MAX gives an address to answer in; less than LEASE_MS."""
LOOK_EVERY_S = 5.0
LEASE_MS = 60_000
"""A worker that dies leaves its addresses to the others after so long."""
TAKEN = 200
"""Nothing else counts as taken."""
Shown = Callable[[Bot, Sequence[News]], Awaitable[list[tuple[int, str, bytes]]]]
"""(number, kind, the update as it travels) of what the bot may see."""

log = logging.getLogger(__name__)


@dataclass
class Hooks:
    """Subscribing, and the worker that brings."""

    store: Store
    clock: Clock
    vault: Vault
    fetch: Fetch
    alone: bool = False
    """No other process brings anything."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    slow_turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SLOW_AT_ONCE))
    slow: set[str] = field(default_factory=set)
    """Addresses whose last answer took long."""
    busy: dict[str, "asyncio.Task[None]"] = field(default_factory=dict)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        if nudge.transient is not None and nudge.transient.get("k") == "bot":
            self.wake.set()

    async def subscribe(
        self, bot: Bot, url: str, types: Sequence[str] | None, version: str, secret: str
    ) -> None:
        """From here on updates go there, and to no other bot's. Raises BadInput."""
        check_hook_url(url)
        if version and not VERSION.fullmatch(version):
            raise BadInput("version", f"version: must match {VERSION.pattern}")
        if secret and not SECRET.fullmatch(secret):
            raise BadInput("secret", f"secret: must match {SECRET.pattern}")
        async with self.store.writing() as tx:
            known = await tx.bots.hooks(bot.id)
            if len(known) >= HOOKS_MAX and url not in {one.url for one in known}:
                raise BadInput("url", f"at most {HOOKS_MAX} subscriptions")
            await tx.bots.add_hook(
                Hook(
                    url=url,
                    bot=bot.id,
                    types=tuple(types) if types else None,
                    version=version,
                    secret=self.vault.seal("bot hook", secret) if secret else b"",
                    sent=bot.committed,
                    tries=0,
                    due=0,
                    failing=0,
                    created=tx.now,
                )
            )
            tx.shout(k="bot", u=bot.id)

    async def unsubscribe(self, bot: Bot, url: str) -> bool:
        """False when there was none."""
        self.slow.discard(url)
        async with self.store.writing() as tx:
            return await tx.bots.drop_hook(bot.id, url)

    async def run(self, shown: Shown) -> None:
        """Until cancelled."""
        left = self.alone
        while True:
            self.wake.clear()
            try:
                if left:  # by a process that was killed: nobody else is at it
                    await self.store.read.bots.release_hooks(self.clock.now() + LEASE_MS)
                    left = False
                await self.turn(shown)
            except Refusal as no:
                log.info("webhooks wait: %s", no.msg)
            except Exception:
                log.exception("webhooks failed and will go on")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self.wake.wait()

    async def turn(self, shown: Shown) -> None:
        """A task for each address with something to bring that has none yet."""
        now = self.clock.now()
        for hook in await self.store.read.bots.claim_hooks(now, now + LEASE_MS, 10 * AT_ONCE):
            if hook.url not in self.busy:
                task = asyncio.ensure_future(self.serve(hook, shown))
                self.busy[hook.url] = task
                task.add_done_callback(lambda done, url=hook.url: self.ended(url, done))  # type: ignore[misc]

    def ended(self, url: str, task: "asyncio.Task[None]") -> None:
        """Look again: something may have come meanwhile."""
        self.busy.pop(url, None)
        if not task.cancelled() and task.exception() is None:
            self.wake.set()

    async def serve(self, hook: Hook, shown: Shown) -> None:
        """One address, until nothing is left, or something is not taken, or it turns out to be slow."""
        async with self.slow_turns if hook.url in self.slow else self.turns:
            if self.clock.now() >= hook.due:  # its turn came so late that another worker may be at it
                return
            try:
                await self.bring(hook, shown)
            except Refusal as no:
                log.info("a webhook waits: %s", no.msg)
            except Exception:
                log.exception("a webhook failed")
                await self.failed(hook)

    async def bring(self, hook: Hook, shown: Shown) -> None:
        """Page after page."""
        slow = hook.url in self.slow
        while True:
            bot = await self.store.read.bots.get(hook.bot)
            news = await self.store.read.bots.news(hook.bot, hook.sent + 1, PAGE)
            if bot is None or bot.deleted or not news:
                await self.done(replace(hook, due=0))
                return
            if bot.suspended_until > self.clock.now():
                await self.store.read.bots.hook_done(replace(hook, due=self.clock.now() + wait_after(1)))
                return
            visible = {n: (kind, body) for n, kind, body in await shown(bot, news)}
            for one in news:
                found = visible.get(one.n)
                wanted = found is not None and (hook.types is None or found[0] in hook.types)
                if found is not None and wanted and not await self.taken(hook, found[1]):
                    await self.failed(hook)
                    return
                hook = replace(hook, sent=one.n, tries=0, due=self.clock.now() + LEASE_MS, failing=0)
                await self.done(hook)
                if not slow and hook.url in self.slow:  # the rest among its like
                    await self.store.read.bots.hook_done(replace(hook, due=0))
                    return

    async def done(self, hook: Hook) -> None:
        """Everything up to `sent` was taken."""
        await self.store.read.bots.hook_done(hook)
        await self.store.read.bots.commit(hook.bot, hook.sent)

    async def failed(self, hook: Hook) -> None:
        """Later again; after hours without success never."""
        now = self.clock.now()
        since = hook.failing or now
        if given_up(since, now):
            await self.unsubscribe(Bot(id=hook.bot, owner=0), hook.url)
            return
        tries = hook.tries + 1
        due = min(now + wait_after(tries), since + GIVE_UP_MS)
        await self.store.read.bots.hook_done(replace(hook, tries=tries, due=due, failing=since))

    async def taken(self, hook: Hook, body: bytes) -> bool:
        """One POST of one update."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if hook.secret:
            headers[SECRET_HEADER] = self.vault.unseal("bot hook", hook.secret)
        began = asyncio.get_running_loop().time()
        try:
            return (await self.fetch.post(hook.url, body, headers)).status == TAKEN
        except Unfetched as no:
            log.info("a webhook was not reached: %s", no.why)
            return False
        finally:
            took = asyncio.get_running_loop().time() - began
            (self.slow.add if took > SLOW_S else self.slow.discard)(hook.url)

    async def close(self) -> None:
        """Break off what is under way (what was not taken is brought again), and hang up."""
        tasks = list(self.busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.fetch.close()
