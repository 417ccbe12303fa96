"""In which languages a fresh model may say what it would say: where it is above a gate of allowed speech it is quieter.

What it is tried on only chooses between three bars that were there before: the one from the folds, CAREFUL, and never.
The card is measured on other sentences (`proof.unseen`): what was chosen by some rows says nothing about them.
"""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from tambour.adapters.classifying.embedding import Embed
from tambour.adapters.classifying.light import LightModel, Weights
from tambour.moderation.card import measured
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import SAID_FROM, Guess, readable

CAREFUL = 0.92
"""The bar of a language in which the model was above a gate at its own bar."""
NEVER = 2.0
"""And of one in which it still was: there it says nothing."""


def guarded(weights: Weights, embed: Embed, rows: Sequence[Sorted]) -> Weights:
    """The same heads, with the bars of those languages raised in which a gate would not hold on these rows."""
    asked = [(row, text) for row in rows if (text := readable(row.text))]
    freely = msgspec.structs.replace(weights, bars=dict.fromkeys(weights.bars, SAID_FROM))
    guesses = LightModel(freely, embed).judged([text for _, text in asked])
    bars = dict(weights.bars)
    for bar in (CAREFUL, NEVER):
        card = measured([row for row, _ in asked], [barred(guess, bars) for guess in guesses])
        for lang in {reason.partition(".")[0] for reason in card.reasons} & set(bars):
            bars[lang] = max(bar, bars[lang])
    return msgspec.structs.replace(weights, bars=bars)


def barred(guess: Guess | None, bars: dict[str, float]) -> Guess | None:
    """What is left of a guess under these bars."""
    if guess is None or guess.score >= bars[guess.lang]:
        return guess
    return replace(guess, abstains=True)
