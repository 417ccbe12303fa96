"""Names and words by how they sound: spelled otherwise, backwards, on other keyboards, by their consonants. Pure.

Words of a text and of a name are brought to one key in which Latin, Cyrillic and Arabic letters that sound alike are
one. A name is cut into one piece more than it may have slips: one of them must stand in the text as it is, so an
automaton finds where it is worth comparing (nearly.py). How many slips a name may have follows from its length.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from tambour.moderation.text.distances import LANES, counts, signature
from tambour.moderation.text.guises import How, guises, typed
from tambour.moderation.text.letters import script
from tambour.moderation.text.remembered import Remembered

WORD = re.compile(r"[^\W_]+")
TWICE = re.compile(r"(.)\1+")
DIGITS = re.compile(r"^\d{2,}(?=[^\W\d])|(?<=[^\W\d])\d{2,}$")
"""A number at the edge of a word, which is none of its letters."""
KEY_MIN = 7
"""Letters of a name's key; shorter names are only found as elsewhere."""
SLIP_MIN, SLIPS_MIN = 6, 12
"""Letters of the key of a rare word, without its article, that may have one slip, and two."""
NAME_SLIPS = (9, 13, 19)
"""Letters of the key of several words that may have one slip, two, three."""
FIRM = 14
"""Shorter keys begin with the right letter, where nothing was bent (nearly.py)."""
STARRED_CONSONANTS_MIN = 4
"""Consonants of a name that is found by them alone; where there are MANY names, one more."""
MANY = 1_000
"""Where a bank has more names than that, ordinary words are near one of them more often, and a name may have one slip
less where something was bent."""
AFFIX = re.compile(
    "(?:official|oficial|offiziell|chann?el|kanal|canal|group|media|resmi|news|chat|team)\\d*$"
)
NAMED_MIN = 6
"""Letters that stand before it."""
BREAK = "0"
"""Stands for a number, which no name has."""

SEVERAL = re.compile(
    "shch|tsch|сч|зч|sch|sh|zh|ch|ck|cq|kh|gh|ph|th|dh|ts|tz|ks|qu|gu(?=[ei])|eau|oo|ou|ee|ie|ea|ae|oe|ue|au|ei"
    "|ai|ey|ay|ye|je|ya|ja|ia|yu|ju|iu"
)
PIECES = re.compile(f"{SEVERAL.pattern}|.")
SOUNDS = {
    "shch": "s", "сч": "s", "зч": "s",
    "tsch": "k", "sch": "s", "sh": "s", "zh": "s", "ch": "k", "ck": "k", "cq": "k", "kh": "h",
    "gh": "g",
    "ph": "f", "th": "t", "dh": "d", "ts": "s", "tz": "s", "ks": "x", "qu": "k", "gu": "g", "eau": "o",
    "oo": "u", "ou": "u",
    "ee": "i", "ie": "i", "ea": "i", "ae": "a", "oe": "o", "ue": "u", "au": "o", "ei": "e", "ai": "e",
    "ey": "e", "ay": "e",
    "ye": "e", "je": "e", "ya": "a", "ja": "a", "ia": "a", "yu": "u", "ju": "u", "iu": "u",
    "c": "k", "q": "k", "z": "s", "w": "v", "y": "i", "j": "i", "ß": "s", "þ": "t",
}  # fmt: skip
"""Letters that are written one for the other."""
CYRILLIC = dict(
    zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", "abvgdessiiklmnoprstufhskss_i_eua", strict=True)
) | dict.fromkeys("ъь", "")
ARABIC = {
    **dict(zip("ثصضظذطقحةئؤعپچڤگ", "سسدززتكههيوابجفك", strict=True)),
    "ء": "",
}
GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", "avgdesitiklmnsoprstufhso", strict=True))
DIGIT_SOUNDS = {
    "latin": dict(zip("0123456789", "oiseasgtbg", strict=True)),
    "cyrillic": dict(zip("0123456789", "oiseksgtvg", strict=True))
    | dict(zip("34689", ("s", "k", "v", "v", "ia"), strict=True)),
    "arabic": dict(zip("0123456789", "هااااهتهكو", strict=True)),
}
VOWELS = frozenset("aeiouاوي")
VOWELS_OF = re.compile("[aeiouаеиоу]")


Key = tuple[str, tuple[int, ...]]
"""The letters by which a word sounds, and the place in the word of each."""


@Remembered
def key_of(word: str) -> Key:
    """(key, place in the word of each of its letters) of a folded word without what is put behind names in addresses; a
    number alone is a break."""
    found = AFFIX.search(word)
    return key_in(word[: found.start()] if found and found.start() >= NAMED_MIN else word)


def key_in(word: str) -> Key:
    """Likewise, of all of it."""
    kind = next((script(c) for c in word if script(c)), "")
    if not kind:
        return (BREAK, (0,)) if word.isdigit() else ("", ())
    cut = DIGITS.match(word)
    skip = cut.end() if cut else 0
    bare = DIGITS.sub("", word)
    letters: list[str] = []
    places: list[int] = []
    for found in PIECES.finditer(bare):
        piece = found.group()
        said = SOUNDS.get(piece)
        if said is None:
            said = "".join(sound(c, kind) for c in piece)
        for letter in said:
            if not letters or letters[-1] != letter:
                letters.append(letter)
                places.append(skip + found.start())
    return "".join(letters), tuple(places)


class Sounds(dict[int, str]):
    """What characters of a word of one script sound like, for str.translate; looked up as they come."""

    __slots__ = ("kind",)

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, code: int) -> str:
        char = chr(code)
        said = self[code] = SOUNDS.get(char) or sound(char, self.kind)
        return said


SOUNDS_OF = {kind: Sounds(kind) for kind in ("latin", "cyrillic", "arabic")}


@Remembered
def letters_by_sound(word: str) -> str:
    """The letters of `key_in`, without their places: many guises of many names need no more."""
    kind = next((script(c) for c in word if script(c)), "")
    if kind not in SOUNDS_OF:
        return key_in(word)[0]
    bare = SEVERAL.sub(lambda found: SOUNDS[found.group()], DIGITS.sub("", word))
    return TWICE.sub(r"\1", bare.translate(SOUNDS_OF[kind]))


def sound(char: str, kind: str) -> str:
    """One folded letter."""
    if "a" <= char <= "z":
        return SOUNDS.get(char, char)
    if "\u0600" <= char <= "\u06ff":
        return ARABIC.get(char, char)
    if char in CYRILLIC:
        return CYRILLIC[char]
    if char in GREEK:
        return GREEK[char]
    return DIGIT_SOUNDS[kind].get(char, "") if char.isdigit() and kind in DIGIT_SOUNDS else ""


class Name(NamedTuple):
    """A name's key; `number` is the caller's. `plain` slips where nothing was bent, `bent` where something was.
    `open`: any ending may follow."""

    number: int
    key: str
    words: int
    plain: int
    bent: int
    open: bool
    how: How
    rare: bool
    bones: str
    """Its consonants."""
    vowels: int
    sung: str
    """Its vowels."""
    word: str = ""
    """Its folded letters."""
    hard: str = ""
    arabic: bool = False
    said: tuple[str, ...] = ()
    """Its folded words, where they are read as they are."""
    sign: int = 0
    counts: int = 0
    """Its key's signature, and how many letters it has of each kind (distances.py)."""


def slips(length: int, words: int, rare: bool) -> tuple[int, int]:
    """How many a name with a key of this length may have where nothing, and where something was bent."""
    if words == 1:
        plain = 0 if not rare or length < SLIP_MIN else (1 if length < SLIPS_MIN else 2)
    else:
        plain = sum(length >= least for least in NAME_SLIPS)
    bent = (
        plain
        if words == 1 and not rare
        else max(plain, min(3, length // 3 - 1 if length < 9 else length // 4))
    )
    return plain, bent


def names_of(
    number: int, words: Sequence[str], rare: bool, ending: bool, term: str = "", many: bool = False
) -> Iterable[Name]:
    """A name in all its keys: as it sounds, backwards, typed on another keyboard, with letters that others draw.
    `many`: the bank has more than MANY names."""
    told: set[str] = set()
    for said, exact, how in (*guises(words), *typed(term or " ".join(words))):
        key = "".join(map(letters_by_sound, said))
        doubled = how == "spelled" and not exact and sum(map(len, said)) > KEY_MIN
        if len(key) < (KEY_MIN - doubled if rare or len(words) > 1 else KEY_MIN + 1) or key in told:
            continue
        told.add(key)
        if (squeezed := TWICE.sub(r"\1", key)) not in told and how == "spelled" and not exact:
            told.add(squeezed)
            yield Name(number, squeezed, 1, 0, 0, ending, "apart", rare or len(words) > 1, "", 0, "")
        articles = sum(word.startswith("ال") for word in said)
        plain, bent = slips(len(key) - articles, len(words), rare)
        bent = max(plain, bent - many)
        if exact:
            plain, bent = min(1, max(0, plain - 1)), min(bent, 2 if len(key) >= FIRM else 1)
        made = Name(number, key, len(words), plain, bent, ending, how, rare, "", 0, "")
        yield by_consonants(made, said) if how == "spelled" else made


def by_consonants(name: Name, said: Sequence[str]) -> Name:
    """With what it takes to find it by its consonants alone, and as its words are."""
    joined = "".join(said)
    return name._replace(
        bones="".join(map(consonants, said)),
        vowels=vowels_in(joined),
        sung="".join(VOWELS_OF.findall(joined)),
        word=joined,
        said=tuple(said),
    )


@Remembered
def consonants(word: str) -> str:
    """A folded word letter by letter, without vowels, nothing standing twice."""
    kind = next((script(c) for c in word if script(c)), "")
    return TWICE.sub(r"\1", "".join(said for c in word if (said := sound(c, kind)) and said not in VOWELS))


HARD = str.maketrans(
    {
        **dict.fromkeys("aeiouاويhه", None),
        **dict.fromkeys("pvf", "b"),
        **dict.fromkeys("kxحخقغع", "g"),
        **dict.fromkeys("tضتطد", "d"),
    }
    | {**dict.fromkeys("zسشزثذ", "s"), "ك": "g", "n": "m", "l": "r"}
)
"""Letters without vowels, those alike as one."""


@Remembered
def hard(key: str) -> str:
    """A key's letters without vowels, those alike as one."""
    return key.translate(HARD)


@dataclass(slots=True)
class Keys:
    """Names ready to be looked for."""

    names: list[Name] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    at: list[list[tuple[int, int, int, list[Name]]]] = field(default_factory=list)
    """For each piece: where it stands in the keys of names, their length, their slips where bent, and those names."""
    skeletons: list[str] = field(default_factory=list)
    behind: list[list[Name]] = field(default_factory=list)
    """For each skeleton of consonants, the names."""


def keys_of(names: Iterable[Name], many: bool = False) -> Keys:
    """Cut into pieces, and by their consonants."""
    pieces: dict[str, dict[tuple[int, int, int], list[Name]]] = {}
    behind: dict[str, list[Name]] = {}
    every = [
        name._replace(
            hard=hard(name.key),
            arabic=script(name.key[0]) == "arabic",
            sign=signature(name.key, LANES),
            counts=counts(name.key),
        )
        for name in names
    ]
    for name in every:
        count, size = name.bent + 1, len(name.key)
        cuts = [size * i // count for i in range(count + 1)]
        for start, end in pairwise(cuts):
            alike = pieces.setdefault(name.key[start:end], {})
            alike.setdefault((start, size, name.bent), []).append(name)
        if len(name.bones) >= STARRED_CONSONANTS_MIN + many and name.how == "spelled":
            behind.setdefault(name.bones, []).append(name)
    at = [[(*place, some) for place, some in alike.items()] for alike in pieces.values()]
    return Keys(every, list(pieces), at, list(behind), list(behind.values()))


def vowels_in(said: str) -> int:
    """How many vowels."""
    return sum(sound(c, "") in VOWELS for c in said)
