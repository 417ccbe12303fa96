"""What a client marks as a quotation or as code is quoted where somebody says something besides."""

import pytest

from tambour.domain.messages import Entity
from tambour.domain.text import find_entities
from tambour.moderation.detect import quoted_in
from tambour.moderation.text.clauses import Cut, places
from tambour.moderation.text.normal import normalise
from tests.moderation.text.test_stance import BANK, NAMES

CALLS = {
    "en": ("Look what hangs on our door:", "Join {}, write to our bot"),
    "ru": ("Смотрите, что висит на двери:", "Вступай, {}, пиши нам"),
    "ar": ("انظروا ماذا علقوا على بابنا:", "المجد لـ {}! من معنا"),
    "fr": ("Voilà ce qui pend à la porte :", "Rejoignez {}, écrivez au bot"),
    "de": ("Schaut, was an der Tür hängt:", "Kommt zu {}, schreibt uns"),
}


def marked(kind: str, before: str, inside: str, after: str = "") -> tuple[str, list[Entity]]:
    """A text of three parts, of which the second is set apart; offsets are UTF-16 units."""
    at, long = (len(part.encode("utf-16-le")) // 2 for part in (before, inside))
    return before + inside + after, [(kind, at, long)]


def surest(text: str, entities: list[Entity]) -> float:
    found = BANK.look(text, [*entities, *find_entities(text)], 1, "https://talk.example").findings
    return max((one.score for one in found), default=0.0)


@pytest.mark.parametrize("kind", ["quote", "pre", "code"])
@pytest.mark.parametrize("lang", CALLS)
def test_a_call_that_somebody_quotes_counts_as_a_quoted_one_and_without_the_mark_as_ones_own(
    lang: str, kind: str
) -> None:
    says, call = CALLS[lang]
    call = call.format(NAMES[lang])
    text, entities = marked(kind, f"🔥 {says}\n", call)
    assert surest(text, []) >= 0.5 > surest(text, entities)
    assert surest(text, entities) == surest(f"🔥 {says}\n> {call}", [])


@pytest.mark.parametrize("lang", CALLS)
@pytest.mark.parametrize("says", ["", "👇\n", "Hi:\n"])
def test_who_sends_nothing_but_a_block_spreads_what_stands_in_it(lang: str, says: str) -> None:
    text, entities = marked("quote", says, CALLS[lang][1].format(NAMES[lang]))
    assert surest(text, entities) == surest(text, []) >= 0.5


def test_what_stands_outside_the_block_is_said_by_oneself() -> None:
    text, entities = marked(
        "quote", "", "They burned down the mill again", f"\nGlory to {NAMES['en']}! Who is in?"
    )
    assert surest(text, entities) >= 0.5


def test_lines_of_a_block_are_sentences_of_their_own() -> None:
    text, entities = marked("quote", "Found on the wall of our school: ", "first line\nsecond line")
    read = normalise(text)
    cut = Cut(text)
    cut.set_apart(places(read, quoted_in(text, entities)))
    assert cut.is_quoted(text.index("first"), len(text))
    assert len(set(cut.sentences)) == 2


def test_blocks_that_touch_or_nest_are_one_and_what_is_no_place_is_left_out() -> None:
    text = "a 😀 said things here and there"
    entities: list[Entity] = [("quote", 2, 8), ("code", 5, 4), ("pre", 10, 7), ("quote", 3, 90), ("b", 0, 1)]
    assert quoted_in(text, entities) == [(2, 16)]
    assert quoted_in(text, [("b", 0, 3)]) == []
    assert places(normalise(text), []) == []
