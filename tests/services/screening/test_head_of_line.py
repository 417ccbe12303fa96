"""What always fails at the head of a queue of screening keeps nothing behind it from its turn."""

from collections.abc import Sequence
from typing import Any

import pytest

from tambour.moderation.known import Like, Marks
from tambour.pipeline import raising
from tambour.pipeline.enforce import Enforce
from tambour.pipeline.recall import Recall
from tambour.ports.known import FileHunt
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_guess import SAID, guesser_of
from tests.services.town import BORIS, MOD2, Town


async def test_more_cases_than_a_turn_takes_that_cannot_be_opened_keep_no_other_from_being_opened(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raising, "CASES_PER_TURN", 1)
    await add(room)
    said = [await town.say(1, BORIS, f"{PUSH} {n}") for n in range(3)]
    await room.screen.walk()
    while room.screen.waiting:
        await room.screen.turn()
    right = room.screen.raise_case

    async def fails(chat: int, seq: int, version: int) -> int:
        if seq == said[0]:
            raise ZeroDivisionError
        return await right(chat, seq, version)

    room.screen.raise_case = fails
    for _ in range(4):  # each ends where one fails, or behind the last
        try:
            await room.screen.raising.all()
        except ZeroDivisionError:
            continue
        assert room.screen.raising.failed, "nobody is told that all is well"
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 2
    room.screen.raise_case = right
    for _ in range(2):
        await room.screen.raising.all()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 3
    assert not room.screen.raising.failed


async def test_a_text_on_which_a_model_breaks_keeps_no_other_from_its_guess(
    town: Town, guessing: ScreenRoom, oracle: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Oracle.guess

    async def guess(self: Oracle, texts: Sequence[str]) -> Any:
        if any(text.startswith("Bent") for text in texts):
            raise ZeroDivisionError
        return await right(self, texts)

    monkeypatch.setattr(Oracle, "guess", guess)
    said = [await town.say(1, BORIS, text) for text in (f"{SAID} one", f"Bent {SAID}", f"{SAID} two")]
    guesser = guesser_of(guessing)
    await guesser.catch_up()
    assert await signals(town) == [(1, seq, "guess", "shadow") for seq in (said[0], said[2])]
    assert (guesser.failed, guesser.waiting) == (1, {})
    oracle.broken = True
    await town.say(1, BORIS, f"{SAID} three")
    with pytest.raises(ZeroDivisionError):
        await guesser.catch_up()
    oracle.broken = False
    await guesser.catch_up()
    assert len(await signals(town)) == 3, "where it breaks on all that is asked, everything waits for it"


class Memory:
    """It breaks on a file, or on everything."""

    def __init__(self, bent: bytes) -> None:
        self.bent = bent

    def take(self, entries: Any) -> None:
        return

    def sift(self, entry: Marks, files: Sequence[Marks]) -> list[int]:
        return list(range(len(files)))

    def like(self, marks: Marks, living: Any) -> list[Like]:
        if self.bent in marks.prints:
            raise ZeroDivisionError
        return []

    async def marks(self, entries: Any) -> list[tuple[int, Marks]]:
        return [(entry, Marks(prints=b"entry")) for entry in entries]


async def test_a_file_that_cannot_be_compared_is_owed_another_look_and_an_entry_that_cannot_keeps_no_other(
    town: Town, room: ScreenRoom
) -> None:
    screen = room.screen
    assert screen.recall is not None
    seq = await town.say(1, BORIS, PUSH)
    await screen.catch_up()
    fresh = await add(room, kind="pdq", value="0f" * 32)
    await room.bank.enable(MOD2, fresh)
    files = [(name, Marks(prints=name.encode())) for name in ("good", "bent", "fine")]
    rows: Any = Memory(b"bent")
    recall = Recall(screen.rows, rows, room.gate, town.clock, town.ids, lambda: rows)
    bank = await room.gate.only(fresh)
    assert await recall.compared(bank, FileHunt(entry=fresh, files=files)) == ([], ["bent"])
    async with screen.rows.hunting_files(9) as held:
        assert held is not None
        await held.miss(["bent"], 7)
    assert await town.store.read.known.missed(9) == [("bent", 7)]
    await town.db.execute("UPDATE hunts SET done = NULL")
    await town.db.execute(
        "INSERT INTO file_marks (file_id, prints, points, sound) VALUES ('good', $1, '', '')", b"x"
    )
    rows.bent = b""
    screen.recall = recall
    await add(room)
    for _ in range(9):
        try:
            await screen.hunt()
        except ZeroDivisionError:
            break
    assert await signals(town) == [(1, seq, "words", "live")], "entries of words go on"
    assert await town.db.fetchval("SELECT done IS NULL FROM hunts WHERE entry_id = $1", fresh), (
        "nothing is passed by"
    )


async def test_what_enforcement_cannot_carry_out_keeps_nothing_else_from_being_carried_out(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifted: list[int] = []

    class Ended:
        def __init__(self, fresh: int) -> None:
            self.id = fresh

    async def ended(*_: object) -> list[Ended]:
        return [Ended(1), Ended(2)]

    async def lift(_: Enforce, fresh: int) -> None:
        if fresh == 1:
            raise ZeroDivisionError
        lifted.append(fresh)

    async def swept() -> None:
        lifted.append(3)

    monkeypatch.setattr(type(town.store.read.cases), "ended", ended)
    monkeypatch.setattr(Enforce, "lift", lift)
    monkeypatch.setattr(town.enforce, "also", [swept])
    with pytest.raises(ZeroDivisionError):
        await town.enforce.sweep()
    assert lifted == [2, 3]
