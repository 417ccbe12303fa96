"""What holding costs before delivery: CPU of the whole gate for one message, with 500 names that hold.

    python -m bench.holding

Names are made up of two words from a list, a fifth of them one rare word; ordinary sentences in seven languages name
none of them, and sentences that promote or oppose name one each. Beside that long messages, of 4,000 characters, which
hardly anybody writes.
"""

import time
from collections.abc import Callable, Sequence
from itertools import chain, islice, product

from bench.benign import sentences
from bench.detect_corpus import HARMFUL, TERMS
from bench.detect_corpus import sentences as harmful
from tambour.adapters.matching import automaton, expressions
from tambour.domain.commands import Send
from tambour.domain.decide import Place
from tambour.domain.errors import Refusal
from tambour.domain.text import find_entities
from tambour.moderation.allowed import ALLOWED
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import loaded
from tambour.pipeline.gate import Gate

LANGS = ("en", "ru", "ar", "fr", "de", "tr", "es")
Corpus = dict[str, dict[str, list[str]]]
NAMES, PLAIN, LONG = 500, 1_000, 4_000
FIRST = (
    "Grey",
    "Amber",
    "Quiet",
    "Northern",
    "Hollow",
    "Silver",
    "Ninth",
    "Iron",
    "Winter",
    "Burning",
    "Crooked",
)
SECOND = (
    "Lantern",
    "Harbour",
    "Column",
    "Wardens",
    "Orchard",
    "Anvil",
    "Furrow",
    "Brigade",
    "Compass",
    "Vigil",
    "Chapter",
    "Ravens",
    "Circle",
    "Torch",
    "Mill",
    "Shore",
    "Anchor",
    "Banner",
    "Order",
    "Wolves",
    "Ridge",
    "Bridge",
    "Tower",
    "Gate",
    "Spring",
    "Needle",
    "Field",
    "Bell",
    "Lamp",
    "Dawn",
    "Quarry",
    "Chimney",
    "Meadow",
    "Forge",
    "Ladder",
    "Signal",
    "Kettle",
    "Mirror",
    "Thicket",
    "Barge",
    "Sparrow",
    "Candle",
    "Basin",
    "Hammer",
    "Willow",
    "Cedar",
)


def gate_of(count: int, more: Sequence[str] = ()) -> Gate:
    """A gate whose bank holds so many names, those of the corpus, or `more` instead, among them."""
    known = [*more] or [term for lang in LANGS for term in TERMS[lang]]
    made = (f"{one} {two}" for one, two in product(FIRST, SECOND))
    names = [*known, *islice(made, count - len(known))]
    entries = [
        BankEntry(
            id=n,
            kind="name",
            value=name,
            category="tvec.branded",
            rare=n % 5 == 0,
            mode="live",
            source="bench",
            gate="hold",
            gate_by=1,
            gate_second=2,
        )
        for n, name in enumerate(names, start=1)
    ]
    gate = Gate(None, None, "https://talk.example", automaton, expressions)  # type: ignore[arg-type]
    gate.bank = loaded(entries, automaton, expressions, 0)
    return gate


def long_texts(size: int, each: int, kinds: Sequence[Corpus] = (HARMFUL, ALLOWED)) -> list[str]:
    """Texts of about so many characters of ordinary sentences with one in the middle that names somebody: every
    `each`-th that there is."""
    found = list[str]()
    for lang in LANGS:
        plain = list(sentences(lang, size // 5))
        named = [text for one in kinds for _, text in harmful(one, lang)][::each]
        for number, text in enumerate(named):
            rest, half = ". ".join(plain[number:]), (size - len(text)) // 2
            found.append(f"{rest[:half].rpartition(' ')[0]}. {text} {rest[half : 2 * half]}")
    return found


def measured(title: str, texts: list[str], check: Callable[[str], bool]) -> None:
    """One line, where there are any: mean, p50, p95, p99 and the longest, in microseconds of the thread's CPU."""
    took, held = list[float](), 0
    if not texts:
        return
    for text in texts:
        began = time.thread_time()
        held += check(text)
        took.append((time.thread_time() - began) * 1e6)
    took.sort()
    at = [took[min(len(took) - 1, len(took) * share // 1000)] for share in (500, 950, 990)]
    print(
        f"  {title:28} n={len(texts):5}  held {held:5}  mean {sum(took) / len(took):6.0f}  p50 {at[0]:6.0f}"
        f"  p95 {at[1]:6.0f}  p99 {at[2]:6.0f}  max {took[-1]:6.0f} µs"
    )


def main() -> None:
    """The table."""
    gate = gate_of(NAMES)
    place = Place(chat=1, user=1, kind="group", gen=1, public=True)
    ready = dict[str, Send]()

    def check(text: str) -> bool:
        send = ready[text]
        try:
            gate.check_send(place, send)
        except Refusal:
            return True
        return False

    plain = [text for lang in LANGS for text in sentences(lang, PLAIN)]
    calls = [text for lang in LANGS for _, text in harmful(HARMFUL, lang)]
    allowed = [text for lang in LANGS for _, text in harmful(ALLOWED, lang)]
    long = [(" ".join(plain[n : n + 200]))[:LONG] for n in range(0, len(plain) - 200, 70)]
    parted = [long_texts(LONG, 1, [kind]) for kind in (ALLOWED, HARMFUL)]
    for text in chain(plain, calls, allowed, long, *parted):
        ready[text] = Send(chat=1, user=1, rid=1, text=text, entities=find_entities(text))
    for text in plain[:200]:
        check(text)
    print(f"the gate for one message, {NAMES} names hold; CPU of one thread")
    measured("ordinary sentences", plain, check)
    measured("allowed, with a name", allowed, check)
    measured("promoting, with a name", calls, check)
    measured("mixed, one named in a hundred", [*plain, *(calls + allowed)[: len(plain) // 100]], check)
    measured(f"{LONG} characters", long, check)
    for title, texts in zip(("allowed", "promoting"), parted, strict=True):
        measured(f"… one {title}, held", [text for text in texts if check(text)], check)
        measured(f"… one {title}, not held", [text for text in texts if not check(text)], check)


if __name__ == "__main__":
    main()
