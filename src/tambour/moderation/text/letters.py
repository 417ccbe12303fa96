"""One character at a time: what is left of it when width, case, marks, style and spelling are taken away. Pure.

Folding what is folded changes nothing. The tables of lookalikes are used only within a word that mixes scripts or hides
digits; see normal.py.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Script = Literal["latin", "cyrillic", "greek", "arabic", ""]

DROPPED = frozenset(("Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"))
"""Categories that leave nothing: invisible, marks, controls, unassigned."""
BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u0640\u02d0\u061c")
"""Drawn as nothing or as a longer line, and no marks by category: Hangul fillers, an empty braille cell, tatweel."""
ALIASES = {
    # Arabic: letters that are written one for the other, and their Persian and Urdu twins
    **dict.fromkeys("ٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیېۍےۓ", "ي"),
    **dict.fromkeys("ةہەۀۂۃھ", "ه"),
    **dict.fromkeys("کڪگڭ", "ك"),
    # Cyrillic: one letter for those of the neighbouring languages
    **dict.fromkeys("іїӏ", "и"),
    **dict.fromkeys("єѣэ", "е"),
    **dict.fromkeys("ґғ", "г"),
    # Latin: letters with strokes, and small capitals
    **dict(zip("ıɩɪłøđðħŧɑɡŋƒʀʏʟɢɴʜʙɛɔ", "iiilodhhtagnfrylgnhbeo", strict=True)),
    **dict(
        zip("ᴀᴄᴅᴇꜰᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡᴢ", "acdefjkmopstuvwz", strict=True),
    ),
    **{chr(0x1F170 + i): chr(97 + i) for i in range(26)},  # 🅰 to 🆉; 🄰 and 🅐 follow
    **{chr(0x1F150 + i): chr(97 + i) for i in range(26)},
    # Cherokee: capitals that are drawn as Latin ones
    **dict(zip("ᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ", "abcehjklmprstvwyz", strict=True)),
    # Lisu, and Cyrillic of the Urals
    **dict(zip("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghijklmnoprstuvwxyz", strict=True)),
    **dict(zip("ҙҡңҳҷ", "зкнхч", strict=True)),
    **dict(zip("ʉʋɯ", "uvm", strict=True)),
    "œ": "oe",
    "æ": "ae",
    "’": "'",
    "ʼ": "'",
    "`": "'",
}
TO_LATIN = {
    **dict(zip("авекмнорстухгпияшьзѕјԁԛԝһ", "abekmhopctyxrnnrwb3sjdqwh", strict=True)),
    **dict(zip("αβεηικνορτυχγωζς", "abenikvoptuxywzc", strict=True)),
    **dict(zip("օսհոցյտ", "ouhngjs", strict=True)),
}
"""What a letter of another script looks like among Latin ones."""
TO_CYRILLIC = {
    **dict(zip("abcehikmnoprtuxyw", "авсеникмпоргтихуш", strict=True)),
    **dict(zip("αβεηικνορτυχγπφ", "авепикуортихурф", strict=True)),
}
TO_LATIN["з"] = "e"
ONLY_CYRILLIC = frozenset("бджлцчщъыюфй")
ONLY_LATIN = frozenset("dfgjlqsvz")
LEET_LATIN = dict(zip("0134578@$!€£|9", "oieastbasiellg", strict=True))
LEET_CYRILLIC = dict(zip("0134568@$!9", "оизчсбвасид", strict=True))
LEET_ARABIC = dict(zip("134579", "اععهحو", strict=True))
ENCLOSED = re.compile(
    r"(?:PARENTHESIZED|(?:NEGATIVE )?(?:CIRCLED|SQUARED)) LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])"
)
VARIED = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER (?:TURNED|REVERSED|SIDEWAYS|LONG-LEGGED|SCRIPT) ([A-Z])")
"""Names of characters that are a letter in other clothes."""


@lru_cache(maxsize=1 << 14)
def fold(char: str) -> str:
    """What is left of one character: '' for nothing, ' ' for any space or line break, else usually one letter."""
    said = char
    for _ in range(4):
        bare = "".join(map(undressed, said))
        folded = "".join(map(_once, unicodedata.normalize("NFKD", bare).casefold()))
        composed = unicodedata.normalize("NFC", folded)
        if composed == said:
            break
        said = composed
    return said


def undressed(char: str) -> str:
    """A letter without what its name says it is drawn with: strokes, hooks, tails, brackets around it."""
    if char < "\u0100" or char in ALIASES:
        return char
    name = unicodedata.name(char, "")
    if found := ENCLOSED.fullmatch(name) or VARIED.fullmatch(name):
        return found.group(1).lower()
    if unicodedata.category(char)[0] != "L":
        return char
    base, dressed, _ = name.partition(" WITH ")
    try:
        return unicodedata.lookup(base) if dressed else char
    except KeyError:
        return char


def _once(char: str) -> str:
    if char in BREAKS:
        return " "
    if char in BLANK:
        return ""
    if char in ALIASES:
        return ALIASES[char]
    category = unicodedata.category(char)
    if category in DROPPED:
        return ""
    if category[0] == "Z":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd":
        return "-"
    return char


@lru_cache(maxsize=1 << 13)
def script(letter: str) -> Script:
    """Of a folded letter; '' for digits, signs and the scripts that nothing is mistaken for."""
    if "a" <= letter <= "z":
        return "latin"
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    if "\u0370" <= letter <= "\u03ff":
        return "greek"
    if "\u0600" <= letter <= "\u06ff":
        return "arabic"
    return "latin" if "\u00df" <= letter <= "\u024f" else ""


def leading(word: str, around: Script = "") -> Script:
    """The script a word was meant in: letters that no other script has decide, then what stands `around`, then the
    majority."""
    kinds = [script(letter) for letter in word]
    latin, cyrillic = kinds.count("latin"), kinds.count("cyrillic")
    if not cyrillic:
        return "latin" if latin else ""
    if not latin:
        return "cyrillic"
    only_latin, only_cyrillic = (any(c in only for c in word) for only in (ONLY_LATIN, ONLY_CYRILLIC))
    if only_latin != only_cyrillic:
        return "latin" if only_latin else "cyrillic"
    if around in ("latin", "cyrillic"):
        return around
    return "latin" if latin > cyrillic else "cyrillic"
