"""Letters said in numbers, taps, dots and names: Morse, places in the alphabet, bits, keys of a telephone. Pure.

A run of such signs is replaced by everything that it may say, one after the other: that hardly ever is a name by
chance. Nothing is guessed of short runs.
"""

import re
import string
from collections.abc import Callable, Iterable
from functools import partial

from tambour.moderation.text import alphabets
from tambour.moderation.text.alphabets import ABC, AZBUKA, HIJAI, TAPS
from tambour.moderation.text.letters import fold
from tambour.moderation.text.rereading import Reading, rewritten
from tambour.moderation.text.traits import Trait

CODE_POINT_MAX = 0x10FFFF
LEAST = 6
"""Letters that a run has to say."""
MORSE = re.compile(
    r"(?<![^\s(\[«\"'])(?:[.·•∙*‧・_\-–—−‒●]{1,7}(?:\s{1,4}|\s?[/|,]\s?)){5,200}[.·•∙*‧・_\-–—−‒●]{1,7}"
)
DOTTED = frozenset("-.·•∙*‧・_–—−‒●")
DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩")
DASHES = re.compile(r"[_\-–—−‒]")
NUMBERS = re.compile(
    r"(?<![\w.])(?:\d{1,5}[^\w\n]{1,3}){4,300}\d{1,5}(?!\w)"
    r"|(?<!\w)(?:\d\d){3,60}(?:[ .,-]{1,3}(?:\d\d){2,60}){1,12}(?!\w)|(?<!\w)(?:\d\d){6,60}(?!\w)"
)
BITS = re.compile(r"(?<!\w)[01]{5,}(?:[\s,]{0,2}[01]{5,}){0,200}(?!\w)")
BACON = re.compile(r"(?<!\w)(?:[abAB]{5}\s?){6,60}(?!\w)")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{6,400}")
UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u180e\u061c]{40,4000}")
CALLED = re.compile(r"(?:double|doble|i)-(?:u|v[eé]|grec)\b|[^\W\d_]+")


def squares() -> list[dict[str, str]]:
    """Every usual way to lay an alphabet into rows and columns, and those read the other way round."""
    found = []
    without_j, without_yo = ABC.replace("j", ""), AZBUKA.replace("ё", "")
    for order, wide in ((without_j, 5), (ABC, 6), (AZBUKA, 6), (without_yo, 6), (HIJAI, 6), (HIJAI, 5)):
        table = {f"{at // wide + 1}{at % wide + 1}": c for at, c in enumerate(order)}
        found += [table, {key[::-1]: c for key, c in table.items()}]
    return found


SQUARES = squares()
MORSES = [
    {code: c for c, code in reversed(table.items())}
    for table in (alphabets.MORSE_LATIN, alphabets.MORSE_CYRILLIC, alphabets.MORSE_ARABIC)
]
ORDERS = (ABC, AZBUKA, AZBUKA.replace("ё", ""), HIJAI)
CALLS = {fold_all: letter for letter, names in alphabets.SPOKEN.items() for fold_all in names.split()}


def bare(word: str) -> str:
    """Folded."""
    return "".join(map(fold, word))


NAMES = {
    bare(name): letter
    for name, letter in (*CALLS.items(), *alphabets.SPOKEN_CYRILLIC.items(), *alphabets.SPOKEN_ARABIC.items())
}

COMMON = frozenset(
    part
    for name in (*CALLS, *alphabets.SPOKEN_CYRILLIC, *alphabets.SPOKEN_ARABIC, "ألف", *NAMES)
    for part in name.split("-")
    if len(part) > 1
)


def said(reading: Reading, marks: frozenset[str], has: int) -> Reading:
    """The text with what its codes may say; `marks`: the characters of it that are no letters, `has`: its traits."""
    tries: list[tuple[re.Pattern[str], Callable[[str], list[str]]]] = []
    if len(marks & DOTTED) > 1 or ("." in reading.text and marks & DOTTED) or ".." in reading.text:
        tries.append((MORSE, morse))
    if marks & DIGITS:
        tries += [(BITS, bits), (NUMBERS, numbers)]
    if has & Trait.BACON:
        tries.append((BACON, bacon))
    if not reading.text.isascii():
        tries += [(SELECTORS, selected), (UNSEEN, unseen)]
    for pattern, meaning in tries:
        if pattern.search(reading.text):
            reading = rewritten(reading, pattern, partial(meant, meaning))
    return reading


def meant(meaning: Callable[[str], list[str]], found: "re.Match[str]") -> str:
    """What was found in all its meanings."""
    return either(found.group(), meaning(found.group()))


def either(raw: str, meant: Iterable[str]) -> str:
    """All of them, parted; what was there where there is none."""
    every = dict.fromkeys(one for one in meant if sum(c.isalpha() for c in one) >= LEAST)
    return f" {'  '.join(every)} " if every else raw


def looked_up(parts: list[str], table: dict[str, str]) -> str:
    """Each part's letter; '' where a part has none."""
    found = [table.get(part, "") for part in parts]
    return "".join(found) if all(found) else ""


def morse(raw: str) -> list[str]:
    """In three alphabets."""
    parts = re.split(r"[\s/|,]+", re.sub(r"[^\s/|,\-]", ".", DASHES.sub("-", raw)).strip(" /|,\n\t"))
    return [looked_up(parts, table) for table in MORSES]


def numbers(raw: str) -> list[str]:
    """Places in an alphabet, code points, bytes, rows and columns, taps."""
    groups = re.findall(r"\d+", raw)
    parts = groups
    if all(len(group) % 2 == 0 for group in groups) and any(len(group) > 2 for group in groups):
        parts = [group[i : i + 2] for group in groups for i in range(0, len(group), 2)]
    found = []
    values = [int(part) for part in parts]
    for order in ORDERS:
        places = dict(enumerate(order, 1))
        found.append("".join(places.get(value, "?") for value in values) if max(values) <= len(order) else "")
        if max(values) <= len(order):
            found.append("".join(places.get(len(order) + 1 - value, "?") for value in values))
        if max(values) < len(order):
            found.append("".join(order[value] for value in values))
    found += [looked_up(parts, table) for table in SQUARES]
    taps = [group for group in groups if group != "0" and group != "1"]
    found += [looked_up(taps, table) for table in TAPS.values()]
    wide = [int(group) for group in groups]
    if min(wide) >= 32 and max(wide) <= CODE_POINT_MAX:
        found.append("".join(map(chr, wide)))
    if max(wide) < 256:
        found.append(bytes(wide).decode("utf-8", "ignore"))
    if all(set(group) <= set(string.octdigits) for group in groups) and max(wide) <= 377:
        found.append(bytes(min(255, int(group, 8)) for group in groups).decode("utf-8", "ignore"))
    return found


def bits(raw: str) -> list[str]:
    """Bytes of eight or seven bits, pairs of bytes, places of five; and with ones for zeros."""
    found = []
    ones = re.sub("[^01]", "", raw)
    for line in (ones, ones.translate(str.maketrans("01", "10"))):
        for wide, charset in ((8, "utf-8"), (7, "ascii"), (16, "utf-16-be")):
            if len(line) % wide == 0:
                code = [int(line[i : i + wide], 2) for i in range(0, len(line), wide)]
                octets = bytes(code) if wide < 9 else b"".join(one.to_bytes(2, "big") for one in code)
                found.append(octets.decode(charset, "ignore"))
        if len(line) % 5 == 0:
            places = [int(line[i : i + 5], 2) for i in range(0, len(line), 5)]
            found += [
                "".join(ABC[place - less : place - less + 1] or "?" for place in places) for less in (0, 1)
            ]
    return found


def bacon(raw: str) -> list[str]:
    """Five of two letters each."""
    return bits("".join("01"[c in "bB"] for c in raw if c.isalpha()))


def selected(raw: str) -> list[str]:
    """Bytes in variation selectors."""
    code = bytes((ord(c) - 0xFE00 if c < "\uff00" else ord(c) - 0xE0100 + 16) & 0xFF for c in raw)
    return [code.decode("utf-8", "ignore")]


def unseen(raw: str) -> list[str]:
    """Bits in two invisible characters."""
    kinds = sorted(set(raw))
    return bits("".join("01"[c == kinds[1]] for c in raw)) if len(kinds) == 2 else []


def called(reading: Reading) -> Reading:
    """The text with names of letters as the letters: ess oh en."""
    if sum(map(COMMON.__contains__, reading.text.lower().replace("-", " ").split())) < LEAST // 2:
        return reading
    pieces: list[tuple[int, int, str]] = []
    run: list[tuple[int, int, str]] = []
    for found in CALLED.finditer(reading.text):
        word = found.group()
        letter = NAMES.get(bare(word)) or (word if len(word) == 1 else "")
        if letter and (not run or found.start() - run[-1][1] <= 4):
            run.append((found.start(), found.end(), letter))
            continue
        if len(run) >= LEAST and sum(end - start > 1 for start, end, _ in run) * 2 >= len(run):
            pieces.append((run[0][0], run[-1][1], "".join(c for _, _, c in run)))
        run = [(found.start(), found.end(), letter)] if letter else []
    if len(run) >= LEAST and sum(end - start > 1 for start, end, _ in run) * 2 >= len(run):
        pieces.append((run[0][0], run[-1][1], "".join(c for _, _, c in run)))
    return replaced(reading, pieces) if pieces else reading


def replaced(reading: Reading, pieces: list[tuple[int, int, str]]) -> Reading:
    """With these parts, given in order, in other words."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, meant in (*pieces, (len(reading.text), len(reading.text), "")):
        out += (reading.text[at:start], meant)
        starts += reading.starts[at:start]
        ends += reading.ends[at:start]
        if meant:
            starts += [reading.starts[start]] * len(meant)
            ends += [reading.ends[end - 1]] * len(meant)
        at = end
    return Reading("".join(out), starts, ends)
