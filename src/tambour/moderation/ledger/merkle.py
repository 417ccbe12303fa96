"""The Merkle tree of RFC 9162: roots, inclusion and consistency proofs, and how both are checked.

A tree of `size` leaves is kept as its complete subtrees, named (level, index): level 0 are the leaves' hashes, and
(l, i) covers the leaves [i * 2^l, (i + 1) * 2^l). They never change once they are there. Every proof is a list of
spans of leaves, every span a few complete subtrees; so a proof reads some dozens of rows whatever the size.
"""

import hashlib
from collections.abc import Mapping, Sequence

Place = tuple[int, int]
"""(level, index) of a complete subtree."""
Span = tuple[int, int]
"""Leaves [first, end)."""
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Of one entry."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def cover(span: Span) -> list[Place]:
    """The complete subtrees of a span, from left to right, the largest that fit."""
    first, end = span
    found: list[Place] = []
    while first < end:
        level = (end - first).bit_length() - 1
        if first:
            level = min(level, (first & -first).bit_length() - 1)
        found.append((level, first >> level))
        first += 1 << level
    return found


def hash_of(span: Span, nodes: Mapping[Place, bytes]) -> bytes:
    """Of a span that proofs name. Raises KeyError where a subtree is missing."""
    places = cover(span)
    if not places:
        return EMPTY_ROOT
    hashed = nodes[places[-1]]
    for place in reversed(places[:-1]):
        hashed = node_hash(nodes[place], hashed)
    return hashed


def grow(size: int, edge: Mapping[Place, bytes], leaves: Sequence[bytes]) -> dict[Place, bytes]:
    """The subtrees that are new when `leaves` join a tree of `size`; `edge` holds those of cover((0, size))."""
    fresh: dict[Place, bytes] = {}
    for index, leaf in enumerate(leaves, size):
        level, hashed = 0, leaf_hash(leaf)
        fresh[level, index] = hashed
        while index & 1:
            left = (level, index - 1)
            hashed = node_hash(fresh[left] if left in fresh else edge[left], hashed)
            level, index = level + 1, index >> 1
            fresh[level, index] = hashed
    return fresh


def inclusion_spans(index: int, size: int) -> list[Span]:
    """What proves that the leaf at `index` is in the tree: RFC 9162, 2.1.3.1, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError("no such leaf")
    first, end, path = 0, size, list[Span]()
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((first, middle))
            first = middle
    return path[::-1]


def consistency_spans(old: int, size: int) -> list[Span]:
    """What proves that a tree of `size` begins with the one of `old`: RFC 9162, 2.1.4.1."""
    if not 0 < old <= size:
        raise ValueError("no such tree")
    first, end, whole, path = 0, size, True, list[Span]()
    while old != end:
        middle = first + _split(end - first)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((first, middle))
            first, whole = middle, False
    if not whole:
        path.append((first, end))
    return path[::-1]


def includes(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Is the leaf with this hash at `index` of the tree with this root? RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, hashed = index, size - 1, leaf
    for sibling in path:
        if not last:
            return False
        if at & 1 or at == last:
            hashed = node_hash(sibling, hashed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        at, last = at >> 1, last >> 1
    return not last and hashed == root


def extends(old: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]) -> bool:
    """Does the tree with `root` begin with the one of `old_root`? RFC 9162, 2.1.4.2. All extend the empty one."""
    if not old or old == size:
        return not path and old <= size and (not old or old_root == root)
    if not 0 < old < size or not path:
        return False
    rest = list(path) if old & (old - 1) else [old_root, *path]
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = rest[0]
    for sibling in rest[1:]:
        if not last:
            return False
        if at & 1 or at == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        at, last = at >> 1, last >> 1
    return not last and before == old_root and after == root


def _split(size: int) -> int:
    """The largest power of two below size, which is 2 at least."""
    return 1 << (size - 1).bit_length() - 1
