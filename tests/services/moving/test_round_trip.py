"""Leaving one server and arriving at another: what is exported, imported and exported again is the same."""

import asyncio
import json
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bench.exports import picture
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.domain.moving.arrival import Arrival
from tambour.domain.moving.departure import write_message
from tambour.domain.moving.telegram import read_message
from tests.conftest import Databases, Town
from tests.domain.test_moving import arrivals
from tests.services.moving.conftest import Yard, group, message, open_yard


def result_of(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as file:
        return dict(json.loads(file.read("result.json")))


def told(path: Path) -> dict[str, list[Arrival]]:
    """What a zip says, without the numbers that every server gives anew."""
    found = {}
    for chat in result_of(path)["chats"]["list"]:
        messages = [m for raw in chat["messages"] if (m := read_message(raw)) is not None]
        names = {m.author: m.author_name for m in messages}
        place = {m.ext: n for n, m in enumerate(messages)}
        found[f"{chat['type']} {chat.get('name')} {chat.get('tambour_about')}"] = [
            msgspec.structs.replace(
                m,
                ext=place[m.ext],
                author="",
                reply=place.get(m.reply, -1),
                entities=tuple(
                    (*e[:3], names.get(str(e[3]))) if e[0] == "mention" else e for e in m.entities
                ),
                service=m.service
                and {k: place.get(int(v)) if k == "s" else v for k, v in m.service.items() if k != "u"},
            )
            for m in messages
        ]
    return found


def plain(service: dict[str, Any], place: dict[int, int]) -> dict[str, Any]:
    """A service message with places instead of ids, and without the person's number."""
    return {k: place.get(v) if k == "s" else v for k, v in service.items() if k != "u"}


async def again(one: Yard, other: Yard, user: int, newcomer: int, work: Path) -> tuple[Any, Any]:
    """(what one server said, what the other says after taking it in)"""
    first = await one.take(user, work / "first.zip")
    await other.bring(newcomer, first)
    second = await other.take(newcomer, work / "second.zip")
    return told(first), told(second)


async def test_what_people_said_here_is_the_same_on_another_server(
    other_dsn: str, town: Town, tmp_path: Path
) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, his = await town.connect(anna), await town.connect(boris)
    made = await hers.call(
        "chat.create", k="group", rid=hers.rid(), title="Town", about="Talk\nhere", users=[boris]
    )
    chat = made["ch"]["c"]
    text = "Hello Boris, see https://a.example 🎉"
    first_word = (await hers.send(chat, text, en=[["b", 0, 5], ["i", 3, 8], ["mention", 6, 5, boris]]))["s"]
    await his.send(chat, "answer", re=first_word)
    gone = (await his.send(chat, "gone"))["s"]
    await hers.call("msg.react", c=chat, s=first_word, e="👍")
    await his.call("msg.delete", c=chat, s=[gone], all=True)
    await hers.send(chat, "", po={"q": "Tea?", "o": ["yes", "no"], "mu": 1})
    await hers.call("msg.edit", c=chat, s=first_word, x="Hello again", v=1)
    await hers.call("msg.pin", c=chat, s=first_word)
    two = (await hers.call("chat.create", k="dialog", rid=hers.rid(), u=boris))["ch"]["c"]
    await his.send(two, "just us")
    saved = (await hers.call("chat.create", k="saved", rid=hers.rid()))["ch"]["c"]
    await hers.call("msg.forward", **{"from": chat}, s=[first_word], to=saved, rid=hers.rid())
    other = await open_yard(other_dsn, tmp_path / "other")
    try:
        newcomer = await other.person("Anna", "+79005550000")
        one = Yard(town.house, tmp_path)
        first, second = await again(one, other, anna, newcomer, tmp_path)
    finally:
        await other.house.close()

    assert set(first) == {
        "private_supergroup Town Talk\nhere",
        "personal_chat Boris None",
        "saved_messages None None",
    }
    about = {key: value for key, value in second.items() if key != "private_supergroup Town None"}
    assert about == {key: value for key, value in first.items() if "Town" not in key}
    assert second["private_supergroup Town None"] == first["private_supergroup Town Talk\nhere"]
    assert "gone" not in str(first)


class Houses:
    """Two servers that live for many examples, and their loop."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self.databases = databases
        self.loop = asyncio.new_event_loop()
        self.names = [databases.take(), databases.take()]
        self.folder = folder
        self.numbers = count(1)
        self.yards = [
            self.loop.run_until_complete(open_yard(databases.dsn_of(name), folder / name))
            for name in self.names
        ]

    def close(self) -> None:
        for yard, name in zip(self.yards, self.names, strict=True):
            self.loop.run_until_complete(yard.house.close())
            self.databases.give_back(name)
        self.loop.close()


@pytest.fixture(scope="module")
def houses(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    made = Houses(databases, tmp_path_factory.mktemp("houses"))
    yield made
    made.close()


@settings(max_examples=25, deadline=None)
@given(
    history=st.lists(arrivals(), min_size=1, max_size=12),
    kind=st.sampled_from(["private_group", "private_channel"]),
)
def test_law_a_history_survives_two_journeys(houses: Houses, history: list[Arrival], kind: str) -> None:
    number = next(houses.numbers)
    work = houses.folder / f"w{number}"
    work.mkdir()
    raws = [
        write_message(msgspec.structs.replace(m, ext=n, ts=10**12 + n * 1000, files=()))
        for n, m in enumerate(history, 1)
    ]

    async def journey() -> tuple[Any, Any]:
        one, other = houses.yards
        anna = await one.person("Anna", f"+7900100{number:04d}")
        newcomer = await other.person("Anna", f"+7900100{number:04d}")
        await one.bring(anna, one.write(group("Town", *raws, kind=kind)))
        return await again(one, other, anna, newcomer, work)

    first, second = houses.loop.run_until_complete(journey())
    assert first == second
    assert sum(map(len, first.values())) > 0 or not any(m.text or m.service or m.poll for m in history)


async def test_a_zip_of_a_started_server_opens_elsewhere_by_the_command_lines_reader(
    town: Town, tmp_path: Path
) -> None:
    anna = await town.person("Anna")
    hers = await town.connect(anna)
    chat = (await hers.call("chat.create", k="channel", rid=hers.rid(), title="News"))["ch"]["c"]
    await hers.send(chat, "post")
    yard = Yard(town.house, tmp_path)
    whole = result_of(await yard.take(anna, tmp_path / "all.zip"))
    single = result_of(await yard.take(anna, tmp_path / "one.zip", chat))
    lines = zipfile.ZipFile(tmp_path / "one.zip").read("tambour.jsonl").decode().splitlines()

    assert whole["personal_information"]["phone_number"].startswith("+7900")
    assert whole["sessions"]["list"]
    assert (single["type"], single["name"], [m["text"] for m in single["messages"]][-1]) == (
        "private_channel",
        "News",
        "post",
    )
    assert [json.loads(line).get("row", "n") for line in lines] == ["about", "chat", "n", "n"]


async def test_pictures_travel_in_the_form_in_which_they_are_shown(
    yard: Yard, other_dsn: str, tmp_path: Path
) -> None:
    anna = await yard.person("Anna", "+79001110000")
    path = yard.write(
        group("Town", message(1, "look", photo="photos/1.png"), message(2, "", file="files/a.txt"))
    )
    for name, body in (("photos/1.png", picture(7)), ("files/a.txt", b"notes")):
        (path / name).parent.mkdir()
        (path / name).write_bytes(body)
    report = await yard.bring(anna, path)
    await yard.house.media.workshop.drain()
    other = await open_yard(other_dsn, tmp_path / "other")
    try:
        newcomer = await other.person("Anna", "+79005550000")
        first = await yard.take(anna, tmp_path / "first.zip")
        again = await other.bring(newcomer, first)
        await other.house.media.workshop.drain()
        there = await other.said(newcomer, await other.chat(newcomer, "Town"))
    finally:
        await other.house.close()
    here = await yard.said(anna, await yard.chat(anna, "Town"))
    names = [name for name in zipfile.ZipFile(first).namelist() if name.startswith("chats/")]
    without = zipfile.ZipFile(await yard.take(anna, tmp_path / "bare.zip", media=False)).namelist()

    assert (report.files, again.files, report.refused, again.refused) == (2, 2, {}, {})
    assert [(f.kind, f.state, f.width) for m in here for f in m.files] == [("photo", 0, 16), ("file", 0, 0)]
    assert [(f.kind, f.state, f.width) for m in there for f in m.files] == [("photo", 0, 16), ("file", 0, 0)]
    assert [name.rpartition(".")[2] for name in names] == ["webp", "txt"]
    assert without == ["result.json", "tambour.jsonl"]
