"""The shape of a language's table, and how tables are looked up: all words of a text in one pass. Pure.

Phrases are parted by `|`. They are folded as texts are (case, marks, й, ß, ة), so they may be written as they are
spelled. `word*` stands for every ending, `*word` for every beginning, `~` for up to eight words (separable verbs),
`+` for up to three, `{}` for the name itself, `one/other` for either word, `!phrase` for a phrase that counts only at
the head of a clause, where imperatives stand: *join us*, not *they join us*; `?phrase` for one that a question does not
turn round: *who is in?* An apostrophe parts words: *l'ordre* is two.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from tambour.moderation.text.terms import bare

WORDS_KEPT = 1 << 13
GAP_WORDS = 8
"""How many words `~` stands for at most."""
GAPS = {"~": GAP_WORDS, "+": 3}
GAP_MAX = max(GAPS.values())
SLOT = "{}"
"""The name, in phrases and in words among which it was found."""
SUFFIX_MIN = 2
PUSHES = ("recruit", "give", "glory", "strike", "threat", "ours", "teach")
"""The lists that push towards a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One language. All lists may be empty; the first seven push towards a name."""

    lang: str
    recruit: str
    """Come and join, swear, serve."""
    give: str
    """Give money, weapons, a wallet."""
    glory: str
    """Praise of it, of its dead, of what it did."""
    strike: str
    """Calls for violence, to *you* or by *us*."""
    threat: str
    """Threats against whoever reads."""
    ours: str
    """What only an organisation says of itself: our official channel, our commander, our men are back."""
    teach: str
    """Instructions for violence that are offered or asked for."""
    distance: str
    """What news, courts, research, victims, opponents, players and jokers speak of."""
    private: str
    """Of one's own life, where no comrades follow: who tells of *my hands* is mostly who was threatened."""
    told: str
    """Somebody tells what others said, wanted or forced: the words of that sentence are not the writer's own. Mostly in
    the past, because an organisation that speaks for itself does so in the present."""
    invites: str
    """What only who invites says. In the writer's own voice it leaves no distance to what is told around it."""
    approves: str
    """Somebody makes the words of a quotation his own."""
    would: str
    """Joining, giving and glory in the conditional are a joke or a thought."""
    mocking: str
    """Before heroes it makes fun of them."""
    negations: str
    myself: str
    """*Kill me*: the one who is struck is the writer."""
    enemies: str
    fighters: str
    """Whom glory, gifts and new people are for where the name itself does not follow."""
    own: str
    """*Burned our*: the writer's own people are struck."""
    praised: str
    """Glory that may be for something else: *long live bread*."""
    taking: str
    """So may gifts and joining: *join the march*."""
    towards: str
    """Words that lead to what is joined: *join the*. Of verb-final languages: endings of what stands before."""
    leads: str = ""
    """What may stand before an imperative in its clause."""
    targets: str = ""
    """Of what keeps a distance, whom violence is called for against: *burn the court* is no news of a court."""
    sources: str = ""
    """Before a colon they name where words come from."""
    clitics: str = ""
    """Letters written together with the next word: and, so, the."""
    past: str = ""
    """Telling in the past, written as it is spelled, accents and all: an imperative behind it in the sentence was said
    then and there, to others."""
    not_past: str = ""
    """Words that only look like it."""
    not_calls: str = ""
    """Words that folding makes imperatives of, as they are spelled: *doña*."""
    negated_after: int = 0
    """How many words behind a push a negation may stand (German: *schlagt nicht zu*)."""
    object_first: bool = False
    """What is joined stands before the verb (Turkish)."""


SPELLED = ("past", "not_past", "not_calls")
"""Lists of words as they are spelled, because folding makes them others: *brûlé* and *brûle*."""
FOLDED = tuple(
    f.name
    for f in fields(Table)
    if f.name not in {"lang", "clitics", "negated_after", "object_first", *SPELLED}
)


class Phrase(NamedTuple):
    """Words, `head` where it counts only at the head of a clause, in which list of which language it is, and whether it
    may be asked."""

    words: tuple[str, ...]
    head: bool
    kind: str
    lang: str
    asked: bool = False


class Said(NamedTuple):
    """Words number `start` to `end` (exclusive) of a text are a phrase."""

    start: int
    end: int
    phrase: Phrase


class Starts(NamedTuple):
    """Phrases with one first word, each with its number among them: by what their second word has to be, by the one
    behind a gap, and those of one word or with something else there."""

    second: dict[str, list[tuple[int, Phrase]]]
    far: dict[str, list[tuple[int, Phrase]]]
    other: list[tuple[int, Phrase]]


def phrases_of(table: Table, lists: Sequence[str]) -> Iterable[Phrase]:
    """Every phrase of these lists once; one for each first word that it may have."""
    for kind in lists:
        for said in dict.fromkeys(getattr(table, kind).split("|")):
            text = re.sub(r"/\s+", "/", said.strip())
            bare_text = text.lstrip("!?")
            marks = text[: len(text) - len(bare_text)]
            pieces = re.sub("['’-]", " ", bare_text).split()
            first, rest = pieces[0].split("/") if pieces else (), map(either, pieces[1:])
            for chosen in product(first, *rest):
                words = [word for piece in chosen for word in parts_of(piece, kind in SPELLED)]
                if words:
                    yield Phrase(tuple(words), "!" in marks, kind, table.lang, "?" in marks)


def either(piece: str) -> list[str]:
    """The name, and whatever else may stand there: they are looked for apart."""
    ones = piece.split("/")
    return [SLOT, "/".join(one for one in ones if one != SLOT)] if SLOT in ones and len(ones) > 1 else [piece]


def parts_of(piece: str, spelled: bool) -> list[str]:
    """A word of a phrase as it is looked for; one of several words stays one part."""
    if piece in GAPS or piece == SLOT:
        return [piece]
    if "/" in piece:
        return ["/".join(word for one in piece.split("/") for word in parts_of(one, spelled))]
    word = piece.strip("*")
    folded = [spelling(word)] if spelled else bare(word).split()
    if folded:
        folded[0] = "*" * piece.startswith("*") + folded[0]
        folded[-1] += "*" * piece.endswith("*")
    return folded


def spelling(word: str) -> str:
    """A word in small letters, with its accents; Turkish İ is i."""
    return unicodedata.normalize("NFC", word).replace("İ", "i").casefold()


class Book:
    """All tables, by first words; of phrases with the name in them only where `named`, else of all others."""

    def __init__(
        self, tables: Sequence[Table], lists: Sequence[str] = FOLDED, *, named: bool = False
    ) -> None:
        self.tables = {table.lang: table for table in tables}
        self.clitics = tuple(
            sorted(
                {bare(c) for t in tables for c in t.clitics.split("|") if c.strip()}, key=len, reverse=True
            )
        )
        self.leads = {t.lang: frozenset(bare(t.leads.replace("|", " ")).split()) for t in tables}
        self.exact: dict[str, list[Phrase]] = {}
        self.begins: dict[str, list[Phrase]] = {}
        self.ends: dict[str, list[Phrase]] = {}
        for phrase in [phrase for table in tables for phrase in phrases_of(table, lists)]:
            if named is not (SLOT in phrase.words):
                continue
            first = phrase.words[0]
            where = self.ends if first[0] == "*" else self.begins if first[-1] == "*" else self.exact
            where.setdefault(first.strip("*"), []).append(phrase)
        self.begin_sizes = sorted({len(key) for key in self.begins})
        self.end_sizes = sorted({len(key) for key in self.ends})
        self.starting = lru_cache(maxsize=WORDS_KEPT)(lambda word: sorted_by_second(self.begun_by(word)))
        """The phrases whose first word this may be; most words come again."""

    def find(self, words: Sequence[str]) -> list[Said]:
        """Every phrase in these folded words, in their order."""
        found: list[Said] = []
        for at, word in enumerate(words):
            starts = self.starting(word)
            if starts is None or (word == SLOT and at and words[at - 1] == SLOT):
                continue
            after = behind(words, at + 1) if word == SLOT else at + 1
            some = (
                {*starts.other, *starts.second.get(words[after], ())}
                if after < len(words)
                else {*starts.other}
            )
            if starts.far:
                for next_one in words[after : after + GAP_MAX + 1]:
                    some.update(starts.far.get(next_one, ()))
            found += [
                Said(at, end, phrase)
                for _, phrase in sorted(some)
                if (end := reach(phrase.words, 1, words, at + 1))
            ]
        return found

    def begun_by(self, word: str) -> list[Phrase]:
        """The phrases whose first word this may be."""
        found = list(self.exact.get(word, ()))
        found += [
            p for size in self.begin_sizes if size <= len(word) for p in self.begins.get(word[:size], ())
        ]
        found += [p for size in self.end_sizes if size < len(word) for p in self.ends.get(word[-size:], ())]
        if word[:1] > "\u0600":
            for clitic in self.clitics:
                if word.startswith(clitic) and len(word) - len(clitic) >= SUFFIX_MIN + 1:
                    rest = word[len(clitic) :]
                    found += self.exact.get(rest, ())
                    found += [
                        p
                        for size in self.begin_sizes
                        if size <= len(rest)
                        for p in self.begins.get(rest[:size], ())
                    ]
        return found


def sorted_by_second(phrases: Sequence[Phrase]) -> Starts | None:
    """Most phrases go on with one of a few words, and most words are none of them; None where there are no phrases."""
    found = Starts({}, {}, [])
    for one in enumerate(phrases):
        words = one[1].words
        gap = len(words) > 1 and words[1] in GAPS
        exact, open_ended = choices(words[1 + gap]) if len(words) > 1 else (frozenset[str](), ())
        if open_ended or not exact or SLOT in exact:
            found.other.append(one)
        else:
            for word in exact:
                (found.far if gap else found.second).setdefault(word, []).append(one)
    return found if phrases else None


@lru_cache(maxsize=WORDS_KEPT)
def choices(part: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of which one may stand there, and those that are open at an end."""
    ones = part.split("/")
    return frozenset(one for one in ones if "*" not in one), tuple(one for one in ones if "*" in one)


def fits(part: str, word: str) -> bool:
    """Is this word what that part of a phrase stands for?"""
    if "/" in part:
        exact, open_ended = choices(part)
        return word in exact or any(fits(one, word) for one in open_ended)
    if part[0] == "*":
        return word.endswith(part.strip("*"))
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part


def reach(parts: Sequence[str], done: int, words: Sequence[str], at: int) -> int:
    """Behind which word the phrase ends whose first `done` parts end before word `at`; 0 where it does not go on."""
    if parts[done - 1] == SLOT:
        at = behind(words, at)
    while done < len(parts):
        if gap := GAPS.get(parts[done]):
            return next(
                (
                    end
                    for skip in range(gap + 1)
                    if at + skip < len(words) and fits(parts[done + 1], words[at + skip])
                    for end in [reach(parts, done + 2, words, at + skip + 1)]
                    if end
                ),
                0,
            )
        if at >= len(words) or not fits(parts[done], words[at]):
            return 0
        done, at = done + 1, at + 1
        if parts[done - 1] == SLOT:
            at = behind(words, at)
    return at


def behind(words: Sequence[str], at: int) -> int:
    """Where the name ends that goes on with word `at`."""
    while at < len(words) and words[at] == SLOT:
        at += 1
    return at
