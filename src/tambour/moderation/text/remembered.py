"""What was found out about words before, in bounded memory: words repeat, and what is known of one never changes. Pure.

Nothing in here depends on a bank. A table holds so many short words and is emptied when it is full, so that strangers
who send words of their own cost no more than time; long words are looked at each time.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Known = TypeVar("Known")
LETTERS_MAX = 48
"""Longer words are not remembered."""
WORDS_MAX = 1 << 14
"""Of one table: with LETTERS_MAX characters each and what is known of them some 10 MB at most."""


class Remembered(dict[str, Known], Generic[Known]):
    """word → what a function says of it, which this stands for: `table[word]`, or `table(word)`, which takes longer."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[str], Known]) -> None:
        super().__init__()
        self.find = find

    def __call__(self, word: str) -> Known:
        """What is known of the word."""
        return self[word]

    def __missing__(self, word: str) -> Known:
        found = self.find(word)
        if len(word) <= LETTERS_MAX:
            if len(self) >= WORDS_MAX:
                self.clear()
            self[word] = found
        return found
