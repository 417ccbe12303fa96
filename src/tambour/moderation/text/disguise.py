"""Other readings of a text: written in escapes, in letters of any script that look or sound like ours, turned round.

A reading is made only where something calls for it, and few are made of one text. What is read stays as long as the
text or grows a little; each letter knows the part of the original it came from. Pure; linear in the text's length.
"""

import re
import string
import unicodedata
from collections.abc import Iterable
from functools import lru_cache, partial

from tambour.moderation.text import abjad, codes, twins
from tambour.moderation.text.alphabets import BRAILLE_ARABIC, BRAILLE_CYRILLIC, CHARS, row_used
from tambour.moderation.text.escapes import decoded, guessed
from tambour.moderation.text.letters import Script
from tambour.moderation.text.rereading import Reading, by_letter, rewritten

READ_MAX = 4_096
"""Characters of a text that are read again; what a message may have."""
READ_ALL_MAX = 24_576
"""Characters of all readings of one text together."""
MARKUP = re.compile(r"\|\||\*\*|~~|__")
"""Spoilers, bold, struck out."""
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
DRAWING = re.compile(
    r"[^\W_][^\w\s.,!?;:'\"’\-]+[^\W_]|(?<!\S)[|/\\<{\[}€£^]|[^\W\d_]\d+[^\W\d_]|[|/\\\[\](){}<>]{3}"
    r"|\d\s[^\W\d_]\s\d"
)
"""Is anything drawn with signs? Ordinary punctuation between and after words is not."""
FILLED = re.compile(r"(?<![^\W_])[^\W_]([^\W_])(?:[^\W_]\1){2,}[^\W_]?(?![^\W_])")
"""lxaxnxtxexrxn: the same letter after each."""
ODD_RANGES = (
    "\u0180-\u02af\u02b0-\u02ff\u0363-\u036f\u0370-\u03ff\u0530-\u05ff\u0700-\u1fff\u2070-\u209c\u2100-\u22ff\u2300-\u259f"
    "\u2800-\u28ff\u2c00-\u2dff\u2e80-\ud7ff\uf900-\ufaff\U00010000-\U00011fff\U00016a00-\U00016fff"
    "\U0001d000-\U0001eeff\U0001f100-\U0001f1ff\U0001f700-\U0001f77f\U000e0041-\U000e007a\u00a2\u00a5\u00d7\u00b5"
)
ODD = re.compile(
    f"[{ODD_RANGES}{re.escape(''.join(c for c in CHARS if c > '~' and unicodedata.category(c)[0] != 'L'))}]"
)
"""Letters and signs that may stand for others. Most pictures and Latin accents may not."""
ODD_MIN = 3
"""So many of them, or one within a word, call for another reading."""
CAMEL = re.compile("[a-zа-яß-öø-ÿığş][A-ZА-ЯÀ-ÖØ-ÞİŞĞ]")
FALSE = re.compile("[\u0400-\u052f]{2,}")
LATIN = re.compile("[a-z]", re.IGNORECASE)
BESIDE = re.compile(rf"[^\W\d_]({ODD.pattern})|({ODD.pattern})[^\W\d_]")
NUMBERED = re.compile(r"(?<=[^\W\d_])[^\w\s]?\d+[^\w\s]?(?=[^\W\d_])")
ASIDE = re.compile(r"\s?[(\[{<][^()\[\]{}<>\n]{1,30}[)\]}>]\s?(?=[^\W\d_])")
HALVED = re.compile(r"\s[(\[{<]([^()\[\]{}<>\n\s]{1,30})[)\]}>]")
SHAPED = re.compile(r"(?<!\S)(?=\S*[A-Za-z])(?=\S*[^a-z\s.,!?])[^\s\u0400-\u052f]{4,60}(?!\S)")
"""In Cyrillic text: what is drawn with Latin letters, digits and signs."""
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


ORDINARY = frozenset(
    string.ascii_letters
    + " .,!?;:'’\"«»“”„…\n-"
    + "".join(map(chr, (*range(0x410, 0x450), 0x401, 0x451)))
    + "".join(map(chr, range(0x621, 0x653)))
    + "،؟؛ßäöüÄÖÜéèêëàâáçñíóúîïôûùœğışöçĞİŞ¿¡"
)
"""Of what a text without signs consists."""
DIGITS = frozenset(c for c in map(chr, range(0x1000)) if c.isdigit())
MARKS, BRACKETS = frozenset("|*~_"), frozenset("([{<")
ALL_SCRIPTS: frozenset[Script] = frozenset(("latin", "cyrillic", "arabic"))
ONLY_CYRILLIC: frozenset[Script] = frozenset(("cyrillic",))
ONLY_ARABIC: frozenset[Script] = frozenset(("arabic",))
LATIN_ONLY: frozenset[Script] = frozenset(("latin", "arabic"))


def spread(table: dict[str, str]) -> dict[str, str]:
    """Character by character what is written there by letter."""
    return {chr(int(point, 16)): letter for letter, points in table.items() for point in points.split()}


LATIN_TWINS, CYRILLIC_TWINS = spread(twins.LATIN), spread(twins.CYRILLIC)


def readings(raw: str, scripts: frozenset[Script] = ALL_SCRIPTS) -> list[Reading]:
    """Every other reading that something in the text calls for; `scripts`: those of the names that are looked for."""
    plain = Reading(raw[:READ_MAX], range(len(raw[:READ_MAX])), range(1, len(raw[:READ_MAX]) + 1))
    found: dict[str, Reading] = {}

    def take(one: Reading) -> Reading:
        if one.text != plain.text:
            found.setdefault(one.text, one)
        return one

    whole = take(codes.called(plain))
    marks = frozenset(plain.text) - ORDINARY
    whole = take(decoded(whole, marks))
    take(guessed(whole, marks))
    take(codes.said(whole, marks))
    for one in (*without(whole, marks), *by_shape(whole, scripts, bool(marks))):
        take(one)
    kept: list[Reading] = []
    left = READ_ALL_MAX
    for one in found.values():
        left -= len(one.text)
        if left < 0:
            break
        kept.append(one)
    return kept


def without(whole: Reading, marks: frozenset[str]) -> Iterable[Reading]:
    """Without what was put between letters: marks, digits, asides, the same letter again; and with capitals apart."""
    if marks & MARKS and MARKUP.search(whole.text):
        yield rewritten(whole, MARKUP, lambda m: "")
    if marks & DIGITS and NUMBERED.search(whole.text):
        yield rewritten(whole, NUMBERED, lambda m: "")
    if marks & BRACKETS and ASIDE.search(whole.text):
        yield rewritten(whole, ASIDE, lambda m: "")
    if CAMEL.search(whole.text):
        yield rewritten(whole, CAMEL, lambda m: f"{m.group()[0]} {m.group()[1]}")
    if filled := FILLED.search(whole.text):
        sign = re.escape(filled.group(1))
        each = re.compile(rf"(?<![^\W_])[^\W_](?:{sign}[^\W_])+{sign}?(?![^\W_])")
        yield rewritten(whole, each, lambda m: m.group()[::2])


def by_shape(whole: Reading, scripts: frozenset[Script], marked: bool) -> list[Reading]:
    """By what its characters look and sound like. `marked`: are there more than letters and punctuation?"""
    found: list[Reading] = []
    text = whole.text
    cyrillic = 0
    if "arabic" in scripts:
        found += among_arabic(whole)
    if not text.isascii():
        cyrillic = len(CYRILLIC.findall(text))
        found += by_character(whole, scripts, marked, bool(cyrillic))
    if cyrillic > 2 and "cyrillic" in scripts:
        if marked and DRAWING.search(text):
            found.append(rewritten(whole, DRAWINGS_CYRILLIC, drawn_cyrillic))
        if SHAPED.search(text):
            found += [rewritten(whole, SHAPED, partial(shaped, otherwise)) for otherwise in ({}, OTHERWISE)]
    elif marked and DRAWING.search(text) and scripts & LATIN_ONLY:
        found.append(rewritten(whole, DRAWINGS, drawn))
    return found


def among_arabic(whole: Reading) -> Iterable[Reading]:
    """Arabic in one character a letter of Latin, and Latin letters within Arabic words."""
    if abjad.BUCKWALTER_WORD.search(whole.text):
        yield abjad.from_buckwalter(whole)
    if ARABIC_MIXED.search(whole.text):
        yield rewritten(whole, ARABIC_WORD, lambda m: "".join(ARABIC_SHAPES.get(c, c) for c in m.group()))


def by_character(
    whole: Reading, scripts: frozenset[Script], marked: bool, cyrillic: bool
) -> Iterable[Reading]:
    """Each character for the letter that it looks like, sounds like, or is upside down."""
    text = whole.text
    if scripts - ONLY_ARABIC and abjad.ABJAD.search(text):
        yield abjad.in_classes(whole)
    strange = odd(text)
    if strange or foreign(text):
        if scripts != ONLY_CYRILLIC:
            row = row_used(text) if strange else {}
            alike = by_letter(whole, lambda char: row.get(char) or looks_latin(char))
            yield alike
            if marked and DRAWING.search(alike.text):
                yield rewritten(alike, DRAWINGS, drawn)
        if cyrillic and "cyrillic" in scripts:
            yield by_letter(whole, looks_cyrillic)
    if strange:
        yield by_letter(whole, sounds)
        if BRAILLES.search(text):
            yield from (by_letter(whole, partial(either, table)) for table in BRAILLE_OF)
    if TURNED.search(text):
        yield by_letter(whole, upright)


def odd(text: str) -> bool:
    """Are there characters that may stand for letters, enough of them or within words?"""
    if text.isascii():
        return False
    count = len(ODD.findall(text))
    return count >= ODD_MIN or (count > 0 and BESIDE.search(text) is not None)


def foreign(text: str) -> bool:
    """Are there words that mix Latin and Cyrillic letters, or few Cyrillic ones among Latin words?"""
    if MIXED.search(text):
        return True
    return FALSE.search(text) is not None and len(LATIN.findall(text)) > len(CYRILLIC.findall(text))


ARABIC_MIXED = re.compile("[\u0621-\u064a][a-zA-Z0-9|]|[a-zA-Z0-9|][\u0621-\u064a]")
ARABIC_WORD = re.compile("[\u0621-\u064aa-zA-Z0-9|]{3,40}")
ARABIC_SHAPES = dict(
    zip(
        "lI1|oO05q9jJ3E7vVwWcCsSuU6b28tTfFkKmMnNdDrRzZyY4",
        "ااااههههووررععحنحسسححسسننطبءقتتففككممننددررززييذ",
        strict=True,
    )
)
"""Latin letters and digits among Arabic ones, by what they look like or say."""
MIXED = re.compile("[a-zA-Z][\u0400-\u052f]|[\u0400-\u052f][a-zA-Z]")
BRAILLES = re.compile("[\u2800-\u28ff]")


def either(table: dict[str, str], char: str) -> str:
    """What the table has for it, else itself."""
    return table.get(char, char)


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


def shaped(otherwise: dict[str, str], found: "re.Match[str]") -> str:
    """A word drawn with what looks like Cyrillic letters."""
    return DRAWINGS_CYRILLIC.sub(lambda m: otherwise.get(m.group()) or drawn_cyrillic(m), found.group())


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


BRAILLE_OF = tuple(
    {cell: letter for letter, cell in table.items()} for table in (BRAILLE_CYRILLIC, BRAILLE_ARABIC)
)
