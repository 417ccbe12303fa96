"""`python -m bench.tongues`: words in pictures in seven languages: what is read right, and what a picture costs, when
three languages are looked for and when all seven are.

Sentences of docs/research-data, of which no native speaker has checked any, in made-up pictures (bench/words.py).
"""

import argparse
import csv
import os
import statistics
import time
from pathlib import Path

from bench.machine import conditions
from bench.reading import right
from bench.words import drawn, lacking, wordless
from tambour.adapters.reading.optional import GROUPS, Engine, new_reader, unread

SAID = Path(__file__).parent.parent / "docs/research-data/templates.tsv"
LANGS = ("en", "ru", "ar", "fr", "de", "tr", "es")
STYLES = ("clean", "caption", "meme")
NAME = "Nord"


def sentences(lang: str, count: int) -> list[str]:
    """From all over the set."""
    with SAID.open(encoding="utf-8") as file:
        rows = [row[lang].replace("{0}", NAME) for row in csv.DictReader(file, delimiter="\t")]
    return [rows[n * 7 % len(rows)] for n in range(count)]


def pictures(lang: str, count: int) -> float:
    """One language; the CPU seconds of a picture with three, and with seven."""
    costs: list[float] = []
    for style in STYLES:
        cells: list[str] = []
        drawings = [
            (said, drawn(said, 700 + n, style=style)) for n, said in enumerate(sentences(lang, count))
        ]
        for reader in READERS:
            letters, words, took = [], [], []
            for said, picture in drawings:
                began = time.process_time()
                read = " ".join(reader.picture(picture))
                took.append(time.process_time() - began)
                one, other = right(said, read)
                letters.append(one)
                words.append(other)
            costs.append(statistics.mean(took))
            cells.append(f"{statistics.mean(letters):.2f} / {statistics.mean(words):.2f}, {costs[-1]:.2f} s")
        print(f"  {lang} {style:8} {'   '.join(cells)}   × {costs[-1] / costs[-2]:.2f}", flush=True)
    return sum(costs[1::2]) / sum(costs[::2])


def nothing(count: int) -> None:
    """Pictures without words."""
    costs, worded = [0.0, 0.0], [0, 0]
    for seed in range(count):
        picture = wordless(9_000 + seed)
        for number, reader in enumerate(READERS):
            began = time.process_time()
            worded[number] += bool(reader.picture(picture))
            costs[number] += time.process_time() - began
    print(
        f"  without words: {costs[0] / count:.2f} s, {costs[1] / count:.2f} s   × {costs[1] / costs[0]:.2f};"
        f" words were read in {worded[0]} and {worded[1]} of {count}"
    )


READERS: list[Engine] = []


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--empty", type=int, default=60)
    asked_for = parser.parse_args()
    if unread() or lacking():
        raise SystemExit(f"this machine lacks {', '.join([*unread(), lacking()])}")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()))
    for chosen in (tuple(one for group in GROUPS for one in group), None):
        began = time.process_time()
        reader = new_reader(chosen) if chosen else new_reader()
        assert reader is not None
        READERS.append(reader)
        print(f"data of {len(chosen) if chosen else 7} languages: {time.process_time() - began:.2f} s of CPU")
    print("letters / words right, CPU a picture: with three languages, with seven")
    for lang in LANGS:
        print(f"  {lang}: × {pictures(lang, asked_for.count):.2f} of the CPU", flush=True)
    nothing(asked_for.empty)


if __name__ == "__main__":
    main()
