"""Spoken words as Whisper hears them: in a child that can open nothing, and none where nobody speaks."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.sounds import saved, speech, tune
from tests.adapters.hearing.voices import can_hear, spoken_aloud

from tambour.adapters.hearing.optional import Hears, new_ear
from tambour.adapters.media import hearing
from tambour.adapters.media.alone import CHILD, environment

SAID = "Nobody knows the road to the northern harbour."
LONG = (
    f"{SAID} The newspapers wrote about it last week. Children were playing in the garden while the old men talked of"
    " the weather. On Monday the shop will be closed, because the owner has gone to see his brother. Please bring two"
    " bags of flour and a bottle of milk. The train leaves at nine from the second platform, and nobody waits for those"
    " who are late. We sat by the river until it was dark and sang the songs of our grandmothers. In the morning we ate"
    " bread with honey, and the songs of our grandmothers were still in our ears."
)
"""Half a minute and a few seconds more."""


def heard(data: bytes, ear: Hears, folder: Path) -> list[str]:
    (folder / "sound").write_bytes(data)
    with io.BufferedReader(io.FileIO(folder / "sound")) as source:
        return hearing.heard(source, ear)


@pytest.fixture(scope="module")
def ear():
    made = new_ear()
    assert made is not None
    return made


@can_hear
def test_what_is_said_is_heard_also_in_the_second_half_minute(ear, tmp_path: Path) -> None:
    first, second = heard(spoken_aloud(LONG, "en-us"), ear, tmp_path)
    assert ("northern" in first, "grandmothers" in second) == (True, True), (first, second)


@can_hear
@pytest.mark.parametrize(
    "sound", [tune(3, 8), speech(5, 8), speech(6, 8) * 0], ids=["tune", "babble", "silence"]
)
def test_where_nobody_says_anything_nothing_is_heard(ear, sound, tmp_path: Path) -> None:
    assert heard(saved(sound), ear, tmp_path) == []


@can_hear
def test_it_is_heard_in_a_child_that_can_open_nothing(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(spoken_aloud(SAID, "en"))
    told = subprocess.run(
        [sys.executable, "-m", CHILD, str(tmp_path), "hear"],
        env=environment(),
        capture_output=True,
        check=True,
    )
    report = json.loads(told.stdout)
    assert report["confined"] == (sys.platform == "linux"), told.stderr
    assert "northern" in " ".join(report["read"])
    assert [one.name for one in tmp_path.iterdir()] == ["source"]


def test_a_piece_is_half_a_minute_and_no_byte_is_lost() -> None:
    parts = [bytes([n % 256]) * 50_001 for n in range(60)]
    made = list(hearing.pieces(iter(parts)))
    assert b"".join(made) == b"".join(parts)
    assert {len(piece) for piece in made[:-1]} == {hearing.PIECE_BYTES}
