"""`python -m bench.hearing`: spoken words: how many are heard right, by language and voice; what is heard where nobody
says anything; what screening makes of it; what half a minute costs.

The voices are eSpeak's and Festival's (Russian), which nobody speaks like; sentences of bench/detect_corpus.py and
moderation/allowed.py. Arabic of a voice that a person would understand is not to be had, so of Arabic nothing is known.
"""

import argparse
import io
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.detect_corpus import HARMFUL, sentences
from bench.reading import OWN, bank_of, chosen, right
from bench.report import arguments, parse, publish, table
from bench.sounds import saved, speech, tune
from tambour.adapters.hearing.optional import Hears, new_ear, unheard
from tambour.adapters.media import hearing
from tambour.moderation.allowed import ALLOWED
from tambour.moderation.rates import wilson
from tambour.moderation.reading import HEARD

ESPEAK, FESTIVAL = "espeak-ng", "text2wave"
VOICES = {"en": "en-us", "ar": "ar", "ru": ""}
"""By language; '' is Festival's."""


SIGNS = re.compile(r"\s*[^\w\s.,?!-]+\s*")


def said_aloud(text: str, lang: str) -> bytes:
    """A WAV."""
    if VOICES[lang]:
        line = [ESPEAK, "-v", VOICES[lang], "-s", "145", "--stdout", text]
        return subprocess.run(line, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        line = [FESTIVAL, "-eval", "(language_russian)", "-o", f"{folder}/said.wav"]
        plain = SIGNS.sub(", ", text)  # of signs that it does not know it dies, and ends well
        subprocess.run(line, check=True, capture_output=True, input=plain.encode())
        return (Path(folder) / "said.wav").read_bytes()


def lacking() -> list[str]:
    """What this machine has not."""
    programs = [one for one in (ESPEAK, FESTIVAL) if shutil.which(one) is None]
    return [*unheard(), *programs]


def heard(ear: Hears, data: bytes) -> tuple[str, float]:
    """As the child hears it, and the CPU seconds of that."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        began = time.process_time()
        with io.BufferedReader(io.FileIO(file.name)) as source:
            said = hearing.heard(source, ear)
        return " ".join(said), time.process_time() - began


def voices(ear: Hears, count: int) -> list[list[Any]]:
    """One line for each language."""
    rows: list[list[Any]] = []
    for lang in VOICES:
        letters, words, took, nothing = [], [], [], 0
        for text in chosen(lang, count):
            said, cpu_s = heard(ear, said_aloud(text, lang))
            one, other = right(text, said)
            nothing += not said
            letters.append(one)
            words.append(other)
            took.append(cpu_s)
        mean = statistics.mean
        rows.append([lang, count, nothing, mean(letters), mean(words), statistics.median(took)])
        print("  ", *rows[-1], flush=True)
    return rows


def silent(ear: Hears, count: int) -> dict[str, Any]:
    """Sounds without words in which some are heard."""
    said: list[str] = []
    for seed in range(count):
        made = tune(seed, 12) if seed % 2 else speech(seed, 12)
        said += [one] if (one := heard(ear, saved(made))[0]) else []
    low, high = wilson(len(said), count)
    return {"sounds": count, "with words": len(said), "interval": [low, high], "examples": said[:8]}


def heeded(ear: Hears, count: int) -> list[list[Any]]:
    """Of sentences that are put before people when they are written, and of others that are not: how many are when they
    are spoken and `hearing.mode` is live."""
    bank, rows = bank_of(), list[list[Any]]()
    for title, kinds in (("promotion", HARMFUL), ("allowed", ALLOWED)):
        for lang in ("en", "ru"):
            said = [text for _, text in sentences(kinds, lang)][:count]
            typed = sum(any(f.heeded for f in bank.look(text, (), 1, OWN).findings) for text in said)
            spoken = 0
            for text in said:
                words, _ = heard(ear, said_aloud(text, lang))
                spoken += any(f.heeded for f in bank.look_in(words, 1, OWN, HEARD))
            rows.append([title, lang, len(said), typed / len(said), spoken / len(said)])
            print("  ", *rows[-1], flush=True)
    return rows


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """All of it."""
    ear = new_ear()
    if ear is None or lacking():
        raise SystemExit(f"this machine lacks {', '.join(lacking())}")
    count = 2 if args.quick else args.count
    return {
        "voices": voices(ear, count),
        "silent": silent(ear, 4 if args.quick else args.silent),
        "heeded": heeded(ear, 3 if args.quick else args.heeded),
    }


def shown(result: dict[str, Any]) -> str:
    """The tables."""
    quiet = result["silent"]
    low, high = quiet["interval"]
    none = [["tunes and babble", quiet["sounds"]], ["in which words are heard", quiet["with words"]]]
    none += [["between", f"{low:.3f} and {high:.3f}"], ["such as", "; ".join(quiet["examples"]) or "-"]]
    columns = ["language", "sentences", "of which nothing", "letters right", "words right", "CPU s, median"]
    judged = ["sentences", "language", "n", "put before people as written", "as spoken"]
    return "\n\n".join(
        [table(columns, result["voices"]), table(["", ""], none), table(judged, result["heeded"])]
    )


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--silent", type=int, default=60)
    parser.add_argument("--heeded", type=int, default=30)
    args = parse(parser)
    result = measure(args)
    publish("hearing", args, result, shown(result))


if __name__ == "__main__":
    main()
