"""The tree over the store: entries find their places, proofs are read."""

from tambour.moderation.ledger.merkle import Span, consistency_spans, cover, grow, hash_of, inclusion_spans
from tambour.ports.ledger import LedgerRows
from tambour.ports.store import Store

BATCH = 1_000


async def integrate(store: Store) -> int:
    """Give every waiting entry its place; returns the size. Safe anywhere, at the same time, and to be killed."""
    while True:
        if not await store.read.ledger.waiting(1):
            return await store.read.ledger.size()
        async with store.writing() as tx:
            await tx.ledger.lock()
            waiting = await tx.ledger.waiting(BATCH)
            await append(tx.ledger, [i for i, _ in waiting], [leaf for _, leaf in waiting])


async def append(rows: LedgerRows, ids: list[int], leaves: list[bytes]) -> None:
    """These entries, with these leaves, at the end of the tree. Called under the lock."""
    if ids:
        size = await rows.size()
        edge = await rows.nodes(cover((0, size)))
        await rows.join(size, ids, grow(size, edge, leaves))


async def root_at(rows: LedgerRows, size: int) -> bytes:
    """Of the first `size` leaves."""
    return (await hashes(rows, [(0, size)]))[0]


async def inclusion(rows: LedgerRows, index: int, size: int) -> list[bytes]:
    """From the leaf's sibling upwards. Raises ValueError."""
    return await hashes(rows, inclusion_spans(index, size))


async def consistency(rows: LedgerRows, old: int, size: int) -> list[bytes]:
    """Empty for two equal trees, and where there was nothing. Raises ValueError."""
    return await hashes(rows, consistency_spans(old, size)) if old else []


async def hashes(rows: LedgerRows, spans: list[Span]) -> list[bytes]:
    """Of several spans, by one statement."""
    nodes = await rows.nodes(sorted({place for span in spans for place in cover(span)}))
    return [hash_of(span, nodes) for span in spans]
