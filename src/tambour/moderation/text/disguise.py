"""Other readings of a text: written in escapes, in letters of any script that look or sound like ours, turned round.

A reading is made only where something calls for it, and few are made of one text. What is read stays as long as the
text or grows a little; each letter knows the part of the original it came from. Pure; linear in the text's length.
"""

import re
import string
from collections.abc import Iterable

from tambour.moderation.text import abjad, codes
from tambour.moderation.text.escapes import decoded, guessed
from tambour.moderation.text.letters import Script
from tambour.moderation.text.rereading import Reading, rewritten
from tambour.moderation.text.traits import CAMEL, FILLED, FILLERS, NUMBERED, Trait, traits

READ_MAX = 4_096
"""Characters of a text that are read again; what a message may have."""
READ_ALL_MAX = 24_576
"""Characters of all readings of one text together."""
FILLER = re.compile(rf"(?<=\w)[,.…]*\s+(?:{FILLERS})[,.…]*\s+(?=\w)", re.IGNORECASE)
ASIDE = re.compile(r"\s?[(\[{<][^()\[\]{}<>\n]{1,30}[)\]}>]\s?(?=[^\W\d_])")


ORDINARY = frozenset(
    string.ascii_letters
    + " .,!?;:'’\"«»“”„…\n-"
    + "".join(map(chr, (*range(0x410, 0x450), 0x401, 0x451)))
    + "".join(map(chr, range(0x621, 0x653)))
    + "،؟؛ßäöüÄÖÜéèêëàâáçñíóúîïôûùœğışöçĞİŞ¿¡"
)
"""Of what a text without signs consists."""
DIGITS = frozenset(c for c in map(chr, range(0x1000)) if c.isdigit())
BRACKETS = frozenset("([{<")
ALL_SCRIPTS: frozenset[Script] = frozenset(("latin", "cyrillic", "arabic"))
ONLY_ARABIC: frozenset[Script] = frozenset(("arabic",))


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
    has = traits(whole.text)
    take(guessed(whole, marks, has))
    take(codes.said(whole, marks, has))
    for one in (*without(whole, marks, has), *by_shape(whole, scripts)):
        take(one)
    kept: list[Reading] = []
    left = READ_ALL_MAX
    for one in found.values():
        left -= len(one.text)
        if left < 0:
            break
        kept.append(one)
    return kept


def without(whole: Reading, marks: frozenset[str], has: int) -> Iterable[Reading]:
    """Without what was put between letters: digits, asides, the same letter again; and with capitals apart."""
    if has & Trait.NUMBERED and marks & DIGITS:
        yield rewritten(whole, NUMBERED, lambda m: "")
    if marks & BRACKETS and ASIDE.search(whole.text):
        yield rewritten(whole, ASIDE, lambda m: "")
    if has & Trait.FILLER and FILLER.search(whole.text):
        yield rewritten(whole, FILLER, lambda m: " ")
    if has & Trait.CAMEL:
        yield rewritten(whole, CAMEL, lambda m: f"{m.group()[0]} {m.group()[1]}")
    if has & Trait.FILLED and (filled := FILLED.search(whole.text)):
        sign = re.escape(filled.group(1))
        each = re.compile(rf"(?<![^\W_])[^\W_](?:{sign}[^\W_])+{sign}?(?![^\W_])")
        yield rewritten(whole, each, lambda m: m.group()[::2])


def by_shape(whole: Reading, scripts: frozenset[Script]) -> Iterable[Reading]:
    """Arabic in one character a letter of Latin, and names of other scripts in letters that leave vowels out."""
    if "arabic" in scripts and abjad.BUCKWALTER_WORD.search(whole.text):
        yield abjad.from_buckwalter(whole)
    if scripts - ONLY_ARABIC and not whole.text.isascii() and abjad.ABJAD.search(whole.text):
        yield abjad.in_classes(whole)
