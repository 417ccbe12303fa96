"""What the server and its fork server say to each other, a line of JSON each."""

import msgspec

ANSWER, SAID = "answer", "said"
"""Beside the source: what the child writes to its output and to its errors."""
UNSTARTED = 1_000
"""Instead of a status: there was no room for one more process."""


class Order(msgspec.Struct):
    """Begin with a file; without a folder: end the child of this number."""

    number: int
    folder: str = ""
    kind: str = ""
    more: tuple[str, ...] = ()


class Ended(msgspec.Struct):
    """`status`: as of waitpid, below zero the signal that ended it."""

    number: int
    status: int
