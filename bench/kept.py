"""What the benches of kept sets have in common: a bank of the set's own names, and what is found of them.

The bank holds the set's own made-up names and nothing else, single words marked rare as an operator would mark them. A
sample is found when the name is; what is said of it plays no part. The names as they are come first: a bench that finds
none of those would say nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

from bench.machine import conditions
from tambour.adapters.matching import automaton, expressions
from tambour.moderation.evaluate import Share
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.terms import Entry, Lexicon, compiled

Names = Mapping[str, Sequence[str]]
"""By language."""
Sample = tuple[str, str, str]
"""Language, name, and a sentence with the name in disguise."""


def lexicon(names: Names) -> Lexicon:
    """All names of a set, numbered by `numbers`."""
    entries = [
        Entry(id=number, term=name, category="tvec.branded", lang=lang, rare=" " not in name)
        for (lang, name), number in numbers(names).items()
    ]
    return compiled(entries, automaton, expressions, 0)


def numbers(names: Names) -> dict[tuple[str, str], int]:
    """(language, name) → the number of its entry."""
    every = ((lang, name) for lang, some in names.items() for name in some)
    return {one: number for number, one in enumerate(every, start=1)}


def hits(known: Lexicon, text: str) -> set[int]:
    """Names found."""
    return {hit.entry.id for hit in search(known, normalise(text), text)}


def line(name: str, good: int, of: int) -> str:
    """A share with its Wilson interval of 95 %."""
    low, high = Share(good, of).interval
    return f"  {name:32} {good / of:.3f} [{low:.3f}, {high:.3f}]  {good} of {of}"


def tell(
    names: Names,
    sentences: Mapping[str, Sequence[str]],
    families: Iterable[tuple[str, Iterable[Sample]]],
    nameless: Iterable[tuple[str, Sequence[str]]],
) -> None:
    """Print the figures by family and by language, and how many of the sentences without a name are hit, with what they
    were taken on. `sentences`: with `{}` for a name."""
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()))
    known, ids = lexicon(names), numbers(names)
    plain = [
        (lang, name, one.format(name)) for lang in names for one in sentences[lang] for name in names[lang]
    ]
    found = sum(ids[lang, name] in hits(known, text) for lang, name, text in plain)
    print(line("names as they are", found, len(plain)), "\n")
    by_lang = {lang: [0, 0] for lang in names}
    for family, samples in families:
        good, of = 0, 0
        for lang, name, text in samples:
            one = ids[lang, name] in hits(known, text)
            good, of = good + one, of + 1
            by_lang[lang] = [by_lang[lang][0] + one, by_lang[lang][1] + 1]
        print(line(family, good, of), flush=True)
    print()
    for lang, (good, of) in by_lang.items():
        print(line(lang, good, of))
    print(line("all", *(sum(pair[n] for pair in by_lang.values()) for n in (0, 1))))
    for title, texts in nameless:
        print(line(title, sum(bool(hits(known, text)) for text in texts), len(texts)))


def tell_mixed(
    names: Names,
    sentences: Mapping[str, Sequence[str]],
    families: Iterable[str],
    samples: Iterable[tuple[str, str, str, str]],
    harmless: Iterable[tuple[str, str]],
) -> None:
    """The same of a set whose `samples` (family, language, name, text) stand in no order, and in how many of its
    ordinary sentences (language, text), which look like disguises, a name was found."""
    by_family: dict[str, list[Sample]] = {family: [] for family in families}
    for family, lang, name, text in samples:
        by_family[family].append((lang, name, text))
    ordinary = list(harmless)
    nameless = [(f"no name, found, {lang}", [text for of, text in ordinary if of == lang]) for lang in names]
    nameless.append(("no name, found", [text for _, text in ordinary]))
    tell(names, sentences, by_family.items(), nameless)
