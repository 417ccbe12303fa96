"""A film that was sent before an entry came: how often the entry's hunt finds it by how many points of its frames were
kept, what they take, and what they cost.

    python -m bench.filmhunt [--count N]

Films of bench/films.py whose every frame is a guise of one in the bank; the entry is that film, or a frame of it.
"""

import argparse
import time

import numpy as np

from bench.copies import found_by, kept, looked, row
from bench.films import frames_of, written
from bench.guises import BUILT
from bench.machine import conditions
from tambour.adapters.seeing.points import FEATURE
from tambour.moderation.known import Marks

GUISES = ("collage", "crop off the middle", "sticker", "large words")
EACH = (0, 50, 100, 200)
STRANGERS = 3


def cut(marks: Marks, each: int) -> Marks:
    """With so many points of each frame."""
    points = np.frombuffer(marks.points, FEATURE)
    some = [points[points["at"] == at][:each] for at in np.unique(points["at"])]
    return Marks(prints=marks.prints, points=b"".join(one.tobytes() for one in some), sound=marks.sound)


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=16)
    count = parser.parse_args().count
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()), flush=True)
    films = [(n + 1, looked(written(frames_of(n)), keeping=True)) for n in range(count)]
    frames = [(n + 1, kept(frames_of(n)[5])) for n in range(count)]
    for name in GUISES:
        sent = [
            looked(written([BUILT[name](one).resize((320, 240)) for one in frames_of(n)]), keeping=False)
            for n in range(count)
        ]
        for each in EACH:
            some = [cut(one, each) for one in sent]
            size = sum(len(one.points) for one in some) / count / 1000
            for title, entries in (("film", films), ("frame", frames)):
                hits = sum(bool(found_by(entry, [one])) for entry, one in zip(entries, some, strict=True))
                row(f"{name}, {each} points ({size:.0f} kB), by a {title}", hits, count)
    strangers = [looked(written(frames_of(500 + n)), keeping=False) for n in range(count * STRANGERS)]
    prints = sum(len(one.prints) for one in strangers) / len(strangers) / 1000
    print(f"  prints of a film: {prints:.1f} kB")
    for each in EACH:
        few = [cut(one, each) for one in strangers]
        for title, entries in (("film", films), ("frame", frames)):
            began = time.process_time()
            wrong = sum(len(found_by(entry, few)) for entry in entries)
            took = (time.process_time() - began) / (len(few) * count)
            row(f"{each} points, strangers, by a {title}", wrong, len(few) * count)
            print(f"  {took * 1e6:.0f} µs of CPU a stored film")


if __name__ == "__main__":
    main()
