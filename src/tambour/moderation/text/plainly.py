"""Terms as they are written, folded, and nothing else: what may be looked for before delivery. Pure."""

from collections.abc import Iterable

from tambour.moderation.text.lexicon import in_context, matched
from tambour.moderation.text.normal import Normal, folded_text
from tambour.moderation.text.terms import HITS_MAX, WORD, Entry, Hit, Lexicon, MakeFind, grouped, ways_of

LONG = 1_000
"""Characters. Longer texts are normalised only where a term stands in them as it is, letter by letter: normalising
takes a microsecond a character, and nobody waits four milliseconds for what is not there."""


def plainly(entries: Iterable[Entry], make: MakeFind) -> Lexicon:
    """A lexicon that finds them no other way: no slips, no other alphabets, no disguises."""
    ways = [way for entry in entries for way in ways_of(entry) if way.how == "plain"]
    by_first = grouped((way.words[0], way) for way in ways)
    return Lexicon(ways=list(by_first.values()), find=make(list(by_first)))


def likely(lexicon: Lexicon, text: str) -> bool:
    """May this text hold any of them?"""
    return len(text) <= LONG or any(True for _ in placed(lexicon, folded_text(text)))


def placed(lexicon: Lexicon, text: str) -> Iterable[tuple[Entry, int, int]]:
    """Every entry at every place of a folded text."""
    there = list(lexicon.find(text))
    if not there:
        return
    words = [m.span() for m in WORD.finditer(text)]
    starts = {start: index for index, (start, _) in enumerate(words)}
    for start, _end, number in there:
        for way in lexicon.ways[number]:
            if (found := matched(way, text, words, starts, start)) is not None:
                yield way.entry, *found


def find_plain(lexicon: Lexicon, text: Normal) -> list[Hit]:
    """Every entry at every place, each once."""
    hits: dict[tuple[int, int, int], Hit] = {}
    for entry, start, end in placed(lexicon, text.text):
        if len(hits) < HITS_MAX:
            hits.setdefault((entry.id, start, end), Hit(entry, start, end, "plain"))
    return [hit for hit in hits.values() if in_context(hit.entry, text.text)]
