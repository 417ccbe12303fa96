"""The floor of chats put together: one object that app/ builds and that methods, demo and tests use."""

from dataclasses import dataclass

from tambour.pipeline.gate import Worn, unasked
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.chats.create import Create
from tambour.services.chats.ending import Ending
from tambour.services.chats.figures import Figures
from tambour.services.chats.guarding import Guarding
from tambour.services.chats.house import House, Limits
from tambour.services.chats.invites import Invites
from tambour.services.chats.joining import Joining
from tambour.services.chats.linking import Linking
from tambour.services.chats.own import Own
from tambour.services.chats.ranks import Passwords, Ranks
from tambour.services.chats.settings import Settings
from tambour.services.chats.view import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class Chats:
    """All rooms of services/chats. Build it with `open_chats`."""

    views: Views
    create: Create
    joining: Joining
    settings: Settings
    ranks: Ranks
    guarding: Guarding
    invites: Invites
    ending: Ending
    own: Own
    linking: Linking
    figures: Figures


def open_chats(
    store: Store,
    clock: Clock,
    ids: Ids,
    limits: Limits,
    passwords: Passwords,
    *,
    base: str,
    worn: Worn = unasked,
) -> Chats:
    """Put the rooms together. `base`: the server's own address, for invitation links. `worn`: see pipeline/gate.py."""
    house = House(store, clock, ids, limits, worn)
    views = Views(store, clock)
    return Chats(
        views=views,
        create=Create(house, views),
        joining=Joining(house, views),
        settings=Settings(house, views),
        ranks=Ranks(house, views, passwords),
        guarding=Guarding(house),
        invites=Invites(house, views, base.rstrip("/")),
        ending=Ending(house),
        own=Own(house),
        linking=Linking(house),
        figures=Figures(house, views),
    )
