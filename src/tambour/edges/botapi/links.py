"""Addresses under which a bot fetches files: sealed for it alone; whether it may is asked with every request."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from tambour.domain.errors import NotFound

MAC_BYTES = 16


@dataclass(frozen=True, slots=True)
class Links:
    """`key`: 32 bytes; `base`: where bots reach the server, no slash at the end."""

    key: bytes
    base: str

    def url(self, bot: int, file: str, name: str) -> str:
        """Of one form of a file."""
        word = f"{bot}.{file}.{name}"
        return f"{self.base}/files/{word}.{self.mac(word)}"

    def mac(self, word: str) -> str:
        """URL-safe."""
        digest = hmac.digest(self.key, word.encode(), hashlib.sha256)[:MAC_BYTES]
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def read(self, text: str) -> tuple[int, str, str]:
        """(bot, file, name). Raises NotFound."""
        word, _, mac = text.rpartition(".")
        try:
            bot, file, name = word.split(".")
            good = hmac.compare_digest(mac.encode("ascii"), self.mac(word).encode())
        except (ValueError, binascii.Error, UnicodeError):
            raise NotFound("no such file") from None
        if not good or not bot.isascii() or not bot.isdigit():
            raise NotFound("no such file")
        return int(bot), file, name
