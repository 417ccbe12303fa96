"""Many strings and many expressions in one pass: Aho–Corasick and RE2, both linear in the text whatever the entries."""

from collections.abc import Iterable, Sequence
from itertools import islice

import ahocorasick
import re2

from tambour.moderation.text.terms import HITS_MAX, Find

PATTERN_MEMORY = 1 << 20
"""Bytes one expression may take when compiled."""
PATTERN_MAX = 260


def automaton(keys: Sequence[str]) -> Find:
    """A finder of plain strings: (start, end, index of the key), overlapping ones too."""
    machine = ahocorasick.Automaton()
    for number, key in enumerate(keys):
        if key:
            machine.add_word(key, (number, len(key)))
    if not len(machine):
        return lambda text: ()
    machine.make_automaton()

    def find(text: str) -> Iterable[tuple[int, int, int]]:
        for last, (number, size) in machine.iter(text):
            yield last + 1 - size, last + 1, number

    return find


def expressions(keys: Sequence[str]) -> Find:
    """A finder of RE2 expressions, at most HITS_MAX places each. Raises ValueError for a wrong one."""
    options = re2.Options()
    options.max_mem = PATTERN_MEMORY
    options.log_errors = False
    compiled = []
    for key in keys:
        if len(key) > PATTERN_MAX:
            raise ValueError("the expression is too long")
        try:
            compiled.append(re2.compile(key, options))
        except re2.error as wrong:
            raise ValueError(plain(wrong)) from wrong

    def find(text: str) -> Iterable[tuple[int, int, int]]:
        for number, expression in enumerate(compiled):
            for match in islice(expression.finditer(text), HITS_MAX):
                if match.end() > match.start():
                    yield match.start(), match.end(), number

    return find


def plain(wrong: re2.error) -> str:
    """What RE2 says, which it gives as bytes."""
    said = wrong.args[0] if wrong.args else ""
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
