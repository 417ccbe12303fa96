"""Names by their sound in letters of another script, from the script they are in to that of the text. Pure.

A name's consonants are brought to classes, in every way in which they may be heard in the other script, and looked for
among those of a text, from the beginning of a word to the end of one. What is found so is compared once more, letter by
letter, with an expression made of the name: consonants have to be those that the name's may be written as, and vowels
have to stand where it has some. Arabic leaves short vowels unwritten, so there they may stand anywhere.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice, product
from typing import NamedTuple

from tambour.moderation.text.abjad import LATIN_SIGNS
from tambour.moderation.text.letters import Script, fold, script
from tambour.moderation.text.normal import Normal
from tambour.moderation.text.remembered import Remembered
from tambour.moderation.text.spellings import (
    ARABIC_IN_CYRILLIC,
    ARABIC_IN_LATIN,
    ARTICLES,
    CLASSES,
    CUT,
    HEARD,
    IN_ARABIC,
    IN_CYRILLIC,
    PIECE,
    SILENT,
    SOFT,
    TRANSCRIBED,
    VOWELS,
    Ways,
)

Find = Callable[[str], Iterable[tuple[int, int, int]]]
MakeFind = Callable[[Sequence[str]], Find]
TARGETS: dict[Script, tuple[Script, ...]] = {
    "arabic": ("latin", "cyrillic"),
    "latin": ("cyrillic", "arabic"),
}
"""Into which scripts a name of each is written by its sound here; Russian in other letters is the keys' work."""
FEW_MIN = 8
"""Letters of a single word that may have one consonant less, where vowels are written."""
BONES_MIN, CUT_MIN, LOOSE_MIN = 4, 6, 5
"""Consonants of a name that is found; that may be cut into more words; that may be without a long
vowel."""
MISSING_MAX = 6
"""Long vowels of a name of which one may be missing."""
VOWELS_LATIN = frozenset("aeiouyø")
WAYS_MAX = 128
"""Ways to hear one name in one script."""
TWICE = re.compile(r"(.)\1+")
DOUBLE = re.compile(r"([^aeioul])\1")
AFFIXES = re.compile(
    r"(?:official|real|the|new)?(.{5,}?)"
    r"(?:(?:official|oficial|channel|chanel|kanal|canal|news|chat|group|media|team|tv)\d{0,4}|\d{2,4})?"
)
"""What is put before and behind names in addresses."""


class Name(NamedTuple):
    """`number` is the caller's; `words`: how many; `bones`: of its consonants."""

    number: int
    term: str
    lang: str
    words: int
    bones: int


class Place(NamedTuple):
    """Words of the text that are a name: the first and the last."""

    number: int
    first: int
    last: int


@dataclass(slots=True)
class Crossings:
    """For each script of texts: names by their consonants in it."""

    finds: dict[Script, Find] = field(default_factory=dict)
    names: dict[Script, list[list[Name]]] = field(default_factory=dict)


def crossings_of(names: Iterable[tuple[int, str, str]], make: MakeFind) -> Crossings:
    """(number, the term as it was written, its language) of each name."""
    tables: dict[Script, dict[str, dict[Name, None]]] = {}
    for number, term, lang in names:
        kind = spoken(term)[0]
        for target in TARGETS.get(kind, ()):
            words = spoken(term)[1]
            letters = sum(map(len, words))
            few = target != "arabic" and (letters >= FEW_MIN or len(words) > 1)
            for bones in heard(term, lang, target):
                if len(bones) >= BONES_MIN - few:
                    name = Name(number, term, lang, len(words), len(bones))
                    tables.setdefault(target, {}).setdefault(bones, {})[name] = None
    return Crossings(
        {target: make(list(table)) for target, table in tables.items()},
        {target: [list(some) for some in table.values()] for target, table in tables.items()},
    )


def ways_into(kind: Script, target: Script) -> Ways:
    """How letters of one script are heard in another."""
    if kind == "arabic":
        return ARABIC_IN_LATIN if target == "latin" else ARABIC_IN_CYRILLIC
    return IN_CYRILLIC if target == "cyrillic" else IN_ARABIC


def spoken(term: str) -> tuple[Script, list[str]]:
    """A term's script, and its small words: Arabic ones as they are written, others folded but for national letters."""
    small = "".join(TRANSCRIBED.get(c, c) for c in term.lower().replace("*", ""))
    words = re.findall(r"[^\W\d_]+", small.replace("'", " ").replace("’", " "))
    kind: Script = next((script(c) for c in "".join(map(fold, small)) if script(c)), "")
    return kind, words


def heard(term: str, lang: str, target: Script) -> set[str]:
    """The consonants of a name in the classes of the other script, in every way."""
    kind, words = spoken(term)
    ways = ways_into(kind, target)
    pieces = [pieces_of(word, kind, lang, word is words[0], word is words[-1]) for word in words]
    open_ones = sorted({p for word in pieces for p in word if len(bones_in(p, ways, lang)) > 1})
    found: set[str] = set()
    choices = product(*(bones_in(p, ways, lang) for p in open_ones))
    for chosen in islice(choices, WAYS_MAX):
        here = dict(zip(open_ones, chosen, strict=True))
        said = [
            TWICE.sub(r"\1", "".join(here[p] if p in here else bones_in(p, ways, lang)[0] for p in word))
            for word in pieces
        ]
        for joined in ("".join(said), TWICE.sub(r"\1", "".join(said))):
            found.add(joined)
    return found


def bones_in(piece: str, ways: Ways, lang: str) -> tuple[str, ...]:
    """The classes as which one piece may be heard."""
    if len(piece) > 1 and piece.endswith(".") and piece not in ways.heard:
        return ("", "".join(bones_in(c, ways, lang)[0] for c in piece[:-1]))
    return ways.heard.get(f"{lang}:{piece}") or ways.heard.get(piece, ("",))


def pieces_of(word: str, kind: Script, lang: str, first: bool, last: bool) -> list[str]:
    """A word in what is heard as one; an article by itself, silent ends marked. `first`, `last`: of the name."""
    if kind == "arabic":
        front = [("ال" if first else "ال2")] if word.startswith("ال") and len(word) > 4 else []
        rest = word[2:] if front else word
        behind = ["ون"] if rest.endswith("ون") else []
        rest = rest[:-2] if behind else rest
        return front + ["ة." if c == "ة" and last else c for c in rest] + behind
    if word in ARTICLES["latin"]:
        return []
    silent = SILENT.get(lang)
    cut = silent.search(word) if silent else None
    end = cut.start() if cut and cut.start() else len(word)
    pieces = PIECE.findall(DOUBLE.sub(r"\1", word[:end]))
    found: list[str] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
        if piece[0] in VOWELS_LATIN:
            found.append("e" if piece == "e" and at else "A")
        else:
            soft = following in SOFT if piece in "cg" else piece == "r" and following not in VOWELS_LATIN
            found.append(f"{piece}(" if soft else piece)
    return [*found, f"{word[end:]}."] if end < len(word) else found


@lru_cache(maxsize=1 << 12)
def expression(term: str, lang: str, target: Script, without: int) -> "re.Pattern[str]":
    """What the letters of the name's spelling in the other script have to match; `without`: the number of a
    long vowel that may be missing, from one on."""
    kind, words = spoken(term)
    ways = ways_into(kind, target)
    parts: list[str] = []
    long = 0
    for word in words:
        for piece in pieces_of(word, kind, lang, word is words[0], word is words[-1]):
            meant = ways.written.get(f"{lang}:{piece}") or ways.written.get(piece)
            if meant is None and piece.endswith("."):
                inner = [ways.written.get(c, "") for c in piece[:-1]]
                meant = f"(?:{''.join(inner)})?"
            if meant is None:
                meant = ""
            if piece in ways.long:
                long += 1
                meant = f"(?:{meant})?" if long == without else meant
            parts.append(meant)
        parts.append(ways.ends)
    return re.compile(ways.front + ways.between.join(part for part in parts if part) + ways.behind)


def bones_of(word: str, kind: Script) -> str:
    """The classes of a text's word."""
    if word in ARTICLES.get(kind, ()):
        return ""
    said = "".join(HEARD[kind].get(piece, "") for piece in CLASSES[kind].findall(word))
    if (dumb := CUT.get(kind)) is not None and dumb.search(word):
        said = said[:-1]
    return TWICE.sub(r"\1", said)


BONES: dict[Script, Remembered[str]] = {
    kind: Remembered(partial(bones_of, kind=kind)) for kind in ("latin", "cyrillic", "arabic")
}
"""By script, what is known of words."""


def crossed(index: Crossings, target: Script, words: Sequence[str]) -> Iterable[Place]:
    """Names among words of one script, which are small and folded, Latin ones with their digits."""
    bones = [BONES[target][word] for word in words]
    hits = list(index.finds[target]("".join(bones)))
    if not hits:
        return
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    size = 0
    for at, said in enumerate(bones):
        if said:
            begins[size] = at
            size += len(said)
            ends[size] = at
    for start, end, number in hits:
        first, last = begins.get(start), ends.get(end)
        if first is None or last is None:
            continue
        while last + 1 < len(words) and not bones[last + 1] and VOWELS[target].fullmatch(words[last + 1]):
            last += 1
        counted = sum(word not in ARTICLES[target] for word in words[first : last + 1])
        spelled = {"".join(words[begin : last + 1]) for begin in fronts(bones, first)}
        for name in index.names[target][number]:
            if (counted <= name.words or name.bones >= CUT_MIN) and spells(name, target, spelled):
                yield Place(name.number, first, last)


def spells(name: Name, target: Script, spelled: set[str]) -> bool:
    """Is one of these the name, letter by letter?"""
    tries = MISSING_MAX if name.words > 1 and name.bones >= LOOSE_MIN else 1
    every = (expression(name.term, name.lang, target, without) for without in range(tries))
    return any(meant.fullmatch(said) for meant in every for said in spelled)


def fronts(bones: Sequence[str], first: int) -> list[int]:
    """Where it may begin: at its first consonants, or at one word before, which has none."""
    return [first, first - 1] if first and not bones[first - 1] else [first]


def spoken_in(
    index: Crossings, text: Normal, words: Sequence[tuple[int, int]], raw: str
) -> Iterable[tuple[int, int, int]]:
    """(number, start, end) of each name in the normalised text. `words`: where its words are; Latin ones are read as
    they stand in `raw`, since digits are letters there."""
    if not index.finds or ("latin" not in index.finds and text.text.isascii()):
        return
    spans: dict[Script, list[tuple[int, int]]] = {}
    said: dict[Script, list[str]] = {}
    for start, end in words:
        word = text.text[start:end]
        kind = script(word[0]) or next((script(c) for c in word if script(c)), "")
        if kind not in index.finds:
            continue
        if kind == "latin":
            first, last = named[word]
            start, end = start + first, start + last
            word = as_written[raw[slice(*text.original(start, end))]]
        spans.setdefault(kind, []).append((start, end))
        said.setdefault(kind, []).append(word)
    for kind, some in said.items():
        tries = [some]
        if kind == "latin" and any(c in word for word in some for c in "89"):
            tries.append([word.replace("9", "q").replace("8", "q") for word in some])
        for tried in tries:
            for place in crossed(index, kind, tried):
                yield place.number, spans[kind][place.first][0], spans[kind][place.last][1]


@Remembered
def as_written(said: str) -> str:
    """A word as it was written, small, in letters without marks."""
    return "".join(map(fold, said.lower().translate(LATIN_SIGNS)))


@Remembered
def named(word: str) -> tuple[int, int]:
    """A word without what is put before and behind names in addresses."""
    cut = AFFIXES.fullmatch(word)
    return cut.span(1) if cut else (0, len(word))
