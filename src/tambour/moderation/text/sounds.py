"""One word in the letters of another script: Russian in Latin letters and back. Pure.

Whoever writes so keeps to one way of spelling, so alternatives are chosen by letter, not by place: few spellings, and
never more than SPELLINGS_MAX.
"""

import re
from itertools import islice, product

from tambour.moderation.text.letters import script

SPELLINGS_MAX = 16

LATIN_OF: dict[str, tuple[str, ...]] = {
    **{c: (latin,) for c, latin in zip("абгдезклмнопрстф", "abgdezklmnoprstf", strict=True)},
    "в": ("v", "w"),
    "ж": ("zh", "j"),
    "и": ("i", "y"),
    "у": ("u", "oo"),
    "х": ("kh", "h", "x"),
    "ц": ("ts", "c"),
    "ч": ("ch", "4"),
    "ш": ("sh", "w"),
    "щ": ("shch", "sch"),
    "ъ": ("",),
    "ы": ("y", "i"),
    "ь": ("",),
    "ю": ("yu", "u", "ju"),
    "я": ("ya", "ia", "ja"),
}
CYRILLIC_OF: dict[str, tuple[str, ...]] = {
    **{c: (cyrillic,) for c, cyrillic in zip("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз", strict=True)},
    "shch": ("щ",),
    "sch": ("щ", "сч"),
    "zh": ("ж",),
    "kh": ("х",),
    "ts": ("ц", "тс"),
    "ch": ("ч",),
    "sh": ("ш",),
    "yu": ("ю",),
    "ju": ("ю",),
    "ya": ("я",),
    "ja": ("я",),
    "ia": ("ия", "я"),
    "yo": ("е",),
    "ye": ("е",),
    "th": ("т", "з", "с"),
    "ph": ("ф",),
    "ck": ("к",),
    "c": ("к", "ц"),
    "h": ("х", "г"),
    "j": ("ж", "дж", "и"),
    "q": ("к",),
    "w": ("в", "у"),
    "x": ("кс", "х"),
    "y": ("и", "ы"),
}
LATIN_PIECES = re.compile("shch|sch|zh|kh|ts|ch|sh|yu|ju|ya|ja|ia|yo|ye|th|ph|ck|.", re.DOTALL)


def spelled(pieces: list[str], ways: dict[str, tuple[str, ...]]) -> list[str]:
    """Every spelling in which a piece is written the same way throughout; at most SPELLINGS_MAX."""
    open_ones = [piece for piece in dict.fromkeys(pieces) if len(ways.get(piece, ())) > 1]
    found: dict[str, None] = {}
    for chosen in islice(product(*(ways[piece] for piece in open_ones)), SPELLINGS_MAX):
        here = dict(zip(open_ones, chosen, strict=True))
        word = "".join(here.get(piece) or ways.get(piece, (piece,))[0] for piece in pieces)
        found[word] = None
    return list(found)


def to_latin(word: str) -> list[str]:
    """A folded Cyrillic word in Latin letters, the commonest spelling first."""
    return spelled(list(word), LATIN_OF)


def to_cyrillic(word: str) -> list[str]:
    """A folded Latin word in Cyrillic letters, likewise."""
    return spelled(LATIN_PIECES.findall(word), CYRILLIC_OF)


def other_spellings(word: str) -> list[str]:
    """A folded word or phrase as those may write it who have the other keyboard; nothing for other scripts."""
    kinds = {script(c) for c in word} - {""}
    if kinds == {"cyrillic"}:
        return to_latin(word)
    if kinds == {"latin"}:
        return to_cyrillic(word)
    return []
