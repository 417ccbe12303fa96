"""The law of resuming: cut anywhere, lose, double and shuffle what you like; one difference makes a client whole."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tambour.app import Doors, House, build, open_doors
from tambour.config import load
from tambour.domain.replay import Frame, Replica
from tests.conftest import Codes, Databases
from tests.law.hall import Hall

WHO = st.integers(0, 2)
SEQ = st.integers(1, 8)
TEXT = st.sampled_from(["привет", "hello", "مرحبا", "see https://example.org", "#tag and more", "x" * 300])
COMMAND = st.one_of(
    st.tuples(st.just("send"), WHO, TEXT, st.one_of(st.just(0), SEQ)),
    st.tuples(st.just("send"), WHO, TEXT, st.just(0)),
    st.tuples(st.just("edit"), WHO, SEQ, TEXT),
    st.tuples(st.just("delete"), WHO, SEQ),
    st.tuples(st.just("react"), WHO, SEQ, st.sampled_from(["👍", "❤", ""])),
    st.tuples(st.just("pin"), WHO, SEQ, st.booleans()),
    st.tuples(st.just("poll"), WHO, st.sampled_from(["Tea?", "Чай?"])),
    st.tuples(st.just("vote"), WHO, SEQ, st.integers(0, 1)),
    st.tuples(st.just("title"), st.just(0), st.sampled_from(["Hall", "Зал", "قاعة"])),
)
HISTORY = st.lists(COMMAND, min_size=3, max_size=16)
NETWORK = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2)), min_size=80, max_size=80)
"""For each frame: where it arrives in the shuffle, and how many times (0: lost)."""


class Greedy(Replica):
    """The mutant: applies whatever comes, in the order in which it comes."""

    def hear(self, frame: Frame) -> None:
        if frame["t"] != "dirty":
            self.apply(frame)


class Deaf(Replica):
    """The mutant: believes that having heard the newest event means having heard all."""

    def hear(self, frame: Frame) -> None:
        super().hear(frame)
        self.applied = max(self.applied, int(frame.get("ev", 0)))


class Laboratory:
    """A loop and a house in it, for many examples."""

    def __init__(self, runner: asyncio.Runner, house: House, doors: Doors, people: list[int]) -> None:
        self.run = runner.run
        self.house = house
        self.doors = doors
        self.people = people

    def __repr__(self) -> str:
        return "a house"


@pytest.fixture(scope="module")
def lab(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    name = databases.take()
    config = load(chosen={"data": str(tmp_path_factory.mktemp("law")), "limits.enabled": "off"})
    with asyncio.Runner() as runner:
        house = runner.run(build(config, databases.dsn_of(name), {"phone": Codes(), "email": Codes()}))
        people = [
            runner.run(house.accounts.add(phone=f"+7901000000{n}", name=f"Person {n}")) for n in range(3)
        ]
        yield Laboratory(runner, house, open_doors(house), people)
        runner.run(house.close())
    databases.give_back(name)


def through(frames: list[Frame], network: list[tuple[float, int]]) -> list[Frame]:
    """The frames as a bad network delivers them: lost, doubled, out of order."""
    sent = [
        (at + index / len(frames) / 2, frame)
        for index, frame in enumerate(frames)
        for at, copies in [network[index % len(network)]]
        for _ in range(copies)
    ]
    return [frame for _, frame in sorted(sent, key=lambda pair: pair[0])]


async def resume(
    hall: Hall, replica: Replica, cut: int, network: list[tuple[float, int]], viewer: int
) -> None:
    """Whole up to the cut, then the bad network, then one difference."""
    for frame in hall.frames[:cut]:
        replica.hear(frame)
    for frame in through(hall.frames[cut:], network):
        replica.hear(frame)
    while True:
        answer = await hall.call(viewer, "chat.diff", c=hall.chat, ev=replica.applied)
        replica.catch_up(answer)
        if not answer["more"]:
            return


def shown(messages: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """What a live frame for all can't know is left out: the viewer's own choice, mentions."""
    return {
        seq: {k: v for k, v in m.items() if k not in ("my", "me", "why", "vw")}
        | ({"po": {k: v for k, v in m["po"].items() if k != "my"}} if "po" in m else {})
        for seq, m in messages.items()
    }


def differences(mine: dict[int, Any], theirs: dict[int, Any]) -> dict[int, tuple[Any, Any]]:
    """What differs, by seq."""
    return {
        seq: (mine.get(seq), theirs.get(seq))
        for seq in mine.keys() | theirs.keys()
        if mine.get(seq) != theirs.get(seq)
    }


async def check(lab: Laboratory, replica: Replica, case: tuple[Any, ...]) -> None:
    """One history, one cut, one bad network."""
    history, cut, network = case
    hall = Hall(lab.house, lab.doors)
    await hall.begin(lab.people)
    for command in history:
        await hall.do(command)
    hall.unsubscribe()
    viewer = hall.people[2]
    await resume(hall, replica, int(cut * len(hall.frames)), network, viewer)
    messages, pins, title = await hall.fresh(viewer)
    found = differences(shown(replica.messages), shown(messages))
    assert not found, repr(found)
    assert replica.pins == pins
    assert replica.facts.get("ti", "Hall") == title


CASE = st.tuples(HISTORY, st.floats(0, 1), NETWORK)
LAW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate],
)


def test_a_client_that_resumes_equals_a_fresh_one(lab: Laboratory) -> None:
    @LAW
    @given(case=CASE)
    def law(case: tuple[Any, ...]) -> None:
        lab.run(check(lab, Replica(), case))

    law()


@pytest.mark.parametrize("mutant", [Greedy, Deaf])
def test_a_client_that_breaks_the_gap_rule_is_caught(lab: Laboratory, mutant: type[Replica]) -> None:
    @LAW
    @given(case=CASE)
    def law(case: tuple[Any, ...]) -> None:
        lab.run(check(lab, mutant(), case))

    with pytest.raises(AssertionError):
        law()
