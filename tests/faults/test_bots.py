"""Kills of server and bot lose no update, double none, and keep their order."""

import pytest
from bench.bots import measure

pytestmark = pytest.mark.slow


def test_kills_of_server_and_bot_lose_and_double_no_update() -> None:
    found = measure(bots=4, seconds=0, kills=2)["kills"]
    assert (found["lost"], found["doubled"], found["out of order"]) == (0, 0, 0), found
    assert found["heard"] == found["acknowledged"] > 20
