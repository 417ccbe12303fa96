"""A new text of the bank finds what was said before in other words, as guesses, in the last days and no further."""

import pytest

from tambour.moderation.guesses import MEANING
from tambour.pipeline import meant_back
from tambour.pipeline.meant_back import BACK_MS
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
    back.seen.clear()
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
