"""A stand-in for the encoder: a few words of three languages are one concept each, and the order of words is nothing.

With it the rooms around the encoder are tried; what the real one can do is measured by `bench.meaning`.
"""

import re
from collections.abc import Sequence

import numpy as np

from tambour.adapters.classifying.heads import Matrix
from tambour.adapters.classifying.meaning import Meanings

COLUMNS = 512
SAID = {
    "en": "our brothers need drivers and guards for next month write to the bot then join",
    "words": "those lads seek chauffeurs plus sentries towards coming weeks message unto that robot afterwards enlist",
    "ru": "наши братья нуждаются водители и2 охрана на следующий месяц пишите к2 боту этому и3 вступайте",
    "ar": "إخوتنا الإخوة يحتاجون سائقين و2 حراس لـ القادم الشهر راسلوا إلى البوت هذا و3 انضموا",
}
"""One text, said word by word in three languages, and in other words."""
REWORDED = "Enlist! Those lads seek sentries plus chauffeurs towards coming weeks, message that robot"
OTHER = "The bakery at the market opens again on Monday, with coffee for everybody from seven o'clock"


class ConceptRows:
    """See Embed: texts as bags of concepts."""

    name = "concepts"

    def __init__(self) -> None:
        words = list(zip(*(SAID[lang].split() for lang in SAID), strict=False))
        self.concept = {word: n for n, some in enumerate(words) for word in some}
        self.asked: list[str] = []
        self.broken = False

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """See Embed."""
        if self.broken:
            raise ZeroDivisionError
        self.asked += texts
        rows = np.zeros((len(texts), COLUMNS))
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                row[self.concept.setdefault(word, len(self.concept)) % COLUMNS] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Concepts(Meanings):
    """See Meaning in ports/meaning.py."""

    embed: ConceptRows

    def __init__(self) -> None:
        super().__init__(ConceptRows())
