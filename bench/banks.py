"""What banks of many names cost: `python -m bench.banks [--sizes 70,2000,10000] [--sentences 3000] [--messages 300]`.

Names are made up by a seed: of one word, of two and of three, in seven languages, each half ordinary words that such
names have (front, guard, circle) and half words of sounds that no dictionary has. For each size: loading the bank and
what it takes, CPU of one message (mean, p95, p99) as written and with look-alikes, and of how many ordinary sentences
(bench/benign.py) a name was found that is not there.
"""

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Iterator

from bench.benign import sentences
from bench.evasions import FAMILIES
from bench.machine import conditions, rss_kib
from bench.normal import TERMS, said
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.words import ordinary_words
from tambour.moderation.evaluate import Share
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.ordinary import FROM, NONE
from tambour.moderation.text.terms import Entry, Lexicon, compiled

HEADS = {
    "en": "front|guard|circle|legion|brotherhood|movement|brigade|order|network|resistance|union|army",
    "ru": "фронт|стража|круг|легион|братство|движение|бригада|орден|сеть|сопротивление|союз|дружина",
    "ar": "جبهة|حرس|دائرة|فيلق|أخوية|حركة|كتيبة|تنظيم|شبكة|مقاومة|اتحاد|جيش",
    "fr": "front|garde|cercle|légion|fraternité|mouvement|brigade|ordre|réseau|résistance|union|armée",
    "de": "front|wache|kreis|legion|bruderschaft|bewegung|brigade|orden|netzwerk|widerstand|bund|heer",
    "tr": "cephesi|muhafızları|çemberi|lejyonu|kardeşliği|hareketi|tugayı|tarikatı|ağı|direnişi|birliği|ordusu",
    "es": "frente|guardia|círculo|legión|hermandad|movimiento|brigada|orden|red|resistencia|unión|ejército",
}
MIDDLES = {
    "en": "northern|iron|black|white|holy|free|ninth|last|silver|eastern",
    "ru": "северный|железный|чёрный|белый|святой|вольный|девятый|последний|серебряный|восточный",
    "ar": "الشمالي|الحديدي|الأسود|الأبيض|المقدس|الحر|التاسع|الأخير|الفضي|الشرقي",
    "fr": "du nord|de fer|noir|blanc|sacré|libre|neuvième|dernier|argenté|oriental",
    "de": "nördlicher|eiserner|schwarzer|weißer|heiliger|freier|neunter|letzter|silberner|östlicher",
    "tr": "kuzey|demir|kara|beyaz|kutsal|özgür|dokuzuncu|son|gümüş|doğu",
    "es": "del norte|de hierro|negro|blanco|sagrado|libre|noveno|último|plateado|oriental",
}
SOUNDS = {
    "en": ("b|br|d|dr|f|g|gr|h|k|l|m|n|p|r|s|st|t|th|tr|v|w", "a|e|i|o|u|ea|oo", "|n|r|l|s|nd|rn|ck|m|t"),
    "ru": ("б|бр|в|г|гр|д|ж|з|к|кр|л|м|н|п|пр|р|с|ст|т|х|ч|ш", "а|е|и|о|у|я|ы", "|н|р|л|с|к|й|в|м|т"),
    "ar": ("ب|ت|ج|ح|خ|د|ر|ز|س|ش|ص|ط|ع|غ|ف|ق|ك|ل|م|ن|ه", "ا|و|ي||", "|ر|ن|ل|م|د"),
    "fr": ("b|br|c|ch|d|f|g|gr|j|l|m|n|p|pr|r|s|t|tr|v", "a|e|é|i|o|ou|au|oi", "|n|r|l|s|nt|x|m"),
    "de": ("b|br|d|f|g|h|k|kr|l|m|n|p|r|s|sch|st|t|w|z", "a|e|i|o|u|ei|au|ö|ü", "|n|r|l|s|ch|ck|nd|rn|t"),
    "tr": ("b|c|ç|d|g|h|k|l|m|n|p|r|s|ş|t|v|y|z", "a|e|ı|i|o|ö|u|ü", "|n|r|l|k|m|ş|z|t"),
    "es": ("b|br|c|d|f|g|gu|j|l|ll|m|n|p|r|s|t|tr|v|z", "a|e|i|o|u|ie|ue", "|n|r|l|s|d|z"),
}
"""Beginnings, vowels and ends of syllables."""
SIZES = (70, 2_000, 10_000)
BENDS = (None, "Cyrillic lookalikes")


def made_word(lang: str, lot: random.Random) -> str:
    """Two to four syllables, six letters or more."""
    onsets, vowels, codas = (some.split("|") for some in SOUNDS[lang])
    while True:
        word = "".join(
            lot.choice(onsets) + lot.choice(vowels) + (lot.choice(codas) if lot.random() < 0.5 else "")
            for _ in range(lot.randint(2, 4))
        )
        if 6 <= len(word) <= 12:
            return ("ال" if lang == "ar" and lot.random() < 0.5 else "") + word


def made_names(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(language, name), each once, the languages in turn: a larger bank begins with the smaller one's."""
    lot, told = random.Random(seed), set[str]()
    while len(told) < count:
        lang = list(TERMS)[len(told) % len(TERMS)]
        head, middle = lot.choice(HEADS[lang].split("|")), lot.choice(MIDDLES[lang].split("|"))
        word = made_word(lang, lot)
        shapes = (word, f"{head} {word}", f"{word} {head}", f"{head} {middle} {word}")
        name = lot.choices(shapes, (3, 3, 2, 2))[0]
        if name not in told:
            told.add(name)
            yield lang, name


def bank_of(names: int) -> list[Entry]:
    """As an operator would enter them: single words are marked rare."""
    return [
        Entry(id=n, term=name, category="tvec.branded", lang=lang, rare=" " not in name)
        for n, (lang, name) in enumerate(made_names(names), start=1)
    ]


def loading(size: int) -> Lexicon:
    """A bank of so many names; CPU and memory of making it are printed."""
    entries, words = bank_of(size), ordinary_words() if size >= FROM else NONE
    before = rss_kib(os.getpid())
    began = time.process_time()
    bank = compiled(entries, automaton, expressions, 0, words)
    took, grown = time.process_time() - began, rss_kib(os.getpid()) - before
    print(f"\n{size:,} names: loaded in {took:.2f} s of CPU, {grown / 1024:.0f} MiB more", flush=True)
    return bank


def costs(bank: Lexicon, bend: str | None, count: int) -> list[float]:
    """Seconds of CPU of each message, sorted: normalised and searched."""
    took: list[float] = []
    for lang in TERMS:
        for text in sentences(lang, count):
            asked = FAMILIES[bend](text, lang) if bend else text
            began = time.thread_time()
            search(bank, normalise(asked), asked)
            took.append(time.thread_time() - began)
    return sorted(took)


def alarms(bank: Lexicon, count: int) -> None:
    """In how many ordinary sentences a name was found, by how, and which names most often."""
    hit, ways, names = 0, Counter[str](), Counter[str]()
    for lang in TERMS:
        for text in sentences(lang, count):
            found = search(bank, normalise(text), text)
            hit += bool(found)
            ways.update(one.how for one in found)
            names.update(f"{one.entry.term} ({one.how})" for one in found)
    print(f"  a name found in ordinary sentences: {said(Share(hit, count * len(TERMS)))}", dict(ways))
    print("   ", names.most_common(5), flush=True)


def main() -> None:
    """Print the figures and what they were taken on; banks side by side, for machines have moods."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--sentences", type=int, default=3_000)
    parser.add_argument("--messages", type=int, default=300)
    chosen = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()))
    banks = {int(size): loading(int(size)) for size in chosen.sizes.split(",")}
    for bend in BENDS:
        print(f"\nCPU of one message, {bend or 'as written'}")
        for size, bank in banks.items():
            took = costs(bank, bend, chosen.messages)
            mean, p95, p99 = sum(took) / len(took), took[len(took) * 95 // 100], took[len(took) * 99 // 100]
            print(
                f"  {size:6,} names: {mean * 1e6:.0f} µs, p95 {p95 * 1e6:.0f}, p99 {p99 * 1e6:.0f}",
                flush=True,
            )
    for size, bank in banks.items() if chosen.sentences else ():
        print(f"\n{size:,} names")
        alarms(bank, chosen.sentences)


if __name__ == "__main__":
    main()
