"""Texts of the bank in other words and languages: guesses, which move what is looked at anyway and do nothing else."""

import pytest

from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import DETECTOR, MEANING, readable
from tambour.pipeline import meant
from tambour.pipeline.gate import ANEW_MS
from tambour.pipeline.guess import Guesser
from tambour.services.detected import guesses_weigh
from tambour.services.models import Models
from tambour.services.screening import ScreenRoom
from tests.services.screening.concepts import OTHER, REWORDED, SAID, Concepts
from tests.services.screening.conftest import add, signals
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_guess import ROWS
from tests.services.town import ANNA, BORIS, MOD, Town


def guesser_of(room: ScreenRoom) -> Guesser:
    assert room.guesser is not None
    return room.guesser


def concepts_of(room: ScreenRoom) -> Concepts:
    assert room.meanings is not None
    assert isinstance(room.meanings.meaning, Concepts)
    return room.meanings.meaning


async def let_live(town: Town, room: ScreenRoom) -> int:
    """Measured and let live, with a card that says nothing against it; its version."""
    judge = Oracle()
    judge.print = concepts_of(room).print  # type: ignore[misc]
    models = Models(town.store, town.clock)
    harmless = [Sorted(text=f"{one.text} today", harmful=False, lang="en", kind=one.kind) for one in ROWS[:9]]
    model, _ = await models.measure(judge, harmless, "For a test.")
    return (await models.switch(model.print, "live")).number


async def text_in_bank(room: ScreenRoom, **more: object) -> int:
    return await add(room, **({"kind": "text", "value": SAID["en"], "category": "tvec.recruit"} | more))  # type: ignore[arg-type]


async def test_a_translation_and_other_words_are_found_and_open_no_case(
    town: Town, guessing: ScreenRoom
) -> None:
    number, entry = await let_live(town, guessing), await text_in_bank(guessing)
    town.clock.ms += 3_600_000  # longer than it looks back over what was said beside its coming
    told = [await town.say(1, BORIS, said) for said in (SAID["ru"], REWORDED)]
    await town.say(1, ANNA, OTHER)
    await town.say(1, ANNA, "write to the bot")
    await town.say(2, BORIS, SAID["ru"])
    await guesser_of(guessing).catch_up()
    await guessing.screen.catch_up()
    assert await signals(town) == [(1, seq, MEANING, "live") for seq in told]
    rows = await town.db.fetch(
        "SELECT entry_id, detector_ver, category, score, owed, case_id FROM signals ORDER BY seq"
    )
    assert {(r["entry_id"], r["detector_ver"], r["category"], r["owed"], r["case_id"]) for r in rows} == {
        (entry, number, "tvec.recruit", False, None)
    }
    assert rows[0]["score"] == pytest.approx(1.0, abs=0.01)
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    assert SAID["ru"] in concepts_of(guessing).embed.asked
    assert concepts_of(guessing).embed.asked.count(SAID["ru"]) == 1, "what is said in private is not read"
    found = (await town.store.read.bank.yields([entry]))[entry]
    assert (found.signals, found.cases) == (0, 0), "the entry is not praised or blamed for a guess"


async def test_a_text_of_the_bank_is_read_once_however_much_is_said(
    town: Town, guessing: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(text: str) -> str:
        asked.append(text)
        return readable(text)

    monkeypatch.setattr(meant, "readable", counted)
    await text_in_bank(guessing)
    for n in range(3):
        await town.say(1, BORIS, f"{REWORDED} {n}")
        await guesser_of(guessing).catch_up()
        town.clock.ms += ANEW_MS
    assert asked == [SAID["en"]]
    assert len(await signals(town)) == 3


async def test_what_is_a_copy_by_its_letters_is_found_as_one_and_not_told_twice(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    await text_in_bank(guessing)
    seq = await town.say(1, BORIS, f"{SAID['en']} now")
    await guesser_of(guessing).catch_up()
    await guessing.screen.catch_up()
    assert await signals(town) == [(1, seq, "copies", "live")]


async def test_several_entries_are_told_the_nearest_of_each_category_first_and_no_more_than_some(
    town: Town, guessing: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meant, "TOLD_MAX", 3)
    await let_live(town, guessing)
    words = SAID["en"].split()  # each of these is a little farther than the one before
    near = [await text_in_bank(guessing, value=" ".join(words[: len(words) - less])) for less in range(4)]
    far = await add(guessing, kind="text", value=" ".join(words[:-4]), category="tvec.praise")
    untried = await text_in_bank(guessing, value=f"{SAID['en']} today", ratio=1e-9)
    seq = await town.say(1, BORIS, SAID["ru"])
    await guesser_of(guessing).catch_up()
    rows = await town.db.fetch("SELECT entry_id, score FROM signals WHERE seq = $1 ORDER BY score DESC", seq)
    assert {row["entry_id"] for row in rows} == {*near[:2], far}
    assert untried not in {row["entry_id"] for row in rows}
    assert [row["entry_id"] for row in rows][-1] == far, "each with how near it is itself"


async def test_a_copy_of_one_entry_is_told_to_be_near_one_of_another_category_only(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    await text_in_bank(guessing)
    await text_in_bank(guessing, value=SAID["words"])
    other = await add(guessing, kind="text", value=SAID["ru"], category="tvec.praise")
    seq = await town.say(1, BORIS, f"{SAID['en']} now")
    await guesser_of(guessing).catch_up()
    await guessing.screen.catch_up()
    rows = await town.db.fetch("SELECT detector, entry_id FROM signals WHERE seq = $1 ORDER BY detector", seq)
    assert [row["detector"] for row in rows] == ["copies", MEANING]
    assert rows[1]["entry_id"] == other


async def test_it_moves_an_open_case_up_and_two_guesses_count_as_one(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    await text_in_bank(guessing)
    seq = await town.say(1, BORIS, SAID["ru"])
    case = await town.report(ANNA, chat=1, seq=seq)
    plain = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, OTHER))
    await guesser_of(guessing).catch_up()
    queue = {one.id: one for one in await town.store.read.cases.queue(town.clock.ms, 10)}
    assert queue[case].priority > queue[plain].priority
    before = queue[case].tally.doubt
    (mine,) = (await guessing.seen(case)).signals
    assert (mine.detector, mine.reasons) == (MEANING, ("found.meaning",))
    (kept,) = await town.store.read.messages.some(1, 0, [seq])
    guess = guesser_of(guessing).meant.finding((await town.store.read.bank.entries())[0], 0.75)  # type: ignore[union-attr]
    weaker = type(guess)(detector=DETECTOR, category="tvec.recruit", score=0.6, version=1)
    await guessing.screen.signals.note([(kept, weaker)], [town.ids.new()], town.clock.ms)
    assert await guesser_of(guessing).heed() == 1
    both = await town.store.read.signals.of_case(case)
    after = await town.store.read.cases.case(case)
    assert after is not None
    assert after.tally.doubt == pytest.approx(before)
    assert guesses_weigh(both) == pytest.approx(0.1, abs=0.001)
    assert await guessing.detected([after]) == frozenset(), "nothing was found"


async def test_unmeasured_by_a_hint_or_by_an_entry_in_the_shadow_it_moves_nothing(
    town: Town, guessing: ScreenRoom
) -> None:
    entry = await text_in_bank(guessing)
    await town.say(1, BORIS, SAID["ru"])
    await guesser_of(guessing).catch_up()
    assert [mode for *_, mode in await signals(town)] == ["shadow"], "nobody has measured it"
    assert await guessing.meaning_mode() == "unmeasured"
    await let_live(town, guessing)
    assert await guessing.meaning_mode() == "live"
    await guessing.bank.disable(MOD, entry)
    await town.db.execute("UPDATE bank_entries SET state = 'enabled', mode = 'shadow'")
    await town.db.execute("UPDATE bank_version SET ver = ver + 1")
    await town.say(1, BORIS, f"{SAID['ru']} ещё")
    await guesser_of(guessing).catch_up()
    assert [mode for *_, mode in await signals(town)] == ["shadow", "shadow"], "its entry is in the shadow"
    await town.db.execute("UPDATE bank_entries SET mode = 'live', opinion = 'seed'")
    await town.db.execute("UPDATE bank_version SET ver = ver + 1")
    await town.say(1, BORIS, f"{SAID['ru']} снова")
    await guesser_of(guessing).catch_up()
    assert len(await signals(town)) == 2, "a hint is no certain text"


async def test_an_encoder_that_fails_stops_guesses_only_and_they_are_made_up_for(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    await text_in_bank(guessing)
    concepts_of(guessing).embed.broken = True
    seq = await town.say(1, BORIS, SAID["ru"])
    with pytest.raises(ZeroDivisionError):
        await guesser_of(guessing).catch_up()
    await guessing.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM guess_marks WHERE seq >= $1", seq) == 0
    concepts_of(guessing).embed.broken = False
    await guesser_of(guessing).catch_up()
    assert await signals(town) == [(1, seq, MEANING, "live")]
