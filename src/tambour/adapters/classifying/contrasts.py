"""The contrast sets of docs/research-data, which nobody who built a rule or a model has seen: for measuring, never to
choose a bar by.

Each sentence has one of its language's four made-up names in turn.
"""

from collections.abc import Iterator
from pathlib import Path

from tambour.adapters.classifying.proof import LANGS, TEMPLATES, templates
from tambour.moderation.evaluate import Sorted

SETS = (TEMPLATES.with_name("contrast.tsv"), TEMPLATES.with_name("contrast2.tsv"))
NAMES = TEMPLATES.with_name("contrast_names.tsv")
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


def names() -> dict[str, list[str]]:
    """The made-up organisations of each language."""
    found: dict[str, list[str]] = {lang: [] for lang in LANGS}
    for row in templates(NAMES):
        found[row["lang"]].append(row["name"])
    return found


def pairs() -> Iterator[tuple[str, str]]:
    """The same as (language, name)."""
    yield from ((lang, name) for lang, some in names().items() for name in some)


def rows(*of: Path, named: bool = True) -> Iterator[Sorted]:
    """Every sentence of one set, or of all, with a name in it; without, as they stand in a place that is called by one.
    Raises Trouble."""
    known = names()
    for path in of or SETS:
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
