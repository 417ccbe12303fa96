"""Names for the integers that travel through the house; all are below 2**53, so JSON carries them exactly."""

import hashlib
from typing import NewType

UserId = NewType("UserId", int)
ChatId = NewType("ChatId", int)
SessionId = NewType("SessionId", int)
CaseId = NewType("CaseId", int)
Seq = NewType("Seq", int)
"""Place of a message in its chat: 1, 2, 3 … without holes."""
Ev = NewType("Ev", int)
"""Place of a change in its chat: 1, 2, 3 … without holes."""
Rid = NewType("Rid", int)
"""A client's 63-bit key of one request: 41 bits of server-time milliseconds, 22 random bits."""
Millis = NewType("Millis", int)
"""Milliseconds since 1970 UTC."""

RID_RANDOM_BITS = 22
DAY_MS = 86_400_000


def rid_time(rid: Rid) -> Millis:
    """When the client (by the server's clock) drew this rid."""
    return Millis(rid >> RID_RANDOM_BITS)


def rid_day(rid: Rid) -> int:
    """The day partition in which this rid is kept: a retry lands in the same one."""
    return rid_time(rid) // DAY_MS


def id_of_request(user: int, rid: Rid) -> int:
    """A 53-bit id that follows from who asked under which rid: a repeat of the request names the same thing."""
    seed = hashlib.blake2b(f"{user}/{rid}".encode(), digest_size=8).digest()
    return int.from_bytes(seed, "big") >> 11 or 1
