"""Russian words without their endings: a name in any of its cases. Pure.

Every word of a name has to be there, one after the other, so the ending of each may be anything that Russian has.
"""

import re
from collections.abc import Sequence

from tambour.moderation.text.remembered import Remembered

LEAST = 4
"""Letters that are left of a word."""
ENDING = re.compile(
    "(?:иями|ями|ами|иях|иям|ией|ого|его|ому|ему|ыми|ими|ах|ях|ов|ев|ои|еи|ою|ею|ом|ем|ам|ям|ую|юю|ая|яя|ое|ее|ые|ие|ыи|ии|ых|их"
    "|ым|им|ью|ья|ье|ьи|ия|ию|а|я|о|е|ы|и|у|ю|ь)$"
)


@Remembered
def stem(word: str) -> str:
    """A folded word without its ending, where enough is left."""
    found = ENDING.search(word)
    if found is None:
        return word
    return word[: max(LEAST, found.start())].rstrip("ь") if len(word) > LEAST else word


def stems(words: Sequence[str]) -> str:
    """Of all words, parted by spaces."""
    return " ".join(map(stem, words))
