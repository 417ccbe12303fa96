"""The newest answers of many chats: each has a list, read from its newest end and no further than it can matter.

Of every list is known down to where it was read (its cut). Once enough is found, only lists whose cut is newer than the
last of that are read on. Where most messages answer, messages are walked through; where few do, the index is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import prod

from tambour.domain.search.question import Group
from tambour.ports.search import FindRows, Listed, Spot

WALK_SHARE = 0.02
"""Of all messages that answer: from here on walking is cheaper."""
CHATS_MIN, CHATS_MAX = 16, 1_024
"""Lists in one statement; each time four times as many as before."""
WALK_CHATS = 64
WALK_MIN, WALK_MAX = 16, 4_000
"""Messages of one chat in one statement."""
ERA = 1_024
"""Messages that are found by one look-up."""
ROUNDS_MAX = 6
"""Statements of one page, unless there are more chats."""


@dataclass(frozen=True, slots=True)
class Found:
    """Messages that may answer, newest first. Where `complete` is a Spot, only what lies above it is all."""

    spots: list[Spot]
    complete: Spot | None


@dataclass(slots=True, kw_only=True)
class Newest:
    """One search. `cuts`: the chats, each with the Spot below which to look."""

    rows: FindRows
    groups: Sequence[Group]
    since: int
    wanted: int
    messages: int
    """About how many there are in all chats of the server."""
    cuts: dict[int, Spot]
    spots: list[Spot] = field(default_factory=list)

    def share(self) -> float:
        """Of messages that answer, as if words had nothing to do with each other."""
        return prod(min(1.0, group.often / max(1, self.messages)) for group in self.groups)

    async def found(self) -> Found:
        """Round after round."""
        share = self.share()
        walking = share >= WALK_SHARE
        chats = WALK_CHATS if walking else self.first_chats(share)
        depth = self.first_depth(share) if walking else self.wanted
        unread, rounds = len(self.cuts), 0
        while (lists := self.open(chats)) and (unread > 0 or rounds < ROUNDS_MAX):
            read = self.rows.walk if walking else self.rows.look_up
            before = len(self.spots)
            self.take(await read(lists, self.groups, since=self.since, depth=depth))
            unread, rounds, chats = unread - len(lists), rounds + 1, min(chats * 4, CHATS_MAX)
            if walking and len(self.spots) - before < share * depth * len(lists) / 4:
                walking, depth = False, self.wanted  # they say these words less than others do
            elif walking:
                depth = min(2 * depth, WALK_MAX)
        complete = max(self.cuts.values(), default=None)
        whole = [spot for spot in self.spots if complete is None or spot >= complete]
        return Found(nlargest(self.wanted, whole), complete)

    def first_depth(self, share: float) -> int:
        """Twice what should do, were all chats alike."""
        need = 2 * self.wanted / share / max(1, min(len(self.cuts), WALK_CHATS))
        return max(WALK_MIN, min(round(need), WALK_MAX))

    def first_chats(self, share: float) -> int:
        """As many as should do twice over."""
        return round(max(CHATS_MIN, min(2 * self.wanted / max(share * ERA, 0.001), CHATS_MAX)))

    def open(self, count: int) -> Mapping[int, Spot]:
        """So many of the lists that may hold something newer than the last one wanted, the newest first."""
        last = (
            min(nlargest(self.wanted, self.spots), default=None) if len(self.spots) >= self.wanted else None
        )
        newer = [(cut, chat) for chat, cut in self.cuts.items() if last is None or cut > last]
        return {chat: cut for cut, chat in nlargest(count, newer)}

    def take(self, lists: Mapping[int, Listed]) -> None:
        """What was read."""
        for chat, listed in lists.items():
            self.spots += listed.spots
            if listed.cut is None:
                del self.cuts[chat]
            else:
                self.cuts[chat] = listed.cut
