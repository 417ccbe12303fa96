"""Whose words push towards a name: the writer's own, or those of somebody told of, mocked, quoted or joked about."""

import pytest

from tambour.adapters.matching import automaton, expressions
from tambour.domain.text import find_entities
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import loaded
from tambour.moderation.text import stance

NAMES = {"en": "Tin Sparrow", "ru": "Оловянный Воробей", "ar": "العصفور القصديري"}
MADE = {"kind": "name", "category": "tvec.branded", "mode": "live", "source": "test"}
BANK = loaded(
    [BankEntry(id=n, value=name, lang=lang, **MADE) for n, (lang, name) in enumerate(NAMES.items(), start=1)],
    automaton,
    expressions,
    0,
)
PAIRS = [
    ("en", "{} says: strike them on Friday", "{} asked its people in 1990 to strike them"),
    ("en", "Kill the traitors, {} commands it", "{} had my uncle for a year, he was told to kill"),
    ("en", "Glory to {}! Who is with us?", "Glory to {}? They robbed a bakery"),
    ("en", "Kill them all for {}", "The songs of {} kill me"),
    ("en", "Join us, {} waits for you", "Footnote: “join us” ({}, box 4)"),
    ("ru", "{} говорит: бейте их в пятницу", "{} призвал сторонников: бейте их"),
    ("ru", "Слава, {}! Кто с нами?", "Слава? {} ограбил булочную, и это ваша слава?"),
    ("ru", "Убивайте предателей, велит {}", "{} так поёт, что убивает меня"),
    ("ar", "{} يقول: اضربوهم يوم الجمعة", "دعا {} أنصاره: اضربوهم"),
    ("ar", "المجد لـ {}! من معنا", "المجد لـ {}؟ سرقوا مخبزا"),
]


def heeded(text: str) -> bool:
    return any(f.heeded for f in BANK.look(text, find_entities(text), 1, "https://talk.example").findings)


@pytest.mark.parametrize(("lang", "own", "told"), PAIRS)
def test_own_words_are_put_before_people_and_those_of_others_are_not(lang: str, own: str, told: str) -> None:
    assert heeded(own.format(NAMES[lang]))
    assert not heeded(told.format(NAMES[lang]))


@pytest.mark.parametrize("name", ["REPORTED", "SELF", "SENTENCE_END", "QUOTES"])
def test_each_of_the_rules_is_needed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    never = "(?!)" if name == "QUOTES" else "a^"
    value = getattr(stance, name)
    monkeypatch.setattr(stance, name, "zz" if isinstance(value, str) else stance.re.compile(never))
    assert any(heeded(told.format(NAMES[lang])) for lang, _, told in PAIRS)
