"""One normaliser for the index and for questions: examples that read aloud, and laws."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.search.fold import (
    covered,
    fold,
    forms,
    in_vocabulary,
    key_of,
    skeleton_of,
    tokens,
    word_of,
)

WORDS = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Mn", "Nd"))
    | st.sampled_from("أإآٱىةـؤئёЁЙйßİﬁ'’\u200c\u064b"),
    max_size=20,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ёжик и Йод", ["ежик", "и", "йод"]),
        ("и\u0306од", ["йод"]),
        ("ＦＵＬＬ width, Naïve café", ["full", "width", "naive", "cafe"]),
        ("John's dog don't bark", ["john", "dog", "dont", "bark"]),
        ("أحمد إسلام آمن ٱسم", ["احمد", "اسلام", "امن", "اسم"]),
        ("الكِتَابُ مـــدرسة مستشفى", ["الكتاب", "مدرسه", "مستشفي"]),
        ("٣٤٥ ۳۴۵", ["345", "345"]),
        ("ﻻ ﷺ", ["لا", "صلياللهعليهوسلم"]),
        ("東京 tower 👍🏽 a_b #tag_x", ["東", "京", "tower", "👍", "a", "b", "tag", "x"]),
        (" ... \u202e\u0640", [""][:0]),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@given(WORDS)
def test_law_folding_a_form_changes_nothing(text: str) -> None:
    for form in forms(text):
        assert fold(form) == form
        assert fold(form.upper()) in (form, fold(form.upper().lower()))


@given(WORDS)
def test_law_how_a_word_is_composed_does_not_matter(text: str) -> None:
    assert forms(unicodedata.normalize("NFD", text)) == forms(unicodedata.normalize("NFC", text))


@given(st.text(max_size=60))
def test_law_tokens_lie_in_order_within_the_text_and_cover_what_their_form_stands_for(text: str) -> None:
    end = 0
    for start, stop in tokens(text):
        assert end <= start < stop <= len(text)
        end = stop
        form = fold(text[start:stop])
        for size in range(1, len(form) + 1):
            part = text[start : start + covered(text[start:stop], size)]
            assert fold(part).startswith(form[:size]) or len(form) > len(fold(part)) >= size


def test_a_skeleton_is_what_singular_and_broken_plural_share() -> None:
    for pair in (("كتاب", "كتب"), ("مفتاح", "مفاتيح"), ("сон", "сн"), ("foot", "feet")):
        assert len({skeleton_of(stem) for stem in pair}) == 1
    assert skeleton_of("мяу") == ""


def test_secrets_and_numbers_are_no_words_of_a_language() -> None:
    assert all(map(in_vocabulary, ("garden", "сад", "حديقه")))
    assert not any(map(in_vocabulary, ("hunter2", "79001234567", "x" * 25, "東", "👍")))


def test_words_are_signed_numbers_of_32_bits_and_spellings_are_ascii() -> None:
    assert all(-(1 << 31) <= word_of(stem) < 1 << 31 for stem in ("", "a", "книга", "\ud800"))
    assert key_of("книга").isascii()
    assert key_of("حديقه").isascii()
    assert len(key_of("книга")) == 5
