"""A normalised text cut into words, clauses, sentences and quotations, each of which is soon found again. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from tambour.moderation.text.normal import Normal

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"[.!?؟…\n]")
CLAUSE_END = re.compile(
    r"[,،;؛:.!?؟…\n()\[\]«»‹›“”„‚‘\"`|¡¿•>*#]|(?<=\W)'|'(?=\W)|[-–—] | [-–—]|[\U0001f300-\U0001faff\u2190-\u2bff]"
)
TURN = re.compile(r"[.:;!?؟؛…\n]")
QUOTES = re.compile(
    r"«[^»]{0,2000}»|»[^«»\n]{0,2000}«|‹[^›]{0,2000}›|“[^”]{0,2000}”|„[^“”]{0,2000}[“”]|\"[^\"]{0,2000}\""
    r"|‚[^‘\n]{0,500}‘|`[^`]{1,2000}`|‘[^’\n]{1,500}?['’](?!\w)"
    r"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){2,300}'(?!\w)|\([^)\n]{1,300}\)|(?m:^>[^\n]*)"
)
"""In marks of every style, brackets, code, and lines that mail quotes."""

OWN_WORDS = 3
"""In fewer words nobody says anything about what they quote."""

Span = tuple[int, int]


def within(spans: Sequence[Span], start: int, end: int) -> bool:
    """Does it lie in one of these spans, which are in order and do not overlap?"""
    number = bisect_left(spans, (start + 1, 0))
    return number > 0 and end <= spans[number - 1][1]


def places(read: Normal, spans: Sequence[Span]) -> list[Span]:
    """Spans of the original, in order and apart, as spans of the normalised text; empty ones are left out."""
    found: dict[Span, Span] = {}
    for at, (start, end) in enumerate(zip(read.starts, read.ends, strict=True) if spans else ()):
        number = bisect_right(spans, start, key=itemgetter(0)) - 1
        if number >= 0 and end <= spans[number][1]:
            found[spans[number]] = (found.get(spans[number], (at,))[0], at + 1)
    return list(found.values())


def lined(read: Normal, original: str) -> str:
    """The normalised text with the line breaks and code marks of the original in their places."""
    if "\n" not in original and "`" not in original:
        return read.text
    letters = list(read.text)
    for at, letter in enumerate(letters):
        if letter in " '":
            said = original[read.starts[at] : read.ends[at]]
            letters[at] = "\n" if "\n" in said else "`" if "`" in said else letter
    return "".join(letters)


@dataclass(slots=True)
class Cut:
    """The text in pieces. Spans are half-open; words have numbers."""

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    """The number of the sentence of each word; a mark within a quotation ends none."""
    clauses: list[int] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    """The same for what stands between stops and colons."""
    asked: set[int] = field(default_factory=set)
    """Turns that end with a question mark."""
    quotes: list[Span] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)
    """What the writer set apart as a quotation or as code without any marks, in order: lines within are sentences."""

    def __post_init__(self) -> None:
        self.quotes = [m.span() for m in QUOTES.finditer(self.text)]
        for match in WORD.finditer(self.text):
            self.words.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        sentence = clause = turn = 0
        for number in range(len(self.words)):
            if number:
                between = self.text[self.ends[number - 1] : self.starts[number]]
                if CLAUSE_END.search(between):
                    clause += 1
                    if self.ended(number, turn, between):
                        sentence += 1
                    turn += TURN.search(between) is not None
            self.sentences.append(sentence)
            self.clauses.append(clause)
            self.turns.append(turn)
        if self.words:
            self.ended(len(self.words), turn, self.text[self.ends[-1] :])

    def ended(self, number: int, turn: int, between: str) -> bool:
        """Does the sentence end before this word? Whether it asks is written down."""
        stop = SENTENCE_END.search(between)
        if stop is None:
            return False
        at = self.ends[number - 1] + stop.start()
        if self.is_quoted(at, at + 1):
            return False
        if re.search("[?؟]", between):
            self.asked.add(turn)
        return True

    def number(self, at: int) -> int:
        """The number of the word that holds or follows this place."""
        return max(0, min(bisect_right(self.ends, at), len(self.ends) - 1))

    def heads(self, number: int) -> bool:
        """Does a clause begin with this word?"""
        return number == 0 or self.clauses[number - 1] != self.clauses[number]

    def dashed(self, number: int) -> bool:
        """Does a dash stand right before this word: heroes - that is nurses?"""
        if not 0 < number < len(self.words):
            return False
        return self.text[self.ends[number - 1] : self.starts[number]].strip() in ("-", "–", "—")

    def is_quoted(self, start: int, end: int) -> bool:
        """Does it stand in quotation marks, or in a block?"""
        return within(self.quotes, start, end) or within(self.blocks, start, end)

    def set_apart(self, blocks: Sequence[Span]) -> None:
        """These are quotations, where the writer says something himself besides: who sends nothing but a block spreads
        what stands in it."""
        found = sorted(blocks)
        inside = sum(within(found, start, end) for start, end in zip(self.starts, self.ends, strict=True))
        self.blocks = found if len(self.words) - inside >= OWN_WORDS else []

    def span(self, first: int, last: int) -> Span:
        """The places of these words, the last exclusive."""
        return self.starts[first], self.ends[max(first, last - 1)]
