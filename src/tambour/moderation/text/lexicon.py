"""What an operator looks for, entry by entry, and how a text is searched for it. Pure: the automaton is handed in.

A term is one or more words; a word that ends in `*` stands for all its endings. It is found as it stands, in the
letters of another script, in letters written apart or stretched, and, where marked rare, with one slip of the pen.
Long ones are also found by how they sound, backwards, cut and with more slips (keys.py), and in other readings of the
text (disguise.py); that adds to what is found as it stands, and changes nothing of it.
A hit says that the words are there. What they are meant for is judged elsewhere (stance.py), and by people.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tambour.moderation.text.concealed import concealed_in, stirred_in
from tambour.moderation.text.crossing import spoken_in
from tambour.moderation.text.disguise import readings
from tambour.moderation.text.lattice import read
from tambour.moderation.text.letters import script
from tambour.moderation.text.nearly import near, skeletons
from tambour.moderation.text.normal import LENGTH_MAX, Normal, folded, folded_text, normalise
from tambour.moderation.text.ordinary import believed
from tambour.moderation.text.rasm import found_in as undotted_in
from tambour.moderation.text.rereading import Reading
from tambour.moderation.text.starred import starred
from tambour.moderation.text.stems import bent, likely
from tambour.moderation.text.stream import ANYHOW, Sighted, Stream, differing, stream_of
from tambour.moderation.text.terms import (
    HITS_MAX,
    RARE_MIN,
    WORD,
    Entry,
    Hit,
    Lexicon,
    Way,
    bare,
    cuts,
)

WITHIN_MIN = 7
"""Letters of a rare word that is found within a longer one."""
SEEN_MAX = 20_000
ENDING_MAX = 3
ARABIC_FRONTS = frozenset(
    left + right for left in ("", "و", "ف") for right in ("", "ال", "ب", "ك", "ل", "بال", "كال", "لل")
)
"""And, then; the, with, like, for, and these with the article: written together with the next word."""
BROKEN = re.compile(r"(?<=[^\W\d_])[^\w\s]{1,2}(?=[^\W\d_])")
"""Signs within what may be one word."""
JOINING = re.compile(r"[\s_\-./|·~+]{1,3}")
"""What may stand between words that make a name together in another order."""


def one_slip(said: str, meant: str) -> bool:
    """Is one letter left out, added, changed, or swapped with its neighbour?"""
    if abs(len(said) - len(meant)) > 1 or said == meant:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant))
    )
    rest, wanted = said[same:], meant[same:]
    if rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]:
        return True
    return len(rest) > 1 and rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]


def search(lexicon: Lexicon, text: Normal, raw: str) -> list[Hit]:
    """Every entry at every place, each once; `raw` is the text before it was normalised."""
    found = [hit for hit in searched(lexicon, text, raw) if hit.entry.id not in lexicon.gone]
    return found if lexicon.more is None else [*found, *search(lexicon.more, text, raw)]


def searched(lexicon: Lexicon, text: Normal, raw: str) -> list[Hit]:
    """Those that were compiled together."""
    hits: dict[tuple[int, int, int], Hit] = {}

    def take(hit: Hit) -> None:
        if len(hits) < HITS_MAX and meant(lexicon, hit, text, raw):
            hits.setdefault((hit.entry.id, hit.start, hit.end), hit)

    for hit in found_in(lexicon, text, raw):
        take(hit)
    for start, end, number in lexicon.find_patterns(text.text):
        take(Hit(lexicon.patterns[number], start, end, "pattern"))
    for hit in (
        *keyed(lexicon, text, raw),
        *latticed(lexicon, text, raw),
        *concealed(lexicon, text, raw),
        *disguised(lexicon, text, raw),
    ):
        if not any(
            at.entry is hit.entry and at.start < hit.end and hit.start < at.end for at in hits.values()
        ):
            take(hit)
    return [hit for hit in hits.values() if in_context(hit.entry, text.text)]


def meant(lexicon: Lexicon, hit: Hit, text: Normal, raw: str) -> bool:
    """Is the name there, or in disguise, and no ordinary words?"""
    if hit.how in ("plain", "pattern") or not lexicon.ordinary.count:
        return True
    start, end = text.original(hit.start, hit.end)
    return believed(lexicon.ordinary, bare(hit.entry.term).split(), hit.how, raw, start, end)


def found_in(lexicon: Lexicon, text: Normal, raw: str, plainly: bool = False) -> Iterable[Hit]:
    """Entries in one reading of a text, the surest first; `plainly`: only as they are written, or apart."""
    words = [m.span() for m in WORD.finditer(text.text)]
    there = list(lexicon.find(text.text))
    starts = {start: index for index, (start, _) in enumerate(words)} if there else {}
    for start, _end, number in there:
        for way in lexicon.ways[number]:
            if (found := matched(way, text.text, words, starts, start)) is not None:
                yield Hit(way.entry, found[0], found[1], way.how)
    yield from in_one_word(lexicon, text.text, words)
    yield from broken(lexicon, text.text)
    yield from hidden(lexicon, text)
    if plainly:
        return
    yield from within(lexicon, text.text, there)
    yield from slipped(lexicon, text.text, words)
    yield from inflected(lexicon, text.text, words)
    for number, start, end in spoken_in(lexicon.crossings, text, words, raw):
        yield Hit(lexicon.plain_ways[number].entry, start, end, "consonants")


def keyed(lexicon: Lexicon, text: Normal, raw: str, told: Sequence[str] = ()) -> Iterable[Hit]:
    """Names by how they sound, cut, with slips, backwards; without vowels; with signs for letters. `told`: what the
    message has where another reading has its characters."""
    if not lexicon.keys.names:
        return
    stream = stream_of(text.text)
    sighted = Sighted(raw, text.starts, text.ends, told)
    for found in near(lexicon.keys, lexicon.pieces(stream.text), stream, sighted):
        yield Hit(lexicon.plain_ways[found.number].entry, found.start, found.end, found.how)
    for found in skeletons(lexicon.keys, lexicon.skeletons, text.text, stream, sighted):
        yield Hit(lexicon.plain_ways[found.number].entry, found.start, found.end, found.how)
    for number, first, last in () if told else undotted_in(lexicon.rasm, raw[:LENGTH_MAX]):
        start, end = bisect_left(text.starts, first), bisect_left(text.starts, last)
        if start < end:
            yield Hit(lexicon.plain_ways[number].entry, start, end, "slip")
    for number, first, last in () if told else starred(raw[:LENGTH_MAX], lexicon.shapes):
        start, end = bisect_left(text.starts, first), bisect_left(text.starts, last)
        if start < end:
            yield Hit(lexicon.plain_ways[number].entry, start, end, "apart")


def latticed(lexicon: Lexicon, text: Normal, raw: str) -> Iterable[Hit]:
    """Names in characters each of which may stand for several letters."""
    for number, first, last, cost in read(lexicon.lattice, raw):
        start, end = bisect_left(text.starts, first), bisect_left(text.starts, last)
        end, way = max(end, start + 1), lexicon.plain_ways[number]
        if start < end <= len(text.text) and not (cost and other_words(text.text[start:end], way.words)):
            yield Hit(way.entry, start, end, "slip" if cost else "apart")


def other_words(said: str, meant: Sequence[str]) -> bool:
    """Are these plain words, of which one is of another length than the name's? Then it is no slip of it."""
    words = said.split()
    return (
        len(words) == len(meant)
        and all(script(c) == script(meant[0][0]) for word in words for c in word)
        and any(abs(len(mine) - len(its)) > 1 for mine, its in zip(words, meant, strict=True))
    )


def concealed(lexicon: Lexicon, text: Normal, raw: str) -> Iterable[Hit]:
    """Names picked out of the text letter by letter, with their letters stirred, in cipher."""
    if not lexicon.concealed.names:
        return
    for number, first, last in concealed_in(lexicon.concealed, raw):
        start, end = bisect_left(text.starts, first), bisect_left(text.starts, last)
        if start < end:
            yield Hit(lexicon.plain_ways[number].entry, start, end, "apart")
    words = [m.span() for m in WORD.finditer(text.text)]
    yield from stirred(lexicon, text.text, words)
    if text.stretched:
        bare = folded(raw[:LENGTH_MAX])
        for hit in stirred(lexicon, bare.text, [m.span() for m in WORD.finditer(bare.text)]):
            start, end = (
                bisect_left(text.starts, bare.starts[hit.start]),
                bisect_left(text.starts, bare.ends[hit.end - 1]),
            )
            if start < end:
                yield Hit(hit.entry, start, end, hit.how)


def stirred(lexicon: Lexicon, text: str, words: Sequence[tuple[int, int]]) -> Iterable[Hit]:
    """Names whose letters stand in another order, or have something between."""
    for number, first, last in stirred_in(lexicon.concealed, [text[start:end] for start, end in words]):
        between = (text[a:b] for (_, a), (b, _) in pairwise(words[first : last + 1]))
        if all(JOINING.fullmatch(gap) for gap in between):
            yield Hit(lexicon.plain_ways[number].entry, words[first][0], words[last][1], "apart")


def disguised(lexicon: Lexicon, text: Normal, raw: str) -> Iterable[Hit]:
    """Long names in other readings of the text, where those differ from it."""
    if not lexicon.keys.names or not text.text:
        return
    others = readings(raw, lexicon.scripts)
    before = stream_of(folded_text(raw[:LENGTH_MAX])) if others else None
    for reading in others:
        if before is None or not promising(lexicon, folded_text(reading.text), before):
            continue
        read = normalise(reading.text)
        told = [raw[a:b] for a, b in zip(reading.starts, reading.ends, strict=True)]
        sighted = Sighted(reading.text, read.starts, read.ends, told)
        for hit in (*found_in(lexicon, read, reading.text, True), *keyed(lexicon, read, reading.text, told)):
            long = sum(c.isalpha() for c in hit.entry.term) >= RARE_MIN
            if long and hit.entry.kind == "name" and changed(sighted, reading, hit, told):
                start, end = back(reading, read, hit, text)
                yield Hit(hit.entry, start, end, "apart" if hit.how == "plain" else hit.how)


def promising(lexicon: Lexicon, text: str, before: Stream) -> bool:
    """May this reading, of which every character was folded, hold a name? Cheap, for most hold none. `before`: the
    message itself; where the reading has the same words, nothing is found that is not found there."""
    stream = stream_of(text)
    pieces = lexicon.pieces(stream.text)
    if any(near(lexicon.keys, pieces, stream, ANYHOW, differing(stream, before))):
        return True
    if any(skeletons(lexicon.keys, lexicon.skeletons, text, stream, ANYHOW)):
        return True
    for start, _end, number in lexicon.find(text):
        for way in lexicon.ways[number]:
            if text.startswith(way.words[-1], start + len(" ".join(way.words[:-1])) + (len(way.words) > 1)):
                return True
    return False


def changed(sighted: Sighted, reading: Reading, hit: Hit, told: Sequence[str]) -> bool:
    """Does the message have something else where the reading has this hit? Letters of the name's own alphabet that the
    reading takes for others are no disguise: the message was looked at as it is."""
    first, last = sighted.starts[hit.start], sighted.ends[hit.end - 1]
    own = script(hit.entry.term[0])
    if all(script(c) in (own, "") for c in "".join(told[first:last])) and any(
        script(c) not in (own, "") for c in reading.text[first:last]
    ):
        return False
    return sighted.other(hit.start, hit.end) or reading.ends[last - 1] - reading.starts[first] != last - first


def back(reading: Reading, read: Normal, hit: Hit, text: Normal) -> tuple[int, int]:
    """Where a hit in another reading stands in the normalised text."""
    first, last = read.original(hit.start, hit.end)
    start = min(bisect_left(text.starts, reading.starts[first]), len(text.text) - 1)
    return start, max(start + 1, bisect_left(text.starts, reading.ends[last - 1]))


def matched(
    way: Way, text: str, words: Sequence[tuple[int, int]], starts: dict[int, int], start: int
) -> tuple[int, int] | None:
    """(start, end) when all words of the way stand there one after the other."""
    index = starts.get(start)
    if index is None and script(way.words[0][0]) == "arabic":
        index = next(
            (
                starts[b]
                for b in range(start - 1, start - 5, -1)
                if b in starts and text[b:start] in ARABIC_FRONTS
            ),
            None,
        )
    if index is None or index + len(way.words) > len(words):
        return None
    for place, (word, ending) in enumerate(zip(way.words, way.open, strict=True)):
        first, last = words[index + place]
        said = text[start if place == 0 else first : last]
        if place and script(word[0]) == "arabic" and not said.startswith(word):
            front = next((f for f in ARABIC_FRONTS if said.startswith(f + word)), "")
            said = said[len(front) :]
        last_word = place == len(way.words) - 1
        if not (said == word or (ending and said.startswith(word)) or (last_word and numbered(said, word))):
            return None
    return words[index][0], words[index + len(way.words) - 1][1]


def numbered(said: str, word: str) -> bool:
    """A word with a number at its end: lantern2024."""
    return said.startswith(word) and said[len(word) :].isdecimal()


def in_one_word(lexicon: Lexicon, text: str, words: Sequence[tuple[int, int]]) -> Iterable[Hit]:
    """Names of several words without what parts them."""
    if not lexicon.glued:
        return
    for start, end in words:
        for way in lexicon.glued.get(text[start:end], ()):
            yield Hit(way.entry, start, end, "apart")


def within(lexicon: Lexicon, text: str, there: Iterable[tuple[int, int, int]]) -> Iterable[Hit]:
    """Rare words at the beginning or end of a longer one: lanternofficial, reallantern. `there`: first words found."""
    for start, end, number in there:
        for way in lexicon.ways[number]:
            if one_word(way) and end - start >= WITHIN_MIN:
                before, after = text[start - 1 : start].isalnum(), text[end : end + 1].isalnum()
                if before != after:
                    yield Hit(way.entry, start, end, "apart")


def one_word(way: Way) -> bool:
    """A rare word, as it is written, without other endings."""
    return len(way.words) == 1 and way.entry.rare and way.how == "plain" and not way.open[0]


def broken(lexicon: Lexicon, text: str) -> Iterable[Hit]:
    """Terms with signs inside their words: grey lan-tern."""
    cuts = [found.span() for found in BROKEN.finditer(text)]
    there = list(lexicon.find(BROKEN.sub("", text))) if cuts else []
    if not there:
        return
    kept: list[int] = []
    at = 0
    for start, end in cuts:
        kept += range(at, start)
        at = end
    kept += range(at, len(text))
    said = "".join(text[i] for i in kept)
    words = [m.span() for m in WORD.finditer(said)]
    starts = {start: index for index, (start, _) in enumerate(words)}
    for start, _end, number in there:
        for way in lexicon.ways[number]:
            if (found := matched(way, said, words, starts, start)) is not None:
                first, last = kept[found[0]], kept[found[1] - 1] + 1
                if any(first < a and b < last for a, b in cuts):
                    yield Hit(way.entry, first, last, "apart")


def hidden(lexicon: Lexicon, text: Normal) -> Iterable[Hit]:
    """Terms in letters that were written apart, or stretched: the words may run together there."""
    if not text.merged and not text.stretched:
        return
    squeezed: list[str] = []
    origins: list[int] = []
    for i, char in enumerate(text.text):
        if char.isalpha() and squeezed and squeezed[-1] == char and origins[-1] == i - 1:
            origins[-1] = i
            continue
        squeezed.append(char)
        origins.append(i)
    said = "".join(squeezed)
    for start, end, number in lexicon.squeezed(said):
        first, last = origins[start - 1] + 1 if start else 0, origins[end - 1] + 1
        apart = any(a <= first and last <= b for a, b in text.merged)
        stretched = any(first <= i < last for i in text.stretched) and alone(text.text, first, last)
        if apart or stretched:
            for way in lexicon.squeezed_ways[number]:
                yield Hit(way.entry, first, last, "apart" if apart else "stretched")


def alone(text: str, start: int, end: int) -> bool:
    """Does a word begin at start?"""
    return (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isdigit())


def slipped(lexicon: Lexicon, text: str, words: Sequence[tuple[int, int]]) -> Iterable[Hit]:
    """Rare words with one slip."""
    if not lexicon.slips:
        return
    most = lexicon.slips_longest + 1 + ENDING_MAX
    for start, end in words:
        said = text[start:end]
        if not RARE_MIN - 1 <= len(said) <= most:
            continue
        ways = lexicon.seen.get(said)
        if ways is None:
            if len(lexicon.seen) >= SEEN_MAX:
                lexicon.seen.clear()
            ways = lexicon.seen[said] = slips_of(lexicon, said)
        for way in ways:
            yield Hit(way.entry, start, end, "slip")


def inflected(lexicon: Lexicon, text: str, words: Sequence[tuple[int, int]]) -> Iterable[Hit]:
    """Russian names in another case."""
    if not lexicon.stems:
        return
    said = [text[start:end] for start, end in words]
    for first, way in likely(lexicon.stems, said):
        last = first + len(way.words)
        if last <= len(said) and all(map(bent, said[first:last], way.words)):
            yield Hit(way.entry, words[first][0], words[last - 1][1], "slip")


def slips_of(lexicon: Lexicon, said: str) -> list[Way]:
    """The rare words of which this is a slip; where any ending may follow, without its last letters."""
    found: dict[Way, None] = {}
    for ending in range(min(ENDING_MAX, len(said) - RARE_MIN) + 1):
        stem = said[: len(said) - ending]
        for cut in cuts(stem):
            for way in lexicon.slips.get(cut, ()):
                if (way.open[0] or not ending) and one_slip(stem, way.words[0]):
                    found[way] = None
    return [way for way in found if not (way.open[0] and said.startswith(way.words[0]))]


def in_context(entry: Entry, text: str) -> bool:
    """The words that have to be there are, those that must not be are not; both match beginnings of words."""
    if not entry.needs and not entry.unless:
        return True
    said = " " + " ".join(WORD.findall(text))

    def there(word: str) -> bool:
        folded = bare(word)
        return bool(folded) and f" {folded}" in said

    return (not entry.needs or any(map(there, entry.needs))) and not any(map(there, entry.unless))
