"""Polls: asked with a message, answered once by each, told as they stand."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.errors import BadInput, Refusal
from tambour.domain.polls import ask, choose
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DORA, GROUP, refused


async def pose(town, user=ANA, chat=GROUP, rid=None, **more):
    rid = rid or town.rid()
    poll = ask(user=user, rid=rid, chat=chat, question="Tea?", options=["yes", "no", "maybe"], **more)
    command = await town.room.compose(user=user, chat=chat, rid=rid, text="", poll=poll)
    return (await town.accept.send(command)).seq


async def vote(town, user, choice, chat=GROUP, seq=1):
    return await town.room.voting.vote(user, chat, seq, choice)


async def test_votes_are_counted_and_each_sees_their_own(town):
    await pose(town)

    await vote(town, BEN, [0])
    po = await vote(town, CEM, [2])

    assert (po.options, po.voters, po.my) == ((("yes", 1), ("no", 0), ("maybe", 1)), 2, (2,))
    assert (await town.get(BEN, GROUP, 1)).poll.my == (0,)
    assert (await town.get(DORA, GROUP, 1)).poll.my == ()
    told = town.events("pl")[-1].data["po"]
    assert (told.options, told.my) == (po.options, ())


async def test_a_vote_can_be_changed_and_taken_back(town):
    await pose(town, multiple=True)

    await vote(town, BEN, [0, 1])
    await vote(town, BEN, [1, 2])
    await vote(town, BEN, [2, 1])
    assert (await vote(town, BEN, [])).voters == 0
    assert len(town.events("pl")) == 3


async def test_the_same_send_asks_the_same_poll(town):
    rid = town.rid()

    assert await pose(town, rid=rid) == 1
    await vote(town, BEN, [0])
    assert await pose(town, rid=rid) == 1
    assert await town.sql("SELECT count(*) FROM polls") == 1
    assert (await town.get(BEN, GROUP, 1)).poll.voters == 1


async def test_a_quiz_tells_its_answer_after_the_vote_and_takes_no_second_one(town):
    await pose(town, quiz_answer=1)
    assert (await town.get(BEN, GROUP, 1)).poll.quiz_answer is None

    assert (await vote(town, BEN, [0])).quiz_answer == 1
    assert await refused(vote(town, BEN, [1])) == "FORBIDDEN poll.quiz_is_final"
    assert town.events("pl")[-1].data["po"].quiz_answer is None
    assert (await town.get(CEM, GROUP, 1)).poll.quiz_answer is None


async def test_a_closed_poll_takes_no_votes_and_only_its_author_or_an_admin_closes_it(town):
    await pose(town, user=CEM)
    close = town.room.voting.close
    assert await refused(close(BEN, GROUP, 1)) == "FORBIDDEN message.not_yours"

    assert (await close(CEM, GROUP, 1)).closed == 1
    await close(ANA, GROUP, 1)

    assert await refused(vote(town, BEN, [0])) == "FORBIDDEN poll.closed"
    assert len(town.events("pl")) == 1


async def test_a_forwarded_poll_is_the_same_poll(town):
    await pose(town)
    await vote(town, ANA, [0])
    rid = town.rid()
    first = await town.room.forwarding.forward(ANA, GROUP, [1], CHANNEL, rid, hide=False)
    await vote(town, BEN, [1])

    assert await town.room.forwarding.forward(ANA, GROUP, [1], CHANNEL, rid, hide=False) == first
    assert (await vote(town, CEM, [1], CHANNEL)).options == (("yes", 1), ("no", 2), ("maybe", 0))
    assert town.events("n")[-1].message.poll.my == ()


async def test_many_votes_at_once_are_all_counted(town):
    await pose(town)

    await asyncio.gather(*(vote(town, user, [user % 3]) for user in (ANA, BEN, CEM, DORA)))

    poll = (await town.get(ANA, GROUP, 1)).poll
    assert (poll.voters, sum(votes for _, votes in poll.options)) == (4, 4)


async def test_there_is_no_poll_where_there_is_none(town):
    await town.say(ANA, GROUP, "no question")

    assert await refused(vote(town, BEN, [0])) == "NOT_FOUND"
    assert await refused(vote(town, BEN, [0], seq=9)) == "NOT_FOUND"


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": ["one"]},
        {"options": ["a"] * 2},
        {"options": [str(n) for n in range(13)]},
        {"options": ["a", "  "]},
        {"question": ""},
        {"question": "?" * 301},
        {"quiz_answer": 2},
        {"quiz_answer": 0, "multiple": True},
    ],
)
def test_a_bad_question_is_refused(wrong):
    with pytest.raises(Refusal):
        ask(**({"user": 1, "rid": 1, "chat": 1, "question": "Tea?", "options": ["yes", "no"]} | wrong))


@given(st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(-1, 3), max_size=3))))
def test_law_the_tally_is_what_the_voters_chose(ballots):
    poll = ask(user=1, rid=1, chat=1, question="Tea?", options=["a", "b", "c"], multiple=True)
    choices = {}
    for voter, choice in ballots:
        try:
            poll = choose(replace(poll, my=choices.get(voter, ())), choice)
        except BadInput:
            continue
        choices[voter] = poll.my
    assert poll.voters == sum(1 for c in choices.values() if c)
    assert list(poll.tally) == [sum(option in c for c in choices.values()) for option in range(3)]
