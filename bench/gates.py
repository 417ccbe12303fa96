"""`python -m bench.gates`: what share of allowed speech the rules and the light model hit, and which gates that holds.

    python -m bench.gates [--split a|b]

The sentences are one split of docs/research-data: of the functional set, and of reported speech; the rules were built
with both. The bank holds the split's made-up names and nothing else; the model is trained here on the project's own
sentences. A gate **holds** only where the whole Wilson interval (95 %) lies below it, is **not shown** where only the
share does, and **fails** where the share is above it. Two tables in Markdown, over all seven languages; below
each, every one by itself. Then the same of the contrast sets, which are not split, with their own names in the bank
and the model's bars chosen as a server chooses them, also for the model beside a name; and each of their kinds in each
language.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping

from bench import contrast
from bench.machine import conditions
from tambour.adapters.classifying import contrasts
from tambour.adapters.classifying.beside import bank_of
from tambour.adapters.classifying.embedding import new_embed
from tambour.adapters.classifying.gates import guarded
from tambour.adapters.classifying.light import LightModel
from tambour.adapters.classifying.proof import LANGS, ORGANISATIONS, REPORTED, TEMPLATES, choosing, written
from tambour.adapters.classifying.training import lessons, trained
from tambour.domain.text import find_entities
from tambour.moderation.allowed import BARS
from tambour.moderation.card import KIND_OF, says
from tambour.moderation.detect import Loaded
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import readable
from tambour.moderation.named import plainly_named
from tambour.moderation.rates import wilson
from tambour.moderation.text.normal import normalise

OWN = "https://talk.example"
ASKED = ("news", "criticism", "counter", "academic", "legal", "history", "victim", "satire", "religious")
"""First words of the kinds of which a gate is asked; all others stand together as everyday speech."""


def gate(kind: str) -> float:
    """The largest share that may be hit."""
    return BARS[KIND_OF.get(kind, "everyday")]


def kind_of(row: Sorted) -> str:
    """Its kind as the table has it."""
    first = row.kind.partition(".")[0]
    return first if first in ASKED else "everyday"


def bank(of: Mapping[str, Iterable[str]]) -> Loaded:
    """With these names, by language, and nothing else."""
    return bank_of((lang, name) for lang, every in of.items() for name in every)


def by_rules(of: Mapping[str, Iterable[str]]) -> Callable[[list[Sorted]], list[bool]]:
    """Would a person be asked to look? `of`: the names in the bank, by language."""
    known = bank(of)

    def hit(text: str) -> bool:
        return any(one.heeded for one in known.look(text, find_entities(text), 1, OWN).findings)

    return lambda rows: [hit(row.text) for row in rows]


def by_both(
    of: Mapping[str, Iterable[str]], words: list[bool], guessed: list[bool], rows: list[Sorted]
) -> list[bool]:
    """Would a person be asked to look, by words, or because the model guesses something beside a name?"""
    known = bank(of)
    return [
        word or (guess and bool(plainly_named(known, normalise(row.text), row.text)))
        for word, guess, row in zip(words, guessed, rows, strict=True)
    ]


def by_model(tried: Iterable[list[Sorted]]) -> Iterable[Callable[[list[Sorted]], list[bool]]]:
    """Would the light model write something down? It is trained once, and its bars are chosen by each of `tried`."""
    embed = new_embed()
    print("the model reads texts by:", embed.name, "\n")
    bare = trained(lessons(), embed)
    for some in tried:
        yield asking(LightModel(guarded(bare, embed, some), embed))


def asking(model: LightModel) -> Callable[[list[Sorted]], list[bool]]:
    """What it would write down of some sentences."""
    return lambda rows: [says(guess) for guess in model.judged([readable(row.text) for row in rows])]


def verdict(hits: int, of: int, most: float) -> str:
    """Does the gate hold?"""
    if hits / of > most:
        return "**fails**"
    return "holds" if wilson(hits, of)[1] <= most else "not shown"


def share(hits: int, of: int) -> str:
    """With its interval."""
    low, high = wilson(hits, of)
    return f"{hits / of:.2f} [{low:.2f}, {high:.2f}], {hits} of {of}"


Found = tuple[str, list[bool], Iterable[str]]
"""By what, which of the rows were hit, and in which languages it knows anything."""


def cells(rows: list[Sorted], found: list[bool], kind: str, langs: Iterable[str]) -> tuple[int, int]:
    """How many of how many sentences of a kind were hit; of harmful ones where `kind` is empty."""
    chosen = [
        hit
        for row, hit in zip(rows, found, strict=True)
        if row.lang in langs and row.harmful is (not kind) and kind in ("", kind_of(row))
    ]
    return sum(chosen), len(chosen)


def table(rows: list[Sorted], ways: list[Found]) -> Iterable[str]:
    """The lines of it, and one for each language."""
    kinds = [kind for kind in (*ASKED, "everyday") if any(kind_of(r) == kind and not r.harmful for r in rows)]
    yield "| allowed speech | gate | " + " | | ".join(way for way, *_ in ways) + " | |"
    yield "|---" * (2 + 2 * len(ways)) + "|"
    for kind in kinds:
        told = [cells(rows, found, kind, langs) for _, found, langs in ways]
        line = [part for hit in told for part in (share(*hit), verdict(*hit, gate(kind)))]
        yield f"| {kind} | {gate(kind):.2f} | " + " | ".join(line) + " |"
    line = [part for _, found, langs in ways for part in (share(*cells(rows, found, "", langs)), "")]
    yield "| *harmful, found* | | " + " | ".join(line) + " |"
    yield ""
    for way, found, langs in ways:
        for lang in [lang for lang in langs if any(row.lang == lang for row in rows)]:
            each = [(kind, *cells(rows, found, kind, (lang,))) for kind in kinds]
            over = [f"{kind} {hits} of {of}" for kind, hits, of in each if hits / of > gate(kind)]
            total = share(sum(hits for _, hits, _ in each), sum(of for *_, of in each))
            yield f"{way} {lang}: allowed {total}; above its gate: {', '.join(over) or 'none'}"


def main() -> None:
    """Print the figures and what they were taken on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("a", "b"), default="b")
    chosen = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()), "\n")
    other = "b" if chosen.split == "a" else "a"
    allowed = choosing()[len(list(written("a"))) :]
    model, served = by_model([[*written(other), *allowed], choosing()])
    rules = by_rules(ORGANISATIONS[chosen.split])
    for of in (TEMPLATES, REPORTED):
        rows = list(written(chosen.split, of))
        print(f"{of.name}, split {chosen.split}: {len(rows)} sentences\n")
        print("\n".join(table(rows, [("rules", rules(rows), LANGS), ("model", model(rows), LANGS)])), "\n")
    for of in contrasts.SETS:
        named = contrasts.names(of)
        rows = list(contrasts.rows(of))
        words, guessed = by_rules(named)(rows), served(rows)
        both = by_both(named, words, guessed, rows)
        ways = [("rules", words), ("model", guessed), ("rules, or the model beside a name", both)]
        print(f"{of.name}: {len(rows)} sentences\n")
        print("\n".join(table(rows, [(*way, LANGS) for way in ways])), "\n")
        print("\n".join(contrast.by_language(rows, ways)))


if __name__ == "__main__":
    main()
