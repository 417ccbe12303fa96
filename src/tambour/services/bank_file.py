"""The file in which entries of the bank travel: CSV after RFC 4180, UTF-8, with a head line."""

import csv
import io
from collections.abc import Iterable

from tambour.domain.errors import BadInput
from tambour.moderation.bank import ENTRIES_MAX, BankEntry

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
        writer.writerow(["'" + cell if cell.startswith((*FORMULA, "'")) else cell for cell in row])
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
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


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
