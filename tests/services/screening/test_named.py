"""A name of the bank in what a model takes for harmful: together they may ask a person to look, each alone may not."""

import pytest

from tambour.moderation.cases import Choice
from tambour.moderation.guesses import DETECTOR, NAMED
from tambour.moderation.named import print_of
from tambour.pipeline.guess import Guesser
from tambour.services.models import Models
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import NEWS, PUSH, add, signals
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_guess import ROWS
from tests.services.town import ANNA, BORIS, MOD, Town

PLAIN = "Whoever wants to help the Grey Lantern finds the place behind the mill"
"""No words that are known push here; the oracle takes it for harmful because of the lantern."""


class Both:
    """What the oracle says beside names, as a model to be measured."""

    def __init__(self, oracle: Oracle) -> None:
        self.name, self.print, self.guess, self.close = (
            "both",
            print_of(oracle.print),
            oracle.guess,
            oracle.close,
        )


async def let_live(town: Town, oracle: Oracle) -> Models:
    """Only what both say together: the model by itself stays unmeasured, in the shadow."""
    models = Models(town.store, town.clock)
    await models.measure(Both(oracle), ROWS, "Made for a test.")
    await models.switch(print_of(oracle.print), "live")
    return models


async def read(guessing: ScreenRoom) -> None:
    assert isinstance(guessing.guesser, Guesser)
    await guessing.guesser.catch_up()
    await guessing.screen.catch_up()


async def cases(town: Town) -> int:
    found: int = await town.db.fetchval("SELECT count(*) FROM cases")
    return found


async def test_a_name_and_a_guess_together_are_a_case(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await let_live(town, oracle)
    entry = await add(guessing)
    seq = await town.say(1, BORIS, PLAIN)
    await read(guessing)
    assert await signals(town) == [(1, seq, DETECTOR, "shadow"), (1, seq, NAMED, "live")]
    assert await cases(town) == 1
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    (found,) = (await guessing.seen(case.id)).signals[:1]
    at = PLAIN.index("Grey Lantern")
    assert (found.detector, found.entry, found.spans) == (NAMED, entry, ((at, at + len("Grey Lantern")),))
    assert found.reasons == ("found.plain", "guess.model")
    opened = await town.store.read.cases.case(case.id)
    assert opened is not None
    assert await guessing.detected([opened]) == frozenset({case.id}), (
        "a program found it, and the reasons say so"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Whoever wants to help the Blue Lantern finds the place behind the mill", "no name of the bank"),
        (NEWS, "news keep a distance"),
        (
            'He wrote: "whoever wants to help the Grey Lantern finds the place behind the mill"',
            "it is quoted",
        ),
        ("My brother was killed by the Grey Lantern, we buried him behind the mill", "a victim"),
        ("Whoever wants to help the Grey Lantern perhaps finds the place", "the model is not sure"),
    ],
)
async def test_what_lacks_one_of_the_two_is_none(
    town: Town, guessing: ScreenRoom, oracle: Oracle, text: str, why: str
) -> None:
    await let_live(town, oracle)
    await add(guessing)
    await town.say(1, BORIS, text)
    await read(guessing)
    assert NAMED not in {detector for *_, detector, _ in await signals(town)}, why
    assert await cases(town) == 0, why


async def test_what_words_find_anyway_is_found_by_words_alone(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await let_live(town, oracle)
    await add(guessing)
    await town.say(1, BORIS, PUSH)
    await read(guessing)
    assert [detector for *_, detector, _ in await signals(town)] == [DETECTOR, "words"]


@pytest.mark.parametrize(
    ("more", "live"),
    [({"mode": "shadow"}, True), ({"opinion": "seed"}, True), ({}, False)],
    ids=["the entry is in the shadow", "the entry is a hint", "nobody let both live"],
)
async def test_in_the_shadow_it_is_counted_and_bothers_nobody(
    town: Town, guessing: ScreenRoom, oracle: Oracle, more: dict[str, object], live: bool
) -> None:
    if live:
        await let_live(town, oracle)
    await add(guessing, **more)
    await town.say(1, BORIS, PLAIN)
    await read(guessing)
    assert NAMED in {detector for *_, detector, _ in await signals(town)}
    assert await cases(town) == 0


async def test_a_name_that_comes_later_is_found_in_what_was_guessed_before(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await let_live(town, oracle)
    seq = await town.say(1, BORIS, PLAIN)
    await town.say(1, BORIS, "The Grey Lantern perhaps has a cake")
    await read(guessing)
    assert await signals(town) == [(1, seq, DETECTOR, "shadow")]
    await add(guessing)
    await read(guessing)
    assert await signals(town) == [(1, seq, DETECTOR, "shadow"), (1, seq, NAMED, "live")]
    assert await cases(town) == 1


async def test_a_name_that_comes_while_the_model_thinks_is_not_missed(
    town: Town, guessing: ScreenRoom, oracle: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is enabled, and its hunt is through, between the guess and the moment in which that is written down."""
    await let_live(town, oracle)
    assert guessing.guesser is not None
    assert guessing.guesser.named is not None
    learned = guessing.guesser.named.learn
    came = False

    async def learn() -> int:
        nonlocal came
        version = await learned()
        if not came:
            came = True
            await add(guessing)
            while await guessing.screen.hunt():
                pass
        return version

    monkeypatch.setattr(guessing.guesser.named, "learn", learn)
    seq = await town.say(1, BORIS, PLAIN)
    await guessing.guesser.catch_up()
    assert came
    assert await signals(town) == [(1, seq, DETECTOR, "shadow"), (1, seq, NAMED, "live")]


async def test_one_guess_counts_once(town: Town, guessing: ScreenRoom, oracle: Oracle) -> None:
    """Whatever the model is let do by itself: what it says beside the name is the same guess."""
    models = await let_live(town, oracle)
    await add(guessing)
    await town.say(1, BORIS, PLAIN)
    await read(guessing)
    (alone,) = await town.store.read.cases.queue(town.clock.ms, 10)
    await models.measure(oracle, ROWS, "Made for a test.")
    await models.switch(oracle.print, "live")
    await town.say(1, ANNA, PLAIN + " today")
    await read(guessing)
    later = {c.priority for c in await town.store.read.cases.queue(town.clock.ms, 10)}
    assert max(later) <= alone.priority * 1.01


async def test_it_goes_back_to_the_shadow_where_people_find_it_harmless(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    models = await let_live(town, oracle)
    await add(guessing)
    for n in range(3):
        await town.say(
            1, BORIS, f"{PLAIN} number {n}, come at {n}{n} o'clock with whatever you have at home {n * 7}"
        )
    await read(guessing)
    queue = await town.store.read.cases.queue(town.clock.ms, 10)
    assert len(queue) == 3
    both = print_of(oracle.print)
    for case in queue:
        await guessing.demote_failing()
        row = await town.store.read.models.named(both)
        assert row is not None
        assert row.mode == "live", "not before the third"
        choice = Choice(outcome="no_violation", category="tvec.branded", facts="a fair behind the mill")
        await town.review.decide(MOD, case.id, case.ver, choice)
    await guessing.demote_failing()
    row = await town.store.read.models.named(both)
    assert row is not None
    assert row.mode == "shadow"
    sealed = await town.db.fetch("SELECT 1 FROM ledger_entries WHERE object = $1", f"model:{both}")
    assert len(sealed) == 3, "measured, let live, demoted"
    town.clock.ms += 1
    await models.switch(both, "live")
    await guessing.demote_failing()
    row = await town.store.read.models.named(both)
    assert row is not None
    assert row.mode == "live", "what was decided before somebody let it live again is forgiven"
