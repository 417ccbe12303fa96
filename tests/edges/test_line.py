"""A line is bounded whatever its reader does: it folds, it is closed, it converges."""

from typing import Any

import msgspec
import pytest
from typing_extensions import override

from tambour.edges.gateway.frames import TEXT, pack
from tambour.edges.gateway.hub import Hub
from tambour.edges.gateway.line import BACKLOG_BYTES_MAX, CLOSE_SLOW, REPLY_BYTES_MAX, STUCK_MS_MAX, Line
from tests.conftest import TurnedClock

CHUNK = pack(b'[{"t":"n","c":1,"x":"' + b"x" * 4000 + b'"}]', TEXT)


class Deaf:
    """A pipe whose reader takes nothing until it is told to."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.closed = 0

    def write(self, data: bytes) -> None:
        self.kept.append(data)

    def waiting(self) -> int:
        return sum(map(len, self.kept))

    def close(self, code: int, reason: str = "") -> None:
        self.closed = code


class Endless(Line):
    """The mutant: keeps everything for the day on which its reader wakes up."""

    @override
    def event(self, chunk: bytes, chat: int, ev: int, seq: int) -> None:
        self.reply(chunk)

    @override
    def flush(self) -> None:
        self.pipe.write(b"".join(self.chunks))
        self.chunks.clear()


def flooded(kind: type[Line]) -> tuple[Line, Deaf]:
    """Two thousand events of 4 KiB to a reader who takes nothing."""
    pipe = Deaf()
    line = kind(pipe, TEXT)
    line.ready = True
    for ev in range(1, 2001):
        line.event(CHUNK, 1 + ev % 3, ev, ev)
        line.flush()
    return line, pipe


def test_a_reader_who_takes_nothing_costs_no_more_than_the_bound() -> None:
    line, pipe = flooded(Line)
    assert pipe.waiting() + line.size <= BACKLOG_BYTES_MAX + 2 * len(CHUNK)


def test_a_line_without_a_bound_is_caught() -> None:
    line, pipe = flooded(Endless)
    assert pipe.waiting() + line.size > BACKLOG_BYTES_MAX + 2 * len(CHUNK)


def test_who_reads_again_is_told_how_far_each_chat_is() -> None:
    line, pipe = flooded(Line)
    assert not line.recover(1000)
    pipe.kept.clear()
    assert line.recover(2000)
    line.flush()
    marks: list[dict[str, Any]] = msgspec.json.decode(
        pipe.kept[0][2:] if pipe.kept[0][1] < 126 else pipe.kept[0][4:]
    )
    assert {mark["c"]: mark["ev"] for mark in marks} == {1: 1998, 2: 1999, 3: 2000}
    assert pipe.closed == 0


def said(pipe: Deaf) -> list[dict[str, Any]]:
    """What is in the last frame."""
    raw = pipe.kept[-1]
    return msgspec.json.decode(raw[2 if raw[1] < 126 else 4 :])


@pytest.mark.parametrize(
    "chunks", [BACKLOG_BYTES_MAX // len(CHUNK) + 2, BACKLOG_BYTES_MAX // len(CHUNK) // 2 + 1]
)
def test_who_reads_again_is_told_of_what_no_hint_was_kept(chunks: int) -> None:
    """Whether it fell behind or was only half full."""
    clock = TurnedClock()
    hub, pipe = Hub(clock), Deaf()
    line = Line(pipe, TEXT)
    line.user, line.ready = 7, True
    hub.enter(line)
    hub.join(line, [(5, "group", 3, 0), (6, "group", 3, 0)])
    hub.watch(line, (8,))
    for ev in range(1, chunks + 1):
        line.event(CHUNK, 9, ev, ev)
    hub.ticking = True  # ticks are the test's own
    hub.pass_on({"k": "ty", "c": 6, "u": 8})
    hub.pass_on({"k": "r", "c": 5, "u": 8, "s": 3})
    hub.show_presence(8, {"on": 1})
    hub.tick()
    hub.sweep()
    assert len(pipe.kept) == 1, "it has not taken everything yet"
    pipe.kept.clear()
    hub.ticking = True
    hub.sweep()
    hub.tick()
    assert [mark for mark in said(pipe) if mark["t"] != "dirty"] == [{"t": "miss", "of": [5], "on": 1}]
    pipe.kept.clear()
    hub.sweep()
    hub.tick()
    assert (pipe.kept, hub.slow) == ([], set()), "it is told once"


async def test_a_reader_who_is_not_slow_is_told_of_no_loss() -> None:
    hub, pipe = Hub(TurnedClock()), Deaf()
    line = Line(pipe, TEXT)
    line.user, line.ready = 7, True
    hub.enter(line)
    hub.watch(line, (8,))
    hub.show_presence(8, {"on": 1})
    hub.tick()
    assert said(pipe) == [{"t": "on", "u": 8, "on": 1}]
    hub.sweep()
    hub.tick()
    assert len(pipe.kept) == 1


def test_who_takes_nothing_for_half_a_minute_is_closed() -> None:
    line, pipe = flooded(Line)
    line.recover(1000)
    line.recover(1000 + STUCK_MS_MAX)
    assert pipe.closed == 0
    line.recover(1001 + STUCK_MS_MAX)
    assert pipe.closed == CLOSE_SLOW


@pytest.mark.parametrize("size", [1000, 100_000])
def test_who_asks_and_does_not_read_the_answers_is_closed(size: int) -> None:
    pipe = Deaf()
    line = Line(pipe, TEXT)
    line.ready = True
    for _ in range(2 * REPLY_BYTES_MAX // size):
        line.reply(b"r" * size)
        line.flush()
    assert pipe.closed == CLOSE_SLOW
    assert pipe.waiting() <= REPLY_BYTES_MAX + size
