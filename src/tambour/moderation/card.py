"""What was found out about a model: a table by language and kind of speech, and whether it may go live. Pure.

It is measured on sentences it never saw. Where it hits allowed speech above the bar of that kind, in any language, it
stays in the shadow, and the card says which.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tambour.moderation.allowed import BARS
from tambour.moderation.evaluate import Share, Sorted, rare
from tambour.moderation.guesses import Guess

KIND_OF = {
    "news": "news",
    "criticism": "criticism",
    "counter": "counter",
    "academic": "research",
    "legal": "research",
    "history": "research",
    "research": "research",
    "victim": "victims",
    "victims": "victims",
    "religious": "religious",
}
"""First words of the functional test set's kinds, and whose bar they have; all others are everyday speech."""
FIRST = ("criticism", "news", "counter")
"""Whose rows stand first, in every language."""
RARE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One row of the card: of so many sentences of a kind in a language so many were guessed to be harmful."""

    lang: str
    kind: str
    harmful: bool
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All rows, and what stands above them. `silent`: sentences about which the model said nothing at all."""

    rows: tuple[Measured, ...]
    recall: Share
    alarms: Share
    silent: Share
    order: float
    """Of a harmful and an allowed sentence drawn by lot, how often the harmful one scores higher (AUC)."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it may not go live."""
        return tuple(over_bars(self.rows))


def measured(rows: Sequence[Sorted], guesses: Sequence[Guess | None]) -> Card:
    """The card of these guesses about sentences that people have sorted."""
    table: dict[tuple[str, str, bool], list[bool]] = {}
    for row, guess in zip(rows, guesses, strict=True):
        kind = row.category if row.harmful else KIND_OF.get(row.kind.partition(".")[0], "everyday")
        for lang in (row.lang, "all"):
            table.setdefault((lang, kind, row.harmful), []).append(says(guess))
    cells = tuple(
        Measured(lang=lang, kind=kind, harmful=harmful, share=Share(sum(hits), len(hits)))
        for (lang, kind, harmful), hits in sorted(table.items(), key=placed)
    )
    sides = [
        [says(guess) for row, guess in zip(rows, guesses, strict=True) if row.harmful is side]
        for side in (True, False)
    ]
    return Card(
        rows=cells,
        recall=Share(sum(sides[0]), len(sides[0])),
        alarms=Share(sum(sides[1]), len(sides[1])),
        silent=Share(sum(guess is None or guess.abstains for guess in guesses), len(guesses)),
        order=order(rows, guesses),
    )


def says(guess: Guess | None) -> bool:
    """Would it be written down?"""
    return guess is not None and guess.says


def placed(item: tuple[tuple[str, str, bool], list[bool]]) -> tuple[bool, bool, str, int, str]:
    """All languages first, allowed speech before harmful, the kinds of FIRST before others."""
    (lang, kind, harmful), _ = item
    return lang != "all", harmful, lang, FIRST.index(kind) if kind in FIRST else len(FIRST), kind


def over_bars(rows: Iterable[Measured]) -> list[str]:
    """Kinds of allowed speech hit above their bar, in one language or in all together; and bars nobody measured."""
    known = [row for row in rows if not row.harmful and row.kind in BARS]
    found = [
        f"{row.lang}.{row.kind} {row.share.hits}/{row.share.of} > {BARS[row.kind]:.2f}"
        for row in known
        if row.share.of and row.share.hits / row.share.of > BARS[row.kind]
    ]
    return found + [f"{kind} was not measured" for kind in FIRST if kind not in {row.kind for row in known}]


def order(rows: Sequence[Sorted], guesses: Sequence[Guess | None]) -> float:
    """The area under the curve, by ranks; ties count half. 0.5 where one side is empty."""
    scored = sorted((g.score, row.harmful) for row, g in zip(rows, guesses, strict=True) if g is not None)
    harmful = sum(side for _, side in scored)
    allowed = len(scored) - harmful
    if not harmful or not allowed:
        return 0.5
    ranks, at = 0.0, 0
    while at < len(scored):
        end = at
        while end < len(scored) and scored[end][0] == scored[at][0]:
            end += 1
        ranks += (at + 1 + end) / 2 * sum(side for _, side in scored[at:end])
        at = end
    return (ranks - harmful * (harmful + 1) / 2) / (harmful * allowed)


def told(card: Card, title: str, trained: str) -> str:
    """The card as a page (Markdown)."""
    recall, alarms = card.recall, card.alarms
    lines = [
        f"# {title}",
        "",
        trained,
        "",
        "Measured on sentences it was not trained on. They are made up, in seven languages, and checked by no native"
        " speaker: they say how it behaves on contrast pairs, not how often it is right among what people write.",
        "",
        f"- harmful sentences it says something about: {share(recall)}",
        f"- allowed sentences it says something about: {share(alarms)}",
        f"- sentences it leaves open, not sure enough or not knowing the language: {share(card.silent)}",
        f"- a harmful one scores higher than an allowed one in {card.order:.2f} of pairs (0.5 is chance)",
    ]
    if recall.of and alarms.hits:
        found = rare(recall.hits / recall.of, alarms.hits / alarms.of, RARE)
        lines.append(
            f"- where one message in {round(1 / RARE):,} is harmful, about {found:.1%} of what it says would be right"
        )
    why = card.reasons
    lines += ["", "**It stays in the shadow**: " + "; ".join(why) if why else "It is within all bars.", ""]
    lines += ["| language | speech | bar | said something | |", "|---|---|---|---|---|"]
    for row in card.rows:
        bar = f"{BARS[row.kind]:.2f}" if not row.harmful and row.kind in BARS else ""
        low, high = row.share.interval
        kind = row.kind if row.harmful else f"allowed: {row.kind}"
        lines.append(
            f"| {row.lang} | {kind} | {bar} | {row.share.hits} of {row.share.of} | [{low:.2f}, {high:.2f}] |"
        )
    return "\n".join(lines) + "\n"


def share(of: Share) -> str:
    """With its interval."""
    low, high = of.interval
    return f"{of.hits / of.of if of.of else 0:.3f} [{low:.3f}, {high:.3f}], {of.hits} of {of.of}"
