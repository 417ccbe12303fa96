"""What a text says that names nobody: does it push towards whoever it stands under, or keep its distance? Pure.

The words and what turns them round are those of stance.py. There is no name from which to measure how far they stand,
so all of the text counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.moderation.text.clauses import Span
from tambour.moderation.text.normal import Normal
from tambour.moderation.text.speech.table import PUSHES
from tambour.moderation.text.stance import Reading, kept_apart, own_words, pushing, reading_of

QUOTED_WORDS = 4
"""A quotation of so many words is what somebody else said; of fewer a title, or scorn."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """Lists of words that push, the places of these words in the normalised text, and whether the text keeps a
    distance."""

    kinds: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    distant: bool = False


def nameless(read: Normal, original: str, blocks: Sequence[Span] = ()) -> Nameless:
    """`read` is the original, normalised; `blocks` as for `judge`."""
    reading = reading_of((), read, original, blocks)
    pushes = own_words([push for kind in PUSHES for push in pushing(kind, reading)], reading)
    distance, cited = kept_apart(pushes, reading, ())
    return Nameless(
        kinds=tuple(sorted({push.kind for push in pushes})),
        places=tuple(sorted({reading.cut.span(push.place, push.end) for push in pushes})),
        distant=distance > 0 or cited or (not pushes and quotes(reading)),
    )


def quotes(reading: Reading) -> bool:
    """Does it give what somebody else said?"""
    cut = reading.cut
    return any(
        sum(start <= at < end for at in cut.starts) >= QUOTED_WORDS
        for start, end in (*cut.quotes, *cut.blocks)
    )
