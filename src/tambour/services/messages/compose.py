"""From what a client wrote to a checked command for the fast door: clean text, entities, mentions, a poll."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tambour.domain.commands import Send
from tambour.domain.errors import BadInput, Forbidden, Moderated
from tambour.domain.files import FAILED, ContactCard, File, LinkPreview, Place
from tambour.domain.media import check_file_ids
from tambour.domain.messages import Kept
from tambour.domain.polls import Poll
from tambour.domain.previews import first_link
from tambour.domain.text import Said, read_text
from tambour.ports.store import Store, Tx
from tambour.services.messages.scene import SEQ_MAX


@dataclass(frozen=True, slots=True)
class Compose:
    """Reads who is meant and, for a poll, writes it; the message itself goes through pipeline/accept."""

    store: Store

    async def __call__(
        self,
        *,
        user: int,
        chat: int,
        rid: int,
        text: str,
        entities: Sequence[Sequence[object]] = (),
        reply: int = 0,
        silent: bool = False,
        poll: Poll | None = None,
        preview: bool = True,
        files: Sequence[str] = (),
        contact: ContactCard | None = None,
        place: Place | None = None,
        lent: bool = False,
    ) -> Send:
        """The same request composes the same command. Raises BadInput(x|en|re|fl), TooLarge, Forbidden, Moderated.

        `lent`: the files may be somebody else's; the caller has found out that this person may have them.
        """
        if not 0 <= reply < SEQ_MAX:
            raise BadInput("re", "no such message")
        if sum((poll is not None, bool(files), contact is not None, place is not None)) > 1:
            raise BadInput("fl", "one of poll, files, contact, place")
        more = poll is not None or bool(files) or contact is not None or place is not None
        said = read_text(text, entities, empty=more)
        carried = await self.find(user, check_file_ids(files), lent=lent) if files else ()
        rows = self.store.read.messages
        called = await rows.addressed(chat, said.mentions, said.names) if said.mentions or said.names else []
        thread = await self.store.read.threads.thread_of(chat, reply) if reply else 0
        if poll is not None:
            await self.keep(poll)
        return Send(
            chat=chat,
            user=user,
            rid=rid,
            text=said.text,
            entities=said.entities,
            reply=reply,
            silent=silent,
            kind="text" if poll is None else "poll",
            extra=link_part(said, preview=preview) if poll is None else {"poll": poll.id},
            poll=None if poll is None else poll.for_all(),
            files=carried,
            contact=contact,
            place=place,
            mentions=tuple(called),
            hashtags=said.tags,
            thread=thread,
        )

    async def find(self, user: int, ids: Sequence[str], *, lent: bool = False) -> tuple[File, ...]:
        """The files in this order. Raises BadInput(fl, why), Moderated."""
        async with self.store.writing() as tx:
            found = {one.id: one for one in await tx.files.take(user, ids, tx.now, lent=lent)}
            gone = await tx.files.any_withdrawn(list(found))
        if gone:
            raise Moderated("these bytes were removed here", reason="media.withdrawn")
        for each in ids:
            one = found.get(each)
            if one is None:
                raise BadInput("fl", "no such file", why="file.unknown")
            if not one.complete:
                raise BadInput("fl", "the upload is not complete", why="file.incomplete")
            if one.state == FAILED:
                raise BadInput("fl", "the file cannot be read", why=one.why)
        return tuple(found[each].shown for each in ids)

    async def keep(self, poll: Poll) -> None:
        """Its row is there before its message; a repeat of the rid finds the same row."""
        async with self.store.writing() as tx:
            if await tx.chats.member(poll.chat, poll.author) is None:
                raise Forbidden("chat.not_a_member")
            await tx.polls.add(poll, tx.now)


def link_part(said: Said, *, preview: bool) -> dict[str, Any] | None:
    """Of `extra`: the link whose preview is to be found, or that none is wanted."""
    link = first_link(said.text, said.entities)
    if not link:
        return None
    return {"link": link} if preview else {"np": 1}


async def renew_preview(tx: Tx, kept: Kept, link: str) -> LinkPreview | None:
    """The preview an edited message keeps: its own where the link is the same; for another link one will come."""
    extra = kept.extra or {}
    had = extra.get("link") or (extra.get("lp") or {}).get("u", "")
    if link == had or extra.get("np"):
        return kept.message.preview
    await tx.previews.want(kept.message.chat, kept.message.seq, link, tx.now)
    return None
