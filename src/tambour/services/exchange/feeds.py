"""Lists that are asked for on a schedule: set up, paused and dropped by staff; asked by whoever does timed work."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tambour.domain.errors import BadInput, Conflict, NotFound, Refusal
from tambour.moderation.feeds import ANSWERED, FEEDS_MAX, SECRET_MAX, Feed, checked_feed
from tambour.moderation.ledger.entries import Payload
from tambour.ports.bus import Nudge
from tambour.ports.exchange import About, Pulled, Puller, Unpulled
from tambour.services.accounts.vault import Vault
from tambour.services.exchange.intake import Intake

SEALED = "bank feed"
LOOK_EVERY_S = 30.0
LEASE_MS = 10 * 60_000
"""Whoever dies over a list leaves it to the others after so long."""
PAGES_MAX = 100
"""Of one list at a time; what is left is asked for a minute later."""
PAGE_PAUSE_S = 0.2
TOLD_MAX = 100
AGAIN_SOON_MS = 60_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Feeds:
    """Use cases of staff. `schemes` of addresses: secrets travel by https; tests have servers of their own."""

    intake: Intake
    vault: Vault
    schemes: tuple[str, ...] = ("https",)

    async def shown(self, user: int) -> tuple[list[Feed], dict[str, dict[str, int]]]:
        """Lists by name, and what the bank holds by source. Raises Forbidden."""
        async with self.intake.bank.store.writing() as tx:
            await self.intake.bank.allowed(tx, user)
            return await tx.lists.feeds(), await tx.bank.by_source(user)

    async def add(self, user: int, feed: Feed, secret: str) -> Feed:
        """Asked for at once. Raises BadInput, Conflict(feed.known, feed.many), Forbidden."""
        feed = checked_feed(feed, self.intake.formats, self.schemes)
        if len(secret) > SECRET_MAX or not secret.isprintable():
            raise BadInput("secret", limit=SECRET_MAX)
        bank = self.intake.bank
        sealed = self.vault.seal(SEALED, secret) if secret else b""
        async with bank.store.writing() as tx:
            await bank.allowed(tx, user)
            if len(await tx.lists.feeds()) >= FEEDS_MAX:
                raise Conflict("too many lists", why="feed.many")
            now = tx.now
            feed = replace(feed, id=bank.ids.new(), secret=sealed, added_by=user, created=now, due=now)
            if not await tx.lists.keep_feed(feed):
                raise Conflict("there is a list of this name", why="feed.known")
            facts: Payload = {"name": feed.name, "protocol": feed.protocol, "mode": feed.mode}
            await tx.cases.seal(user, "bank.feed.add", f"feed:{feed.id}", facts, now)
            tx.shout(k="feeds")
        return feed

    async def turn(self, user: int, feed_id: int, verb: str) -> None:
        """`now`: ask at once; `again`: from the beginning; `pause`, `resume`, `drop`; `answer`, `silent`: whether they
        are told what came of it. What was taken in stays. Raises BadInput(verb), NotFound, Forbidden."""
        bank = self.intake.bank
        async with bank.store.writing() as tx:
            await bank.allowed(tx, user)
            found = await tx.lists.feeds(ids=[feed_id])
            if not found:
                raise NotFound("no such list")
            if verb == "drop":
                await tx.lists.drop_feed(feed_id)
            else:
                await tx.lists.change_feed(turned(found[0], verb, tx.now))
            facts: Payload = {"name": found[0].name}
            await tx.cases.seal(user, f"bank.feed.{verb}", f"feed:{feed_id}", facts, tx.now)
            tx.shout(k="feeds")


def turned(feed: Feed, verb: str, now: int) -> Feed:
    """After a button. Raises BadInput(verb)."""
    changes: dict[str, Mapping[str, object]] = {
        "now": {"due": now},
        "again": {"due": now, "mark": ""},
        "pause": {"active": False},
        "resume": {"active": True, "due": now},
        "answer": {"answers": feed.protocol in ANSWERED},
        "silent": {"answers": False},
    }
    if verb not in changes:
        raise BadInput("verb")
    return replace(feed, **changes[verb])  # type: ignore[arg-type]


@dataclass
class Syncing:
    """`hear` is given to the bus, `run` to a loop of the roles that do timed work; several may run at once."""

    feeds: Feeds
    puller: Puller
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, nudge: Nudge) -> None:
        """Somebody has changed a list."""
        if nudge.transient is not None and nudge.transient.get("k") == "feeds":
            self.wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.wake.clear()
            try:
                while await self.step():
                    pass
            except Refusal as no:
                log.info("lists wait: %s", no.msg)
            except Exception:
                log.exception("lists failed and will be asked again")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self.wake.wait()

    async def step(self) -> bool:
        """One list that is due. Was there one?"""
        bank = self.feeds.intake.bank
        now = bank.clock.now()
        feed = await bank.store.read.lists.claim(now, now + LEASE_MS)
        if feed is None:
            return False
        try:
            feed = await self.ask(feed)
        except Unpulled as no:
            feed = feed.failed(no.why, bank.clock.now(), no.wait_s * 1000)
        except Refusal as no:
            feed = feed.failed(str(no.facts.get("why") or no.code), bank.clock.now())
        except Exception:
            log.exception("a list could not be taken in")
            feed = feed.failed("failed", bank.clock.now())
        await self.settle(feed)
        return True

    async def settle(self, feed: Feed) -> None:
        """What came of it; what staff have changed meanwhile stays as they said."""
        async with self.feeds.intake.bank.store.writing() as tx:
            for now in await tx.lists.feeds(ids=[feed.id]):
                kept = {name: getattr(now, name) for name in ("active", "answers", "mark", "left_out")}
                await tx.lists.change_feed(replace(feed, **kept))

    async def ask(self, feed: Feed) -> Feed:
        """Page after page, each taken in with the place to go on from. Raises Unpulled, Refusal."""
        bank, secret = self.feeds.intake.bank, self.secret(feed)
        feed = replace(feed, left_out={})
        for _ in range(PAGES_MAX):
            page = await self.puller.pull(feed, secret)
            feed = await self.take(feed, page)
            if not page.more:
                await self.answer(feed, secret)
                return feed.done(bank.clock.now())
            await asyncio.sleep(PAGE_PAUSE_S)
        return replace(feed.done(bank.clock.now()), due=bank.clock.now() + AGAIN_SOON_MS)

    def secret(self, feed: Feed) -> str:
        """In the clear."""
        return self.feeds.vault.unseal(SEALED, feed.secret) if feed.secret else ""

    async def take(self, feed: Feed, page: Pulled) -> Feed:
        """One page into the bank, and the place to go on from, in one transaction."""
        intake = self.feeds.intake
        sorting = await asyncio.to_thread(intake.sort, page.reading, feed.terms)
        async with intake.bank.store.writing() as tx:
            _, own = await tx.bank.counted(feed.name)
            room = feed.entries_max - own
            taken = await intake.apply(
                tx, feed.added_by, sorting, feed.name, feed.format, room, whole=page.whole
            )
            left_out = {
                why: feed.left_out.get(why, 0) + taken.left_out.get(why, 0)
                for why in {*feed.left_out, *taken.left_out}
            }
            feed = replace(feed, mark=page.mark, left_out=left_out)
            for now in await tx.lists.feeds(ids=[feed.id]):
                await tx.lists.change_feed(replace(now, mark=feed.mark, left_out=left_out))
        return feed

    async def answer(self, feed: Feed, secret: str) -> None:
        """What came of their entries since they were told last, where staff have agreed to tell. Raises Unpulled."""
        if not feed.answers or feed.protocol not in ANSWERED:
            return
        bank = self.feeds.intake.bank
        news = await bank.store.read.lists.to_tell(feed.name, TOLD_MAX)
        if not news:
            return
        told = [one for one, _ in news]
        await self.puller.tell(feed, secret, told, About(own=bank.own, now=bank.clock.now()))
        async with bank.store.writing() as tx:
            await tx.lists.told(feed.name, {one.ref: word for one, word in news})
