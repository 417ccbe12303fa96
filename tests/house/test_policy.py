"""What members are told the rules are is what the desk decides by."""

import re
from pathlib import Path

import pytest

from tambour.moderation.policy import POLICIES
from tests.house.policy_page import FOLDER, pages

PINNED = {"2026-11": "fb797fd72e99908aac8bbba1a68c9be6ee582166e4cecedb6712a3f1ba5cd01c"}
"""Decisions cite a version: its words never change afterwards. Add a version, never edit one."""
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_policy_pages_are_those_of_the_data(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run: make docs"


def test_no_version_of_the_policy_has_changed() -> None:
    assert {version: policy.digest for version, policy in POLICIES.items()} == PINNED


def test_every_invariant_names_a_test_that_exists() -> None:
    page = (FOLDER / "invariants.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", page)
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert named
    assert [name for name in named if f"def {name}(" not in written] == []


NOT_THE_DESKS = ("8", "13", "14", "17", "21")
"""Orders of authorities, and what detection promises."""


def test_every_invariant_of_the_desk_has_a_mutant() -> None:
    page = (FOLDER / "invariants.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", page, re.MULTILINE)
    assert [number for number, _ in rows] == [str(n) for n in range(1, 23)]
    assert [n for n, mutant in rows if len(mutant) < 9 and n not in NOT_THE_DESKS] == []
