"""Names in scripts that hardly write vowels: Latin and Russian ones in Arabic or Hebrew letters, and back. Pure.

One class of letters for all: what Arabic cannot tell apart is one; a, e and i are one, and so are o, u and v.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tambour.moderation.text.letters import fold
from tambour.moderation.text.rereading import Reading, by_letter, rewritten

CLASS = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "abkdafghagklmnvbkrstvvvsas", strict=True)),
    **dict(zip("абвгдежзиклмнопрстуфхцчшщъыьэюя", "abvgdagsaklmnvbrstvfhssss_a_ava", strict=True)),
    **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءپچڤگ", "abtsghhdsrssssdtsagfkklmnhvaaaabsvg", strict=True)),
    "x": "ks",
    "ц": "ts",
    "ч": "ts",
    "ю": "av",
    **dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "abgdhvshtakklmmnnsaffsskrst", strict=True)),
}
DIGRAPHS = {
    "sh": "s",
    "th": "s",
    "ch": "s",
    "kh": "h",
    "gh": "g",
    "ph": "f",
    "zh": "g",
    "ts": "s",
    "ck": "k",
    "oo": "v",
    "ee": "a",
}
PIECES = re.compile("|".join(DIGRAPHS) + "|.")
TWICE = re.compile(r"(.)\1+")
LATIN_SIGNS = str.maketrans(
    {
        "š": "sh",
        "ş": "sh",
        "ŝ": "sh",
        "ḫ": "kh",
        "ẖ": "kh",
        "ṯ": "th",
        "ḏ": "dh",
        "ġ": "gh",
        "ǧ": "j",
        "ʿ": "",
        "ʾ": "",
        "‘": "",
        "’": "",
    }
)
"""How scholars write Arabic letters."""
BUCKWALTER = dict(
    zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", strict=True)
)
BUCKWALTER_WORD = re.compile(
    r"(?<!\S)(?=\S*[a-zA-Z$*])(?=\S+[A-Z$*>|&}{])[A-Za-z$*'|<>&}{~`]{3,40}(?![^\s.,!?])"
)
"""One character for each Arabic letter: upper and lower case differ."""
ABJAD = re.compile("[\u0590-\u05ff\u0620-\u064a]{2}")


@lru_cache(maxsize=1 << 13)
def class_of(char: str) -> str:
    """Of a character of Arabic or Hebrew; itself for others."""
    if not ("\u0590" <= char <= "\u06ff" or "\ufb1d" <= char <= "\ufeff"):
        return char
    return "".join(CLASS.get(c, "") for c in fold(char))


def in_classes(reading: Reading) -> Reading:
    """The text with its Arabic and Hebrew words in classes of letters."""
    return by_letter(reading, class_of)


def guises(words: Sequence[str]) -> list[list[str]]:
    """Folded Latin or Russian words in classes: letter by letter, and by their sounds."""
    plain = ["".join("f" if c in "vв" else CLASS.get(c, "") for c in word).replace("_", "") for word in words]
    sounding = [
        "".join(DIGRAPHS.get(piece) or CLASS.get(piece, "") for piece in PIECES.findall(word)).replace(
            "_", ""
        )
        for word in words
    ]
    return [plain, sounding]


def from_buckwalter(reading: Reading) -> Reading:
    """Words that may be in Buckwalter's letters, in Arabic ones."""
    return rewritten(reading, BUCKWALTER_WORD, lambda m: "".join(BUCKWALTER.get(c, "") for c in m.group()))
