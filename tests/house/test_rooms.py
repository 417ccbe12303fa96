"""ARCHITECTURE.md names each room of the house, and no room that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src/tambour"
DEEP = 2
"""A room may have alcoves; those are its own affair."""


def rooms() -> dict[str, Path]:
    """`edges/web` and the like: floors, and the rooms on them."""
    found = [path.parent for path in HOUSE.rglob("__init__.py") if path.parent != HOUSE]
    return {
        path.relative_to(HOUSE).as_posix(): path
        for path in found
        if len(path.relative_to(HOUSE).parts) <= DEEP
    }


def unnamed(text: str) -> list[str]:
    """Rooms whose name, with a slash behind it, is not in the picture."""
    return sorted(room for room, path in rooms().items() if not re.search(rf"\b{path.name}/", text))


def picture() -> str:
    return (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]


def test_every_room_is_in_the_picture() -> None:
    assert len(rooms()) > 20
    assert unnamed(picture()) == []


def test_a_room_that_is_left_out_is_found() -> None:
    assert unnamed(picture().replace("previews/", "")) == ["services/previews"]


def test_every_file_in_the_picture_is_there() -> None:
    named = re.findall(r"^  ((?:\w+/)+(?:\w+\.py)?)", picture(), re.MULTILINE)
    named += re.findall(r"\b(edges/\w+\.py)", picture())
    assert len(named) > 15
    assert [name for name in named if not (HOUSE / name).exists()] == []
