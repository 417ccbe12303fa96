"""Buttons: somebody presses one, its bot hears of it and answers with a word or another message. And starting a bot."""

from dataclasses import dataclass

from tambour.domain.alter import Actor, check_active
from tambour.domain.bots.bot import START_PAYLOAD_MAX, Bot
from tambour.domain.bots.keyboard import Button, keyboard_kept
from tambour.domain.errors import BadInput, NotFound
from tambour.domain.visible import whole
from tambour.ports.bots import Press
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.bots.constructing import speaker_of
from tambour.services.bots.gathering import Gathering
from tambour.services.bots.opening import Opening
from tambour.services.bots.speaking import Speaking, Words
from tambour.services.chats.create import Create
from tambour.services.messages.scene import check_seq, enter, look

PRESS_BYTES = 18
NOTICE_MAX = 200
"""Characters of a bot's answer that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """Where a press leads: into a chat, or to an address that is good for who pressed; or nowhere."""

    chat: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Presses:
    """bot.press and bot.start of people; the answers of bots."""

    store: Store
    clock: Clock
    ids: Ids
    speaking: Speaking
    create: Create
    gathering: Gathering
    opening: Opening

    async def press(self, user: int, chat: int, seq: int, row: int, place: int) -> Led:
        """The button at this place, and where it leads; nowhere: it asks its bot.

        Raises NotFound, BadInput(row), Moderated, Forbidden, and what making and joining a chat raise.
        """
        now = self.clock.now()
        view = await look(self.store.read, user, chat, now=now)
        found = await self.store.read.messages.some(chat, user, [check_seq(seq)])
        if not found or not whole(view.see(found[0])):
            raise NotFound("no such message")
        kept = found[0]
        standing = await self.store.read.messages.standing(chat, user)
        check_active(Actor(user=user, chat=view.chat, member=view.member, standing=standing, now=now))
        button = button_at(keyboard_kept(kept.extra), row, place)
        bot = speaker_of(kept)
        there = await self.store.read.bots.get(bot)
        if there is None or there.deleted:
            raise NotFound("its bot is gone", why="bots.unknown")
        if button.kind == "chat":
            if there.suspended_until > now:
                raise NotFound("its bot is kept quiet", why="bots.unknown")
            return Led(chat=await self.gathering.come(user, bot, button, chat, seq))
        if button.kind == "open_app":
            return Led(url=await self.opening.address(user, bot, button, view.chat))
        async with self.store.writing() as tx:
            press = Press(
                id=self.ids.token(PRESS_BYTES),
                bot=bot,
                chat=chat,
                seq=seq,
                user=user,
                ts=tx.now,
            )
            await tx.bots.add_press(press)
            await tx.tell(bot, "press", {"c": chat, "s": seq, "u": user, "id": press.id, "p": button.payload})
        return Led()

    async def start(self, user: int, bot_id: int, payload: str) -> int:
        """Begin to talk with a bot, by a link perhaps; returns the chat. Raises NotFound, BadInput(payload)."""
        if len(payload) > START_PAYLOAD_MAX or "\x00" in payload:
            raise BadInput("payload", "too long", limit=START_PAYLOAD_MAX)
        bot = await self.store.read.bots.get(bot_id)
        if bot is None or bot.deleted:
            raise NotFound("no such bot", why="bots.unknown")
        chat = await self.create.pair(user, bot_id)
        async with self.store.writing() as tx:
            check_active((await enter(tx, user, chat)).actor)
            await tx.tell(bot_id, "start", {"c": chat, "u": user} | ({"p": payload} if payload else {}))
        return chat

    async def found(self, bot: Bot, id: str) -> Press | None:
        """A press of one of this bot's buttons."""
        press = await self.store.read.bots.press(id)
        return press if press is not None and press.bot == bot.id else None

    async def answer(self, press: Press, words: Words | None, notice: str | None) -> None:
        """`words` change the message that holds the button; `notice` is shown to who pressed it, on all devices."""
        if words is not None:
            await self.speaking.edit(press.bot, press.chat, press.seq, words)
        async with self.store.writing() as tx:
            await tell_answer(tx, press, notice or "")


async def tell_answer(tx: Tx, press: Press, notice: str) -> None:
    """To all devices of who pressed: the bot has answered, with these words or without any."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in notice).split())[:NOTICE_MAX]
    told = {"c": press.chat, "s": press.seq, "d": tx.now} | ({"x": shown} if shown else {})
    await tx.tell(press.user, "answer", told)


def button_at(keyboard: tuple[tuple[Button, ...], ...], row: int, place: int) -> Button:
    """Raises BadInput(row): another keyboard is there by now."""
    if not 0 <= row < len(keyboard) or not 0 <= place < len(keyboard[row]):
        raise BadInput("row", "no such button", why="button.unknown")
    if keyboard[row][place].kind not in ("callback", "chat", "open_app"):
        raise BadInput("row", "this button asks nothing of its bot", why="button.unknown")
    return keyboard[row][place]
