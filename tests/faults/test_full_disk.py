"""The disk is full: writes say RETRY, reading goes on, nothing acknowledged is lost, space that comes back is used."""

import asyncio
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Refused, Wire, dial

from tambour.adapters.disk import Disk
from tambour.domain.errors import Retry

pytestmark = pytest.mark.slow
DISK_MB = 320
RESERVE_MB = 96


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, a third of a gigabyte."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=711", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small file system here: {done.stderr.strip()}")
    tmp_path.chmod(0o711)
    tmp_path.parent.chmod(0o711)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, leave_mb: int) -> None:
    """A file over all that is free but so much."""
    free = Disk(place, 0).free() - (leave_mb << 20)
    with (place / "ballast").open("ab") as ballast:
        while free > 0:
            step = min(free, 1 << 20)
            try:
                os.write(ballast.fileno(), bytes(step))
            except OSError:
                return
            free -= step


async def say(wire: Wire, chat: int, rid: int) -> Any:
    """One send; its seq, or the refusal."""
    try:
        return (await wire.call("msg.send", c=chat, rid=str(rid), x=f"rid {rid}"))["s"]
    except Refused as no:
        return no.code


def rids(n: int) -> list[int]:
    """Fresh ones."""
    start = time.time_ns() // 1_000_000 << 22
    return [start + i for i in range(n)]


async def history(wire: Wire, chat: int) -> list[str]:
    """What one reads."""
    return [m.get("x", "") for m in (await wire.call("msg.history", c=chat, n=100))["msgs"]]


async def live_through(server: Server, place: Path) -> None:
    """Full to the reserve, then to the last byte, then free again, twice over."""
    db = await asyncpg.connect(server.dsn)
    town = Town(db)
    people = await town.settle(2)
    chat = await town.found("group", people)
    await db.close()
    wire, reader = [await dial(server.port, token(person)) for person in people]
    said: list[int] = []

    async def send(n: int, wanted: object) -> None:
        for rid in rids(n):
            answer = await say(wire, chat, rid)
            if isinstance(answer, int):
                said.append(rid)
            assert wanted == ("ok" if isinstance(answer, int) else answer)

    await send(20, "ok")
    for _ in range(2):
        for leave_mb in (RESERVE_MB // 2, 0):
            fill(place, leave_mb)
            await asyncio.sleep(0.3)
            await send(5, "RETRY")
            for method in ("msg.react", "msg.edit"):
                with pytest.raises(Refused) as no:
                    await wire.call(
                        method, c=chat, s=2, e="👍", **({"x": "other", "v": 1} if "edit" in method else {})
                    )
                assert no.value.code == "RETRY"
            assert (await history(reader, chat))[-1] == f"rid {said[-1]}"
            assert (await reader.call("chats.list"))["chats"]
        late = await dial(server.port, token(people[0]))
        assert len(await history(late, chat)) == len(said)
        late.close()
        (place / "ballast").unlink()
        await asyncio.sleep(0.3)
        await send(20, "ok")
    assert (await history(reader, chat)) == [f"rid {rid}" for rid in said]
    again = [await say(wire, chat, rid) for rid in said]
    assert again == list(range(1, 1 + len(said)))
    await moderate_while_full(server, place, people, chat)
    wire.close()
    reader.close()


async def moderate_while_full(server: Server, place: Path, people: list[Person], chat: int) -> None:
    """A complaint is taken from the reserve."""
    fill(place, RESERVE_MB // 2)
    await asyncio.sleep(0.3)
    reporter = await dial(server.port, token(people[1]))
    report = {"rid": str(rids(1)[0]), "category": "spam.ads", "c": chat, "s": 2}
    with pytest.raises(Refused) as unknown:
        await reporter.call("report.create", **(report | {"category": "none.such"}))
    assert unknown.value.code == "BAD"
    tree = (await reporter.call("report.tree"))["tree"]
    leaf = tree[0]
    while leaf.get("children"):
        leaf = leaf["children"][0]
    assert (await reporter.call("report.create", **(report | {"category": leaf["key"]})))["receipt"]
    reporter.close()
    (place / "ballast").unlink()


def test_a_full_disk_refuses_writes_serves_reads_loses_nothing_and_heals(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMBOUR_DATABASE_RESERVE_MB", str(RESERVE_MB))
    with Server(core=-1, postgres_core=-1, data=str(small_disk / "data")) as server:
        asyncio.run(live_through(server, small_disk))
        assert "PANIC" not in (server.data / "postgres.log").read_text()


def test_space_is_looked_at_again_after_a_moment(tmp_path: Path) -> None:
    disk = Disk(tmp_path, reserve_bytes=1 << 60)
    with pytest.raises(Retry) as no:
        disk.check()
    assert no.value.facts["wait"] == 10
    disk.reserve_bytes = 0
    with pytest.raises(Retry):
        disk.check()
    disk.looked_at = float("-inf")
    disk.check()


def test_a_folder_that_cannot_be_looked_at_is_not_called_full(tmp_path: Path) -> None:
    Disk(tmp_path / "none", reserve_bytes=1 << 60).check()
