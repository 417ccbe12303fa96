"""The ledger over HTTP as outsiders meet it, and a witness on a socket of its own."""

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from litestar import Litestar

from tambour.adapters.clock import WallClock
from tambour.adapters.fetch.guard import GuardedFetch
from tambour.adapters.ledger.witness import WitnessFolder
from tambour.edges.gateway.listener import Listener, open_door
from tambour.edges.ledger import witness_routes
from tambour.moderation.ledger.merkle import includes, leaf_hash
from tambour.moderation.ledger.notes import Key, holds, read_checkpoint, read_key, read_note
from tambour.ports.fetch import Unfetched
from tambour.services.ledger.keys import Ed25519, verify
from tambour.services.ledger.witness import WitnessDesk
from tests.conftest import Town, started
from tests.waiting import PATIENCE_S

ODD = ["", "x", "-1", "1e3", "9" * 40, "٣", "0x1", " 1", "1;--", "\x00"]


@asynccontextmanager
async def listening(desk: WitnessDesk) -> AsyncIterator[int]:
    """A witness on a free port of its own."""
    door = open_door("127.0.0.1", 0)
    app = Litestar(witness_routes(desk), openapi_config=None, logging_config=None)
    server = Listener(uvicorn.Config(app, ws="none", http="httptools", log_config=None))
    serving = asyncio.ensure_future(server.serve(sockets=[door]))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield int(door.getsockname()[1])
    finally:
        server.should_exit = True
        await serving


async def acts(town: Town, count: int) -> None:
    async with town.house.store.writing() as tx:
        for n in range(count):
            await tx.cases.seal(7, "case.view", f"case:{n}", {}, 1)


async def test_a_witness_on_a_socket_cosigns_and_everybody_can_check(dsn: str, tmp_path: Path) -> None:
    logs: dict[str, Key] = {}
    folder = WitnessFolder(tmp_path / "eye")
    desk = WitnessDesk("eye.test", Ed25519(folder.seed()), logs, folder, WallClock())
    async with listening(desk) as port:
        fetch = GuardedFetch("test", ports=frozenset({port}), also=frozenset({("127.0.0.1", port)}))
        witness = {"ledger.witnesses": f"{desk.key.vkey} http://127.0.0.1:{port}"}
        async with (
            started(dsn, tmp_path, fetch, **witness) as town,
            httpx.AsyncClient(base_url=town.http, timeout=PATIENCE_S) as web,
        ):
            assert (await web.get("/ledger/checkpoint")).status_code == 404
            raw = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_S)
            await town.house.ledger.open()
            logs[town.house.ledger.origin] = town.house.ledger.key
            await acts(town, 6)
            await town.house.ledger.turn()
            keys = [read_key(line) for line in (await web.get("/ledger/key")).text.split()]
            answer = await web.get("/ledger/checkpoint")
            note = read_note(answer.content)
            point = read_checkpoint(note)
            assert answer.headers["content-type"] == "text/plain; charset=utf-8"
            assert [holds(note, key, verify) for key in keys] == [True, True]
            assert keys == [town.house.ledger.key, desk.key]
            assert point.size == 6
            again = await raw.post("/add-checkpoint", content=f"old 0\n\n{note.whole}")
            assert (again.status_code, again.text) == (409, "6\n")
            assert again.headers["content-type"] == "text/x.tlog.size"
            await raw.aclose()
            leaves = await town.house.store.read.ledger.leaves(0, 9)
            for n, leaf in enumerate(leaves):
                for query in ({"index": str(n)}, {"leaf": leaf_hash(leaf).hex()}):
                    proof = (await web.get("/ledger/inclusion", params=query)).text
                    head, _, rest = proof.partition("\n\n")
                    first, place, *lines = head.split("\n")
                    assert (first, place, rest) == ("c2sp.org/tlog-proof@v1", f"index {n}", note.whole)
                    assert includes(n, 6, leaf_hash(leaf), [b64decode(one) for one in lines], point.root)


async def test_what_a_log_answers_can_be_handed_to_any_witness(town: Town, tmp_path: Path) -> None:
    log = town.house.ledger
    await acts(town, 5)
    await log.turn()
    desk = WitnessDesk(
        "eye.test", Ed25519(b"e" * 32), {log.origin: log.key}, WitnessFolder(tmp_path), WallClock()
    )
    async with httpx.AsyncClient(base_url=town.http, timeout=PATIENCE_S) as web:
        first = await web.get("/ledger/consistency", params={"old": "0"})
        assert (await desk.add_checkpoint(first.content)).status == 200
        log.clock = Later()
        await acts(town, 8)
        await log.turn()
        second = await web.get("/ledger/consistency", params={"old": "5"})
        assert (await desk.add_checkpoint(second.content)).status == 200
        for wrong in ("14", *ODD):
            assert (await web.get("/ledger/consistency", params={"old": wrong})).status_code == 400
        for name, wrong in (
            ("index", "13"),
            ("leaf", "0" * 64),
            *(("leaf", o) for o in ODD),
            *(("index", o) for o in ODD),
        ):
            assert (await web.get("/ledger/inclusion", params={name: wrong})).status_code == 404


class Later:
    """Two minutes ahead."""

    def now(self) -> Any:
        return WallClock().now() + 120_000


async def test_each_checkpoint_goes_to_the_address_for_copies_until_it_arrives(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, came, ready = town.house.ledger, list[str](), list[bool]()

    async def send(note: str) -> bool:
        came.append(note)
        return bool(ready)

    monkeypatch.setattr(log, "copy", send)
    await acts(town, 1)
    await log.turn()
    await log.turn()
    ready.append(True)
    await log.turn()
    await log.turn()
    assert came == [(await log.newest())[1]] * 3


async def test_copies_and_witnesses_are_asked_at_public_addresses_only() -> None:
    fetch = GuardedFetch("test", ports=frozenset({9}))
    with pytest.raises(Unfetched):
        await fetch.post("http://127.0.0.1:9/add-checkpoint", b"", {}, bytes_max=10)
    await fetch.close()
