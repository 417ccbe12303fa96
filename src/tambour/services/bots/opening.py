"""Opening a bot's program: its address, with who opens it, signed for that bot.

It is signed as MAX's mini-apps check it: HMAC-SHA256 over the sorted `key=value` lines, under
HMAC-SHA256("WebAppData", token). Tokens are kept as digests only, so that key is made when a token is, and kept sealed.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import msgspec

from tambour.domain.bots.apps import name_in
from tambour.domain.bots.keyboard import Button
from tambour.domain.bots.numbers import dialog_number, shared_number
from tambour.domain.chats import Chat
from tambour.domain.errors import NotFound
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.vault import Vault

NAME = b"WebAppData"
QUERY_BYTES = 18
VERSION = "26.2.8"
"""Of the interface that the program is told to expect."""
KINDS = {"dialog": "DIALOG", "group": "CHAT", "channel": "CHANNEL"}


@dataclass(frozen=True, slots=True)
class Opening:
    """Reads only."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault

    async def address(self, user: int, bot: int, button: Button, chat: Chat) -> str:
        """Of the program that this button of this bot's opens, for this person. Raises NotFound(bots.no_app)."""
        bot = await self.bot_of(bot, button)
        found = await self.store.read.bots.app(bot)
        there = await self.store.read.bots.get(bot)
        person = await self.store.read.accounts.person(user)
        gone = there is None or there.deleted or there.suspended_until > self.clock.now()
        if found is None or gone or person is None:
            raise NotFound("no such program", why="bots.no_app")
        url, sealed = found
        who = {
            "id": user,
            "first_name": person.name,
            "last_name": "",
            "username": person.username,
            "language_code": person.lang,
            "photo_url": None,
        }
        number = dialog_number(bot, user) if chat.kind == "dialog" else shared_number(chat.id)
        where = {"id": number, "type": KINDS[chat.kind]}
        told = {
            "auth_date": str(self.clock.now() // 1000),
            "query_id": self.ids.token(QUERY_BYTES),
            "user": msgspec.json.encode(who).decode(),
            "chat": msgspec.json.encode(where).decode(),
        } | ({"start_param": button.payload} if button.payload else {})
        return opened(url, self.vault.unseal("bot app", sealed), told, VERSION)

    async def bot_of(self, bot: int, button: Button) -> int:
        """Whose program: another bot's, by number or public name, else its own. Raises NotFound(bots.no_app)."""
        if button.bot:
            return button.bot
        if not button.app:
            return bot
        found = await self.store.read.accounts.named(name_in(button.app).lower())
        if found is None or found[0] != "user":
            raise NotFound("no such bot", why="bots.no_app")
        return found[1]


def app_key(token: str) -> str:
    """The key that follows from a bot's token, in hexadecimal. It opens nothing."""
    return hmac.digest(NAME, token.encode(), hashlib.sha256).hex()


def signed(key: str, told: Mapping[str, str]) -> str:
    """`told` with its hash, as a query."""
    lines = "\n".join(f"{name}={told[name]}" for name in sorted(told))
    mac = hmac.digest(bytes.fromhex(key), lines.encode(), hashlib.sha256).hex()
    return urlencode({**told, "hash": mac}, quote_via=quote, safe="")


def opened(url: str, key: str, told: Mapping[str, str], version: str) -> str:
    """The address with everything behind its `#`, which is sent to no server by itself."""
    more = {"WebAppData": signed(key, told), "WebAppPlatform": "web", "WebAppVersion": version}
    return f"{url}#{urlencode(more, quote_via=quote, safe='')}"
