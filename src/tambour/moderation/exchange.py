"""Lists of other operators: what stands on them, what several of them say of one thing, what may be handed on. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tambour.moderation.bank import BankEntry
from tambour.moderation.harms import BY_KEY

Says = Literal["positive", "seed", "negative"]
"""It is what we look for; somebody thinks so; it is not."""
SAYS = ("positive", "seed", "negative")
REF_MAX = 300
RAW_MAX = 2_000
TAGS_MAX = 20
TAG_MAX = 120
OURS = "tambour:"
"""In front of a category of ours, where a format has tags or labels."""
HELD_BACK = ("tlp:red", "tlp:amber", "tlp:amber+strict")
"""What came with one of these is not handed on."""
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One thing on a list. `entry` is as the list has it; what it leaves empty (category, source, mode) is filled in
    by the terms on which the list is taken.

    `ref`: its name there; the same name again replaces what it said before. `raw`: the value as it is written there,
    where that is more than the entry keeps. `gone`: taken back. `at`: when it was said, in ms, 0: it does not say.
    """

    entry: BankEntry
    says: Says = "positive"
    ref: str = ""
    raw: str = ""
    gone: bool = False
    tags: tuple[str, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which a list is taken in. `mode` '': as the list says, else in shadow. `days`: how long an entry lives that
    does not say so itself; 0: for good."""

    source: str = ""
    category: str = "other"
    mode: str = ""
    opinion: str = "positive"
    ratio: float = 1.0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of an entry, for those who listed it: never where, by whom or in which words."""

    entry: int
    kind: str
    value: str
    ref: str
    raw: str = ""
    seen: int = 0
    upheld: int = 0
    overturned: int = 0
    first: int = 0
    last: int = 0

    @property
    def verdict(self) -> Says | None:
        """Our word on it: people acted on what it found, or found it harmless; None where they did both or neither."""
        if bool(self.upheld) is bool(self.overturned):
            return None
        return "positive" if self.upheld else "negative"


def listed(
    kind: str, value: str, *, says: Says = "positive", tags: Iterable[str] = (), **more: object
) -> Listed:
    """One thing, by whose tags its category is known. `more`: fields of BankEntry and of Listed."""
    kept = tuple(dict.fromkeys(tag[:TAG_MAX] for tag in tags if tag))[:TAGS_MAX]
    about = {key: more.pop(key) for key in ("ref", "raw", "gone", "at") if key in more}
    entry = BankEntry(**({"kind": kind, "value": value, "category": category_of(kept), "mode": ""} | more))  # type: ignore[arg-type]
    return Listed(entry=entry, says=says, tags=kept, **about)  # type: ignore[arg-type]


def category_of(tags: Iterable[str]) -> str:
    """The category of ours that the tags name, or ''."""
    named = (tag.removeprefix(OURS) for tag in tags if tag.startswith(OURS))
    return next((name for name in named if name in BY_KEY), "")


def tags_of(one: Listed) -> tuple[str, ...]:
    """Its tags with its category among them."""
    others = [tag for tag in one.tags if not tag.startswith(OURS)]
    return (f"{OURS}{one.entry.category}", *others) if one.entry.category else tuple(others)


def shareable(tags: Collection[str]) -> bool:
    """May it be handed on?"""
    return not any(tag.lower() in HELD_BACK for tag in tags)


def on_terms(one: Listed, terms: Terms, now: int) -> BankEntry:
    """The entry as it would begin here, not yet checked."""
    entry = one.entry
    live = terms.mode in ("", "live") and entry.mode in (("live",) if not terms.mode else ("", "live"))
    return replace(
        entry,
        category=entry.category or terms.category,
        source=entry.source or terms.source,
        mode="live" if live else "shadow",
        opinion=entry.opinion if one.says == "positive" and terms.opinion == "positive" else "seed",
        ratio=entry.ratio if entry.ratio != 1 else terms.ratio,
        expires=entry.expires or (now + terms.days * DAY_MS if terms.days else 0),
    )


def summed(own: str, said: Iterable[str]) -> str:
    """What our own word and everybody else's come to: positive, seed, disputed, negative; '' where nobody says
    anything. Whatever is disputed never acts."""
    every = {own, *said} - {""}
    if "disputed" in every or ("negative" in every and len(every) > 1):
        return "disputed"
    return next((word for word in ("negative", "positive", "seed") if word in every), "")
