"""How good detection is on sentences that people have sorted: what the sample supports, and no more. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tambour.moderation.rates import wilson

SAMPLE_MIN = 30
"""Of fewer, no share is said."""
PREVALENCES = (1e-3, 1e-4, 1e-5)
HITS_MIN = 5
"""So many false alarms, and their rate is known well enough to be reckoned with whatever the sample's size."""
RULE_OF_THREE = 3
"""Nothing among n says no more than that the share is under three in n (95 %)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """One sentence that people have sorted. `kind`: of speech; `category`: of the policy, if harmful."""

    text: str
    harmful: bool
    lang: str = ""
    kind: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many were put before people."""

    hits: int
    of: int

    @property
    def supported(self) -> bool:
        """May the share be said?"""
        return self.of >= SAMPLE_MIN

    @property
    def share(self) -> float | None:
        """None where too few were tried."""
        return self.hits / self.of if self.supported else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson, 95 %; of nothing the rule of three."""
        if not self.hits and self.of:
            return 0.0, min(1.0, RULE_OF_THREE / self.of)
        return wilson(self.hits, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One line of the answer: harmful speech that was found, or allowed speech that was bothered."""

    harmful: bool
    by: str
    name: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All cells, and what the shares mean where harmful speech is rare."""

    cells: tuple[Cell, ...]
    recall: Share
    alarms: Share

    def precision(self, prevalence: float) -> tuple[float, float, float] | None:
        """(estimate, least, most) share of what is put before people that is harmful, where so much of all speech is;
        None where the sample cannot tell: false alarms as rare as that would not show in it."""
        recall, alarms = self.recall, self.alarms
        enough = alarms.hits >= HITS_MIN or alarms.of * prevalence >= RULE_OF_THREE
        if not (recall.supported and alarms.supported and enough):
            return None
        worst, best = recall.interval, alarms.interval
        found = recall.hits / recall.of
        wrong = alarms.hits / alarms.of
        return (
            rare(found, wrong, prevalence),
            rare(worst[0], best[1], prevalence),
            rare(worst[1], best[0], prevalence),
        )


def rare(recall: float, alarms: float, prevalence: float) -> float:
    """Precision at a prevalence (Bayes); 0 where nothing is found."""
    found, wrong = recall * prevalence, alarms * (1 - prevalence)
    return found / (found + wrong) if found else 0.0


def evaluated(rows: Sequence[Sorted], found: Sequence[bool]) -> Evaluation:
    """Shares by language, by kind within it, and by category. `found`: was the row put before people?"""
    names: dict[tuple[bool, str, str], list[bool]] = {}
    for row, hit in zip(rows, found, strict=True):
        for by, name in ways(row):
            names.setdefault((row.harmful, by, name), []).append(hit)
    cells = tuple(
        Cell(harmful=harmful, by=by, name=name, share=Share(sum(hits), len(hits)))
        for (harmful, by, name), hits in sorted(
            names.items(), key=lambda item: (not item[0][0], *item[0][1:])
        )
    )
    return Evaluation(
        cells=cells, recall=total(rows, found, harmful=True), alarms=total(rows, found, harmful=False)
    )


def ways(row: Sorted) -> Iterable[tuple[str, str]]:
    """Under which names a row is counted."""
    yield "language", row.lang or "?"
    if row.kind:
        yield "kind", f"{row.lang or '?'} {row.kind}"
    if row.harmful and row.category:
        yield "category", row.category


def total(rows: Sequence[Sorted], found: Sequence[bool], *, harmful: bool) -> Share:
    """Of all rows of this side."""
    hits = [hit for row, hit in zip(rows, found, strict=True) if row.harmful is harmful]
    return Share(sum(hits), len(hits))
