"""What a rule can ask of a message: features with their parameters and types. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tambour.moderation.rules.event import BYS, HOUR_MS, OFS, WINDOW_MAX_MIN, Counter, Event
from tambour.moderation.rules.values import Run, Type, Value
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.terms import MakeFind

PATTERN_COST = 20
COUNTER_COST = 10
LABEL_MAX = 40
FOUND_MAX_DAYS = 365
WHERE = ("anywhere", "text", "besides")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One keyword. `fixed`: has to be written in the source; `among`: one of these; numbers lie in `least`..`most`."""

    type: Type
    default: Value | None = None
    among: tuple[str, ...] = ()
    least: float = 0
    most: float = 0
    chars_max: int = 260
    shape: re.Pattern[str] | None = None

    @property
    def needed(self) -> bool:
        """Has it to be given?"""
        return self.default is None


Built = tuple[Run, frozenset[Counter]]
Build = Callable[[dict[str, Any], MakeFind], Built]
"""From the fixed values of the parameters to the question itself, and the counters it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One question."""

    type: Type
    build: Build
    parameters: dict[str, Parameter] = field(default_factory=dict)
    cost: int = 1


def plain(ask: Run) -> Build:
    """A question without parameters."""
    return lambda given, make: (ask, frozenset())


def hours_since(at: int, since: int | None) -> float | None:
    """None where it is not known; never negative."""
    return None if since is None else max(0, at - since) / HOUR_MS


def folded_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """As the text is folded; what is empty then is left out."""
    return tuple(word for raw in words if (word := normalise(raw).text.strip()))


def read_in(event: Event, where: str, *, raw: bool = False) -> tuple[str, ...]:
    """The texts that a question is about, each for itself; what stands beside the text only where something does."""
    text, beside = (event.text, event.besides) if raw else (event.folded, event.besides_folded)
    if where == "text":
        return (text,)
    more = (beside,) if beside else ()
    return more if where == "besides" else (text, *more)


def contains(given: dict[str, Any], make: MakeFind) -> Built:
    """Words and phrases at the borders of words, folded on both sides."""
    words, where = tuple(f" {word} " for word in folded_words(given["any"])), given["where"]

    def ask(event: Event) -> Value | None:
        for text in read_in(event, where):
            padded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text).split())} "
            if any(word in padded for word in words):
                return True
        return False

    return ask, frozenset()


def matches(given: dict[str, Any], make: MakeFind) -> Built:
    """An expression of RE2 over the texts as they were written, or folded."""
    find, raw, where = make([given["pattern"]]), given["folded"] is False, given["where"]

    def ask(event: Event) -> Value | None:
        return any(next(iter(find(text)), None) is not None for text in read_in(event, where, raw=raw))

    return ask, frozenset()


def score(given: dict[str, Any], make: MakeFind) -> Built:
    """The surest signal of these."""
    detector, category = given["detector"], given["category"]

    def ask(event: Event) -> Value | None:
        fitting = [
            one.score
            for one in event.signals
            if detector in ("", one.detector)
            and (one.category == category or one.category.startswith(f"{category}.") or not category)
        ]
        return max(fitting, default=0.0)

    return ask, frozenset()


def count(given: dict[str, Any], make: MakeFind) -> Built:
    """One counter; None where its key is not there."""
    counter = Counter(given["of"], given["by"], int(given["minutes"]))
    return lambda event: counted(event, counter), frozenset({counter})


def ratio(given: dict[str, Any], make: MakeFind) -> Built:
    """How many times as fast in the short window as in the long one."""
    short = Counter("messages", given["by"], int(given["short"]))
    long = Counter("messages", given["by"], int(given["long"]))

    def ask(event: Event) -> Value | None:
        now, before = counted(event, short), counted(event, long)
        if now is None or not before:
            return None
        return (now / short.minutes) / (before / long.minutes)

    return ask, frozenset({short, long})


def counted(event: Event, counter: Counter) -> float | None:
    """The count this event was said under."""
    found = event.counts.get(counter)
    return None if found is None else float(found)


def labelled(given: dict[str, Any], make: MakeFind) -> Built:
    """Has the author, or the chat, this label?"""
    label, of = given["label"], given["of"]
    return lambda event: label in (event.author_labels if of == "author" else event.chat_labels), frozenset()


def found_before(given: dict[str, Any], make: MakeFind) -> Built:
    """What people had found in this chat by then."""
    days = float(given["days"])
    return lambda event: float(event.found_before(days)), frozenset()


MINUTES = Parameter(type="number", least=1, most=WINDOW_MAX_MIN)
LABEL = Parameter(type="text", chars_max=LABEL_MAX, shape=re.compile("[a-z0-9_.-]+"))
PLACE = Parameter(type="text", default="anywhere", among=WHERE)
WHOSE = Parameter(type="text", among=("author", "chat"))

FEATURES: dict[str, Feature] = {
    "Text": Feature(type="text", build=plain(lambda e: e.text)),
    "Length": Feature(type="number", build=plain(lambda e: float(len(e.text)))),
    "Contains": Feature(
        type="yes", parameters={"any": Parameter(type="texts"), "where": PLACE}, build=contains, cost=5
    ),
    "Matches": Feature(
        type="yes",
        build=matches,
        cost=PATTERN_COST,
        parameters={
            "pattern": Parameter(type="text"),
            "folded": Parameter(type="yes", default=True),
            "where": PLACE,
        },
    ),
    "Besides": Feature(type="text", build=plain(lambda e: e.besides)),
    "Carries": Feature(type="texts", build=plain(lambda e: e.carries)),
    "Links": Feature(type="texts", build=plain(lambda e: e.links)),
    "LinkCount": Feature(type="number", build=plain(lambda e: float(len(e.links)))),
    "Media": Feature(type="texts", build=plain(lambda e: e.media)),
    "Forwarded": Feature(type="yes", build=plain(lambda e: e.forwarded)),
    "Edited": Feature(type="yes", build=plain(lambda e: e.edited)),
    "Reply": Feature(type="yes", build=plain(lambda e: e.reply)),
    "ByBot": Feature(type="yes", build=plain(lambda e: e.by_bot)),
    "AuthorAge": Feature(type="number", build=plain(lambda e: hours_since(e.at, e.author_since))),
    "ChatKind": Feature(type="text", build=plain(lambda e: e.chat_kind)),
    "ChatAge": Feature(type="number", build=plain(lambda e: hours_since(e.at, e.chat_since))),
    "ChatMembers": Feature(
        type="number", build=plain(lambda e: None if e.chat_members is None else float(e.chat_members))
    ),
    "ChatFound": Feature(
        type="number",
        build=found_before,
        parameters={"days": Parameter(type="number", default=30, least=1, most=FOUND_MAX_DAYS)},
    ),
    "Score": Feature(
        type="number",
        build=score,
        parameters={
            "detector": Parameter(type="text", default=""),
            "category": Parameter(type="text", default=""),
        },
    ),
    "Count": Feature(
        type="number",
        build=count,
        cost=COUNTER_COST,
        parameters={
            "of": Parameter(type="text", default="messages", among=OFS),
            "by": Parameter(type="text", among=BYS),
            "minutes": MINUTES,
        },
    ),
    "Ratio": Feature(
        type="number",
        build=ratio,
        cost=2 * COUNTER_COST,
        parameters={"by": Parameter(type="text", among=BYS), "short": MINUTES, "long": MINUTES},
    ),
    "HasLabel": Feature(type="yes", build=labelled, parameters={"of": WHOSE, "label": LABEL}),
}
