"""The normaliser: what of bent words it finds, what it takes for something it is not, how long it takes.

    python -m bench.normal [--sentences 100000] [--all]

Families of evasion are split: those the normaliser was written or mended with, and those kept for the figure, which
are printed apart. Collisions are entries found in ordinary made-up sentences (bench/benign.py) that are not in them as
written. Without `--all` single families are only printed where something is missed.
"""

import argparse
import platform
import re
import time
import unicodedata
import zlib
from collections.abc import Iterable

from bench.benign import sentences
from bench.evasion_codes import CODES
from bench.evasion_shapes import SHAPES
from bench.evasions import BUILT_WITH, FAMILIES, LOOKED_AT, MENDED_AGAIN_WITH, MENDED_WITH
from bench.kept_evasions import FAMILIES_KEPT_AGAIN
from tambour.adapters.matching import automaton, expressions
from tambour.moderation.evaluate import Share
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.terms import Entry, Lexicon, compiled

TERMS = {
    lang: terms.split("|")
    for lang, terms in {
        "en": "iron heron|brotherhood of the ninth bell|saltmarsh guard|lantern|thornfield|ravenholt|"
        "stormcrow|emberline|northgate circle|greywolves",
        "ru": "железная цапля|братство девятого колокола|соляная стража|фонарщик|тернополье|вороноград|"
        "буревест|янтарник|северный круг|серебряк",
        "ar": "البلشون الحديدي|أخوية الجرس التاسع|حرس السبخة|المشكاة|الزمهرير|الغرابيب|العنبريون|"
        "الشوكران|دائرة الشمال|القندسيون",
        "fr": "le héron de fer|fraternité de la neuvième cloche|garde du marais|lanterniers|corbeval|"
        "tempestaire|ambreline|cercle du nord|griseloup|ronceval",
        "de": "eiserner reiher|bruderschaft der neunten glocke|salzwacht|laternenbund|dornfeld|"
        "rabenholt|sturmkrähe|bernsteiner|nordkreis|grauwolf",
        "tr": "demir balıkçıl|dokuzuncu çan kardeşliği|tuzla muhafızları|fenerciler|dikenova|kuzgunlar|"
        "fırtınakuşu|kehribarlar|kuzey çemberi|bozkurtlar",
        "es": "garza de hierro|hermandad de la novena campana|guardia del salar|farolero|espinal|"
        "cuervario|tempestad|ambarinos|círculo del norte|lobogris",
    }.items()
}
AROUND = {
    "en": "they say {0} is here today",
    "ru": "говорят, {0} сегодня здесь",
    "ar": "يقولون إن {0} هنا اليوم",
    "fr": "on dit que {0} est ici",
    "de": "man sagt, {0} ist heute hier",
    "tr": "bugün {0} burada diyorlar",
    "es": "dicen que {0} está aquí",
}
KEPT = frozenset(name for name in list(FAMILIES)[BUILT_WITH:MENDED_WITH] if zlib.crc32(name.encode()) % 2)
"""By lot, before any was tried: not looked at until the end."""
ALL = FAMILIES | FAMILIES_KEPT_AGAIN | CODES | SHAPES
WORD = re.compile(r"[^\W_]+")


def lexicon_of(lang: str) -> Lexicon:
    """The terms of a language; single words are marked rare, as an operator would mark such names."""
    entries = [
        Entry(id=n, term=term, category="tvec.branded", lang=lang, rare=" " not in term)
        for n, term in enumerate(TERMS[lang], start=1)
    ]
    return compiled(entries, automaton, expressions, 0)


def hits(lexicon: Lexicon, text: str) -> set[int]:
    """Entries found."""
    return {hit.entry.id for hit in search(lexicon, normalise(text), text)}


def found(lexicons: dict[str, Lexicon], name: str) -> Share:
    """Of all terms that the trick bends, how many are found still."""
    good = of = 0
    for lang, terms in TERMS.items():
        for number, term in enumerate(terms, start=1):
            bent = ALL[name](term, lang)
            if bent == term:
                continue
            of += 1
            good += number in hits(lexicons[lang], AROUND[lang].replace("{0}", bent))
    return Share(good, of)


def total(shares: Iterable[Share]) -> Share:
    """All together."""
    every = list(shares)
    return Share(sum(one.hits for one in every), sum(one.of for one in every))


def said(share: Share) -> str:
    """With its interval."""
    low, high = share.interval
    return (
        f"{share.hits / share.of if share.of else 0:.3f} [{low:.3f}, {high:.3f}]  {share.hits} of {share.of}"
    )


def evasions(lexicons: dict[str, Lexicon], everything: bool) -> None:
    """All groups, and what is missed in them."""
    names = list(FAMILIES)
    halves = {
        "known while the normaliser was written": names[:BUILT_WITH],
        "looked at while it was mended": [n for n in names[BUILT_WITH:MENDED_WITH] if n not in KEPT],
        "kept by lot: 0.638 when they were tried first, then looked at": [n for n in names if n in KEPT],
        "kept the second time: 0.891 when they were tried first, then looked at": names[
            MENDED_WITH:MENDED_AGAIN_WITH
        ],
        "kept the third time: 0.890 when they were tried first, then looked at": names[
            MENDED_AGAIN_WITH:LOOKED_AT
        ],
    }
    halves["kept the fourth time, by somebody else: 0.898 when they were tried first, then looked at"] = list(
        FAMILIES_KEPT_AGAIN
    )
    halves["codes, ciphers and secret languages, looked at"] = list(CODES)
    halves["shapes, spellings and two tricks at once, looked at"] = list(SHAPES)
    for title, half in halves.items():
        shares = {name: found(lexicons, name) for name in half}
        print(f"\n{title}: {len(half)} families, {said(total(shares.values()))}")
        for name, share in shares.items():
            if everything or share.hits < share.of:
                print(f"  {name:32} {share.hits} of {share.of}")


def plain(text: str) -> str:
    """Words as they are written, small: what would be found without the normaliser."""
    return f" {' '.join(WORD.findall(unicodedata.normalize('NFC', text).casefold()))} "


def collisions(lexicons: dict[str, Lexicon], count: int) -> None:
    """In ordinary sentences, by language; examples of what collides."""
    print(f"\nentries found that are not in the sentence as written, of {count:,} sentences a language")
    for lang, lexicon in lexicons.items():
        wrong: list[str] = []
        for text in sentences(lang, count):
            wrong += [
                f"{TERMS[lang][number - 1]} in “{text}”"
                for number in hits(lexicon, text)
                if f" {plain(TERMS[lang][number - 1]).strip()} " not in plain(text)
            ]
        high = Share(len(wrong), count).interval[1]
        print(f"  {lang}  {len(wrong)}, at most {high:.1e} (95 %)", *wrong[:3], sep="\n      ")


def speed(lexicons: dict[str, Lexicon]) -> None:
    """CPU of one message, plain and bent: normalised, and searched in all its readings."""
    took: dict[str, list[float]] = {"normalising": [], "normalising and searching": []}
    for lang in TERMS:
        texts = list(sentences(lang, 300))
        for bend in (None, "zero-width space", "Cyrillic lookalikes", "spaces"):
            for text in texts:
                asked = FAMILIES[bend](text, lang) if bend else text
                began = time.thread_time()
                read = normalise(asked)
                took["normalising"].append(time.thread_time() - began)
                search(lexicons[lang], read, asked)
                took["normalising and searching"].append(time.thread_time() - began)
    print()
    for what, each in took.items():
        each.sort()
        print(
            f"{what} one message: {sum(each) / len(each) * 1e6:.0f} µs of CPU, p95"
            f" {each[len(each) * 95 // 100] * 1e6:.0f} µs, p99 {each[len(each) * 99 // 100] * 1e6:.0f} µs"
        )


def main() -> None:
    """Print the figures and what they were taken on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--lang", choices=list(TERMS), help="sentences of this language only")
    chosen = parser.parse_args()
    lexicons = {lang: lexicon_of(lang) for lang in TERMS}
    print(
        f"Python {platform.python_version()}, {sum(map(len, TERMS.values()))} made-up terms in {len(TERMS)} languages"
    )
    evasions(lexicons, chosen.all)
    if chosen.sentences:
        asked = [chosen.lang] if chosen.lang else list(TERMS)
        collisions({lang: lexicons[lang] for lang in asked}, chosen.sentences)
    speed(lexicons)


if __name__ == "__main__":
    main()
