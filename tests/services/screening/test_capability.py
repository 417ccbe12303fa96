"""What detection may do, tried with each detector, with rules and with a model: open a case, or not even that."""

from dataclasses import fields, replace

import asyncpg
import pytest

from tambour.adapters.matching import automaton, expressions
from tambour.domain.messages import Kept
from tambour.moderation.detect import VERSIONS, Finding, loaded
from tambour.moderation.guesses import GUESSING
from tambour.pipeline.enforce import Enforce
from tambour.pipeline.guess import Guesser
from tambour.pipeline.meant import BankMeanings
from tambour.pipeline.recall import Recall
from tambour.pipeline.rules import RuleBook
from tambour.pipeline.screen import Screen
from tambour.services.bank import Bank
from tambour.services.held import HeldPosts
from tambour.services.held_bank import BankHeld
from tambour.services.meanings import CaseMeanings
from tambour.services.review import Review
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, entry
from tests.services.town import BORIS, MOD, MOD2, Town

ACTS = ("decisions", "actions", "notices")
CANNOT = (Review, Enforce, HeldPosts, BankHeld, Bank)


async def kept(town: Town) -> Kept:
    seq = await town.say(1, BORIS, "something was said here")
    (one,) = await town.store.read.messages.some(1, 0, [seq])
    return one


def worst(detector: str, mode: str) -> Finding:
    return Finding(detector=detector, category="tvec.threat", score=1.0, mode=mode)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["live", "shadow"])
@pytest.mark.parametrize("detector", sorted(VERSIONS))
async def test_the_surest_finding_of_the_gravest_kind_is_a_case_at_most(
    town: Town, guessing: ScreenRoom, detector: str, mode: str
) -> None:
    one = await kept(town)
    assert await guessing.screen.signals.note([(one, worst(detector, mode))], [7], town.clock.ms) == 1
    while await guessing.screen.settle():
        pass
    assert guessing.guesser is not None
    await guessing.guesser.heed()
    await town.enforce.finish()
    cases = await town.db.fetchval("SELECT count(*) FROM cases")
    assert cases == (mode == "live" and detector not in GUESSING)
    for table in ACTS:
        assert await town.db.fetchval(f"SELECT count(*) FROM {table}") == 0, table
    assert (
        await town.db.fetchval("SELECT flags FROM messages WHERE chat_id = 1 AND seq = $1", one.message.seq)
        == 0
    )


@pytest.mark.parametrize(
    ("detector", "mode"), [*((d, "live") for d in GUESSING), *((d, "shadow") for d in sorted(VERSIONS))]
)
async def test_the_database_itself_owes_a_guess_and_a_shadow_nothing(
    town: Town, guessing: ScreenRoom, detector: str, mode: str
) -> None:
    one = await kept(town)
    await guessing.screen.signals.note([(one, worst(detector, mode))], [7], town.clock.ms)
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute("UPDATE signals SET owed = true")


async def test_no_reader_is_handed_what_acts(guessing: ScreenRoom) -> None:
    """Fields of fields; functions are what they are handed instead, and those make or weigh a case."""
    todo: list[object] = [guessing.screen, guessing.guesser, guessing.backtest, guessing.meanings]
    seen: set[int] = set()
    kinds: set[type] = set()
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        kinds.add(type(one))
        assert not isinstance(one, CANNOT), one
        if hasattr(one, "__dataclass_fields__"):
            todo += [getattr(one, field.name) for field in fields(one)]  # type: ignore[arg-type]
    assert {Screen, Guesser, RuleBook, Recall, BankMeanings, CaseMeanings} <= kinds


@pytest.mark.parametrize("mode", ["live", "shadow"])
@pytest.mark.parametrize("detector", sorted(VERSIONS))
async def test_no_finding_holds_anything_nor_lets_an_entry_hold(
    town: Town, guessing: ScreenRoom, detector: str, mode: str
) -> None:
    """Only an entry that two people let hold does that, and only before something is said."""
    asked = await guessing.bank.add(MOD, entry(gate="hold"))
    one = await kept(town)
    found = replace(worst(detector, mode), entry=asked.id)
    await guessing.screen.signals.note([(one, found)], [7], town.clock.ms)
    while await guessing.screen.settle():
        pass
    await guessing.gate.load()
    assert not guessing.gate.bank.holds
    assert not (await town.store.read.bank.entries(ids=[asked.id]))[0].holds
    assert await town.db.fetchval("SELECT count(*) FROM held_posts") == 0


@pytest.mark.parametrize(
    "weaker",
    [
        {"mode": "shadow"},
        {"opinion": "seed"},
        {"opinion": "disputed"},
        {"state": "disabled"},
        {"state": "waiting"},
        {"expires": 5},
        {"gate_second": 0},
        {"gate_second": MOD},
        {"gate": ""},
    ],
)
def test_what_is_loaded_holds_nothing_but_by_certain_entries_of_two(weaker: dict[str, object]) -> None:
    """Whatever the database says: the gate itself asks for all of it."""
    strong = {"id": 7, "gate": "hold", "gate_by": MOD, "gate_second": MOD2}
    assert loaded([entry(**strong)], automaton, expressions, 9).held(PUSH, (), 1, "") is not None
    assert loaded([entry(**(strong | weaker))], automaton, expressions, 9).held(PUSH, (), 1, "") is None
