"""Films and sound sent as files: there at once, looked at behind everything else, known again where they are public."""

from collections.abc import Callable
from typing import Any

import pytest
from bench.pictures import photo
from bench.sounds import tune

from tambour.adapters.media.sound import demuxer
from tambour.domain.media import HEAD_BYTES, is_moving, is_picture
from tambour.services.media import uploads
from tambour.services.media.workshop import QUICK
from tests.conftest import Town
from tests.media.making import Person, jpeg, person, tone
from tests.media.making import film as any_film
from tests.media.test_known import banked, film, found, saved, sound, spoken

SEEDS = [3, 4, 5, 6]
SOUNDS: list[tuple[str, str]] = [
    ("ogg", "libopus"),
    ("flac", "flac"),
    ("wav", "pcm_s16le"),
    ("mp3", "libmp3lame"),
]
OF_A_FILM = ("pictures", "live", True)
OF_SOUND = ("sound", "live", True)


async def sent_as_file(who: Person, data: bytes, name: str) -> str:
    """In a public channel, under a name that says nothing; it is there with its last byte."""
    file = await who.upload(data, "file", name="a.txt", mime="text/plain")
    assert (await who.file(file)).get("st", 0) == 0
    await spoken(who, file, name)
    return file


@pytest.mark.slow
async def test_a_known_film_sent_as_a_file_is_never_refused_and_a_case_where_it_is_public(town: Town) -> None:
    ana = await person(town, "Ana")
    await banked(town, film(SEEDS))
    again = film(SEEDS, crf=28)
    file = await sent_as_file(ana, again, "mill_file")
    private = await ana.upload(again + b"\0", "file")
    await ana.client.send(await ana.group(), "between us", fl=[private])
    assert await found(town) == [], "nobody has looked at it yet"
    await town.house.media.workshop.drain()
    assert await found(town) == [OF_A_FILM], "and once, and nothing of what is private"
    assert (await ana.get(file, "o")).content == again, "it stays as it came"
    assert (await ana.file(file))["k"] == "file"
    assert (await ana.file(await ana.ready(again, "video")))["st"] == 2, "as a film it is refused"


@pytest.mark.slow
async def test_what_was_sent_as_a_file_before_is_hunted(town: Town) -> None:
    ana = await person(town, "Ana")
    await sent_as_file(ana, film(SEEDS, crf=28), "mill_film")
    await sent_as_file(ana, sound(tune(1, 14)), "mill_sound")
    await town.house.media.workshop.drain()
    await banked(town, film(SEEDS))
    assert await found(town) == [OF_A_FILM]
    await banked(town, sound(tune(1, 14), "flac", "flac"))
    assert await found(town) == [OF_A_FILM, OF_SOUND]


@pytest.mark.slow
@pytest.mark.parametrize(("container", "codec"), SOUNDS)
async def test_known_sound_sent_as_a_file_is_a_case_where_it_is_public(
    town: Town, container: str, codec: str
) -> None:
    ana = await person(town, "Ana")
    await banked(town, sound(tune(1, 14)))
    await sent_as_file(ana, sound(tune(1, 14), container, codec), "mill_sound")
    await sent_as_file(ana, sound(tune(2, 14), container, codec), "mill_other")
    await town.house.media.workshop.drain()
    assert await found(town) == [OF_SOUND]


@pytest.mark.slow
async def test_nobody_waits_for_a_film_that_was_sent_as_a_file(town: Town) -> None:
    ana, workshop = await person(town, "Ana"), town.house.media.workshop
    await ana.upload(film(SEEDS), "file")
    moving = await ana.upload(any_film(seconds=1), "video")
    still, picture = await ana.upload(jpeg(200, 150)), await ana.upload(saved(photo(3, 256)), "file")
    assert await workshop.work(QUICK) == 2, "the picture, and the picture that was sent as a file"
    assert (await ana.file(still)).get("st", 0) == 0
    rows = town.house.store.read.files
    first = await rows.claim(town.house.clock.now(), 60_000)
    second = await rows.claim(town.house.clock.now(), 60_000)
    assert first is not None
    assert second is not None
    assert (first.file, second.file not in (moving, still, picture)) == (moving, True)


@pytest.mark.slow
async def test_what_only_begins_like_a_film_or_is_too_large_holds_nothing_up(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await person(town, "Ana")
    await banked(town, film(SEEDS))
    for data in (film(SEEDS)[:300], b"OggS" + bytes(60), b"\xff\xfeT\0e\0x\0t\0" * 9):
        assert (await ana.file(await ana.ready(data, "file"))).get("st", 0) == 0
    monkeypatch.setattr(uploads, "MOVING_BYTES_MAX", 1_000)
    await ana.upload(film(SEEDS), "file")
    pool = town.house.store.pool
    for table in ("media_jobs", "file_marks", "file_missed"):
        assert await pool.fetchval(f"SELECT count(*) FROM {table} WHERE file_id <> ''") == 0, table


@pytest.mark.parametrize(
    ("made", "moving"),
    [
        (lambda: any_film(seconds=1), True),
        (lambda: tone(), True),
        (lambda: tone("flac", "flac"), True),
        (lambda: tone("wav", "pcm_s16le"), True),
        (lambda: tone("mp3", "libmp3lame"), True),
        (lambda: tone("adts", "aac"), True),
        (lambda: jpeg(40, 30), False),
        (lambda: b"\0\0\0\x20ftypavif", False),
        (lambda: b"RIFF\0\0\0\0WEBPVP8 ", False),
        (lambda: b"\xff\xfet\0e\0x\0t\0", False),
        (lambda: b"PK\x03\x04", False),
        (lambda: b"", False),
    ],
)
def test_films_and_sound_are_told_by_their_first_bytes(made: Callable[[], bytes], moving: Any) -> None:
    head = made()[:HEAD_BYTES]
    assert is_moving(head) is moving
    assert not moving or demuxer(head) is not None, "whatever is looked at can be opened"
    assert not (moving and is_picture(head))
