"""What an operator looks for, entry by entry, made ready to be found in its guises. Pure: automatons are handed in."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from tambour.moderation.text.concealed import Concealed, concealed_of
from tambour.moderation.text.crossing import Crossings, crossings_of
from tambour.moderation.text.keys import MANY, Keys, keys_of, names_of
from tambour.moderation.text.lattice import Lattice, lattice_of
from tambour.moderation.text.letters import Script, fold, script
from tambour.moderation.text.ordinary import FROM, NONE, Ordinary, Words, no_words
from tambour.moderation.text.rasm import Rasm, rasm_of
from tambour.moderation.text.sounds import other_spellings
from tambour.moderation.text.starred import Shapes, shapes_of
from tambour.moderation.text.stems import front

TERM_MAX = 120
WORDS_MAX = 8
RARE_MIN = 6
"""Letters of a word that may be found with a slip: in shorter ones a slip makes another word."""
HITS_MAX = 50
LARGE, CHANGED_MAX = 500, 256
"""Entries of a lexicon to which what changes is added, up to so many changes; a smaller one is compiled again."""
WORD = re.compile(r"[^\W_]+")
ARTICLE = "ال"
DOUBLED = re.compile(r"([^\W\d_])\1+")

Mode = Literal["shadow", "live"]
How = Literal["plain", "spelled", "apart", "stretched", "slip", "consonants", "pattern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the lexicon. `name`: of an organisation or person, which counts only with what is said of it."""

    id: int
    term: str
    category: str
    lang: str = ""
    kind: Literal["name", "phrase", "pattern"] = "name"
    rare: bool = False
    needs: tuple[str, ...] = ()
    """One of these has to be in the text as well."""
    unless: tuple[str, ...] = ()
    """None of these may."""
    owner: int = 0
    expires: int = 0
    """Milliseconds; 0 for never."""
    mode: Mode = "shadow"


class Hit(NamedTuple):
    """Where an entry was found: start and end in the normalised text."""

    entry: Entry
    start: int
    end: int
    how: How


class Way(NamedTuple):
    """One way to write an entry: its words, and which of them stand for all their endings."""

    entry: Entry
    words: tuple[str, ...]
    open: tuple[bool, ...]
    how: How


Find = Callable[[str], Iterable[tuple[int, int, int]]]
"""(start, end, number of the key) of every key in a text, overlapping ones too."""
MakeFind = Callable[[Sequence[str]], Find]


@dataclass(slots=True)
class Lexicon:
    """Compiled entries. Those that have expired at `now` are left out; compile again now and then. What has changed
    since may be beside it: see `changed_to`."""

    terms: dict[int, Entry] = field(default_factory=dict)
    """By number, what was compiled."""
    more: "Lexicon | None" = None
    """Entries that are new or other than they were."""
    gone: frozenset[int] = frozenset()
    """Of `terms`, those that are no more, or other than they were."""
    ordinary: Ordinary = NONE
    """Words that are no disguise of a name."""
    ways: list[list[Way]] = field(default_factory=list)
    find: Find = lambda text: ()
    squeezed: Find = lambda text: ()
    squeezed_ways: list[list[Way]] = field(default_factory=list)
    glued: dict[str, list[Way]] = field(default_factory=dict)
    """Names of several words, written as one: #GreyLantern."""
    slips: dict[str, list[Way]] = field(default_factory=dict)
    slips_longest: int = 0
    seen: dict[str, list[Way]] = field(default_factory=dict)
    """Words looked up before, and of what they are slips."""
    patterns: list[Entry] = field(default_factory=list)
    find_patterns: Find = lambda text: ()
    plain_ways: list[Way] = field(default_factory=list)
    keys: Keys = field(default_factory=Keys)
    """Names by how they sound; numbers are those of `plain_ways`."""
    pieces: Find = lambda text: ()
    skeletons: Find = lambda text: ()
    shapes: Shapes = field(default_factory=Shapes)
    concealed: Concealed = field(default_factory=Concealed)
    lattice: Lattice = field(default_factory=Lattice)
    scripts: frozenset[Script] = frozenset()
    stems: dict[str, list[Way]] = field(default_factory=dict)
    """Russian names by the first letters of their words."""
    rasm: Rasm = field(default_factory=Rasm)
    """Arabic names by their letters without dots; numbers are those of `plain_ways`."""
    crossings: Crossings = field(default_factory=Crossings)
    """Names by their sound in letters of other scripts; numbers are those of `plain_ways`."""


def compiled(
    entries: Iterable[Entry], make: MakeFind, make_patterns: MakeFind, now: int, ordinary: Ordinary = NONE
) -> Lexicon:
    """`make` builds an automaton over plain strings, `make_patterns` one over regular expressions. `ordinary`: words
    that are no disguise of a name."""
    living = [e for e in entries if not 0 < e.expires <= now]
    patterns = [e for e in living if e.kind == "pattern"]
    ways = [way for e in living if e.kind != "pattern" for way in ways_of(e)]
    by_first = grouped((way.words[0], way) for way in ways)
    tight = grouped((squeeze(space.join(way.words)), way) for space in ("", " ") for way in ways)
    glued = grouped(("".join(way.words), way) for way in ways if len(way.words) > 1)
    slips = grouped(
        (cut, way) for way in ways if way.entry.rare and rare_enough(way) for cut in cuts(way.words[0])
    )
    plain_ways = [way for way in ways if way.how == "plain" and way.entry.kind == "name"]
    keys = sounding(plain_ways)
    russian = [way for way in plain_ways if script(way.words[0][0]) == "cyrillic" and inflects(way)]
    whole = [n for n, way in enumerate(plain_ways) if not any(way.open) and distinct(way)]
    return Lexicon(
        terms={e.id: e for e in living},
        ordinary=ordinary,
        stems=grouped((front(way.words), way) for way in russian),
        plain_ways=plain_ways,
        rasm=rasm_of(
            ((n, plain_ways[n].entry.term.split()) for n in whole if in_arabic(plain_ways[n])), make
        ),
        crossings=crossings_of(
            ((n, plain_ways[n].entry.term, plain_ways[n].entry.lang) for n in whole), make
        ),
        keys=keys,
        pieces=make(keys.pieces),
        skeletons=make(keys.skeletons),
        shapes=shapes_of((number, way.words) for number, way in enumerate(plain_ways)),
        scripts=frozenset(script(way.words[0][0]) for way in plain_ways),
        lattice=lattice_of(
            (n, way.words, way.entry.rare) for n, way in enumerate(plain_ways) if not any(way.open)
        ),
        concealed=concealed_of(
            (
                (n, way.words, way.entry.term, way.entry.lang)
                for n, way in enumerate(plain_ways)
                if not any(way.open)
            ),
            make,
        ),
        ways=list(by_first.values()),
        find=make(list(by_first)),
        squeezed=make(list(tight)),
        squeezed_ways=list(tight.values()),
        glued=glued,
        slips=slips,
        slips_longest=max(map(len, slips), default=0),
        patterns=patterns,
        find_patterns=make_patterns([e.term for e in patterns]),
    )


def changed_to(
    before: Lexicon,
    entries: Iterable[Entry],
    make: MakeFind,
    make_patterns: MakeFind,
    now: int,
    words: Words = no_words,
) -> Lexicon:
    """What `compiled` makes of the entries, from what was made of others: where that is large and few differ, only
    those are compiled, so that one more entry of thousands does not wait for all to be compiled again. Where there are
    many, ordinary `words` are no disguise of one of them."""
    living = {e.id: e for e in entries if not 0 < e.expires <= now}
    new = [entry for number, entry in living.items() if before.terms.get(number) != entry]
    gone = frozenset(number for number, entry in before.terms.items() if living.get(number) != entry)
    if len(before.terms) < LARGE or len(new) + len(gone) > CHANGED_MAX:
        return compiled(living.values(), make, make_patterns, now, words() if len(living) >= FROM else NONE)
    more = compiled(new, make, make_patterns, now, before.ordinary) if new else None
    return replace(before, more=more, gone=gone)


def sounding(ways: Sequence[Way]) -> Keys:
    """Names by how they sound."""
    many = len(ways) > MANY
    return keys_of(
        (
            name
            for number, way in enumerate(ways)
            if not any(way.open[:-1])
            for name in names_of(
                number, way.words, way.entry.rare, way.open[-1], way.entry.term.replace("*", ""), many
            )
        ),
        many,
    )


def grouped(pairs: Iterable[tuple[str, Way]]) -> dict[str, list[Way]]:
    """Ways by key, without empty keys."""
    found: dict[str, list[Way]] = {}
    for key, way in pairs:
        if key:
            found.setdefault(key, []).append(way)
    return found


def bare(term: str) -> str:
    """The folded words of a term."""
    return " ".join(WORD.findall("".join(map(fold, term.replace("*", "")))))


def ways_of(entry: Entry) -> list[Way]:
    """Every way to write a term; [] for one without words."""
    pieces = entry.term[:TERM_MAX].split()[:WORDS_MAX]
    words: list[str] = []
    endings: list[bool] = []
    for piece in pieces:
        folded = WORD.findall("".join(map(fold, piece)))
        words += folded
        endings += [piece.endswith("*") and i == len(folded) - 1 for i in range(len(folded))]
    if not words:
        return []
    found = [Way(entry, tuple(words), tuple(endings), "plain")]
    for other in other_spellings(" ".join(words)):
        said = tuple(other.split())
        if len(said) == len(words):
            found.append(Way(entry, said, tuple(endings), "spelled"))
    return found


def rare_enough(way: Way) -> bool:
    """One word, long enough that a slip does not make another word of it."""
    return len(way.words) == 1 and len(way.words[0].removeprefix(ARTICLE)) >= RARE_MIN


def inflects(way: Way) -> bool:
    """A Russian name long enough to be found without its ending."""
    return len(way.words) > 1 or (way.entry.rare and len(way.words[0]) > RARE_MIN)


def in_arabic(way: Way) -> bool:
    """Is it written in Arabic letters?"""
    return script(way.words[0][0]) == "arabic"


def distinct(way: Way) -> bool:
    """Several words, or one that is marked rare."""
    return len(way.words) > 1 or way.entry.rare


def squeeze(text: str) -> str:
    """Every letter once where it stands twice."""
    return DOUBLED.sub(r"\1", text)


def cuts(word: str) -> list[str]:
    """The word, and the word without each of its letters: two words a slip apart have one in common."""
    return [word, *dict.fromkeys(word[:i] + word[i + 1 :] for i in range(len(word)))]
