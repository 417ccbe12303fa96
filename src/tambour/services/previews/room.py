"""Gives messages the preview of their first link, after they are said, and takes it away where it is not wanted."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tambour.domain.alter import Actor, check_active
from tambour.domain.errors import Forbidden, NotFound, Refusal
from tambour.domain.files import LinkPreview
from tambour.domain.messages import Flag, Kept
from tambour.domain.previews import first_link, preview_of
from tambour.domain.rights import Right
from tambour.domain.territory import number_of
from tambour.domain.visible import WITHDRAWN, without_viewer
from tambour.ports.bus import Nudge
from tambour.ports.fetch import Fetch, Unfetched
from tambour.ports.outside import Clock
from tambour.ports.previews import PreviewJob
from tambour.ports.store import Store, Tx
from tambour.services.messages.scene import check_seq, enter
from tambour.services.previews.pictures import Pictures
from tambour.services.previews.reading import Said, read_page

ACCEPT = "text/html, application/xhtml+xml;q=0.9"
PAGES = ("text/html", "application/xhtml+xml")
EVERY_S = 5.0
AT_ONCE = 4
LEASE_MS = 60_000
TRIES_MAX = 3
AGAIN_MS = (30_000, 300_000)
FOUND_MS = 24 * 3_600_000
NOTHING_MS = 6 * 3_600_000
AWAY_MS = 600_000
FORGET_MS = 3_600_000
SETTING = "no_previews"
"""Key of `settings`: this person's messages get none."""

log = logging.getLogger(__name__)


@dataclass
class Previews:
    """The worker, and what a sender may say about it. `on` False: the operator wants none, jobs are dropped."""

    store: Store
    clock: Clock
    fetch: Fetch
    pictures: Pictures
    on: bool = True
    news: asyncio.Event = field(default_factory=asyncio.Event)
    forgotten: int = 0

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: something with a link may have been said."""
        if any(e.kind in ("n", "e") and e.message and "." in e.message.text for e in nudge.chat_events):
            self.news.set()

    async def choose(self, user: int, chat: int, seq: int, *, on: bool) -> None:
        """Show the preview of one's own message, or do not. Raises Forbidden, NotFound."""
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat)
            kept = await scene.message(check_seq(seq))
            check_own(scene.actor, kept)
            link = first_link(kept.message.text, kept.message.entities)
            extra = kept.extra or {}
            if on and not link:
                raise NotFound("no link to show")
            if on and ("lp" in extra or "link" in extra):
                return
            if on:
                await tx.previews.want(chat, seq, link, tx.now)
            else:
                await tx.previews.refuse(chat, seq)
            if "lp" in extra:
                await tell(tx, kept, None, known=scene.shows_all)
        if on:
            self.news.set()

    async def run(self) -> None:
        """Until cancelled: at once when something was said, else every few seconds."""
        while True:
            self.news.clear()
            try:
                while await self.turn():
                    pass
                await self.tidy()
            except Refusal as no:
                log.info("previews wait: %s", no.msg)
            except Exception:
                log.exception("previews failed and will be tried again")
            try:
                async with asyncio.timeout(EVERY_S):
                    await self.news.wait()
            except TimeoutError:
                continue

    async def turn(self) -> int:
        """A few jobs side by side; returns how many were taken. A crash leaves them to be taken again."""
        jobs = await self.store.read.previews.take(self.clock.now(), LEASE_MS, AT_ONCE)
        await asyncio.gather(*map(self.one, jobs))
        return len(jobs)

    async def one(self, job: PreviewJob) -> None:
        """Ask the page, then write what it says beside the words, if they still stand."""
        kept = await self.store.read.messages.some(job.chat, 0, [job.seq])
        link = str((kept[0].extra or {}).get("link", "")) if kept else ""
        if not link or not self.on or await self.unwanted(kept[0]):
            await self.finish(job, link, None)
            return
        try:
            preview = await self.find(link)
        except Unfetched as away:
            if away.why in ("timeout", "network") and job.tries < TRIES_MAX:
                due = self.clock.now() + AGAIN_MS[job.tries - 1]
                await self.store.read.previews.again(job.chat, job.seq, due)
                return
            await self.store.read.previews.remember(link, None, self.clock.now() + AWAY_MS)
            preview = None
        await self.finish(job, link, preview)

    async def unwanted(self, kept: Kept) -> bool:
        """Does the author want no previews at all?"""
        return bool((await self.store.read.accounts.settings_of(kept.author)).get(SETTING))

    async def find(self, link: str) -> LinkPreview | None:
        """From memory, or from the page. Raises Unfetched."""
        rows = self.store.read.previews
        known, preview = await rows.known(link, self.clock.now())
        if known:
            return preview
        page = await self.fetch.get(link, accept=ACCEPT, cut=True)
        if page.status >= 500 or page.status == 429:
            raise Unfetched("network", str(page.status))
        said = Said()
        if page.status == 200 and page.kind in PAGES:
            said = await asyncio.to_thread(read_page, page.body, page.charset)
        preview = preview_of(link, urlsplit(page.url).hostname or "", said.title, said.text)
        if preview is not None:
            preview = msgspec.structs.replace(preview, photo=await self.pictures.find(said.image, page.url))
        keep_ms = NOTHING_MS if preview is None else FOUND_MS
        await rows.remember(link, preview, self.clock.now() + keep_ms)
        return preview

    async def finish(self, job: PreviewJob, link: str, preview: LinkPreview | None) -> None:
        """Under the chat's lock: the message as it is now decides whether this is still its preview."""
        async with self.store.writing() as tx:
            try:
                chat = await tx.lock_chat(job.chat)
            except NotFound:
                await tx.previews.drop(job.chat, job.seq)
                return
            kept = await tx.messages.some(job.chat, 0, [job.seq])
            wanted = str((kept[0].extra or {}).get("link", "")) if kept else ""
            if wanted and wanted != link:  # edited meanwhile
                await tx.previews.again(job.chat, job.seq, tx.now)
                return
            if not wanted or kept[0].flags & Flag.DELETED:
                await tx.previews.drop(job.chat, job.seq)
                return
            await tx.previews.settle(job.chat, job.seq, preview)
            if (
                preview is not None
                and preview.photo is not None
                and await tx.known.likes_of(job.chat, job.seq)
            ):
                await tx.known.look_again(preview.photo.id, tx.now)
            if preview is not None and not kept[0].flags & WITHDRAWN:
                await tell(tx, kept[0], preview, known=not chat.flags.get("hide_history"))

    async def tidy(self) -> None:
        """Forget what ran out, once an hour."""
        now = self.clock.now()
        if now - self.forgotten >= FORGET_MS:
            self.forgotten = now
            await self.store.read.previews.forget(now)


def check_own(actor: Actor, kept: Kept) -> None:
    """One's own words; in a channel also who may edit others' posts."""
    check_active(actor)
    if kept.author == actor.user or (actor.chat.kind == "channel" and actor.has(Right.EDIT_OTHERS)):
        return
    raise Forbidden("message.not_yours")


async def tell(tx: Tx, kept: Kept, preview: LinkPreview | None, *, known: bool) -> None:
    """The same version of the message with another preview, as an `e` event."""
    message: Any = msgspec.structs.replace(without_viewer(kept.message), preview=preview)
    known = known and not number_of(kept.flags)
    await tx.append(
        kept.message.chat,
        "e",
        {},
        seq=kept.message.seq,
        message=message if known else None,
        author=kept.author,
        untold=not known,
    )
