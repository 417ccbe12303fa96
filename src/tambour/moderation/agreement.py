"""How far two who judge the same agree, beyond what chance would give: Cohen's kappa. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]
"""(outcome of the first, outcome of the second)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`kappa` None: too little to say, or both always judged alike. `name` '' is everything together."""

    name: str = ""
    looked: int = 0
    agreed: int = 0
    kappa: float | None = None


def agreement(pairs: Sequence[Pair], name: str = "") -> Agreement:
    """Share and kappa of these pairs."""
    total = len(pairs)
    same = sum(first == second for first, second in pairs)
    if not total:
        return Agreement(name=name)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(firsts[one] * seconds[one] for one in firsts) / total**2
    kappa = None if chance == 1 else round((same / total - chance) / (1 - chance), 3)
    return Agreement(name=name, looked=total, agreed=same, kappa=kappa)


def by_category(rows: Iterable[tuple[str, str, str]]) -> list[Agreement]:
    """All together first, then each category by name. `rows`: (category, first, second)."""
    found: dict[str, list[Pair]] = {}
    for category, first, second in rows:
        found.setdefault(category, []).append((first, second))
    everything = [pair for pairs in found.values() for pair in pairs]
    return [agreement(everything), *(agreement(found[name], name) for name in sorted(found))]


def chosen(decision: int, percent: float) -> bool:
    """Is this decision among those that are judged again? The same answer every time."""
    return (decision * 2_654_435_761 & 0xFFFFFFFF) / 2**32 < percent / 100
