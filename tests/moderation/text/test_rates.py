"""Allowed speech is not put before people more often than it was: by language and kind, on the bench's corpus."""

import pytest
from bench.detect import LANGS, bank_of, heeded
from bench.detect_corpus import HARMFUL, sentences

from tambour.moderation.allowed import ALLOWED

CEILING = dict.fromkeys(("news", "criticism", "counter", "research", "victims", "everyday", "religious"), 0)
"""Sentences of 8 to 16; what docs/detection-measured.md says. The rules were mended on these sentences."""
FLOOR = {"en": 52, "ru": 48, "ar": 48, "fr": 52, "de": 48, "tr": 52, "es": 52}
"""Of 52."""


@pytest.mark.parametrize("lang", LANGS)
def test_allowed_speech_is_bothered_no_more_than_before(lang):
    bank = bank_of(lang)
    hits = dict.fromkeys(CEILING, 0)
    for kind, text in sentences(ALLOWED, lang):
        hits[kind] += heeded(bank, text)
    assert {kind: n for kind, n in hits.items() if n > CEILING[kind]} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_promotion_is_found_no_less_than_before(lang):
    assert sum(heeded(bank_of(lang), text) for _, text in sentences(HARMFUL, lang)) >= FLOOR[lang]
