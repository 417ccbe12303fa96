"""What waits for a person keeps what it needs, and goes the way of what it carries: files, forwards, who left."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from tambour.domain.errors import Held, Moderated
from tambour.domain.files import File
from tambour.domain.messages import Flag, Source
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH
from tests.services.screening.dying import MOMENTS, rid_of, text_of
from tests.services.screening.test_holding import WAIT_MS, Door, holding, opened
from tests.services.town import BORIS, MOD, OWNER, Town

FILE = File(id="a", kind="file", name="Grey Lantern.txt", size=3)


@pytest.fixture
async def door(town: Town, room: ScreenRoom) -> AsyncIterator[Door]:
    made = opened(town, room)
    yield made
    await made.record.close()


async def with_file(town: Town) -> None:
    """A file of Boris's that nothing shows yet."""
    await town.db.execute(
        "INSERT INTO files (id, owner, kind, size, received, sha256, state, shown, created, touched)"
        " VALUES ('a', $1, 'file', 3, 3, sha256('abc'), 0, $2, $3, $3)",
        BORIS,
        FILE,
        town.clock.ms,
    )


async def test_its_files_stay_as_long_as_it_waits(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    await with_file(town)
    number = await door.hold(files=(FILE,))
    town.clock.turn(days=6)
    idle = town.store.read.files.idle
    assert await idle(town.clock.ms, town.clock.ms, 10) == []
    await door.held.judge(MOD, number, ok=False, rule="tvec.recruit")
    assert await idle(town.clock.ms, town.clock.ms, 10) == ["a"]


async def test_an_album_waits_once_for_the_name_of_one_of_its_files(door: Door, room: ScreenRoom) -> None:
    await holding(room, kind="phrase", value="rise and strike")
    album = [replace(FILE, id=each, name=f"{each}.txt") for each in "abc"]
    with pytest.raises(Held):
        await door.say("our album", files=(*album, replace(FILE, name="Rise and strike.txt")))
    (post,) = await door.waiting()
    assert (post["part"], len(post["fl"])) == ("files", 4)
    await door.held.judge(MOD, int(post["id"]), ok=True)
    assert await door.said() == ["our album"]


@pytest.mark.parametrize("how", ["a person", "time", "its chat's administrators"])
async def test_what_was_taken_down_meanwhile_is_not_said(
    door: Door, room: ScreenRoom, town: Town, how: str
) -> None:
    """The copies that were made in time went with the first; so does the one that waits."""
    seq = await town.say(4, OWNER, PUSH)
    await holding(room)
    number = await door.hold(source=Source(chat=4, seq=seq, name="chat 4"))
    await town.db.execute(
        "UPDATE messages SET flags = $1 WHERE chat_id = 4 AND seq = $2", int(Flag.REMOVED), seq
    )
    if how == "a person":
        await door.held.judge(MOD, number, ok=True)
    elif how == "time":
        town.clock.turn(ms=WAIT_MS + 1)
        await door.sweep()
    else:
        await town.db.execute("UPDATE held_posts SET held_by = 'chat' WHERE id = $1", number)
        with pytest.raises(Moderated):
            await door.held.decide(OWNER, 1, number, ok=True)
        await door.held.decide(OWNER, 1, number, ok=False)
    assert await door.said() == []
    assert ["s" in one for one in door.told()] == [False]


async def test_a_file_that_was_taken_down_meanwhile_is_not_said(
    door: Door, room: ScreenRoom, town: Town
) -> None:
    await holding(room)
    await with_file(town)
    number = await door.hold(files=(FILE,))
    await town.db.execute(
        "INSERT INTO withdrawn_media (sha256, file_id, chat_id, seq) VALUES (sha256('abc'), 'b', 4, 1)"
    )
    await door.held.judge(MOD, number, ok=True)
    assert await door.said() == []
    assert ["s" in one for one in door.told()] == [False]


async def test_a_forward_whose_first_was_taken_down_after_it_was_said_is_settled(
    door: Door, room: ScreenRoom, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that died between saying and settling: it was said, and its writer learns that it was."""
    seq = await town.say(4, OWNER, PUSH)
    await holding(room)
    number = await door.hold(source=Source(chat=4, seq=seq, name="chat 4"))

    class Gone(BaseException):
        """The process is gone."""

    async def dead(*things: object) -> None:
        raise Gone

    with monkeypatch.context() as patch:
        patch.setattr("tambour.services.held_bank.end_wait", dead)
        with pytest.raises(Gone):
            await door.held.judge(MOD, number, ok=True)
    await town.db.execute(
        "UPDATE messages SET flags = $1 WHERE chat_id = 4 AND seq = $2", int(Flag.REMOVED), seq
    )
    await door.sweep()
    assert [one["s"] for one in door.told()] == [1]


async def test_what_somebody_said_who_left_waits_no_more(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    await door.hold()
    async with town.store.writing() as tx:
        await tx.accounts.erase_person(BORIS, tx.now)
    assert await door.waiting() == []


async def test_a_killed_process_loses_nothing_and_says_nothing_twice(
    dsn: str, door: Door, room: ScreenRoom, town: Town
) -> None:
    """SIGKILL between refusing, keeping, deciding, saying and telling; then its writer tries again, and another
    process goes on."""
    await holding(room)
    dying = [sys.executable, "-m", "tests.services.screening.dying", dsn, str(town.clock.ms)]
    run = await asyncio.create_subprocess_exec(*dying)
    assert await run.wait() == 0, "one of them was not killed"
    assert sorted(post["x"] for post in await door.waiting()) == [text_of("kept")]
    assert sorted(await door.said()) == sorted(map(text_of, ("said", "settled")))
    for moment in ("refused", "kept", "decided"):
        with pytest.raises(Held):
            await door.say(text_of(moment), rid=rid_of(moment, town.clock.ms))
    assert len(await door.waiting()) == 2
    for _ in range(2):
        await door.sweep()
        await room.screen.catch_up()
    assert sorted(await door.said()) == sorted(map(text_of, ("decided", "said", "settled")))
    for post in await door.waiting():
        await door.held.judge(MOD, int(post["id"]), ok=True)
    places = [await door.say(text_of(one), rid=rid_of(one, town.clock.ms)) for one in MOMENTS]
    assert sorted(places) == [1, 2, 3, 4, 5]
    assert await town.db.fetchval("SELECT count(*) FROM held_posts") == 0
    rows = await town.db.fetch("SELECT data FROM user_log WHERE user_id = $1 AND kind = 'unheld'", BORIS)
    assert sorted(row["data"]["s"] for row in rows) == [1, 2, 3, 4, 5]
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
