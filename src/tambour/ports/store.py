"""The store as the shell sees it: tables to read, and transactions in which a chat is locked and events are appended.

Each aggregate has its own Protocol beside this file; `Tables` lists them, so that a service asks for
`store.read.accounts` or `tx.accounts` and gets the same functions inside or outside a transaction.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from tambour.domain.chats import Chat
from tambour.domain.messages import Message
from tambour.ports.accounts import AccountRows
from tambour.ports.bots import BotRows
from tambour.ports.cases import CaseRows
from tambour.ports.chat_lists import ChatListRows
from tambour.ports.chats import ChatRows
from tambour.ports.days import DayRows
from tambour.ports.exchange import ListRows
from tambour.ports.files import FileRows
from tambour.ports.folders import FolderRows
from tambour.ports.guard import GuardRows
from tambour.ports.invites import InviteRows
from tambour.ports.known import KnownRows
from tambour.ports.ledger import LedgerRows
from tambour.ports.marks import MarkRows
from tambour.ports.meaning import MeaningRows
from tambour.ports.members import MemberRows
from tambour.ports.messages import MessageRows
from tambour.ports.models import ModelRows
from tambour.ports.moving import MovingRows
from tambour.ports.planned import PlanRows
from tambour.ports.polls import PollRows
from tambour.ports.previews import PreviewRows
from tambour.ports.profiles import ProfileRows
from tambour.ports.push import PushRows
from tambour.ports.rules import RuleRows
from tambour.ports.screen import BankRows, SignalRows
from tambour.ports.stickers import StickerRows
from tambour.ports.threads import ThreadRows


class Tables(Protocol):
    """Every aggregate, bound to a connection or to the pool."""

    @property
    def accounts(self) -> AccountRows: ...
    @property
    def chats(self) -> ChatRows: ...
    @property
    def members(self) -> MemberRows: ...
    @property
    def chat_lists(self) -> ChatListRows: ...
    @property
    def guard(self) -> GuardRows: ...
    @property
    def invites(self) -> InviteRows: ...
    @property
    def folders(self) -> FolderRows: ...
    @property
    def messages(self) -> MessageRows: ...
    @property
    def cases(self) -> CaseRows: ...
    @property
    def ledger(self) -> LedgerRows: ...
    @property
    def marks(self) -> MarkRows: ...
    @property
    def polls(self) -> PollRows: ...
    @property
    def planned(self) -> PlanRows: ...
    @property
    def threads(self) -> ThreadRows: ...
    @property
    def days(self) -> DayRows: ...
    @property
    def previews(self) -> PreviewRows: ...
    @property
    def files(self) -> FileRows: ...
    @property
    def stickers(self) -> StickerRows: ...
    @property
    def push(self) -> PushRows: ...
    @property
    def moving(self) -> MovingRows: ...
    @property
    def bots(self) -> BotRows: ...
    @property
    def bank(self) -> BankRows: ...
    @property
    def lists(self) -> ListRows: ...
    @property
    def signals(self) -> SignalRows: ...
    @property
    def profiles(self) -> ProfileRows: ...
    @property
    def known(self) -> KnownRows: ...
    @property
    def models(self) -> ModelRows: ...
    @property
    def meanings(self) -> MeaningRows: ...
    @property
    def rules(self) -> RuleRows: ...


class Tx(Tables, Protocol):
    """One transaction. Its events are published after the commit and only then."""

    @property
    def now(self) -> int:
        """When the transaction began, milliseconds: the time of everything in it."""
        ...

    async def lock_chat(self, chat: int) -> Chat:
        """Take the chat's row for writing and return it as it is now. Raises NotFound. Lock several in id order."""
        ...

    async def append(
        self,
        chat: int,
        kind: str,
        data: dict[str, Any],
        *,
        seq: int = 0,
        left: tuple[int, ...] = (),
        message: Message | None = None,
        live: dict[str, Any] | None = None,
        author: int = 0,
        untold: bool = False,
        back: bool = False,
        by: int = 0,
    ) -> int:
        """One event into the locked chat's log; returns its ev. `data`: the wire event without t, c, ev.

        `message`, of kinds 'n' and 'e': the message as everybody may see it, sent live and never copied into the log,
        which must not keep words that its row has lost. `live`: more fields for those who listen, not kept either.
        `by`: who did it, kept in the log for bots and told to nobody else.
        `back`: the chat was gone for everybody until now.
        `untold`: those who listen only hear that they are behind, and ask; so each gets what they may see.
        """
        ...

    def jumped(self, chat: int, *, ev: int, seq: int) -> None:
        """The locked chat has moved on to `ev` by statements of the caller's: those who listen hear that they are
        behind, and ask."""
        ...

    async def tell(self, user: int, kind: str, data: dict[str, Any]) -> int:
        """One event into a person's own log; returns its pts. `data`: the wire event without t, pts, k."""
        ...

    async def tell_all(self, users: Sequence[int], kind: str, data: dict[str, Any]) -> None:
        """The same event into the own log of each of these people, in one statement."""
        ...

    def shout(self, **transient: Any) -> None:
        """A transient nudge (session revoked, presence) to leave with the commit."""
        ...


class Store(Protocol):
    """The database."""

    @property
    def read(self) -> Tables:
        """Single statements outside any transaction."""
        ...

    def may_write(self) -> None:
        """Raises Retry where the disk nears its end; every write asks by itself."""
        ...

    def writing(self) -> AbstractAsyncContextManager[Tx]:
        """A transaction; commits on a clean exit, rolls back on an exception, then publishes what it appended."""
        ...

    async def alone(self, write: Callable[[Tables], Awaitable[bool]], **transient: Any) -> bool:
        """One statement that needs no other; if it says True, `transient`, if any, leaves with it (`Tx.shout`)."""
        ...
