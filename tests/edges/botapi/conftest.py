"""A started server with the Bot API on a port of its own, people on sockets, and bots that speak plain HTTP."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from bench.machine import free_port

from tambour.app.bots import server_beside
from tambour.domain.bots.numbers import dialog_number
from tambour.edges.gateway.listener import open_door
from tests.client import Client
from tests.conftest import Town, started
from tests.edges.botapi.contracts import check_answer
from tests.waiting import PATIENCE_S, end_all

NAMES = count(1)


class Refused(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.code = body.get("code")
        self.text = body.get("message")


class Robot:
    """One bot over HTTP, as MAX's clients do it."""

    def __init__(self, url: str, id: int, token: str, session: aiohttp.ClientSession) -> None:
        self.url, self.id, self.token, self.session = url, id, token, session
        self.marker: int | None = None

    async def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        asked = {k: str(v) for k, v in query.items() if v is not None}
        async with self.session.request(
            method, self.url + path, params=asked, json=body, headers={"Authorization": self.token}
        ) as answer:
            found = await answer.json()
            if answer.status != 200:
                raise Refused(answer.status, found)
            check_answer(method, path, found)
            return found

    async def send(self, text: str | None = "hello", *, to: int = 0, chat: int = 0, **more: Any) -> Any:
        where = {"user_id": to} if to else {"chat_id": chat}
        return (await self.call("POST", "/messages", {"text": text} | more, **where))["message"]

    async def updates(
        self, wanted: int = 1, within: float = PATIENCE_S, **query: Any
    ) -> list[dict[str, Any]]:
        """At least so many, in as many polls as it takes; commits as it goes."""
        found: list[dict[str, Any]] = []
        end = asyncio.get_running_loop().time() + within
        while len(found) < wanted and asyncio.get_running_loop().time() < end:
            page = await self.call("GET", "/updates", timeout=2, marker=self.marker, **query)
            self.marker = page["marker"]
            found += page["updates"]
        assert len(found) >= wanted, found
        return found

    async def told(self, kind: str, **facts: Any) -> dict[str, Any]:
        """The first update of this kind with these facts, whatever of other chats comes before it."""
        while True:
            for one in await self.updates():
                if one["update_type"] == kind and facts.items() <= one.items():
                    return one

    def dialog(self, person: int) -> int:
        return dialog_number(self.id, person)


class BotTown:
    """The server, and ways to make people and bots in it."""

    def __init__(self, town: Town, url: str, session: aiohttp.ClientSession) -> None:
        self.town, self.url, self.session = town, url, session
        self.house = town.house
        self.owner = 0

    async def bot(self, name: str = "Robot", username: str = "") -> Robot:
        if not self.owner:
            self.owner = await self.town.person("Owner")
        id, token = await self.house.bots.accounts.add(self.owner, name, username)
        return Robot(self.url, id, token, self.session)

    async def person(self, name: str = "Anna") -> tuple[int, Client]:
        user = await self.town.person(f"{name} {next(NAMES)}")
        return user, await self.town.connect(user)

    async def talking(self, bot: Robot, name: str = "Anna") -> tuple[int, Client, int]:
        """(person, their connection, the chat) of somebody who has started the bot."""
        user, client = await self.person(name)
        chat = (await client.call("bot.start", u=bot.id))["c"]
        [begun] = await bot.updates()
        assert begun["update_type"] == "bot_started"
        return user, client, chat

    async def group(self, client: Client, *users: int, kind: str = "group", **more: Any) -> int:
        made = await client.call(
            "chat.create", k=kind, rid=client.rid(), title="Room", users=list(users), **more
        )
        assert not made.get("skipped"), made
        return int(made["ch"]["c"])


@contextlib.asynccontextmanager
async def bots_beside(town: Town) -> AsyncIterator[str]:
    """The Bot API of a town on its own port, and the feed at work."""
    server = server_beside(town.doors.bots)
    host, _, port = town.house.config.bots.listen.rpartition(":")
    door = open_door(host, int(port))
    serving = asyncio.ensure_future(server.serve(sockets=[door]))
    feeding = asyncio.ensure_future(town.house.bots.feed.run())
    drawing = asyncio.ensure_future(town.house.media.workshop.run())
    looking = asyncio.ensure_future(town.house.bots.listening.run())
    try:
        yield f"http://{host}:{port}"
    finally:
        await end_all(feeding, drawing, looking)
        town.house.bots.listening.close()
        server.should_exit = True
        await serving


@pytest.fixture(scope="module")
def module_dsn(databases: Any) -> Any:
    name = databases.take()
    yield databases.dsn_of(name)
    databases.give_back(name)


@pytest.fixture(scope="module")
async def bots(module_dsn: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotTown]:
    """One server for all tests of a file: each makes people and bots of its own."""
    folder: Path = tmp_path_factory.mktemp("bots")
    chosen: dict[str, str | int] = {"bots.listen": f"127.0.0.1:{free_port()}"}
    async with (
        started(module_dsn, folder, **chosen) as town,
        bots_beside(town) as url,
        aiohttp.ClientSession() as session,
    ):
        yield BotTown(town, url, session)
