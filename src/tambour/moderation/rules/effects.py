"""What a rule may lead to, the strongest of which hides a message until a person has looked. Pure."""

from dataclasses import dataclass
from typing import Literal

from tambour.moderation.rules.features import LABEL, WHOSE, Parameter

Kind = Literal["signal", "enqueue", "quarantine", "label"]
LABEL_HOURS_MAX = 24 * 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing that follows. `score` of a signal, `hours` of a label."""

    kind: Kind
    category: str = ""
    score: float = 0.0
    of: str = ""
    label: str = ""
    hours: int = 0


SCORE = Parameter(type="number", least=0.2, most=1)
CATEGORY = Parameter(type="text")
EFFECTS: dict[str, tuple[Kind, dict[str, Parameter], str]] = {
    "Signal": (
        "signal",
        {"category": CATEGORY, "score": SCORE},
        "Write a signal. It raises the place of a case that is there already, and opens none.",
    ),
    "Enqueue": (
        "enqueue",
        {"category": CATEGORY, "score": SCORE},
        "Write a signal and ask a person to look.",
    ),
    "Quarantine": (
        "quarantine",
        {"category": CATEGORY},
        "Hide the message until a person has looked, and ask one to. Nothing stronger exists.",
    ),
    "Label": (
        "label",
        {"of": WHOSE, "label": LABEL, "hours": Parameter(type="number", least=1, most=LABEL_HOURS_MAX)},
        "Put a label on the author or the chat that other rules can ask for, until it expires.",
    ),
}
"""Name in the language: kind, parameters, the sentence of the reference."""
