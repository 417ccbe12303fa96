"""Words in pictures of public chats through the whole house: read after publication, put before people."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bench import words
from bench.films import written
from bench.pictures import photo

from tambour.adapters.media.studio import ChildStudio
from tambour.adapters.reading.optional import reads, unread
from tambour.domain.errors import Retry
from tambour.moderation.bank import BankEntry
from tambour.moderation.reading import READ
from tambour.pipeline.reading import DEAD_FROM, WITHIN_MS, Reader
from tambour.ports.studio import Unreadable
from tambour.services.screening import FAILING_MS
from tests.conftest import Town
from tests.media.making import Person, person
from tests.media.test_known import at_desk, found, saved, spoken

pytestmark = pytest.mark.slow
PUSH = "Join the Grey Lantern\ntoday, write to our bot"
NEWS = "Police arrested members of the Grey Lantern\nthe newspaper reported"
FIRST = ("eng", "rus", "ara")
can_read = pytest.mark.skipif(
    not reads(FIRST) or bool(unread(FIRST)) or bool(words.lacking()),
    reason=f"lacks {', '.join([*unread(FIRST), words.lacking()])}; make test as root installs it",
)


@dataclass
class Told:
    """Reads what it is told to, whatever the picture shows."""

    says: str = PUSH
    fails: list[Exception] = field(default_factory=list)
    read_it: int = 0

    async def read(self, scratch: Path) -> str:
        assert (scratch / "source").stat().st_size
        if self.fails:
            raise self.fails.pop()
        self.read_it += 1
        return self.says


def reading(town: Town, engine: Any, sense: str = READ) -> Reader:
    """A reader of this town, with this engine."""
    house = town.house
    reader = Reader(
        house.screening.screen.rows.words(sense),
        house.store.read.files,
        house.media.blobs,
        engine,
        house.clock,
        house.screening.screen.news.set,
        sense=sense,
    )
    house.screening.screen.senses[sense].ask = reader.asked.set
    return reader


async def named(town: Town, **more: Any) -> int:
    """The name in the bank; its id."""
    made = {
        "kind": "name",
        "value": "Grey Lantern*",
        "category": "tvec.recruit",
        "mode": "live",
        "source": "desk",
    }
    moderator = await town.person("Mod", "moderator")
    return (await town.house.screening.bank.add(moderator, BankEntry(**(made | more)))).id


async def picture(who: Person, seed: int = 5) -> str:
    return await who.ready(saved(photo(seed, 128)))


@can_read
@pytest.mark.parametrize(
    "said",
    [PUSH, "Вступай в Серый Фонарь\nпиши нам сегодня", "انضموا إلى الفانوس الرمادي\nراسلونا اليوم"],
    ids=["en", "ru", "ar"],
)
async def test_words_in_a_picture_are_found_and_shown_to_the_desk(town: Town, said: str) -> None:
    ana = await person(town, "Ana")
    for value in ("Grey Lantern*", "Сер* Фонар*", "الفانوس الرمادي"):
        await named(town, value=value)
    reader = reading(town, ChildStudio(asyncio.Semaphore(1)))
    file = await ana.ready(saved(words.drawn(said, 1, (960, 720), "caption")))
    await spoken(ana, file, "walls_one")
    assert await found(town) == []
    await reader.drain()
    assert await found(town) == [("read", "live", True)]
    case = await town.house.store.pool.fetchval("SELECT case_id FROM signals")
    desk, _ = await at_desk(town, "Dom")
    page = (await desk.get(f"/console/case/{case}")).text
    await desk.aclose()
    assert "read from a picture" in page
    assert "Words in its pictures" in page
    assert any(f"<mark>{name}" in page for name in ("Grey Lantern", "Серый Фонарь", "الفانوس الرمادي"))


@can_read
async def test_words_in_a_film_are_found(town: Town) -> None:
    ana = await person(town, "Ana")
    await named(town)
    reader = reading(town, ChildStudio(asyncio.Semaphore(1)))
    shots = [
        photo(1, 480).resize((640, 480)),
        words.drawn(PUSH, 2, (640, 480)),
        photo(3, 480).resize((640, 480)),
    ]
    frames = [one for one in shots for _ in range(12)]
    file = await ana.ready(written(frames), "video")
    await spoken(ana, file, "walls_film")
    await found(town)
    await reader.drain()
    assert await found(town) == [("read", "live", True)]


async def test_what_is_said_in_private_is_not_read_and_what_was_withdrawn_neither(town: Town) -> None:
    ana, engine = await person(town, "Ana"), Told()
    await named(town)
    reader = reading(town, engine)
    await ana.client.send(await ana.group(), "between us", fl=[await picture(ana)])
    chat, seq = await spoken(ana, await picture(ana, 6), "walls_gone")
    await found(town)
    await ana.client.call("msg.delete", c=chat, s=[seq], all=True)
    await reader.drain()
    assert (engine.read_it, await found(town)) == (0, [])
    assert await town.house.store.pool.fetchval("SELECT count(*) FROM file_words") == 0


async def test_news_in_a_picture_bother_nobody_and_nothing_is_refused(town: Town) -> None:
    ana = await person(town, "Ana")
    await named(town)
    reader = reading(town, Told(NEWS))
    file = await picture(ana)
    await spoken(ana, file, "walls_news")
    await found(town)
    await reader.drain()
    assert not any(led for _, _, led in await found(town))
    assert (await ana.file(file)).get("st", 0) == 0


async def test_a_later_entry_hunts_through_words_and_a_forward_is_found_without_reading_again(
    town: Town,
) -> None:
    ana, engine = await person(town, "Ana"), Told()
    reader = reading(town, engine)
    file = await picture(ana)
    chat, seq = await spoken(ana, file, "walls_old")
    await found(town)
    await reader.drain()
    assert await found(town) == []
    await named(town)
    assert await found(town) == [("read", "live", True)]
    other = await ana.group(k="channel")
    await ana.client.call("chat.edit", c=other, name="walls_new")
    await ana.client.send(other, "again", fl=[file])
    assert await found(town) == [("read", "live", True)] * 2
    await reader.drain()
    assert (engine.read_it, chat != other, seq > 0) == (1, True, True)


async def test_an_entry_that_comes_while_a_picture_is_read_finds_it(town: Town) -> None:
    ana = await person(town, "Ana")
    reader = reading(town, Told())
    await spoken(ana, await picture(ana), "walls_meanwhile")
    await found(town)
    await named(town)
    await town.house.screening.screen.catch_up()  # its hunt is through before the words are there
    await reader.drain()
    assert await found(town) == [("read", "live", True)]


async def test_a_shadow_entry_is_counted_and_a_phrase_alone_is_too_weak_in_a_picture(town: Town) -> None:
    ana = await person(town, "Ana")
    await named(town, mode="shadow")
    await named(town, kind="phrase", value="golden boats for everybody")
    reader = reading(town, Told(PUSH))
    await spoken(ana, await picture(ana), "walls_shadow")
    await found(town)
    await reader.drain()
    assert await found(town) == [("read", "shadow", False)]
    reader.reading = Told("golden boats for everybody here")
    await spoken(ana, await picture(ana, 7), "walls_phrase")
    await found(town)
    await reader.drain()
    assert not any(led for _, _, led in await found(town))
    await ana.client.send(await spoken_in(ana, "walls_said"), "golden boats for everybody here")
    assert any(led for _, _, led in await found(town)), "said in a message it is enough"


async def spoken_in(who: Person, name: str) -> int:
    """An empty public channel."""
    channel = await who.group(k="channel")
    await who.client.call("chat.edit", c=channel, name=name)
    return channel


async def test_what_cannot_be_read_and_what_waits_too_long_hold_nothing_up(town: Town) -> None:
    ana, pool = await person(town, "Ana"), town.house.store.pool
    await named(town)
    engine = Told(fails=[Unreadable("media.too_slow"), Retry(5, "no process")])
    reader = reading(town, engine)
    await spoken(ana, await picture(ana), "walls_torn")
    await found(town)
    with pytest.raises(Retry):
        await reader.drain()
    await reader.drain()
    assert await pool.fetch("SELECT words, tries FROM file_words") == [(None, 0)]
    await spoken(ana, await picture(ana, 9), "walls_well")
    await found(town)
    await reader.drain()
    engine.fails = [Unreadable("media.too_slow")]
    await pool.execute("UPDATE file_words SET lease_until = 0 WHERE words IS NULL")
    await reader.drain()
    assert await pool.fetch("SELECT words, tries FROM file_words WHERE words = ''") == [("", 1)]
    assert (reader.failed, reader.done) == (2, 2)
    await spoken(ana, await picture(ana, 8), "walls_late")
    await found(town)
    await pool.execute("UPDATE file_words SET asked = asked - $1 WHERE words IS NULL", WITHIN_MS + 1)
    await reader.drain()
    assert (reader.dropped, engine.read_it) == (1, 1)


async def test_while_nothing_reads_pictures_wait_the_desk_is_told_and_none_is_lost(town: Town) -> None:
    ana, pool, screening = await person(town, "Ana"), town.house.store.pool, town.house.screening
    await named(town)
    engine = Told(fails=[Unreadable("media.no_reader")] * (DEAD_FROM + 1))
    reader = reading(town, engine)
    for n in range(DEAD_FROM):
        await spoken(ana, await picture(ana, 20 + n), f"walls_dead_{n}")
    await found(town)
    with pytest.raises(Unreadable):
        await reader.drain()
    assert await screening.failing_since() == 0
    await pool.execute("UPDATE file_words SET failed = failed - $1, lease_until = 0", FAILING_MS)
    assert await screening.failing_since() > 0
    with pytest.raises(Unreadable):
        await reader.drain()
    await pool.execute("UPDATE file_words SET lease_until = 0")
    await reader.drain()
    assert await screening.failing_since() == 0
    assert await found(town) == [("read", "live", True)] * DEAD_FROM


async def test_pictures_are_read_before_films(town: Town) -> None:
    ana, pool = await person(town, "Ana"), town.house.store.pool
    reader = reading(town, Told())
    film = await ana.ready(written([photo(1, 64)] * 4), "video")
    await spoken(ana, film, "walls_long")
    await found(town)
    still = await picture(ana)
    await spoken(ana, still, "walls_short")
    await found(town)
    await pool.execute("UPDATE file_words SET asked = asked - 1000 WHERE file_id = $1", film)
    assert await reader.step()
    assert await pool.fetch("SELECT file_id FROM file_words WHERE words IS NOT NULL") == [(still,)]


async def test_the_words_of_a_file_go_with_it(town: Town) -> None:
    ana, pool = await person(town, "Ana"), town.house.store.pool
    reader = reading(town, Told())
    file = await picture(ana)
    chat, seq = await spoken(ana, file, "walls_swept")
    await found(town)
    await reader.drain()
    assert await pool.fetchval("SELECT words FROM file_words WHERE file_id = $1", file) == PUSH
    await ana.client.call("msg.delete", c=chat, s=[seq], all=True)
    await pool.execute("UPDATE files SET touched = 0")
    await town.house.media.sweep.turn()
    assert await pool.fetchval("SELECT count(*) FROM file_words") == 0
