"""Drum at work: a bot in the server's own process, over the same updates, commitment and doors as any other bot.

One update is one transaction: what was asked for, where the person is now, and what will be answered. Only then the
answers are sent, under rids that follow from the update, and only then the update is taken note of. So a crash anywhere
repeats what was not finished and doubles nothing: the change and the answers are read back, and a rid is said once.
The token of a new bot follows from the update, too, so that nothing but its digest and the message itself holds it.
"""

import asyncio
import logging
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec

from tambour.domain.bots.bot import Bot, Command
from tambour.domain.bots.drum import talk as t
from tambour.domain.bots.drum.words import ABOUT, COMMANDS
from tambour.domain.bots.keyboard import Keyboard
from tambour.domain.errors import BadInput, Flood, NotFound, Refusal, Retry
from tambour.domain.ids import RID_RANDOM_BITS
from tambour.domain.names import skeleton
from tambour.domain.people import ABOUT_MAX, Person
from tambour.moderation.words import spoken
from tambour.ports.bots import News, Press, Talk
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.bots.presses import tell_answer
from tambour.services.bots.room import BotRoom
from tambour.services.bots.speaking import Words
from tambour.services.chats.create import Create

PAGE = 50
LOOK_EVERY_S = 10.0
TRIES = 5
"""An update that cannot be gone on with after so many is left behind: nobody waits for one person's for ever."""
PICTURE_TRIES, PICTURE_PAUSE_S = 20, 0.5
SAYS_MAX = 8
"""Answers to one update, for their rids."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One update as Drum understands it. `press`: of a button under message `seq`."""

    news: News
    user: int
    heard: t.Heard
    press: Press | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drum:
    """One per worker; several keep each other from nothing and double nothing."""

    store: Store
    clock: Clock
    ids: Ids
    bots: BotRoom
    create: Create
    faces: Callable[[int, str], Awaitable[str]]
    """Makes a face from one's own picture."""
    leave_all: Callable[[int], Awaitable[None]]

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.settle()
                break
            except Exception:
                log.exception("Drum cannot settle in yet")
                await asyncio.sleep(1)
        tries = 0
        while True:
            waiter = self.bots.listening.watch(t.DRUM_ID)
            try:
                if tries >= TRIES:
                    await self.pass_over()
                    tries = 0
                if not await self.turn():
                    await waiter.wait(asyncio.get_running_loop().time() + LOOK_EVERY_S)
                tries = 0
            except Retry as no:  # the database is away: that is no fault of this update's
                log.info("Drum waits: %s", no.msg)
                await asyncio.sleep(1)
            except Exception:
                tries += 1
                log.exception("Drum goes on with this later")
                await asyncio.sleep(1)
            finally:
                self.bots.listening.unwatch(t.DRUM_ID, waiter)

    async def settle(self) -> None:
        """An account like any bot's, once per database; nobody has its token."""
        if await self.store.read.bots.get(t.DRUM_ID) is not None:
            return
        about = " ".join(ABOUT.split())[:ABOUT_MAX]
        commands = tuple(Command(name, words) for name, words in COMMANDS)
        async with self.store.writing() as tx:
            now = tx.now
            who = Person(id=t.DRUM_ID, name="Drum", about=about, is_bot=True, verified=True, created=now)
            await tx.accounts.add_person(who)
            await tx.accounts.edit_person(t.DRUM_ID, name="Drum", about=about, lang="en")
            bot = Bot(id=t.DRUM_ID, owner=0, name="Drum", description=ABOUT, commands=commands)
            accounts, token = self.bots.accounts, self.ids.token(32)
            await tx.bots.add(bot, accounts.digest(token), accounts.sealed_app_key(token), now)
            name = t.DRUM_NAME
            if await tx.accounts.take_name(name, skeleton(name), "user", t.DRUM_ID, stale=0, now=now):
                await tx.accounts.set_username(t.DRUM_ID, name)
            tx.shout(k="bot", u=t.DRUM_ID)

    async def turn(self) -> bool:
        """One page of updates; True when there was any."""
        bot = await self.me()
        page = await self.bots.listening.page(bot.id, bot.committed + 1, PAGE)
        for news in page:
            await self.hear(bot, news)
            await self.store.read.bots.commit(t.DRUM_ID, news.n)
        return bool(page)

    async def pass_over(self) -> None:
        """Leave one update behind."""
        bot = await self.me()
        page = await self.bots.listening.page(bot.id, bot.committed + 1, 1)
        if page:
            await self.store.read.bots.commit(t.DRUM_ID, page[0].n)

    async def me(self) -> Bot:
        """Drum's own row."""
        found = await self.store.read.bots.get(t.DRUM_ID)
        if found is None:
            raise NotFound("Drum is gone", why="bots.unknown")
        return found

    async def hear(self, bot: Bot, news: News) -> None:
        """Go on with one update, from wherever it was left."""
        if news.kind in ("suspended", "restored"):
            return await self.tell_owner(news)
        asked = await self.understand(bot, news)
        if asked is None:
            return
        done = await self.answer(asked)
        try:
            for at, say in enumerate(done.says[:SAYS_MAX]):
                await self.say(asked.user, news, say, at, asked.press)
            if done.erase and asked.press is not None:
                await self.bots.speaking.changes.delete(t.DRUM_ID, asked.press.chat, [asked.press.seq])
        except Retry:
            raise
        except Refusal as no:  # who has blocked Drum or left hears nothing
            log.info("Drum was not heard: %s", no.msg)

    async def understand(self, bot: Bot, news: News) -> Asked | None:
        """None: nothing that Drum goes on with, as what is said in groups."""
        if news.kind == "start":
            return Asked(news=news, user=news.data["u"], heard=t.Heard("start", news.data.get("p", "")))
        if news.kind == "press":
            press = await self.bots.presses.found(bot, news.data["id"])
            heard = t.Heard("press", news.data.get("p", ""))
            return Asked(news=news, user=press.user, heard=heard, press=press) if press else None
        if news.kind != "said":
            return None
        found = (await self.bots.reading.some(bot, [(news.chat, news.seq)])).get((news.chat, news.seq))
        if found is None or not found.room.peer:
            return None
        message = found.kept.message
        photos = [file.id for file in message.files if file.kind == "photo"]
        heard = t.Heard("text", message.text) if message.text else t.Heard("other")
        return Asked(
            news=news, user=found.kept.author, heard=t.Heard("photo", photos[0]) if photos else heard
        )

    async def answer(self, asked: Asked) -> Talk:
        """Do what was asked and keep what will be said; what was done before is read back."""
        rows = self.store.read
        person = await rows.accounts.person(asked.user)
        before = await rows.bots.talk(asked.user)
        if person is None or person.deleted or before.n >= asked.news.n:
            return before if before.n == asked.news.n else Talk()
        lang = spoken(person.lang)
        owned = await rows.bots.owned_by(asked.user)
        turn = t.turn(lang, before.step, asked.heard, owned)
        if turn.step.at == "skip":  # the button beside the question for a public name
            turn = t.turn(lang, before.step, t.Heard("text", t.SKIP), owned)
        try:
            return await self.keep(asked, lang, turn, owned)
        except Retry:
            raise
        except Refusal as no:
            step = before.step if turn.act and turn.act.kind != "delete" else t.HERE
            return await self.keep(asked, lang, t.refused(lang, step, why_of(no)), owned)

    async def keep(self, asked: Asked, lang: str, turn: t.Turn, owned: list[Bot]) -> Talk:
        """One transaction. Raises what the act raises."""
        face = ""
        if turn.act is not None:
            face = await self.prepare(asked.user, turn.act)
        async with self.store.writing() as tx:
            before = await tx.bots.lock_talk(asked.user)
            if before.n >= asked.news.n:
                return before if before.n == asked.news.n else Talk()
            if turn.act is not None:
                changed = await self.carry_out(tx, asked, turn.act, face)
                turn = t.after(lang, turn.act, changed, owned)
            talk = Talk(n=asked.news.n, step=turn.step, says=turn.says, erase=turn.erase)
            await tx.bots.keep_talk(asked.user, talk)
            if asked.press is not None:
                await tell_answer(tx, asked.press, turn.notice)
        return talk

    async def prepare(self, user: int, act: t.Act) -> str:
        """What cannot be part of the transaction, and may be repeated; returns the face made of a picture."""
        if act.kind == "make":
            await self.bots.accounts.check_room(user)
        if act.kind == "delete":
            await self.leave_all(act.bot)
        return await self.face_of(user, act.text) if act.kind == "photo" else ""

    async def face_of(self, user: int, file: str) -> str:
        """Of a picture that may still be in the workshop: a message does not wait for its files."""
        for _ in range(PICTURE_TRIES):
            try:
                return await self.faces(user, file)
            except BadInput as no:
                if no.facts.get("why") != "file.unknown":
                    raise
            await asyncio.sleep(PICTURE_PAUSE_S)
        return await self.faces(user, file)

    async def carry_out(self, tx: Tx, asked: Asked, act: t.Act, face: str) -> Bot:
        """The bot as it is afterwards."""
        accounts, user = self.bots.accounts, asked.user
        if act.kind == "make":
            return await accounts.make(tx, user, act.name, act.text, self.token(user, asked.news))
        bot = await accounts.owned(tx, user, act.bot)
        if act.kind == "token":
            await accounts.give_token(tx, bot.id, self.token(user, asked.news))
            return bot
        if act.kind == "delete":
            return await accounts.erase(tx, bot)
        if act.kind == "username":
            return await accounts.name(tx, bot, act.text)
        if act.kind == "photo":
            return await accounts.put_on(tx, bot, face)
        if act.kind == "hear":
            return await accounts.alter(tx, bot, read_all=not bot.read_all)
        if act.kind == "write":
            return await accounts.alter(tx, bot, constructs=not bot.constructs)
        if act.kind == "commands":
            return await accounts.alter(tx, bot, commands=act.commands)
        texts = {act.kind: act.text}
        return await accounts.alter(
            tx, bot, name=texts.get("name"), description=texts.get("about"), app=texts.get("app")
        )

    def token(self, user: int, news: News) -> str:
        """The one that this update makes."""
        digest = self.bots.accounts.vault.digest("token by Drum", f"{user}:{news.n}:{news.ts}")
        return urlsafe_b64encode(digest).rstrip(b"=").decode()

    async def say(self, user: int, news: News, say: t.Say, at: int, press: Press | None) -> None:
        """One answer, once."""
        words = self.words_of(say, self.token(user, news))
        if say.edit and press is not None:
            await self.bots.speaking.edit(t.DRUM_ID, press.chat, press.seq, words)
            return
        chat = await self.bots.speaking.dialog(t.DRUM_ID, user)
        await self.bots.speaking.send(t.DRUM_ID, chat, words, preview=False, rid=rid_of(news, at))

    def words_of(self, say: t.Say, token: str) -> Words:
        """With the token in its place."""
        code = say.code.replace(t.TOKEN, token)
        text = f"{say.text}\n{code}" if code else say.text
        start = len(say.text.encode("utf-16-le")) // 2 + 1
        rows: Keyboard = tuple(
            tuple(msgspec.structs.replace(b, payload=b.payload.replace(t.TOKEN, token)) for b in row)
            for row in say.rows
        )
        return Words(text=text, entities=[["code", start, len(code)]] if code else (), keyboard=rows)

    async def tell_owner(self, news: News) -> None:
        """Moderation stopped a bot, or lets it go on."""
        bot = await self.store.read.bots.get(news.data["b"])
        owner = await self.store.read.accounts.person(news.data["u"])
        if bot is None or owner is None or owner.deleted or owner.is_bot:
            return
        say = t.suspended(spoken(owner.lang), bot.name, news.kind == "suspended")
        try:
            await self.create.pair(t.DRUM_ID, owner.id)
            await self.say(owner.id, news, say, 0, None)
        except Retry:
            raise
        except Refusal as no:
            log.info("an owner was not told: %s", no.msg)


def rid_of(news: News, at: int) -> int:
    """The same for the same answer to the same update."""
    return (news.ts << RID_RANDOM_BITS) | ((news.n * SAYS_MAX + at) % (1 << RID_RANDOM_BITS))


def why_of(no: Refusal) -> str:
    """The finer reason where Drum has words for it."""
    if isinstance(no, Flood):
        return "flood"
    if isinstance(no, NotFound) and no.facts.get("why") == "bots.unknown":
        return "gone"
    if no.facts.get("field") == "photo":
        return "photo"
    return str(no.facts.get("why") or no.facts.get("field") or "")
