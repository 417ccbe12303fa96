"""The slot for a translation service. Where none is named, the desk says so and shows the words as they are."""

from collections.abc import Sequence
from typing import Protocol


class Untranslated(Exception):
    """The service gave no translation. `why` is short and stable: away, status, answer."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Translate(Protocol):
    """Somebody who translates plain text."""

    async def __call__(self, texts: Sequence[str], lang: str) -> list[str]:
        """Each text in `lang` ("en", "ru", "ar"), in the same order and number. Raises Untranslated."""
        ...
