"""Constructors: a bot writes a message with somebody, who then posts it in their own name.

The person opens a session with a bot for a chat, and says words or presses buttons; the bot answers with messages that
are ready, buttons, a hint. Nothing of it stands in any chat until the person posts it, through the same door, rights
and limits as their own words. What was said lives in the session only, and is gone with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.offer import (
    BROUGHT_MAX,
    SESSION_MS,
    SESSIONS_MAX,
    Input,
    Offer,
    Offered,
    check_offer,
    extra_of,
    takes,
)
from tambour.domain.commands import Send, Sent
from tambour.domain.errors import BadInput, Conflict, Forbidden, Held, NotFound, Refusal
from tambour.domain.files import ContactCard, Place
from tambour.domain.media import check_file_ids
from tambour.domain.messages import Kept
from tambour.domain.planned import derived_rid
from tambour.domain.text import read_text
from tambour.domain.visible import whole
from tambour.pipeline.accept import Accept
from tambour.ports.bots import News, Session
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.bots.speaking import Words
from tambour.services.messages.compose import Compose
from tambour.services.messages.forward import all_of, answer, said
from tambour.services.messages.scene import look

SESSION_BYTES = 18


@dataclass(frozen=True, slots=True)
class Constructing:
    """construct.* of people, and the answers of their bots."""

    store: Store
    clock: Clock
    ids: Ids
    compose: Compose
    accept: Accept

    async def open(self, user: int, chat: int, bot: int) -> str:
        """Begin; the bot hears of it. Returns the session's id. Raises NotFound(bots.unknown), Forbidden, Gone."""
        await self.standing(bot)
        await look(self.store.read, user, chat, now=self.clock.now())
        session = Session(
            id=self.ids.token(SESSION_BYTES), bot=bot, user=user, chat=chat, ts=self.clock.now()
        )
        async with self.store.writing() as tx:
            await tx.bots.open_session(session, SESSIONS_MAX - 1)
            await ask(tx, session)
        return session.id

    async def say(
        self,
        user: int,
        id: str,
        text: str,
        entities: Sequence[Sequence[object]],
        *,
        files: Sequence[str] = (),
        contact: ContactCard | None = None,
        place: Place | None = None,
    ) -> None:
        """A message for the bot; the files are the person's. Raises NotFound(construct.over),
        Forbidden(construct.no_words), BadInput(x|en|fl), Moderated."""
        if sum((bool(files), contact is not None, place is not None)) > 1:
            raise BadInput("fl", "one of files, contact, place")
        read = read_text(text, entities, empty=bool(files) or contact is not None or place is not None)
        session = await self.mine(user, id)
        carried = await self.compose.find(user, check_file_ids(files)) if files else ()
        said = Input(text=read.text, entities=read.entities, files=carried, contact=contact, place=place)
        if not takes(session.offer, said):
            raise Forbidden("construct.no_words")
        await self.ask(session, said)

    async def press(self, user: int, id: str, offered: int, row: int, place: int) -> None:
        """A button of the constructor's. Raises NotFound, Conflict(construct.changed), BadInput(row)."""
        session = await self.mine(user, id)
        check_seen(session, offered)
        rows = session.offer.keyboard
        if not 0 <= row < len(rows) or not 0 <= place < len(rows[row]) or rows[row][place].kind != "callback":
            raise BadInput("row", "no such button", why="button.unknown")
        await self.ask(session, Input(kind="press", payload=rows[row][place].payload))

    async def shown(self, user: int, id: str) -> Session:
        """The session as it is. Raises NotFound(construct.over)."""
        return await self.mine(user, id)

    async def end(self, user: int, id: str) -> None:
        """Not wanted any more: nothing of it is kept."""
        session = await self.store.read.bots.session(id)
        if session is not None and session.user == user:
            async with self.store.writing() as tx:
                await tx.bots.end_session(id)

    async def post(self, user: int, id: str, offered: int, rid: int, reply: int) -> dict[str, Any]:
        """All that is offered, in the person's name: `{s, ev, d}`. The same rid gives the same messages.

        Raises NotFound(construct.over), Conflict(construct.changed), BadInput, and what sending raises.
        """
        session = await self.find(user, id)
        if session.rid not in (0, rid):
            raise NotFound("it is over", why="construct.over")
        await self.standing(session.bot)
        check_seen(session, offered)
        if not session.offer.messages:
            raise BadInput("id", "nothing is offered yet", why="construct.empty")
        sends = [
            await self.command(session, one, derived_rid(rid, at), reply)
            for at, one in enumerate(session.offer.messages)
        ]
        asked = [msgspec.structs.replace(send, asked=rid) for send in sends]
        sent = await all_of(self.accept.send(send, gated=at == 0) for at, send in enumerate(asked))
        if not session.rid and all(isinstance(one, Sent | Held) for one in sent):
            await self.over_with(session, rid, sent)
        return answer(said(sent))

    async def over_with(self, session: Session, rid: int, sent: Sequence[Sent | BaseException]) -> None:
        """All was said, or waits for a person: no other request says it again. The bot is told what was said."""
        async with self.store.writing() as tx:
            locked = await tx.bots.lock_session(session.id)
            if locked is not None and not locked.rid:
                await tx.bots.keep_session(replace(locked, input=Input(), data="", rid=rid, brought=()))
                for at, one in enumerate(sent):
                    if isinstance(one, Sent):
                        place = {
                            "c": session.chat,
                            "s": one.seq,
                            "u": session.user,
                            "id": session.id,
                            "at": at,
                        }
                        await tx.tell(session.bot, "constructed", place)

    async def command(self, session: Session, one: Offered, rid: int, reply: int) -> Send:
        """What is asked of the fast door."""
        want = await self.compose(
            user=session.user,
            chat=session.chat,
            rid=rid,
            text=one.text,
            entities=one.entities,
            reply=reply,
            files=[file.id for file in one.files],
            contact=one.contact,
            place=one.place,
            lent=True,
        )
        return msgspec.structs.replace(want, extra=(want.extra or {}) | extra_of(session.bot, one))

    async def answer(self, bot: Bot, id: str, offer: Offer, data: str) -> bool:
        """A bot's turn; the person's devices are told. False where it has no such session, or it is over."""
        check_offer(offer, data)
        async with self.store.writing() as tx:
            session = await tx.bots.lock_session(id)
            if session is None or session.bot != bot.id or session.rid or self.over(session):
                return False
            turn = session.offered + 1
            await tx.bots.keep_session(
                replace(session, offer=offer, data=data, offered=turn, input=Input(), ts=tx.now)
            )
            await tx.tell(session.user, "construct", {"id": id, "n": turn})
        return True

    async def offered(self, bot: int, words: Words, entities: Sequence[Sequence[object]]) -> Offered:
        """Checked as it will be when it is posted. Raises BadInput(x|en|fl), TooLarge, Moderated."""
        files = await self.compose.find(bot, words.files, lent=words.lent) if words.files else ()
        more = bool(files) or words.contact is not None or words.place is not None
        said = read_text(words.text or "", entities, empty=more)
        return Offered(
            text=said.text,
            entities=said.entities,
            files=files,
            contact=words.contact,
            place=words.place,
            keyboard=words.keyboard or (),
        )

    async def asked(self, bot: Bot, news: Sequence[News]) -> dict[int, Session]:
        """What the bot was asked, by the update's number; what was asked since, or is over, is left out."""
        found: dict[int, Session] = {}
        for one in news:
            session = await self.store.read.bots.session(one.data["id"])
            good = session is not None and session.bot == bot.id and session.asked == one.data["n"]
            if session is not None and good and not session.rid and not self.over(session):
                found[one.n] = session
        return found

    async def posted(self, bot: Bot, one: News) -> Kept | None:
        """What was posted, as it was offered: not what became of it, nor what is gone. Read as its author sees it."""
        user = one.data["u"]
        try:
            view = await look(self.store.read, user, one.chat, now=self.clock.now())
        except Refusal:
            return None
        kept = await self.store.read.messages.some(one.chat, user, [one.seq])
        if not kept or kept[0].message.via != bot.id or kept[0].message.version != 1:
            return None
        shown = view.see(kept[0])
        return replace(kept[0], message=shown) if shown is not None and whole(shown) else None

    async def ask(self, session: Session, input: Input) -> None:
        """The bot's turn again."""
        await self.standing(session.bot)
        async with self.store.writing() as tx:
            locked = await tx.bots.lock_session(session.id)
            if locked is None:
                raise NotFound("it is over", why="construct.over")
            brought = (*locked.brought, *(file.id for file in input.files))[-BROUGHT_MAX:]
            fresh = replace(locked, asked=locked.asked + 1, input=input, brought=brought, ts=tx.now)
            await tx.bots.keep_session(fresh)
            await ask(tx, fresh)

    async def find(self, user: int, id: str) -> Session:
        """Raises NotFound(construct.over), also for somebody else's."""
        session = await self.store.read.bots.session(id)
        if session is None or session.user != user or self.over(session):
            raise NotFound("it is over", why="construct.over")
        return session

    async def mine(self, user: int, id: str) -> Session:
        """One that was not posted yet."""
        session = await self.find(user, id)
        if session.rid:
            raise NotFound("it is over", why="construct.over")
        return session

    def over(self, session: Session) -> bool:
        """Has nothing happened for too long?"""
        return session.ts < self.clock.now() - SESSION_MS

    async def standing(self, bot_id: int) -> None:
        """Raises NotFound(bots.unknown) for what is no constructor, or is kept quiet."""
        bot = await self.store.read.bots.get(bot_id)
        if bot is None or bot.deleted or not bot.constructs or bot.suspended_until > self.clock.now():
            raise NotFound("no such constructor", why="bots.unknown")


async def ask(tx: Tx, session: Session) -> None:
    """Its bot hears that it is asked; with what, the session knows."""
    await tx.tell(session.bot, "construct", {"u": session.user, "id": session.id, "n": session.asked})


def check_seen(session: Session, offered: int) -> None:
    """People post what they saw. Raises Conflict."""
    if session.offered != offered:
        raise Conflict("something else is offered by now", why="construct.changed", ver=session.offered)


def speaker_of(kept: Kept) -> int:
    """The bot that hears of presses under a message: who wrote it for its author, else its author."""
    return kept.message.via or kept.author
