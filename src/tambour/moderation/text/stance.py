"""What is said of a name: does the text push towards it, or keep its distance? Rules by words around the name. Pure.

A name by itself is nothing: news, criticism, research, counter-speech, victims and jokes have it too. It counts when
something pushes towards it nearby (join, give, obey, glory, strike for), and less, or not at all, where the text keeps
its distance (reports, condemns, warns, studies, quotes, negates). The lists are short and of three languages; a score
orders a queue for people, and never does more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tambour.moderation.text.clauses import SENTENCE_END, WORD, Cut, Said, Span, within, words_of
from tambour.moderation.text.stance_words import (
    APPROVES,
    DISTANCE,
    ENEMIES,
    FIGHTERS,
    INVITES,
    MOCKING,
    NEGATIONS,
    OURS,
    PRAISED,
    PUSHES,
    REPORTED,
    SELF,
    TAKING,
    TOWARDS,
    WOULD,
)
from tambour.moderation.text.terms import Hit

NEAR_WORDS = 12
"""How far from the name something may push."""
BEFORE_WORDS = 3
"""How far before a push a negation turns it round."""
ALONE, PUSHED, PUSHED_TWICE, PHRASE = 0.1, 0.7, 0.85, 0.6
DISTANT = 0.35
"""What is left of a score for each kind of distance, down to two of them."""
HEEDED_FROM = 0.5
"""From here a person is asked to look."""
ABOUT_MAX = 120
"""How many letters around a push may say what it is about."""
GLORY_TO = "المجد"
SUFFIX_OURS = "نا"
"""Arabic says *our* at the end of a word."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with its score, 0 to 1, and the reasons in the order in which they counted."""

    hit: Hit
    score: float
    reasons: tuple[str, ...]


class Push(NamedTuple):
    """Words that push: what kind, the number of the first one, in which sentence; quoted? told of others?"""

    kind: str
    place: int
    sentence: Span
    cited: bool
    told: bool


@dataclass(slots=True)
class Reading:
    """A text with what in it tells of others, keeps a distance, and invites."""

    cut: Cut
    hits: Sequence[Hit]
    told: list[Said] = field(init=False)
    distance: list[Said] = field(init=False)
    """Words that keep one by what they are about; *not a joke* keeps none."""
    inviting: bool = field(init=False)
    """Does the writer himself invite, in a sentence that tells of nobody else?"""

    def __post_init__(self) -> None:
        self.told = self.cut.said(REPORTED)
        self.distance = [one for one in self.cut.said(DISTANCE) if not self.negated(one[0], 2)]
        self.inviting = any(self.invites(at, at + len(said)) for at, said in self.cut.said(INVITES))

    def negated(self, at: int, words: int = BEFORE_WORDS) -> bool:
        """Does a negation stand shortly before it?"""
        return words_of(NEGATIONS).search(self.cut.before(at, words)) is not None

    def invites(self, start: int, end: int) -> bool:
        """Is what stands here an invitation in the writer's own voice?"""
        span = self.cut.sentence(start)
        if within(self.told, span) or within(self.distance, span):
            return False
        return not self.cut.is_quoted(start, end) and not self.negated(start)

    def named(self, start: int, end: int) -> bool:
        """Does a name reach into it?"""
        return any(hit.start < end and start < hit.end for hit in self.hits)


def judge(hits: Iterable[Hit], text: str, original: str = "") -> list[Judged]:
    """Each hit by what stands around it. `text` is normalised; `original` is looked at for quotation marks only."""
    found = list(hits)
    if not found:
        return []
    read = Reading(Cut(text), found)
    pushes = [push for kind in PUSHES for push in pushing(kind, read)]
    return [judged(hit, pushes, read) for hit in found]


def pushing(kind: str, read: Reading) -> list[Push]:
    """The words that push, without those that a negation, a question, a jest or what they are about turns round."""
    cut, found = read.cut, list[Push]()
    for start, said in cut.said(PUSHES[kind]):
        end = start + len(said)
        if not read.negated(start) and not turned(kind, read, start, end):
            sentence = cut.sentence(start)
            told = bool(within(read.told, sentence))
            found.append(Push(kind, cut.number(start), sentence, cut.is_quoted(start, end), told))
    return found


def turned(kind: str, read: Reading, start: int, end: int) -> bool:
    """Is it death to oneself or to the writer's own people; or glory with a question mark or in mockery, a mere
    thought, or about something else?"""
    if kind == "strike":
        return suffered(read, end)
    if kind == "glory" and (questioned(read, end) or words_of(MOCKING).search(read.cut.before(start, 2))):
        return True
    left, right = read.cut.clause(start)
    span = max(left, start - ABOUT_MAX), min(right, end + ABOUT_MAX)
    return words_of(WOULD).search(read.cut.text, *span) is not None or elsewhere(read, start, end)


def questioned(read: Reading, end: int) -> bool:
    """Does a question mark come before any other end of a sentence?"""
    stop = SENTENCE_END.search(read.cut.text, end)
    return stop is not None and stop.group() in "?؟"


def suffered(read: Reading, end: int) -> bool:
    """Is the one who is struck oneself, or somebody of one's own?"""
    text, right = read.cut.text, min(read.cut.clause(end)[1], end + ABOUT_MAX)
    if words_of(SELF).match(text, end + 1):
        return True
    after = next((m for m in WORD.finditer(text, end, right) if not read.named(*m.span())), None)
    if after is None or words_of(ENEMIES).search(text, end, right):
        return False
    return words_of(OURS).fullmatch(after.group()) is not None or after.group().endswith(SUFFIX_OURS)


def elsewhere(read: Reading, start: int, end: int) -> bool:
    """Is it said of something that is neither the name nor who fights: long live bread, join the march?"""
    said, right = read.cut.text[start:end], min(read.cut.clause(end)[1], end + ABOUT_MAX)
    about = read.cut.text[end:right]
    if words_of(PRAISED).fullmatch(said):
        about = said.partition(" ")[2] + about if said.startswith(GLORY_TO) else about
    elif not (words_of(TAKING).fullmatch(said) and words_of(TOWARDS).match(about.lstrip())):
        return False
    if WORD.search(about) is None or read.named(end, right):
        return False
    return words_of(FIGHTERS).search(about) is None


def quoted(hit: Hit, read: Reading) -> bool:
    """Does the hit stand in a quotation of more than the name itself?"""
    return any(
        start < hit.start and hit.end < end and end - start > 2 * (hit.end - hit.start)
        for start, end in read.cut.quotes
    )


def judged(hit: Hit, pushes: Sequence[Push], read: Reading) -> Judged:
    """The score of one hit."""
    at = read.cut.number(hit.start)
    near = [push for push in pushes if abs(push.place - at) <= NEAR_WORDS]
    if read.inviting:
        near = [push for push in near if not push.told] or near
    kinds = sorted({push.kind for push in near})
    distance = len(kept_away(hit, near, read))
    cited = quoted(hit, read) or (bool(near) and all(push.cited for push in near))
    if cited and not read.distance and words_of(APPROVES).search(read.cut.text):
        distance, cited = 0, False
    reasons = [f"found.{hit.how}", *(f"push.{kind}" for kind in kinds)]
    if hit.entry.kind == "name":
        score = (ALONE, PUSHED)[bool(kinds)] if len(kinds) < 2 else PUSHED_TWICE
    else:
        score = PHRASE if not kinds else PUSHED_TWICE
    steps = min(2, distance + cited)
    if distance:
        reasons.append("distance.words")
    if cited:
        reasons.append("distance.quoted")
    if hit.how in ("slip", "consonants"):
        score *= 0.85
    return Judged(hit, round(score * DISTANT**steps, 3), tuple(reasons))


def kept_away(hit: Hit, near: Sequence[Push], read: Reading) -> set[str]:
    """The words that keep the writer away from the name. Where he invites himself, only those of the sentences of the
    name and of what pushes count: what was told before is no excuse."""
    if not read.inviting:
        return {word for _, word in (*read.told, *read.distance)}
    pushed = {push.sentence for push in near}
    about = {w for span in pushed | {read.cut.sentence(hit.start)} for w in within(read.distance, span)}
    return about | {word for span in pushed for word in within(read.told, span)}
