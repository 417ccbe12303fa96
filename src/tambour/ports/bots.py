"""What the shell needs of the store about bots: the bots, what they have yet to hear, where they want it brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tambour.domain.bots.bot import Bot, Command
from tambour.domain.bots.drum.talk import Say, Step
from tambour.domain.bots.offer import Input, Offer
from tambour.domain.chats import Chat, Member
from tambour.ports.sync import LogRow


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One row of `bot_updates`: what happened, without anybody's words. `n` 0: not numbered yet. `ts`: milliseconds."""

    kind: str
    chat: int = 0
    seq: int = 0
    data: dict[str, Any] = field(default_factory=dict)
    ts: int = 0
    n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Somebody pressed a button."""

    id: str
    bot: int
    chat: int
    seq: int
    user: int
    ts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where a bot's updates are brought. `types`: only these kinds; None: all."""

    url: str
    bot: int
    types: tuple[str, ...] | None
    version: str
    secret: bytes
    """Sealed; b'' for none."""
    sent: int
    tries: int
    due: int
    failing: int
    """Since when nothing is taken there; 0: it works."""
    created: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody writing with a constructor. `asked`, `offered`: how often the bot was asked, and answered."""

    id: str
    bot: int
    user: int
    chat: int
    asked: int = 1
    input: Input = field(default_factory=Input)
    data: str = ""
    """The bot's own note, at most DATA_MAX characters."""
    offered: int = 0
    offer: Offer = field(default_factory=Offer)
    rid: int = 0
    """Under which the offer was posted; 0: not yet."""
    brought: tuple[str, ...] = ()
    """Files that were said to the bot, oldest first, at most BROUGHT_MAX."""
    ts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation with Drum: the newest update it went on with, and what was answered to that."""

    n: int = 0
    step: Step = field(default_factory=Step)
    says: tuple[Say, ...] = ()
    erase: bool = False


class BotAccountRows(Protocol):
    """The bots themselves."""

    async def add(self, bot: Bot, token_hash: bytes, app_key: bytes, now: int) -> None:
        """A row beside its account's. `app_key`: sealed."""
        ...

    async def get(self, bot: int) -> Bot | None:
        """With what its account says."""
        ...

    async def by_token(self, token_hash: bytes) -> Bot | None:
        """Deleted and suspended ones are among them."""
        ...

    async def owned_by(self, owner: int) -> list[Bot]:
        """Oldest first; deleted ones are left out."""
        ...

    async def set_token(self, bot: int, token_hash: bytes, app_key: bytes) -> None:
        """The old token opens nothing any more."""
        ...

    async def app(self, bot: int) -> tuple[str, bytes] | None:
        """(address of its program, the sealed key that follows from its token), or None."""
        ...

    async def change(
        self,
        bot: int,
        *,
        description: str,
        commands: Sequence[Command],
        read_all: bool,
        constructs: bool,
        app: str,
    ) -> None:
        """All of it."""
        ...

    async def among(self, users: Sequence[int]) -> list[int]:
        """Which of these are bots."""
        ...

    async def among_members(self, chat: int, limit: int) -> list[Bot]:
        """Living bots that are in a chat."""
        ...

    async def chats_of(self, bot: int, below: int, limit: int) -> list[int]:
        """Chats it is in with an id below this, the highest first."""
        ...

    async def members_of(self, chat: int, below: int, limit: int) -> list[Member]:
        """People of a chat with an id below this, the highest first."""
        ...

    async def peers(self, bot: int, chats: Sequence[int]) -> dict[int, int]:
        """The other person of each of these that is a dialog of the bot's."""
        ...

    async def rooms(self, bot: int, chats: Sequence[int]) -> dict[int, tuple[Chat, Member | None, int]]:
        """(the chat, the bot's place in it, the other person of a dialog) of those that exist."""
        ...


class BotNewsRows(Protocol):
    """From the logs of chats and accounts to what a bot is to hear."""

    async def lock(self, bot: int) -> tuple[Bot, int, int] | None:
        """(the bot, how far its own log was read, how far that goes), kept from others until the transaction ends."""
        ...

    async def standing(self, bot: int) -> tuple[Bot, int, int] | None:
        """The same, kept from nobody."""
        ...

    async def chat_log(self, chat: int, ev: int, limit: int) -> Sequence[LogRow]:
        """What came after `ev`, in order."""
        ...

    async def own_log(self, bot: int, pts: int, limit: int) -> list[tuple[int, str, dict[str, Any], int]]:
        """(pts, kind, data, ts) after `pts`, in order."""
        ...

    async def follow(self, bot: int, chat: int, ev: int) -> None:
        """Hear this chat from after `ev` on; nothing where it is heard already. `ev` -1: from now on."""
        ...

    async def linked_at(self, group: int, channel: int) -> int:
        """The entry of the group's log by which it became this channel's discussion group; -1: none."""
        ...

    async def unfollow(self, bot: int, chat: int) -> None:
        """Hear it no more."""
        ...

    async def unread(
        self, bot: int, chats: Sequence[int] | None, *, chats_max: int, entries_max: int
    ) -> Mapping[int, tuple[int, Sequence[LogRow]]]:
        """chat → (ev read, what came since, in order) of chats that moved on; None: of all."""
        ...

    async def moved(self, bot: int, places: Sequence[tuple[int, int]]) -> None:
        """(chat, ev): read up to there."""
        ...

    async def told(self, bot: int, chat: int, seqs: Sequence[int]) -> set[int]:
        """Of which of these messages the bot has an update."""
        ...

    async def add_news(
        self,
        bot: int,
        pts: int,
        news: Sequence[News],
        places: Sequence[tuple[int, int]] = (),
        *,
        seen: tuple[int, int] | None = None,
    ) -> int:
        """Number and keep them; the own log is read up to `pts`, chats up to (chat, ev). Returns the newest number.

        The caller holds the bot's row, or says what stood there as it was `seen`: (newest number, pts). If that has
        changed nothing is done: 0.
        """
        ...

    async def news(self, bot: int, start: int, limit: int) -> list[News]:
        """From this number on, in order."""
        ...

    async def commit(self, bot: int, upto: int) -> None:
        """The bot has taken note of everything up to this number; never backwards. It is not waited until that lies on
        the disk: where the machine loses its current just then, who comes without a marker hears some again."""
        ...

    async def following(self) -> list[tuple[int, int]]:
        """(bot, chat) of all."""
        ...

    async def stale(self, limit: int) -> list[int]:
        """Bots whose own log or chats moved on."""
        ...

    async def stirred(self) -> list[int]:
        """Bots whose own log moved on."""
        ...

    async def moved_on(self, seen: Mapping[int, int], now: int) -> list[int]:
        """Of these bots (each with the newest number known) those with something newer, deleted and suspended ones."""
        ...

    async def forget(self, committed_before: int, before: int) -> None:
        """Delete updates older than `before`, those taken note of older than `committed_before`, and old presses."""
        ...

    async def add_press(self, press: Press) -> None:
        """Kept for the answer."""
        ...

    async def press(self, id: str) -> Press | None:
        """By its id."""
        ...


class DrumRows(Protocol):
    """Conversations with Drum."""

    async def talk(self, user: int) -> Talk:
        """Where a person is; a fresh Talk for who never talked."""
        ...

    async def lock_talk(self, user: int) -> Talk:
        """The same, kept from others until the transaction ends."""
        ...

    async def keep_talk(self, user: int, talk: Talk) -> None:
        """Over what was."""
        ...


class BotHookRows(Protocol):
    """Webhooks."""

    async def hooks(self, bot: int) -> list[Hook]:
        """Newest first."""
        ...

    async def add_hook(self, hook: Hook) -> None:
        """Over whoever had this URL."""
        ...

    async def drop_hook(self, bot: int, url: str) -> bool:
        """False when there was none."""
        ...

    async def claim_hooks(self, now: int, until: int, limit: int) -> list[Hook]:
        """With something to bring, whose time has come; nobody else gets them before `until`."""
        ...

    async def release_hooks(self, until: int) -> None:
        """What is claimed or due until then is due now."""
        ...

    async def hook_done(self, hook: Hook) -> None:
        """Write `sent`, `tries`, `due` and `failing`."""
        ...


class SessionRows(Protocol):
    """People writing with a constructor."""

    async def open_session(self, session: Session, keep: int) -> None:
        """A new one; of the person's others the newest `keep` stay."""
        ...

    async def session(self, id: str) -> Session | None:
        """By its id."""
        ...

    async def lock_session(self, id: str) -> Session | None:
        """The same, kept from others until the transaction ends."""
        ...

    async def keep_session(self, session: Session) -> None:
        """Over what was."""
        ...

    async def end_session(self, id: str) -> None:
        """Forget it, with everything that was said in it."""
        ...

    async def end_old_sessions(self, before: int) -> None:
        """Those whose last turn was before this."""
        ...

    async def is_offered(self, file: str, user: int, since: int) -> bool:
        """Does a constructor offer this file to this person, or has this constructor heard it, after `since`?"""
        ...


class ButtonChatRows(Protocol):
    """Chats that buttons made."""

    async def button_chat(self, chat: int, seq: int, uuid: int) -> int:
        """The chat that this button of this message has made, or 0."""
        ...

    async def keep_button_chat(self, chat: int, seq: int, uuid: int, made: int) -> None:
        """From now on it is this one."""
        ...

    async def button_of(self, made: int) -> tuple[int, int] | None:
        """(chat, seq) of the message whose button made this chat."""
        ...


class BotRows(ButtonChatRows, BotAccountRows, BotNewsRows, BotHookRows, DrumRows, SessionRows, Protocol):
    """All of it."""
