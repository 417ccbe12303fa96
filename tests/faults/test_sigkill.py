"""SIGKILL under load: what was acknowledged is there, once, in order; and broken servers are noticed."""

import pytest
from bench.durability import rage_through
from bench.server import Server

pytestmark = pytest.mark.slow


def storm(mutant: str = "", kills: int = 2, acks: int = 200) -> dict[str, object]:
    with Server(core=-1, postgres_core=-1, mutant=mutant) as server:
        return rage_through(server, kills=kills, acks=acks, witnesses=2, tell=False, run_s_max=1.2)


def test_kills_of_server_and_database_lose_double_and_skip_nothing() -> None:
    found = storm(kills=3)
    assert found["broken"] == dict.fromkeys(found["broken"], 0), found["examples"]  # type: ignore[call-overload]
    assert found["acknowledged"] == found["attempted"]
    assert found["kills_under_load"]


def test_a_server_that_answers_before_the_commit_is_caught() -> None:
    assert storm("ack-before-commit", kills=3, acks=60)["broken"]["lost"]  # type: ignore[index]


def test_a_server_that_forgets_keys_in_a_restart_is_caught() -> None:
    assert storm("keys-in-memory", kills=3)["broken"]["doubled"]  # type: ignore[index]
