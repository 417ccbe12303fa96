"""What public pages print of a name."""

import json
from pathlib import Path

import pytest

from tambour.edges.web.public.looks import initials

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "initials.json").read_text())


@pytest.mark.parametrize(("name", "letters"), VECTORS)
def test_a_missing_picture_has_the_letters_it_has_in_the_client(name: str, letters: str) -> None:
    assert initials(name) == letters
