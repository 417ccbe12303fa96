"""The digests of a file's bytes: by SHA-256 it is kept, by SHA-1 and MD5 other people's lists may name it."""

import hashlib
from typing import NamedTuple


class Digests(NamedTuple):
    """Of the same bytes. MD5 and SHA-1 are empty for files that were stored before they were taken."""

    sha256: bytes
    sha1: bytes = b""
    md5: bytes = b""

    def hex(self) -> list[str]:
        """Those that are known, as lists write them."""
        return [one.hex() for one in self if one]


class Digesting:
    """Takes all three in one reading."""

    def __init__(self, data: bytes = b"") -> None:
        self.running = (
            hashlib.sha256(data),
            hashlib.sha1(data, usedforsecurity=False),
            hashlib.md5(data, usedforsecurity=False),
        )

    def update(self, chunk: bytes | memoryview) -> None:
        """The next bytes."""
        for one in self.running:
            one.update(chunk)

    def digests(self) -> Digests:
        """Of everything so far."""
        sha256, sha1, md5 = self.running
        return Digests(sha256.digest(), sha1.digest(), md5.digest())
