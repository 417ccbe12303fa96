"""Copies of texts, by edits and by language; unrelated texts are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.text.near import (
    BANDS,
    COPY_FROM,
    LETTERS_MIN,
    Known,
    bands,
    containment,
    shingles,
)
from tambour.moderation.text.normal import normalise

TEXTS = {
    "en": "The Order of the Grey Lantern calls every faithful hand to the northern gate before the first snow falls.",
    "ru": "Орден Серого Фонаря зовёт каждую верную руку к северным воротам, прежде чем ляжет первый снег на дорогу.",
    "ar": "تدعو جماعة الفانوس الرمادي كل يد وفية إلى البوابة الشمالية قبل أن يسقط أول الثلج على الطريق القديم.",
}
OTHERS = {
    "en": "The council of the town will meet on Thursday evening to discuss the new timetable of the buses and trams.",
    "ru": "Городской совет соберётся в четверг вечером, чтобы обсудить новое расписание автобусов и трамваев.",
    "ar": "سيجتمع مجلس المدينة مساء الخميس لمناقشة الجدول الجديد للحافلات وعربات الترام في جميع الأحياء.",
}


def set_of(text: str) -> frozenset[str]:
    return shingles(normalise(text).text)


def edits(text: str) -> list[str]:
    words = text.split()
    fewer = [word for place, word in enumerate(words) if place % 6 != 3]
    swapped = [*words[4:8], *words[:4], *words[8:]]
    return [
        text.upper(),
        " ".join(fewer),
        " ".join(swapped),
        "!!! " + text + " >>> ✊",
        "He wrote to me yesterday: «" + text + "» and I do not know what to answer, do you?",
        "\u200b".join(text),
        " ".join(words[: len(words) * 2 // 3]),
    ]


@pytest.mark.parametrize("lang", TEXTS)
def test_an_edited_text_is_a_copy(lang):
    known = set_of(TEXTS[lang])
    assert [e for e in edits(TEXTS[lang]) if containment(set_of(e), known) < COPY_FROM] == []
    bank = Known()
    bank.add(1, set_of(OTHERS[lang]))
    bank.add(2, known)
    assert all([key for _, key in bank.copied(set_of(e))] == [2] for e in edits(TEXTS[lang]))


@pytest.mark.parametrize("lang", TEXTS)
def test_slight_edits_share_a_band(lang):
    known = set(bands(set_of(TEXTS[lang])))
    assert all(known & set(bands(set_of(e))) for e in edits(TEXTS[lang])[:4])


@pytest.mark.parametrize("lang", TEXTS)
def test_another_text_is_no_copy(lang):
    assert containment(set_of(TEXTS[lang]), set_of(OTHERS[lang])) < COPY_FROM
    assert not set(bands(set_of(TEXTS[lang]))) & set(bands(set_of(OTHERS[lang])))


def test_a_short_text_is_a_copy_of_nothing():
    assert set_of("Good morning everybody") == frozenset()
    assert bands(frozenset()) == []
    assert containment(frozenset(), set_of(TEXTS["en"])) == 0.0


@given(st.text(min_size=LETTERS_MIN, max_size=200))
def test_the_same_text_has_the_same_bands(text):
    found = bands(set_of(text))
    assert found == bands(set_of(text))
    assert len(found) in (0, BANDS)
    assert all(-(1 << 31) <= band < 1 << 31 for band in found)
