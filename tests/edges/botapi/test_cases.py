"""Cases made from both contracts, a few of those that `python -m bench.contracts` asks."""

import pytest
from bench.contracts import measure

pytestmark = pytest.mark.slow


def test_every_answer_is_as_both_contracts_say() -> None:
    found = measure(228, 20, fresh=6)
    assert (found["errors"], found["violations"], found["lines in the log"]) == ({}, {}, [])
    assert found["cases"] >= 228
    assert found["operations"] == 57
    assert found["answered 200"] > 60
