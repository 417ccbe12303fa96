"""The contrast set of docs/research-data that nobody who built a rule or a model has seen, for `python -m bench.gates`.

1,211 sentences, each with one of its language's four made-up names in turn.
"""

import csv
from collections.abc import Iterable, Iterator

from tambour.adapters.classifying.proof import LANGS, TEMPLATES
from tambour.moderation.evaluate import Sorted

CONTRAST = TEMPLATES.with_name("contrast.tsv")
NAMES = TEMPLATES.with_name("contrast_names.tsv")
GATE_OF = {
    "news_quoting": "news.quoting",
    "criticism_of_authorities": "criticism",
    "counter_speech": "counter",
    "legal_history": "legal",
    "victims": "victim",
}
"""Kinds whose gates have other names."""


def names() -> dict[str, list[str]]:
    """The made-up organisations of each language."""
    found: dict[str, list[str]] = {lang: [] for lang in LANGS}
    with NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["lang"]].append(row["name"])
    return found


def rows() -> Iterator[Sorted]:
    """Every sentence with a name in it."""
    known = names()
    with CONTRAST.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            some = known[row["lang"]]
            yield Sorted(
                text=row["text"].replace("{}", some[number % len(some)]),
                harmful=row["side"] == "harmful",
                lang=row["lang"],
                kind=GATE_OF.get(row["kind"], row["kind"]),
            )


def by_language(rows: list[Sorted], ways: Iterable[tuple[str, list[bool]]]) -> Iterator[str]:
    """The lines of a table for each way of finding: how many were put before people, by kind and language."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    for way, found in ways:
        yield f"| {way}: put before people | " + " | ".join((*LANGS, "all")) + " |"
        yield "|---" * (len(LANGS) + 2) + "|"
        for kind in kinds:
            yield line(kind, [(r, hit) for r, hit in zip(rows, found, strict=True) if r.kind == kind])
        for title, side in (("*allowed*", False), ("*harmful*", True)):
            yield line(title, [(r, hit) for r, hit in zip(rows, found, strict=True) if r.harmful is side])
        yield ""


def line(title: str, some: list[tuple[Sorted, bool]]) -> str:
    """One kind: how many of how many in each language and in all."""
    each = [[hit for row, hit in some if row.lang == lang] for lang in LANGS]
    every = [hit for hits in each for hit in hits]
    return f"| {title} | " + " | ".join(f"{sum(hits)} of {len(hits)}" for hits in (*each, every)) + " |"
