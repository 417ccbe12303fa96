"""Large bytes into a folder: all of them, in steps, and behind what is in a hurry."""

import hashlib
import os
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters import folder
from tambour.adapters.folder import JOINED_BYTES, PIECES_MAX, STEP_BYTES, Folder, groups, write_all

PIECES = [bytes([n]) * (256 * 1024) for n in range(12)]


@given(st.lists(st.integers(0, STEP_BYTES), max_size=2 * PIECES_MAX))
def test_groups_hold_all_pieces_in_order_and_none_holds_two_steps(sizes: list[int]) -> None:
    pieces = [memoryview(ZEROS)[:size] for size in sizes]
    found = list(groups(pieces))
    assert [len(piece) for piece in chain(*found)] == sizes
    assert all(len(group) <= PIECES_MAX and sum(map(len, group)) < 2 * STEP_BYTES for group in found)


ZEROS = bytes(STEP_BYTES)


@given(st.lists(st.binary(max_size=20), max_size=20), st.integers(1, 7))
def test_all_is_written_however_little_the_system_takes_at_once(pieces: list[bytes], most: int) -> None:
    came: list[bytes] = []

    def little(handle: int, bunch: list[memoryview]) -> int:
        came.append(b"".join(bunch)[:most])
        return len(came[-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "writev", little)
        assert write_all(0, [memoryview(piece) for piece in pieces]) == len(b"".join(pieces))
    assert b"".join(came) == b"".join(pieces)


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long the file was at each flush on the way."""
    sizes: list[int] = []

    def flush(handle: int) -> None:
        sizes.append(os.fstat(handle).st_size)

    monkeypatch.setattr(folder, "flush_data", flush)
    return sizes


async def test_no_more_than_a_step_waits_to_be_flushed(tmp_path: Path, flushed: list[int]) -> None:
    kept = Folder(tmp_path)
    await kept.keep(tmp_path / "up" / "a", PIECES)
    assert (tmp_path / "up" / "a").read_bytes() == b"".join(PIECES)
    assert flushed == [STEP_BYTES, 2 * STEP_BYTES], "the last step is flushed with the file itself"
    flushed.clear()
    joined = await kept.join([tmp_path / "up" / "a"] * 2, tmp_path / "up" / "b")
    assert joined.sha256 == hashlib.sha256(b"".join(PIECES * 2)).digest()
    assert flushed == [JOINED_BYTES, 2 * JOINED_BYTES]


def hurried_for(looks: int) -> tuple[Callable[[], bool], list[int]]:
    """Somebody who is in a hurry so often when looked at, and the count of all looks."""
    seen = [0]

    def hurried() -> bool:
        seen[0] += 1
        return seen[0] <= looks

    return hurried, seen


async def test_a_step_lets_pass_what_is_in_a_hurry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "ASIDE_S_MAX", 60)
    hurried, seen = hurried_for(3)
    await Folder(tmp_path, hurried).keep(tmp_path / "a", PIECES[:1])
    assert seen == [4], "it went on as soon as the hurry was over"


async def test_a_hurry_without_end_holds_nothing_up_for_ever(tmp_path: Path) -> None:
    hurried, seen = hurried_for(10**9)
    await Folder(tmp_path, hurried).keep(tmp_path / "a", PIECES)
    assert (tmp_path / "a").read_bytes() == b"".join(PIECES)
    assert seen[0] >= 3, "it was looked for before every flush"
