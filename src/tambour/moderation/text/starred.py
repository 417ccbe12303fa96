"""Words in which some letters were replaced by signs, one for one: l*nt*rn, ф#нарь. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tambour.moderation.text.letters import fold, script

SIGNED = re.compile(
    r"[^\W\d_]\d+[^\W\d_]|[^\x00-\u017f\u0218-\u021b\u02bc\u0301\u0400-\u045f\u0621-\u0655\u0660-\u0669\u2000-\u206f]"
    r"|[^\W_][^\w\s.,;:!'’\"-]+(?=[^\W_])|[^\W_]_+(?=[^\W_])|[*#]"
)
TOKEN = re.compile(r"\S{1,40}")
EDGE = ".,!?;:'\"()[]«»“”„…"
LETTERS_MIN = 6
KNOWN_MIN = 3
KNOWN_PART = 0.4
"""Of the name's letters so many stand there."""
TOKENS_MAX = 16
WORDS_MAX = 6


class Pattern(NamedTuple):
    """A token without what stands around it: a letter, or '' for a sign, one after the other."""

    letters: tuple[str, ...]
    start: int
    end: int


def shape(words: Sequence[str]) -> tuple[int, ...]:
    """How long the words are; () for a name that is too short."""
    return tuple(map(len, words)) if sum(map(len, words)) >= LETTERS_MIN else ()


def tokens(raw: str) -> list[Pattern]:
    """Tokens with their signs."""
    found: list[Pattern] = []
    for token in TOKEN.finditer(raw):
        letters, start, end = pattern(token.group())
        found.append(Pattern(letters, token.start() + start, token.start() + end))
    return found


@lru_cache(maxsize=1 << 13)
def pattern(said: str) -> Pattern:
    """Of one token, from its own beginning."""
    start = len(said) - len(said.lstrip(EDGE))
    bare = said.strip(EDGE)
    letters = []
    for char in bare:
        folded = fold(char)
        if folded:
            letters.append(folded[0] if script(folded[0]) else "")
    kinds = Counter(script(letter) for letter in letters if letter)
    most = kinds.most_common(1)[0][0] if kinds else ""
    letters = [letter if not letter or script(letter) == most else "" for letter in letters]
    return Pattern(tuple(letters), start, start + len(bare))


def starred(raw: str, shapes: dict[tuple[int, ...], list[tuple[int, str]]]) -> Iterable[tuple[int, int, int]]:
    """(number, start, end) in the original of each name that fits; `shapes`: numbers and joined letters of names by
    the lengths of their words."""
    if not shapes or not SIGNED.search(raw):
        return
    told = tokens(raw)
    lengths = {len(one) for one in shapes}
    signed = [i for i, one in enumerate(told) if "" in one.letters][:TOKENS_MAX]
    for count in lengths:
        for first in sorted({i for at in signed for i in range(max(0, at - count + 1), at + 1)}):
            window = told[first : first + count]
            if len(window) < count:
                continue
            names = shapes.get(tuple(len(one.letters) for one in window), ())
            letters = [letter for one in window for letter in one.letters] if names else []
            for number, name in names:
                known = sum(bool(letter) for letter in letters)
                if known < max(KNOWN_MIN, KNOWN_PART * len(name)) or known == len(name):
                    continue
                if all(not a or a == b for a, b in zip(letters, name, strict=True)):
                    yield number, window[0].start, window[-1].end
