"""A name of the bank in a text that a model takes for harmful: neither says enough alone, both together may. Pure.

The words near a name may be none that are known, and a model knows no names. What is put before people needs both, and
that nothing in the text keeps a distance from any name: so news, critics and victims whom a model mistakes are left
alone. Together they have a card, a print and a mode of their own, and go back to the shadow as rules do.
"""

from collections.abc import Sequence
from dataclasses import replace

from tambour.domain.messages import Entity, Message
from tambour.moderation.detect import SPANS_MAX, VERSIONS, Finding, Loaded, quoted_in
from tambour.moderation.guesses import NAMED, Model
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import Normal, normalise
from tambour.moderation.text.stance import HEEDED_FROM, Judged, judge

SCORE = 0.55
"""Less than any words that push: two signs that are weak by themselves."""


def print_of(classifier: str) -> str:
    """Of a model beside names, as the words around them are read now. `classifier`: the model's own print."""
    return f"named:{VERSIONS[NAMED]}.{VERSIONS['words']}:{classifier}"


def plainly_named(bank: Loaded, read: Normal, text: str, entities: Sequence[Entity] = ()) -> list[Judged]:
    """The names in it, if none of them is told of with a distance, and no words push that are known anyway."""
    found = judge(search(bank.lexicon, read, text), read, text, quoted_in(text, entities))
    if any(one.score >= HEEDED_FROM or "distance" in " ".join(one.reasons) for one in found):
        return []
    return [one for one in found if one.hit.entry.kind == "name"]


def beside(bank: Loaded, message: Message, part: str, text: str, both: Model | None) -> list[Finding]:
    """What is found in a part of a message that a model takes for harmful, once for each entry. `both`: what is known
    of model and names together; in the shadow unless somebody let that live."""
    read = normalise(text)
    places: dict[int, list[Judged]] = {}
    for one in plainly_named(bank, read, text, () if part else message.entities):
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
        if (weighed := bank.weighed(sure, message.chat)) is not None:
            mode = weighed.mode if both is not None and both.mode == "live" else "shadow"
            version = both.number if both is not None else 0
            found.append(replace(weighed, part=part, mode=mode, version=version))
    return found
