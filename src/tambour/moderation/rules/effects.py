"""What a rule may lead to: the strongest puts a message before a person. Nothing here touches the message. Pure."""

from dataclasses import dataclass
from typing import Literal

from tambour.moderation.detect import KEPT_FROM
from tambour.moderation.rules.features import LABEL, WHOSE, Parameter
from tambour.moderation.text.stance import HEEDED_FROM

Kind = Literal["signal", "enqueue", "label"]
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


QUIET = Parameter(type="number", least=KEPT_FROM, most=HEEDED_FROM - 0.05)
LOUD = Parameter(type="number", least=HEEDED_FROM, most=1)
CATEGORY = Parameter(type="text")
EFFECTS: dict[str, tuple[Kind, dict[str, Parameter]]] = {
    "Signal": ("signal", {"category": CATEGORY, "score": QUIET}),
    "Enqueue": ("enqueue", {"category": CATEGORY, "score": LOUD}),
    "Label": (
        "label",
        {"of": WHOSE, "label": LABEL, "hours": Parameter(type="number", least=1, most=LABEL_HOURS_MAX)},
    ),
}
"""Name in the language: kind and parameters."""
