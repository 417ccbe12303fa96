"""The sound of films through the whole house: beneath other pictures, and as a voice message."""

import numpy as np
import pytest
from av.audio.frame import AudioFrame
from bench.sounds import tune
from bench.tracks import film

from tambour.adapters.seeing.chroma import RATE
from tambour.adapters.seeing.eye import Eye
from tambour.moderation.known import NO_MARKS
from tests.conftest import Town
from tests.media.making import person
from tests.media.test_known import banked, found, sound, spoken

pytestmark = pytest.mark.slow


async def test_known_sound_beneath_a_film_is_put_before_people_and_not_refused(town: Town) -> None:
    ana = await person(town, "Ana")
    await banked(town, sound(tune(1, 14)))
    shown = await ana.ready(film(tune(1, 14)[3 * RATE :], 7), "video")
    assert (await ana.file(shown)).get("st", 0) == 0
    await spoken(ana, shown, "mill_film")
    assert await found(town) == [("sound", "live", True)]
    how = "SELECT how FROM file_likes WHERE file_id = $1"
    assert await town.house.store.pool.fetchval(how, shown) == "track"


async def test_the_sound_of_a_known_film_is_known_as_a_voice_and_beneath_other_pictures(town: Town) -> None:
    ana = await person(town, "Ana")
    before = await ana.ready(film(tune(1, 14), 8), "video")
    await spoken(ana, before, "old_film")
    await banked(town, film(tune(1, 14), 7))
    await town.house.screening.screen.catch_up()
    voice = await ana.ready(sound(tune(1, 14)), "voice")
    assert (await ana.file(voice)).get("st", 0) == 0, "whoever spreads it is asked about, not refused"
    await spoken(ana, voice, "mill_voice")
    assert await found(town) == [("sound", "live", True)] * 2, "the hunt found what was sent before"
    again = await ana.ready(film(tune(2, 14), 7), "video")
    assert (await ana.file(again))["st"] == 2, "its pictures are refused under any sound"


def test_sound_that_goes_on_in_another_format_is_listened_to_and_blinds_nobody() -> None:
    eye = Eye(keeping=False)
    for rate in (44_100, 22_050, 48_000):
        frame = AudioFrame.from_ndarray(np.ones((1, rate * 2), np.int16), format="s16", layout="mono")
        frame.sample_rate = rate
        eye.hear(frame)
    eye.hear(None)
    assert not eye.blind
    assert eye.marks() != NO_MARKS
    assert 5.9 < eye.heard / RATE < 6.1
