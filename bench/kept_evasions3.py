"""The third kept set: twelve made-up names as people really disguise them, and ordinary sentences that look alike.

Written by somebody who had not read the normaliser, the other sets or what is said of them, from what is documented:
human-written perturbations (ANTHRO, NoisyHate), typing slips (DeepWordBug, TextBugger), look-alikes (VIPER), Telegram
spam in Russian, and what Arabic users did to Facebook in 2021 and after (dotless letters, marks and Latin letters in
words). A family that is common in the wild comes in several shapes, a rare one in one or not at all, so that the plain
mean over families is near what a filter meets. Every sample is meant to be read in a second by who knows the name:
nothing is reversed, enciphered, translated, abbreviated or paraphrased.

Everything is made of one seed; no sample or sentence may be changed because of what a filter does with it.
"""

from collections.abc import Callable, Iterator
from random import Random

from bench.kept_words3 import HARMLESS, LETTERS, LOOKS_ALIKE, NAMES, PHRASES, SENTENCES

SEED = 20261129
PER_FAMILY = 48
"""Samples of each family, dealt over the names of the languages in which people do it."""
HARMLESS_PER_LANGUAGE = 100

Disguise = Callable[[Random, str, str], str]

UNTOLD = ("handle", "other script", "inflected")
"""Families that need what NAMES tells of a name, so that ordinary phrases cannot be put through them."""

KEYBOARDS = {
    "en": "qwertyuiop asdfghjkl zxcvbnm",
    "ru": "йцукенгшщзхъ фывапролджэ ячсмитьбю",
    "ar": "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرلىةوزظ",
}
VOWELS = {"en": "aeiouy", "ru": "аеёиоуыэюя", "ar": "اويى"}
MARKS = {"en": ".-_*'/", "ru": ".-_*'/", "ar": ".-_*/،"}
LETTERINGS = [(start, 26) for start in (0x1D400, 0x1D4D0, 0x1D5D4, 0x1D63C, 0x24B6)] + [
    (0x1F170, 0),
    (0xFF21, 32),
]
"""Where their capitals begin, and how far on the small letters do."""
NOT_IN_ARABIC = (
    "digits everywhere", "letters built of signs", "small capitals", "mixed case", "dropped", "vowels left out"
)  # fmt: skip
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e"
EMOJI = ["🔥", "⚡", "🐺", "⚔️", "💪", "❤️", "🖤", "👊"]
HARAKAT = "\u064e\u064f\u0650\u0652\u0651"
ACCENTS = "\u0301\u0300\u0308\u0302\u030a"
DECORATIONS = {"en": "\u0332\u0335\u0336", "ru": "\u0332\u0335\u0336", "ar": "\u06d6\u06da\u0615"}


def _inner(name: str) -> list[int]:
    """Places in a name that have a letter on both sides: what people change, as the ends carry the word."""
    return [i for i in range(1, len(name) - 1) if name[i - 1 : i + 2].isalpha()]


EVERY = 99


def _some(random: Random, places: list[int], most: int) -> set[int]:
    number = len(places) if most == EVERY else min(len(places), random.randint(1, most))
    return set(random.sample(places, number))


def _written_as(kind: str, most: int) -> Disguise:
    """Up to `most` letters (at least one) written as LETTERS[kind] has it, single letters picked from their choices."""

    def disguise(random: Random, name: str, language: str) -> str:
        table = LETTERS[kind][language]
        lower = {i: table.get(c) or table.get(c.lower()) for i, c in enumerate(name)}
        chosen = _some(random, [i for i, c in lower.items() if c], most)
        pick = random.choice if kind == "digits" else str
        written = [pick(lower[i]) if i in chosen else c for i, c in enumerate(name)]
        if kind == "dotless":  # at the end of a word nun keeps its own shape
            ends = [c == "ن" and not name[i + 1 : i + 2].isalpha() for i, c in enumerate(name)]
            written = ["ں" if end and w == "ٮ" else w for w, end in zip(written, ends, strict=True)]
        return "".join(
            w.capitalize() if kind == "by_sound" and c.isupper() else w
            for w, c in zip(written, name, strict=True)
        )

    return disguise


def _put(between: Callable[[Random, str], str], most: int) -> Disguise:
    """Something put before up to `most` inner letters."""

    def disguise(random: Random, name: str, language: str) -> str:
        chosen = _some(random, [i for i in _inner(name) if i > 1] or _inner(name), most)
        return "".join(between(random, language) + c if i in chosen else c for i, c in enumerate(name))

    return disguise


def _after_each(sign: Callable[[Random, str], str], rate: float = 1.0) -> Disguise:
    """A sign, one for the whole name, after its letters."""

    def disguise(random: Random, name: str, language: str) -> str:
        one = sign(random, language)
        every = [c + (one if c.isalpha() and random.random() < rate else "") for c in name]
        return "".join(every) if rate == 1 or one in "".join(every) else name[:2] + one + name[2:]

    return disguise


def spaced(random: Random, name: str, language: str) -> str:
    """Letter by letter: B r a c k e n, sometimes in capitals."""
    name = name.upper() if random.random() < 0.4 else name
    return ("   " if random.random() < 0.5 else "  ").join(" ".join(word) for word in name.split())


def separated(random: Random, name: str, language: str) -> str:
    """Letter by letter with one sign: B.r.a.c.k or B-r-a-c-k."""
    sign = random.choice(".-_·|*/;")
    return " ".join(sign.join(word) for word in name.split())


def broken(random: Random, name: str, language: str) -> str:
    """One space too many inside a word, and now and then a line break."""
    place = random.choice([i for i in _inner(name) if i > 1] or _inner(name))
    return name[:place] + random.choice((" ", " ", " ", "\n")) + name[place:]


def in_halves(word: str, sign: str) -> str:
    """A word cut in two by a sign."""
    return word[: len(word) // 2] + sign + word[len(word) // 2 :]


def joined(random: Random, name: str, language: str) -> str:
    """Words run together or bound by a sign; a name of one word is cut in two by it."""
    if " " not in name:
        return in_halves(name, random.choice(("-", ".", "/", "+")))
    return name.replace(" ", random.choice(("", "", "-", ".", "/", "+")))


def between_words(random: Random, name: str, language: str) -> str:
    """An emoji where the words meet; a name of one word is cut in two by it."""
    emoji = random.choice(EMOJI)
    return name.replace(" ", emoji) if " " in name else in_halves(name, emoji)


def hashtag(random: Random, name: str, language: str) -> str:
    """#Ashen_Talon, #AshenTalon2026, #NameForever."""
    tail = {"en": "Forever|Family|Now", "ru": "Сила|СНами|Всегда", "ar": "معنا|قادمون|للأبد"}[language].split(
        "|"
    )
    sign = random.choice(("_", "_", ""))
    return "#" + name.replace(" ", sign) + random.choice(("", "", "2026", sign + random.choice(tail)))


def handle(random: Random, name: str, language: str) -> str:
    """@ashen_talon_chat, t.me/krechetovcy24: the name in Latin letters, as an address has to be."""
    latin = name if language == "en" else random.choice(NAMES[language][name][0].split("|"))
    latin = latin.lower().replace("'", "").replace("-", "").replace(" ", random.choice(("_", "")))
    return (
        random.choice(("@", "t.me/")) + latin + random.choice(("", "_chat", "_official", "24", "_news", "1"))
    )


def other_script(random: Random, name: str, language: str) -> str:
    """Written by sound in letters of another script: translit, Arabizi, English names in Cyrillic or Arabic."""
    spelling = random.choice(NAMES[language][name][0].split("|"))
    return spelling.lower() if random.random() < 0.4 else spelling


def inflected(random: Random, name: str, language: str) -> str:
    """As a sentence bends it: cases, the Arabic prefixes, an English ending."""
    return random.choice(NAMES[language][name][1].split("|"))


def starred(random: Random, name: str, language: str) -> str:
    """One inner letter hidden, a vowel if there is one: Br*ckenwolf, Кр#четовцы."""
    places = [i for i in _inner(name) if name[i] in VOWELS[language]] or _inner(name)
    place = random.choice(places)
    return name[:place] + random.choice("***#_•") + name[place + 1 :]


def starred_more(random: Random, name: str, language: str) -> str:
    """A letter hidden in every word, or two neighbours in a long one: St**lnoy R*zlom."""
    words = name.split()
    width = 2 if len(words) == 1 else 1
    cut = [len(word) // 2 for word in words]
    return " ".join(w[:c] + "*" * width + w[c + width :] for w, c in zip(words, cut, strict=True))


def stretched(random: Random, name: str, language: str) -> str:
    """Letters held: Brackeeeenwolf; in Arabic also the long stroke."""
    if language == "ar" and random.random() < 0.5:
        return _put(lambda r, _: "ـ" * r.randint(1, 5), 3)(random, name, language)
    place = random.choice([i for i in _inner(name) if name[i] in VOWELS[language]] or _inner(name))
    return name[:place] + name[place] * random.randint(3, 6) + name[place + 1 :]


def doubled(random: Random, name: str, language: str) -> str:
    """One letter struck twice."""
    place = random.choice(_inner(name))
    return name[:place] + name[place] + name[place:]


def dropped(random: Random, name: str, language: str) -> str:
    """One inner letter missed in a word long enough to bear it, else a vowel."""
    words = [len(next(w for w in name[i:].split())) + len(name[:i].split()[-1]) for i in _inner(name)]
    long = [i for i, length in zip(_inner(name), words, strict=True) if length > 5]
    place = random.choice(long or [i for i in _inner(name) if name[i] in VOWELS[language]])
    return name[:place] + name[place + 1 :]


def swapped(random: Random, name: str, language: str) -> str:
    """Two neighbours inside a word change places."""
    places = [i for i in _inner(name) if i + 1 in _inner(name) and name[i] != name[i + 1]] or [1]
    place = random.choice(places)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def neighbour(random: Random, name: str, language: str) -> str:
    """One inner letter hit on the key beside it."""
    keys = KEYBOARDS[language]
    place = random.choice([i for i in _inner(name) if name[i] in keys])
    at = keys.index(name[place])
    beside = [k for k in (keys[at - 1 : at] + keys[at + 1 : at + 2]) if k != " "]
    return name[:place] + random.choice(beside) + name[place + 1 :]


def by_ear(random: Random, name: str, language: str) -> str:
    """Spelled as it is heard, in one or two places."""
    table = LETTERS["sounds"][language]
    for said in random.sample([s for s in table if s in name] or list(table), k=1) + random.choices(
        list(table), k=1
    ):
        name = name.replace(said, table[said], 1)
    return name


def fewer_vowels(random: Random, name: str, language: str) -> str:
    """Up to two inner vowels left out: Brackn Tlon."""
    gone = _some(random, [i for i in _inner(name) if name[i] in VOWELS[language]], 2)
    return "".join(c for i, c in enumerate(name) if i not in gone)


def mixed_case(random: Random, name: str, language: str) -> str:
    """Capitals here and there, with a swapped twin letter, as in mocking spelling."""
    start = random.randint(0, 1)
    return "".join(c.upper() if (i + start) % 2 else c.lower() for i, c in enumerate(name))


def lettering(random: Random, name: str, language: str) -> str:
    """The lettering that name generators give: bold, script, double-struck, circled, squared, wide."""
    capitals, apart = random.choice(LETTERINGS)
    small = capitals + apart
    return "".join(
        c if c == " " else chr(capitals + ord(c) - 65 if c < "a" else small + ord(c) - 97) for c in name
    )


def accented(random: Random, name: str, language: str) -> str:
    """Marks that belong to letters put on letters that do not have them; in Arabic the vowel signs."""
    marks = HARAKAT if language == "ar" else ACCENTS
    rate = 0.8 if language == "ar" else 0.4
    return "".join(c + (random.choice(marks) if c.isalpha() and random.random() < rate else "") for c in name)


def one_after_another(first: Disguise, second: Disguise) -> Disguise:
    """Two light disguises on one name."""
    return lambda random, name, language: second(random, first(random, name, language), language)


def _mark(random: Random, language: str) -> str:
    return random.choice(MARKS[language])


def families() -> dict[str, Disguise]:
    """Every family by its name: (random, name, language) → the name disguised; see practised_in() for the languages."""
    return {
        "one or two digits": _written_as("digits", 2), "digits everywhere": _written_as("digits", EVERY),
        "one letter starred": starred, "letters starred": starred_more,
        "a few twin letters": _written_as("twins", 3), "all twin letters": _written_as("twins", EVERY),
        "foreign letters by look or sound": _written_as("by_sound", 2),
        "letters built of signs": _written_as("built", 2),
        "emoji as letters": _written_as("pictures", 2), "small capitals": _written_as("small", EVERY),
        "lettering": lettering, "accents and vowel signs": accented,
        "struck through": _after_each(lambda r, language: r.choice(DECORATIONS[language])),
        "light zalgo": one_after_another(accented, _put(lambda r, _: r.choice("\u0334\u0323\u0330\u0313"), 5)),
        "letter by letter": spaced, "letters with a sign between": separated, "a space inside": broken,
        "a mark inside": _put(_mark, 1), "marks inside": _put(_mark, 3),
        "an emoji inside": _put(lambda r, _: r.choice(EMOJI), 1),
        "an emoji between words": between_words, "words joined": joined, "hashtag": hashtag, "handle": handle,
        "invisible characters": _put(lambda r, _: r.choice(INVISIBLE), 5), "stretched": stretched, "doubled": doubled,
        "dropped": dropped, "swapped": swapped, "neighbouring key": neighbour, "by ear": by_ear,
        "vowels left out": fewer_vowels, "other script": other_script, "inflected": inflected, "mixed case": mixed_case,
        "dotless": _written_as("dotless", EVERY), "some dots": _written_as("dotless", 2),
        "digit and mark": one_after_another(_written_as("digits", 1), _put(_mark, 1)),
        "twins and spaces": one_after_another(_written_as("twins", 3), spaced),
        "by ear and joined": one_after_another(by_ear, joined),
    }  # fmt: skip


def practised_in(family: str) -> tuple[str, ...]:
    """The languages in which people do it."""
    if family in ("dotless", "some dots"):
        return ("ar",)
    if family == "lettering":
        return ("en",)
    return ("en", "ru") if family in NOT_IN_ARABIC else ("en", "ru", "ar")


def names() -> dict[str, list[str]]:
    """The made-up names by language, of one to three words."""
    return {language: list(forms) for language, forms in NAMES.items()}


def sentences() -> dict[str, list[str]]:
    """Sentences by language with {} where a name goes."""
    return {language: [" ".join(s.split()) for s in text.split("|")] for language, text in SENTENCES.items()}


def samples() -> Iterator[tuple[str, str, str, str]]:
    """(family, language, name, sentence with the name disguised): PER_FAMILY of each family, always the same."""
    for family, disguise in families().items():
        random = Random(f"{SEED} {family}")
        whose = [(language, name) for language in practised_in(family) for name in NAMES[language]]
        for n in range(PER_FAMILY):
            language, name = whose[n % len(whose)]
            guise = disguise(random, name, language)
            yield family, language, name, random.choice(sentences()[language]).replace("{}", guise)


def harmless() -> Iterator[tuple[str, str]]:
    """(language, sentence) without any name: half written by hand, half ordinary phrases in the same disguises."""
    usual = [family for family in families() if family not in UNTOLD]
    for language, text in HARMLESS.items():
        by_hand = [" ".join(sentence.split("\n")).strip() for sentence in text.split("|")]
        yield from ((language, sentence) for sentence in by_hand)
        random = Random(f"{SEED} {language}")
        phrases, frames = PHRASES[language].split("|"), LOOKS_ALIKE[language].split("|")
        ways = [family for family in usual if language in practised_in(family)]
        for n in range(HARMLESS_PER_LANGUAGE - len(by_hand)):
            guise = families()[ways[n % len(ways)]](random, phrases[n % len(phrases)], language)
            yield language, random.choice(frames).replace("{}", guise)
