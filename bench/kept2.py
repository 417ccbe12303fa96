"""`python -m bench.kept2`: how many of the names in bench/kept_evasions2.py are found, by family and by language.

The bank holds the set's own made-up names and nothing else, single words marked rare as an operator would mark them. A
sample is found when the name is; what is said of it plays no part. The names as they are come first: a bench that finds
none of those would say nothing. The last line is how often a name was found in the sentences without one.
"""

from bench.kept_evasions2 import SENTENCES, families, names, samples
from bench.machine import conditions
from tambour.adapters.matching import automaton, expressions
from tambour.moderation.evaluate import Share
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.terms import Entry, Lexicon, compiled

IDS = {name: n for n, name in enumerate((name for every in names().values() for name in every), start=1)}


def lexicon() -> Lexicon:
    """All names of the set."""
    entries = [
        Entry(id=IDS[name], term=name, category="tvec.branded", lang=lang, rare=" " not in name)
        for lang, every in names().items()
        for name in every
    ]
    return compiled(entries, automaton, expressions, 0)


def hits(known: Lexicon, text: str) -> set[int]:
    """Names found."""
    return {hit.entry.id for hit in search(known, normalise(text), text)}


def line(name: str, good: int, of: int) -> str:
    """A share with its Wilson interval of 95 %."""
    low, high = Share(good, of).interval
    return f"  {name:20} {good / of:.3f} [{low:.3f}, {high:.3f}]  {good} of {of}"


def main() -> None:
    """Print the figures and what they were taken on."""
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()))
    known, by_lang = lexicon(), {lang: [0, 0] for lang in names()}
    plain = [
        (name, one.format(name))
        for lang, every in SENTENCES.items()
        for one in every
        for name in names()[lang]
    ]
    print(
        line("names as they are", sum(IDS[name] in hits(known, text) for name, text in plain), len(plain)),
        "\n",
    )
    for family in families():
        good, of = 0, 0
        for lang, name, text in samples(family):
            found = IDS[name] in hits(known, text)
            good, of = good + found, of + 1
            by_lang[lang] = [by_lang[lang][0] + found, by_lang[lang][1] + 1]
        print(line(family, good, of), flush=True)
    print()
    for lang, (good, of) in by_lang.items():
        print(line(lang, good, of))
    print(line("all", *(sum(pair[n] for pair in by_lang.values()) for n in (0, 1))))
    bare = [
        one.format(word) for every in SENTENCES.values() for one in every for word in ("Anna", "Анна", "هند")
    ]
    print(line("no name, found", sum(bool(hits(known, text)) for text in bare), len(bare)))


if __name__ == "__main__":
    main()
