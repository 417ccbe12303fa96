"""Known pictures, films and sound in other guises: how many are found, how, and how many strangers are taken for them.

    python -m bench.copies [pictures|strangers|points|stored|films|sound …] [--count N]

Everything is made up from seeds. Guises are split by family into those that were looked at while the recogniser was
built and those that were not; shares have Wilson 95 % intervals.
"""

import argparse
import hashlib
import io
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from PIL import Image

from bench.detect import wilson
from bench.film_guises import GOALS, KEPT, LOOKED_AT
from bench.films import SECONDS, film_of
from bench.guises import BUILT, HELD, Guise
from bench.machine import conditions
from bench.pictures import photo
from bench.sounds import SOUND_GUISES, saved, speech, tune
from tambour.adapters.media import sound as ears
from tambour.adapters.media.moving import upright
from tambour.adapters.media.result import Result
from tambour.adapters.media.watching import Watching, watched
from tambour.adapters.seeing import prints
from tambour.adapters.seeing.features import features
from tambour.adapters.seeing.known import KnownMedia
from tambour.moderation.known import POINT_BYTES, Like, Marks
from tambour.pipeline.recall import likenesses
from tambour.ports.known import Likeness

SIZE, SMALL = 320, 72
IMAGE_LIKE = 10_000
RANDOM = 1_000_000
POINTED = 1_000
FIRST_STRANGER = 10_000_000 + int(os.environ.get("STRANGERS_FROM", "0"))
"""STRANGERS_FROM=30000 goes on where a run of 30,000 has ended: other pictures, the same bank."""
BANK_FIRST = 20_000_000
STORED = (50, 100, 200, 300, 500)
FAMILY = os.environ.get("FAMILY", "")
"""Of films only these guises: trims, saved anew, logo or border, others, or strangers (four minutes of CPU; set
OPENBLAS_NUM_THREADS=1). All of them take half an hour on a busy machine."""
TOLD_EVERY = 20
HUNTED = ("collage", "screenshot", "crop off the middle", "turned 25°", "sticker", "large words")


def kept(picture: Image.Image, *, points: bool = True) -> Marks:
    """Of an entry."""
    spots = features(picture).tobytes() if points else b""
    return Marks(prints=prints.kept(picture).tobytes(), points=spots)


def asked(picture: Image.Image, *, points: bool = True) -> Marks:
    """Of an upload."""
    spots = features(picture).tobytes() if points else b""
    return Marks(prints=prints.query(picture).tobytes(), points=spots)


def row(name: str, hits: int, of: int, how: Counter[str] | None = None) -> None:
    """One line."""
    low, high = wilson(hits, of)
    ways = ", ".join(f"{way} {n}" for way, n in sorted((how or Counter()).items()))
    print(f"  {name:28} {hits / of:5.3f}  [{low:.3f}, {high:.3f}]  n={of}  {ways}", flush=True)


def pictures(count: int) -> None:
    """Recall of guises in a bank of `count` pictures."""
    known = KnownMedia()
    originals = [photo(seed, SIZE) for seed in range(count)]
    known.take((n + 1, kept(picture)) for n, picture in enumerate(originals))
    living, took = set(range(1, count + 1)), list[float]()
    for title, guises in (("looked at while building", BUILT), ("kept for this", HELD)):
        print(f"\nguises {title}: found (share, interval, n, by what)")
        total = wrong = 0
        for name, guise in guises.items():
            hits, others, how = tried(known, living, originals, guise, took)
            total, wrong = total + hits, wrong + others
            row(name, hits, count, how)
        row("all", total, count * len(guises))
        print(f"  taken for another picture of the bank: {wrong}")
    took.sort()
    print(
        f"  a question: {took[len(took) // 2] * 1e3:.1f} ms median, {took[len(took) * 95 // 100] * 1e3:.1f} p95"
    )


def tried(
    known: KnownMedia, living: set[int], originals: Sequence[Image.Image], guise: Guise, took: list[float]
) -> tuple[int, int, Counter[str]]:
    """(found, taken for others, by what)."""
    hits, others, how = 0, 0, Counter[str]()
    for number, picture in enumerate(originals, start=1):
        marks = asked(guise(picture))
        began = time.thread_time()
        likes = known.like(marks, living)
        took.append(time.thread_time() - began)
        own = [like for like in likes if like.entry == number]
        hits, others = hits + bool(own), others + len(likes) - len(own)
        how.update(like.how for like in own)
    return hits, others, how


def strangers(count: int) -> None:
    """Pictures that are in no bank, against a bank of IMAGE_LIKE pictures and RANDOM hashes."""
    known, chance = KnownMedia(), np.random.default_rng(1)
    for first in range(0, IMAGE_LIKE, 500):
        known.take(
            (n + 1, kept(photo(BANK_FIRST + n, SMALL), points=False)) for n in range(first, first + 500)
        )
    table = np.zeros(RANDOM, prints.PRINT)
    table["hash"] = chance.integers(0, 256, (RANDOM, 32), dtype=np.uint8)
    known.take([(IMAGE_LIKE + 1, Marks(prints=table.tobytes()))])
    known.index.build()
    living = set(range(1, IMAGE_LIKE + 2))
    print(
        f"\nstrangers: the bank holds {len(known.index):,} hashes, {IMAGE_LIKE:,} pictures among them",
        flush=True,
    )
    hits, hows, took, seen = 0, Counter[str](), list[float](), set[bytes]()
    for seed in range(count):
        picture = photo(FIRST_STRANGER + seed, SMALL)
        seen.add(hashlib.blake2b(picture.tobytes(), digest_size=16).digest())
        marks = asked(picture, points=False)
        began = time.perf_counter()
        likes = known.like(marks, living)
        took.append(time.perf_counter() - began)
        hits += bool(likes)
        hows.update(like.how for like in likes)
    row("hit anything, by hashes", hits, count, hows)
    print(
        f"  distinct pictures: {len(seen):,}; at most {wilson(hits, count)[1]:.2e} of them (Wilson, 95 %)",
        flush=True,
    )
    took.sort()
    print(
        f"  a question: {took[len(took) // 2] * 1e3:.1f} ms median, {took[len(took) * 95 // 100] * 1e3:.1f} p95"
    )


def pointed(count: int) -> None:
    """The same by points, against POINTED pictures."""
    print("\nstrangers, by points")
    known = KnownMedia()
    known.take((n + 1, Marks(points=features(photo(n, 192)).tobytes())) for n in range(POINTED))
    living, hits, took = set(range(1, POINTED + 1)), 0, list[float]()
    for seed in range(count):
        marks = Marks(points=features(photo(FIRST_STRANGER * 3 + seed, 192)).tobytes())
        began = time.perf_counter()
        hits += bool(known.like(marks, living))
        took.append(time.perf_counter() - began)
    row(f"by points, of {POINTED} pictures", hits, count)
    took.sort()
    print(
        f"  a question: {took[len(took) // 2] * 1e3:.1f} ms median, {took[len(took) * 95 // 100] * 1e3:.1f} p95"
    )


def stored_points(count: int) -> None:
    """A picture that was sent before its entry came: found by so many of its points, and whom they bother wrongly."""
    print("\nstored points: share found by a hunt, by how many points of a sent picture were kept")
    pictures = [photo(seed, SIZE) for seed in range(count)]
    entries = [(n + 1, Marks(points=features(one).tobytes())) for n, one in enumerate(pictures)]
    others = [features(photo(FIRST_STRANGER * 4 + n, SIZE)).tobytes() for n in range(count * 5)]
    for most in STORED:
        for name in HUNTED:
            sent = [
                Marks(points=features(BUILT[name](one)).tobytes()[: most * POINT_BYTES]) for one in pictures
            ]
            hits = sum(bool(found_by(entry, [marks])) for entry, marks in zip(entries, sent, strict=True))
            row(f"{most} points, {most * POINT_BYTES / 1000:.0f} kB, {name}", hits, count)
        few = [Marks(points=one[: most * POINT_BYTES]) for one in others]
        began = time.process_time()
        wrong = sum(len(found_by(entry, few)) for entry in entries)
        each = (time.process_time() - began) / (len(few) * count)
        row(f"{most} points, strangers", wrong, len(few) * count)
        print(f"  {each * 1e6:.0f} µs of CPU a stored picture")


def found_by(entry: tuple[int, Marks], files: Sequence[Marks]) -> list[Likeness]:
    """As the hunt of one entry looks at some files."""
    return likenesses(KnownMedia(), entry, [(str(n), marks) for n, marks in enumerate(files)])


def looked(data: bytes, *, keeping: bool) -> Marks:
    """A film as the child looks at it."""
    with tempfile.TemporaryDirectory() as folder:
        result = Result(folder, "video", keeping=keeping)
        container = ears.opened(io.BytesIO(data))
        watched(container, upright(container), Watching(result, result.duration))
        assert result.eye is not None
        return result.eye.marks()


def listened(data: bytes, *, keeping: bool) -> Marks:
    """Sound as the child listens to it."""
    with tempfile.TemporaryDirectory() as folder:
        result = Result(folder, "audio", keeping=keeping)
        assert result.eye is not None
        for frame in ears.chained(ears.frames_of(ears.opened(io.BytesIO(data)))):
            result.eye.hear(frame)
        return result.eye.marks()


def guised(
    title: str, guises: Mapping[str, Callable[[int], bytes]], count: int, look: Callable[[bytes], list[Like]]
) -> int:
    """Recall of films or sound; the number of each is its entry, from 1. Returns how many were found."""
    print(f"\n{title}: found (share, interval, n), and how many of all are refused")
    total = 0
    for name, guise in guises.items():
        hits, refused, wrong, how = 0, 0, 0, Counter[str]()
        for number in range(count):
            likes = look(guise(number))
            own = [like for like in likes if like.entry == number + 1]
            hits, wrong = hits + bool(own), wrong + len(likes) - len(own)
            refused += any(like.refuses for like in own)
            how.update(like.how for like in own)
        row(name, hits, count, how + Counter({"refused": refused, "wrong": wrong}))
        total += hits
    return total


def films(count: int) -> None:
    """Trims, other encodings, logos and borders, by family; and strangers, also under the same logos and borders."""
    known, took = KnownMedia(), list[float]()
    known.take((n + 1, looked(film_of(n), keeping=True)) for n in range(count))
    print(f"\n{len(known.index) / count:.0f} prints a film of {SECONDS} seconds")
    living = set(range(1, count + 1))

    def look(data: bytes) -> list[Like]:
        marks = looked(data, keeping=False)
        began = time.process_time()
        likes = known.like(marks, living)
        took.append(time.process_time() - began)
        return likes

    for title, families in (("looked at", LOOKED_AT), ("kept for this", KEPT)):
        for family in [name for name in families if FAMILY in ("", name)]:
            guises = families[family]
            hits = guised(f"films, {family}, {title}", guises, count, look)
            goal = f" (goal {GOALS[family]})" if family in GOALS else ""
            row(f"all of {family}{goal}", hits, count * len(guises))
    if FAMILY in ("", "strangers"):
        unlike(count, look)
    took.sort()
    print(f"  a question: {took[len(took) // 2]:.2f} s of CPU median, {took[len(took) * 95 // 100]:.2f} p95")


def unlike(count: int, look: Callable[[bytes], list[Like]]) -> None:
    """Films that are in no bank, as they are and under the same logos and borders; told as it goes."""
    dressed = [guise for table in (LOOKED_AT, KEPT) for guise in table["logo or border"].values()]
    plain = [partial(film_of, 1000 + n) for n in range(10 * count)]
    bent = [partial(guise, 2000 + n) for n in range(count // 2) for guise in dressed]
    for name, films in (("strangers that hit anything", plain), ("strangers in the same dress", bent)):
        hits = 0
        for number, film in enumerate(films, start=1):
            hits += bool(look(film()))
            if number % TOLD_EVERY == 0 or number == len(films):
                row(name, hits, number)


def sound(count: int) -> None:
    """Tunes and voices saved again, cut, quieter, with noise."""
    known = KnownMedia()
    made = [tune(n, 20) if n % 2 else speech(n, 20) for n in range(count)]
    known.take((n + 1, listened(saved(one), keeping=True)) for n, one in enumerate(made))
    living = set(range(1, count + 1))
    for title, guises in SOUND_GUISES.items():
        ways = {name: (lambda n, guise=guise: guise(made[n])) for name, guise in guises.items()}
        guised(title, ways, count, lambda data: known.like(listened(data, keeping=False), living))
    others = [tune(5000 + n, 15) if n % 2 else speech(5000 + n, 15) for n in range(count * 5)]
    hits = sum(bool(known.like(listened(saved(one), keeping=False), living)) for one in others)
    row("strangers that hit anything", hits, len(others))


PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "pictures": (pictures, 150),
    "strangers": (strangers, 42_000),
    "points": (pointed, 5_000),
    "stored": (stored_points, 60),
    "films": (films, 20),
    "sound": (sound, 100),
}


def main() -> None:
    """The parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--count", type=int, default=0)
    asked_for = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()), flush=True)
    for name in asked_for.parts or PARTS:
        part, count = PARTS[name]
        began = time.process_time()
        part(asked_for.count or count)
        print(f"  {name} took {time.process_time() - began:.0f} s of CPU", flush=True)


if __name__ == "__main__":
    main()
