"""Kills of server and bot lose no update, double none, and keep their order."""

import pytest
from bench.botkills import measure

pytestmark = pytest.mark.slow


def test_kills_of_server_and_bot_lose_and_double_no_update() -> None:
    found = measure(kills=2)
    for way in ("polling", "webhook"):
        one = found[way]
        assert (one["lost"], one["doubled"], one["out of order"]) == (0, 0, 0), found
        assert one["heard"] == one["acknowledged"] > 20
    drum = found["Drum"]
    assert drum["bots made"] == drum["tokens told"] == drum["bots asked for"] > 0, found
    assert drum["answers"] == drum["answers expected"], found
    assert found["log"]["lines of failure"] == []
