"""Two houses over one database, as two processes would be, and a loop to try laws in."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tambour.app import Doors, House, build, open_doors
from tambour.config import load
from tambour.edges.methods.table import Caller
from tests.conftest import Codes, Databases


@dataclass
class Pair:
    """Two houses; a call goes to either."""

    runner: asyncio.Runner
    houses: list[House]
    doors: list[Doors]
    people: list[int]
    rids = itertools.count(1)

    def __repr__(self) -> str:
        return "two houses"

    async def call(self, house: int, user: int, method: str, /, **params: Any) -> Any:
        """As a door would: decode, run, encode."""
        answer = await self.doors[house].live.dispatch.run(
            method, msgspec.json.encode(params), Caller(user=user, session=1)
        )
        return msgspec.json.decode(msgspec.json.encode(answer))

    def rid(self) -> str:
        """A fresh rid."""
        return str((int(time.time() * 1000) << 22) | (next(self.rids) & 0x3FFFFF))

    async def group(self) -> int:
        """A new group of everybody, owned by the first."""
        made = await self.call(
            0, self.people[0], "chat.create", k="group", rid=self.rid(), title="Hall", users=self.people[1:]
        )
        return int(made["ch"]["c"])


def open_pair(databases: Databases, folder: Path) -> Iterator[Pair]:
    """Both houses, built and closed."""
    name = databases.take()
    config = load(chosen={"data": str(folder), "limits.enabled": "off"})
    with asyncio.Runner() as runner:
        senders = {"phone": Codes(), "email": Codes()}
        houses = [runner.run(build(config, databases.dsn_of(name), senders)) for _ in range(2)]
        people = [
            runner.run(houses[0].accounts.add(phone=f"+7902000000{n}", name=f"Person {n}")) for n in range(4)
        ]
        yield Pair(runner, houses, [open_doors(house) for house in houses], people)
        for house in houses:
            runner.run(house.close())
    databases.give_back(name)


@pytest.fixture(scope="module")
def pair(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    yield from open_pair(databases, tmp_path_factory.mktemp("pair"))
