"""Pictures known again: the hash as its reference has it, the index, the shapes, and what is never matched."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from bench.pictures import art, photo
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps

from tambour.adapters.seeing import index as indexes
from tambour.adapters.seeing import pdq, prints
from tambour.adapters.seeing.features import features
from tambour.adapters.seeing.index import WITHIN, Index
from tambour.adapters.seeing.known import KnownMedia
from tambour.moderation.known import Like, Marks, hash_of, marks_of_hash

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/pdq.json").read_text())


def kept(picture: Image.Image) -> Marks:
    return Marks(prints=prints.kept(picture).tobytes(), points=features(picture).tobytes())


def asked(picture: Image.Image) -> Marks:
    return Marks(prints=prints.query(picture).tobytes(), points=features(picture).tobytes())


@pytest.fixture(scope="module")
def bank() -> KnownMedia:
    """Entries 1 to 6 are the pictures of these seeds."""
    known = KnownMedia()
    known.take((seed, kept(photo(seed, 256))) for seed in range(1, 7))
    return known


def like(bank: KnownMedia, picture: Image.Image) -> Like | None:
    found = bank.like(asked(picture), set(range(1, 7)))
    assert {one.entry for one in found} <= {3}
    return found[0] if found else None


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: str(v["size"]))
def test_a_hash_is_that_of_the_reference_in_all_eight_positions(vector: dict[str, object]) -> None:
    seed, size = int(str(vector["seed"])), int(str(vector["size"]))
    picture = photo(seed, size)
    if vector["cropped"]:
        picture = picture.crop((0, 0, size, size * 2 // 3))
    luma = pdq.luma_of(np.asarray(picture))
    one, quality = pdq.hash_of(luma)
    eight, _ = pdq.eight_of(luma)
    assert pdq.distance(one, bytes.fromhex(str(vector["hash"]))) <= 2
    assert abs(quality - int(str(vector["quality"]))) <= 1
    theirs = [bytes.fromhex(text) for text in vector["eight"]]  # type: ignore[attr-defined]
    assert all(min(pdq.distance(mine, other) for other in theirs) <= 2 for mine in eight)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_the_index_finds_exactly_what_is_near(seed: int, distances: list[int]) -> None:
    chance = random.Random(seed)
    one = chance.getrandbits(256)
    rows = [chance.getrandbits(256) for _ in range(200)]
    for away in distances:
        near = one
        for bit in chance.sample(range(256), away):
            near ^= 1 << bit
        rows.insert(chance.randrange(len(rows)), near)
    table = np.array([list(row.to_bytes(32, "big")) for row in rows], np.uint8)
    index = Index()
    index.add(table[:150])
    index.build()
    index.add(table[150:])
    found, offs = index.find(np.frombuffer(one.to_bytes(32, "big"), np.uint8))
    true = {n: (row ^ one).bit_count() for n, row in enumerate(rows) if (row ^ one).bit_count() <= WITHIN}
    assert dict(zip(found.tolist(), offs.tolist(), strict=True)) == true


def test_the_index_builds_itself_when_enough_was_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "TAIL_MAX", 10)
    index = Index()
    index.add(np.zeros((11, 32), np.uint8))
    assert (len(index.built), len(index.tail), len(index)) == (11, 0, 11)


def test_a_picture_has_a_hundred_and_four_prints_and_its_quarters_both_ways() -> None:
    made = prints.kept(photo(1))
    assert (made["part"] == prints.WHOLE).sum() == 104
    assert sorted(made["part"][made["part"] > 0].tolist()) == [1, 1, 2, 2, 3, 3, 4, 4]
    assert len(prints.query(photo(1))) <= 12


@pytest.mark.parametrize("seed", range(9))
def test_flat_art_is_never_matched(seed: int) -> None:
    assert len(prints.kept(art(seed))) == 0
    assert len(prints.query(art(seed))) == 0
    framed = ImageOps.expand(art(seed), 40, "white")
    assert len(prints.query(framed)) == 0
    assert len(prints.frame(art(seed), 1000)) == 0


def test_what_was_saved_framed_or_mirrored_is_known_as_a_whole(bank: KnownMedia) -> None:
    picture = photo(3, 256)
    for changed in (
        picture,
        picture.resize((120, 120)),
        ImageOps.mirror(picture),
        picture.rotate(90),
        ImageOps.expand(picture, 30, "white"),
        picture.crop((8, 8, 248, 248)),
        picture.convert("L").convert("RGB"),
    ):
        found = like(bank, changed)
        assert found is not None
        assert (found.how, found.refuses) == ("whole", True)
        assert found.off <= WITHIN


def test_a_part_of_a_picture_is_known_by_its_points_and_refuses_nothing(bank: KnownMedia) -> None:
    picture = photo(3, 256)
    beside = Image.new("RGB", (512, 256))
    beside.paste(photo(77, 256), (0, 0))
    beside.paste(picture, (256, 0))
    for changed in (beside, picture.rotate(25, expand=True), picture.crop((60, 10, 256, 220))):
        found = like(bank, changed)
        assert found is not None
        assert (found.how, found.refuses) == ("points", False)


def test_a_picture_whose_corner_is_covered_is_known_by_its_quarters() -> None:
    picture = photo(3, 256)
    covered = picture.copy()
    ImageDraw.Draw(covered).ellipse((140, 10, 250, 120), fill=(255, 220, 40))
    marks = Marks(prints=prints.kept(picture).tobytes())
    known = KnownMedia()
    known.take([(3, marks)])
    found = known.like(Marks(prints=prints.query(covered).tobytes()), {3})
    assert [(one.how, one.refuses) for one in found] in ([("quarters", False)], [("whole", True)])
    assert found[0].score >= 0.8


def test_strangers_are_not_known(bank: KnownMedia) -> None:
    assert [like(bank, photo(seed, 160)) for seed in range(500, 530)] == [None] * 30


def test_an_entry_that_lives_no_more_matches_nothing(bank: KnownMedia) -> None:
    assert bank.like(asked(photo(3, 256)), {1, 2}) == []


def test_a_hash_alone_is_an_entry_too() -> None:
    picture = photo(9, 200)
    written = hash_of(kept(picture))
    known = KnownMedia()
    known.take([(1, marks_of_hash(written))])
    assert known.like(asked(picture.resize((90, 90))), {1})[0].how == "whole"
    assert hash_of(marks_of_hash(written)) == written


def test_sifting_leaves_out_none_that_is_like_by_a_hash(bank: KnownMedia) -> None:
    entry = kept(photo(3, 256))
    files = [asked(photo(seed, 256).resize((128, 128))) for seed in (11, 3, 12, 3, 13)]
    assert bank.sift(entry, files) == [1, 3]
    assert bank.sift(entry, []) == []


def test_a_film_is_known_by_its_share_of_known_frames() -> None:
    known = KnownMedia()
    frames = [prints.frame(photo(seed, 160), seed * 100) for seed in range(20, 26)]
    known.take([(7, Marks(prints=np.concatenate(frames).tobytes()))])

    def seen(*seeds: int) -> Like:
        made = [prints.query(photo(seed, 160), n * 1000) for n, seed in enumerate(seeds)]
        return known.like(Marks(prints=np.concatenate(made).tobytes()), {7})[0]

    whole, shows = seen(22, 23, 24), seen(22, 900, 901, 902)
    assert (whole.share, whole.refuses, whole.score) == (1.0, True, 0.95)
    assert (shows.share, shows.refuses) == (0.25, False)
    assert 0.5 < shows.score < 0.8
    assert (shows.at, shows.sample_at) == (0, 2200)
