"""What many do at once: one transaction, one event a message, and the same end as if each had come alone."""

import asyncio
from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.messages import Messages
from tambour.domain.alter import REACTIONS
from tambour.domain.errors import Forbidden, Refusal, Retry
from tambour.services.messages import polls, reactions
from tambour.services.messages.fold import Fold
from tambour.services.messages.room import message_room
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DORA, EVE, GROUP, refused
from tests.services.messages.test_polls import pose

PEOPLE = (ANA, BEN, CEM, DORA)
EMOJI = ("", *REACTIONS[:3])
LAW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
WISHES = st.lists(
    st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.integers(1, 3), st.sampled_from(EMOJI)),
        min_size=1,
        max_size=12,
    ),
    min_size=1,
    max_size=4,
)


async def crowd(town, size, chat=CHANNEL):
    """More members."""
    people = list(range(1000, 1000 + size))
    for user in people:
        await town.sql("INSERT INTO users (id, name, created) VALUES ($1, 'One of many', 1)", user)
        await town.sql("INSERT INTO members (user_id, chat_id, joined) VALUES ($1, $2, 1)", user, chat)
    return people


async def test_many_reactions_at_once_are_one_transaction_and_one_event(town):
    await town.say(ANA, CHANNEL, "post")
    people = await crowd(town, 60)
    heart, thumb = "❤", "👍"

    answers = await asyncio.gather(
        *(town.room.reactions.react(u, CHANNEL, 1, heart if u % 3 else thumb) for u in people)
    )

    assert answers == [((heart, 40), (thumb, 20))] * 60
    (event,) = town.events("rx")
    assert event.data == {"s": 1, "rx": ((heart, 40), (thumb, 20))}
    assert await town.sql("SELECT count(*) FROM reactions") == 60


async def test_many_votes_at_once_are_one_event_and_each_sees_their_own(town):
    await pose(town, user=ANA, chat=CHANNEL)
    people = await crowd(town, 30)

    answers = await asyncio.gather(*(town.room.voting.vote(u, CHANNEL, 1, [u % 3]) for u in people))

    assert {(po.voters, po.my) for po in answers} == {(30, (0,)), (30, (1,)), (30, (2,))}
    assert [e.data["po"].voters for e in town.events("pl")] == [30]


async def test_who_may_not_is_refused_alone(town):
    await town.say(ANA, CHANNEL, "post")
    react = town.room.reactions.react

    stranger, member, wrong, nowhere = await asyncio.gather(
        react(EVE, CHANNEL, 1, "👍"),
        react(CEM, CHANNEL, 1, "👍"),
        react(BEN, CHANNEL, 1, "x"),
        react(ANA, CHANNEL, 9, "👍"),
        return_exceptions=True,
    )

    assert member == (("👍", 1),)
    assert [str(no.code) for no in (stranger, wrong, nowhere)] == ["FORBIDDEN", "BAD", "NOT_FOUND"]


async def test_two_messages_of_one_moment_tell_their_counts_each_once(town):
    for text in ("one", "two"):
        await town.say(ANA, CHANNEL, text)
    people = await crowd(town, 6)

    await asyncio.gather(*(town.room.reactions.react(u, CHANNEL, 1 + u % 2, "👍") for u in people))

    assert [(e.seq, e.data["rx"]) for e in town.events("rx")] == [(1, (("👍", 3),)), (2, (("👍", 3),))]


async def test_one_that_breaks_does_not_break_the_others():
    async def work(chat, asks):
        if "bad" in asks:
            raise ZeroDivisionError
        return [Forbidden("no") if one == "no" else one.upper() for one in asks]

    fold = Fold(work)
    said = await asyncio.gather(*(fold.ask(1, x) for x in ("a", "bad", "no", "b")), return_exceptions=True)

    assert (said[0], said[3], fold.running, fold.waiting) == ("A", "B", {}, {})
    assert isinstance(said[1], Retry)
    assert isinstance(said[2], Forbidden)


async def play(town, rounds):
    """Two processes over one database, all of a round at once; then: rows, counts and events tell one story."""
    others = message_room(town.store, town.accept, None, town.clock, town.ids, town.heard.append)
    first = (await town.store.read.chats.get(GROUP)).last_seq
    for n in range(3):
        await town.say(ANA, GROUP, f"word {n}")
    before = len(town.heard)
    wish = {}
    for wishes in rounds:
        last = {(user, seq): emoji for user, seq, emoji in wishes}
        wish |= last
        await asyncio.gather(
            *(
                (town.room if (user + seq) % 2 else others).reactions.react(user, GROUP, first + seq, emoji)
                for user, seq, emoji in wishes
            )
        )
    kept = {
        (row["user_id"], row["seq"] - first): row["emoji"]
        for row in await town.store.pool.fetch(
            "SELECT * FROM reactions WHERE chat_id = $1 AND seq > $2", GROUP, first
        )
    }
    assert kept == {pair: emoji for pair, emoji in wish.items() if emoji}
    told = {}
    for event in sorted((e for n in town.heard[before:] for e in n.chat_events), key=lambda e: e.ev):
        told[event.seq - first] = dict(event.data["rx"])
    for seq in (1, 2, 3):
        counted = dict(Counter(emoji for (_, s), emoji in kept.items() if s == seq))
        shown = (await town.get(ANA, GROUP, first + seq)).reactions
        assert dict(shown) == counted == told.get(seq, {})
    quiet = len(town.heard)
    await asyncio.gather(*(town.room.reactions.react(u, GROUP, first + s, e) for (u, s), e in wish.items()))
    assert len(town.heard) == quiet


@LAW
@given(WISHES)
async def test_law_folded_reactions_end_where_single_ones_would(town, rounds):
    await play(town, rounds)


def lost_update(counts, old, new):
    """The mutant: what a person had before is not taken off."""
    return honest(counts, "", new)


honest = reactions.recount
BROKEN = [
    [(ANA, 1, EMOJI[1]), (BEN, 1, EMOJI[1])],
    [(ANA, 1, EMOJI[2]), (BEN, 1, ""), (ANA, 2, EMOJI[1]), (ANA, 2, EMOJI[3])],
]


async def test_a_fold_that_loses_an_update_is_caught(town, monkeypatch):
    await play(town, BROKEN)
    monkeypatch.setattr(reactions, "recount", lost_update)
    with pytest.raises(AssertionError):
        await play(town, BROKEN)


async def test_a_fold_that_remembers_instead_of_reading_is_caught(town, monkeypatch):
    known = {}
    read = Messages.own

    async def remember(self, chat, pairs):
        found = await read(self, chat, pairs)
        return {pair: known.setdefault(pair, mine) for pair, mine in found.items()}

    monkeypatch.setattr(Messages, "own", remember)
    with pytest.raises(AssertionError):
        await play(town, BROKEN)


async def test_a_fold_that_forgets_the_first_of_two_wishes_of_one_person_still_ends_right(town):
    """The last wish counts: that is what one by one would give, too."""
    await town.say(ANA, GROUP, "word")
    react = town.room.reactions.react

    await asyncio.gather(react(BEN, GROUP, 1, "👍"), react(BEN, GROUP, 1, ""), react(BEN, GROUP, 1, "❤"))

    assert [e.data for e in town.events("rx")] == [{"s": 1, "rx": (("❤", 1),), "u": BEN, "e": "❤"}]


async def test_a_ballot_of_a_closed_poll_is_refused_in_a_crowd_too(town):
    await pose(town, user=ANA, chat=CHANNEL)
    await town.room.voting.close(ANA, CHANNEL, 1)
    said = await asyncio.gather(
        *(town.room.voting.vote(u, CHANNEL, 1, [0]) for u in (BEN, CEM)), return_exceptions=True
    )
    assert [isinstance(no, Refusal) and no.facts.get("why") for no in said] == ["poll.closed"] * 2


async def test_law_a_crowd_of_ballots_is_counted_as_single_ones(town):
    await pose(town, user=ANA, chat=GROUP, multiple=True)
    people = [*PEOPLE, *await crowd(town, 8, GROUP)]
    for turn in range(4):
        await asyncio.gather(
            *(
                town.room.voting.vote(u, GROUP, 1, [u % 3, (u + turn) % 3] if (u + turn) % 4 else [])
                for u in people
            )
        )
        kept = (await town.get(ANA, GROUP, 1)).poll
        rows = await town.store.pool.fetch("SELECT user_id, choice FROM poll_votes")
        assert [n for _, n in kept.options] == [sum(r["choice"] == o for r in rows) for o in range(3)]
        assert kept.voters == len({r["user_id"] for r in rows})
    assert len(town.events("pl")) == 4
    assert await refused(town.room.voting.vote(EVE, GROUP, 1, [0])) == "NOT_FOUND"
    assert polls.poll_of((await town.store.read.messages.some(GROUP, ANA, [1]))[0])
