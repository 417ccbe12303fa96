"""Other readings of a text: written in escapes, in letters of any script that look or sound like ours, turned round.

A reading is made only where something calls for it, and few are made of one text. What is read stays as long as the
text or grows a little; each letter knows the part of the original it came from. Pure; linear in the text's length.
"""

import base64
import html
import re
import string
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from tambour.moderation.text import twins

READ_MAX = 4_096
"""Characters of a text that are read again; what a message may have."""
ROUNDS_MAX = 3
"""Escapes within escapes."""
CODED_MAX = 8
"""Words of a text that are tried as base64 or hexadecimal."""
READABLE = 0.8


class Reading(NamedTuple):
    """A text and the places in the original, start and end, of each of its characters."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


ESCAPE = re.compile(
    r"&#x?[0-9a-f]{1,6};?|&[a-z]{2,8};|(?:[%=][0-9a-f]{2})+|(?:\\x[0-9a-f]{2})+|(?:\\u[0-9a-f]{4})+"
    r"|\\u\{[0-9a-f]{1,6}\}|\\[0-7]{3}|[u0]\+[0-9a-f]{4,5}\s?|</?[a-z!][^<>]{0,60}>|\]\([^()\s]{0,60}\)|<!--[^<>]{0,60}-->"
    r"|\u202e[^\u202c\u202e\n]{1,400}\u202c?",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\|\||\*\*|~~|__")
"""Spoilers, bold, struck out."""
CODED = re.compile(
    r"(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{4}){2,40}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![\w+/=])"
)
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
    "|D": "p", "|2": "r", "|?": "r", "12": "r", "|~": "r", "|`": "r", "+": "t", "-|-": "t", "']['": "t",
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
    "i": "и", "d": "д", "g": "д",
}  # fmt: skip
CYRILLIC = re.compile("[\u0400-\u052f]")
DRAWING = re.compile(
    r"[^\W_][^\w\s.,!?;:'\"’\-]+[^\W_]|(?<!\S)[|/\\<{\[}€£^]|[^\W\d_]\d+[^\W\d_]|[|/\\\[\](){}<>]{3}"
    r"|\d\s[^\W\d_]\s\d"
)
"""Is anything drawn with signs? Ordinary punctuation between and after words is not."""
FILLED = re.compile(r"(?<![^\W_])[^\W_]([^\W_])(?:[^\W_]\1){2,}[^\W_]?(?![^\W_])")
"""lxaxnxtxexrxn: the same letter after each."""
SPELLED = re.compile(r"\b(?:[0-9a-fA-F]{2}[ :-]?){5,120}\b")
ODD = re.compile(
    "[\u0180-\u02af\u02b0-\u02ff\u0363-\u036f\u0370-\u03ff\u0530-\u05ff\u0700-\u1fff\u2070-\u209c\u2100-\u22ff\u2300-\u259f"
    "\u2800-\u28ff\u2c00-\u2dff\u3040-\u30ff\ua000-\uabff\U00010000-\U00011fff\U00016a00-\U00016fff"
    "\U0001d000-\U0001eeff\U0001f100-\U0001f1ff\U000e0041-\U000e007a\u00a2\u00a5\u00d7\u00b5]"
)
"""Letters and signs that may stand for others. Chinese, Korean, most pictures and Latin accents may not."""
NAMED = re.compile(
    r"(?:.* )?(?:LATIN|SYMBOL|CIRCLED|SQUARED|PARENTHESIZED|TAG|MATHEMATICAL|MODIFIER|DOUBLE-STRUCK|SCRIPT"
    r"|BLACK-LETTER)\b"
    r".*\b(?:LETTER|CAPITAL|SMALL|SYMBOL|TURNED|REVERSED|SIDEWAYS)(?: [A-Z-]+)* ([A-Z])(?: WITH .*)?"
)
TURNED = re.compile("[ɐǝɹʇʌʍʎɯɥɟƃɾʞɔᴉᴈɘɿƨɒʜʏꓤꓕ∀Ǝ⅁Ⅎ⅄ɓʁԀᴚ]")
TURNED_LETTERS = {
    **dict(zip("nubqdpmw69", "unqbpdwm96", strict=True)),
    **dict(zip("ɔɟƃɾɓʁ", "cfgjgr", strict=True)),
}
"""Letters that are others upside down, and what stands for those that are none."""
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


def rewritten(
    reading: Reading, pattern: "re.Pattern[str]", meant: Callable[["re.Match[str]"], str]
) -> Reading:
    """The reading with what the pattern finds in other words, which all come from the whole of it."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in pattern.finditer(reading.text):
        said = meant(found)
        if said == found.group():
            continue
        out += (reading.text[at : found.start()], said)
        starts += reading.starts[at : found.start()]
        ends += reading.ends[at : found.start()]
        starts += [reading.starts[found.start()]] * len(said)
        ends += [reading.ends[found.end() - 1]] * len(said)
        at = found.end()
    if not out:
        return reading
    out.append(reading.text[at:])
    return Reading("".join(out), [*starts, *reading.starts[at:]], [*ends, *reading.ends[at:]])


def readings(raw: str) -> list[Reading]:
    """Every other reading that something in the text calls for."""
    plain = Reading(raw[:READ_MAX], range(len(raw[:READ_MAX])), range(1, len(raw[:READ_MAX]) + 1))
    found: dict[str, Reading] = {}

    def take(one: Reading) -> Reading:
        if one.text != plain.text:
            found.setdefault(one.text, one)
        return one

    whole = take(decoded(plain))
    if MARKUP.search(whole.text):
        take(rewritten(whole, MARKUP, lambda m: ""))
    if filled := FILLED.search(whole.text):
        sign = re.escape(filled.group(1))
        each = re.compile(rf"(?<![^\W_])[^\W_](?:{sign}[^\W_])+{sign}?(?![^\W_])")
        take(rewritten(whole, each, lambda m: m.group()[::2]))
    if ODD.search(whole.text) or foreign(whole.text):
        cyrillic = bool(CYRILLIC.search(whole.text))
        take(by_letter(whole, looks_latin))
        take(by_letter(whole, sounds))
        if cyrillic:
            take(by_letter(whole, looks_cyrillic))
    if TURNED.search(whole.text):
        take(by_letter(whole, upright))
    if DRAWING.search(whole.text):
        cyrillic = len(CYRILLIC.findall(whole.text)) > 2
        take(
            rewritten(
                whole, DRAWINGS_CYRILLIC if cyrillic else DRAWINGS, drawn_cyrillic if cyrillic else drawn
            )
        )
    return list(found.values())


def foreign(text: str) -> bool:
    """Are there words that mix Latin and Cyrillic letters?"""
    return MIXED.search(text) is not None


MIXED = re.compile("[a-zA-Z][\u0400-\u052f]|[\u0400-\u052f][a-zA-Z]")


def decoded(reading: Reading) -> Reading:
    """Without escapes, marks of HTML and of links; what is turned round by an override stands as it is seen."""
    for _ in range(ROUNDS_MAX):
        before = reading.text
        reading = rewritten(reading, ESCAPE, unescaped)
        if reading.text == before:
            break
    left = [CODED_MAX]

    def tried(found: "re.Match[str]") -> str:
        left[0] -= 1
        return uncoded(found.group()) if left[0] >= 0 else found.group()

    if CODED.search(reading.text):
        reading = rewritten(reading, CODED, tried)
    if SPELLED.search(reading.text):
        reading = rewritten(reading, SPELLED, tried)
    return reading


def unescaped(found: "re.Match[str]") -> str:
    """What an escape stands for; itself where it stands for nothing."""
    said = found.group()
    try:
        if said[0] == "&":
            return html.unescape(said if said.endswith(";") else said + ";")
        if said[0] == "\u202e":
            return said.strip("\u202e\u202c")[::-1]
        if said[0] in "<]":
            return ""
        if said[0] in "%=":
            return unquote(said.replace("=", "%"), errors="strict")
        if said[:2].lower() == "\\x":
            code = bytes.fromhex(said.lower().replace("\\x", ""))
            return code.decode() if code[0] >= 0xC2 and len(code) > 1 else code.decode("latin-1")
        if said[1:2] == "+":
            return chr(int(said[2:], 16))
        if said[:2].lower() == "\\u":
            points = [said.strip("\\u{}U")] if "{" in said else said.lower().split("\\u")[1:]
            return "".join(map(chr, (int(point, 16) for point in points)))
        return chr(int(said[1:], 8))
    except (UnicodeDecodeError, ValueError, OverflowError):
        return said


def uncoded(said: str) -> str:
    """A word of base64 or hexadecimal, where something readable comes of it."""
    bare = re.sub("[ :-]", "", said)
    for decode in (bytes.fromhex, lambda text: base64.b64decode(text, validate=True)):
        try:
            meant = decode(bare).decode()
        except (UnicodeDecodeError, ValueError):
            continue
        if meant and sum(c.isalpha() or c == " " for c in meant) >= READABLE * len(meant):
            return meant
    return said


def by_letter(reading: Reading, meant: Callable[[str], str]) -> Reading:
    """Each character by itself."""
    said = [meant(char) for char in reading.text]
    if all(len(one) == 1 for one in said):
        return Reading("".join(said), reading.starts, reading.ends)
    starts = [reading.starts[i] for i, one in enumerate(said) for _ in one]
    ends = [reading.ends[i] for i, one in enumerate(said) for _ in one]
    return Reading("".join(said), starts, ends)


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
    return LATIN_TWINS.get(char) or named(char) or char


@lru_cache(maxsize=1 << 13)
def looks_cyrillic(char: str) -> str:
    """Likewise, Cyrillic."""
    if char < "\u00a1" or CYRILLIC.match(char):
        return char
    return CYRILLIC_TWINS.get(char) or named(char) or char


@lru_cache(maxsize=1 << 13)
def upright(char: str) -> str:
    """The letter that stands on its head."""
    return TURNED_LETTERS.get(char) or looks_latin(char)


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


def one_of(signs: dict[str, str]) -> "re.Pattern[str]":
    """Any of them, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))), re.IGNORECASE)


DRAWINGS, DRAWINGS_CYRILLIC = one_of(DRAWN), one_of(DRAWN_CYRILLIC)


def drawn(found: "re.Match[str]") -> str:
    """A letter drawn with signs."""
    return DRAWN.get(found.group()) or DRAWN.get(found.group().lower(), found.group())


def drawn_cyrillic(found: "re.Match[str]") -> str:
    """Likewise, among Cyrillic ones."""
    return DRAWN_CYRILLIC.get(found.group().lower(), found.group())
