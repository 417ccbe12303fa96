"""Each detector is killed while people talk: the desk is told within a minute, nothing is lost, the backlog drains."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tambour.moderation.detect import Loaded
from tambour.pipeline import screen
from tambour.pipeline.marks import BEAT_S, STILL_MS
from tambour.pipeline.rules import RuleBook
from tambour.pipeline.screen import Screen
from tambour.pipeline.senses import Senses
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.screening.oracle import Oracle
from tests.services.town import BORIS, Town
from tests.waiting import end_all

MESSAGES = 30


def broken(*_: object, **__: object) -> Any:
    raise ZeroDivisionError


DETECTORS: dict[str, tuple[Any, str]] = {
    "words": (Loaded, "words"),
    "copies": (Loaded, "copied"),
    "links": (Loaded, "linked"),
    "sketches": (screen, "bands"),
    "links to closed chats": (Screen, "leading_away"),
    "files by their bytes": (Screen, "same_bytes"),
    "pictures, films and sound": (Screen, "same_media"),
    "words in pictures": (Senses, "look"),
    "rules": (RuleBook, "apply"),
}


@pytest.mark.parametrize("killed", sorted(DETECTORS))
@pytest.mark.parametrize("said", [1, MESSAGES])
async def test_a_killed_detector_is_told_of_and_nothing_is_lost(
    town: Town, guessing: ScreenRoom, oracle: Oracle, monkeypatch: pytest.MonkeyPatch, killed: str, said: int
) -> None:
    await add(guessing)
    await guessing.screen.catch_up()
    await guessing.screen.beat()
    began = town.clock.ms
    where, name = DETECTORS[killed]
    right: Callable[..., Any] = getattr(where, name)
    monkeypatch.setattr(where, name, broken)
    running = asyncio.ensure_future(guessing.screen.run())
    for n in range(said):
        await town.say(1, BORIS, f"{PUSH} {n} https://other.example/{n}")
    await guessing.screen.walk()
    guessing.screen.news.set()
    assert guessing.guesser is not None
    await guessing.guesser.catch_up()
    assert len(oracle.asked) == said, "other readers go on"
    while not (guessing.screen.failed or guessing.screen.stumbled):
        await asyncio.sleep(0.01)
    await end_all(running)
    town.clock.ms = began + 60_000
    guessing.screen.beaten = 0.0
    assert began <= await guessing.still_since() or began <= await guessing.failing_since()
    assert int(BEAT_S * 1_000) + STILL_MS < 60_000
    owed = await town.db.fetchval("SELECT count(*) FROM screen_missed")
    assert guessing.screen.backlog() + owed >= 1
    monkeypatch.setattr(where, name, right)
    await guessing.screen.catch_up()
    await guessing.screen.beat()
    assert (guessing.screen.backlog(), await guessing.still_since(), await guessing.failing_since()) == (
        0,
        0,
        0,
    )
    found = [one for one in await signals(town) if one[2] == "words"]
    assert len(found) == said
