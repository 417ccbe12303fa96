"""A new text of the bank finds what was said before in other words, as guesses, in the last days and no further."""

import pytest

from tambour.moderation.guesses import MEANING
from tambour.pipeline import meant_back
from tambour.pipeline.meant_back import BACK_MS, LookBack
from tambour.services.screening import ScreenRoom
from tests.services.screening.concepts import OTHER, REWORDED, SAID
from tests.services.screening.conftest import signals
from tests.services.screening.test_meaning import concepts_of, guesser_of, let_live, text_in_bank
from tests.services.screening.test_surfaces import poll
from tests.services.town import ANNA, BORIS, Town


async def said_before(town: Town, guessing: ScreenRoom) -> list[int]:
    """In public, in other words, among others, and read before the bank knows the text."""
    told = [await town.say(1, BORIS, said) for said in (SAID["ru"], OTHER, REWORDED)]
    asked = await town.say(1, ANNA, "")
    await poll(town, 1, asked, SAID["ar"])
    await town.say(2, BORIS, SAID["ru"])
    await guesser_of(guessing).catch_up()
    return [told[0], told[2], asked]


async def begun_anew(guessing: ScreenRoom) -> LookBack:
    """As if the process had begun anew."""
    guesser = guesser_of(guessing)
    old = guesser.back
    assert old is not None
    guesser.back = LookBack(old.rows, old.signals, old.meant, old.clock, old.ids)
    return guesser.back


async def beaten() -> None:
    """Nobody asks whether it is at work."""


async def test_what_was_said_before_is_found_as_a_guess_and_opens_no_case(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    told = await said_before(town, guessing)
    assert await signals(town) == []
    await text_in_bank(guessing)
    await guesser_of(guessing).catch_up()
    assert await signals(town) == [(1, seq, MEANING, "live") for seq in told]
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    embed = concepts_of(guessing).embed
    embed.asked.clear()
    await guesser_of(guessing).catch_up()
    assert embed.asked == [], "it looks back once"


async def test_it_looks_back_some_days_and_over_so_many_messages_only(
    town: Town, guessing: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await let_live(town, guessing)
    old = await town.say(1, BORIS, SAID["ru"])
    town.clock.ms += BACK_MS + 1
    told = await said_before(town, guessing)
    await text_in_bank(guessing)
    monkeypatch.setattr(meant_back, "BATCH", 1)
    monkeypatch.setattr(meant_back, "MESSAGES_MAX", 1)
    await guesser_of(guessing).catch_up()
    assert await signals(town) == [(1, told[-1], MEANING, "live")], "the newest first"
    back = guesser_of(guessing).back
    assert back is not None
    assert back.read == 1
    monkeypatch.setattr(meant_back, "MESSAGES_MAX", 100)
    await guesser_of(guessing).catch_up()
    assert back.read == 1, "the rest is passed over for good"
    await begun_anew(guessing)
    await back.rows.forget_back()
    await guesser_of(guessing).catch_up()
    assert await signals(town) == [(1, seq, MEANING, "live") for seq in told]
    assert old not in told


async def test_a_text_of_long_ago_does_not_look_back_when_the_server_begins(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    await said_before(town, guessing)
    await text_in_bank(guessing)
    town.clock.ms += meant_back.NEW_MS + 1
    await guesser_of(guessing).catch_up()
    assert await signals(town) == []


async def test_a_process_that_begins_anew_goes_on_where_the_last_one_stopped(
    town: Town, guessing: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meant_back, "BATCH", 1)
    await let_live(town, guessing)
    told = await said_before(town, guessing)
    await text_in_bank(guessing)
    await guesser_of(guessing).catch_up()
    await town.db.execute("DELETE FROM signals")
    first = await begun_anew(guessing)
    await first.rows.forget_back()
    for _ in range(2):
        assert await first.step(beaten)
    assert await signals(town) == [(1, told[-1], MEANING, "live"), (1, told[-2], MEANING, "live")][::-1]
    second = await begun_anew(guessing)
    while await second.step(beaten):
        pass
    assert (first.read, second.read) == (2, 2), "no message twice, and none left out"
    assert await signals(town) == [(1, seq, MEANING, "live") for seq in told]
    third = await begun_anew(guessing)
    while await third.step(beaten):
        pass
    assert third.read == 0, "and then it is through"


async def test_a_text_that_comes_while_others_look_back_looks_back_over_all_of_it(
    town: Town, guessing: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meant_back, "BATCH", 1)
    await let_live(town, guessing)
    await text_in_bank(guessing)
    await guesser_of(guessing).catch_up()
    told = await said_before(town, guessing)
    await town.db.execute("DELETE FROM signals")
    early = await begun_anew(guessing)
    await early.rows.forget_back()
    for _ in range(3):
        await early.step(beaten)
    other = await text_in_bank(guessing, value=SAID["words"], category="tvec.praise")
    await town.db.execute("UPDATE hunts SET began = began - 5000 WHERE entry_id = $1", other)
    while await early.step(beaten):
        pass
    rows = await town.db.fetch("SELECT DISTINCT seq FROM signals WHERE entry_id = $1 ORDER BY seq", other)
    assert [row["seq"] for row in rows] == [told[0], told[2]], (
        "its moment is before the mark; told[1] is a copy"
    )
    town.clock.ms += 1_000
    await town.db.execute("UPDATE hunts SET began = $2 WHERE entry_id = $1", other, town.clock.ms)
    await town.db.execute("DELETE FROM signals")
    late = await begun_anew(guessing)
    while await late.step(beaten):
        pass
    rows = await town.db.fetch("SELECT DISTINCT entry_id FROM signals")
    assert [row["entry_id"] for row in rows] == [other], "let live anew, it alone looks back anew"


async def test_another_encoder_looks_back_from_the_beginning(town: Town, guessing: ScreenRoom) -> None:
    await let_live(town, guessing)
    await said_before(town, guessing)
    await text_in_bank(guessing)
    await guesser_of(guessing).catch_up()
    concepts_of(guessing).print += ":other"
    again = await begun_anew(guessing)
    while await again.step(beaten):
        pass
    assert again.read == 4
