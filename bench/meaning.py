"""`python -m bench.meaning`: texts compared by what they mean: which bar finds translations, and what else it takes.

    python -m bench.meaning [--ordinary N]

Everything is made up: twenty messages in seven languages (docs/research-data/waves.tsv), and for each one that is about
the same thing and wants the opposite or tells of it, in three. Unrelated are the sentences of the functional set, of
reported speech and of the light model's lessons, and N ordinary ones a language (bench/benign.py). All numbers are
taken from the 8 bits that are kept. Needs the encoder (requirements/guessing.txt).
"""

import argparse
import os
import time
from collections import Counter

import numpy as np

from bench.benign import sentences as ordinary
from bench.machine import conditions, rss_kib
from tambour.adapters.classifying.embedding import sentences
from tambour.adapters.classifying.meaning import near, packed, unpacked
from tambour.adapters.classifying.proof import LANGS, REPORTED, WAVES, templates, waves, written
from tambour.adapters.classifying.training import lessons
from tambour.moderation.card import KIND_OF
from tambour.moderation.guesses import readable
from tambour.moderation.meaning import CASES_FROM, ENTRY_FROM, GROUP_FROM, enough
from tambour.moderation.rates import wilson

BARS = (0.50, 0.55, 0.60, 0.62, 0.64, 0.66, 0.68, 0.70, 0.72, 0.75, 0.80)
TOLD = ("en", "ru", "ar")
"""The languages in which the opposite is written."""
KNOWN = 5_000


def share(hits: int, of: int) -> str:
    """With its interval."""
    low, high = wilson(hits, of)
    return f"{hits / of:.3f} [{low:.3f}, {high:.3f}]"


class Scene:
    """The texts and how near they are to each other."""

    def __init__(self, count: int) -> None:
        embed = sentences()
        if embed is None:
            raise SystemExit("the encoder is not installed: requirements/guessing.txt")
        self.embed = embed
        said = [(wave, lang, readable(text)) for wave, lang, text in waves()]
        self.texts = [text for *_, text in said]
        self.wave = np.array([wave for wave, *_ in said])
        self.lang = np.array([lang for _, lang, _ in said])
        others = [(row["wave"], readable(row[f"other_{lang}"])) for row in templates(WAVES) for lang in TOLD]
        self.about = np.array([wave for wave, _ in others])
        found = [
            readable(one.text) for of in (None, REPORTED) for one in (written(of=of) if of else written())
        ]
        found += [one.text for one in lessons()]
        self.written = sum(enough(text) for text in dict.fromkeys(found))
        found += [readable(text) for lang in LANGS for text in ordinary(lang, count)]
        self.unrelated = [text for text in dict.fromkeys(found) if enough(text)]
        self.said = unpacked(packed(embed(self.texts)))
        self.others = unpacked(packed(embed([text for _, text in others])))
        self.strange = unpacked(packed(embed(self.unrelated)))


def roc(scene: Scene) -> None:
    """What each bar finds, and what it takes besides."""
    mutual = scene.said @ scene.said.T
    pairs = (scene.wave[:, None] == scene.wave) & (scene.lang[:, None] != scene.lang)
    english = pairs & (scene.lang == "en")
    found, first = mutual[pairs], mutual[english]
    about = (scene.others @ scene.said.T)[scene.about[:, None] == scene.wave]
    strange = (scene.strange @ scene.said.T).max(axis=1)
    away = mutual[scene.wave[:, None] != scene.wave]
    top = np.where(scene.lang[:, None] != scene.lang, mutual, -1)
    hits = sum(scene.wave[int(row.argmax())] == wave for row, wave in zip(top, scene.wave, strict=True))
    print(f"nearest text in another language is its translation: {share(int(hits), len(scene.wave))}")
    print(
        f"of two of different waves the nearest are {away.max():.2f}; of unrelated ones {strange.max():.2f}\n"
    )
    print(
        "| bar | translation found, any two languages | … from English | same thing, opposite or telling of it |"
        f" unrelated, nearest of {len(scene.texts)} texts |\n|---|---|---|---|---|"
    )
    for bar in BARS:
        cells = [share(int((one >= bar).sum()), len(one)) for one in (found, first, about, strange)]
        print(f"| {bar:.2f} | " + " | ".join(cells) + " |")
    print(
        f"\n{len(strange)} unrelated sentences; the bars in use: the bank's texts {ENTRY_FROM}, cases {CASES_FROM},"
        f" groups {GROUP_FROM}\n"
    )


def allowed(scene: Scene) -> None:
    """Allowed speech of the functional set, were all its harmful sentences in the bank."""
    rows = [(one, said) for one in written() if (said := readable(one.text))]
    kept = unpacked(packed(scene.embed([said for _, said in rows])))
    harmful = np.array([one.harmful for one, _ in rows])
    nearest = (kept[~harmful] @ kept[harmful].T).max(axis=1)
    kinds = [KIND_OF.get(one.kind.partition(".")[0], "everyday") for one, _ in rows if not one.harmful]
    print("| allowed speech, functional set | " + " | ".join(f"{bar:.2f}" for bar in BARS[2:9]) + " |")
    print("|---" * (len(BARS[2:9]) + 1) + "|")
    for kind, of in sorted(Counter(kinds).items()):
        mine = nearest[np.array(kinds) == kind]
        print(f"| {kind} ({of}) | " + " | ".join(f"{(mine >= bar).mean():.2f}" for bar in BARS[2:9]) + " |")
    print()


def groups(scene: Scene) -> None:
    """Waves among everything else, joined as the desk joins open cases."""
    rows = np.vstack([scene.said, scene.others, scene.strange])
    whose = [*scene.wave, *(f"about {one}" for one in scene.about), *("" for _ in scene.strange)]
    likeness = rows @ rows.T
    print(
        "| bar | messages of a wave in its largest group | … strangers in these groups |"
        " … same thing, otherwise meant |"
        f" largest groups of {scene.written} sentences that stand fourteen times each |"
    )
    print("|---|---|---|---|---|")
    first = len(scene.said) + len(scene.others)
    for bar in BARS[:8]:
        head = list(range(len(rows)))
        for a, b in zip(*np.nonzero(np.triu(likeness >= bar, 1)), strict=True):
            one, two = root(head, int(a)), root(head, int(b))
            head[max(one, two)] = min(one, two)
        group = [root(head, n) for n in range(len(rows))]
        largest = {
            wave: Counter(group[n] for n in range(len(scene.wave)) if scene.wave[n] == wave).most_common(1)[0]
            for wave in dict.fromkeys(scene.wave)
        }
        inside = [n for n in range(len(rows)) if group[n] in {place for place, _ in largest.values()}]
        together = sum(of for _, of in largest.values())
        strangers = sum(not whose[n] for n in inside)
        meant = sum(whose[n].startswith("about") for n in inside)
        sizes = Counter(group[first : first + scene.written]).most_common(3)
        most = ", ".join(str(of) for _, of in sizes)
        mixed = len(largest) - len({place for place, _ in largest.values()})
        print(
            f"| {bar:.2f} | {share(together, len(scene.wave))} | {strangers} of {len(scene.strange)},"
            f" waves run together: {mixed} | {meant} of {len(scene.others)} | {most} |"
        )
    print()


def root(head: list[int], one: int) -> int:
    """The first of its group."""
    while head[one] != one:
        head[one] = head[head[one]]
        one = head[one]
    return one


def costs(scene: Scene) -> None:
    """Of one message, and of one question against as many cases as are compared."""
    texts = scene.unrelated[:256]
    began, wall = time.process_time(), time.perf_counter()
    for text in texts:
        scene.embed([text])
    single = (time.process_time() - began) / len(texts)
    print(
        f"one message by itself: {single * 1e3:.1f} ms of CPU, {(time.perf_counter() - wall) / len(texts) * 1e3:.1f} ms"
    )
    began = time.process_time()
    for at in range(0, len(texts), 16):
        scene.embed([f"{text} " for text in texts[at : at + 16]])
    print(f"one message, sixteen at once: {(time.process_time() - began) / len(texts) * 1e3:.1f} ms of CPU")
    kept = packed(np.resize(scene.strange, (KNOWN, scene.strange.shape[1])))
    began = time.process_time()
    for _ in range(20):
        near(kept[0], kept, CASES_FROM)
    print(
        f"one against {KNOWN}: {(time.process_time() - began) / 20 * 1e3:.1f} ms of CPU; {len(kept[0])} bytes each"
    )


def main() -> None:
    """Print the figures and what they were taken on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ordinary", type=int, default=300)
    chosen = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()), "\n")
    before = rss_kib(os.getpid())
    embed = sentences()
    if embed is not None:
        embed(["so that it is loaded"])
    print(f"the encoder takes {(rss_kib(os.getpid()) - before) / 1024:.0f} MB once it is asked\n")
    scene = Scene(chosen.ordinary)
    roc(scene)
    allowed(scene)
    groups(scene)
    costs(scene)


if __name__ == "__main__":
    main()
