"""Children forked from one that waits are as alone and as confined as those that were started for their file, and none
is left behind, whoever dies."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from bench.films import written
from bench.pictures import photo

from tambour.adapters.media import forks as room
from tambour.adapters.media.alone import alone
from tambour.adapters.media.forks import Forks, begin_of
from tambour.adapters.media.studio import ChildStudio
from tambour.adapters.reading.optional import reads
from tambour.config_detection import LANGUAGES
from tambour.domain.errors import Retry
from tambour.ports.studio import Unreadable
from tests.conftest import Town
from tests.media.making import film, jpeg, person

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each file has a process of its own"),
]
ROOT = Path(__file__).parents[2]
WALL_S = 60.0
SOON_S = 20.0


@pytest.fixture
async def forks() -> AsyncIterator[Forks]:
    made = Forks()
    yield made
    await made.close()
    assert not made.all


@pytest.fixture
def probes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that tell what they have, see forked_probe.py."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}:{ROOT / 'src'}")
    monkeypatch.setattr(room, "FORK_SERVER", "tests.media.forked_probe")


def scratch(folder: Path, data: bytes = b"") -> Path:
    made = folder / os.urandom(6).hex()
    made.mkdir()
    (made / "source").write_bytes(data)
    return made


async def told(folder: Path) -> dict[str, Any]:
    """What a child that stays has said of itself."""
    await until(lambda: (folder / "answer").exists() and bool((folder / "answer").stat().st_size))
    found: dict[str, Any] = json.loads((folder / "answer").read_bytes())
    return found


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON_S):
        while not true():
            await asyncio.sleep(0.01)


def lives(pid: int) -> bool:
    """Not as a zombie either."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize(("kind", "data"), [("photo", jpeg()), ("video", film()), ("photo", b"nothing")])
async def test_a_fork_answers_as_a_process_of_its_own(
    forks: Forks, tmp_path: Path, kind: str, data: bytes
) -> None:
    own = scratch(tmp_path, data)
    answer = await alone(kind, own, WALL_S)
    for _ in range(2):  # the second comes from the same one that waits
        forked = scratch(tmp_path, data)
        assert await forks.run(kind, forked, WALL_S) == answer
        for made in ("slot0", "slot1", "frames", "marks"):
            assert (own / made).read_bytes() == (forked / made).read_bytes()


@pytest.mark.parametrize(
    ("kind", "side", "fps", "made"),
    [("round", 240, 10, "v"), ("video", 240, 10, "v"), ("video", 640, 1, "480"), ("video", 240, 1, "v")],
    ids=["round", "loop", "film with a small form", "film that is copied"],
)
async def test_a_film_that_is_watched_while_it_is_encoded_has_the_marks_of_one_that_is_only_watched(
    forks: Forks, tmp_path: Path, kind: str, side: int, fps: int, made: str
) -> None:
    shots = [photo(n, 320).resize((side, side)) for n in range(4) for _ in range(10)]
    data = written(iter(shots), fps=fps)
    sent, looked = scratch(tmp_path, data), scratch(tmp_path, data)
    assert f'"name":"{made}"'.encode() in await forks.run(kind, sent, WALL_S)
    assert b'"why":""' in await forks.run("look", looked, WALL_S)
    assert len((looked / "marks").read_bytes()) > 4 * 37
    assert (sent / "marks").read_bytes() == (looked / "marks").read_bytes()


@pytest.mark.usefixtures("probes")
async def test_a_child_is_sealed_and_has_nothing_open_that_is_not_its_own(
    forks: Forks, tmp_path: Path
) -> None:
    staying = scratch(tmp_path)
    first = asyncio.ensure_future(forks.run("stay", staying, WALL_S))
    await told(staying)  # its sibling's files are no business of the next one
    for _ in range(20):
        seen = json.loads(await forks.run("tell", scratch(tmp_path), WALL_S))
        assert seen["sealed"]
        assert seen["open"] == [0, 1, 2]
    assert forks.now is not None
    assert len(os.listdir(f"/proc/{forks.now.process.pid}/fd")) < 10
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first


@pytest.mark.usefixtures("probes")
async def test_who_waits_too_long_and_who_is_not_waited_for_is_ended(forks: Forks, tmp_path: Path) -> None:
    await forks.run("tell", scratch(tmp_path), WALL_S)
    for wall_s in (0.5, 2.0, 8.0, 32.0):  # on a busy machine the first may be over before the child has begun
        slow = scratch(tmp_path)
        with pytest.raises(Unreadable, match="too_slow"):
            await forks.run("stay", slow, wall_s)
        if begin_of(slow / "answer", 1):
            break
    assert not lives((await told(slow))["pid"])
    given_up = scratch(tmp_path)
    waited = asyncio.ensure_future(forks.run("stay", given_up, WALL_S))
    pid = (await told(given_up))["pid"]
    assert lives(pid)
    waited.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waited
    assert not lives(pid)


@pytest.mark.usefixtures("probes")
async def test_after_a_child_that_died_the_next_comes_from_another_and_so_it_does_now_and_then(
    forks: Forks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await forks.run("tell", scratch(tmp_path), WALL_S)
    first = forks.now
    assert await forks.run("die", scratch(tmp_path), WALL_S) == b""
    await forks.run("tell", scratch(tmp_path), WALL_S)
    second = forks.now
    assert first is not None
    assert second not in (None, first)
    await until(lambda: not lives(first.process.pid))
    monkeypatch.setattr(room, "FILES_MAX", 2)
    await forks.run("tell", scratch(tmp_path), WALL_S)
    await forks.run("tell", scratch(tmp_path), WALL_S)
    assert forks.now not in (first, second)
    await until(lambda: len(forks.all) == 1)


@pytest.mark.usefixtures("probes")
async def test_where_the_fork_server_dies_its_children_do_and_their_files_get_processes_of_their_own(
    forks: Forks, tmp_path: Path
) -> None:
    folder = scratch(tmp_path, jpeg())
    waited = asyncio.ensure_future(forks.run("photo", folder, WALL_S))
    pid = (await told(folder))["pid"]
    assert forks.now is not None
    forks.now.process.kill()
    assert b'"kind":"photo"' in await waited
    await until(lambda: not lives(pid))
    assert json.loads(await forks.run("tell", scratch(tmp_path), WALL_S))["sealed"]


async def test_where_there_is_no_fork_server_each_file_has_a_process_of_its_own(
    forks: Forks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "FORK_SERVER", "tests.media.nothing_of_the_name")
    assert b'"kind":"photo"' in await forks.run("photo", scratch(tmp_path, jpeg()), WALL_S)


@pytest.mark.usefixtures("probes")
async def test_when_the_server_ends_or_only_its_end_of_the_line_nothing_is_left(
    forks: Forks, tmp_path: Path
) -> None:
    folder = scratch(tmp_path)
    waited = asyncio.ensure_future(forks.run("stay", folder, WALL_S))
    pid = (await told(folder))["pid"]
    assert forks.now is not None
    waiting = forks.now.process.pid
    await forks.close()
    assert not lives(pid)
    assert not lives(waiting)
    for late in (waited, forks.run("tell", scratch(tmp_path), WALL_S)):
        with pytest.raises(Retry):
            await late


@pytest.mark.usefixtures("probes")
async def test_it_goes_when_nothing_comes_and_comes_again(
    forks: Forks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "IDLE_S", 0.05)
    for _ in range(2):
        assert await forks.run("tell", scratch(tmp_path), WALL_S)
        await until(lambda: not forks.all)


async def test_what_forks_has_one_thread_with_everything_loaded(tmp_path: Path) -> None:
    forks = Forks(LANGUAGES if reads(LANGUAGES) else ())
    await forks.run("photo", scratch(tmp_path, jpeg()), WALL_S)
    assert forks.now is not None
    assert len(os.listdir(f"/proc/{forks.now.process.pid}/task")) == 1
    await forks.close()


async def test_a_house_forks_and_leaves_nothing_behind(town: Town) -> None:
    ana = await person(town, "Ana")
    await ana.ready(jpeg())
    studio: Any = town.house.media.workshop.studio
    assert isinstance(studio, ChildStudio)
    forks: Forks = studio.start.__self__  # type: ignore[attr-defined]
    assert forks.now is not None
    pid = forks.now.process.pid
    assert lives(pid)
    await town.house.close()
    assert not lives(pid)
