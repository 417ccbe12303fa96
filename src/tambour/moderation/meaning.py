"""When two texts say the same, in whatever words and languages: the bars, measured by `python -m bench.meaning`. Pure.

A likeness is a number from -1 to 1 between what an encoder makes of two texts. It knows what they are about far better
than what their writers want: who warns of a call says nearly the same as who calls. So it is a guess, always: it opens
no case, decides nothing, and what people see of it says so.
"""

from dataclasses import dataclass

ENTRY_FROM = 0.70
"""From here on a message says what a text of the bank says. No unrelated sentence that was tried came so near to any of
140 texts, and no more of what may be said about the same things than its bars allow."""
CASES_FROM = 0.62
"""From here on two cases say the same. Lower, since all that follows is that people see them beside each other."""
GROUP_FROM = 0.70
"""From here on they are one group of the queue. A group is all that hangs together by such pairs, and lower down many
short messages about one matter do: 668 of 2,349 sentences at 0.62, 24 at 0.70."""
LETTERS_MIN = 30
"""Shorter texts are near each other by chance."""
CASES_MAX = 5_000
"""Open cases that are compared, the newest."""
ENTRIES_MAX = 5_000
"""Texts of the bank that are compared, the newest."""
SHOWN_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another open case that says the same. `seen`: this reviewer has opened it; `likeness`: how near it is."""

    case: int
    ver: int
    category: str
    severity: int
    state: str
    likeness: float
    seen: bool = False


def enough(text: str) -> bool:
    """Is there enough in a text, as a model reads it, to be compared?"""
    return sum(c.isalpha() for c in text) >= LETTERS_MIN
