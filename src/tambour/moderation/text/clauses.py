"""A normalised text cut into words, clauses, sentences and quotations, each of which is soon found again. Pure."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from tambour.moderation.text.terms import bare

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SENTENCE_END = re.compile(r"[.!?؟…\n]")
CLAUSE_END = re.compile(r"[,،;؛:.!?؟…\n()«»“”\"]|[-–—] ")
TURN = re.compile(r"[.:;!?؟؛…\n]")
QUOTES = re.compile(r"«[^»]{0,2000}»|“[^”]{0,2000}”|„[^“]{0,2000}“|\"[^\"]{0,2000}\"")

Span = tuple[int, int]
Said = tuple[int, str]
"""Where words begin, and which."""


@cache
def words_of(table: str) -> "re.Pattern[str]":
    """One expression over normalised words for a table with `|` between phrases and `*` for endings."""
    phrases: list[str] = []
    for said in table.split("|"):
        phrase = bare(said) if "'" not in said else said.strip()
        if phrase:
            phrases.append(re.escape(phrase) + (r"[^\W_]*" if said.strip().endswith("*") else ""))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?![^\W_])")


@dataclass(slots=True)
class Cut:
    """The text in pieces. Spans are half-open."""

    text: str
    starts: list[int] = field(default_factory=list)
    """Of the words."""
    ends: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    """Behind each sentence; a mark within a quotation ends none."""
    pauses: list[Span] = field(default_factory=list)
    """Between clauses."""
    quotes: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        for match in WORD.finditer(self.text):
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.quotes = [m.span() for m in QUOTES.finditer(self.text)]
        self.pauses = [m.span() for m in CLAUSE_END.finditer(self.text)]
        self.stops = [
            m.end() for m in SENTENCE_END.finditer(self.text) if not self.is_quoted(m.start(), m.end())
        ]

    def number(self, at: int) -> int:
        """The number of the word that holds or follows this place."""
        return max(0, min(bisect_right(self.ends, at), len(self.ends) - 1))

    def before(self, at: int, words: int) -> str:
        """The last words before this place, within its sentence and behind the last colon."""
        return TURN.split(self.text[self.starts[max(0, self.number(at) - words)] : at])[-1]

    def sentence(self, at: int) -> Span:
        """The sentence that holds this place."""
        number = bisect_right(self.stops, at)
        start = self.stops[number - 1] if number else 0
        return start, self.stops[number] if number < len(self.stops) else len(self.text)

    def clause(self, at: int) -> Span:
        """The clause that holds this place."""
        number = bisect_left(self.pauses, (at, 0))
        start = self.pauses[number - 1][1] if number else 0
        return start, self.pauses[number][0] if number < len(self.pauses) else len(self.text)

    def is_quoted(self, start: int, end: int) -> bool:
        """Does it stand in quotation marks?"""
        number = bisect_left(self.quotes, (start, 0))
        return number > 0 and end < self.quotes[number - 1][1]

    def said(self, table: str) -> list[Said]:
        """Where words of a table stand, in their order."""
        return [(m.start(), m.group()) for m in words_of(table).finditer(self.text)]


def within(said: list[Said], span: Span) -> set[str]:
    """Those that begin in the span."""
    return {word for _, word in said[bisect_left(said, (span[0], "")) : bisect_left(said, (span[1], ""))]}
