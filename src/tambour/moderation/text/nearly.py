"""Names that a text nearly has: with slips, cut, within a longer word, without vowels; by their keys (keys.py)."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tambour.moderation.text.distances import HALF, distance, halves_short
from tambour.moderation.text.guises import How
from tambour.moderation.text.keys import (
    FIRM,
    KEY_MIN,
    VOWELS_OF,
    Keys,
    Name,
    consonants,
    hard,
    vowels_in,
)
from tambour.moderation.text.letters import script
from tambour.moderation.text.slips import one_word_off
from tambour.moderation.text.stream import EVERYWHERE, Group, Part, Parts, Sighted, Stream

Find = Callable[[str], Iterable[tuple[int, int, int]]]
"""(start, end, number of the key) of every key in a text."""
WITHIN_MIN = 7
"""Letters of the key of a name that is found within a longer word."""
CONSONANTS_MIN = 5
WEIGHED_MAX, COMPARED_MAX = 1 << 16, 1 << 11
"""Places of one text, each with a name, of which it is told how far they are at least; that are compared letter by
letter. Ordinary messages come near neither with ten thousand names."""
OTHER_VOWELS_MIN = 6
"""Consonants of a name that may have other vowels are more than that."""
FRONT_MAX = 4
"""Arabic letters before a name: and, with, the."""


class Found(NamedTuple):
    """Where a name was found: start and end in the normalised text. how: `spelled`, `apart`, `slip`."""

    number: int
    start: int
    end: int
    how: How


@lru_cache(maxsize=1 << 14)
def apart_by(left: str, meant: str) -> int:
    """By how many slips the letters of two `hard` keys differ at least, in any order."""
    missing = 0
    for letter in meant:
        if letter in left:
            left = left.replace(letter, "", 1)
        else:
            missing += 1
    return max(len(left), missing)


def near(
    keys: Keys,
    pieces: Iterable[tuple[int, int, int]],
    stream: Stream,
    sighted: Sighted,
    within: tuple[int, int] = EVERYWHERE,
) -> Iterable[Found]:
    """Names that are there, from the beginning of a word to the end of one. `pieces`: what the automaton found in
    the stream; `within`: where in the stream they have letters."""
    parts = Parts(stream, within)
    compared: set[tuple[str, Part]] = set()
    for name, part in possible(keys, parts, pieces, sighted):
        if part.hopeless(name, sighted):
            continue
        spot = (name.key, part)
        if spot in compared:
            continue
        if len(compared) >= COMPARED_MAX:
            return
        compared.add(spot)
        if part.said != name.key and apart_by(hard[part.said], name.hard) > name.bent:
            continue
        if found := compare(name, part, sighted):
            yield found


def possible(
    keys: Keys, parts: Parts, pieces: Iterable[tuple[int, int, int]], sighted: Sighted
) -> Iterable[tuple[Name, Part]]:
    """Every name that may be where one of its pieces stands, but for those that lack too many letters there."""
    text, (low, high) = parts.stream.text, parts.within
    left = WEIGHED_MAX
    for start, _end, number in pieces:
        for offset, size, slack, names in keys.at[number]:
            expected = start - offset
            groups = parts.groups(expected, size, slack)
            whole = text[expected : expected + size] if max(0, low - size) <= expected < high else ""
            left -= 1 + len(groups) * len(names)
            if left < 0:
                return
            if not groups and not whole:
                continue
            for name in names:
                if name.key == whole:
                    yield name, parts.at(expected, expected + size)
                for group in groups:
                    if not lacking(name, group, parts, sighted):
                        yield from ((name, part) for part in group.parts(parts))
                if name.arabic and not groups and name.key != whole:
                    yield from ((name, part) for part in parts.fronted(expected, size, slack))


def lacking(name: Name, group: Group, parts: Parts, sighted: Sighted) -> bool:
    """Do all of these parts have too few of the name's letters?"""
    short = halves_short(group.full, name.counts)
    if short <= 2 * name.plain or (short <= 2 * name.bent and group.loose(parts, sighted)):
        return False
    return not one_word(name.said, group.word, parts.stream)


def one_word(said: Sequence[str], first: int, stream: Stream) -> bool:
    """May all of a name's words but one stand there? Then either the first does or the last."""
    last = first + len(said) - 1
    return (
        len(said) > 1
        and last < len(stream.said)
        and (said[0] == stream.said[first] or said[-1] == stream.said[last])
    )


def compare(name: Name, part: Part, sighted: Sighted) -> Found | None:
    """The name in this part of the stream, if it is there."""
    said, key = part.said, name.key
    front = part.begins or (name.arabic and part.front <= FRONT_MAX)
    if said == key:
        several = name.rare or name.words > 1
        within = part.apart == 1 and len(said) >= WITHIN_MIN and several
        if within or (front and (part.ends or name.open)) or (several and len(said) >= WITHIN_MIN + 2):
            return Found(
                name.number, part.first, part.last, name.how if part.apart == name.words else "apart"
            )
        return None
    if not front or not part.ends:
        return None
    if slipped(name, part, sighted) or one_word_off(part.spoken, name.said):
        return Found(name.number, part.first, part.last, "slip")
    return None


def slipped(name: Name, part: Part, sighted: Sighted) -> bool:
    """Is it the name's key with as many slips as it may have?"""
    said, key, most = part.said, name.key, part.most(name, sighted)
    if not most:
        return False
    firm = part.bent(sighted) or part.crumbs(name) or len(key) >= FIRM
    if not firm and said[0] != key[0] and (said[0], key[0]) not in HALF:
        return False
    made = distance(said, key, most)
    return made <= most and (firm or (made <= 1 and len(key) != KEY_MIN + 2) or said[-1] == key[-1])


def skeletons(keys: Keys, find: Find, text: str, stream: Stream, sighted: Sighted) -> Iterable[Found]:
    """Names of which the consonants are there, and at most half of the vowels."""
    bones = [consonants[word] for word in stream.said]
    hits = list(find("".join(bones)))
    at = [word for word, said in enumerate(bones) for _ in said] if hits else []
    for start, end, number in hits:
        word, last = at[start], at[end - 1]
        if (start and at[start - 1] == word) or (end < len(at) and at[end] == last):
            continue
        first, until = stream.word(word)[0], stream.word(last)[1]
        vowels = vowels_in(text[first:until])
        for name in keys.behind[number]:
            if vowels * 2 > name.vowels and not other_vowels(text[first:until], name, vowels):
                continue
            short = name.rare and name.words == 1 and shortened(text[first:until], name.word)
            if len(name.bones) >= CONSONANTS_MIN or short or sighted.bent(first, until):
                yield Found(name.number, first, until, "apart")


def shortened(said: str, word: str) -> bool:
    """Is it the word without some of its letters, but with its first?"""
    rest = iter(word)
    return said[:1] == word[:1] and all(c in rest for c in said)


def other_vowels(said: str, name: Name, count: int) -> bool:
    """Were all its vowels replaced, by one or, in a longer name, by several?"""
    if count != name.vowels or script(name.key[0]) == "arabic":
        return False
    letters = "".join(VOWELS_OF.findall(said))
    if len(letters) != len(name.sung) or len(letters) < 2:
        return False
    pairs = set(zip(name.sung, letters, strict=True))
    changed = all(a != b for a, b in pairs) and len(pairs) == len(set(name.sung))
    return changed or len(set(letters)) == 1 or len(name.bones) > OTHER_VOWELS_MIN
