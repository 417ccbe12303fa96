"""Settings are documented exactly, and each of them is read by somebody."""

import re
from pathlib import Path

import pytest

from tambour.config import load, settings
from tests.house.settings_page import PAGE, page

SRC = Path(__file__).parents[2] / "src/tambour"


def test_the_page_of_settings_is_the_tree_of_settings():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make docs"


@pytest.mark.parametrize("name", [s.name for s in settings()])
def test_every_setting_is_read_by_somebody(name):
    leaf = name.rpartition(".")[2]
    reads = re.compile(rf"\.{leaf}\b")
    assert any(
        reads.search(path.read_text(encoding="utf-8"))
        for path in SRC.rglob("*.py")
        if path.name != "config.py"
    ) or leaf in {"data", "port", "host"}


def test_every_variable_of_the_page_is_taken_from_the_environment():
    given = {s.variable: str(s.default) for s in settings()}

    assert load(None, given | {"TAMBOUR_DATA": "/nowhere"}).data == "/nowhere"
