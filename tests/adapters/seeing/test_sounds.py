"""Sound known again: the fingerprint as its reference has it, and alignment."""

import json
from pathlib import Path

import numpy as np
import pytest
from bench.sounds import speech, tune

from tambour.adapters.seeing.chroma import RATE, Listener
from tambour.adapters.seeing.known import KnownMedia
from tambour.adapters.seeing.sounds import varied
from tambour.moderation.known import Marks

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/chromaprint.json").read_text())


def printed(samples: np.ndarray, step: int = 5_000) -> np.ndarray:
    listener = Listener()
    for at in range(0, len(samples), step):
        listener.hear(samples[at : at + step])
    return listener.print()


def marks(samples: np.ndarray) -> Marks:
    return Marks(sound=printed(samples).astype("<u4").tobytes())


@pytest.fixture(scope="module")
def bank() -> KnownMedia:
    known = KnownMedia()
    known.take([(1, marks(tune(1, 20))), (2, marks(speech(2, 20))), (3, marks(tune(3, 20)))])
    return known


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["kind"])
def test_a_fingerprint_is_that_of_the_reference(vector: dict[str, object]) -> None:
    make = {"tune": tune, "speech": speech}[str(vector["kind"])]
    mine = printed(make(int(str(vector["seed"])), float(str(vector["seconds"]))))
    theirs = np.array(vector["print"], np.uint32)
    assert len(mine) == len(theirs)
    assert np.bitwise_count(mine ^ theirs).mean() < 0.1


def test_pieces_of_any_length_give_the_same_print() -> None:
    samples = tune(4, 6)
    assert (printed(samples, 333) == printed(samples, 60_000)).all()


def test_the_same_sound_is_found_where_it_begins(bank: KnownMedia) -> None:
    louder = np.concatenate([speech(9, 4), (tune(1, 20)[5 * RATE : 17 * RATE] * 0.5).astype(np.int16)])
    found = bank.like(marks(louder), {1, 2, 3})
    assert [(one.entry, one.how) for one in found] == [(1, "sound")]
    assert abs(found[0].at - 0) < 500 or abs(found[0].sample_at - found[0].at - 1000) < 500


def test_a_piece_of_it_among_other_sound_is_its_track_and_beneath_pictures_it_always_is(
    bank: KnownMedia,
) -> None:
    piece = tune(1, 20)[4 * RATE : 15 * RATE]
    among = np.concatenate([tune(8, 9), speech(9, 9), piece, np.zeros(9 * RATE, np.int16), speech(10, 9)])
    long = KnownMedia()
    long.take([(1, marks(np.concatenate([tune(1, 20), tune(4, 20)])))])
    (found,) = long.like(marks(among), {1})
    assert (found.how, found.refuses) == ("track", False)
    assert abs(found.at - 18_000) < 1_500
    assert abs(found.sample_at - 4_000) < 1_500
    shown = Marks(prints=bytes(37), sound=marks(tune(1, 20)).sound)
    assert [(one.entry, one.how) for one in bank.like(shown, {1, 2, 3})] == [(1, "track")]
    seen = KnownMedia()
    seen.take([(1, shown)])
    assert {one.how for one in seen.like(marks(tune(1, 20)), {1})} == {"track"}


def test_other_sound_and_silence_are_not_known(bank: KnownMedia) -> None:
    for other in (tune(50, 15), speech(51, 15), np.zeros(15 * RATE, np.int16)):
        assert bank.like(marks(other), {1, 2, 3}) == []


def test_silence_and_one_tone_are_no_sample() -> None:
    tone = (np.sin(np.arange(20 * RATE) * 0.25) * 9000).astype(np.int16)
    assert not varied(printed(tone))
    assert not varied(printed(np.zeros(20 * RATE, np.int16)))
    assert not varied(printed(tune(1, 3)))
    assert varied(printed(tune(1, 20)))
