"""The audit chain: every privileged act carries the hash of the one before, so that an edit or a gap shows."""

import hashlib
from dataclasses import dataclass

import msgspec

GENESIS = bytes(32)
Payload = dict[str, str | int | float | bool | list[str] | list[int] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One privileged act. `object` is `kind:id`; `at` in milliseconds."""

    seq: int
    prev_hash: bytes
    hash: bytes
    actor: int
    verb: str
    object: str
    payload: Payload
    at: int


def seal(prev: bytes, seq: int, actor: int, verb: str, object: str, payload: Payload, at: int) -> Entry:
    """The next entry after the one whose hash is `prev`."""
    text = msgspec.json.encode([seq, actor, verb, object, payload, at], order="sorted")
    return Entry(
        seq=seq,
        prev_hash=prev,
        hash=hashlib.sha256(prev + text).digest(),
        actor=actor,
        verb=verb,
        object=object,
        payload=payload,
        at=at,
    )


def first_broken(entries: list[Entry], prev: bytes = GENESIS, start: int = 1) -> int | None:
    """The seq where the chain stops being true, or None. Entries in order, beginning at `start` after `prev`."""
    for expected, entry in enumerate(entries, start):
        again = seal(prev, expected, entry.actor, entry.verb, entry.object, entry.payload, entry.at)
        if entry.seq != expected or entry.prev_hash != prev or entry.hash != again.hash:
            return expected
        prev = entry.hash
    return None
