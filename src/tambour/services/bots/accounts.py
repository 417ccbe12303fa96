"""The accounts of bots: made by somebody who owns them, opened by a token that is shown once and kept as a digest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.bots.apps import check_app_url
from tambour.domain.bots.bot import Bot, Command, check_commands, check_description
from tambour.domain.errors import Forbidden, NotFound, NotSignedIn
from tambour.domain.people import ABOUT_MAX, Person, clean_line
from tambour.pipeline.gate import Worn, unasked
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.accounts.names import claim, release
from tambour.services.accounts.people import honest_name
from tambour.services.accounts.sessions import tell_me
from tambour.services.accounts.vault import Vault
from tambour.services.bots.opening import app_key
from tambour.services.limits import Limits, per_day

TOKEN_BYTES = 32
BOTS_MAX = 20
"""Of one owner."""
NEW_PER_DAY = 10


@dataclass(frozen=True, slots=True)
class BotAccounts:
    """Making, opening and changing."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault
    limits: Limits
    worn: Worn = unasked
    """What bots with a public name say of themselves."""

    async def add(
        self, owner: int, name: str, username: str = "", *, constructs: bool = False
    ) -> tuple[int, str]:
        """(the bot's id, its token). Raises BadInput(name), Conflict(name.taken), Forbidden(bots.too_many), Flood."""
        shown = honest_name(name)
        await self.check_room(owner)
        token = self.ids.token(TOKEN_BYTES)
        async with self.store.writing() as tx:
            bot = await self.make(tx, owner, shown, username, token)
            if constructs:
                await self.alter(tx, bot, constructs=True)
        return bot.id, token

    async def make(self, tx: Tx, owner: int, name: str, username: str, token: str) -> Bot:
        """Within a transaction; who asks has taken from the owner's allowance before."""
        person = await tx.accounts.person(owner)
        if person is None or person.deleted or person.is_bot:
            raise NotFound("no such person", why="user.unknown")
        bot = Bot(id=self.ids.new(), owner=owner, name=honest_name(name))
        await tx.accounts.add_person(
            Person(id=bot.id, name=bot.name, lang=person.lang, is_bot=True, created=tx.now)
        )
        await tx.bots.add(bot, self.digest(token), self.sealed_app_key(token), tx.now)
        if username:
            self.check_worn(bot)
            taken = await claim(tx, "user", bot.id, username, now=tx.now)
            await tx.accounts.set_username(bot.id, taken)
            bot = replace(bot, username=taken)
        tx.shout(k="bot", u=bot.id)
        return bot

    async def check_room(self, owner: int) -> None:
        """One more? Raises Forbidden(bots.too_many), Flood."""
        if len(await self.store.read.bots.owned_by(owner)) >= BOTS_MAX:
            raise Forbidden("bots.too_many", limit=BOTS_MAX)
        await self.limits.take(per_day(f"bots:{owner}", NEW_PER_DAY))

    async def enter(self, token: str) -> Bot:
        """Whose token it is. Raises NotSignedIn, also for a deleted bot."""
        bot = await self.store.read.bots.by_token(self.digest(token)) if token else None
        if bot is None or bot.deleted:
            raise NotSignedIn("Invalid access_token", why="bots.bad_token")
        return bot

    async def renew(self, owner: int, bot: int) -> str:
        """A new token; the old one opens nothing from here on. Raises NotFound."""
        token = self.ids.token(TOKEN_BYTES)
        async with self.store.writing() as tx:
            await self.owned(tx, owner, bot)
            await self.give_token(tx, bot, token)
        return token

    async def change(
        self,
        bot: Bot,
        *,
        name: str | None = None,
        description: str | None = None,
        commands: Sequence[tuple[str, str]] | None = None,
        read_all: bool | None = None,
        constructs: bool | None = None,
    ) -> Bot:
        """What is given. Raises BadInput(name|description|commands)."""
        async with self.store.writing() as tx:
            return await self.alter(
                tx,
                bot,
                name=name,
                description=description,
                commands=commands,
                read_all=read_all,
                constructs=constructs,
            )

    async def alter(
        self,
        tx: Tx,
        bot: Bot,
        *,
        name: str | None = None,
        description: str | None = None,
        commands: Sequence[tuple[str, str]] | None = None,
        read_all: bool | None = None,
        constructs: bool | None = None,
        app: str | None = None,
    ) -> Bot:
        """The same within a transaction."""
        text = bot.description if description is None else check_description(description)
        known: tuple[Command, ...] = bot.commands if commands is None else check_commands(commands)
        person = await tx.accounts.lock_person(bot.id)
        if person is None or person.deleted:
            raise NotFound("no such bot", why="bots.unknown")
        changed = replace(
            bot,
            name=person.name if name is None else honest_name(name),
            description=text,
            about=clean_line(text[:ABOUT_MAX], "description", ABOUT_MAX),
            commands=known,
            read_all=bot.read_all if read_all is None else read_all,
            constructs=bot.constructs if constructs is None else constructs,
            app=bot.app if app is None else check_app_url(app),
        )
        if person.username and (description, commands, name) != (None, None, None):
            self.check_worn(changed)
        await tx.accounts.edit_person(bot.id, name=changed.name, about=changed.about, lang=person.lang)
        await tx.bots.change(
            bot.id,
            description=text,
            commands=changed.commands,
            read_all=changed.read_all,
            constructs=changed.constructs,
            app=changed.app,
        )
        await tell_me(tx, bot.id, tx.now)
        return changed

    async def name(self, tx: Tx, bot: Bot, username: str) -> Bot:
        """Another public name; '' gives it back. Raises BadInput(name), Conflict(name.taken)."""
        await tx.accounts.lock_person(bot.id)
        if username:
            self.check_worn(bot)
        taken = await claim(tx, "user", bot.id, username, now=tx.now) if username else ""
        if not username:
            await release(tx, "user", bot.id)
        await tx.accounts.set_username(bot.id, taken)
        await tell_me(tx, bot.id, tx.now)
        return replace(bot, username=taken)

    def check_worn(self, bot: Bot) -> None:
        """May it say this of itself with a public name? Raises Forbidden(link.blocked)."""
        told = bot.description or bot.about
        self.worn(bot.id, bot.name, told, *(f"/{one.name} {one.about}" for one in bot.commands))

    async def wear(self, bot: Bot, face: str) -> None:
        """A face made by services/media/portraits."""
        async with self.store.writing() as tx:
            await self.put_on(tx, bot, face)

    async def put_on(self, tx: Tx, bot: Bot, face: str) -> Bot:
        """The same within a transaction."""
        await tx.accounts.lock_person(bot.id)
        await tx.accounts.set_photo(bot.id, face)
        await tell_me(tx, bot.id, tx.now)
        return replace(bot, photo=face)

    async def erase(self, tx: Tx, bot: Bot) -> Bot:
        """For good: no token opens it, its public name is held for a while. It has left its chats before."""
        await tx.accounts.lock_person(bot.id)
        await tx.accounts.hold_name("user", bot.id, tx.now)
        await self.give_token(tx, bot.id, self.ids.token(TOKEN_BYTES))
        await tx.accounts.erase_person(bot.id, tx.now)
        tx.shout(k="suspended", user=bot.id, until=0)  # whoever waits for its updates is sent away
        return bot

    async def owned(self, tx: Tx, owner: int, bot: int) -> Bot:
        """Raises NotFound for somebody else's."""
        found = await tx.bots.get(bot)
        if found is None or found.owner != owner or found.deleted:
            raise NotFound("no such bot", why="bots.unknown")
        return found

    async def give_token(self, tx: Tx, bot: int, token: str) -> None:
        """Instead of the one it has."""
        await tx.bots.set_token(bot, self.digest(token), self.sealed_app_key(token))

    def sealed_app_key(self, token: str) -> bytes:
        """By which its program knows what comes from here; it opens nothing."""
        return self.vault.seal("bot app", app_key(token))

    def digest(self, token: str) -> bytes:
        """How a token is kept."""
        return self.vault.digest("bot token", token)
