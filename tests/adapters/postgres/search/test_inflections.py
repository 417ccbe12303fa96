"""Do the forms of a word meet? Tables of lemmas in three languages, by the index's own lexicon over PostgreSQL.

Each line of a table holds forms of one lemma. `stem`: the form has the stem of the first one, so that either finds the
other always. `near`: only the second try finds it (broken plurals, fleeting vowels, verbs that change their root).
The rest is not found; how much that may be is written down here and may only shrink.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tambour.adapters.postgres.search.lexicon import Lexicon
from tambour.adapters.postgres.store import open_pool
from tambour.domain.search.fold import forms
from tambour.domain.search.question import Asked
from tambour.services.search.ask import Ask

TABLES = Path(__file__).parents[3] / "domain" / "search"


@pytest.fixture
async def lexicon(dsn: str) -> AsyncIterator[Lexicon]:
    pool: asyncpg.Pool[asyncpg.Record] = await open_pool(dsn, connections_max=2)
    yield Lexicon(pool)
    await pool.close()


def table(language: str) -> list[list[str]]:
    """Forms by lemma, folded."""
    lines = (TABLES / f"{language}.txt").read_text("utf-8").splitlines()
    return [[form for word in line.split() for form in forms(word)] for line in lines]


@pytest.mark.parametrize(
    ("language", "lemmas", "stem_min", "reached_min"),
    [("russian", 40, 0.79, 0.89), ("english", 30, 0.87, 0.98), ("arabic", 40, 0.7, 0.97)],
)
async def test_forms_of_a_lemma_meet(
    lexicon: Lexicon, language: str, lemmas: int, stem_min: float, reached_min: float
) -> None:
    rows = table(language)
    assert len(rows) >= lemmas
    await lexicon.learn({form for row in rows for form in row})
    ask = Ask(lexicon)
    stem = near = 0
    missed: list[str] = []
    for row in rows:
        stems = await lexicon.stems(row)
        strict, wide = [(await ask.groups(Asked((row[0],)), near=n))[0].words for n in (False, True)]
        for form in row:
            word = (await ask.groups(Asked((form,)), near=False))[0].words
            if stems[form] == stems[row[0]] or word & strict:
                stem += 1
            elif word & wide:
                near += 1
            else:
                missed.append(f"{row[0]}:{form}")
    total = stem + near + len(missed)
    print(
        f"{language}: {len(rows)} lemmas, {total} forms, stem {stem}, near {near}, missed {len(missed)} {missed}"
    )
    assert stem >= stem_min * total, missed
    assert stem + near >= reached_min * total, missed


BROKEN_PLURALS = "كتاب:كتب بيت:بيوت طالب:طلاب ولد:أولاد رجل:رجال كلب:كلاب قلم:أقلام درس:دروس باب:أبواب شهر:شهور رسالة:رسائل مدينة:مدن صديق:أصدقاء مفتاح:مفاتيح شارع:شوارع حديقة:حدائق مدرسة:مدارس خبر:أخبار سوق:أسواق سؤال:أسئلة"  # noqa: E501
OUT_OF_REACH = "يوم:أيام امرأة:نساء"


async def test_broken_plurals_are_reached_by_the_second_try_alone(lexicon: Lexicon) -> None:
    pairs = [forms(pair) for pair in f"{BROKEN_PLURALS} {OUT_OF_REACH}".split()]
    await lexicon.learn({form for pair in pairs for form in pair})
    ask = Ask(lexicon)
    reached = []
    for singular, plural in pairs:
        words = (await ask.groups(Asked((plural,)), near=False))[0].words
        assert not words & (await ask.groups(Asked((singular,)), near=False))[0].words
        reached.append(bool(words & (await ask.groups(Asked((singular,)), near=True))[0].words))
    assert reached == [True] * len(BROKEN_PLURALS.split()) + [False] * len(OUT_OF_REACH.split())
