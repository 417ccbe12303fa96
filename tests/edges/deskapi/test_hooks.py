"""Signed webhooks over real HTTP: in order, until taken, tried again by a schedule, through the gate for addresses."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web as server

from tambour.adapters.fetch.guard import GuardedFetch
from tambour.moderation.programs import RETRY_S, given_up, wait_after
from tambour.services.desk_hooks import signature
from tests.edges.deskapi.conftest import Desk


class Receiver:
    """An address of an operator's own; `status` is what it answers."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.url = ""
        self.port = 0

    async def take(self, request: server.Request) -> server.Response:
        self.got.append((dict(request.headers), await request.read()))
        return server.Response(status=self.status)

    @property
    def kinds(self) -> list[str]:
        return [json.loads(body)["kind"] for _, body in self.got]


@pytest.fixture
async def receiver(desk: Desk) -> AsyncIterator[Receiver]:
    made = Receiver()
    app = server.Application()
    app.router.add_post("/told", made.take)
    runner = server.AppRunner(app)
    await runner.setup()
    site = server.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.port = runner.addresses[0][1]
    made.url = "http://desk-tools.test:8080/told"
    fetch = desk.town.house.programs.hooks.fetch
    assert isinstance(fetch, GuardedFetch)

    async def ask(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    opened = GuardedFetch("test", ports=frozenset({8080}), ask=ask)
    opened.may = lambda address, port: True  # type: ignore[method-assign]
    real = opened.checked
    opened.checked = lambda url: real(url).with_port(made.port)  # type: ignore[method-assign]
    desk.town.house.programs.hooks.fetch = opened
    yield made
    await opened.close()
    await fetch.close()
    await runner.cleanup()


async def pump(desk: Desk) -> None:
    while await desk.town.house.programs.hooks.turn():
        pass


async def test_each_event_is_brought_once_in_order_and_signed(desk: Desk, receiver: Receiver) -> None:
    program = await desk.program(desk.staff[0])
    hook = await program.ask("POST", "/hooks", 201, url=receiver.url, kinds=["case.opened", "case.decided"])
    assert hook["secret"]
    assert "secret" not in {k for k, v in (await program.ask("GET", "/hooks"))["hooks"][0].items() if v}
    for n in range(3):
        said = (
            await desk.call(desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x=f"other words {n * 'x'}")
        )["s"]
        case = await desk.complain(said)
        body = {"ver": 1, "outcome": "no_violation", "category": "scam", "facts": "Nothing."}
        await program.ask("POST", f"/cases/{case}/decide", **body)
    await pump(desk)
    await pump(desk)
    assert receiver.kinds == ["case.opened", "case.decided"] * 3, "what was before the hook is not brought"
    numbers = [json.loads(body)["n"] for _, body in receiver.got]
    assert numbers == sorted(set(numbers))
    for headers, body in receiver.got:
        stamp, value = (part.split("=")[1] for part in headers["Tambour-Signature"].split(","))
        expected = hmac.new(hook["secret"].encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(value, expected)
        assert abs(int(stamp) - time.time()) < 120
        assert b"Canary" not in body
        assert b"words" not in body
    await program.ask("DELETE", f"/hooks/{hook['id']}", 204)
    await program.ask("DELETE", f"/hooks/{hook['id']}", 404)
    await desk.complain(
        (await desk.call(desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x="later"))["s"]
    )
    await pump(desk)
    assert len(receiver.got) == 6


async def test_what_is_not_taken_is_brought_again_by_the_schedule_and_in_its_place(
    desk: Desk, receiver: Receiver
) -> None:
    program = await desk.program(desk.staff[0])
    await program.ask("POST", "/hooks", 201, url=receiver.url)
    receiver.status = 503
    await desk.complain((await desk.call(desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x="one"))["s"])
    await pump(desk)
    await pump(desk)
    assert len(receiver.got) == 1, "not before its time"
    pool = desk.town.house.store.pool
    row = await pool.fetchrow("SELECT tries, due, failing FROM desk_hooks")
    assert row["tries"] == 1
    assert row["due"] - row["failing"] == wait_after(1)
    await pool.execute("UPDATE desk_hooks SET due = 0")
    receiver.status = 204
    await pump(desk)
    assert [json.loads(body)["n"] for _, body in receiver.got] == [2, 2]
    assert (await pool.fetchrow("SELECT tries, failing FROM desk_hooks")) == (0, 0)


async def test_an_address_that_never_answers_is_forgotten_after_days(desk: Desk, receiver: Receiver) -> None:
    program = await desk.program(desk.staff[0])
    await program.ask("POST", "/hooks", 201, url=receiver.url)
    hooks = desk.town.house.programs.hooks
    (hook,) = await hooks.store.read.cases.hooks_of(int((await program.ask("GET", "/me"))["key"]))
    now = hooks.clock.now()
    assert hooks.failed(replace(hook, failing=now - 86_400_000)).gone == 0
    assert hooks.failed(replace(hook, failing=now - 4 * 86_400_000)).gone >= now  # its own clock, read later
    receiver.status = 500
    await hooks.store.pool.execute("UPDATE desk_hooks SET failing = 1")  # type: ignore[attr-defined]
    await desk.complain((await desk.call(desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x="one"))["s"])
    await pump(desk)
    assert (await program.ask("GET", "/hooks"))["hooks"] == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/", "http://[::1]:8080/", "http://localhost:8080/"])
async def test_no_hook_reaches_this_machine(desk: Desk, url: str) -> None:
    program = await desk.program(desk.staff[0])
    await program.ask("POST", "/hooks", 201, url=url)
    await desk.complain((await desk.call(desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x="one"))["s"])
    await pump(desk)
    assert await desk.town.house.store.pool.fetchval("SELECT tries FROM desk_hooks") == 1


NO_ADDRESS = ["", "ftp://x/", "http://x:22/", "http://u:p@x/", "javascript:x", "http://" + "x" * 3000]


@pytest.mark.parametrize("url", NO_ADDRESS)
async def test_an_address_that_is_none_is_refused(desk: Desk, url: str) -> None:
    program = await desk.program(desk.staff[0])
    await program.ask("POST", "/hooks", 400, url=url)
    await program.ask("POST", "/hooks", 400, url="http://desk-tools.test/", kinds=["everything"])


async def test_no_event_is_passed_by_whatever_commits_first(desk: Desk) -> None:
    """The one that began first ends last: its event gets a later place, and a reader who went on still meets it."""
    store = desk.town.house.store
    rows, after = store.read.cases, (await desk_events(desk))[-1]
    async with store.pool.acquire() as slow, slow.transaction():
        insert = "INSERT INTO desk_events (kind, case_id, data, at) VALUES ($1, $2, '{}', 1)"
        await slow.execute(insert, "case.opened", 1)
        await store.pool.execute(insert, "case.opened", 2)
        assert len(await desk_events(desk)) == after + 1
        first = await rows.events(after, 10)
    assert len(await desk_events(desk)) == after + 2
    assert [one.case for one in first + await rows.events(first[-1].n, 10)] == [2, 1]


async def desk_events(desk: Desk) -> list[int]:
    """Places given so far."""
    async with desk.town.house.store.writing() as tx:
        await tx.cases.place_events()
    return [one.n for one in await desk.town.house.store.read.cases.events(0, 100)]


def test_the_schedule_grows_and_ends() -> None:
    waits = [wait_after(tries) for tries in range(1, 12)]
    assert waits[:3] == [10_000, 60_000, 300_000]
    assert waits == sorted(waits)
    assert waits[-1] == 1000 * RETRY_S[-1]
    assert not given_up(0, 1 << 50)


def test_a_signature_holds_for_its_body_and_its_time_alone() -> None:
    one = signature("s", 1, b"a")
    assert len({one, signature("s", 2, b"a"), signature("s", 1, b"b"), signature("t", 1, b"a")}) == 4
    assert one == "t=1,v1=" + hmac.new(b"s", b"1.a", hashlib.sha256).hexdigest()
