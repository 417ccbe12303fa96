"""Second looks: blind, by somebody who took no part, and without effect until a third person speaks."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.errors import BadInput, Conflict, Forbidden, NotFound
from tambour.moderation.agreement import agreement, by_category, chosen
from tambour.services.rechecking import Rechecking
from tests.services.test_review import a_case, choice
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town

MOD3 = 203


@pytest.fixture
async def looks(town: Town) -> Rechecking:
    """Every decision is judged again."""
    town.review.recheck_percent = 100
    await town.person(MOD3, "Third moderator", role="moderator")
    return Rechecking(town.review, town.desk)


async def test_a_second_look_shows_nothing_of_the_decision_and_agreeing_changes_nothing(
    town: Town, looks: Rechecking
) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    with pytest.raises(NotFound):
        await looks.take(MOD)
    fresh = await looks.take(MOD2)
    page = await looks.open(MOD2, fresh)
    assert [line.text for line in page.lines if line.subject] == ["to arms"]
    assert all(line.state == "" for line in page.lines)
    assert not hasattr(page, "decisions")
    told, events = len(town.told(BORIS)), len(town.events(1))
    assert await looks.answer(MOD2, fresh, "remove_content", "It calls for violence.") == "agreed"
    assert (len(town.told(BORIS)), len(town.events(1))) == (told, events)
    with pytest.raises(Conflict):
        await looks.answer(MOD2, fresh, "no_violation", "Changed my mind.")
    verbs = [entry.verb for entry in await town.store.read.cases.audit(0, 3)]
    assert verbs[0] == "recheck.answer"
    assert "case.view" in verbs


async def test_whoever_saw_the_case_or_is_entangled_with_it_does_not_judge_it_again(
    town: Town, looks: Rechecking
) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    await town.desk.open(MOD2, case)
    with pytest.raises(NotFound):
        await looks.take(MOD2)
    fresh = await looks.take(MOD3)
    with pytest.raises(Forbidden):
        await looks.open(MOD2, fresh)
    with pytest.raises(Forbidden):
        await looks.answer(MOD, fresh, "remove_content", "mine")
    with pytest.raises(Forbidden):
        await looks.shelf(ANNA)


async def test_where_two_differ_the_decision_stands_until_a_third_takes_it_back(
    town: Town, looks: Rechecking
) -> None:
    before = await town.projection()
    case, seq = await a_case(town)
    after_saying = await town.projection()
    await town.review.decide(MOD, case, 1, choice())
    fresh = await looks.take(MOD2)
    assert await looks.answer(MOD2, fresh, "no_violation", "It is a quotation.") == "differs"
    assert await town.db.fetchval("SELECT flags FROM messages WHERE chat_id = 1 AND seq = $1", seq) == 4
    (differing,) = (await looks.shelf(MOD3)).differing
    for entangled in (MOD, MOD2):
        with pytest.raises(Forbidden):
            await looks.settle(entangled, differing.id, "undo", "mine")
    with pytest.raises(BadInput):
        await looks.settle(MOD3, differing.id, "reopen", "no")
    with pytest.raises(BadInput):
        await looks.settle(MOD3, differing.id, "explode", "no")
    await looks.settle(MOD3, differing.id, "undo", "It is a quotation.")
    assert await town.projection() == after_saying != before
    assert town.told(BORIS)[-1]["body"]["outcome"] == "restore"
    assert (await looks.shelf(MOD3)).differing == []
    with pytest.raises(Conflict):
        await looks.settle(MOD3, differing.id, "stands", "no")


async def test_nothing_done_but_the_second_would_have_the_case_is_opened_again(
    town: Town, looks: Rechecking
) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice("no_violation"))
    fresh = await looks.take(MOD2)
    await looks.answer(MOD2, fresh, "remove_content", "It calls for violence.")
    await looks.settle(MOD3, fresh, "reopen", "")
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert found.state == "triaged"
    shelf = await looks.shelf(MOD3)
    assert [(a.name, a.looked, a.agreed) for a in shelf.agreement] == [("", 1, 0), ("tvec.incite", 1, 0)]


async def test_what_was_taken_back_meanwhile_needs_no_second_look(town: Town, looks: Rechecking) -> None:
    case, _ = await a_case(town)
    decision = await town.review.decide(MOD, case, 1, choice())
    assert (await looks.shelf(MOD2)).owed == 1
    await town.review.restore(MOD, decision.id, "Too strict.")
    assert (await looks.shelf(MOD2)).owed == 0


async def test_without_a_share_nothing_is_judged_again(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    assert await town.db.fetchval("SELECT count(*) FROM rechecks") == 0


def test_kappa_is_that_of_the_textbook() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert agreement(pairs).kappa == 0.4
    assert agreement([("yes", "yes")] * 9).kappa is None
    assert agreement([]).kappa is None
    rows = [("spam", "a", "a"), ("hate", "a", "b")]
    assert [(a.name, a.looked, a.agreed) for a in by_category(rows)] == [
        ("", 2, 1),
        ("hate", 1, 0),
        ("spam", 1, 1),
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_never_exceeds_one_and_is_one_only_in_full_agreement(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    assert found.kappa is None or found.kappa <= 1
    if found.kappa == 1:
        assert found.agreed == found.looked


def test_the_share_that_is_judged_again_is_about_what_was_asked() -> None:
    ids = [(1_800_000_000_000 + n * 977) << 12 | n % 4096 for n in range(20_000)]
    share = sum(chosen(one, 5.0) for one in ids) / len(ids)
    assert math.isclose(share, 0.05, abs_tol=0.01)
    assert not any(chosen(one, 0.0) for one in ids)
    assert all(chosen(one, 100.0) for one in ids)
