"""Words in the letters of another script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.text.normal import normalise
from tambour.moderation.text.sounds import SPELLINGS_MAX, other_spellings, to_cyrillic


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("фонарь", ["fonar"]),
        ("серый щит", ["seryi shchit", "seryy schyt", "serii shchit"]),
        ("вступай", ["vstupai", "vstupay", "wstupai"]),
        ("жаркий бой", ["zharkii boi", "jarkiy boi"]),
        ("lantern", ["лантерн"]),
        ("shadow army", ["шадов арми", "шадоу арми"]),
    ],
)
def test_a_word_is_found_in_the_other_alphabet(word, others):
    found = other_spellings(normalise(word).text)
    known = {normalise(other).text for other in others}
    assert known & set(found)
    assert len(found) <= SPELLINGS_MAX


@given(st.text("абвгдежзиклмнопрстуфхцчшщъыьюяabcdefghijklmnopqrstuvwxyz ", max_size=24))
def test_spellings_are_few_and_change_the_alphabet(word):
    found = other_spellings(word)
    assert len(found) <= SPELLINGS_MAX
    assert len(set(found)) == len(found)
    assert all(not set(one) & set(word) - set(" 4") for one in found)


def test_there_and_back():
    for word in ("северныи", "дозор", "молот", "вступаите"):
        assert any(word in to_cyrillic(latin) for latin in other_spellings(word))
