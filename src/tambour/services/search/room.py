"""Search as one room: what the composition root opens."""

from dataclasses import dataclass

from tambour.ports.bus import Bus
from tambour.ports.outside import Clock
from tambour.ports.search import FindRows, IndexRows, Lexicon
from tambour.ports.store import Store
from tambour.services.search.find import FindMessages
from tambour.services.search.indexer import Indexer
from tambour.services.search.public import FindPublic


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRoom:
    """One of each; the indexer works where its `run` is run."""

    store: Store
    clock: Clock
    public: FindPublic
    messages: FindMessages
    indexer: Indexer


def open_search(
    store: Store, clock: Clock, lexicon: Lexicon, rows: FindRows, index: IndexRows, bus: Bus
) -> SearchRoom:
    """Built and listening, not started."""
    indexer = Indexer(index, lexicon)
    bus.subscribe(indexer.hear)
    return SearchRoom(
        store=store,
        clock=clock,
        public=FindPublic(store, clock),
        messages=FindMessages(store, clock, rows, lexicon),
        indexer=indexer,
    )
