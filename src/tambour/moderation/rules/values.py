"""Values of the language, their types, and what is wrong with a source: where, and which sentence says it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tambour.moderation.rules.event import Counter, Event

Type = Literal["number", "text", "yes", "texts", "rule", "effect", "list"]
Value = float | str | bool | tuple[str, ...]
Run = Callable[[Event], Value | None]
"""None: not known, so that nothing follows from it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A checked part of a source. `fixed`: its value, where it stands in the source and is the same for every event."""

    type: Type
    run: Run
    cost: int = 1
    counters: frozenset[Counter] = frozenset()
    fixed: Value | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, by a stable key with facts; line and column count from 1."""

    key: str
    line: int = 1
    column: int = 1
    facts: dict[str, str | int] = field(default_factory=dict)


class Wrong(Exception):
    """A finding about a source, not an error of the program: it stops the reading of one statement."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem
