"""The fourth kept set of disguised names: what people do to a name, as often as they do it.

Each family is one habit that is documented or seen daily: of gamers, spammers, short-video
captions, hurried thumbs, Arabic without dots. Who knows the name recognises it at a glance.
How many samples a family gives of a name follows how common it is. No detector was looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from bench import kept_habits4 as habits
from bench import kept_scripts4 as scripts
from bench import kept_tables4 as signs
from bench.kept_habits4 import Family
from bench.kept_harmless4 import SEEMING
from bench.kept_words4 import NAMES, PLAIN, SENTENCES, WORDS

SEED = 20261129


WEIGHTS: dict[str, tuple[int, Family]] = {
    "digits": (3, habits.digits), "digits_all": (1, habits.digits_all), "symbols": (2, habits.symbols),
    "drawn": (2, scripts.drawn), "two_for_one": (1, habits.two_for_one), "masked": (3, habits.masked),
    "vowels_masked": (1, habits.vowels_masked), "vowels_left_out": (1, habits.vowels_left_out),
    "dropped": (2, habits.dropped), "swapped": (1, habits.swapped), "doubled": (1, habits.doubled),
    "stretched": (1, habits.stretched), "neighbour_key": (1, habits.neighbour_key),
    "by_ear": (2, habits.by_ear), "bracketed": (1, habits.bracketed), "broken": (2, habits.broken),
    "broken_line": (1, habits.broken_line), "markup": (1, habits.markup), "spaced": (2, habits.spaced),
    "dotted": (1, habits.dotted), "other_signs": (1, habits.other_signs),
    "thin_spaces": (1, habits.thin_spaces), "upright": (1, habits.upright),
    "invisible": (2, habits.invisible), "direction_marks": (1, habits.direction_marks),
    "glued": (1, habits.glued), "joined": (1, habits.joined), "hashtag": (2, scripts.hashtag),
    "handle": (2, scripts.handle), "address": (1, scripts.address),
    "stuck_to_a_word": (1, habits.stuck_to_a_word), "emoji_between": (1, habits.emoji_between),
    "emoji_letters": (1, scripts.emoji_letters), "look_alike_few": (2, scripts.look_alike_few),
    "look_alike_all": (1, scripts.look_alike_all), "look_alike_far": (1, scripts.look_alike_far),
    "fullwidth": (1, scripts.fullwidth), "styled": (2, scripts.styled), "enclosed": (1, scripts.enclosed),
    "small_capitals": (1, scripts.small_capitals), "marks_heaped": (1, scripts.marks_heaped),
    "struck": (1, scripts.struck), "accents_on": (1, scripts.accents_on),
    "accents_off": (2, scripts.accents_off), "capitals": (1, habits.capitals),
    "words_turned": (1, habits.words_turned), "digits_spaced": (1, habits.digits_spaced),
    "slip_and_twin": (1, scripts.slip_and_twin), "wrong_layout": (1, scripts.wrong_layout),
    "translit": (4, scripts.translit), "half_translit": (1, scripts.half_translit),
    "dotless": (4, scripts.dotless), "few_dots": (2, scripts.arabic(signs.FEWER_DOTS, 1, 2)),
    "kashida": (3, scripts.kashida), "vowel_signs": (2, scripts.vowel_signs),
    "presentation_forms": (1, scripts.presentation_forms),
    "persian_letters": (3, scripts.arabic(signs.PERSIAN, 1, 3)),
    "house_spelling": (3, scripts.arabic(signs.HOUSE_SPELLING, 1, 3)),
    "odd_dots": (1, scripts.arabic(signs.ODD_DOTS, 1, 3)),
    "latin_inside": (3, scripts.arabic(signs.LATIN_INSIDE, 1, 1)),
}  # fmt: skip


def families() -> dict[str, Family]:
    """Every family: (random, name, language) gives the disguised name, None where it makes no sense."""
    return {name: family for name, (_, family) in WEIGHTS.items()}


def names() -> dict[str, list[str]]:
    """The made-up organisations of each language."""
    return NAMES


def sentences() -> dict[str, list[str]]:
    """Ordinary sentences of each language, {} where the name goes."""
    return SENTENCES


def samples() -> Iterator[tuple[str, str, str, str]]:
    """(family, language, name, whole text), the same at every call; none holds the name as it is."""
    for family, (weight, disguise) in WEIGHTS.items():
        for lang, known in NAMES.items():
            random = Random(f"{SEED} {family} {lang}")
            for name in known:
                seen: set[str] = set()
                plain = re.compile(rf"\b{re.escape(name)}\b", 0 if family == "capitals" else re.IGNORECASE)
                for _ in range(weight):
                    out = disguise(random, name, lang)
                    if out is None or plain.search(out):
                        continue
                    text = random.choice(SENTENCES[lang]).replace("{}", out)
                    if text not in seen:
                        seen.add(text)
                        yield family, lang, name, text


def harmless() -> Iterator[tuple[str, str]]:
    """500 (language, text) in which no name is hidden, though they look as if."""
    made = 0
    for lang, lines in SEEMING.items():
        for line in lines:
            made += 1
            yield lang, line
    random = Random(f"{SEED} harmless")
    langs = list(PLAIN)
    while made < 500:
        lang = langs[made % len(langs)]
        _, disguise = WEIGHTS[
            random.choice([f for f in WEIGHTS if f not in ("translit", "handle", "address")])
        ]
        word = random.choice(WORDS[lang])
        out = disguise(random, word, lang)
        if out is not None and out != word:
            made += 1
            yield lang, random.choice(PLAIN[lang]).replace("{}", out)
