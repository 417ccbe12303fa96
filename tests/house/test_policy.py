"""What members are told the rules are is what the desk decides by."""

import re
from pathlib import Path

import pytest

from tests.house.policy_page import FOLDER, pages

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_policy_pages_are_those_of_the_data(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run: make docs"


def test_every_invariant_names_a_test_that_exists() -> None:
    page = (FOLDER / "invariants.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", page)
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert named
    assert [name for name in named if f"def {name}(" not in written] == []
