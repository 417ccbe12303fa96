"""All use cases of arriving and leaving, built together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tambour.domain.ids import DAY_MS
from tambour.ports.moving import Depot, Move, ReadItems, Writer
from tambour.ports.moving import Export as Source
from tambour.services.accounts.house import Accounts
from tambour.services.media.room import MediaRoom
from tambour.services.moving.claims import Claims
from tambour.services.moving.exporting import Export
from tambour.services.moving.importing import Import
from tambour.services.moving.moves import Moves
from tambour.services.moving.own import Notices, OwnData
from tambour.services.moving.people import People
from tambour.services.moving.shelf import BlobShelf
from tambour.services.moving.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingRoom:
    """One of each. `importing` and `exporting` make a run for somebody, as workers and the command line do."""

    moves: Moves
    claims: Claims
    work: Work
    importing: Callable[[int, Source, frozenset[str]], Import]
    exporting: Callable[[int, Writer, int, bool], Export]


class MovingSettings(Protocol):
    """What an operator chooses."""

    @property
    def import_bytes(self) -> int: ...
    @property
    def export_days(self) -> int: ...


def open_moving(
    accounts: Accounts,
    media: MediaRoom,
    notices: Notices,
    depot: Depot,
    read_items: ReadItems,
    chosen: MovingSettings,
    *,
    epoch: str,
) -> MovingRoom:
    """Built, not started."""
    store, clock, ids = accounts.store, accounts.clock, accounts.ids
    quotas = media.uploads.quotas
    shelf = BlobShelf(store, media.blobs, clock, ids, quotas.file_bytes, quotas.bytes_total)
    own = OwnData(accounts, notices)
    claims = Claims(store, clock, ids, accounts)

    def importing(user: int, export: Source, only: frozenset[str]) -> Import:
        people = People(store, clock, ids, accounts.vault, accounts.sign_in.region, user)
        return Import(store, clock, ids, read_items, people, export, shelf, only)

    def exporting(user: int, writer: Writer, chat: int, media: bool) -> Export:
        return Export(store, clock, epoch, own, shelf, user, writer, only=chat, media=media)

    def of_move(move: Move) -> Import:
        only = frozenset(str(chat) for chat in move.what.get("only", ()))
        return importing(move.user, depot.open_export(move.id), only)

    return MovingRoom(
        moves=Moves(
            store, clock, ids, accounts.limits, depot, accounts.vault.key("export pass"), chosen.import_bytes
        ),
        claims=claims,
        work=Work(
            store,
            clock,
            depot,
            of_move,
            lambda move, writer, chat, media: exporting(move.user, writer, chat, media),
            claims.hand_over,
            chosen.export_days * DAY_MS,
        ),
        importing=importing,
        exporting=exporting,
    )
