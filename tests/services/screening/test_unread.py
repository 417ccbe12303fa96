"""What a detector always fails on is tried for a day, stands in the way of nothing, and is unreadable then."""

from collections.abc import Callable
from typing import Any

import pytest

from tambour.cli.doctor import unread_looks
from tambour.cli.unread import plain, unread_in
from tambour.config import Config
from tambour.moderation.detect import Loaded
from tambour.pipeline import again, hunting
from tambour.pipeline.again import SecondLooks
from tambour.pipeline.gate import Gate
from tambour.pipeline.marks import DEAD_FROM
from tambour.pipeline.pauses import FIRST_S, GIVE_UP_MS
from tambour.pipeline.rules import RuleBook
from tambour.services.screening import FAILING_MS, ScreenRoom
from tambour.services.unread import try_again
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.town import ANNA, BORIS, Town

BENT = f"bent: {PUSH}"


class Torn:
    """A detector that fails on some texts, and how often it did."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.looks, self.mended = 0, False
        right = Loaded.look

        def look(of: Loaded, text: str, *rest: Any) -> Any:
            if text.startswith("bent") and not self.mended:
                self.looks += 1
                raise ZeroDivisionError
            return right(of, text, *rest)

        monkeypatch.setattr(Loaded, "look", look)


@pytest.fixture
def torn(monkeypatch: pytest.MonkeyPatch) -> Torn:
    return Torn(monkeypatch)


@pytest.fixture
def seconds(room: ScreenRoom) -> list[float]:
    """The clock of pauses."""
    now = [0.0]
    room.screen.second.pauses.clock = lambda: now[0]
    return now


async def tried(room: ScreenRoom) -> None:
    """One turn of second looks."""
    room.screen.again_at = 0.0
    await room.screen.again()


async def bent(town: Town, room: ScreenRoom) -> tuple[list[int], int]:
    """As many as make a detector dead if they were anything, alone in their turn, and one that is said after them."""
    await add(room)
    seqs = [await town.say(1, BORIS, f"{BENT} {n}") for n in range(DEAD_FROM)]
    await room.screen.walk()
    await room.screen.turn()
    good = await town.say(1, ANNA, PUSH)
    await room.screen.walk()
    await room.screen.turn()
    return seqs, good


async def test_what_it_fails_on_keeps_nothing_waiting_and_is_tried_with_growing_pauses(
    town: Town, room: ScreenRoom, torn: Torn, seconds: list[float]
) -> None:
    seqs, good = await bent(town, room)
    assert await signals(town) == [(1, good, "words", "live")], "they stopped nothing"
    assert room.screen.backlog() == 0
    await tried(room)
    for wait, looks in ((0.0, 0), (FIRST_S, 1), (FIRST_S, 0), (FIRST_S, 1), (3 * FIRST_S, 0), (FIRST_S, 1)):
        seconds[0] += wait
        torn.looks = 0
        await tried(room)
        assert torn.looks == looks * len(seqs)
    assert room.screen.second.owed == len(seqs)
    town.clock.ms += FAILING_MS + 1
    assert await room.failing_since() > 0, "while they are tried the desk is told"


async def test_after_a_day_it_is_unreadable_and_no_alarm_and_people_may_ask_for_it_once_more(
    town: Town, room: ScreenRoom, torn: Torn, seconds: list[float]
) -> None:
    seqs, good = await bent(town, room)
    await tried(room)
    town.clock.ms += GIVE_UP_MS
    seconds[0] += 1e9
    torn.looks = 0
    late = await town.say(1, ANNA, BENT)
    await room.screen.walk()
    await room.screen.turn()
    await tried(room)
    assert torn.looks == 2, "only the late one is looked at, twice"
    assert (room.screen.second.owed, room.screen.second.unreadable) == (1, len(seqs))
    assert await room.failing_since() == 0
    town.clock.ms += FAILING_MS + 1
    assert await room.failing_since() == town.clock.ms - FAILING_MS - 1, "of the late one alone"
    found = await room.unreadable()
    assert (found.count, found.owed) == (len(seqs), 1)
    assert [(one.what, one.chat, one.seq, one.why) for one in found.shown] == [
        ("message", 1, seq, "text: ZeroDivisionError") for seq in seqs
    ]
    torn.mended = True
    assert (await room.unreadable()).shown[0].why == "", "nothing fails at this moment"
    assert await try_again(town.store, town.clock.ms) == len(seqs)
    seconds[0] += FIRST_S
    await tried(room)
    assert (await room.unreadable()).count == 0
    assert [seq for _, seq, *_ in await signals(town)] == [*seqs, good, late]
    assert await room.failing_since() == 0


async def test_a_process_that_begins_anew_tries_what_is_unreadable_once(
    town: Town, room: ScreenRoom, torn: Torn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "AGAIN_MAX", 2)
    seqs, _ = await bent(town, room)
    town.clock.ms += GIVE_UP_MS
    room.screen.second = SecondLooks(room.screen.signals, town.clock)
    torn.looks = 0
    for _ in range(5):
        await tried(room)
    assert torn.looks == len(seqs)
    torn.mended = True
    room.screen.second = SecondLooks(room.screen.signals, town.clock)
    for _ in range(3):
        await tried(room)
    assert len(await signals(town)) == len(seqs) + 1


async def test_more_than_a_page_that_waits_for_its_pause_keeps_no_other_from_its_turn(
    town: Town, room: ScreenRoom, torn: Torn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "PAGE", 2)
    _, good = await bent(town, room)
    await town.db.execute("DELETE FROM signals")
    town.clock.ms += 1
    await room.screen.signals.miss([(1, good)], town.clock.ms)
    for _ in range(3):
        await tried(room)
    assert await signals(town) == [(1, good, "words", "live")]


async def test_an_edit_of_what_is_unreadable_is_something_new(
    town: Town, room: ScreenRoom, torn: Torn
) -> None:
    seqs, _ = await bent(town, room)
    town.clock.ms += GIVE_UP_MS
    await tried(room)
    assert room.screen.second.unreadable == len(seqs)
    for seq, text in ((seqs[0], f"{BENT} again"), (seqs[1], PUSH)):
        await town.db.execute("UPDATE messages SET body = $2, ver = ver + 1 WHERE seq = $1", seq, text)
        async with town.store.writing() as tx:
            await tx.lock_chat(1)
            await tx.append(1, "e", {}, seq=seq)
    await room.screen.walk()
    await room.screen.turn()
    old = town.clock.ms - GIVE_UP_MS
    assert await room.screen.signals.missing(old) == (1, len(seqs) - 2), "one is tried anew, one was read"


async def test_what_nobody_foresaw_costs_the_message_it_comes_from_and_no_other(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(room)
    right: Callable[..., Any] = RuleBook.apply

    async def apply(self: RuleBook, rows: Any, kept: Any, found: Any) -> Any:
        if any(one.message.text == "bent" for one in kept):
            await rows.db.execute("SELECT 1 / 0")
        return await right(self, rows, kept, found)

    monkeypatch.setattr(RuleBook, "apply", apply)
    early = await town.say(1, BORIS, PUSH)
    torn_one = await town.say(1, BORIS, "bent")
    late = await town.say(1, BORIS, f"{PUSH} now")
    await room.screen.walk()
    await room.screen.turn()
    assert await signals(town) == [(1, early, "words", "live"), (1, late, "words", "live")]
    assert [one[:2] for one in await room.screen.signals.missed(9)] == [(1, torn_one)]
    assert (room.screen.backlog(), room.screen.read, room.screen.found) == (0, 2, 2)


async def test_an_entry_that_cannot_go_on_keeps_no_other_from_what_was_said_before(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    bad = await add(room, value="Blue Lantern*")
    await add(room)
    right = Gate.only

    async def only(self: Gate, entry: int) -> Loaded:
        if entry == bad:
            raise ZeroDivisionError
        return await right(self, entry)

    monkeypatch.setattr(Gate, "only", only)
    monkeypatch.setattr(hunting, "HUNT_BATCH", 1)
    for _ in range(9):
        try:
            await room.screen.hunts.step(None)
        except ZeroDivisionError:
            continue
    assert await signals(town) == [(1, seq, "words", "live")]
    assert await town.db.fetchval("SELECT done IS NULL FROM hunts WHERE entry_id = $1", bad)


async def test_what_is_gone_or_private_is_neither_owed_nor_unreadable(
    town: Town, room: ScreenRoom, torn: Torn
) -> None:
    seqs, _ = await bent(town, room)
    await town.db.execute("UPDATE messages SET flags = 2 WHERE seq = $1", seqs[0])
    assert await room.screen.signals.missing(0) == (len(seqs) - 1, 0)
    assert await room.screen.signals.missing(town.clock.ms) == (0, len(seqs) - 1)
    await town.db.execute("UPDATE chats SET is_public = false, username = NULL WHERE id = 1")
    assert await room.screen.signals.missing(0) == (0, 0)


async def test_the_command_line_says_which_and_why_and_has_them_tried_again(
    town: Town, room: ScreenRoom, torn: Torn, dsn: str
) -> None:
    seqs, _ = await bent(town, room)
    await town.db.execute("UPDATE screen_missed SET since = 7")
    async with town.store.writing() as tx:
        await tx.known.miss("torn", 8)
    async with town.db.acquire() as connection:
        told = await unread_looks(connection)
        assert (told.state, "on 6 messages" in told.what) == ("warn", True)
        found, again_now = await unread_in(Config(), dsn, again=True)
        said = plain(found, again_now)
        assert (said["count"], said["tried_again"]) == (6, 6)
        assert said["shown"][0] == {
            "what": "message",
            "since": 7,
            "why": "text: ZeroDivisionError",
            "chat": 1,
            "seq": seqs[0],
        }
        assert said["shown"][-1] == {"what": "file", "since": 8, "why": "", "file": "torn"}
        told = await unread_looks(connection)
        assert (told.state, told.what) == ("ok", "6 are being tried again")
