"""What a request of a bot holds: the token in either place, lists and numbers in every form that clients write them."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar import Request

from tambour.edges.botapi.refusals import bad

BODY_MAX_BYTES = 256 * 1024
ID_END = 1 << 53
MARKER_END = 1 << 63
NUMBER = re.compile(r"[+-]?[0-9]{1,19}")
T = TypeVar("T")
Ask = Request[Any, Any, Any]


class Asked:
    """One request: its query and its body."""

    def __init__(self, query: list[tuple[str, str]], header: str, body: bytes = b"") -> None:
        self.query = query
        self.header = header
        self.body = body

    def token(self) -> str:
        """The bare header of MAX, or the query of TamTam."""
        return self.header.strip().removeprefix("Bearer ").strip() or self.text("access_token")

    def text(self, name: str, default: str = "") -> str:
        """The first value of this name."""
        return next((value for key, value in self.query if key == name), default)

    def has(self, name: str) -> bool:
        """Is it there and not empty?"""
        return bool(self.text(name))

    def texts(self, name: str) -> list[str]:
        """`k=a,b`, `k=a&k=b`, `k[0]=a`, `k[]=a`: all of them."""
        own = re.compile(rf"{re.escape(name)}(\[\d*\])?")
        found = [part for key, value in self.query if own.fullmatch(key) for part in value.split(",")]
        return [part.strip() for part in found if part.strip()]

    def number(self, name: str, default: int, least: int = -ID_END, most: int = ID_END) -> int:
        """A number within these bounds. Raises BotError."""
        text = self.text(name)
        if not text or text == "null":
            return default
        if not NUMBER.fullmatch(text) or not least <= int(text) <= most:
            raise bad(f"{name}: must be a number between {least} and {most}")
        return int(text)

    def numbers(self, name: str) -> list[int]:
        """A list of ids. Raises BotError."""
        return [number_of(text, name) for text in self.texts(name)]

    def yes(self, name: str) -> bool:
        """true, True, 1."""
        return self.text(name).lower() in ("true", "1", "yes")

    def read(self, shape: type[T]) -> T:
        """The body, whatever its Content-Type says; numbers may be strings. Raises BotError."""
        if b"\\u0000" in self.body:
            raise bad("NUL in text")
        try:
            raw = msgspec.json.decode(self.body or b"{}")
            return msgspec.convert(raw, shape, strict=False)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, OverflowError) as wrong:
            raise bad(explained(str(wrong))) from wrong


def asked_of(scope: Mapping[str, Any]) -> Asked:
    """From an ASGI scope."""
    text = scope["query_string"].decode("latin-1")
    header = next((value for key, value in scope["headers"] if key == b"authorization"), b"")
    return Asked(parse_qsl(text, keep_blank_values=True), header.decode("latin-1"))


def number_of(text: str, name: str) -> int:
    """An id. Raises BotError."""
    if not NUMBER.fullmatch(text) or not -ID_END < int(text) < ID_END:
        raise bad(f"{name}: Invalid number: {text[:32]}")
    return int(text)


def explained(message: str) -> str:
    """msgspec's words with the names and limits first, as clients look for them."""
    what, _, path = message.partition(" - at `$")
    name = re.split(r"[.\[\]`]+", path.strip("`.[]"))[-1] if path else ""
    if found := re.fullmatch(r"Expected `str` of length <= (\d+)", what):
        return f"{name}: size must be between 0 and {found[1]}"
    if found := re.fullmatch(r"Expected `str` of length >= (\d+)", what):
        return f"{name}: size must not be less than {found[1]}"
    return f"{name}: {what}" if name else what
