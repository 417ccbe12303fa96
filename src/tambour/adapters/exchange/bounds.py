"""What a file of a stranger may cost: bytes, items, depth. Everything beyond is refused before it is built up."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from tambour.domain.errors import BadInput

BYTES_MAX = 32 * 1024 * 1024
ITEMS_MAX = 100_000
OBJECTS_MAX = 600_000
"""Opening braces: an item of the wordiest format has six."""
COMMAS_MAX = 4_000_000
LINE_MAX = 8_192
WORDS_MAX = 20
"""Different reasons for leaving something out that are told apart."""

T = TypeVar("T")
U = TypeVar("U")


def refused(why: str, msg: str = "", row: int = 0) -> BadInput:
    """BadInput(file) with a stable reason, and the line where there is one."""
    facts: dict[str, int | str] = {"why": f"exchange.{why}"}
    return BadInput("file", msg or why.replace("_", " "), **(facts | ({"row": row} if row else {})))


def bounded(data: bytes) -> bytes:
    """Raises BadInput(exchange.too_large)."""
    if len(data) > BYTES_MAX:
        raise refused("too_large")
    return data


def decoded(data: bytes, kind: type[T]) -> T:
    """JSON of a certain form; what the form does not name is skipped. Raises BadInput."""
    found: T = parsed(data, kind)
    return found


def either(data: bytes, kind: type[T], other: type[U]) -> T | U:
    """The same of one of two forms."""
    found: T | U = parsed(data, kind | other)
    return found


def parsed(data: bytes, form: Any) -> Any:
    """Raises BadInput."""
    if bounded(data).count(b"{") > OBJECTS_MAX or data.count(b",") > COMMAS_MAX:
        raise refused("too_many")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=form)
    except RecursionError as deep:
        raise refused("too_deep") from deep
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise refused("unreadable", str(wrong)[:200]) from wrong


def text_of(data: bytes) -> str:
    """UTF-8 without NUL. Raises BadInput."""
    try:
        text = bounded(data).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise refused("unreadable", "no UTF-8") from wrong
    if "\0" in text:
        raise refused("unreadable", "a NUL")
    return text


def lines_of(data: bytes) -> list[str]:
    """Lines without what surrounds them. Raises BadInput."""
    if bounded(data).count(b"\n") > ITEMS_MAX:
        raise refused("too_many")
    lines = [line.strip() for line in text_of(data).split("\n")]
    for number, line in enumerate(lines, start=1):
        if len(line) > LINE_MAX:
            raise refused("unreadable", "a line is too long", number)
    return lines


def few(number: int) -> None:
    """Raises BadInput(exchange.too_many)."""
    if number > ITEMS_MAX:
        raise refused("too_many")


def tally(words: "Counter[str]") -> dict[str, int]:
    """The most frequent reasons, the rest as one."""
    common = dict(words.most_common(WORDS_MAX))
    rest = words.total() - sum(common.values())
    return common | ({"other": rest} if rest else {})


def ms_of(said: str | float | None) -> int:
    """Milliseconds of a time as text (RFC 3339, or seconds), or as seconds; 0 for what is none."""
    if said is None or said == "":
        return 0
    try:
        seconds = float(said)
    except ValueError:
        try:
            seconds = aware(datetime.fromisoformat(str(said).replace(",", ".")[:40])).timestamp()
        except (ValueError, OverflowError):
            return 0
    return int(seconds * 1000) if 0 < seconds < 1 << 40 else 0


def aware(when: datetime) -> datetime:
    """Without a zone it is UTC."""
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def stamp(ms: int) -> str:
    """RFC 3339 with milliseconds, UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
