"""The fold of a chat's events, on the examples that the web client replays too."""

import json
from pathlib import Path
from typing import Any

import pytest

from tambour.domain.replay import Replica

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "replay.json").read_text())


def holding(start: dict[str, Any]) -> Replica:
    """A client that has what the example begins with."""
    chat = start["chat"]
    replica = Replica(applied=chat["ev"], head=chat["ev"])
    for message in start["msgs"]:
        replica.keep(message)
    return replica


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_same_events_make_the_same_chat_here_and_in_the_web_client(vector: dict[str, Any]) -> None:
    replica = holding(vector["start"])

    for event in vector["events"]:
        replica.hear(event)

    wanted, chat = vector["expect"], vector["expect"]["chat"]
    known = [{k: v for k, v in message.items() if k != "ev"} for message in wanted["msgs"]]
    assert [replica.messages[s] for s in sorted(replica.messages)] == known
    assert sorted(replica.pins) == sorted(chat.get("pin", []))
    heard = replica.head if vector["events"][-1]["t"] == "dirty" else replica.applied
    assert heard == chat.get("ev", vector["start"]["chat"]["ev"])


def test_restored_messages_that_are_not_told_are_left_to_be_fetched() -> None:
    replica = holding(VECTORS[0]["start"])
    replica.hear({"t": "rm", "c": 5, "ev": 3, "s": [1]})

    replica.hear({"t": "rs", "c": 5, "ev": 4, "s": [1]})

    assert replica.applied == 4
    assert replica.messages[1]["rm"] == 1
