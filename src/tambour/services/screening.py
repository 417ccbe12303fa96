"""Detection, put together: every process's gate, the reader beside it, the bank's keepers, the way to the queue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tambour.domain.messages import Kept
from tambour.moderation.bank import BankEntry
from tambour.moderation.cases import Case
from tambour.moderation.named import print_of
from tambour.moderation.reading import HEARD, READ, SENSES, as_one
from tambour.moderation.surfaces import said_in_all
from tambour.moderation.text.near import COPY_FROM, containment, shingles
from tambour.moderation.text.normal import normalise
from tambour.pipeline.backtest import Backtest
from tambour.pipeline.gate import Gate
from tambour.pipeline.guess import Guesser
from tambour.pipeline.marks import STILL_MS
from tambour.pipeline.meant import BankMeanings
from tambour.pipeline.meant_back import LookBack
from tambour.pipeline.named import NamedGuesses
from tambour.pipeline.pauses import GIVE_UP_MS
from tambour.pipeline.reading import WITHIN_MS, Reader
from tambour.pipeline.recall import Recall
from tambour.pipeline.rules import RuleBook
from tambour.pipeline.screen import Screen
from tambour.ports.blobs import Blobs
from tambour.ports.bus import Bus
from tambour.ports.classifier import Classifier
from tambour.ports.known import Known, Likeness
from tambour.ports.meaning import Meaning
from tambour.ports.outside import Clock, Ids
from tambour.ports.rules import Told
from tambour.ports.screen import AFTER_ALL, GUESSES, ScreenRows, Signal
from tambour.ports.store import Store
from tambour.ports.studio import Reading, Studio
from tambour.services.bank import Bank
from tambour.services.bank_samples import Samples
from tambour.services.detected import Detected
from tambour.services.evidence import EvidenceVault
from tambour.services.meanings import CaseMeanings
from tambour.services.models import Models
from tambour.services.rules import Rules
from tambour.services.unread import Unread, unreadable

ALIKE_MAX = 200
FAILING_MS = 30_000
"""What a detector failed on was tried again by then; with what a file takes until it is looked at, that is known within
a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text in pieces, of which some were found: (words, was it found)."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the desk shows of a case's signals: the signals, their entries, and how many near copies were said in how
    many public chats this week."""

    signals: list[Signal]
    entries: dict[int, BankEntry]
    copies: int
    chats: int
    likes: dict[int, Likeness]
    """By entry, of the message's files."""
    told: list[Told]
    """What rules say of it."""


NOTHING_SEEN = Seen(signals=[], entries={}, copies=0, chats=0, likes={}, told=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRoom:
    """One of each; the gate's loop runs in every process, the reader's where timed work is done."""

    store: Store
    gate: Gate
    screen: Screen
    bank: Bank
    samples: Samples | None
    """None where nothing decodes media."""
    lacking: tuple[str, ...]
    """Packages without which media is not known again, or only in part."""
    reader: Reader | None
    """None where nothing reads words in pictures."""
    unread: tuple[str, ...]
    """Packages without which they are not read, or not in every language."""
    listener: Reader | None
    """None where nobody hears spoken words, or is not to."""
    rules: Rules
    backtest: Backtest
    guesser: Guesser | None
    """None where no model guesses."""
    meanings: CaseMeanings | None
    """None where texts are not compared by what they mean."""
    unmeant: str
    """Why they are not: see `no_meaning` of the adapter."""

    async def close(self) -> None:
        """Hang up."""
        if self.guesser is not None:
            await self.guesser.classifier.close()

    async def guessing_still_since(self) -> int:
        """When a model last answered, if that is too long ago; else 0. Whichever process asks it."""
        if self.guesser is None:
            return 0
        last = await self.store.read.signals.last_beat(GUESSES)
        return last if last and self.gate.clock.now() - last > STILL_MS else 0

    async def still_since(self) -> int:
        """When detection was last at work, if that is too long ago; else 0. Whichever process does it."""
        last = await self.store.read.signals.last_beat()
        return last if last and self.gate.clock.now() - last > STILL_MS else 0

    async def failing_since(self) -> int:
        """Since when a detector fails on some messages, files, or pictures with words, if that is too long ago; else
        0. Whichever process looks at them. What is unreadable is told of by `unreadable`."""
        now, rows = self.gate.clock.now(), self.screen.rows
        old = now - GIVE_UP_MS
        first = [
            *(since for _, _, since in await self.store.read.signals.missed(1, (old, *AFTER_ALL))),
            *(since for _, since in await self.store.read.known.missed(1, (old + 1, ""))),
            *[await rows.words(sense).failing_since(now - WITHIN_MS) for sense in SENSES],
        ]
        since = min(filter(None, first), default=0)
        return since if since and now - since > FAILING_MS else 0

    async def unreadable(self) -> Unread:
        """What no detector could look at for a day, and what fails on it. Whichever process tried."""
        await self.gate.load()
        return await unreadable(self.store, self.gate.bank, self.gate.own, self.gate.clock.now())

    async def seen(self, case: int) -> Seen:
        """The signals of a case, for the page that shows it."""
        signals = await self.store.read.signals.of_case(case)
        if not signals:
            return NOTHING_SEEN
        ids = sorted({s.entry for s in signals if s.entry})
        entries = {e.id: e for e in await self.store.read.bank.entries(ids=ids)} if ids else {}
        copies = await self.copies(signals[0].chat, signals[0].seq)
        likes = await self.store.read.known.likes_of(signals[0].chat, signals[0].seq)
        return Seen(
            signals=signals,
            entries=entries,
            copies=len(copies),
            chats=len({c.message.chat for c in copies}),
            likes={one.like.entry: one for one in likes},
            told=await self.store.read.rules.of_messages(sorted({(s.chat, s.seq) for s in signals})),
        )

    async def meaning_mode(self) -> str:
        """Are the bank's texts compared by what they mean? off, package (it is not installed), untrained (no model
        reads what is said), unmeasured, shadow, live."""
        if self.meanings is None:
            return self.unmeant
        if self.guesser is None:
            return "untrained"
        found = await self.store.read.models.named(self.meanings.meaning.print)
        return found.mode if found is not None else "unmeasured"

    async def named_mode(self) -> str:
        """Do guesses beside names of the bank open cases? '' where nothing guesses; unmeasured, shadow, live."""
        if self.guesser is None or self.guesser.named is None:
            return ""
        found = await self.store.read.models.named(self.guesser.named.print)
        return found.mode if found is not None else "unmeasured"

    async def demote_failing(self) -> None:
        """What opens cases that are found harmless too often goes back to the shadow: rules, a model beside names."""
        await self.rules.demote_failing()
        if self.guesser is not None and self.guesser.named is not None:
            await Models(self.store, self.gate.clock).demote(self.guesser.named.print)

    def hinted(self, case: Case) -> float:
        """How much of a case's probability comes of hints and disputed entries."""
        share = case.tally.hinted
        return round(case.tally.doubt * share / (1 - share), 4)

    async def words_in(self, files: Sequence[str], sense: str) -> str:
        """What was read from these files of a message, or heard, as the places of its signals count it."""
        return as_one(files, await self.screen.rows.words(sense).words(files)) if files else ""

    async def detected(self, cases: Sequence[Case]) -> frozenset[int]:
        """Those of the cases that have signals."""
        return await self.store.read.signals.cases_with([case.id for case in cases])

    async def copies(self, chat: int, seq: int) -> list[Kept]:
        """Messages of public chats of this week that are near copies of this one."""
        mine = await self.store.read.messages.some(chat, 0, [seq])
        said = all_shingles(mine[0]) if mine else frozenset()
        if not said:
            return []
        alike = await self.store.read.signals.alike(chat, seq, ALIKE_MAX)
        return [one for one in alike if containment(said, all_shingles(one)) >= COPY_FROM]


def all_shingles(one: Kept) -> frozenset[str]:
    """Of all that a message says, as sketches are made."""
    return shingles(normalise(said_in_all(one.message)).text)


def marked(text: str, signals: list[Signal]) -> Marked:
    """The text with the places of its signals, apart from each other and in order. A copy of a text covers all of it,
    and is marked only where nothing else is."""
    narrow = [s for s in signals if "found.copy" not in s.reasons and s.spans]
    return Marked(pieces=cut(text, [span for signal in narrow or signals for span in signal.spans]))


def cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """A text in pieces: (words, do they stand in one of these places)."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at or start >= len(text):
            continue
        start = max(start, at)
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def no_memory() -> Known | None:
    """Where nothing is known again."""
    return None


def open_screening(
    store: Store,
    clock: Clock,
    ids: Ids,
    bus: Bus,
    rows: ScreenRows,
    gate: Gate,
    vault: EvidenceVault,
    *,
    studio: Studio | None = None,
    new_known: Callable[[], Known | None] = no_memory,
    lacking: Sequence[str] = (),
    blobs: Blobs | None = None,
    reading: Reading | None = None,
    unread: Sequence[str] = (),
    hearing: Reading | None = None,
    heeding_speech: bool = False,
    classifier: Classifier | None = None,
    guess_rows: ScreenRows | None = None,
    meaning: Meaning | None = None,
    unmeant: str = "off",
) -> ScreenRoom:
    """Built and listening, not started. `guess_rows`: the log with the marks of the reader that a model has.
    `heeding_speech`: what was said aloud may ask a person to look, and is not in shadow."""
    detected = Detected(store, clock, ids, vault)
    book = RuleBook(store.read.rules, clock, gate.make_patterns, gate.own)
    recall = Recall(rows, store.read.known, gate, clock, ids, new_known)
    screen = Screen(
        rows, store.read.signals, clock, ids, gate, detected.raise_case, detected.heed_hints, book, recall
    )
    backtest = Backtest(book, gate)
    readers: dict[str, Reader] = {}
    for sense, engine in ((READ, reading), (HEARD, hearing)):
        if engine is not None and blobs is not None:
            reader = Reader(
                rows.words(sense), store.read.files, blobs, engine, clock, screen.news.set, sense=sense
            )
            readers[sense], screen.senses[sense].ask = reader, reader.asked.set
    screen.senses[HEARD].live = heeding_speech
    for hear in (gate.hear, screen.hear, backtest.hear):
        bus.subscribe(hear)
    guesser, meanings = open_guessing(store, bus, screen, detected, classifier, guess_rows, meaning)
    bank = Bank(store, clock, ids, gate.own, gate.make_patterns, gate.words)
    samples = Samples(bank, studio) if studio is not None and "numpy" not in lacking else None
    return ScreenRoom(
        store=store,
        gate=gate,
        screen=screen,
        bank=bank,
        rules=Rules(store, clock, ids, gate.make_patterns),
        backtest=backtest,
        samples=samples,
        lacking=tuple(lacking),
        reader=readers.get(READ),
        unread=tuple(unread),
        listener=readers.get(HEARD),
        guesser=guesser,
        meanings=meanings,
        unmeant="" if meaning is not None else unmeant,
    )


def open_guessing(
    store: Store,
    bus: Bus,
    screen: Screen,
    detected: Detected,
    classifier: Classifier | None,
    rows: ScreenRows | None,
    meaning: Meaning | None,
) -> tuple[Guesser | None, CaseMeanings | None]:
    """The reader that a model has, which compares meanings with the bank's texts, too; and cases that say the same.
    Listening."""
    guesser, models = None, store.read.models
    if classifier is not None and rows is not None:
        meant = BankMeanings(screen.gate, meaning, models) if meaning is not None else None
        named = screen.named = NamedGuesses(screen.gate, models, print_of(classifier.print), rows.profiles)
        guesser = Guesser(
            rows,
            store.read.signals,
            screen.clock,
            screen.ids,
            models,
            classifier,
            detected.heed_guesses,
            meant,
            named,
            LookBack(rows, store.read.signals, meant, screen.clock, screen.ids)
            if meant is not None
            else None,
        )
        bus.subscribe(guesser.hear)
    meanings = CaseMeanings(store, screen.clock, meaning) if meaning is not None else None
    if meanings is not None:
        bus.subscribe(meanings.hear)
    return guesser, meanings
