"""A name of the bank in what a place calls itself, and what is said there without it: neither says enough alone. Pure.

Who speaks in a channel under a name seldom repeats it. Where a public chat's title, description or public name holds a
name of the bank and keeps no distance from it, words that push, and what a model takes for harmful, count in that chat
as they do beside the name. News of it, those who stand against it and its victims name it in their titles too: they say
so there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tambour.domain.messages import Entity, Message
from tambour.moderation.detect import SPANS_MAX, Finding, Loaded, quoted_in
from tambour.moderation.guesses import NAMED, TITLED, Model
from tambour.moderation.named import SCORE as GUESSED_SCORE
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.nameless import Nameless, nameless
from tambour.moderation.text.namesakes import OWN_WORDS, is_else
from tambour.moderation.text.normal import Normal, normalise
from tambour.moderation.text.stance import quoted, reading_of
from tambour.moderation.text.terms import How

SCORE, SCORE_TWICE = 0.55, 0.7
"""With one list of words that push, and with two: less than beside the name itself."""
CALLED = "place.called"
"""The reason that says where the name stands."""

Called = Mapping[int, How]
"""Entries by which a place calls itself, and how they are written there."""


def called(bank: Loaded, said: str) -> dict[int, How]:
    """Names of the bank by which a place calls itself; none where it keeps a distance from any. `said`: title,
    description and public name, a line for each."""
    if not bank.lexicon.plain_ways and bank.lexicon.more is None:
        return {}
    read = normalise(said)
    hits = [hit for hit in search(bank.lexicon, read, said) if hit.entry.kind == "name"]
    if not hits:
        return {}
    reading = reading_of(hits, read, said, ())
    away = reading.outside.union(*reading.kept.values())
    words = [word for word, named in zip(reading.cut.words, reading.named, strict=True) if not named]
    if away - OWN_WORDS or is_else(words):
        return {}
    return {hit.entry.id: hit.how for hit in hits if not quoted(hit, reading)}


def heard(bank: Loaded, read: Normal, text: str, entities: Sequence[Entity] = ()) -> Nameless | None:
    """What a text says that names nobody of the bank; None where it names somebody, or keeps its distance."""
    if search(bank.lexicon, read, text):
        return None
    found = nameless(read, text, quoted_in(text, entities))
    return None if found.distant else found


def plainly_heard(bank: Loaded, read: Normal, text: str, entities: Sequence[Entity] = ()) -> bool:
    """Does it name nobody and keep no distance, and do no words push that are known anyway?"""
    said = heard(bank, read, text, entities)
    return said is not None and not said.kinds


def pushed(bank: Loaded, names: Called, message: Message, part: str, text: str) -> list[Finding]:
    """What is found in a part of a message of such a place because of words that are known, once for each entry."""
    read = normalise(text)
    said = heard(bank, read, text, () if part else message.entities)
    if said is None or not said.kinds:
        return []
    spans = tuple(read.original(start, end) for start, end in said.places[:SPANS_MAX])
    reasons = tuple(f"push.{kind}" for kind in said.kinds)
    score = SCORE if len(said.kinds) == 1 else SCORE_TWICE
    return under(
        bank,
        names,
        message,
        Finding(detector=TITLED, category="", score=score, spans=spans, reasons=reasons, part=part),
    )


def guessed(
    bank: Loaded, names: Called, message: Message, part: str, text: str, both: Model | None
) -> list[Finding]:
    """The same because a model takes it for harmful, where no words push that are known. `both`: what is known of model
    and names together; in the shadow unless somebody let that live."""
    if not plainly_heard(bank, normalise(text), text, () if part else message.entities):
        return []
    sure = Finding(detector=NAMED, category="", score=GUESSED_SCORE, reasons=("guess.model",), part=part)
    live, version = both is not None and both.mode == "live", both.number if both is not None else 0
    return [
        replace(one, mode=one.mode if live else "shadow", version=version)
        for one in under(bank, names, message, sure)
    ]


def under(bank: Loaded, names: Called, message: Message, sure: Finding) -> list[Finding]:
    """The finding for each entry by which the place calls itself."""
    found: list[Finding] = []
    for entry, how in names.items():
        if entry in bank.entries:
            reasons = (CALLED, f"found.{how}", *sure.reasons)
            weighed = bank.weighed(replace(sure, entry=entry, reasons=reasons), message.chat)
            found += [replace(weighed, part=sure.part)] if weighed is not None else []
    return found
