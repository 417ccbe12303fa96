"""A model's guesses: they order what people look at anyway, and nothing waits for them."""

import asyncio

import asyncpg
import pytest

from tambour.domain.errors import Conflict, NotFound
from tambour.moderation.cases import Choice
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import DETECTOR
from tambour.pipeline import guess as guessing_room
from tambour.pipeline.guess import Guesser
from tambour.pipeline.marks import STILL_MS
from tambour.services.models import Models
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.screening.oracle import Oracle
from tests.services.town import ANNA, BORIS, CLARA, MOD, Town
from tests.waiting import end_all

SAID = "The Lantern needs drivers, write to me"
OTHER = "Who brings the cake on Saturday"
ROWS = [
    *(
        Sorted(text=f"{said} {kind} {n}", harmful=False, lang="en", kind=kind)
        for kind in ("news", "criticism", "counter")
        for n in range(3)
        for said in ("Good morning everybody here",)
    ),
    Sorted(text=SAID, harmful=True, lang="en", kind="recruit", category="tvec.recruit"),
]


def guesser_of(room: ScreenRoom) -> Guesser:
    assert room.guesser is not None
    return room.guesser


async def measured(town: Town, oracle: Oracle, *, live: bool = True, rows: list[Sorted] = ROWS) -> Models:
    models = Models(town.store, town.clock)
    await models.measure(oracle, rows, "Made for a test.")
    if live:
        await models.switch(oracle.print, "live")
    oracle.asked.clear()
    return models


async def test_a_guess_is_written_down_and_opens_no_case(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    seq = await town.say(1, BORIS, SAID)
    for text in (OTHER, "The Lantern perhaps needs drivers", "short", "Is the Lantern here?"):
        await town.say(1, ANNA, text)
    await town.say(2, BORIS, SAID)
    await guesser_of(guessing).catch_up()
    await guessing.screen.catch_up()
    assert await signals(town) == [(1, seq, DETECTOR, "live")]
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    assert guesser_of(guessing).abstained == 2
    assert len(oracle.asked) == 4, "what is said in private and what is short is not even asked about"


async def test_it_moves_a_report_up_the_queue_before_and_after(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    early = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, SAID))
    plain = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, OTHER))
    seq = await town.say(1, BORIS, f"{SAID} again")
    before = {c.id: c.priority for c in await town.store.read.cases.queue(town.clock.ms, 10)}
    assert before[early] == before[plain]
    await guesser_of(guessing).catch_up()
    late = await town.report(CLARA, chat=1, seq=seq)
    await guesser_of(guessing).catch_up()
    after = {c.id: c.priority for c in await town.store.read.cases.queue(town.clock.ms, 10)}
    assert after[plain] == before[plain]
    assert after[early] > before[early]
    assert after[late] > after[plain]
    assert after[early] < before[early] * 1.5, "a guess weighs little"
    again = await guesser_of(guessing).heed()
    assert again == 0, "and it is counted once"
    (signal,) = (await guessing.seen(early)).signals
    assert (signal.detector, signal.score, signal.reasons) == (
        DETECTOR,
        0.95,
        ("guess.model", "guess.like.news"),
    )


async def test_a_case_with_nothing_but_a_guess_was_not_found_by_a_program(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, SAID))
    await guesser_of(guessing).catch_up()
    opened = await town.store.read.cases.case(case)
    assert opened is not None
    assert await guessing.detected([opened]) == frozenset()
    choice = Choice(outcome="no_violation", category="tvec.recruit", facts="an advertisement")
    decision = await town.review.decide(MOD, case, 1, choice)
    assert not decision.automated_detection


async def test_a_guess_about_what_was_looked_at_keeps_no_entry_from_its_case(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    await guesser_of(guessing).catch_up()
    await town.db.execute("UPDATE cases SET state = 'closed' WHERE id = $1", case)
    await add(guessing)
    await guessing.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases WHERE state = 'new'") == 1


async def test_in_the_shadow_and_unmeasured_it_moves_nothing(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, SAID))
    before = await town.db.fetchval("SELECT priority FROM cases WHERE id = $1", case)
    await guesser_of(guessing).catch_up()
    await measured(town, oracle, live=False)
    await town.say(1, BORIS, f"{SAID} again")
    await guesser_of(guessing).catch_up()
    assert [mode for *_, mode in await signals(town)] == ["shadow", "shadow"]
    assert await town.db.fetchval("SELECT priority FROM cases WHERE id = $1", case) == before
    assert (await guessing.seen(case)).signals == []


@pytest.mark.parametrize("kind", ["news", "criticism", "counter"])
async def test_a_model_that_hits_allowed_speech_above_its_bar_cannot_go_live(
    town: Town, oracle: Oracle, kind: str
) -> None:
    wrong = [Sorted(text=f"{SAID} {n}", harmful=False, lang="ru", kind=kind) for n in range(2)]
    models = await measured(town, oracle, live=False, rows=[*ROWS, *wrong])
    model = await town.store.read.models.named(oracle.print)
    assert model is not None
    assert (model.mode, any(why.startswith(f"ru.{kind} 2/2") for why in model.reasons)) == ("shadow", True)
    assert f"ru.{kind}" in model.card, "the card says why"
    with pytest.raises(Conflict) as no:
        await models.switch(oracle.print, "live")
    assert no.value.facts["why"] == "model.over_bar"
    with pytest.raises(asyncpg.CheckViolationError):
        await town.store.read.models.switch(oracle.print, "live", town.clock.ms)
    assert (await town.store.read.models.named(oracle.print)) == model


async def test_measured_again_it_is_in_the_shadow_again(town: Town, oracle: Oracle) -> None:
    models = await measured(town, oracle)
    assert (await town.store.read.models.named(oracle.print)).mode == "live"  # type: ignore[union-attr]
    await models.measure(oracle, ROWS, "Once more.")
    assert (await town.store.read.models.named(oracle.print)).mode == "shadow"  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        await models.switch("nobody:2", "live")
    acts = await town.db.fetch("SELECT object FROM ledger_entries WHERE object LIKE 'model:%' ORDER BY id")
    assert [row["object"] for row in acts] == [f"model:{oracle.print}"] * 3


async def test_a_dead_model_stops_nothing_loses_nothing_and_is_told_of(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    await add(guessing)
    await guesser_of(guessing).beat()
    oracle.dead = True
    for n in range(30):
        await town.say(1, BORIS, f"{PUSH} {n}")
    running = asyncio.ensure_future(guesser_of(guessing).run())
    while not guesser_of(guessing).unanswered:
        await asyncio.sleep(0.01)
    await guessing.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 30, "others found what there was"
    await end_all(running)
    assert guesser_of(guessing).backlog() >= 1
    town.clock.ms += STILL_MS + 10_000
    assert await guessing.guessing_still_since() == town.clock.ms - STILL_MS - 10_000
    await guessing.screen.beat()
    assert await guessing.still_since() == 0, "screening is at work, only the model is not"
    oracle.dead = False
    guesser_of(guessing).beaten = 0.0
    await guesser_of(guessing).catch_up()
    assert guesser_of(guessing).backlog() == 0
    assert await guessing.guessing_still_since() == 0
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE detector = $1", DETECTOR) == 30


async def test_while_a_model_thinks_nothing_is_held(town: Town, guessing: ScreenRoom, oracle: Oracle) -> None:
    await measured(town, oracle)
    seq = await town.say(1, BORIS, SAID)
    oracle.gate.clear()
    await guesser_of(guessing).walk()
    turn = asyncio.ensure_future(guesser_of(guessing).turn())
    while not oracle.asked:
        await asyncio.sleep(0.01)
    async with town.db.acquire() as db, db.transaction():
        await db.execute("SELECT 1 FROM guess_marks FOR UPDATE NOWAIT")
    idle = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()"
    assert await town.db.fetchval(idle) == 0
    await guessing.screen.catch_up()
    oracle.gate.set()
    await turn
    assert await signals(town) == [(1, seq, DETECTOR, "live")]


async def test_two_that_guess_at_the_same_write_it_down_once(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    for n in range(20):
        await town.say(1, BORIS, f"{SAID} {n}")
    first = guesser_of(guessing)
    second = Guesser(first.rows, first.signals, town.clock, town.ids, first.models, oracle, first.heed)
    await asyncio.gather(first.catch_up(), second.catch_up())
    await first.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM signals") == 20


async def test_what_is_old_is_passed_over_and_an_edit_is_guessed_at(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    seq = await town.say(1, BORIS, SAID)
    town.clock.ms += guessing_room.OLD_MS + 1
    await guesser_of(guessing).catch_up()
    assert (oracle.asked, guesser_of(guessing).backlog()) == ([], 0)
    async with town.store.writing() as tx:
        await tx.lock_chat(1)
        await tx.messages.edit(1, seq, f"{SAID} soon", (), tx.now, tags=(), mentions=[])
        await tx.append(1, "e", {}, seq=seq)
    await guesser_of(guessing).catch_up()
    assert oracle.asked == [f"{SAID} soon"]


async def test_the_desks_decisions_are_what_one_learns_from(town: Town, guessing: ScreenRoom) -> None:
    for text, outcome, category in (
        (SAID, "remove_content", "tvec.recruit"),
        (OTHER, "no_violation", "tvec.recruit"),
        ("buy my pills, cheap pills", "remove_content", "spam"),
    ):
        case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, text))
        await town.review.decide(MOD, case, 1, Choice(outcome=outcome, category=category, facts="seen"))
        town.clock.ms += 1_000
    private = await town.report(BORIS, chat=2, seq=await town.say(2, ANNA, SAID))
    await town.review.decide(
        MOD, private, 1, Choice(outcome="no_violation", category="tvec.recruit", facts="seen")
    )
    found = await town.store.read.models.decided(10)
    assert [(one.text, one.harmful, one.category) for one in found] == [
        (OTHER, False, ""),
        (SAID, True, "tvec.recruit"),
    ]
