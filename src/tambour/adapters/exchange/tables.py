"""Tables: the bank's own CSV, and CSV of hashes as others write it."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.adapters.exchange.bounds import ITEMS_MAX, bounded, few, ms_of, refused, stamp, tally, text_of
from tambour.domain.errors import BadInput
from tambour.moderation.exchange import Listed, listed, tags_of
from tambour.ports.exchange import About, Reading, Writing
from tambour.services.bank_file import printed, read, unquoted

MIME = "text/csv; charset=utf-8"
KINDS = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "pdq": "pdq", "url": "link"}
VALUES = ("value", "hash", "hash_digest", "digest", "signal", "hash_value")
TYPES = ("type", "algorithm", "hash_type", "signal_type", "kind")
HEAD = ("type", "value", "opinion", "tags", "first_seen", "disable_until", "ref", "note")


@dataclass(frozen=True, slots=True)
class BankTable:
    """Everything an entry has, in the bank's own columns (docs/detection.md). One wrong line refuses the file."""

    name: str = "csv"
    mime: str = MIME
    ending: str = "csv"
    strict: bool = True

    def read(self, data: bytes) -> Reading:
        """See Format."""
        if bounded(data).count(b"\n") > ITEMS_MAX:
            raise refused("too_many")
        try:
            return Reading(items=[Listed(entry=entry) for entry in read(text_of(data))])
        except BadInput as wrong:
            if wrong.facts.get("field") == "file":
                raise
            row = wrong.facts.get("row")
            raise refused("unreadable", wrong.msg, row if isinstance(row, int) else 1) from wrong

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format."""
        return Writing(data=printed([one.entry for one in offered]).encode())


@dataclass(frozen=True, slots=True)
class HashTable:
    """A table with a column for the kind of hash and one for the hash, whatever they are called; or with a column for
    each kind, named after it. Written with opinion, tags, expiry and name as well."""

    name: str = "hash-csv"
    mime: str = MIME
    ending: str = "csv"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        if bounded(data).count(b"\n") > ITEMS_MAX:
            raise refused("too_many")
        rows = csv.DictReader(io.StringIO(text_of(data)), strict=True)
        items: list[Listed] = []
        out: Counter[str] = Counter()
        try:
            columns = columns_of(rows.fieldnames or ())
            for row in rows:
                items += of_row({k: unquoted(v or "") for k, v in row.items() if k}, columns, out)
                few(len(items))
        except csv.Error as wrong:
            raise refused("unreadable", str(wrong), rows.line_num) from wrong
        return Reading(items=items, left_out=tally(out))

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format."""
        names = {kind: name for name, kind in KINDS.items()}
        out: Counter[str] = Counter(f"kind.{o.entry.kind}" for o in offered if o.entry.kind not in names)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(HEAD)
        for one in offered:
            entry = one.entry
            if entry.kind in names:
                first, until = (stamp(ms) if ms else "" for ms in (one.at, entry.expires))
                value = one.raw or entry.value if entry.kind == "link" else entry.value
                tags = "|".join(tag.replace("|", " ") for tag in tags_of(one))
                cells = [names[entry.kind], value, one.says, tags, first, until, one.ref, entry.note]
                writer.writerow([guarded(cell) for cell in cells])
        return Writing(data=text.getvalue().encode(), left_out=tally(out))


def guarded(cell: str) -> str:
    """Nothing that a spreadsheet would compute."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else cell


def columns_of(head: Sequence[str]) -> tuple[str, str, dict[str, str]]:
    """(column of the kind, column of the value, columns of single kinds). Raises BadInput where there is none."""
    plain = {name: name.strip().lower().replace("-", "").replace(" ", "_") for name in head}
    kind = next((n for n, p in plain.items() if p in TYPES), "")
    value = next((n for n, p in plain.items() if p in VALUES), "")
    single = {n: KINDS[p] for n, p in plain.items() if p in KINDS}
    if not single and not (kind and value):
        raise refused("unreadable", "no column of hashes", 1)
    return kind, value, single


def of_row(
    row: dict[str, str], columns: tuple[str, str, dict[str, str]], out: "Counter[str]"
) -> list[Listed]:
    """The hashes of a line."""
    kind, value, single = columns
    found = [(single[name], row.get(name, "")) for name in single]
    if kind and value:
        said = row.get(kind, "").lower().replace("-", "")
        if said in KINDS:
            found = [(KINDS[said], row.get(value, ""))]
        elif not single:
            out[f"kind.{said[:40]}"] += 1
            return []
    more = {name.strip().lower(): cell.strip() for name, cell in row.items()}
    says = more.get("opinion", "") or "positive"
    if says not in ("positive", "seed", "negative"):
        out["opinion"] += 1
        return []
    made = [
        listed(
            name,
            text.strip(),
            says=says,  # type: ignore[arg-type]
            tags=more.get("tags", "").split("|"),
            raw=text.strip() if name == "link" else "",
            ref=more.get("ref", ""),
            at=ms_of(more.get("first_seen")),
            expires=ms_of(more.get("disable_until")),
            note=more.get("note", ""),
        )
        for name, text in found
        if text.strip()
    ]
    return [replace(one, ref=f"{one.ref}#{n}") if one.ref and n else one for n, one in enumerate(made)]
