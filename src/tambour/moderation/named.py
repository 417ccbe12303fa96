"""A name of the bank in a text that a model takes for harmful: neither says enough alone, both together may. Pure.

The words near a name may be none that are known, and a model knows no names. What is put before people needs both, and
that nothing in the text keeps a distance from any name: so news, critics and victims whom a model mistakes are left
alone. Together they have a card, a print and a mode of their own, and go back to the shadow as rules do.
"""

from dataclasses import replace

from tambour.moderation.detect import SPANS_MAX, VERSIONS, Finding, Loaded
from tambour.moderation.guesses import NAMED
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import Normal, normalise
from tambour.moderation.text.stance import HEEDED_FROM, Judged, judge

SCORE = 0.55
"""Less than any words that push: two signs that are weak by themselves."""


def print_of(classifier: str) -> str:
    """Of a model beside names, as the words around them are read now. `classifier`: the model's own print."""
    return f"named:{VERSIONS[NAMED]}.{VERSIONS['words']}:{classifier}"


def plainly_named(bank: Loaded, read: Normal, text: str) -> list[Judged]:
    """The names in it, if none of them is told of with a distance, and no words push that are known anyway."""
    found = judge(search(bank.lexicon, read, text), read, text)
    if any(one.score >= HEEDED_FROM or "distance" in " ".join(one.reasons) for one in found):
        return []
    return [one for one in found if one.hit.entry.kind == "name"]


def beside(bank: Loaded, text: str, chat: int, part: str = "", *, live: bool) -> list[Finding]:
    """What is found in a part of a message that a model takes for harmful, once for each entry. In the shadow unless
    what both say together may be `live`."""
    read = normalise(text)
    places: dict[int, list[Judged]] = {}
    for one in plainly_named(bank, read, text):
        places.setdefault(one.hit.entry.id, []).append(one)
    found: list[Finding] = []
    for entry, some in places.items():
        sure = Finding(
            detector=NAMED,
            category="",
            score=SCORE,
            entry=entry,
            spans=tuple(read.original(one.hit.start, one.hit.end) for one in some[:SPANS_MAX]),
            reasons=(*some[0].reasons, "guess.model"),
        )
        if (weighed := bank.weighed(sure, chat)) is not None:
            found.append(replace(weighed, part=part, mode=weighed.mode if live else "shadow"))
    return found
