"""What a client makes of a chat's events: the fold of docs/protocol, and the rule for gaps. Pure.

The web client does the same in TypeScript; `tests/law` holds both this and the server's tables to one another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Frame = Mapping[str, Any]

COUNTED_ONLY = ("nop", "m")
URGENT = ("d", "rm")


@dataclass(slots=True)
class Replica:
    """One chat as one client holds it."""

    applied: int = 0
    head: int = 0
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    pins: set[int] = field(default_factory=set)
    facts: dict[str, Any] = field(default_factory=dict)
    held: dict[int, Frame] = field(default_factory=dict)

    def hear(self, frame: Frame) -> None:
        """A live frame, in whatever order the network brings it: applied, dropped as known, or held."""
        kind, ev = frame["t"], int(frame.get("ev", 0))
        self.head = max(self.head, ev)
        if kind == "dirty":
            return
        if kind in URGENT:
            self.withdraw(kind, frame["s"])
        if ev <= self.applied:
            return
        self.held[ev] = frame
        while (following := self.held.pop(self.applied + 1, None)) is not None:
            self.apply(following)

    @property
    def behind(self) -> bool:
        """Is there anything this client knows it has not got?"""
        return self.applied < self.head

    def catch_up(self, answer: Mapping[str, Any]) -> None:
        """The answer of `chat.diff{ev: applied}` (not too_long)."""
        for frame in answer["evs"]:
            if int(frame["ev"]) == self.applied + 1:
                self.apply(frame)
        self.held = {ev: frame for ev, frame in self.held.items() if ev > self.applied}

    def apply(self, frame: Frame) -> None:
        """The next event in order."""
        kind = frame["t"]
        self.applied = int(frame["ev"])
        self.head = max(self.head, self.applied)
        if kind in ("n", "e"):
            self.keep(frame)
        elif kind in URGENT:
            self.withdraw(kind, frame["s"])
        elif kind == "rs":
            for message in frame.get("m", ()):
                self.keep(message)
        elif kind == "p":
            (self.pins.add if frame["on"] else self.pins.discard)(frame["s"])
        elif kind == "rx" and frame["s"] in self.messages:
            self.messages[frame["s"]]["rx"] = frame["rx"]
        elif kind == "pl" and frame["s"] in self.messages:
            mine = self.messages[frame["s"]].get("po", {}).get("my")
            self.messages[frame["s"]]["po"] = dict(frame["po"]) | ({"my": mine} if mine else {})
        elif kind == "c":
            self.facts |= frame["ch"]

    def keep(self, message: Frame) -> None:
        """A message in its newest form."""
        kept = {k: v for k, v in message.items() if k not in ("t", "ev")}
        self.messages[int(kept["s"])] = kept

    def withdraw(self, kind: str, seqs: Iterable[int]) -> None:
        """Deleted messages leave no trace, removed ones a mark."""
        for seq in seqs:
            kept = self.messages.get(seq)
            if kind == "d":
                self.messages.pop(seq, None)
            elif kept is not None:
                self.messages[seq] = {k: kept[k] for k in ("c", "s", "f", "d") if k in kept} | {"rm": 1}
            self.pins.discard(seq)
