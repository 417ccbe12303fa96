"""What is said of a name: does the text push towards it, or keep its distance? Rules by words around the name. Pure.

A name by itself is nothing: news, criticism, research, counter-speech, victims and jokes have it too. It counts when
something pushes towards it nearby (join, give, obey, glory, strike for), and less, or not at all, where the text keeps
its distance (reports, condemns, warns, studies, quotes, negates). The words are those of seven languages, a table each
(speech/); a score orders a queue for people, and never does more.

What pushes is looked for in all languages, because whoever hides a call in a text of another language would escape
else. What keeps a distance, negates or jokes is read in the languages of the text only, because small words of one
language are others in the next; where the language is not clear, in all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from tambour.moderation.text.clauses import Cut, Span, lined, places
from tambour.moderation.text.manner import CONTACTS, OUTSIDE
from tambour.moderation.text.normal import Normal
from tambour.moderation.text.speech.ar import ARABIC
from tambour.moderation.text.speech.de import GERMAN
from tambour.moderation.text.speech.en import ENGLISH
from tambour.moderation.text.speech.es import SPANISH
from tambour.moderation.text.speech.fr import FRENCH
from tambour.moderation.text.speech.ru import RUSSIAN
from tambour.moderation.text.speech.table import PUSHES, SLOT, SPELLED, Book, Said, fits, spelling
from tambour.moderation.text.speech.tr import TURKISH
from tambour.moderation.text.terms import Hit
from tambour.moderation.text.tongues import tongue

TABLES = (ENGLISH, RUSSIAN, ARABIC, FRENCH, GERMAN, TURKISH, SPANISH)
NEAR_WORDS = 12
"""How far from the name something may push."""
BEFORE_WORDS = 3
"""How far before a push a negation turns it round."""
ORDERS = frozenset({"recruit", "give", "strike"})
"""Pushes that are imperatives; praise and threats are told in the past too."""
AIMED_WORDS = 3
"""How far from a call its target may stand."""
CAPTION_WORDS = 4
"""So many words before a colon may be a caption."""
ABOUT_WORDS = 12
"""How many words behind a push may say what it is about."""
ALONE, PUSHED, PUSHED_TWICE, PHRASE = 0.1, 0.7, 0.85, 0.6
DISTANT = 0.35
"""What is left of a score for each kind of distance, down to two of them."""
HEEDED_FROM = 0.5
"""From here a person is asked to look."""


@cache
def book() -> Book:
    """All tables, ready to be looked up."""
    return Book(TABLES)


@cache
def naming() -> Book:
    """Phrases in which the name itself stands."""
    return Book(TABLES, named=True)


@cache
def telling() -> Book:
    """What tells in the past, by spelling."""
    return Book(TABLES, SPELLED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with its score, 0 to 1, and the reasons in the order in which they counted."""

    hit: Hit
    score: float
    reasons: tuple[str, ...]


class Push(NamedTuple):
    """Words that push: of what kind, the numbers of the first and behind the last, in which sentence; cited, told of
    others, in the past?"""

    kind: str
    place: int
    end: int
    sentence: int
    cited: bool
    told: bool
    past: bool


@dataclass(slots=True)
class Reading:
    """A text with what in it tells of others, keeps a distance, and invites."""

    cut: Cut
    hits: Sequence[Hit]
    original: str
    langs: frozenset[str]
    read: Normal
    said: dict[str, list[Said]] = field(default_factory=dict)
    """By list: pushes of all languages, the rest of the text's own."""
    starts: dict[str, set[int]] = field(default_factory=dict)
    kept: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """What tells of others or keeps a distance, by list and sentence."""
    outside: set[str] = field(default_factory=set)
    """Marks that stand outside all words: laughter, a dateline, a hashtag against."""
    named: list[bool] = field(default_factory=list)
    """Is this word part of a name?"""
    inviting: bool = False
    """Does the writer himself invite, in a sentence that tells of nobody else?"""

    def __post_init__(self) -> None:
        cut = self.cut
        self.named = [
            any(h.start < end and start < h.end for h in self.hits)
            for start, end in zip(cut.starts, cut.ends, strict=True)
        ]
        about = [SLOT if named else word for word, named in zip(cut.words, self.named, strict=True)]
        for said in (*telling().find(self.spelled()), *book().find(cut.words), *naming().find(about)):
            phrase = said.phrase
            if phrase.kind in PUSHES and self.among("not_calls", said.start, said.start + 1):
                continue
            if phrase.kind not in PUSHES and phrase.lang not in self.langs:
                continue
            part = phrase.kind in PUSHES and self.named[said.start] and SLOT not in phrase.words
            if part or all(self.named[said.start : said.end]) or (phrase.head and not self.leading(said)):
                continue
            self.put(said)
        self.keep("distance", [one for one in self.all("distance") if not self.negated(one.start, 2)])
        self.keep("distance", [one for one in self.all("distance") if not self.called(one)])
        for kind in ("told", "distance"):
            self.keep(kind, [one for one in self.all(kind) if not self.within(one)])
        if any(self.tells_of_own_life(one) for one in self.all("private")):
            self.outside.add("private")
        for kind in ("told", "distance"):
            for one in self.all(kind):
                self.kept.setdefault((kind, cut.sentences[one.start]), set()).add(
                    " ".join(cut.words[one.start : one.end])
                )
        if any(
            self.cut.text[cut.ends[one.end - 1] :][:2].strip().startswith(":") for one in self.all("sources")
        ):
            self.outside.add("source")
        self.outside |= {name for name, mark in OUTSIDE.items() if mark.search(self.original)}
        self.inviting = any(self.invites(one) for one in self.all("invites")) or (
            not self.kept and CONTACTS.search(self.original) is not None
        )

    def spelled(self) -> list[str]:
        """The words as the original has them."""
        spans = map(self.read.original, self.cut.starts, self.cut.ends)
        return [spelling(self.original[start:end]) for start, end in spans]

    def keep(self, kind: str, left: Sequence[Said]) -> None:
        """Only these are left of a list."""
        self.said[kind], self.starts[kind] = [], set()
        for one in left:
            self.put(one)

    def within(self, said: Said) -> bool:
        """Has it words that push: *our channel was blocked*, *three days to leave*?"""
        return any(
            fits(part, self.cut.words[at])
            for kind in PUSHES
            for one in self.all(kind)
            if not self.negated(one.start)
            for at in range(max(one.start, said.start), min(one.end, said.end))
            for part in one.phrase.words
        )

    def called(self, said: Said) -> bool:
        """Is it whom the writer speaks to, *brother,* or whom he calls to strike, *burn the court*?"""
        cut, clause = self.cut, self.cut.clauses[said.start]
        alone = cut.heads(said.start) and (said.end == len(cut.words) or cut.heads(said.end))
        if alone and any(
            said.start <= one.start < said.end and one.phrase.words[-1].endswith("*")
            for one in self.all("fighters")
        ):
            return True
        return self.among("targets", said.start, said.end) and any(
            cut.clauses[one.start] == clause
            and max(said.start - one.end, one.start - said.end) <= AIMED_WORDS
            for one in self.all("strike")
        )

    def tells_of_own_life(self, said: Said) -> bool:
        """*My hands*, and neither *my brothers* nor part of what pushes or invites?"""
        calls = [one for kind in (*PUSHES, "invites") for one in self.all(kind)]
        within = any(one.start <= said.start < one.end for one in calls)
        return not within and not self.among("fighters", said.start, said.end + 1)

    def put(self, said: Said) -> None:
        """Write down a phrase that counts."""
        self.said.setdefault(said.phrase.kind, []).append(said)
        self.starts.setdefault(said.phrase.kind, set()).add(said.start)

    def all(self, kind: str) -> list[Said]:
        """Where words of a list stand."""
        return self.said.get(kind, [])

    def leading(self, said: Said) -> bool:
        """Does it stand where imperatives do?"""
        at = said.start
        return self.cut.heads(at) or self.cut.words[at - 1] in book().leads[said.phrase.lang]

    def words_of(self, kind: str, sentence: int) -> set[str]:
        """What of `told` or `distance` begins in a sentence."""
        return self.kept.get((kind, sentence), set())

    def among(self, kind: str, start: int, end: int) -> bool:
        """Does something of a list begin among these words?"""
        begun = self.starts.get(kind)
        return begun is not None and any(number in begun for number in range(start, end))

    def negated(self, at: int, words: int = BEFORE_WORDS) -> bool:
        """Does a negation stand shortly before it, and behind the last colon?"""
        begun, turns = self.starts.get("negations", set[int]()), self.cut.turns
        return any(n in begun and turns[n] == turns[at] for n in range(max(0, at - words), at))

    def cited(self, said: Said) -> bool:
        """Does it stand in quotation marks?"""
        return self.cut.is_quoted(*self.cut.span(said.start, said.end))

    def invites(self, said: Said) -> bool:
        """Is what stands here an invitation in the writer's own voice?"""
        sentence = self.cut.sentences[said.start]
        if self.words_of("told", sentence) or self.words_of("distance", sentence):
            return False
        return not self.cited(said) and not self.negated(said.start)

    def rest(self, said: Said, last: int = -1) -> range:
        """The words behind it, to the end of the clause; of the clause of word `last`, if that is given."""
        clauses = self.cut.clauses
        last = said.end - 1 if last < 0 else last
        end = said.end
        while end < min(len(clauses), said.end + ABOUT_WORDS) and clauses[end] == clauses[last]:
            end += 1
        return range(said.end, end)


def judge(hits: Iterable[Hit], read: Normal, original: str, blocks: Sequence[Span] = ()) -> list[Judged]:
    """Each hit by what stands around it. `read` is the original, normalised; `blocks`: the places in the original that
    the writer set apart as quotations or code, in order and apart."""
    found = list(hits)
    if not found:
        return []
    reading = reading_of(found, read, original, blocks)
    pushes = [push for kind in PUSHES for push in pushing(kind, reading)]
    return [judged(hit, pushes, reading) for hit in found]


def reading_of(hits: Sequence[Hit], read: Normal, original: str, blocks: Sequence[Span]) -> Reading:
    """A text with these names in it; there may be none."""
    cut = Cut(lined(read, original))
    cut.set_apart(places(read, blocks))
    return Reading(cut, hits, original, languages(hits, read, original), read)


def languages(hits: Sequence[Hit], read: Normal, original: str) -> frozenset[str]:
    """In which languages distance is looked for: those that are clear without the names, of the text and of its
    sentences; else all."""
    text = without(original, [read.original(hit.start, hit.end) for hit in hits])
    whole = tongue(text) or tongue(without(read.text, [(hit.start, hit.end) for hit in hits]))
    if not whole:
        return frozenset(book().tables)
    return frozenset({whole, *filter(None, map(tongue, text.splitlines()))})


def without(text: str, spans: Sequence[Span]) -> str:
    """The text without these parts."""
    left, at = list[str](), 0
    for start, end in sorted(spans):
        left.append(text[at : max(at, start)])
        at = max(at, end)
    return " ".join((*left, text[at:]))


def pushing(kind: str, read: Reading) -> list[Push]:
    """The words that push, without those that a negation, a question, a jest or what they are about turns round."""
    cut, found = read.cut, list[Push]()
    for said in read.all(kind):
        if denied(said, read) or turned(kind, read, said):
            continue
        sentence = cut.sentences[said.start]
        past = (kind in ORDERS and narrated(read, said)) or (kind == "threat" and captioned(read, said))
        told = past or bool(read.words_of("told", sentence))
        found.append(Push(kind, said.start, said.end, sentence, read.cited(said), told, past))
    return found


def denied(said: Said, read: Reading) -> bool:
    """Does a negation stand before it, within it, or where its language puts it behind? Threats negate by themselves:
    you will not wake up."""
    if said.phrase.kind == "threat":
        return False
    table = book().tables[said.phrase.lang]
    after = min(said.end + table.negated_after, read.rest(said).stop)
    inner = range(said.start + 1, max(after, said.end))
    begun = read.starts.get("negations", set[int]())
    own = {n for n in inner if n < said.end and any(fits(p, read.cut.words[n]) for p in said.phrase.words)}
    return read.negated(said.start) or any(n in begun for n in inner if n not in own)


def turned(kind: str, read: Reading, said: Said) -> bool:
    """Is it asked, a mere thought, in mockery, about something else, or death to oneself or one's own people?"""
    cut = read.cut
    if (
        cut.turns[said.start] in cut.asked
        and not said.phrase.asked
        and not read.among("invites", said.start, said.start + 1)
    ):
        return True
    if kind == "strike":
        return suffered(read, said)
    if kind == "glory" and read.among("mocking", said.start - 2, said.start):
        return True
    clause = cut.clauses[said.start]
    if kind not in ("threat", "ours") and any(
        cut.clauses[w.start] == clause and not said.start <= w.start < said.end for w in read.all("would")
    ):
        return True
    return SLOT not in said.phrase.words and elsewhere(read, said)


def narrated(read: Reading, said: Said) -> bool:
    """Does its sentence tell in the past, before it, or around it where verbs come last; or does it stand behind a
    colon under a mere caption? An invitation stays one."""
    if read.among("invites", said.start, said.start + 1):
        return False
    sentences, asides = read.cut.sentences, read.starts.get("not_past", set[int]())
    behind = book().tables[said.phrase.lang].object_first
    return captioned(read, said) or any(
        sentences[past.start] == sentences[said.start]
        and past.start not in asides
        and not said.start <= past.start < said.end
        and (behind or past.start < said.start)
        for past in read.all("past")
    )


def captioned(read: Reading, said: Said) -> bool:
    """Does it follow a colon at once, and words before that neither name nor speak to anybody: red paint on a wall?"""
    cut, at = read.cut, said.start
    while at and cut.turns[at - 1] == cut.turns[at]:
        at -= 1
    if said.start - at > 1:
        return False
    first = at
    while (
        first
        and cut.sentences[first - 1] == cut.sentences[said.start]
        and cut.turns[first - 1] == cut.turns[at - 1]
    ):
        first -= 1
    if at - first < CAPTION_WORDS or ":" not in cut.text[cut.ends[at - 1] : cut.starts[at]]:
        return False
    return not any(read.named[first:at]) and not read.among("fighters", first, at)


def suffered(read: Reading, said: Said) -> bool:
    """Is the one who is struck oneself, or somebody of one's own?"""
    if read.among("myself", said.end, said.end + 1):
        return True
    rest = read.rest(said)
    after = next((n for n in rest if not read.named[n]), None)
    if after is None or read.among("enemies", said.start, rest.stop):
        return False
    return read.among("own", after, after + 1)


def elsewhere(read: Reading, said: Said) -> bool:
    """Is it said of something that is neither the name nor who fights: long live bread, join the march?"""
    about = [*about_what(read, said)]
    if not about or any(read.named[n] for n in about):
        return False
    return not any(read.among("fighters", n, n + 1) for n in about)


def about_what(read: Reading, said: Said) -> Iterable[int]:
    """The words that say for what praise, a gift or a new hand is; none where nothing does."""
    rest, first = read.rest(said), said.start
    if read.among("praised", first, first + 1):
        return rest if rest or not read.cut.dashed(said.end) else read.rest(said, said.end)
    if not read.among("taking", first, first + 1):
        return ()
    if not book().tables[said.phrase.lang].object_first:
        inner = range(first + 1, said.end) if "~" in said.phrase.words else range(0)
        return (*inner, *rest) if read.among("towards", first + 1, said.end + 1) else ()
    while first and read.cut.clauses[first - 1] == read.cut.clauses[first]:
        first -= 1
    return range(first, said.start) if read.among("towards", first, said.start) else ()


def quoted(hit: Hit, read: Reading) -> bool:
    """Does the hit stand in a quotation of more than the name itself?"""
    return any(
        start <= hit.start and hit.end <= end and end - start > 2 * (hit.end - hit.start)
        for start, end in (*read.cut.quotes, *read.cut.blocks)
    )


def judged(hit: Hit, pushes: Sequence[Push], read: Reading) -> Judged:
    """The score of one hit."""
    at = read.cut.number(hit.start)
    near = own_words([push for push in pushes if abs(push.place - at) <= NEAR_WORDS], read)
    kinds = sorted({push.kind for push in near})
    distance, cited = kept_apart(near, read, [hit])
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


def own_words(pushes: Sequence[Push], read: Reading) -> Sequence[Push]:
    """What is left of pushes where some are the writer's own: what he only tells counts where nothing else pushes."""
    if read.inviting:
        pushes = [push for push in pushes if not push.told] or pushes
    return [push for push in pushes if not push.past] or pushes


def kept_apart(near: Sequence[Push], read: Reading, about: Sequence[Hit]) -> tuple[int, bool]:
    """How many kinds of distance there are between the writer and what pushes near these names, and is it quoted?"""
    distance = len(kept_away(about, near, read)) + (bool(near) and all(push.past for push in near))
    cited = any(quoted(hit, read) for hit in about) or (bool(near) and all(push.cited for push in near))
    own = not read.all("distance") and not read.outside and bool(read.all("approves"))
    if own and (cited or any(push.told and not push.past for push in near)):
        return 0, False
    return distance, cited


def kept_away(hits: Sequence[Hit], near: Sequence[Push], read: Reading) -> set[str]:
    """The words that keep the writer away from the names. Where he invites himself, only those of the sentences of the
    names and of what pushes count: what was told before is no excuse."""
    if not read.inviting:
        return read.outside.union(*read.kept.values())
    pushed = {push.sentence for push in near}
    about = pushed.union(read.cut.sentences[read.cut.number(hit.start)] for hit in hits)
    return {w for n in about for w in read.words_of("distance", n)} | {
        w for n in pushed for w in read.words_of("told", n)
    }
