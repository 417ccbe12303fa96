"""A house without doors, and a short way to bring an export into it."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tambour.adapters.moving.source import open_export
from tambour.adapters.moving.writer import ZipWriter
from tambour.app import House, build
from tambour.config import load
from tambour.domain.messages import Message
from tambour.services.moving.report import Report
from tests.conftest import Codes, Databases, Town, started

START = 1_700_000_000


@dataclass
class Yard:
    """One server of ours, with its people."""

    house: House
    folder: Path
    exports: int = 0
    told: list[tuple[int, int]] = field(default_factory=list)

    @property
    def db(self) -> "asyncpg.Pool[asyncpg.Record]":
        return self.house.store.pool

    async def person(self, name: str, phone: str) -> int:
        return await self.house.accounts.add(phone=phone, name=name)

    def write(self, *chats: dict[str, Any], me: int = 1000, contacts: Any = ()) -> Path:
        """A whole account's export."""
        self.exports += 1
        path = self.folder / f"in{self.exports}"
        path.mkdir()
        body = {
            "personal_information": {"user_id": me},
            "contacts": {"list": list(contacts)},
            "chats": {"list": list(chats)},
        }
        (path / "result.json").write_text(json.dumps(body, ensure_ascii=False))
        return path

    async def bring(self, user: int, path: Path, *, only: frozenset[str] = frozenset()) -> Report:
        """Import it."""
        source = open_export(path)

        async def progress(done: int, total: int, report: Report) -> None:
            self.told.append((done, total))

        try:
            return await self.house.moving.importing(user, source, only).run(progress)
        finally:
            source.close()

    async def take(self, user: int, path: Path, chat: int = 0, *, media: bool = True) -> Path:
        """Export into a zip."""

        async def progress(done: int, total: int) -> None:
            self.told.append((done, total))

        await self.house.moving.exporting(user, ZipWriter(path), chat, media).run(progress)
        return path

    async def chats(self, user: int) -> list[Any]:
        views, _ = await self.house.chats.views.page(user, before="", folder=0, archived=False, limit=50)
        return views

    async def chat(self, user: int, title: str) -> int:
        return int(next(view.id for view in await self.chats(user) if view.title == title))

    async def said(self, user: int, chat: int) -> list[Message]:
        found: list[Message] = []
        while True:
            last = found[-1].seq if found else 0
            page = await self.house.messages.history.window(
                user, chat, start=last, direction="down", size=100
            )
            found += page.messages
            if page.bottom:
                return found


def message(number: int, text: str = "hello", **more: Any) -> dict[str, Any]:
    """One entry of `messages`, a minute after the one before."""
    return {
        "id": number,
        "type": "message",
        "date_unixtime": str(START + 60 * number),
        "from": "Boris",
        "from_id": "user1001",
        "text": text,
    } | more


def group(name: str, *messages: dict[str, Any], ext: int = 9, kind: str = "private_group") -> dict[str, Any]:
    return {"name": name, "type": kind, "id": ext, "messages": list(messages)}


async def open_yard(dsn: str, folder: Path) -> Yard:
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240
    config = load(chosen={"data": str(folder), "limits.enabled": "off"})
    codes = Codes()
    return Yard(await build(config, dsn, {"phone": codes, "email": codes}), folder)


@pytest.fixture
async def yard(dsn: str, tmp_path: Path) -> AsyncIterator[Yard]:
    made = await open_yard(dsn, tmp_path / "data")
    yield made
    await made.house.close()


@pytest.fixture
async def town(dsn: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A started server, instead of the desk's town."""
    async with started(dsn, tmp_path) as found:
        yield found


@pytest.fixture
def other_dsn(databases: Databases) -> Iterator[str]:
    """A second fresh database."""
    name = databases.take()
    yield databases.dsn_of(name)
    databases.give_back(name)
