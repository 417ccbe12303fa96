"""A crawler for a whole square: all of surfaces.yaml as six people and a bot, keeping only which words it saw."""

import asyncio
import contextlib
import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tambour.adapters.moving.writer import ZipWriter
from tambour.app.bots import bot_door_of
from tambour.domain.bots.numbers import message_id, shared_number
from tambour.edges.botapi.bringing import travelling
from tests.conftest import Town, free_port, started
from tests.edges.botapi.conftest import Refused, bots_beside
from tests.law.crawl import A_MOMENT_S, Crawler, Role, filled, paths, placed, requests
from tests.law.square import NAME, OUTSIDE, TITLE, WORD, Item, Square
from tests.waiting import PATIENCE_S

PAGE = 100
AT_ONCE = 8
ASKED_AGAIN_MAX = 3
"""Times that a question is asked once more, where the server let go of an idle line just then, as browsers do."""


def about_one(asked: object) -> bool:
    """Is it about a single message?"""
    text = json.dumps(asked)
    return '"$s"' in text or "$s" in text.replace("$saved", "") or "$file" in text


@dataclass
class Watch(Crawler):
    """`found`: (role, surface, number of the item)."""

    found: set[tuple[str, str, int]] = field(default_factory=set)
    asked: int = 0

    def note(self, role: str, surface: str, text: str) -> None:
        self.asked += 1
        self.found |= {(role, surface, int(number)) for number in WORD.findall(text)}

    async def ask(self, role: Role, web: Any, name: str, asked: Any) -> None:
        """As every crawler does, by a quicker client."""
        if web is None:
            await super().ask(role, None, name, asked)
            return
        headers = {"Authorization": f"Bearer {role.access}"}

        async def once() -> str:
            async with web.post(f"/rpc/{name}", json=asked, headers=headers) as answer:
                return str(await answer.text(errors="replace"))

        self.note(role.name, f"POST /rpc/{name}", await until_answered(once))

    async def look(self, role: str, web: aiohttp.ClientSession, path: str, where: str) -> None:
        """An address: a whole answer, or what of a stream comes first and within a moment after it."""

        async def once() -> str:
            async with web.get(where, allow_redirects=False) as answer:
                if answer.content_type != "text/event-stream":
                    return await answer.text(errors="replace")
                said = await answer.content.readany()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(A_MOMENT_S):
                        while more := await answer.content.readany():
                            said += more
                return said.decode(errors="replace")

        self.note(role, path, await until_answered(once))

    @property
    def numbers(self) -> set[int]:
        """The items that were seen by anybody anywhere."""
        return {number for _, _, number in self.found}

    def seen_by(self, *names: str) -> set[int]:
        """The items that these people saw."""
        return {number for name, _, number in self.found if name in names}

    def leaks(self, square: Square) -> set[tuple[str, str, int]]:
        """What was seen by those who must not see it."""
        partly = {item.number for item in square.partly}
        return {one for one in self.found if one[2] not in partly or one[0] not in OUTSIDE}


async def until_answered(once: Callable[[], Awaitable[str]]) -> str:
    """What it says, asked again where the server let go of the line: a crawler that gives up has seen nothing."""
    for again in reversed(range(ASKED_AGAIN_MAX + 1)):
        try:
            return await once()
        except aiohttp.ClientConnectionError:
            if not again:
                raise
    return ""


async def crawl(square: Square, folder: Path, *names: str) -> Watch:
    """As everybody (or these), the bot and somebody without an account: every surface, every item."""
    watch = Watch(square.town)
    since = {name: len(role.client.events) for name, role in square.roles.items()}
    wanted = names or (*square.roles, "bot", "nobody")
    roles = [role for name, role in square.roles.items() if name in wanted]
    work = [as_person(watch, square, role) for role in roles]
    work += [as_bot(watch, square)] if "bot" in wanted else []
    work += [as_nobody(watch, square)] if "nobody" in wanted else []
    await asyncio.gather(*work)
    for role in roles:
        watch.events(role, since[role.name])
        await take_along(watch, square, role, folder / f"{role.name}-{role.client.rid()}.zip")
    return watch


def places(square: Square, chat: int, item: Item, access: str) -> dict[str, Any]:
    return {
        "$c": chat,
        "$s": item.seq,
        "$u": square.roles[item.author].user,
        "$name": NAME,
        "$title": TITLE[:8],
        "$words": "tag",
        "$token": square.token,
        "$epoch": square.town.house.epoch,
        "$case": 1,
        "$file": item.file or square.items[4].file,
        "$access": access,
    }


async def as_person(watch: Watch, square: Square, role: Role) -> None:
    """A device that comes back, every chat, page after page, then item after item."""
    old = f"&e={square.town.house.epoch}&pts=1&since=1&open={square.channel}:1"
    phone = await square.town.connect(role.user, query=old, device="old phone")
    async with browser(square) as web:
        for chat in (square.channel, square.group, square.refuge):
            await whole_chat(watch, square, role, web, chat)
        async with web.post("/files/pass", headers={"Authorization": f"Bearer {role.access}"}):
            """The cookie by which files are fetched."""
        for path in filter(lambda path: not about_one(path), paths()):
            where = placed(path, places(square, square.channel, square.items[0], role.access))
            await watch.look(role.name, web, path, where)
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(one_item(watch, square, role, web, item, gate) for item in square.items))
    watch.events(Role(role.name, 0, phone, ""))


async def whole_chat(watch: Watch, square: Square, role: Role, web: aiohttp.ClientSession, chat: int) -> None:
    """What asks for a chat as a whole, and all its pages."""
    last = await square.town.house.store.pool.fetchval("SELECT last_seq FROM chats WHERE id = $1", chat)
    known = places(square, chat, square.items[0], role.access) | {"$saved": role.saved}
    for name, number, params in requests():
        if about_one(params):
            continue
        pages = range(1, last + 1, PAGE) if "$all" in json.dumps(params) else (1,)
        for first in pages:
            some = list(range(first, min(first + PAGE, last + 1)))
            asked = filled(params, known | {"$all": some, "$rid": role.client.rid()})
            if asked is not None:
                await watch.ask(role, web if number % 2 else None, name, asked)
    for first in range(0, last + 1, PAGE // 2):
        asked = {"c": chat, "from": first, "dir": "down", "n": PAGE}
        await watch.ask(role, None, "msg.history", asked)
        await watch.ask(role, web, "chat.diff", {"c": chat, "ev": first})


async def one_item(
    watch: Watch, square: Square, role: Role, web: aiohttp.ClientSession, item: Item, gate: asyncio.Semaphore
) -> None:
    """Every request that names one message, over both doors in turn, and every address."""
    async with gate:
        known = places(square, item.chat, item, role.access) | {"$saved": role.saved}
        for name, number, params in filter(lambda one: about_one(one[2]), requests()):
            asked = filled(params, known | {"$all": [item.seq], "$rid": role.client.rid()})
            if asked is not None:
                await watch.ask(role, web if (number + item.number) % 2 else None, name, asked)
        for path in filter(about_one, paths()):
            await watch.look(role.name, web, path, placed(path, known))


async def as_nobody(watch: Watch, square: Square) -> None:
    """Somebody without an account."""
    async with browser(square) as web:
        for path in paths():
            for item in square.items if about_one(path) else square.items[:1]:
                where = placed(path, places(square, item.chat, item, "none"))
                await watch.look("nobody", web, path, where)


async def as_bot(watch: Watch, square: Square) -> None:
    """All that a bot can ask, what waits for it, and what would be brought to it."""
    house, robot = square.town.house, square.robot
    me = await house.store.read.bots.get(robot.id)
    assert me is not None
    kept = await house.store.read.bots.news(robot.id, 1, 1000)
    for _, _, body in await travelling(bot_door_of(house))(me, kept):
        watch.note("bot", "webhook", body.decode())
    await bot_asks(watch, robot, "GET", "/updates", timeout=0, limit=1000)
    await bot_asks(watch, robot, "GET", "/chats")
    for chat in (square.channel, square.group):
        number = shared_number(chat)
        await bot_asks(watch, robot, "GET", f"/chats/{number}")
        await bot_asks(watch, robot, "GET", f"/chats/{number}/pin")
        await bot_asks(watch, robot, "GET", "/messages", chat_id=number, count=PAGE)
    for item in square.items:
        number = shared_number(item.chat)
        mid = message_id(number, item.seq)
        await bot_asks(watch, robot, "GET", f"/messages/{mid}")
        await bot_asks(watch, robot, "GET", "/messages", message_ids=mid)
        for kind in ("forward", "reply"):
            body = {"text": None if kind == "forward" else "so", "link": {"type": kind, "mid": mid}}
            await bot_asks(watch, robot, "POST", "/messages", body, chat_id=shared_number(square.group))
        await bot_asks(watch, robot, "PUT", f"/chats/{number}/pin", {"message_id": mid})


async def bot_asks(watch: Watch, robot: Any, method: str, path: str, body: Any = None, **query: Any) -> None:
    """One request; the answer or the refusal is noted."""
    surface = f"{method} {path.split('mid.')[0]}"
    try:
        answer = await robot.call(method, path, body, **query)
        watch.note("bot", surface, json.dumps(answer, ensure_ascii=False))
    except Refused as no:
        watch.note("bot", surface, str(no))


async def take_along(watch: Watch, square: Square, role: Role, file: Path) -> None:
    """The export of one's own data."""
    await square.town.house.moving.exporting(role.user, ZipWriter(file), 0, False).run(nothing)
    with zipfile.ZipFile(file) as zipped:
        for name in zipped.namelist():
            watch.note(role.name, "export", zipped.read(name).decode(errors="replace"))


def browser(square: Square) -> aiohttp.ClientSession:
    """With a jar for cookies, which loopback addresses get as well."""
    jar = aiohttp.CookieJar(unsafe=True)
    return aiohttp.ClientSession(
        square.town.http, cookie_jar=jar, timeout=aiohttp.ClientTimeout(PATIENCE_S * 4)
    )


async def nothing(*_: Any) -> None:
    """No bar."""


@asynccontextmanager
async def opened(dsn: str, folder: Path) -> AsyncIterator[tuple[Town, str, aiohttp.ClientSession]]:
    """A server with its Bot API, and the loop that finishes what is left to enforce."""
    async with (
        started(dsn, folder, **{"bots.listen": f"127.0.0.1:{free_port()}"}) as town,
        bots_beside(town) as url,
        aiohttp.ClientSession() as session,
    ):
        enforcing = asyncio.ensure_future(town.house.safety.enforce.keep_sweeping())
        try:
            yield town, url, session
        finally:
            enforcing.cancel()
            await asyncio.wait({enforcing})
