"""Open cases that say the same in other languages: seen beside each other, each decided for itself."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from tambour.domain.errors import Forbidden
from tambour.moderation.cases import Case, Choice
from tambour.services import meanings as room_of_meanings
from tambour.services.meanings import CaseMeanings, first_of_each
from tambour.services.screening import ScreenRoom
from tests.services.screening.concepts import OTHER, REWORDED, SAID, Concepts
from tests.services.screening.test_surfaces import poll
from tests.services.town import ANNA, BORIS, CLARA, MOD, Town

WRONG = Choice(outcome="remove_content", category="tvec.recruit", facts="it recruits")


@pytest.fixture
def meanings(guessing: ScreenRoom) -> CaseMeanings:
    assert guessing.meanings is not None
    return guessing.meanings


async def case_of(town: Town, text: str, chat: int = 1) -> int:
    """Boris says it, Anna reports it."""
    return await town.report(ANNA, chat=chat, seq=await town.say(chat, BORIS, text))


async def opened(town: Town, case: int) -> Case:
    found = await town.store.read.cases.case(case)
    assert found is not None
    return found


async def kept(town: Town) -> list[int]:
    return [
        row["case_id"] for row in await town.db.fetch("SELECT case_id FROM case_meanings ORDER BY case_id")
    ]


async def test_cases_in_three_languages_are_a_group_the_nearest_first(
    town: Town, meanings: CaseMeanings
) -> None:
    same = [await case_of(town, SAID[lang]) for lang in ("en", "ru", "ar")]
    reworded, other = await case_of(town, REWORDED), await case_of(town, OTHER)
    await meanings.catch_up()
    found = await meanings.near(MOD, await opened(town, same[0]), SAID["en"])
    assert [one.case for one in found] == [*same[1:], reworded]
    assert found[0].likeness == pytest.approx(1.0, abs=0.01) != found[-1].likeness
    cases = [await opened(town, one) for one in [*same, reworded, other]]
    assert {one.meant for one in cases[:4]} == {min(same)}
    assert (cases[4].meant, {one.cluster for one in cases}) == (0, {0}), "their clusters are left alone"
    sizes = await meanings.sizes(cases)
    assert sizes == {min(same): 4}
    assert [one.id for one in first_of_each(cases, sizes)] == [same[0], other]
    assert {one.id for one in await meanings.group(min(same))} == {*same, reworded}


async def test_polls_that_ask_the_same_are_a_group(town: Town, meanings: CaseMeanings) -> None:
    cases = []
    for words in (SAID["en"].split(), SAID["ru"].split()):
        seq = await town.say(1, BORIS, "")
        await poll(town, 1, seq, " ".join(words[:8]), " ".join(words[8:]))
        cases.append(await town.report(ANNA, chat=1, seq=seq))
    await meanings.catch_up()
    assert {(await opened(town, case)).meant for case in cases} == {min(cases)}


async def test_while_meanings_are_compared_people_may_decide_every_case(
    town: Town, meanings: CaseMeanings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [await case_of(town, SAID[lang]) for lang in ("en", "ru", "ar")]
    near, free = meanings.meaning.near, list[int]()

    async def tried(*asked: Any) -> Any:
        rows = await town.db.fetch("SELECT id FROM cases ORDER BY id FOR UPDATE SKIP LOCKED")
        free.append(len(rows))
        return await near(*asked)

    monkeypatch.setattr(meanings.meaning, "near", tried)
    await meanings.catch_up()
    assert free == [3] * len(cases)
    assert await meanings.sizes([await opened(town, cases[0])]) == {cases[0]: 3}


async def test_nothing_of_a_private_chat_is_kept_and_who_opened_its_case_sees_the_others(
    town: Town, meanings: CaseMeanings
) -> None:
    private = [await case_of(town, SAID["ru"], chat=2), await case_of(town, SAID["ru"], chat=3)]
    public = await case_of(town, SAID["en"])
    await meanings.catch_up()
    assert await kept(town) == [public]
    for case in private:
        page = await town.desk.open(MOD, case)
        assert [one.case for one in await meanings.near(MOD, page.case, page.subject_text)] == [public]
    assert await kept(town) == [public]
    assert await meanings.near(MOD, await opened(town, public), SAID["en"]) == []


async def test_a_meaning_goes_when_its_case_is_decided(town: Town, meanings: CaseMeanings) -> None:
    one, two = await case_of(town, SAID["en"]), await case_of(town, SAID["ru"])
    await meanings.catch_up()
    assert await kept(town) == [one, two]
    await town.review.decide(MOD, one, 1, WRONG)
    assert await meanings.near(MOD, await opened(town, two), SAID["ru"]) == []
    assert await meanings.sizes([await opened(town, two)]) == {}
    await meanings.catch_up()
    assert await kept(town) == [two]


async def test_short_words_have_no_meaning_and_are_asked_about_once(
    town: Town, meanings: CaseMeanings
) -> None:
    case = await case_of(town, "write to the bot")
    await meanings.catch_up()
    assert (await town.db.fetchval("SELECT vector FROM case_meanings WHERE case_id = $1", case)) == b""
    assert meanings.read == 1
    await meanings.catch_up()
    assert meanings.read == 1
    assert await meanings.near(MOD, await opened(town, case), "write to the bot") == []


async def test_another_encoder_reads_everything_anew(town: Town, meanings: CaseMeanings) -> None:
    case = await case_of(town, SAID["en"])
    await meanings.catch_up()
    other = Concepts()
    other.name = "other"
    await CaseMeanings(town.store, town.clock, other).catch_up()
    assert await town.db.fetchval("SELECT encoder FROM case_meanings WHERE case_id = $1", case) == "other"


async def test_what_very_many_say_is_no_group(
    town: Town, meanings: CaseMeanings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_of_meanings, "HUB", 3)
    cases = [
        await case_of(town, text)
        for text in (SAID["en"], SAID["ru"], SAID["ar"], REWORDED, REWORDED + " Now")
    ]
    await meanings.catch_up()
    groups = [(await opened(town, one)).meant for one in cases]
    assert groups == [cases[0], cases[0], cases[0], 0, 0]


async def test_two_that_read_at_the_same_time_miss_no_pair(town: Town, meanings: CaseMeanings) -> None:
    cases = [await case_of(town, f"{SAID[lang]} {n}") for n in range(6) for lang in ("en", "ru")]
    second = CaseMeanings(town.store, town.clock, Concepts())
    await asyncio.gather(meanings.catch_up(), second.catch_up())
    assert {(await opened(town, one)).meant for one in cases} == {min(cases)}


async def test_only_what_somebody_has_opened_may_be_decided_with_another(
    town: Town, meanings: CaseMeanings
) -> None:
    one, two = await case_of(town, SAID["en"]), await case_of(town, SAID["ru"])
    await meanings.catch_up()
    await town.desk.open(MOD, one)
    with pytest.raises(Forbidden) as no:
        await meanings.chosen(MOD, [one, two])
    assert no.value.facts["why"] == "case.unopened"
    await town.desk.open(MOD, two)
    await meanings.chosen(MOD, [one, two])
    (found,) = await meanings.near(MOD, await opened(town, one), SAID["en"])
    assert (found.case, found.seen) == (two, True)
    with pytest.raises(Forbidden):
        await meanings.chosen(CLARA, [one])
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0


def test_a_group_has_one_row_and_all_others_their_own() -> None:
    blank = Case(
        id=1,
        subject=None,
        category="spam",
        severity=2,
        priority=1.0,
        state="new",
        ver=1,
        due=0,
        received_at=0,
    )  # type: ignore[arg-type]
    cases = [replace(blank, id=n, meant=meant) for n, meant in enumerate((0, 7, 0, 7, 8, 7))]
    assert [one.id for one in first_of_each(cases, {7: 3})] == [0, 1, 2, 4]
    assert first_of_each(cases, {}) == cases
