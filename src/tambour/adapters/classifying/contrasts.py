"""The contrast sets of docs/research-data, which nobody who built a rule or a model has seen: for measuring, never to
choose a bar by.

Where a sentence has a place for a name, it has one of its language's made-up names in turn.
"""

from collections.abc import Iterator
from pathlib import Path

from tambour.adapters.classifying.proof import LANGS, TEMPLATES, templates
from tambour.moderation.evaluate import Sorted

SETS = tuple(TEMPLATES.with_name(name) for name in ("contrast.tsv", "contrast2.tsv", "contrast3.tsv"))
NAMES = dict(zip(SETS, (TEMPLATES.with_name(f"contrast{of}_names.tsv") for of in ("", "", "3")), strict=True))
"""The third was written with names of its own, in most places where it names somebody without a `{}`."""
GATE_OF = {
    "news_quoting": "news.quoting",
    "criticism_of_authorities": "criticism",
    "counter_speech": "counter",
    "legal_history": "legal",
    "victims": "victim",
}
"""Kinds whose gates have other names."""
CATEGORIES = {
    "recruiting": "tvec.recruit",
    "call_to_violence": "tvec.incite",
    "threat": "tvec.threat",
    "praise": "tvec.praise",
    "finance": "tvec.finance",
    "instructions_seeking": "tvec.instruct",
    "official": "tvec.branded",
    "evading_bans": "evade.ban",
}


def names(of: Path) -> dict[str, list[str]]:
    """The made-up organisations of a set, by language. Raises Trouble."""
    found: dict[str, list[str]] = {lang: [] for lang in LANGS}
    for row in templates(NAMES[of]):
        found[row["lang"]].append(row["name"])
    return found


def pairs(*of: Path) -> Iterator[tuple[str, str]]:
    """Those of some sets as (language, name)."""
    yield from ((lang, name) for path in of for lang, some in names(path).items() for name in some)


def rows(*of: Path, named: bool = True) -> Iterator[Sorted]:
    """Every sentence of these sets; where not `named`, as it stands in a place that is called by the name. Raises
    Trouble."""
    for path in of:
        known = names(path)
        for number, row in enumerate(templates(path)):
            some = known[row["lang"]]
            name = some[number % len(some)] if named else ""
            yield Sorted(
                text=row["text"].replace("{}", name).strip(),
                harmful=row["side"] == "harmful",
                lang=row["lang"],
                kind=GATE_OF.get(row["kind"], row["kind"]),
                category=CATEGORIES.get(row["kind"], ""),
            )


def either_way(*of: Path) -> list[Sorted]:
    """Every sentence of these sets as it is, and those with a place for a name once more without it. Raises Trouble."""
    as_they_are = list(rows(*of))
    known = {row.text for row in as_they_are}
    return [*as_they_are, *(row for row in rows(*of, named=False) if row.text not in known)]
