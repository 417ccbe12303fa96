"""The newest answers of many chats: each has a list, read from its newest end and no further than it can matter.

Of every list is known down to where it was read (its cut). Once enough is found, only lists whose cut is newer than
the last of that are read on, and only down to it. The counts of the vocabulary say which of three ways is cheap: few
answers are gathered from all chats at once; where most messages answer, these are walked through; else the index is
asked chat by chat. Wrong counts cost time, never answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import prod

from tambour.domain.search.question import ERA, Group, led
from tambour.ports.search import FindRows, Listed, Spot

KEY_US, ROW_US, LIST_US = 3.0, 2.5, 15.0
"""To look up a word of an era, to read a message, to open a list; measured, and only their ratio counts."""
KEYS_MAX, HITS_MAX = 40_000, 8_000
"""Looked up and read at once when answers are gathered."""
CHATS_MIN, CHATS_MAX = 16, 1_024
"""Lists in one statement; each time four times as many as before."""
WALK_CHATS = 64
WALK_MIN, WALK_MAX = 16, 4_000
"""Messages of one chat in one statement."""
ROUNDS_MAX = 6
"""Statements of one page, unless there are more chats."""


@dataclass(frozen=True, slots=True)
class Found:
    """Messages that may answer, newest first. Where `complete` is a Spot, only what lies above it is all."""

    spots: list[Spot]
    complete: Spot | None


@dataclass(slots=True, kw_only=True)
class Newest:
    """One search. `cuts`: the chats, each with the Spot below which to look; `lasts`: the last seq of each."""

    rows: FindRows
    groups: Sequence[Group]
    since: int
    wanted: int
    messages: int
    """About how many there are in all chats of the server."""
    cuts: dict[int, Spot]
    lasts: Mapping[int, int]
    spots: list[Spot] = field(default_factory=list)

    def share(self) -> float:
        """Of messages that answer, as if words had nothing to do with each other."""
        return prod(group.share(self.messages) for group in self.groups)

    def way(self) -> str:
        """gather, walk or look up: what should be the cheapest."""
        ordered, asked = led(self.groups, self.messages)
        lead, words = ordered[0], sum(len(group.words) for group in ordered[:asked])
        extent, lists = sum(self.lasts[chat] for chat in self.cuts), len(self.cuts)
        hits = extent * lead.share(self.messages)
        keys = len(lead.words) * sum(self.lasts[chat] // ERA + 1 for chat in self.cuts)
        walked = min(extent, 2 * self.wanted / max(self.share(), 1e-9))
        read = prod(group.share(self.messages) for group in ordered[:asked]) * ERA
        in_era = min(self.wanted, read) if asked == len(ordered) else read
        prices = {
            "walk": lists * LIST_US + walked * ROW_US,
            "look up": lists * (2 * LIST_US + words * KEY_US + in_era * ROW_US),
        }
        if keys <= KEYS_MAX and hits <= HITS_MAX:
            prices["gather"] = keys * KEY_US + hits * ROW_US
        return min(prices, key=lambda way: prices[way])

    async def found(self) -> Found:
        """By whatever is the cheapest way."""
        way = self.way()
        if way == "gather":
            lasts = [self.lasts[chat] for chat in self.cuts]
            spots = await self.rows.gather(self.cuts, lasts, self.groups, since=self.since, limit=self.wanted)
            return Found(spots, None)
        return await self.read(walking=way == "walk")

    async def read(self, *, walking: bool) -> Found:
        """Round after round."""
        share = self.share()
        chats = WALK_CHATS if walking else self.first_chats(share)
        depth = self.first_depth(share) if walking else self.wanted
        unread, rounds = len(self.cuts), 0
        while (lists := self.open(chats)) and (unread > 0 or rounds < ROUNDS_MAX):
            ask = self.rows.walk if walking else self.rows.look_up
            before, floor = len(self.spots), self.floor()
            self.take(await ask(lists, self.groups, since=floor, depth=depth))
            unread, rounds, chats = unread - len(lists), rounds + 1, min(chats * 4, CHATS_MAX)
            if self.floor() > self.since:
                chats = CHATS_MAX  # what is left of them is short
            elif walking and len(self.spots) - before < share * depth * len(lists) / 4:
                walking, depth = False, self.wanted  # they say these words less than others do
            if walking:
                depth = min(2 * depth, WALK_MAX)
        complete = max(self.cuts.values(), default=None)
        whole = [spot for spot in self.spots if complete is None or spot >= complete]
        return Found(nlargest(self.wanted, whole), complete)

    def floor(self) -> int:
        """Nothing older than this can matter."""
        last = self.last()
        return self.since if last is None else max(self.since, last.at)

    def last(self) -> Spot | None:
        """The last of those that are wanted, once there are enough."""
        return min(nlargest(self.wanted, self.spots)) if len(self.spots) >= self.wanted else None

    def first_depth(self, share: float) -> int:
        """Twice what should do, were all chats alike."""
        need = 2 * self.wanted / max(share, 1e-9) / max(1, min(len(self.cuts), WALK_CHATS))
        return max(WALK_MIN, min(round(need), WALK_MAX))

    def first_chats(self, share: float) -> int:
        """As many as should do twice over."""
        return round(max(CHATS_MIN, min(2 * self.wanted / max(share * ERA, 0.001), CHATS_MAX)))

    def open(self, count: int) -> Mapping[int, Spot]:
        """So many of the lists that may hold something newer than the last one wanted, the newest first."""
        last = self.last()
        newer = [(cut, chat) for chat, cut in self.cuts.items() if last is None or cut > last]
        return {chat: cut for cut, chat in nlargest(count, newer)}

    def take(self, lists: Mapping[int, Listed]) -> None:
        """What was read. A list that ended, or that was read down to what is old enough, has nothing more to say."""
        for chat, listed in lists.items():
            self.spots += listed.spots
            if listed.cut is None:
                del self.cuts[chat]
            else:
                self.cuts[chat] = listed.cut
