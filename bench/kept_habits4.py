"""Disguises of the fourth kept set that stay in the name's own letters: digits, slips, gaps, marks.

Every family is (random, name, language) -> disguised name, None where it makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench import kept_tables4 as signs

Family = Callable[[Random, str, str], str | None]
LATIN = ("en", "fr", "de", "tr", "es")
VOWELS = "aeiouyäöüéèıаеёиоуыэюя"


def kind(lang: str) -> str:
    return lang if lang in ("ru", "ar") else "latin"


def swap(
    random: Random, name: str, table: dict[str, str], least: int, most: int, exact: bool = False
) -> str | None:
    """Replaces least to most letters of the table (a value offers one sign a letter of it)."""
    table = {letter.upper(): sign for letter, sign in table.items() if not exact} | table
    places = [i for i, c in enumerate(name) if c in table]
    if len(places) < least:
        return None
    out = list(name)
    for i in random.sample(places, min(len(places), random.randint(least, most))):
        out[i] = table[name[i]]
    return "".join(out)


def one_of(random: Random, table: dict[str, str]) -> dict[str, str]:
    return {
        letter: random.choice(offered.split("|") if "|" in offered else offered)
        for letter, offered in table.items()
    }


def inner(name: str) -> list[int]:
    """Where letters stand that have a letter on both sides."""
    return [i for i in range(1, len(name) - 1) if name[i - 1 : i + 2].isalpha()]


def _between(name: str, sign: str) -> str:
    """The sign between all letters of each word, a wider gap between words."""
    gap = "   " if sign == " " else " "
    return gap.join(sign.join(word) for word in name.split(" "))


def _edit(make: Callable[[Random, str, int], str]) -> Family:
    """A family that changes one inner place, two of them in a long name now and then."""

    def family(random: Random, name: str, lang: str) -> str | None:
        places = inner(name)
        return make(random, name, random.choice(places)) if places else None

    return family


def digits(random: Random, name: str, lang: str) -> str | None:
    """One to three letters become digits."""
    return None if lang == "ar" else swap(random, name, signs.DIGITS[kind(lang)], 1, 3)


def digits_all(random: Random, name: str, lang: str) -> str | None:
    """Every letter that has a digit becomes it."""
    return None if lang == "ar" else swap(random, name, signs.PLAINEST, 2, 99)


def symbols(random: Random, name: str, lang: str) -> str | None:
    """@ for a, $ for s and the like."""
    return None if lang == "ar" else swap(random, name, signs.SYMBOLS[kind(lang)], 1, 3)


def two_for_one(random: Random, name: str, lang: str) -> str | None:
    """rn for m, vv for w, a capital I for l, as in false addresses."""
    return swap(random, name, signs.TWO_FOR_ONE, 1, 2, exact=True) if lang in LATIN else None


masked = _edit(lambda r, name, i: name[:i] + r.choice("***._-#") + name[i + 1 :])


dropped = _edit(lambda r, name, i: name[:i] + name[i + 1 :])


swapped = _edit(lambda r, name, i: name[:i] + name[i + 1] + name[i] + name[i + 2 :])


doubled = _edit(lambda r, name, i: name[:i] + name[i] + name[i:])


bracketed = _edit(
    lambda r, name, i: name[:i] + r.choice(["({})", "({})", "[{}]"]).format(name[i]) + name[i + 1 :]
)


broken = _edit(lambda r, name, i: name[:i] + r.choice([" ", " ", ".", "-", "_", "/", "'"]) + name[i:])


markup = _edit(
    lambda r, name, i: (
        r.choice(["{}**{}**{}", "{}__{}__{}", "{}<b>{}</b>{}", "{}||{}||{}", "{}`{}`{}", "{}~~{}~~{}"])
    ).format(name[:i], name[i], name[i + 1 :])
)


def vowels_masked(random: Random, name: str, lang: str) -> str | None:
    """All vowels starred, where most letters stay."""
    out = "".join("*" if c.lower() in VOWELS else c for c in name)
    return out if lang != "ar" and 0 < out.count("*") <= 0.4 * len(name) else None


def vowels_left_out(random: Random, name: str, lang: str) -> str | None:
    """Inner vowels left out, as in short messages, where most letters stay."""

    def short(word: str) -> str:
        bare = "".join(c for i, c in enumerate(word) if i not in inner(word) or c.lower() not in VOWELS)
        return bare if len(bare) >= 0.6 * len(word) else word

    return " ".join(map(short, name.split(" "))) if lang in ("en", "ru", "es") else None


def stretched(random: Random, name: str, lang: str) -> str | None:
    """A vowel held, or an alif in Arabic."""
    places = [
        i for i, c in enumerate(name) if c.lower() in VOWELS or (i and c in "اويى" and name[i - 1] != " ")
    ]
    if not places:
        return None
    i = random.choice(places)
    return (
        name[:i] + name[i].lower() * random.randint(3, 5) + name[i + 1 :]
        if i
        else name[0] + name[0].lower() * 3 + name[1:]
    )


def neighbour_key(random: Random, name: str, lang: str) -> str | None:
    """The key beside the right one."""
    places = [i for i in inner(name) if any(name[i] in row for row in signs.ROWS[lang])]
    if not places:
        return None
    i = random.choice(places)
    row = next(row for row in signs.ROWS[lang] if name[i] in row)
    at = row.index(name[i])
    near = row[at + 1] if at == 0 or (at + 1 < len(row) and random.random() < 0.5) else row[at - 1]
    return name[:i] + random.choice([near, near, near + name[i]]) + name[i + 1 :]


def by_ear(random: Random, name: str, lang: str) -> str | None:
    """One or two sounds spelt another way."""
    able = [(a, b) for a, b in signs.SOUNDS[lang] if a in name[1:]]
    if not able:
        return None
    old, new = random.choice(able)
    return name[0] + name[1:].replace(old, new, 1)


def spaced(random: Random, name: str, lang: str) -> str | None:
    """A space between all letters."""
    return _between(name, " ")


def dotted(random: Random, name: str, lang: str) -> str | None:
    """A dot between all letters."""
    return _between(name, ".")


def other_signs(random: Random, name: str, lang: str) -> str | None:
    """Another sign between all letters."""
    return _between(name, random.choice(["-", "_", "/", "|", "*", "·", "~", " . ", "+", ",", "\\"]))


def thin_spaces(random: Random, name: str, lang: str) -> str | None:
    """Unusual spaces between letters."""
    return _between(name, random.choice("\u2009\u200a\u202f\u2004\u3000\u00a0\u2800"))


def broken_line(random: Random, name: str, lang: str) -> str | None:
    """A new line inside a word, two letters and more on both sides."""
    places = [i for i in inner(name) if name[i - 2 : i + 2].isalpha() and i > 1]
    if not places:
        return None
    i = random.choice(places)
    return name[:i] + random.choice(["-\n", "\n"]) + name[i:]


def upright(random: Random, name: str, lang: str) -> str | None:
    """One letter a line, short names only."""
    return "\n" + "\n".join(name) + "\n" if len(name) <= 10 and " " not in name and lang != "ar" else None


def invisible(random: Random, name: str, lang: str) -> str | None:
    """Signs without a picture between letters."""
    sign = random.choice("\u200b\u200b\u200c\u200d\u2060\u00ad\ufeff\u034f\u180e\u3164")
    if lang == "ar" and sign in "\u200c\u3164\u034f":
        sign = "\u200b"
    return sign.join(name) if random.random() < 0.5 else name[:2] + sign + name[2:-2] + sign + name[-2:]


def direction_marks(random: Random, name: str, lang: str) -> str | None:
    """Marks of direction inside the word."""
    return random.choice("\u200e\u200f\u2066\u2069\u202c\u061c").join(name)


def glued(random: Random, name: str, lang: str) -> str | None:
    """Several words as one."""
    return random.choice([name, name.lower()]).replace(" ", "") if " " in name else None


def joined(random: Random, name: str, lang: str) -> str | None:
    """Another sign in place of the space."""
    return (
        name.replace(" ", random.choice(["_", ".", "-", "/", "|", "+", "•", "..."])) if " " in name else None
    )


def stuck_to_a_word(random: Random, name: str, lang: str) -> str | None:
    """Glued to a word beside it."""
    more = {
        "en": ["join{}", "{}news", "team{}", "{}ers"],
        "ru": ["{}ньюс", "это{}", "за{}"],
        "ar": ["مع{}", "{}قادمون", "يا{}"],
    } | {"tr": ["team{}", "{}haber", "bizim{}"]}
    latin = ["team{}", "{}info", "pro{}", "viva{}"]
    return random.choice(more.get(lang, latin)).format(name.lower().replace(" ", ""))


def emoji_between(random: Random, name: str, lang: str) -> str | None:
    """Emoji between words or letters."""
    sign = random.choice(signs.EMOJI)
    if " " in name and random.random() < 0.6:
        return name.replace(" ", sign)
    i = random.choice(inner(name))
    return random.choice([sign.join(name.replace(" ", "")), name[:i] + sign + name[i:]])


def capitals(random: Random, name: str, lang: str) -> str | None:
    """Capitals every other letter."""
    return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(name)) if lang != "ar" else None


def words_turned(random: Random, name: str, lang: str) -> str | None:
    """Two words the other way round."""
    words = name.split(" ")
    return " ".join(reversed(words)) if len(words) == 2 and "'" not in name else None


def digits_spaced(random: Random, name: str, lang: str) -> str | None:
    """Digits and spaces together."""
    out = digits(random, name, lang)
    return _between(out, random.choice(" .-")) if out else None
