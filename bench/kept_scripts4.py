"""Disguises of the fourth kept set in other letters: twins, styles, Latin spelling, Arabic writing.

Every family is (random, name, language) -> disguised name, None where it makes no sense.
"""

from __future__ import annotations

import unicodedata
from random import Random

from bench import kept_tables4 as signs
from bench.kept_habits4 import LATIN, Family, dropped, inner, kind, one_of, swap
from bench.kept_words4 import ARABIZI


def drawn(random: Random, name: str, lang: str) -> str | None:
    """Russian letters drawn with other signs, as in games."""
    return swap(random, name.lower(), signs.SHAPES, 2, 4) if lang == "ru" else None


def hashtag(random: Random, name: str, lang: str) -> str | None:
    """A hashtag of several words, or with something glued on."""
    if " " in name:
        return "#" + random.choice([name, name.lower()]).replace(" ", random.choice(["", "", "_"])).replace(
            "'", ""
        )
    return (
        "#" + name.lower() + random.choice(["2026", "_official", "forever", "1"]) if lang in LATIN else None
    )


def _latin(random: Random, name: str, lang: str) -> str:
    """The name as a handle would spell it: Latin letters without marks."""
    if lang == "ar":
        return random.choice(ARABIZI[name])
    if lang == "ru":
        return str(translit(random, name, lang)).replace("'", "")
    plain = name.lower().translate(signs.FOLDED) if lang == "de" else name.lower().replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)).replace(
        "'", ""
    )


def handle(random: Random, name: str, lang: str) -> str | None:
    """An @name with something at its end or start."""
    word = _latin(random, name, lang).replace(" ", random.choice(["", "_", "_"])).lower()
    return "@" + random.choice(
        ["{}_news", "{}_official", "{}2", "the_{}", "{}channel", "{}_bot", "{}__", "real{}"]
    ).format(word)


def address(random: Random, name: str, lang: str) -> str | None:
    """A link to a channel."""
    word = _latin(random, name, lang).replace(" ", random.choice(["", "_"])).lower()
    start = random.choice(["t.me/", "https://t.me/", "telegram.me/", "t.me/s/"])
    return start + word + random.choice(["", "_official", "_2", "news", "/214", "_chat"])


def emoji_letters(random: Random, name: str, lang: str) -> str | None:
    """Emoji that look like letters."""
    return swap(random, name, signs.EMOJI_LETTERS, 1, 3) if lang != "ar" else None


def look_alike_few(random: Random, name: str, lang: str) -> str | None:
    """One or two letters of the other alphabet that look the same."""
    return (
        swap(random, name, signs.CYRILLIC if lang in LATIN else signs.CLOSE_LATIN, 1, 2)
        if lang != "ar"
        else None
    )


def look_alike_all(random: Random, name: str, lang: str) -> str | None:
    """All letters that have a twin in the other alphabet."""
    return (
        swap(random, name, signs.CYRILLIC if lang in LATIN else signs.LATIN, 2, 99) if lang != "ar" else None
    )


def look_alike_far(random: Random, name: str, lang: str) -> str | None:
    """Twins from Greek, Armenian, Cherokee and rarer Latin."""
    return (
        swap(random, name, one_of(random, signs.FAR[kind(lang)]), 2, 5, exact=True) if lang != "ar" else None
    )


def fullwidth(random: Random, name: str, lang: str) -> str | None:
    """Wide letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name) if lang in LATIN else None


def styled(random: Random, name: str, lang: str) -> str | None:
    """Bold, script, gothic and typewriter letters from a font page."""
    big, small = random.choice(signs.STYLES)
    shape = {chr(65 + i): chr(big + i) for i in range(26)} | {chr(97 + i): chr(small + i) for i in range(26)}
    return "".join(shape.get(c, c) for c in name) if lang in LATIN else None


def enclosed(random: Random, name: str, lang: str) -> str | None:
    """Letters in circles or squares."""
    row = random.choice(signs.ENCLOSED)
    return (
        "".join(row[ord(c) - 65] if "A" <= c <= "Z" else c for c in name.upper()) if lang in LATIN else None
    )


def small_capitals(random: Random, name: str, lang: str) -> str | None:
    """Small capitals."""
    return "".join(signs.SMALL_CAPS.get(c, c) for c in name.lower()) if lang in LATIN else None


def marks_heaped(random: Random, name: str, lang: str) -> str | None:
    """A few stacked marks on each letter: what is still read of zalgo."""
    marks = "\u0300\u0301\u0306\u0307\u0308\u030a\u0316\u0317\u0323\u0324\u0332\u0346"
    return "".join(
        c + "".join(random.choices(marks, k=random.randint(1, 2))) if c.isalpha() else c for c in name
    )


def struck(random: Random, name: str, lang: str) -> str | None:
    """Struck through or underlined letter by letter."""
    return (
        None
        if lang == "ar"
        else "".join(c + mark for mark in random.choice("\u0336\u0332\u0335\u0333") for c in name)
    )


def accents_on(random: Random, name: str, lang: str) -> str | None:
    """Accents where there are none."""
    return swap(random, name, one_of(random, signs.ACCENTED[kind(lang)]), 1, 4) if lang != "ar" else None


def accents_off(random: Random, name: str, lang: str) -> str | None:
    """Accents left out, or ae for ä."""
    return _latin(random, name, lang).title() if lang in LATIN and not name.isascii() else None


def slip_and_twin(random: Random, name: str, lang: str) -> str | None:
    """A slip and a twin letter together."""
    return look_alike_few(random, dropped(random, name, lang) or name, lang)


def wrong_layout(random: Random, name: str, lang: str) -> str | None:
    """Russian typed with the English keys."""
    return "".join(signs.QWERTY.get(c, c) for c in name.lower()) if lang == "ru" else None


def translit(random: Random, name: str, lang: str) -> str | None:
    """Russian in Latin letters, one habit a writer."""
    if lang == "ar":
        return random.choice(ARABIZI[name])
    habit = {letter: random.choice(ways.split("|")) for letter, ways in signs.TRANSLIT.items()}
    return "".join(habit.get(c, c) for c in name.lower()) if lang == "ru" else None


def half_translit(random: Random, name: str, lang: str) -> str | None:
    """One word in Latin letters, the other not."""
    words = name.split(" ")
    if lang != "ru" or len(words) != 2:
        return None
    i = random.randrange(2)
    words[i] = str(translit(random, words[i], lang)).capitalize()
    return " ".join(words)


def arabic(table: dict[str, str], least: int, most: int) -> Family:
    return lambda random, name, lang: (
        swap(random, name, one_of(random, table) if most < 99 else table, least, most)
        if lang == "ar"
        else None
    )


def dotless(random: Random, name: str, lang: str) -> str | None:
    """All dots left out: with real toothed letters, with what a keyboard offers, or as a page does it."""
    if lang != "ar":
        return None
    tooth_of_n, tooth_of_y = random.choice(["ٮٮ", "ٮٮ", "ںى", "ٮى"])
    out = ""
    for i, c in enumerate(name):
        inside = i + 1 < len(name) and name[i + 1] != " "
        tooth = {"ن": tooth_of_n, "ي": tooth_of_y}.get(c) if inside else None
        out += tooth or ("ڡ" if c == "ق" and inside else signs.DOTLESS.get(c, c))
    return out


def kashida(random: Random, name: str, lang: str) -> str | None:
    """Letters drawn apart by the joining line."""
    places = [i for i in inner(name) if name[i] not in signs.NOT_JOINING]
    if lang != "ar" or not places:
        return None
    chosen = set(random.sample(places, min(len(places), random.randint(1, 3))))
    return "".join(c + "ـ" * random.randint(1, 3) if i in chosen else c for i, c in enumerate(name))


def vowel_signs(random: Random, name: str, lang: str) -> str | None:
    """Vowel signs on the letters."""
    if lang != "ar":
        return None
    return "".join(
        c + random.choice(signs.HARAKAT) if c.isalpha() and random.random() < 0.6 else c for c in name
    )


def presentation_forms(random: Random, name: str, lang: str) -> str | None:
    """The ready-shaped letters of old documents."""
    if lang != "ar":
        return None
    shape = {tuple(unicodedata.decomposition(chr(c)).split()): chr(c) for c in range(0xFE80, 0xFEF5)}
    out = ""
    for i, c in enumerate(name):
        before = i > 0 and name[i - 1] not in signs.NOT_JOINING
        after = c not in signs.NOT_JOINING and i + 1 < len(name) and name[i + 1] not in " ء"
        form = ("<medial>" if after else "<final>") if before else ("<initial>" if after else "<isolated>")
        out += shape.get((form, f"{ord(c):04X}"), c)
    return out
