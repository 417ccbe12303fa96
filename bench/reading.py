"""`python -m bench.reading`: words in pictures: how many letters and words are read right, by script and by what was
done to the picture; what is read where nothing stands; and what a picture costs.

Everything is made up (bench/words.py): sentences of bench/detect_corpus.py and moderation/allowed.py in letters of this
machine, which real pictures will not keep to.
"""

import argparse
import statistics
import time
from typing import Any

from bench.detect_corpus import HARMFUL, TERMS, sentences
from bench.report import arguments, parse, publish, table
from bench.words import STYLES, drawn, lacking, wordless
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.reading.optional import GROUPS, Engine, new_reader, tongues, unread
from tambour.moderation.allowed import ALLOWED
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.rates import wilson
from tambour.moderation.text.normal import normalise

LANGS = {"en": "eng", "ru": "rus", "ar": "ara"}
OWN = "https://talk.example"


def distance(one: str, other: str) -> int:
    """Letters to be changed, added or taken away."""
    row = list(range(len(other) + 1))
    for n, left in enumerate(one, 1):
        before, row[0] = row[0], n
        for k, right in enumerate(other, 1):
            before, row[k] = row[k], min(row[k] + 1, row[k - 1] + 1, before + (left != right))
    return row[-1]


def right(said: str, read: str) -> tuple[float, float]:
    """(share of letters, share of words) read right, both after folding; what is read beside them counts against the
    letters."""
    said, read = normalise(said).text, normalise(read).text
    letters = max(0.0, 1 - distance(said, read) / max(1, len(said)))
    rest, hits = read.split(), 0
    for word in said.split():
        if word in rest:
            rest.remove(word)
            hits += 1
    return letters, hits / max(1, len(said.split()))


def chosen(lang: str, count: int) -> list[str]:
    """Sentences of one language, from all over the corpus."""
    said = [text for table in (HARMFUL, ALLOWED) for _, text in sentences(table, lang)]
    return [said[n * 29 % len(said)] for n in range(count)]


def scripts(reader: Engine, count: int) -> list[list[Any]]:
    """One line for each language and style."""
    rows: list[list[Any]] = []
    for lang in LANGS:
        for style in STYLES:
            letters, words, took = [], [], []
            for n, said in enumerate(chosen(lang, count)):
                picture = drawn(said, 700 + n, style=style)
                began = time.process_time()
                read = " ".join(reader.picture(picture))
                took.append(time.process_time() - began)
                one, other = right(said, read)
                letters.append(one)
                words.append(other)
            rows.append(
                [lang, style, statistics.mean(letters), statistics.mean(words), statistics.median(took)]
            )
            print("  ", *rows[-1], flush=True)
    return rows


def empty(reader: Engine, count: int) -> dict[str, Any]:
    """Pictures without words in which some are read."""
    with_words, said, took = 0, list[str](), []
    for seed in range(count):
        picture = wordless(9_000 + seed)
        began = time.process_time()
        read = reader.picture(picture)
        took.append(time.process_time() - began)
        with_words += bool(read)
        said += read
    low, high = wilson(with_words, count)
    return {
        "pictures": count,
        "with words": with_words,
        "interval": [low, high],
        "words": sum(len(line.split()) for line in said),
        "examples": said[:8],
        "cpu_s": statistics.median(took),
    }


def bank_of() -> Loaded:
    """The names, nothing else."""
    terms = [(lang, term) for lang in LANGS for term in TERMS[lang]]
    return loaded(
        [
            BankEntry(
                id=n, kind="name", value=term, category="tvec.branded", lang=lang, mode="live", source="bench"
            )
            for n, (lang, term) in enumerate(terms, 1)
        ],
        automaton,
        expressions,
        0,
    )


def heeded(reader: Engine, count: int) -> list[list[Any]]:
    """Of sentences that are put before people when they are said, and of others that are not: how many are in a
    picture."""
    bank, rows = bank_of(), list[list[Any]]()
    for title, table_ in (("promotion", HARMFUL), ("allowed", ALLOWED)):
        for lang in LANGS:
            said = [text for _, text in sentences(table_, lang)][:count]
            typed = sum(any(f.heeded for f in bank.look(text, (), 1, OWN).findings) for text in said)
            seen = 0
            for n, text in enumerate(said):
                read = "\n".join(
                    reader.picture(drawn(text, 400 + n, style=("caption", "meme", "clean")[n % 3]))
                )
                seen += any(f.heeded for f in bank.look_in(read, 1, OWN))
            rows.append([title, lang, len(said), typed / len(said), seen / len(said)])
            print("  ", *rows[-1], flush=True)
    return rows


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """All of it."""
    first = tuple(one for group in GROUPS for one in group)
    reader = new_reader(first)
    if reader is None or unread(first) or lacking():
        raise SystemExit(f"this machine lacks {', '.join([*unread(first), lacking()])}")
    count = 2 if args.quick else args.count
    return {
        "scripts": scripts(reader, count),
        "empty": empty(reader, 4 if args.quick else args.empty),
        "heeded": heeded(reader, 3 if args.quick else args.heeded),
        "conditions": {
            "pictures": "made up, 1280 × 960 (half of that where it says small); DejaVu Sans, Serif and Bold",
            "tongues": ", ".join("+".join(group) for group in tongues(first).groups),
            "of each": f"{count} sentences",
        },
    }


def shown(result: dict[str, Any]) -> str:
    """The tables."""
    empty_, rows = result["empty"], result["scripts"]
    low, high = empty_["interval"]
    none = [
        ["pictures without words", empty_["pictures"]],
        ["in which words are read", f"{empty_['with words']} [{low:.3f}, {high:.3f}]"],
        ["words read there", empty_["words"]],
        ["CPU seconds a picture, median", empty_["cpu_s"]],
    ]
    return "\n\n".join(
        [
            table(["language", "style", "letters right", "words right", "CPU s, median"], rows),
            table(["", ""], none),
            table(["sentences", "language", "n", "put before people as said", "as read"], result["heeded"]),
        ]
    )


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--empty", type=int, default=100)
    parser.add_argument("--heeded", type=int, default=24)
    args = parse(parser)
    result = measure(args)
    publish("reading", args, result, shown(result))


if __name__ == "__main__":
    main()
