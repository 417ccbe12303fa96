"""What leaves: only what its person may see."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tambour.domain.errors import Forbidden, Gone, NotFound
from tambour.moderation.cases import Choice
from tambour.services.reported import Complaint
from tests.client import Client
from tests.conftest import Town
from tests.services.moving.conftest import Yard


def words(path: Path) -> str:
    with zipfile.ZipFile(path) as file:
        return "".join(file.read(name).decode() for name in ("result.json", "tambour.jsonl"))


async def make(client: Client, kind: str, title: str, **more: Any) -> int:
    return int((await client.call("chat.create", k=kind, rid=client.rid(), title=title, **more))["ch"]["c"])


async def remove(town: Town, reporter: int, chat: int, seq: int, outcome: str = "remove_content") -> None:
    """A complaint and its decision."""
    safety, judge = town.house.safety, await town.person("Judge", "moderator")
    rid = int(town.clients[-1].rid())
    receipt = await safety.reports.create(
        Complaint(reporter=reporter, rid=rid, chat=chat, seq=seq, category="tvec.praise")
    )
    case, ver = await town.house.store.pool.fetchrow(
        "SELECT c.id, c.ver FROM reports r JOIN cases c ON c.id = r.case_id WHERE r.id = $1", int(receipt)
    )
    await safety.review.decide(
        judge, case, ver, Choice(outcome=outcome, category="tvec.praise", facts="Praise.")
    )


async def test_what_was_removed_hidden_or_deleted_is_in_no_export(town: Town, tmp_path: Path) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, his = await town.connect(anna), await town.connect(boris)
    chat = await make(hers, "group", "Town", public=True, name="old_town", users=[boris])
    for text in ("removed-word", "hidden-word", "deleted-word", "kept-word"):
        await hers.send(chat, text)
    seqs = {m["x"]: m["s"] for m in (await hers.call("msg.history", c=chat))["msgs"] if m.get("x")}
    await remove(town, boris, chat, seqs["removed-word"])
    await his.call("msg.delete", c=chat, s=[seqs["hidden-word"]])
    await hers.call("msg.delete", c=chat, s=[seqs["deleted-word"]], all=True)
    yard = Yard(town.house, tmp_path)
    owner, member = (
        words(await yard.take(anna, tmp_path / "a.zip")),
        words(await yard.take(boris, tmp_path / "b.zip")),
    )

    assert [w in member for w in seqs] == [False, False, False, True]
    assert [w in owner for w in seqs] == [False, True, False, True]


async def test_history_before_ones_coming_and_chats_of_others_stay_out(town: Town, tmp_path: Path) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, his = await town.connect(anna), await town.connect(boris)
    chat = await make(hers, "group", "Town")
    await hers.call("chat.edit", c=chat, hide_history=True)
    await hers.send(chat, "early-word")
    await hers.call("member.add", c=chat, u=[boris])
    await hers.send(chat, "late-word")
    alone = await make(hers, "group", "Alone")
    await hers.send(alone, "secret-word")
    taken = words(await Yard(town.house, tmp_path).take(boris, tmp_path / "b.zip"))

    assert ("late-word" in taken, "early-word" in taken, "secret-word" in taken, "Alone" in taken) == (
        True,
        False,
        False,
        False,
    )
    assert his


async def test_where_copying_is_forbidden_members_take_their_own_words_only(
    town: Town, tmp_path: Path
) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, his = await town.connect(anna), await town.connect(boris)
    chat = await make(hers, "group", "Town", users=[boris])
    await hers.call("chat.edit", c=chat, protect=True)
    await hers.send(chat, "her-word")
    await his.send(chat, "his-word")
    yard = Yard(town.house, tmp_path)
    member, owner = (
        words(await yard.take(boris, tmp_path / "b.zip")),
        words(await yard.take(anna, tmp_path / "a.zip")),
    )

    assert ("his-word" in member, "her-word" in member) == (True, False)
    assert ("his-word" in owner, "her-word" in owner) == (True, True)


async def test_a_chats_whole_history_is_for_those_who_run_it(town: Town, tmp_path: Path) -> None:
    anna, boris, clara = [await town.person(name) for name in ("Anna", "Boris", "Clara")]
    hers = await town.connect(anna)
    chat = await make(hers, "channel", "News")
    await town.house.chats.joining.add(anna, chat, [boris])
    yard = Yard(town.house, tmp_path)
    moves = town.house.moving.moves
    with pytest.raises(Forbidden):
        await moves.start_export(boris, chat)
    with pytest.raises(NotFound):
        await moves.start_export(clara, chat)
    with pytest.raises(Forbidden):
        await yard.take(boris, tmp_path / "b.zip", chat)
    assert [name for name in os.listdir(tmp_path) if name.startswith("b.")] == [], "nothing is left behind"
    assert (
        json.loads(zipfile.ZipFile(await yard.take(anna, tmp_path / "a.zip", chat)).read("result.json"))["id"]
        == chat
    )


async def test_a_finished_export_is_stale_once_something_in_it_is_removed(town: Town) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers = await town.connect(anna)
    chat = await make(hers, "group", "Town", public=True, name="old_town", users=[boris])
    said = await hers.send(chat, "bad-word")
    room = town.house.moving
    move = await room.moves.start_export(boris)
    assert await room.work.drain() == 1
    assert await room.moves.fetch(boris, move.id) > 0
    await remove(town, boris, chat, said["s"])
    with pytest.raises(Gone) as no:
        await room.moves.fetch(boris, move.id)
    assert no.value.facts["why"] == "export.stale"
    assert room.moves.depot.ready(move.id) is None


async def test_who_was_sent_away_takes_nothing_home_afterwards(town: Town) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers = await town.connect(anna)
    chat = await make(hers, "group", "Town", users=[boris])
    room = town.house.moving
    move = await room.moves.start_export(boris)
    await room.work.drain()
    await hers.call("member.remove", c=chat, u=boris)
    with pytest.raises(Gone):
        await room.moves.fetch(boris, move.id)


async def test_exports_end_on_their_day_and_with_the_account(town: Town) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    room, clock = town.house.moving, town.house.clock
    hers = await room.moves.start_export(anna)
    his = await room.moves.start_export(boris)
    await room.work.drain()
    db = town.house.store.pool
    await db.execute("UPDATE moves SET expires = $2 WHERE id = $1", hers.id, clock.now() - 1)
    with pytest.raises(Gone):
        await room.moves.fetch(anna, hers.id)
    await town.house.accounts.erase.account(
        boris, password="", with_chats=True, leave_all=town.house.chats.ending.leave_all
    )
    await room.work.sweep()

    assert [room.moves.depot.ready(move.id) for move in (hers, his)] == [None, None]
    assert await room.moves.depot.listed() == []
    assert await room.moves.listed(anna, "export") == []


async def test_one_at_a_time_and_given_up_is_given_up(town: Town) -> None:
    anna = await town.person("Anna")
    moves = town.house.moving.moves
    first = await moves.start_export(anna)
    with pytest.raises(Exception, match="under way"):
        await moves.start_export(anna)
    await moves.drop(anna, first.id)
    assert await town.house.moving.work.drain() == 0
    assert await moves.start_export(anna)
