"""Spoken words of public chats through the whole house: heard after publication, counted, asking people if they may."""

import asyncio

import pytest
from bench.sounds import saved as as_file
from bench.sounds import speech

from tambour.adapters.hearing.optional import hears
from tambour.adapters.media.studio import ChildStudio
from tambour.moderation.reading import HEARD, READ
from tests.adapters.hearing.voices import can_hear, spoken_aloud
from tests.conftest import Town
from tests.media.making import person
from tests.media.test_known import at_desk, found, spoken
from tests.media.test_reading import PUSH, Told, named, reading

pytestmark = pytest.mark.slow


async def voiced(ana, name: str, kind: str = "voice") -> tuple[int, int]:
    """A voice that says nothing, in a public channel of this name."""
    return await spoken(ana, await ana.ready(as_file(speech(len(name), 3)), kind), name)


async def test_spoken_words_are_counted_and_ask_nobody_until_they_may(town: Town) -> None:
    ana = await person(town, "Ana")
    await named(town)
    listener = reading(town, Told(), HEARD)
    await voiced(ana, "voices_one")
    await found(town)
    await listener.drain()
    assert await found(town) == [("heard", "shadow", False)]
    town.house.screening.screen.senses[HEARD].live = True
    await voiced(ana, "voices_of_two")
    await found(town)
    await listener.drain()
    assert ("heard", "live", True) in await found(town)
    case = await town.house.store.pool.fetchval("SELECT max(case_id) FROM signals")
    desk, _ = await at_desk(town, "Dom")
    page = (await desk.get(f"/console/case/{case}")).text
    await desk.aclose()
    assert "heard in its sound" in page
    assert "Listen before you decide" in page
    assert "<mark>Grey Lantern" in page


async def test_a_voice_is_heard_and_not_read_and_music_is_left_alone(town: Town) -> None:
    ana, ear, eye = await person(town, "Ana"), Told(), Told()
    listener, reader = reading(town, ear, HEARD), reading(town, eye, READ)
    await voiced(ana, "voices_only")
    await voiced(ana, "voices_music", "audio")
    await found(town)
    await listener.drain()
    await reader.drain()
    assert (ear.read_it, eye.read_it) == (1, 0)


async def test_the_words_of_a_voice_go_with_it(town: Town) -> None:
    ana, pool = await person(town, "Ana"), town.house.store.pool
    listener = reading(town, Told(), HEARD)
    chat, seq = await voiced(ana, "voices_swept")
    await found(town)
    await listener.drain()
    assert await pool.fetchval("SELECT words FROM file_speech") == PUSH
    await ana.client.call("msg.delete", c=chat, s=[seq], all=True)
    await pool.execute("UPDATE files SET touched = 0")
    await town.house.media.sweep.turn()
    assert await pool.fetchval("SELECT count(*) FROM file_speech") == 0


@can_hear
async def test_a_spoken_call_is_found_by_the_model_itself(town: Town) -> None:
    assert hears()
    ana = await person(town, "Ana")
    await named(town, value="Golden Lantern*")
    listener = reading(town, ChildStudio(asyncio.Semaphore(1), "hear"), HEARD)
    said = "Join the Golden Lantern today and write to our people in the harbour."
    await spoken(ana, await ana.ready(spoken_aloud(said, "en"), "voice"), "voices_true")
    await found(town)
    await listener.drain()
    assert await found(town) == [("heard", "shadow", False)]
