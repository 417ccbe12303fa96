"""The tree against RFC 9162 itself: its definition by recursion, known roots, and proofs that nothing else passes."""

import hashlib
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.ledger.merkle import (
    Place,
    consistency_spans,
    cover,
    extends,
    grow,
    hash_of,
    includes,
    inclusion_spans,
    leaf_hash,
    node_hash,
)

SIZE = 70
LEAVES = [b"entry %d" % n for n in range(SIZE)]
SHORT = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
KNOWN = [bytes.fromhex(text) for text in SHORT]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of the first 1 to 8 of these leaves: the vectors of Certificate Transparency."""


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


@cache
def nodes() -> dict[Place, bytes]:
    return grow(0, {}, LEAVES)


def root(size: int) -> bytes:
    return hash_of((0, size), nodes())


def test_the_roots_are_those_that_everybody_else_computes() -> None:
    assert [hash_of((0, n), grow(0, {}, KNOWN)).hex() for n in range(1, 9)] == KNOWN_ROOTS


def test_every_root_is_the_one_of_the_definition() -> None:
    assert [root(n) for n in range(SIZE + 1)] == [by_definition(LEAVES[:n]) for n in range(SIZE + 1)]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_growing_in_pieces_needs_the_edge_alone(pieces: list[int]) -> None:
    held: dict[Place, bytes] = {}
    size = 0
    for piece in pieces:
        more = LEAVES[size : size + piece]
        held |= grow(size, {place: held[place] for place in cover((0, size))}, more)
        size += len(more)
    assert held == {place: hashed for place, hashed in nodes().items() if place in held}
    assert hash_of((0, size), held) == root(size)


def test_every_inclusion_proof_holds_for_its_leaf_and_place_alone() -> None:
    for size in range(1, SIZE + 1, 3):
        for n in range(size):
            path = [hash_of(span, nodes()) for span in inclusion_spans(n, size)]
            assert includes(n, size, leaf_hash(LEAVES[n]), path, root(size))
            assert not includes(n, size, leaf_hash(b"another"), path, root(size))
            assert not includes((n + 1) % size, size, leaf_hash(LEAVES[n]), path, root(size)) or size == 1
            assert not includes(n, size, leaf_hash(LEAVES[n]), [*path, root(1)], root(size))


def test_every_consistency_proof_holds_for_its_two_trees_alone() -> None:
    for size in range(1, SIZE + 1):
        for old in range(1, size + 1):
            path = [hash_of(span, nodes()) for span in consistency_spans(old, size)]
            assert extends(old, size, root(old), root(size), path)
            if old < size:
                assert not extends(old, size, root(size), root(size), path)
                assert not extends(old, size, root(old), root(old), path)
                assert not extends(old, size, root(old), root(size), path[:-1])
                assert not extends(old, size, root(old), root(size), [*path, root(old)])
        assert extends(0, size, b"", root(size), [])
        assert not extends(size + 1, size, root(size), root(size), [])
