"""From a message to signals: what was found in it, by which detector, where, how surely, and why. Pure; acts never."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.messages import Entity
from tambour.domain.text import find_entities, points
from tambour.moderation.bank import BankEntry
from tambour.moderation.guesses import DETECTOR, GUESSING, MEANING, NAMED, TITLED
from tambour.moderation.known import Like
from tambour.moderation.reading import HEARD, READ
from tambour.moderation.surfaces import OTHERS
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.links import Link, LinkList, links_of
from tambour.moderation.text.near import Known, shingles
from tambour.moderation.text.normal import Normal, normalise
from tambour.moderation.text.ordinary import Words, no_words
from tambour.moderation.text.plainly import LONG, SHORT, anywhere, find_plain, places, plainly, windows
from tambour.moderation.text.stance import HEEDED_FROM, Judged, judge
from tambour.moderation.text.terms import Entry, Lexicon, MakeFind, Mode, changed_to, compiled

VERSIONS = {
    "words": 2,
    "links": 1,
    "copies": 1,
    "bytes": 1,
    "closed": 1,
    "pictures": 1,
    "points": 1,
    "sound": 1,
    READ: 1,
    HEARD: 1,
    "rules": 1,
    DETECTOR: 1,
    MEANING: 1,
    NAMED: 2,
    TITLED: 1,
}
"""Of each detector; a signal says by which it was made. Of a guess the signal names the model instead."""
LET_PASS, LET_LATE = "let.pass", "let.late"
"""Reasons of a signal about what an entry held: a person let it go, or nobody looked in time."""
KEPT_FROM = 0.2
"""Weaker findings are not even written down: a name alone says nothing about who wrote it."""
LINK_SCORE = 0.9
SEED_FACTOR = 0.45
"""What is left of a score where the entry is only a hint, or disputed: never enough to ask people to look."""
CLOSED_SCORE = 0.6
"""A link to a chat that was taken down."""
SPANS_MAX = 20
READ_FACTOR = 0.8
"""What is left of a score where the words stand in a picture or are spoken: a program misreads and mishears, and whose
words they are is less clear than in a message. A phrase alone is then too weak to ask people to look."""
READ_HOWS = frozenset({"found.plain", "found.pattern", "found.copy", "found.link"})
"""There words count only as they are written: misread letters make slips and other alphabets by themselves."""
PIECE = 4_096
PIECES_SHARE = 300
"""What stands on the border of two pieces is in both."""
PART_MAX = 16_384
"""More of a description or of buttons is not read by detectors; the gate looks at every link."""
QUOTING = frozenset({"quote", "pre", "code"})
"""Entities that set apart what others said, as lines of `>` and quotation marks do."""
READ_WORDS_MIN = 3
"""In fewer words there is no sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One signal. `spans`: (start, end) in code points of the text. `entry` 0: found without the bank."""

    detector: str
    category: str
    score: float
    entry: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    reasons: tuple[str, ...] = ()
    mode: Mode = "live"
    version: int = 0
    """Of the model whose guess it is; 0: VERSIONS has it."""
    hint: bool = False
    """Its entry is a hint, or disputed: it adds to a case that is there anyway."""
    part: str = ""
    """Of what it was found in, by surfaces.py; spans are of that. '': the words of a message."""

    @property
    def heeded(self) -> bool:
        """Is a person asked to look? Never because of a guess or a hint alone."""
        sure = self.mode == "live" and self.score >= HEEDED_FROM
        return sure and not self.hint and self.detector not in GUESSING


@dataclass(frozen=True, slots=True)
class Found:
    """The findings in one text, and the links that lead back to this server, whose goals only the store knows."""

    findings: list[Finding]
    own_links: list[Link]
    part: str = ""


@dataclass(slots=True)
class Loaded:
    """The living entries of the bank, ready to be searched for."""

    entries: dict[int, BankEntry] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)
    texts: Known = field(default_factory=Known)
    links: LinkList = field(default_factory=LinkList)
    holding: Lexicon = field(default_factory=Lexicon)
    """Names and phrases that hold what is about to be sent, found as they are written only."""
    holds: bool = False
    """Does any entry hold?"""
    links_hold: bool = False
    """… of a link?"""

    def look(self, text: str, entities: Sequence[Entity], chat: int, own: str) -> Found:
        """Everything in one message of a public chat."""
        links = links_of(text, entities, own)
        read = normalise(text)
        raw = [
            *self.words(text, read, quoted_in(text, entities)),
            *self.copied(text, read),
            *self.linked(links),
        ]
        kept = [one for f in raw if (one := self.weighed(f, chat)) is not None]
        return Found(kept, [link for link in links if link.key[0] in "@+"])

    def look_in(self, words: str, chat: int, own: str, sense: str = READ) -> list[Finding]:
        """The same for words that were read from the pictures of a message, or heard, behind a higher bar. Spans are of
        these words."""
        if len(words.split()) < READ_WORDS_MIN:
            return []
        return [
            replace(one, detector=sense, score=score)
            for one in self.look(words, find_entities(words), chat, own).findings
            if READ_HOWS & {*one.reasons} and (score := round(one.score * READ_FACTOR, 3)) >= KEPT_FROM
        ]

    def look_apart(self, parts: Mapping[str, str], chat: int, own: str) -> list[Found]:
        """The same in what a message carries besides its words, or in a profile. What others wrote counts for less."""
        found: list[Found] = []
        for part, text in parts.items():
            share = READ_FACTOR if part in OTHERS else 1.0
            for at, piece in pieces(text):
                seen = self.look(piece, find_entities(piece), chat, own)
                found.append(
                    Found(
                        [
                            replace(one, part=part, score=score, spans=moved(one.spans, at))
                            for one in seen.findings
                            if (score := round(one.score * share, 3)) >= KEPT_FROM
                        ],
                        [replace(link, start=link.start + at, end=link.end + at) for link in seen.own_links],
                        part,
                    )
                )
        return found

    def weighed(self, finding: Finding, chat: int) -> Finding | None:
        """With the opinion and the mode of its entry; None where it is too weak, or not tried in this chat."""
        entry = self.entries[finding.entry]
        if not entry.tried_in(chat):
            return None
        hint = entry.opinion != "positive"
        score = round(finding.score * (SEED_FACTOR if hint else 1.0), 3)
        if score < KEPT_FROM:
            return None
        return Finding(
            detector=finding.detector,
            category=entry.category,
            score=score,
            entry=entry.id,
            spans=finding.spans,
            reasons=finding.reasons,
            mode="live" if entry.mode == "live" else "shadow",
            hint=hint,
        )

    def words(self, text: str, read: Normal, blocks: Sequence[tuple[int, int]] = ()) -> Iterable[Finding]:
        """Terms and expressions, the best place of each entry first."""
        return self.judged(judge(search(self.lexicon, read, text), read, text, blocks), read)

    def judged(self, judged: Iterable[Judged], read: Normal) -> Iterable[Finding]:
        """The same of hits of which the score is known."""
        best: dict[int, Finding] = {}
        for one in sorted(judged, key=lambda j: -j.score):
            entry, span = one.hit.entry, read.original(one.hit.start, one.hit.end)
            known = best.get(entry.id)
            if known is None:
                best[entry.id] = Finding(
                    detector="words",
                    category=entry.category,
                    score=one.score,
                    entry=entry.id,
                    spans=(span,),
                    reasons=one.reasons,
                )
            elif span not in known.spans and len(known.spans) < SPANS_MAX:
                best[entry.id] = Finding(
                    detector="words",
                    category=known.category,
                    score=known.score,
                    entry=entry.id,
                    spans=(*known.spans, span),
                    reasons=known.reasons,
                )
        return best.values()

    def copied(self, text: str, read: Normal) -> Iterable[Finding]:
        """Copies of the bank's texts."""
        if not self.texts.texts:
            return
        for share, key in self.texts.copied(shingles(read.text)):
            yield Finding(
                detector="copies",
                category=self.entries[key].category,
                score=round(share, 3),
                entry=key,
                spans=((0, len(text)),),
                reasons=("found.copy",),
            )

    def linked(self, links: Iterable[Link]) -> Iterable[Finding]:
        """Links under an entry of the bank."""
        found: dict[int, list[tuple[int, int]]] = {}
        for link in links:
            if entry := self.links.find(link.key):
                found.setdefault(entry, []).append((link.start, link.end))
        for entry, spans in found.items():
            yield Finding(
                detector="links",
                category=self.entries[entry].category,
                score=LINK_SCORE,
                entry=entry,
                spans=tuple(spans[:SPANS_MAX]),
                reasons=("found.link",),
            )

    def held(self, text: str, entities: Sequence[Entity], chat: int, own: str) -> Finding | None:
        """What keeps these words out of a public chat until somebody has looked, the surest: exact matches only, and
        names only where what is said of them pushes."""
        found = list[Finding]()
        if self.links_hold:
            links = links_of(text, entities, own)
            found += [one for one in self.linked(links) if self.entries[one.entry].holds]
        if self.holding.ways:
            found += self.called(text, entities)
        weighed = (self.weighed(one, chat) for one in found)
        return max((one for one in weighed if one and one.heeded), key=lambda one: one.score, default=None)

    def called(self, text: str, entities: Sequence[Entity]) -> Iterable[Finding]:
        """Names and phrases that hold, as they are written. Of a longer text what stands around them is judged first,
        and the whole, which takes milliseconds, only where that would hold it."""
        if len(text) > LONG:
            read, there = None, places(self.holding, text)
        else:
            read = normalise(text)
            there = [read.original(hit.start, hit.end) for hit in anywhere(self.holding, read)]
        if not there:
            return ()
        parts = windows(text, sorted(there)) if len(text) > SHORT else []
        if parts and not any(self.pushed(part) for part in parts):
            return ()
        read = read or normalise(text)
        hits = find_plain(self.holding, read)
        return self.judged(judge(hits, read, text, quoted_in(text, entities)), read)

    def pushed(self, part: str) -> bool:
        """Would any of them be heeded, were this all of it?"""
        read = normalise(part)
        return any(one.score >= HEEDED_FROM for one in judge(anywhere(self.holding, read), read, part))

    def refused(self, links: Iterable[Link], chat: int) -> int:
        """The entry that keeps a message with these links from being sent to a public chat, or 0: exact ones."""
        for link in links:
            entry = self.entries.get(self.links.find(link.key))
            if entry is not None and entry.acts and entry.tried_in(chat):
                return entry.id
        return 0


def quoted_in(text: str, entities: Sequence[Entity]) -> list[tuple[int, int]]:
    """Places that are set apart as quotations or code, in code points, in order and apart from each other."""
    if not any(entity[0] in QUOTING for entity in entities):
        return []
    at, found = points(text), list[tuple[int, int]]()
    for start, length in sorted((int(e[1]), int(e[2])) for e in entities if e[0] in QUOTING):
        if start + length >= len(at):
            continue
        first, last = at[start], at[start + length]
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def pieces(text: str) -> Iterable[tuple[int, str]]:
    """(where it begins, words) of what is too long to be looked at as a whole: none longer than a message may be."""
    yield 0, text[:PIECE]
    for at in range(PIECE - PIECES_SHARE, min(len(text), PART_MAX) - PIECES_SHARE, PIECE - PIECES_SHARE):
        yield at, text[at : at + PIECE]


def moved(spans: Iterable[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    """The same places in the whole text."""
    return tuple((start + by, end + by) for start, end in spans)


def loaded(
    entries: Iterable[BankEntry],
    make: MakeFind,
    make_patterns: MakeFind,
    now: int,
    only: int = 0,
    before: Loaded | None = None,
    words: Words = no_words,
) -> Loaded:
    """Compile what lives at `now`; `only` one entry for a search through what is stored, with the ordinary words of
    the bank that it is in. `before`: what was loaded last, of which what has not changed is kept. `words`: ordinary
    ones, asked for where there are many names."""
    living = {e.id: e for e in entries if e.living(now) and only in (0, e.id)}
    terms = [term_of(e) for e in living.values() if e.kind in ("name", "phrase", "pattern")]
    texts = Known()
    for entry in living.values():
        if entry.kind == "text":
            texts.add(entry.id, shingles(normalise(entry.value).text))
    links = LinkList({e.value: e.id for e in living.values() if e.kind == "link"})
    holding = [e for e in living.values() if e.holds]
    plain = plainly([term_of(e) for e in holding if e.kind in ("name", "phrase")], make)
    known = before.lexicon if before else Lexicon()
    if only:
        lexicon = compiled(terms, make, make_patterns, now, words())
    else:
        lexicon = changed_to(known, terms, make, make_patterns, now, words)
    hold_links = any(e.kind == "link" for e in holding)
    made = Loaded(living, lexicon, texts, links, holding=plain, holds=bool(holding), links_hold=hold_links)
    if (
        plain.ways
    ):  # the first judgement makes the tables, a fifth of a second that nobody who sends waits for
        made.pushed(" ".join(plain.ways[0][0].words))
    return made


def term_of(entry: BankEntry) -> Entry:
    """An entry of the bank as the lexicon takes it."""
    return Entry(
        id=entry.id,
        term=entry.value,
        category=entry.category,
        lang=entry.lang,
        kind="pattern" if entry.kind == "pattern" else "phrase" if entry.kind == "phrase" else "name",
        rare=entry.rare,
        needs=entry.needs,
        unless=entry.unless,
        owner=entry.added_by,
        expires=entry.expires,
        mode="live" if entry.mode == "live" else "shadow",
    )


def to_known(like: Like) -> Finding:
    """A file that is like an entry of the bank, not yet weighed."""
    detector = {"points": "points", "sound": "sound", "track": "sound"}.get(like.how, "pictures")
    return Finding(
        detector=detector, category="", score=like.score, entry=like.entry, reasons=(f"found.{like.how}",)
    )


def to_closed(links: Iterable[Link], closed: Mapping[str, str], part: str = "") -> list[Finding]:
    """Links to chats that were taken down: a sign of where people are sent, and no proof. `closed`: key to state."""
    spans = tuple((link.start, link.end) for link in links if link.key in closed)
    if not spans:
        return []
    return [
        Finding(
            detector="closed",
            category="evade.ban",
            score=CLOSED_SCORE,
            spans=spans[:SPANS_MAX],
            reasons=("found.closed",),
            part=part,
        )
    ]
