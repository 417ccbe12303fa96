"""What cannot be done stands in the way of nothing else: each of those that wait gets its turn."""

import asyncio
from typing import Any

import pytest

from tambour.moderation.detect import Loaded
from tambour.moderation.known import face_version
from tambour.pipeline import marks, recall, screen
from tambour.pipeline.marks import DEAD_FROM, Dead
from tambour.services import detected
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add
from tests.services.town import ANNA, BORIS, MOD2, Town
from tests.waiting import end_all


async def read(room: ScreenRoom) -> None:
    """Everything once, without cases."""
    await room.screen.walk()
    while room.screen.waiting:
        await room.screen.turn()


async def owed_looks(town: Town) -> int:
    found: int = await town.db.fetchval("SELECT count(*) FROM screen_missed")
    return found


async def test_a_case_that_cannot_be_opened_keeps_no_other_from_being_opened(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    said = [await town.say(1, BORIS, f"{PUSH} {n}") for n in range(3)]
    await read(room)
    right, tried = room.screen.raise_case, set[int]()

    async def fails(chat: int, seq: int, version: int) -> int:
        tried.add(seq)
        if seq != said[-1]:
            raise ZeroDivisionError
        return await right(chat, seq, version)

    room.screen.raise_case = fails
    with pytest.raises(ZeroDivisionError):
        await room.screen.settle()
    assert tried == set(said)
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1
    room.screen.raise_case = right
    await room.screen.settle()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 3


async def bad_names(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as make a detector dead, all that are due."""
    for n in range(DEAD_FROM):
        await town.db.execute(
            "INSERT INTO sticker_packs VALUES ($1, $2, $3, 1)", f"pack{n}", ANNA, f"{PUSH} {n}"
        )
    apart = Loaded.look_apart

    def fails(self: Loaded, parts: dict[str, str], *rest: Any) -> Any:
        if "profile" in parts:
            raise ZeroDivisionError
        return apart(self, parts, *rest)

    monkeypatch.setattr(Loaded, "look_apart", fails)


async def test_names_on_which_a_detector_fails_keep_no_message_from_its_second_look(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(room)
    seq = await town.say(1, BORIS, PUSH)
    await bad_names(town, monkeypatch)
    packs = await town.db.fetch("SELECT -id AS place FROM screen_profiles WHERE kind = 'sticker'")
    await room.screen.signals.miss([(row["place"], 0) for row in packs], town.clock.ms)
    await room.screen.signals.miss([(1, seq)], town.clock.ms)
    with pytest.raises(Dead):
        await room.screen.again()
    assert await owed_looks(town) == DEAD_FROM
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE chat_id = 1") == 1


async def test_names_on_which_a_detector_fails_keep_no_message_from_its_first_look(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.screen.catch_up()
    await bad_names(town, monkeypatch)
    monkeypatch.setattr(marks, "BATCH", marks.SHARE_MIN)
    for n in range(2 * marks.SHARE_MIN + 1):
        await town.say(1, BORIS, f"{n}")
    room.screen.beaten = 0.0
    await room.screen.walk()
    with pytest.raises(Dead):
        await room.screen.round()
    assert room.screen.waiting == {}
    assert room.screen.beaten == 0.0, "nobody is told that all is well"


async def test_a_hunt_without_end_keeps_nothing_else_from_its_turn(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "BEAT_S", 0.05)
    monkeypatch.setattr(screen, "WALK_S", 0.2)
    await add(room)
    await room.screen.catch_up()
    heeded = asyncio.Event()

    async def heed() -> int:
        heeded.set()
        return 0

    async def hunt() -> bool:
        return True

    room.screen.heed, room.screen.hunt = heed, hunt  # type: ignore[method-assign]
    running = asyncio.ensure_future(room.screen.run())
    await asyncio.sleep(0.5)
    heeded.clear()
    early, _ = [await town.say(1, BORIS, f"{PUSH} {n}") for n in range(2)]
    await room.screen.signals.miss([(1, early)], town.clock.ms)
    await asyncio.wait_for(heeded.wait(), 20)
    while await owed_looks(town) or await town.db.fetchval("SELECT count(*) FROM signals") < 2:
        await asyncio.sleep(0.05)
    await end_all(running)


async def test_a_second_look_is_owed_still_where_another_process_holds_the_chat(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    seq = await town.say(1, BORIS, PUSH)
    await room.screen.signals.miss([(1, seq)], town.clock.ms)
    async with room.screen.rows.taking([1]):
        await room.screen.again()
        assert await owed_looks(town) == 1
    room.screen.again_at = 0.0
    await room.screen.again()
    assert await owed_looks(town) == 0
    assert await town.db.fetchval("SELECT count(*) FROM signals") == 1


async def test_what_is_private_by_now_is_owed_no_look_and_no_alarm(town: Town, room: ScreenRoom) -> None:
    seq = await town.say(1, BORIS, PUSH)
    await room.screen.signals.miss([(1, seq)], town.clock.ms)
    town.clock.ms += 31_000
    assert await room.failing_since() > 0
    await town.db.execute("UPDATE chats SET is_public = false, username = NULL WHERE id = 1")
    assert await room.failing_since() == 0


async def test_hints_in_what_was_changed_since_keep_no_other_from_its_case(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detected, "HEEDED_PER_TURN", 1)
    await add(room, opinion="seed")
    early, late = [await town.say(1, BORIS, f"{PUSH} {n}") for n in range(2)]
    await read(room)
    cases = [await town.report(ANNA, chat=1, seq=seq) for seq in (early, late)]
    await town.db.execute("UPDATE messages SET ver = ver + 1, body = 'sorry' WHERE seq = $1", early)
    assert await room.screen.heed() == 1
    assert await town.db.fetchval("SELECT case_id FROM signals WHERE seq = $1", late) == cases[1]
    assert await room.screen.heed() == 0


async def hash_in_bank(room: ScreenRoom, value: str, **more: object) -> int:
    """Live, by two people."""
    fresh = await add(room, kind="pdq", value=value, **more)
    await room.bank.enable(MOD2, fresh)
    return fresh


async def liked_photo(town: Town, chat: int, entry: int, file: str) -> None:
    await town.db.execute("UPDATE chats SET photo = $2 WHERE id = $1", chat, file)
    await town.db.execute(
        "INSERT INTO file_likes (file_id, entry_id, how, off_by, at_ms, sample_ms, share)"
        " VALUES ($1, $2, 'whole', 0, 0, 0, 1)",
        file,
        entry,
    )


async def test_photos_that_count_nowhere_keep_no_other_from_being_found(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "WORN_MAX", 1)
    untried = await hash_in_bank(room, "0f" * 32, ratio=0.001)
    entry = await hash_in_bank(room, "f0" * 32)
    await liked_photo(town, 1, untried, "one")
    await liked_photo(town, 4, entry, "other")
    look = room.screen.recall
    assert look is not None
    assert [await look.worn(room.screen.signals) for _ in range(4)] == [0, 1, 0, 0]
    rows = await town.db.fetch("SELECT chat_id, seq, ver, entry_id FROM signals")
    assert [tuple(row) for row in rows] == [(4, 0, face_version("other"), entry)]


async def test_a_photo_that_was_found_live_is_not_found_again_for_an_entry_in_the_shadow(
    town: Town, room: ScreenRoom
) -> None:
    entry = await hash_in_bank(room, "f0" * 32)
    await liked_photo(town, 4, entry, "other")
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT mode FROM signals") == "live"
    await town.db.execute("UPDATE bank_entries SET mode = 'shadow'")
    assert await town.store.read.known.worn(10) == []
