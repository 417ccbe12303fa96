"""Terms as they are written, folded, and nothing else: what may be looked for before delivery. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from tambour.moderation.text.lexicon import in_context, matched
from tambour.moderation.text.normal import FOLDED, Normal, folded_text
from tambour.moderation.text.terms import HITS_MAX, WORD, Entry, Hit, Lexicon, MakeFind, Way, grouped, ways_of

LONG = 1_000
"""Characters. Longer texts are normalised only where a term stands in them as it is, letter by letter: normalising
takes a microsecond a character, and nobody waits four milliseconds for what is not there."""
ARABIC = "\u0600"
SHORT = 400
"""Characters. Shorter texts are judged as a whole at once."""
AROUND = 120
"""Characters on each side of a name in which what pushes towards it stands: twelve words of most."""
WINDOWS_MAX = 4
"""A text with more of them is judged as a whole: that is no slower."""


def plainly(entries: Iterable[Entry], make: MakeFind) -> Lexicon:
    """A lexicon that finds them no other way: no slips, no other alphabets, no disguises."""
    ways = [way for entry in entries for way in ways_of(entry) if way.how == "plain"]
    by_first = grouped((way.words[0], way) for way in ways)
    return Lexicon(ways=list(by_first.values()), find=make(list(by_first)))


def places(lexicon: Lexicon, text: str) -> list[tuple[int, int]]:
    """Where they stand in a long text as it is, letter by letter."""
    said = folded_text(text)
    found = sorted({(start, end) for _, start, end in placed(lexicon, said)})
    if not found or len(said) == len(text):
        return found
    ends = list(accumulate(map(len, map(FOLDED.__getitem__, text))))
    if ends[-1] != len(said):  # it would have grown too much
        return [(0, len(text))]
    return [(bisect_right(ends, start), bisect_right(ends, end - 1) + 1) for start, end in found]


def windows(text: str, found: Sequence[tuple[int, int]]) -> list[str]:
    """What stands around these places, of a text that is long enough for that to be less; none where it is not."""
    cut: list[tuple[int, int]] = []
    for start, end in found:
        first = text.rfind(" ", 0, max(0, start - AROUND)) + 1
        last = text.find(" ", end + AROUND)
        last = len(text) if last < 0 else last
        if cut and first <= cut[-1][1]:
            cut[-1] = (cut[-1][0], max(last, cut[-1][1]))
        else:
            cut.append((first, last))
    if len(cut) > WINDOWS_MAX or sum(last - first for first, last in cut) > len(text) * 2 // 3:
        return []
    return [text[first:last] for first, last in cut]


def placed(lexicon: Lexicon, text: str) -> Iterable[tuple[Entry, int, int]]:
    """Every entry at every place of a folded text."""
    there = [
        (start, ways)
        for start, end, number in lexicon.find(text)
        if begins(text, start) and (ways := [way for way in lexicon.ways[number] if goes_on(way, text, end)])
    ]
    if not there:
        return
    words = [m.span() for m in WORD.finditer(text)]
    starts = {start: index for index, (start, _) in enumerate(words)}
    for start, ways in there:
        for way in ways:
            if (found := matched(way, text, words, starts, start)) is not None:
                yield way.entry, *found


def begins(text: str, at: int) -> bool:
    """May a word begin here? Arabic ones may within another: what is written together with them stands before them."""
    return not at or text[at] >= ARABIC or not text[at - 1].isalnum()


def goes_on(way: Way, text: str, end: int) -> bool:
    """Do its other words stand somewhere behind the first? A glance, before the text is cut into words."""
    return len(way.words) == 1 or all(text.find(word, end) >= 0 for word in way.words[1:])


def find_plain(lexicon: Lexicon, text: Normal) -> list[Hit]:
    """Every entry at every place, each once."""
    return [hit for hit in anywhere(lexicon, text) if in_context(hit.entry, text.text)]


def anywhere(lexicon: Lexicon, text: Normal) -> list[Hit]:
    """The same, whatever else has to be there or must not be."""
    hits: dict[tuple[int, int, int], Hit] = {}
    for entry, start, end in placed(lexicon, text.text):
        if len(hits) < HITS_MAX:
            hits.setdefault((entry.id, start, end), Hit(entry, start, end, "plain"))
    return list(hits.values())
