"""What a place is called decides whether words without the name count there."""

import pytest

from tambour.adapters.classifying.beside import bank_of
from tambour.adapters.classifying.proof import LANGS, ORGANISATIONS, TEMPLATES, templates
from tambour.moderation.text.nameless import nameless
from tambour.moderation.text.normal import normalise
from tambour.moderation.titled import called, heard

PLACES = templates(TEMPLATES.with_name("places.tsv"))
BANK = bank_of([("en", "Grey Lantern"), ("ru", "Серый Фонарь")])


@pytest.mark.parametrize(
    ("says", "bears"),
    [
        ("Grey Lantern", True),
        ("grey_lantern_two", True),
        ("Голос Серого Фонаря\nСлова и дела", True),
        ("Grey Lantern\nFilms and songs", True),
        ("Evening talk", False),
        ("No to the Grey Lantern", False),
        ("Grey Lantern football fans", False),
        ("Серый Фонарь\nСемьи жертв", False),
        ("Grey Lantern\nTout sur notre club de football", False),
    ],
)
def test_the_title_says_whose_the_place_is(says: str, bears: bool) -> None:
    assert bool(called(BANK, says)) is bears


@pytest.mark.parametrize("lang", LANGS)
def test_no_allowed_place_of_the_set_counts_and_most_harmful_ones_do(lang: str) -> None:
    known = {split: bank_of((lang, name) for name in ORGANISATIONS[split][lang]) for split in ("a", "b")}
    counts: dict[str, list[bool]] = {"harmful": [], "allowed": []}
    for place in dict.fromkeys(row["place"] for row in PLACES):
        rows = [row for row in PLACES if row["place"] == place and row["what"] != "post"]
        split, label = rows[0]["split"], rows[0]["label"]
        says = "\n".join(row[lang] for row in rows).replace("{0}", ORGANISATIONS[split][lang][0])
        counts[label].append(bool(called(known[split], says)))
    assert not any(counts["allowed"])
    assert sum(counts["harmful"]) >= len(counts["harmful"]) - 1


def test_words_count_from_anywhere_in_a_text_without_a_name() -> None:
    text = "Join us, brothers. " + "The road is long and the night is dark. " * 4
    said = nameless(normalise(text), text)
    assert (said.kinds, said.distant) == (("recruit",), False)
    assert nameless(normalise("The market opens at nine"), "The market opens at nine").kinds == ()
    quoted = 'He read it out: "join us, brothers, write to our bot"'
    assert nameless(normalise(quoted), quoted).distant


def test_a_text_that_names_somebody_is_judged_by_itself() -> None:
    text = "Join us, the Grey Lantern is nothing"
    assert heard(BANK, normalise(text), text) is None
