"""Lists of ordinary words, by how often they are said, from a package that not every machine has."""

import gzip
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import msgspec

from tambour.moderation.text.ordinary import Ordinary

PACKAGE = "wordfreq"
"""Only its data is read; nothing of it is run."""
LANGUAGES = ("en", "ru", "ar", "fr", "de", "tr", "es")


def missing() -> bool:
    """Does this machine lack the lists?"""
    return find_spec(PACKAGE) is None


@cache
def ordinary_words() -> Ordinary:
    """All words that are said once in a million or more often; none where there are no lists. Read once, in 0.3 s."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return Ordinary()
    folder = Path(found.submodule_search_locations[0]) / "data"
    return Ordinary(chain.from_iterable(listed(folder / f"small_{lang}.msgpack.gz") for lang in LANGUAGES))


def listed(file: Path) -> list[str]:
    """The words of one list, those that are said alike often in one line."""
    _about, *bins = msgspec.msgpack.decode(gzip.decompress(file.read_bytes()), type=list)
    return [" ".join(words) for words in bins if words]
