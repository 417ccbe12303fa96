"""The hash list of Tech Against Terrorism: pages of digests, each with its algorithm, ideology and kind of file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from tambour.adapters.exchange.bounds import either, few, ms_of, stamp, tally
from tambour.moderation.exchange import Listed, listed
from tambour.ports.exchange import About, Reading, Writing

ALGORITHMS = {"PDQ": "pdq", "MD5": "md5", "SHA1": "sha1", "SHA256": "sha256"}
NAMES = {"pdq": "PDQ", "md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256"}
IDEOLOGY, FILE_TYPE = "ideology:", "file_type:"


class Record(msgspec.Struct):
    """One digest."""

    hash_digest: str = ""
    algorithm: str = ""
    ideology: str | None = None
    file_type: str | None = None
    deleted: bool = False
    updated_on: float | str | None = None
    created_on: float | str | None = None
    id: int | str = ""


class Page(msgspec.Struct):
    """An answer of `api/hash-list/v2/all`."""

    results: list[Record] = []
    count: int = 0
    next: str | None = None
    previous: str | None = None
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class HashList:
    """A page, or a list of records alone."""

    name: str = "tat"
    mime: str = "application/json"
    ending: str = "json"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        found = either(data, Page, list[Record])
        return read_records(found.results if isinstance(found, Page) else found)

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format. What is no certain digest is left out."""
        out: Counter[str] = Counter()
        made = []
        for one in offered:
            if one.entry.kind not in NAMES or one.says != "positive":
                out[f"kind.{one.entry.kind}" if one.entry.kind not in NAMES else "opinion"] += 1
            else:
                made.append(record_of(one, about))
        page = {"count": len(made), "next": None, "previous": None, "checkpoint": None, "results": made}
        return Writing(data=msgspec.json.encode(page), left_out=tally(out))


def read_records(records: Sequence[Record]) -> Reading:
    """Of a page."""
    few(len(records))
    items: list[Listed] = []
    out: Counter[str] = Counter()
    for one in records:
        kind = ALGORITHMS.get(one.algorithm.upper().replace("-", ""))
        if kind is None:
            out[f"kind.{one.algorithm[:40]}"] += 1
            continue
        tags = [
            f"{front}{said}"
            for front, said in ((IDEOLOGY, one.ideology), (FILE_TYPE, one.file_type))
            if said is not None and said != ""
        ]
        items.append(
            listed(
                kind,
                one.hash_digest.lower(),
                ref=str(one.id),
                gone=one.deleted,
                tags=tags,
                at=ms_of(one.updated_on),
            )
        )
    return Reading(items=items, left_out=tally(out))


def record_of(one: Listed, about: About) -> dict[str, object]:
    """As the list shows one."""
    named = {
        front: tag.removeprefix(front)
        for front in (IDEOLOGY, FILE_TYPE)
        for tag in one.tags
        if tag.startswith(front)
    }
    at = one.at or one.entry.created or about.now
    return {
        "hash_digest": one.entry.value,
        "algorithm": NAMES[one.entry.kind],
        "ideology": named.get(IDEOLOGY),
        "file_type": named.get(FILE_TYPE),
        "deleted": False,
        "updated_on": at / 1000,
        "created_on": stamp(at),
        "id": int(one.ref) if one.ref.isdigit() else one.ref or one.entry.id,
    }
