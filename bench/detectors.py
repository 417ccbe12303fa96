"""What each detector does in a second of one core, alone, and what the gate costs a send. For bench.screen."""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from PIL import Image

from bench.detect_corpus import HARMFUL, TERMS, sentences
from bench.pictures import photo
from bench.sounds import tune
from bench.words import drawn, wordless
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.reading.optional import new_reader
from tambour.adapters.seeing import prints
from tambour.adapters.seeing.chroma import Listener
from tambour.adapters.seeing.features import features
from tambour.adapters.seeing.known import KnownMedia
from tambour.domain.errors import Forbidden
from tambour.domain.text import find_entities
from tambour.moderation.allowed import ALLOWED
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.known import Marks
from tambour.moderation.text.links import LinkList, links_of
from tambour.moderation.text.near import bands, shingles
from tambour.moderation.text.normal import normalise
from tambour.pipeline.gate import Gate

OWN = "https://talk.example"
LINKS = 10_000
SPEND_S, SPEND_QUICK_S = 2.0, 0.3
HASHES, EACH, POINTED = 1_000_000, 104, 500
GATE_ROUNDS = 20_000


def entries() -> list[BankEntry]:
    """512 names, 200 texts, LINKS links; all live."""
    said: list[tuple[str, str]] = [("name", term) for terms in TERMS.values() for term in terms]
    said += [("name", f"Lantern {n} Society*") for n in range(500)]
    said += [("text", " ".join(f"word{n}{k * 7919 % 997}" for k in range(30))) for n in range(200)]
    said += [("link", f"lantern{n}.example") for n in range(LINKS)]
    return [
        BankEntry(
            id=n, kind=kind, value=value, category="tvec.branded", mode="live", source="bench", second_by=2
        )
        for n, (kind, value) in enumerate(said, start=1)
    ]


def texts() -> list[str]:
    """Sentences of three languages."""
    return [
        text
        for table in (HARMFUL, ALLOWED)
        for lang in ("en", "ru", "ar")
        for _, text in sentences(table, lang)
    ]


def rate(step: Callable[[Any], object], things: Sequence[Any], spend_s: float) -> float:
    """How many a second of CPU, of one thread."""
    began, done = time.thread_time(), 0
    while time.thread_time() - began < spend_s:
        step(things[done % len(things)])
        done += 1
    return done / (time.thread_time() - began)


def throughput(quick: bool) -> list[list[Any]]:
    """(detector, of what, how many a second of one core)."""
    spend = SPEND_QUICK_S if quick else SPEND_S
    return [*of_words(spend), *of_media(spend, 20_000 if quick else HASHES), *of_reading(quick)]


def of_words(spend: float) -> Iterator[list[Any]]:
    """Detectors of text."""
    bank, said = loaded(entries(), automaton, expressions, 0), texts()
    about = f"sentences of {sum(map(len, said)) // len(said)} characters"
    read = [(text, normalise(text)) for text in said]
    linked = [
        (text, find_entities(text))
        for text in (f"{t} https://lantern{n}.example/a" for n, t in enumerate(said))
    ]
    steps: list[tuple[str, Callable[[Any], object], Sequence[Any]]] = [
        ("normaliser", normalise, said),
        ("words", lambda one: list(bank.words(*one)), read),
        ("copies of the bank's texts", lambda one: list(bank.copied(*one)), read),
        ("links", lambda one: list(bank.linked(links_of(*one, OWN))), linked),
        ("sketches for this week's copies", lambda one: bands(shingles(one[1].text)), read),
        ("all of these", lambda text: whole(bank, text), said),
    ]
    for name, step, things in steps:
        yield [name, about, rate(step, things, spend)]


def whole(bank: Loaded, text: str) -> None:
    """What screening does with one message."""
    bank.look(text, find_entities(text), 1, OWN)
    bands(shingles(normalise(text).text))


def of_media(spend: float, hashes: int) -> Iterator[list[Any]]:
    """Marks, and the questions about them."""
    pictures = [photo(n, 400) for n in range(8)]
    known, chance = KnownMedia(), np.random.default_rng(1)
    table = np.zeros(hashes, prints.PRINT)
    table["hash"] = chance.integers(0, 256, (hashes, 32), dtype=np.uint8)
    known.take([(1, Marks(prints=table.tobytes()))])
    pointed = [Marks(points=features(photo(n, 400)).tobytes()) for n in range(20)]
    known.take((n + 2, pointed[n % len(pointed)]) for n in range(POINTED))
    heard = Marks(sound=sounded(1))
    known.take([(POINTED + 2, heard)])
    living = set(range(1, POINTED + 3))
    asked = [Marks(prints=prints.query(one).tobytes()) for one in pictures]
    spots = [Marks(points=features(one).tobytes()) for one in pictures]
    known.like(asked[0], living)
    steps: list[tuple[str, str, Callable[[Any], object], Sequence[Any]]] = [
        ("prints of an upload", "pictures of 400 pixels", prints.query, pictures),
        ("points of an upload", "pictures of 400 pixels", features, pictures),
        ("prints against the bank", f"{hashes:,} hashes", lambda one: known.like(one, living), asked),
        ("points against the bank", f"{POINTED} pictures", lambda one: known.like(one, living), spots),
        ("sound of an upload", "20 s of sound", sounded, [1, 2, 3]),
        ("sound against the bank", "20 s", lambda one: known.like(one, living), [heard]),
    ]
    for name, about, step, things in steps:
        yield [name, about, rate(step, things, spend)]


def sounded(seed: int) -> bytes:
    """What 20 seconds of a tune are known by."""
    listener = Listener()
    listener.hear(TUNES.setdefault(seed, tune(seed, 20)))
    return listener.print().astype("<u4").tobytes()


TUNES: dict[int, Any] = {}


def of_reading(quick: bool) -> Iterator[list[Any]]:
    """Words in pictures, where this machine reads them."""
    reader = new_reader()
    if reader is None:
        yield ["words in pictures", "nothing reads here", None]
        return
    said = texts()
    sets: dict[str, list[Image.Image]] = {
        "1280 × 960, with a sentence": [
            drawn(said[n * 37 % len(said)], n) for n in range(3 if quick else 12)
        ],
        "1280 × 960, without words": [wordless(n) for n in range(3 if quick else 8)],
    }
    for about, pictures in sets.items():
        began = time.process_time()
        for one in pictures:
            reader.picture(one)
        yield ["words in pictures", about, len(pictures) / (time.process_time() - began)]


def gate(quick: bool) -> list[dict[str, Any]]:
    """Milliseconds of one send at the gate, against LINKS links of the bank and as many that the desk blocked."""
    made = Gate(None, None, OWN, automaton, expressions)  # type: ignore[arg-type]
    made.bank = loaded(entries(), automaton, expressions, 0)
    made.blocked = LinkList({f"blocked{n}.example": n for n in range(LINKS)})
    said = texts()
    longest = (" ".join(said) * 2)[:3_900]
    kinds = {
        "a sentence without a link": said,
        "a sentence with a link": [f"{one} https://news{n}.example/story/{n}" for n, one in enumerate(said)],
        "a sentence with a refused link": [f"{one} lantern{n}.example" for n, one in enumerate(said)],
        "3,900 characters with ten links": [
            f"{longest[: 3_900 - 400]} " + " ".join(f"https://n{n}-{k}.example/{n}" for k in range(10))
            for n in range(20)
        ],
    }
    return [timed(made, what, lines, 500 if quick else GATE_ROUNDS) for what, lines in kinds.items()]


def timed(made: Gate, what: str, lines: Sequence[str], rounds: int) -> dict[str, Any]:
    """Wall and CPU times of one kind of message."""
    read = [(line, find_entities(line)) for line in lines]
    wall, cpu = [], []
    for n in range(rounds):
        text, entities = read[n % len(read)]
        began, used = time.perf_counter_ns(), time.thread_time_ns()
        with contextlib.suppress(Forbidden):
            made.check(1, text, entities)
        cpu.append(time.thread_time_ns() - used)
        wall.append(time.perf_counter_ns() - began)
    wall.sort()
    cpu.sort()
    at = len(wall) * 99 // 100
    return {"what": what, "p50": wall[len(wall) // 2] / 1e6, "p99": wall[at] / 1e6, "cpu_p99": cpu[at] / 1e6}
