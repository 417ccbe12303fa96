"""Whose words push towards a name: the writer's own, or those of somebody told of, mocked, quoted or joked about."""

import time

import pytest

from tambour.adapters.matching import automaton, expressions
from tambour.domain.text import find_entities
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import loaded
from tambour.moderation.text import clauses, stance

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
    ("en", "Join {} and be free", "I would join {} but they meet at dawn"),
    ("ru", "Вступай, {} ждёт", "Вступил бы, {}, да лень: вступай сам бы"),
    ("en", "Long live {}!", "Long live the bakery, {} never baked anything"),
    ("en", "Glory to the fallen! {} lives", "Join the march for the library, the council prefers {}"),
    ("ru", "Слава, {}!", "Слава котикам, а {} пусть моет пол"),
    ("ru", "{}: герои!", "Тоже мне герои, {}: украли самокат"),
    ("ar", "{} يقول: اضربوا أعداءنا", "احرق {} قريتنا"),
    ("ru", "{} с нами: убивайте врагов", "{}: убивали наших соседей"),
]
EXCUSES = [
    ("en", "I was told to pass this on. Join {}, write to our bot", "He was told to pass this on: join {}"),
    ("ru", "Нам велели молчать. Вступай, {}, пиши нам", "Ему велели: вступай, {}"),
    ("ar", "قالوا لنا اسكتوا. انضم إلى {} وراسلنا", "قالوا لنا انضم إلى {}"),
    ("en", "«Strike at night»: golden words of {}", "«Strike at night»: a caption under {}"),
    ("ru", "«Бей ночью»: золотые слова, {}", "«Бей ночью»: подпись под фото, {}"),
    ("en", "Not a joke: donate to {}", "A joke: donate to {}"),
]
"""Whoever invites, or makes a quotation his own, is not excused by words that tell of others."""


def heeded(text: str) -> bool:
    return any(f.heeded for f in BANK.look(text, find_entities(text), 1, "https://talk.example").findings)


@pytest.mark.parametrize(("lang", "own", "told"), PAIRS)
def test_own_words_are_put_before_people_and_those_of_others_are_not(lang: str, own: str, told: str) -> None:
    assert heeded(own.format(NAMES[lang]))
    assert not heeded(told.format(NAMES[lang]))


@pytest.mark.parametrize(("lang", "own", "told"), EXCUSES)
def test_words_that_tell_of_others_are_no_excuse(lang: str, own: str, told: str) -> None:
    assert heeded(own.format(NAMES[lang]))
    assert not heeded(told.format(NAMES[lang]))


def without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The rules as they were if one of their lists or marks did not exist."""
    for module in (stance, clauses):
        value = getattr(module, name, None)
        if value is not None:
            monkeypatch.setattr(module, name, "zz" if isinstance(value, str) else clauses.re.compile("(?!)"))


@pytest.mark.parametrize(
    "name", ["REPORTED", "SELF", "SENTENCE_END", "QUOTES", "WOULD", "MOCKING", "PRAISED", "TAKING", "OURS"]
)
def test_each_of_the_rules_is_needed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    without(monkeypatch, name)
    assert any(heeded(told.format(NAMES[lang])) for lang, _, told in PAIRS)


@pytest.mark.parametrize("name", ["INVITES", "APPROVES", "FIGHTERS", "ENEMIES"])
def test_each_exception_is_needed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    without(monkeypatch, name)
    assert not all(heeded(own.format(NAMES[lang])) for lang, own, _ in (*PAIRS, *EXCUSES))


@pytest.mark.parametrize("unit", ["kill ", "long live ", "«kill» ", "police ", "join the march, ", ". "])
def test_a_text_of_nothing_else_is_read_in_no_time(unit: str) -> None:
    text = f"{NAMES['en']} " * 50 + unit * (2_900 // len(unit))
    began = time.thread_time()
    heeded(text)
    assert time.thread_time() - began < 1.0
