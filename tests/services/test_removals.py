"""Removals outlive the database: written down once, whatever is killed when, and carried out again after a restore."""

from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tambour.adapters.journal import FileJournal, lines_since
from tambour.adapters.postgres.removals import Removals as Rows
from tambour.adapters.postgres.removals import bring_back
from tambour.moderation.cases import Choice
from tambour.services.removals import BATCH, OVERLAP_MS, Removals
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town


def follower(town: Town, folder: Path) -> Removals:
    """As a process that has just started."""
    return Removals(Rows(town.store.pool), FileJournal(folder / "removals.jsonl"))


async def remove(town: Town, text: str, follow: Removals | None = None) -> tuple[int, int]:
    """A message of Anna's, removed; its seq and the decision."""
    seq = await town.say(1, ANNA, text)
    case = await town.report(BORIS, chat=1, seq=seq)
    choice = Choice(outcome="remove_content", category="tvec.incite", facts="A call to violence.")
    decision = await town.review.decide(MOD, case, 1, choice)
    return seq, decision.id


def written(folder: Path) -> list[tuple[str, str]]:
    """(target, state) of the lines, the newest of each effect."""
    return [
        (str(one.rows["actions"]["target"]), one.state) for one in lines_since(folder / "removals.jsonl", 0)
    ]


async def test_each_removal_and_its_undoing_is_a_line_without_the_words(town: Town, tmp_path: Path) -> None:
    journal = follower(town, tmp_path)
    town.enforce.settled.append(journal.follow)
    seq, decision = await remove(town, "secret words")
    assert written(tmp_path) == [(f"m:1:{seq}", "applied")]
    town.clock.turn(s=1)
    await town.review.restore(MOD2, decision, "A mistake.")
    assert written(tmp_path) == [(f"m:1:{seq}", "undone")]
    text = (tmp_path / "removals.jsonl").read_text()
    assert text.count("\n") == 2
    assert "secret words" not in text
    assert (tmp_path / "removals.jsonl").stat().st_mode & 0o077 == 0


async def test_what_a_crash_left_unwritten_is_written_at_the_next_start_and_once(
    town: Town, tmp_path: Path
) -> None:
    seqs = [(await remove(town, f"{n}"))[0] for n in range(3)]
    first = follower(town, tmp_path)
    await first.follow()
    with (tmp_path / "removals.jsonl").open("ab") as file:
        file.write(b'{"at": 5, "acti')  # died in the middle of a line
    town.clock.turn(s=5)
    seqs.append((await remove(town, "more"))[0])
    for _ in range(3):
        await follower(town, tmp_path).follow()
        await first.follow()
    lines = (tmp_path / "removals.jsonl").read_text().count('"applied_at"')
    assert [target for target, _ in written(tmp_path)] == [f"m:1:{seq}" for seq in seqs]
    assert lines == 5, "each of two followers wrote the last one, and nothing else twice"


async def test_a_full_disk_makes_the_journal_wait(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = follower(town, tmp_path)
    town.enforce.settled.append(journal.follow)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileJournal, "append", full)
    seq, _ = await remove(town, "words")
    monkeypatch.undo()
    await town.enforce.sweep()
    assert written(tmp_path) == [(f"m:1:{seq}", "applied")]


async def test_more_than_a_batch_of_one_moment_is_written_whole(town: Town, tmp_path: Path) -> None:
    _, decision = await remove(town, "first")
    await town.db.execute(
        "INSERT INTO actions (id, decision_id, type, target, params, inverse, state, applied_at)"
        " SELECT n, $1, 'remove_content', 'm:2:' || n, '{}', '{}', 'applied', $2 FROM generate_series(1, $3) n",
        decision,
        town.clock.ms,
        2 * BATCH + 3,
    )
    await follower(town, tmp_path).follow()
    assert len(written(tmp_path)) == 2 * BATCH + 4
    assert OVERLAP_MS > 0


async def test_a_database_that_knows_nothing_of_it_removes_again_and_gives_back_again(
    town: Town, tmp_path: Path
) -> None:
    journal = follower(town, tmp_path)
    town.enforce.settled.append(journal.follow)
    gone, _ = await remove(town, "gone after the backup")
    back, decision = await remove(town, "removed before, given back after")
    town.clock.turn(s=1)
    backup = await town.projection()
    assert backup
    # the backup: the first is not yet removed, the second is
    await town.db.execute("DELETE FROM notices WHERE decision_id <> $1", decision)
    await town.db.execute("DELETE FROM actions WHERE target = $1", f"m:1:{gone}")
    await town.db.execute("UPDATE messages SET flags = 0 WHERE chat_id = 1 AND seq = $1", gone)
    await town.db.execute("DELETE FROM tombstones WHERE chat_id = 1 AND seq = $1", gone)
    lines = lines_since(tmp_path / "removals.jsonl", 0)
    undone = [
        line
        if str(line.rows["actions"]["target"]) != f"m:1:{back}"
        else type(line)(at=line.at + 1, action=line.action, state="undone", rows=line.rows)
        for line in lines
    ]
    assert isinstance(town.db, asyncpg.Pool)
    assert await bring_back(town.db, undone) == 2
    assert await bring_back(town.db, undone) == 0, "what waits already is not done twice"
    while await town.enforce.finish():
        pass
    flags = dict(
        await town.db.fetch(
            "SELECT seq, flags & 4 FROM messages WHERE chat_id = 1 AND seq = ANY ($1)", [gone, back]
        )
    )
    assert flags == {gone: 4, back: 0}


async def test_a_decision_that_took_the_place_of_one_in_the_backup_comes_back_too(
    town: Town, tmp_path: Path
) -> None:
    """Removed, given back, removed again: the backup knows the first decision only, and as the live one."""
    town.enforce.settled.append(follower(town, tmp_path).follow)
    seq, first = await remove(town, "twice")
    await town.review.restore(MOD2, first, "Too strict.")
    case = await town.report(BORIS, chat=1, seq=seq)
    choice = Choice(outcome="remove_content", category="spam", facts="Spam after all.")
    second = await town.review.decide(MOD, case, 1, choice)
    lines = lines_since(tmp_path / "removals.jsonl", 0)
    for table, column in (("notices", "decision_id"), ("actions", "decision_id"), ("strikes", "decision_id")):
        await town.db.execute(f"DELETE FROM {table} WHERE {column} = $1", second.id)
    await town.db.execute("DELETE FROM decisions WHERE id = $1", second.id)
    await town.db.execute("UPDATE decisions SET live = true WHERE id = $1", first)
    assert isinstance(town.db, asyncpg.Pool)
    assert await bring_back(town.db, lines) == 1
    assert await town.db.fetchval("SELECT count(*) FROM actions WHERE decision_id = $1", second.id) == 1
