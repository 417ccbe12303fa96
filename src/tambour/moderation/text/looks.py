"""What one character looks like and is called: drawings, lookalikes, letters of other scripts by their names. Pure."""

import re
import string
import unicodedata
from functools import lru_cache

from tambour.moderation.text import twins
from tambour.moderation.text.alphabets import CHARS

DRAWN = {
    "|\\/|": "m", "/\\/\\": "m", "/v\\": "m", "(v)": "m", "|v|": "m", "^^": "m", "|\\|": "n", "/\\/": "n",
    "|-|": "h",
    "]-[": "h", "}-{": "h", ")-(": "h", "#": "h", "|<": "k", "|{": "k", "|(": "k", "\\/\\/": "w",
    "\\^/": "w", "|/\\|": "w",
    "\\|/": "w", "\\/": "v", "|_|": "u", "(_)": "u", "[_]": "u", "/-\\": "a", "/\\": "a", "^": "a",
    "|3": "b", "8": "b",
    "13": "b", "!3": "b", "(3": "b", "/3": "b", ")3": "b", "[": "c", "(": "c", "<": "c", "{": "c",
    "|)": "d", "[)": "d",
    "|>": "d", "(|": "d", "[-": "e", "|=": "f", "/=": "f", "ph": "f", "(_+": "g", "][": "i", "_|": "j",
    "_/": "j",
    "|_": "l", "1_": "l", "()": "o", "[]": "o", "{}": "o", "<>": "o", "|*": "p", "|°": "p", "|^": "p",
    "|o": "p",
    "|D": "p", "|2": "r", "/2": "r", "(r)": "r", "|?": "r", "12": "r", "|~": "r", "|`": "r", "+": "t",
    "-|-": "t", "']['": "t",
    "7": "t",
    "><": "x", "}{": "x", ")(": "x", "`/": "y", "\\|": "y", "'/": "y", "2": "z", "7_": "z", "vv": "w",
    "()_": "q",
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "9": "g", "@": "a", "$": "s", "!": "i",
    "|": "i", "€": "e",
    "£": "l", "¢": "c", "§": "s", "¡": "i", "¥": "y", "†": "t",
}  # fmt: skip
"""Letters that are drawn with signs and digits, the longest first when they are looked for."""
DRAWN_CYRILLIC = {
    "}|{": "ж", ">|<": "ж", ")|(": "ж", "}{": "х", "><": "х", ")(": "х", "|-|": "н", "/\\": "л", "/7": "п",
    "|7": "п",
    "|-o": "ю", "|-0": "ю", "10": "ю", "9|": "я", "9i": "я", "|/|": "и", "b|": "ы", "bl": "ы", "bi": "ы",
    "ь|": "ы", "ьl": "ы", "()": "о",
    "[]": "о", "|<": "к", "|{": "к", "|(": "к", "iii": "ш", "lll": "ш", "|||": "ш", "|_|_|": "ш",
    "lll,": "щ", "|_|,": "ц",
    "|_|": "и", "ji": "л", "/l": "л", "4": "ч", "6": "б", "3": "з", "0": "о", "8": "в", "9": "я", "1": "и",
    "5": "б", "@": "а",
    "$": "с", "!": "и", "|": "и", "€": "е", "[": "с", "(": "с", "<": "с", "{": "с", "r": "г", "u": "и",
    "n": "п", "w": "ш",
    "b": "в", "m": "т", "h": "н", "t": "т", "k": "к", "e": "е", "y": "у", "c": "с", "p": "р", "x": "х",
    "o": "о", "a": "а",
    "i": "и", "d": "д", "g": "д", "lli": "ш", "lli,": "щ", "ll,": "ц", "ll": "ц", "io": "ю", "u`": "й",
    "i`": "й", "'b": "ъ",
    "|v|": "м", "/v\\": "м", "*": "ж", "7": "г", "q": "я", "z": "з", "s": "с", "v": "в", "f": "ф", "j": "й",
    "l": "л", "qp": "ф",
    "ei": "ы", "3b": "ь", "'": "ь", "q|": "ф", "6i": "ы", "|o": "ю", "|l": "и", "ii": "п", "j|": "л",
    "r|": "п", "&": "я",
    "9l": "я", "|/\\|": "м", "|-|,": "ц", "w,": "щ", "}i{": "ж",
}  # fmt: skip
OTHERWISE = {
    "3": "е",
    "4": "а",
    "7": "т",
    "6": "ь",
    "1": "л",
    "9": "д",
    "r": "р",
    "p": "п",
    "u": "у",
    "n": "н",
    "b": "б",
}
"""Digits and letters that are other letters to some."""
CYRILLIC = re.compile("[\u0400-\u052f]")
NAMED = re.compile(
    r"(?:.* )?(?:LATIN|SYMBOL|CIRCLED|SQUARED|PARENTHESIZED|TAG|MATHEMATICAL|MODIFIER|DOUBLE-STRUCK|SCRIPT"
    r"|BLACK-LETTER)\b"
    r".*\b(?:LETTER|CAPITAL|SMALL|SYMBOL|TURNED|REVERSED|SIDEWAYS)(?: [A-Z-]+)* ([A-Z])(?: WITH .*)?"
)
LETTER_NAME = re.compile(
    r"([A-Z0-9 -]+?) (?:(?:CAPITAL|SMALL) )?(?:LETTER|SYLLABLE|SIGN|VOWEL SIGN) (?:FINAL |VOWEL |SMALL )?([A-Z -]+)"
)
SYLLABLES = ("HIRAGANA", "KATAKANA", "ETHIOPIC", "CHEROKEE", "VAI", "HANGUL")
SOUND = re.compile(r"SH|CH|ZH|KH|GH|TS|TH|PH|DZ|[A-Z]")
BRAILLE = dict(zip((
    1, 3, 9, 25, 17, 11, 27, 19, 10, 26, 5, 7, 13, 29, 21, 15, 31, 23, 14, 30, 37, 39, 58, 45, 61, 53,
), string.ascii_lowercase, strict=True))  # fmt: skip


def spread(table: dict[str, str]) -> dict[str, str]:
    """Character by character what is written there by letter."""
    return {chr(int(point, 16)): letter for letter, points in table.items() for point in points.split()}


LATIN_TWINS, CYRILLIC_TWINS = spread(twins.LATIN), spread(twins.CYRILLIC)


@lru_cache(maxsize=1 << 13)
def named(char: str) -> str:
    """The Latin letter in a character's name; '' without one."""
    found = NAMED.fullmatch(unicodedata.name(char, ""))
    return found.group(1).lower() if found else ""


@lru_cache(maxsize=1 << 13)
def looks_latin(char: str) -> str:
    """The Latin letter that a character looks like, or is called; itself without one."""
    if char < "\u00a1":
        return char
    return CHARS.get(char) or CHARS.get(char.upper()) or LATIN_TWINS.get(char) or named(char) or char


@lru_cache(maxsize=1 << 13)
def looks_cyrillic(char: str) -> str:
    """Likewise, Cyrillic."""
    if char < "\u00a1" or CYRILLIC.match(char):
        return char
    return CYRILLIC_TWINS.get(char) or named(char) or char


@lru_cache(maxsize=1 << 13)
def sounds(char: str) -> str:
    """What a letter of another script says, by its name: Greek, Georgian, Hebrew, kana, runes and the like."""
    if char < "\u0370" or "\u0400" <= char < "\u0530" or "\u0600" <= char < "\u0700":
        return named(char) if char > "\u0180" and named(char) else char
    if "\u2800" <= char < "\u2900":
        return BRAILLE.get(ord(char) - 0x2800, char)
    name = unicodedata.name(char, "")
    found = LETTER_NAME.fullmatch(name.partition(" WITH ")[0])
    if not found:
        return named(char) or char
    kind, letter = found.groups()
    if kind in SYLLABLES:
        return letter.split()[-1].lower()
    said = letter.split()[-1] if kind == "RUNIC" else letter
    first = SOUND.match(said)
    return first.group().lower() if first else char
