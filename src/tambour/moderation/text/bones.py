"""What is left of a text when everything is taken for the letter it may stand for: for names hidden well. Pure.

Digits and signs become letters, `i` and `l` are one, letters are squeezed together whatever parts them. So much is lost
that only long names are looked for in it, only from the beginning of a word to the end of one, and only where something
was bent there at all.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tambour.moderation.text.letters import Script, fold, script

LETTERS_MIN = 5
"""Of a name when it is squeezed: shorter ones are found by chance."""
STANDS_FOR: dict[Script, dict[str, str]] = {
    "latin": dict(zip("0123456789@$!€£|¡§", "oizeasgtbgasieliis", strict=True)),
    "cyrillic": dict(zip("0134568@$!9", "оизчсбвасия", strict=True)),
    "arabic": dict(zip("134579", "اععهحو", strict=True)),
}
SAME: dict[Script, dict[str, str]] = {
    "latin": {"l": "i"},
    "cyrillic": {},
    "arabic": {
        **dict.fromkeys("بتثنيں", "ٮ"),
        **dict.fromkeys("جخ", "ح"),
        **dict.fromkeys("فقٯ", "ڡ"),
        **dict(zip("ذزشضظغ", "درسصطع", strict=True)),
    },
}
"""Letters that are one: drawn alike, or told apart by dots alone."""
DOTLESS = frozenset("ٮںڡٯ")
FLAGS = 0x1F1E6
"""The first of 26 letters of which flags are made."""
BENT = re.compile(
    r"[^\W_][^\w\s]+(?=[^\W_])|[^\W\d_][\d⁰-₉]|[\d⁰-₉][^\W\d_]|[@$!€£|¡§][^\W_]|_"
    r"|[ٮںڡٯ\U0001f1e6-\U0001f1ff]|(?:(?<![^\W_])[^\W\d_][^\w\s]?\s+){3}|([^\W\d_])\1([^\W\d_])\2"
)
"""Is there anything to look for? Cheap, and true of few messages."""
APART = 0.6
TOKEN = re.compile(r"\S{1,40}")
TWICE = 1.7


def bones_of_name(words: Sequence[str]) -> tuple[Script, str]:
    """(script, bones) of a name; '' where it is too short, or of no script that is looked for."""
    kind = script(words[0][0])
    if kind not in STANDS_FOR:
        return "", ""
    same = SAME[kind]
    letters = [same.get(c, c) for c in "".join(words) if script(c) == kind]
    squeezed = [c for i, c in enumerate(letters) if i == 0 or c != letters[i - 1]]
    return (kind, "".join(squeezed)) if len(squeezed) >= LETTERS_MIN else ("", "")


class Bones(NamedTuple):
    """The bones of a text. A letter may have been squeezed together of several: `firsts` and `lasts` are the places of
    the first and the last of them."""

    text: str
    firsts: list[int]
    lasts: list[int]

    def place(self, raw: str, start: int, end: int) -> tuple[int, int] | None:
        """Where text[start:end] stands in the original; None unless it begins and ends where words do."""
        begins = next(
            (at for at in (self.firsts[start], self.lasts[start]) if not raw[max(0, at - 1) : at].isalnum()),
            -1,
        )
        stops = next(
            (
                at + 1
                for at in (self.firsts[end - 1], self.lasts[end - 1])
                if not raw[at + 1 : at + 2].isalpha()
            ),
            -1,
        )
        return (begins, stops) if 0 <= begins < stops else None


def bones(text: str, kind: Script) -> Bones:
    """Every letter that is or may stand for one of this script."""
    letters: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    for found in TOKEN.finditer(text):
        at = found.start()
        for place, meant in stripped(found.group(), kind):
            if letters and letters[-1] == meant:
                lasts[-1] = at + place
                continue
            letters.append(meant)
            firsts.append(at + place)
            lasts.append(at + place)
    return Bones("".join(letters), firsts, lasts)


@lru_cache(maxsize=1 << 14)
def stripped(token: str, kind: Script) -> tuple[tuple[int, str], ...]:
    """(place, letter) of what is or may be one in a few characters."""
    found: list[tuple[int, str]] = []
    stands, same = STANDS_FOR[kind], SAME[kind]
    for at, char in enumerate(token):
        for folded in fold(char):
            meant = same.get(folded, folded)
            if 0 <= ord(folded) - FLAGS < 26:
                folded = meant = chr(97 + ord(folded) - FLAGS)
                meant = same.get(meant, meant)
            if script(folded) != kind:
                meant = stands.get(folded, "")
                meant = same.get(meant, meant)
            if meant:
                found.append((at, meant))
    return tuple(found)


def bent(part: str, length: int) -> bool:
    """Was this part of a text written so as not to be found? `length`: letters of the name, before squeezing."""
    letters = [c for c in part if c.isalnum()]
    if any((not c.isalpha() and not c.isspace()) or c in DOTLESS for c in part):
        return True
    return len(part.split()) >= APART * len(letters) or len(letters) >= TWICE * length
