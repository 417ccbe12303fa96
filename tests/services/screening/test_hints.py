"""What is only a hint, or disputed between lists, opens no case and adds to one that is there anyway."""

import asyncpg
import pytest

from tambour.moderation.bank import BankEntry
from tambour.moderation.cases import Choice
from tambour.services import detected
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.town import ANNA, BORIS, CLARA, MOD, Town

OTHER = "Who brings the cake on Saturday"
OPINIONS = pytest.mark.parametrize("opinion", ["disputed", "seed"])


async def says(town: Town, opinion: str) -> None:
    """All entries, as if lists had said so."""
    await town.db.execute("UPDATE bank_entries SET opinion = $1", opinion)
    async with town.store.writing() as tx:
        await tx.bank.moved()


async def priorities(town: Town) -> dict[int, float]:
    return {case.id: case.priority for case in await town.store.read.cases.queue(town.clock.ms, 10)}


@OPINIONS
async def test_it_opens_no_case_and_moves_a_report_up_the_queue_before_and_after(
    town: Town, room: ScreenRoom, opinion: str
) -> None:
    await add(room)
    await says(town, opinion)
    early = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    plain = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, OTHER))
    later = await town.say(1, BORIS, f"{PUSH} again")
    before = await priorities(town)
    assert before[early] == before[plain]
    await room.screen.catch_up()
    assert set(await priorities(town)) == {early, plain}, "it opens none"
    late = await town.report(CLARA, chat=1, seq=later)
    await room.screen.catch_up()
    after = await priorities(town)
    assert after[plain] == before[plain]
    assert before[early] < after[early] < before[early] * 1.5
    assert after[late] > after[plain]
    assert await room.screen.heed() == 0, "and it is counted once"
    seen = await room.seen(early)
    (signal,) = seen.signals
    assert (signal.detector, signal.hint, seen.entries[signal.entry].opinion) == ("words", True, opinion)
    (case,) = [c for c in await town.store.read.cases.queue(town.clock.ms, 10) if c.id == early]
    plainly = 1 - case.tally.doubt / (1 - detected.hints_weigh(seen.signals))
    assert room.hinted(case) == pytest.approx(case.tally.probability - plainly, abs=1e-3)


async def test_many_hints_weigh_as_the_surest_of_them(town: Town, room: ScreenRoom) -> None:
    await add(room)
    for value in ("Grey Lantern", "lantern*", "brothers"):
        await add(room, value=value, kind="phrase")
    await says(town, "disputed")
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    await room.screen.catch_up()
    found = (await room.seen(case)).signals
    assert len(found) > 1
    opened = await town.store.read.cases.case(case)
    assert opened is not None
    sure = max(one.score for one in found)
    assert 1 - opened.tally.doubt == pytest.approx(1 - (1 - 0.35) * (1 - 0.35 * sure), abs=1e-6)


@OPINIONS
async def test_a_case_with_nothing_else_was_not_found_by_a_program(
    town: Town, room: ScreenRoom, opinion: str
) -> None:
    await add(room)
    await says(town, opinion)
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    await room.screen.catch_up()
    opened = await town.store.read.cases.case(case)
    assert opened is not None
    assert await room.detected([opened]) == frozenset()
    choice = Choice(outcome="no_violation", category="tvec.recruit", facts="an advertisement")
    decision = await town.review.decide(MOD, case, 1, choice)
    assert not decision.automated_detection


async def test_it_keeps_no_certain_entry_from_its_case(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await says(town, "disputed")
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    await room.screen.catch_up()
    await town.db.execute("UPDATE cases SET state = 'closed' WHERE id = $1", case)
    await add(room, value="Lantern, brothers", kind="phrase")
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases WHERE state = 'new'") == 1


async def hunted_again(town: Town, room: ScreenRoom, entry: int) -> None:
    async with town.store.writing() as tx:
        await tx.bank.hunt(entry, tx.now)
        await tx.bank.moved()
    await room.screen.catch_up()


async def test_when_lists_agree_again_what_was_a_hint_makes_its_case(town: Town, room: ScreenRoom) -> None:
    entry = await add(room)
    await says(town, "disputed")
    seen = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    await town.say(1, BORIS, f"{PUSH} again")
    await room.screen.catch_up()
    await town.db.execute("UPDATE cases SET state = 'closed' WHERE id = $1", seen)
    await says(town, "positive")
    await hunted_again(town, room, entry)
    assert await town.db.fetchval("SELECT count(*) FROM cases WHERE state = 'new'") == 2
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE hint OR score < 0.5") == 0


async def test_a_hint_that_becomes_certain_in_an_open_case_counts_once(town: Town, room: ScreenRoom) -> None:
    weaker, entry = await add(room), await add(room, value="brothers", kind="phrase")
    await says(town, "disputed")
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, PUSH))
    await room.screen.catch_up()
    before = {one.entry: one.score for one in (await room.seen(case)).signals}
    assert before[entry] > before[weaker]
    await town.db.execute("UPDATE bank_entries SET opinion = 'positive' WHERE id = $1", entry)
    await hunted_again(town, room, entry)
    opened = await town.store.read.cases.case(case)
    assert opened is not None
    score = {one.entry: one for one in (await room.seen(case)).signals}
    assert (score[entry].hint, score[weaker].hint) == (False, True)
    trust = detected.TRUST_IN_DETECTION
    left = (1 - trust) * (1 - trust * score[entry].score) * (1 - trust * score[weaker].score)
    assert opened.tally.doubt == pytest.approx(left, abs=1e-6), (
        "the report, the finding, the hint that is left"
    )
    assert opened.tally.hinted == pytest.approx(trust * score[weaker].score, abs=1e-6)
    await town.report(CLARA, chat=1, seq=opened.subject.seq)
    again = await town.store.read.cases.case(case)
    assert again is not None
    assert again.tally.hinted == opened.tally.hinted, "a report keeps what hints have counted"


async def test_what_an_entry_counted_in_the_shadow_makes_cases_when_it_is_let_live(
    town: Town, room: ScreenRoom
) -> None:
    entry = await add(room, mode="shadow")
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    assert [mode for *_, mode in await signals(town)] == ["shadow"]
    await town.db.execute("UPDATE bank_entries SET mode = 'live'")
    await hunted_again(town, room, entry)
    assert [mode for *_, mode in await signals(town)] == ["live"]
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_the_database_refuses_a_hint_that_is_owed_a_case(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await says(town, "disputed")
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute("UPDATE signals SET owed = true")


def test_only_what_is_certain_ever_acts() -> None:
    made = {"kind": "link", "value": "a.example", "category": "tvec.branded", "mode": "live", "source": "x"}
    assert BankEntry(**made).acts  # type: ignore[arg-type]
    assert not any(BankEntry(**made, opinion=one).acts for one in ("seed", "disputed"))  # type: ignore[arg-type]
