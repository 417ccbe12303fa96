"""Parameters that are trees: a valid one of each, and every leaf of it in turn replaced by something wrong."""

import json
from collections.abc import Iterator
from typing import Any

from tests.badinput.corpus import values

HOLE = "\x07hole"
TREES: dict[str, dict[str, Any]] = {
    "msg.send": {
        "po": {"q": "Tea?", "o": ["yes", "no"], "mu": 0, "an": 1, "qa": 0},
        "en": [["b", 0, 1], ["link", 0, 2, "https://example.org"], ["mention", 1, 1, 5]],
        "fl": ["abcdefghijklmnopqrstuv"],
        "ct": {"n": "Ana", "ph": "+7 900 123-45-67", "u": 5},
        "lo": {"lat": 55.7558, "lon": 37.6173, "ti": "here"},
    },
    "msg.edit": {"en": [["b", 0, 1], ["link", 0, 2, "https://example.org"], ["mention", 1, 1, 5]]},
    "construct.say": {"en": [["b", 0, 1], ["link", 0, 2, "https://example.org"]]},
    "sched.edit": {"en": [["b", 0, 1], ["link", 0, 2, "https://example.org"]]},
    "draft.set": {"en": [["b", 0, 1], ["mention", 1, 1, 5]]},
    "sticker.edit": {"order": ["abcdefghijklmnopqrstuv"]},
    "sticker.order": {"order": ["abcdefghijklmnopqrstuv"]},
    "import.start": {"only": [1, -100]},
    "folder.set": {"filters": {"kinds": ["group"], "include": [1], "exclude": [2]}},
    "settings.set": {"patch": {"theme": "dark", "deep": {"a": [1, {"b": None}]}}},
    "sync": {"known": [[1, 2], [3, 4]]},
}


def paths(tree: Any) -> Iterator[tuple[Any, ...]]:
    """The way to every node below the root."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, below in steps:
        yield (step,)
        for rest in paths(below):
            yield (step, *rest)


def replaced(tree: Any, path: tuple[Any, ...], leaf: Any) -> Any:
    """A copy with another node at the end of the path."""
    if not path:
        return leaf
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = replaced(tree[path[0]], path[1:], leaf)
    return copy


def broken(tree: Any) -> Iterator[bytes]:
    """Every node replaced by every wrong value."""
    for path in paths(tree):
        before, after = json.dumps(replaced(tree, path, HOLE)).encode().split(json.dumps(HOLE).encode())
        for value in values():
            yield before + value + after
