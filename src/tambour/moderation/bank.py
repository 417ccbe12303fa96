"""The bank: what an operator's people look for and what they keep out, each entry with its source, expiry and state.

An entry begins in shadow: it is searched for and counted, and nobody is bothered. Live, it puts what it finds before
people. Entries of links and of bytes that are live and certain also refuse what is about to be sent; those need a
second person. Pure.
"""

import csv
import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from tambour.domain.errors import BadInput
from tambour.moderation.harms import BY_KEY
from tambour.moderation.text.lexicon import TERM_MAX, Entry, MakeFind, Mode, ways_of
from tambour.moderation.text.links import key_of
from tambour.moderation.text.near import LETTERS_MIN, letters
from tambour.moderation.text.normal import normalise

Kind = Literal["name", "phrase", "pattern", "text", "link", "sha256"]
Opinion = Literal["positive", "seed"]
State = Literal["waiting", "enabled", "disabled"]
KINDS: tuple[str, ...] = get_args(Kind)
OPINIONS: tuple[str, ...] = get_args(Opinion)
MODES: tuple[str, ...] = get_args(Mode)
VALUE_MAX = 4_000
NOTE_MAX = 500
SOURCE_MAX = 120
WORDS_MAX = 20
ENTRIES_MAX = 20_000
SHA256 = re.compile("[0-9a-f]{64}")
LANGUAGE = re.compile("[a-z]{2,3}")
COLUMNS = (
    "kind",
    "value",
    "category",
    "lang",
    "rare",
    "needs",
    "unless",
    "opinion",
    "mode",
    "ratio",
    "expires",
    "source",
    "note",
)
"""Of the CSV file, in this order; needs and unless are parted by `|`, expires is milliseconds or empty."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """One row of `bank_entries`. `ratio`: of a hundred chats it is tried in so many hundredths."""

    id: int = 0
    kind: str
    value: str
    category: str
    lang: str = ""
    rare: bool = False
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    opinion: str = "positive"
    mode: str = "shadow"
    state: str = "enabled"
    ratio: float = 1.0
    expires: int = 0
    source: str = ""
    note: str = ""
    added_by: int = 0
    second_by: int = 0
    created: int = 0

    @property
    def acts(self) -> bool:
        """Would it refuse what is about to be sent?"""
        return self.kind in ("link", "sha256") and self.opinion == "positive" and self.mode == "live"

    def tried_in(self, chat: int) -> bool:
        """Is this chat among those in which it is tried? The same chats every time."""
        return zlib.crc32(f"{self.id}:{chat}".encode()) % 1_000 < self.ratio * 1_000

    def living(self, now: int) -> bool:
        """Enabled and not expired."""
        return self.state == "enabled" and not 0 < self.expires <= now


def checked(entry: BankEntry, own: str, make_patterns: MakeFind) -> BankEntry:
    """The entry made clean. Raises BadInput with the name of the field. `own`: the server's address."""
    wrong = {
        "kind": entry.kind not in KINDS,
        "category": entry.category not in BY_KEY,
        "opinion": entry.opinion not in OPINIONS,
        "mode": entry.mode not in MODES,
        "ratio": not 0 < entry.ratio <= 1,
        "lang": bool(entry.lang) and not LANGUAGE.fullmatch(entry.lang),
        "note": len(entry.note) > NOTE_MAX,
        "source": not 0 < len(entry.source.strip()) <= SOURCE_MAX,
        "needs": not few(entry.needs),
        "unless": not few(entry.unless),
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            raise BadInput(name)
    terms = entry.kind in ("name", "phrase", "pattern")
    return replace(
        entry,
        value=clean_value(entry.kind, entry.value.strip(), own, make_patterns),
        rare=entry.rare and entry.kind in ("name", "phrase"),
        needs=entry.needs if terms else (),
        unless=entry.unless if terms else (),
        source=entry.source.strip(),
        note=entry.note.strip(),
    )


def few(words: tuple[str, ...]) -> bool:
    """Not too many, and none too long?"""
    return len(words) <= WORDS_MAX and all(len(word) <= TERM_MAX for word in words)


def clean_value(kind: str, value: str, own: str, make_patterns: MakeFind) -> str:
    """The value in the one form in which it is kept. Raises BadInput(value)."""
    if not value or len(value) > VALUE_MAX:
        raise BadInput("value", limit=VALUE_MAX)
    if kind == "link":
        value, good = key_of(value, own), key_of(value, own) not in ("", key_of(own, own))
    elif kind == "sha256":
        value = value.lower()
        good = SHA256.fullmatch(value) is not None
    elif kind == "text":
        good = len(letters(normalise(value).text)) >= LETTERS_MIN
    elif kind == "pattern":
        good = compiles(value, make_patterns)
    else:
        good = len(value) <= TERM_MAX and bool(ways_of(Entry(id=0, term=value, category="other")))
    if not good:
        raise BadInput("value")
    return value


def compiles(expression: str, make_patterns: MakeFind) -> bool:
    """Is it an expression of RE2, and a small one?"""
    try:
        make_patterns([expression])
    except ValueError:
        return False
    return True


def printed(entries: Iterable[BankEntry]) -> str:
    """The entries as CSV with a head line. Cells that a spreadsheet would compute get a quote in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in entries:
        row = [
            one.kind,
            one.value,
            one.category,
            one.lang,
            "1" if one.rare else "",
            "|".join(one.needs),
            "|".join(one.unless),
            one.opinion,
            one.mode,
            f"{one.ratio:g}",
            str(one.expires or ""),
            one.source,
            one.note,
        ]
        writer.writerow(["'" + cell if cell.startswith(FORMULA) else cell for cell in row])
    return out.getvalue()


def read(text: str) -> list[BankEntry]:
    """Entries from CSV, not yet checked. Raises BadInput(row) with the number of the line, from 1, that is none."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    found: list[BankEntry] = []
    try:
        if not {"kind", "value", "category"} <= set(rows.fieldnames or ()):
            raise BadInput("head")
        for row in rows:
            if len(found) >= ENTRIES_MAX:
                raise BadInput("row", "too many entries", limit=ENTRIES_MAX)
            if None in row or None in row.values():
                raise BadInput("row", "a line of another length", row=rows.line_num)
            found.append(entry_of({k: unquoted(v) for k, v in row.items()}, rows.line_num))
    except csv.Error as wrong:
        raise BadInput("row", str(wrong), row=rows.line_num) from wrong
    return found


def unquoted(cell: str) -> str:
    """Without the quote that kept a spreadsheet from computing it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def entry_of(row: dict[str, str], line: int) -> BankEntry:
    """One line of CSV."""
    try:
        ratio, expires = float(row.get("ratio") or 1), int(row.get("expires") or 0)
    except ValueError as wrong:
        raise BadInput("row", str(wrong), row=line) from wrong
    if not 0 <= expires < 1 << 53:
        raise BadInput("row", "expires", row=line)
    return BankEntry(
        kind=row["kind"],
        value=row["value"],
        category=row["category"],
        lang=row.get("lang", ""),
        rare=row.get("rare", "") in ("1", "true", "yes"),
        needs=words_of(row.get("needs", "")),
        unless=words_of(row.get("unless", "")),
        opinion=row.get("opinion", "") or "positive",
        mode=row.get("mode", "") or "shadow",
        ratio=ratio,
        expires=expires,
        source=row.get("source", ""),
        note=row.get("note", ""),
    )


def words_of(said: str) -> tuple[str, ...]:
    """Words parted by `|`."""
    return tuple(word.strip() for word in said.split("|") if word.strip())
