"""The copy of a text that detectors read, with the way back to the text itself. Pure; linear in the text's length.

Order: every character is folded (letters.py); letters written apart are joined; a word that mixes scripts is brought
to one; digits and signs inside a word become letters; what is stretched is cut to one. Normalising what is normalised
changes nothing. Known errors: `b2b` becomes `beb`, words spaced letter by letter with single spaces run together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from tambour.moderation.text.letters import (
    LEET_ARABIC,
    LEET_CYRILLIC,
    LEET_LATIN,
    TO_CYRILLIC,
    TO_LATIN,
    Script,
    fold,
    leading,
    script,
)
from tambour.moderation.text.remembered import Remembered

LENGTH_MAX = 20_000
"""Characters that are read; a message has 4,000 at most, recognised or spoken text may have more."""
GROWTH_MAX = 4
"""One character may become eighteen letters; all together no more than so many times the text."""
PASSES_MAX = 6
APART_MIN = 3
APART_BY_SPACES_MIN = 4
"""Letters apart that make a word; spaces alone need one more, since many languages have words of one letter."""
KEPT_REPEATS = 1

SIGN = r"[.\-_*·•~/\\+,:'\"]"
SIGNS = r"(?:[^\w\s]|_){1,3}"
"""Without spaces around it any sign parts letters: brackets, pictures, several signs."""
LETTER_APART = r"(?<![^\W_])[^\W_](?:{0}[^\W_](?![^\W_])){{{1},}}"
APART = re.compile(
    "|".join(
        LETTER_APART.format(between, least - 1)
        for between, least in (
            (SIGNS, APART_MIN),
            (f" {SIGN} ", APART_MIN),
            (" ", APART_BY_SPACES_MIN),
        )
    )
)
"""The same between all letters, so that where words are parted by something else they stay apart."""
ARABIC_DIGIT = re.compile("(?<=[\u0621-\u064a])[0-9](?=[\u0621-\u064a])")
WORD = re.compile(r"[^\W_]+(?:[@$!€£|]{1,2}[^\W_]+)*(?:\$+)?")
REPEAT = re.compile(r"([^\W\d_])\1{2,}")
TWICE = re.compile(r"(?<![^\W_])(?:([^\W\d_])\1){4,}(?![^\W_])")
"""A word in which every letter stands twice."""
DRAWN = {
    "|\\/|": "m",
    "/\\/\\": "m",
    "|\\|": "n",
    "|-|": "h",
    "|<": "k",
    "\\/\\/": "w",
    "\\/": "v",
    "|_|": "u",
}
DRAWING = re.compile("|".join(map(re.escape, sorted(DRAWN, key=len, reverse=True))))
"""Letters that are drawn with several signs."""
LATIN = re.compile("[a-z]")
CYRILLIC = re.compile("[\u0400-\u052f]")
CLEAR = 0.6
SPACES = re.compile(" {2,}")
FOLDED = Remembered(fold)
NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` and, for each of its characters, where it came from: original[starts[i]:ends[i]], in code points.

    `merged`: parts of `text` that were written letter by letter, so that words may run together in them. `stretched`:
    where letters were repeated more than twice. `bent`: words that were written so as not to be found.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    merged: tuple[tuple[int, int], ...] = ()
    stretched: frozenset[int] = frozenset()
    bent: int = 0

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original from which text[start:end] was made; an empty part for an empty one."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


@dataclass(slots=True)
class Draft:
    """A text under way: letters with their origins."""

    text: str
    starts: list[int]
    ends: list[int]
    joined: list[bool]
    stretched: list[bool]
    bent: int = 0

    def keep(self, pieces: Sequence[tuple[int, int, str]]) -> None:
        """Replace parts of the text, given in order, by as many letters or fewer; what lies between stays."""
        out: list[str] = []
        kept: list[int] = []
        gone: dict[int, int] = {}
        at = 0
        for start, end, letters in pieces:
            out += (self.text[at:start], letters)
            kept += range(at, start + len(letters))
            if start + len(letters) < end:
                gone[len(kept) - 1] = end - 1
            at = end
        out.append(self.text[at:])
        kept += range(at, len(self.text))
        ends = [self.ends[i] for i in kept]
        for before, last in gone.items():  # what was left out belongs to the letter before it
            if 0 <= before < len(kept) - 1 and self.text[last] != " ":
                ends[before] = max(ends[before], self.ends[last])
        self.text = "".join(out)
        self.starts, self.ends = [self.starts[i] for i in kept], ends
        self.joined, self.stretched = ([was[i] for i in kept] for was in (self.joined, self.stretched))


def normalise(text: str) -> Normal:
    """The copy that is matched. The rest of a very long text is not read."""
    draft = folded(text[:LENGTH_MAX])
    draw(draft)
    for _ in range(PASSES_MAX):
        before = draft.text
        join(draft)
        mend(draft)
        shorten(draft)
        if spaces := [(m.start(), m.end(), " ") for m in SPACES.finditer(draft.text)]:
            draft.keep(spaces)
        if draft.text == before:
            break
    return Normal(
        draft.text,
        draft.starts,
        draft.ends,
        parts(draft.joined) if True in draft.joined else (),
        frozenset(i for i, yes in enumerate(draft.stretched) if yes) if True in draft.stretched else NOWHERE,
        draft.bent,
    )


def folded_text(text: str) -> str:
    """Every character by itself; where that grows too much, one letter of each."""
    said = "".join([FOLDED[char] for char in text])
    return said if len(said) <= len(text) * GROWTH_MAX + 64 else "".join([FOLDED[char][:1] for char in text])


def folded(text: str) -> Draft:
    """Likewise, with the way back; what leaves nothing belongs to the letter before it."""
    letters = [FOLDED[char] for char in text]
    said = "".join(letters)
    if len(said) == len(text) and "" not in letters:
        return Draft(said, list(range(len(text))), list(range(1, len(text) + 1)), *unmarked(len(text)))
    if len(said) > len(text) * GROWTH_MAX + 64:
        letters = [one[:1] for one in letters]
        said = "".join(letters)
    starts = [at for at, one in enumerate(letters) for _ in one]
    ends = [at + 1 for at in starts]
    size = 0
    for at, one in enumerate(letters):
        size += len(one)
        if not one and size and ends[size - 1] == at and said[size - 1] != " ":
            ends[size - 1] = at + 1
    return Draft(said, starts, ends, *unmarked(len(said)))


def unmarked(size: int) -> tuple[list[bool], list[bool]]:
    """Nothing joined, nothing stretched."""
    return [False] * size, [False] * size


def draw(draft: Draft) -> None:
    """What is drawn with several signs beside a letter becomes one."""
    if "\\" not in draft.text and "|" not in draft.text:
        return
    pieces = [
        (found.start(), found.end(), DRAWN[found.group()])
        for found in DRAWING.finditer(draft.text)
        if draft.text[max(0, found.start() - 1) : found.start()].isalpha()
        or draft.text[found.end() : found.end() + 1].isalpha()
    ]
    if pieces:
        draft.keep(pieces)
        draft.bent += len(pieces)


def join(draft: Draft) -> None:
    """Letters written apart become a word."""
    pieces: list[tuple[int, int, str]] = []
    for found in APART.finditer(draft.text):
        said = found.group()
        letters = [c for c in said if c.isalnum()]
        spoken = len(letters) - list(map(script, letters)).count("")
        if spoken * 2 <= len(letters):
            continue
        start, end = found.span()
        draft.joined[start:end] = [True] * (end - start)
        pieces += [(start + i, start + i + 1, "") for i, c in enumerate(said) if not c.isalnum()]
        draft.bent += 1
    if pieces:
        draft.keep(pieces)


def mend(draft: Draft) -> None:
    """Words of two scripts, and words with digits and signs in them: as many letters as before."""
    out: list[str] = []
    at = 0
    known = MENDED[prevailing(draft.text)]
    for found in WORD.finditer(draft.text):
        word = found.group()
        if word.isascii() and word.isalpha():
            continue
        meant = known[word]
        if meant != word:
            draft.bent += 1
            out += (draft.text[at : found.start()], meant)
            at = found.end()
    if out:
        out.append(draft.text[at:])
        draft.text = "".join(out)


def prevailing(text: str) -> Script:
    """The script of most letters, where it is clear."""
    if not CYRILLIC.search(text):
        return "latin" if LATIN.search(text) else "cyrillic"
    latin, cyrillic = len(LATIN.findall(text)), len(CYRILLIC.findall(text))
    if max(latin, cyrillic) < CLEAR * (latin + cyrillic):
        return ""
    return "latin" if latin > cyrillic else "cyrillic"


def mended(word: str, around: Script) -> str:
    """The word in the script it was meant in."""
    return MENDED[around][word]


def mend_one(around: Script, word: str) -> str:
    """Likewise, looked at."""
    kind = leading(word, around)
    if kind not in ("latin", "cyrillic"):
        return (
            word
            if word.isalpha()
            else ARABIC_DIGIT.sub(lambda m: LEET_ARABIC.get(m.group(), m.group()), word)
        )
    word = in_one_script(word, kind)
    return word if word.isalpha() else without_digits(word, kind)


MENDED: dict[Script, Remembered[str]] = {
    around: Remembered(partial(mend_one, around)) for around in get_args(Script)
}


def in_one_script(word: str, kind: Script) -> str:
    """Letters of other scripts become those they look like."""
    table = TO_LATIN if kind == "latin" else TO_CYRILLIC
    return "".join(c if script(c) == kind else table.get(c, c) for c in word)


def without_digits(word: str, kind: Script) -> str:
    """Digits and signs inside a word become the letters they stand for; a number at its edge stays a number."""
    letters = sum(c.isalpha() for c in word)
    if letters < 2 or letters < len(word) - letters:  # c4, 4x4, 5G
        return word
    first = next(i for i, c in enumerate(word) if c.isalpha())
    last = len(word) - next(i for i, c in enumerate(reversed(word)) if c.isalpha())
    table = LEET_LATIN if kind == "latin" else LEET_CYRILLIC
    start = 0 if first == 1 else first
    end = len(word) if len(word) - last == 1 or set(word[last:]) == {"$"} else last
    inside = "".join(table.get(c, c) if not c.isalpha() else c for c in word[start:end])
    return word[:start] + inside + word[end:]


def shorten(draft: Draft) -> None:
    """Letters that are repeated more than twice are kept once."""
    doubled = [(found.start(), found.end(), found.group()[::2]) for found in TWICE.finditer(draft.text)]
    if doubled:
        draft.bent += len(doubled)
        draft.keep(doubled)
    pieces: list[tuple[int, int, str]] = []
    for found in REPEAT.finditer(draft.text):
        draft.stretched[found.start()] = True
        pieces.append((found.start(), found.end(), found.group(1) * KEPT_REPEATS))
    if pieces:
        draft.bent += len(pieces)
        draft.keep(pieces)


def parts(joined: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Where it is true without a gap."""
    found: list[tuple[int, int]] = []
    for i, yes in enumerate(joined):
        if not yes:
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return tuple(found)
