"""The law of undoing (test_sequences.py) is worth what it catches: enforcement that forgets something must break it."""

import asyncio
from typing import Any

import pytest

from tambour.adapters.postgres.cases import Cases
from tambour.moderation.records import Action, Json
from tests.services.test_sequences import Step, act_and_undo

PINNED = [Step(kind="message", outcome="remove_content")]
STACKED = [
    Step(kind="message", outcome="freeze_chat", which=1),
    Step(kind="message", outcome="remove_chat", which=2, order=1),
]
"""Frozen, then removed above it; the frozen one is undone first."""


async def no_above(self: Cases, action: Action) -> Action | None:
    """Undoing as if nothing lay above."""
    return None


async def no_pins(self: Cases, chat: int, seq: int, inverse: Json) -> list[int] | None:
    """The message is back, its pin is not."""
    return await SHOW(self, chat, seq, inverse | {"pins": []})


async def leaves_tombstone(self: Cases, chat: int, seq: int, inverse: Json) -> list[int] | None:
    """The message is back, and counted as gone."""
    return await SHOW(self, chat, seq, inverse | {"buried": False})


SHOW = Cases.show_message


def test_the_two_stories_leave_the_world_as_it_was(make_database: Any) -> None:
    for story in (PINNED, STACKED):
        asyncio.run(act_and_undo(make_database(), story))


@pytest.mark.parametrize(
    ("where", "name", "mutant", "story"),
    [
        (Cases, "show_message", no_pins, PINNED),
        (Cases, "show_message", leaves_tombstone, PINNED),
        (Cases, "above", no_above, STACKED),
    ],
)
def test_an_undoing_that_forgets_something_is_caught(
    make_database: Any, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, mutant: Any, story: Any
) -> None:
    monkeypatch.setattr(where, name, mutant)
    with pytest.raises(AssertionError):
        asyncio.run(act_and_undo(make_database(), story))
