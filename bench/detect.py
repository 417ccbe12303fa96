"""What the built-in rules find, and whom they bother wrongly: by language and kind, on generated made-up sentences.

    python -m bench.detect

Prints shares with Wilson 95 % intervals, then CPU of each step. The corpus is small and ours: the figures say how
the rules behave on it, not how often they are right among real people.
"""

import time
from dataclasses import replace

from bench.detect_corpus import EVASIONS, HARMFUL, TERMS, bent, sentences
from tambour.adapters.matching import automaton, expressions
from tambour.domain.text import find_entities
from tambour.moderation.allowed import ALLOWED
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.rates import wilson
from tambour.moderation.text.links import links_of
from tambour.moderation.text.near import bands, shingles
from tambour.moderation.text.normal import normalise

LANGS = ("en", "ru", "ar", "fr", "de", "tr", "es")
OWN = "https://talk.example"
ROUNDS = 5


def bank_of(lang: str) -> Loaded:
    """What an operator would enter by hand: the names, nothing else."""
    entries = [
        BankEntry(
            id=n, kind="name", value=term, category="tvec.branded", lang=lang, mode="live", source="bench"
        )
        for n, term in enumerate(TERMS[lang], start=1)
    ]
    return loaded(entries, automaton, expressions, 0)


def heeded(bank: Loaded, text: str) -> bool:
    """Would a person be asked to look?"""
    return any(one.heeded for one in bank.look(text, (), 1, OWN).findings)


def shares(title: str, table: dict[str, dict[str, list[str]]]) -> None:
    """One line for each language and kind."""
    print(f"\n{title}: put before people, by kind (share, interval, n)")
    for lang in LANGS:
        bank, total, found = bank_of(lang), 0, 0
        for kind in table[lang]:
            said = [text for k, text in sentences(table, lang) if k == kind]
            hits = sum(heeded(bank, text) for text in said)
            total, found = total + len(said), found + hits
            low, high = wilson(hits, len(said))
            print(f"  {lang} {kind:12} {hits / len(said):5.2f}  [{low:.2f}, {high:.2f}]  n={len(said)}")
        low, high = wilson(found, total)
        print(f"  {lang} {'all':12} {found / total:5.2f}  [{low:.2f}, {high:.2f}]  n={total}")


def evasions() -> None:
    """Of what is found as written, how much is found when it is bent."""
    print("\nof what is found as written, found when bent")
    for lang in LANGS:
        bank = bank_of(lang)
        plain = [text for _, text in sentences(HARMFUL, lang) if heeded(bank, text)]
        for how in EVASIONS:
            hits = sum(heeded(bank, bent(text, how)) for text in plain)
            print(f"  {lang} {how:12} {hits / len(plain):5.2f}  n={len(plain)}")


def speed() -> None:
    """CPU time of each step for one message, one thread."""
    texts = [text for table in (HARMFUL, ALLOWED) for lang in LANGS for _, text in sentences(table, lang)]
    entries = [entry for lang in LANGS for entry in bank_of(lang).entries.values()]
    banks = loaded([replace(entry, id=n) for n, entry in enumerate(entries, 1)], automaton, expressions, 0)
    steps = {
        "normalise": normalise,
        "all detectors": lambda text: banks.look(text, find_entities(text), 1, OWN),
        "sketch": lambda text: bands(shingles(normalise(text).text)),
        "gate": lambda text: banks.refused(links_of(text, find_entities(text), OWN), 1),
    }
    print(
        f"\nCPU for one of {len(texts)} sentences of {sum(map(len, texts)) // len(texts)} characters, one thread"
    )
    for name, step in steps.items():
        took: list[float] = []
        for text in texts * ROUNDS:
            began = time.thread_time()
            step(text)
            took.append(time.thread_time() - began)
        took.sort()
        print(
            f"  {name:14} {sum(took) / len(took) * 1e6:7.0f} µs mean  {took[len(took) * 95 // 100] * 1e6:7.0f} µs p95"
        )


if __name__ == "__main__":
    shares("promotion (should be found)", HARMFUL)
    shares("allowed (should not be)", ALLOWED)
    evasions()
    speed()
