"""Whatever is believed about how often words are said, by any way, pages hold every answer once, newest first."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.domain.search.question import Group
from tambour.ports.search import AT_MIN, SEQ_END, Listed, Spot
from tambour.services.search import newest as room
from tambour.services.search.newest import Newest

MESSAGES = st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=40).map(
    lambda said: sorted(said, key=lambda one: one[0])
)
"""Of one chat, in order: when, and whether it has the words."""
CHATS = st.lists(MESSAGES, max_size=6)
SMALL = {"CHATS_MIN": 1, "CHATS_MAX": 2, "WALK_CHATS": 2, "WALK_MIN": 2, "ROUNDS_MAX": 1}
"""So that many rounds are needed, and pages end before all was read."""


@dataclass
class Fake:
    """Chats in memory, read as ports/search.py says."""

    chats: dict[int, list[tuple[Spot, bool]]]

    def listed(self, cuts: Mapping[int, Spot], since: int, depth: int, *, every: bool) -> dict[int, Listed]:
        found = {}
        for chat, cut in cuts.items():
            below = (cut.at, cut.seq_in(chat))
            held = [one for one in self.chats[chat] if (one[0].at, one[0].seq) < below and one[0].at >= since]
            looked = [one for one in reversed(held) if one[1] or every][:depth]
            spots = [spot for spot, holds in looked if holds]
            found[chat] = Listed(spots, looked[-1][0] if len(looked) == depth else None)
        return found

    async def walk(
        self, cuts: Mapping[int, Spot], groups: Sequence[Group], *, since: int, depth: int
    ) -> dict[int, Listed]:
        assert groups
        return self.listed(cuts, since, depth, every=True)

    async def look_up(
        self, cuts: Mapping[int, Spot], groups: Sequence[Group], *, since: int, depth: int
    ) -> dict[int, Listed]:
        assert groups
        return self.listed(cuts, since, depth, every=False)

    async def gather(
        self,
        cuts: Mapping[int, Spot],
        lasts: Sequence[int],
        groups: Sequence[Group],
        *,
        since: int,
        limit: int,
    ) -> list[Spot]:
        assert groups
        assert [len(self.chats[chat]) for chat in cuts] == list(lasts)
        found = self.listed(cuts, since, 1 << 30, every=False)
        return sorted((spot for one in found.values() for spot in one.spots), reverse=True)[:limit]


async def pages(fake: Fake, often: int, messages: int, since: int, wanted: int) -> list[Spot]:
    """All answers, page by page as services/search/find.py asks for them."""
    found: list[Spot] = []
    before = Spot(1 << 30, SEQ_END, SEQ_END)
    while True:
        page = await Newest(
            rows=fake,  # type: ignore[arg-type]
            groups=[Group(frozenset([1]), often=often)],
            since=since,
            wanted=wanted + 1,
            messages=messages,
            cuts={
                chat: min(before, Spot(said[-1][0].at + 1 if said else 0, chat, SEQ_END))
                for chat, said in fake.chats.items()
            },
            lasts={chat: len(said) for chat, said in fake.chats.items()},
        ).found()
        assert page.spots == sorted(page.spots, reverse=True)
        found += page.spots[:wanted]
        if len(page.spots) > wanted:
            before = page.spots[wanted - 1]
        elif page.complete is None:
            return found
        else:
            assert page.complete < before, "a page gets on"
            before = page.complete


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["", "gather", "walk", "look up"]),
    CHATS,
    st.integers(0, 200),
    st.integers(1, 200),
    st.sampled_from([AT_MIN, 0, 20]),
    st.integers(1, 9),
)
def test_law_every_answer_once_newest_first(
    way: str, chats: list[list[tuple[int, bool]]], often: int, messages: int, since: int, wanted: int
) -> None:
    said = {
        chat: [(Spot(at, chat, seq), holds) for seq, (at, holds) in enumerate(rows, 1)]
        for chat, rows in enumerate(chats, 10)
    }
    expected = [spot for rows in said.values() for spot, holds in rows if holds and spot.at >= since]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(room, name, value)
        if way:
            patch.setattr(Newest, "way", lambda self: way)
        found = asyncio.run(pages(Fake(said), often, messages, since, wanted))
    assert found == sorted(expected, reverse=True)


@pytest.mark.parametrize(
    ("often", "way"),
    [((300_000,), "walk"), ((50_000, 80_000), "look up"), ((300_000, 400_000), "walk"), ((900,), "gather")],
    ids=["every third message", "two words of many", "two words of most", "a rare word"],
)
def test_the_cheapest_way_is_taken(often: tuple[int, ...], way: str) -> None:
    groups = [Group(frozenset([word]), often=count) for word, count in enumerate(often)]
    chats = range(1, 501)
    asked = Newest(
        rows=Fake({}),  # type: ignore[arg-type]
        groups=groups,
        since=AT_MIN,
        wanted=21,
        messages=1_000_000,
        cuts={chat: Spot(1, chat, SEQ_END) for chat in chats},
        lasts=dict.fromkeys(chats, 1_000),
    )
    assert asked.way() == way
