"""Links in one form, and lists of them."""

import pytest

from tambour.domain.text import find_entities
from tambour.moderation.text.links import LinkList, key_of, links_of

OWN = "https://talk.example"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("https://www.Lantern.example/", "lantern.example"),
        ("http://lantern.example:80/a//b/../c/?utm=1#x", "lantern.example/a/b/c"),
        ("lantern.example:8443/x", "lantern.example:8443/x"),
        ("hxxps://lantern.example/%D1%84", "lantern.example/ф"),
        ("https://lаntern.example", "lantern.example"),  # the second letter is Cyrillic
        ("https://xn--e1afmkfd.example/", "пример.example"),
        ("https://ПРИМЕР.example/", "пример.example"),
        ("https://talk.example/GreyLantern", "@greylantern"),
        ("talk.example/+AbCdEf_123456", "+AbCdEf_123456"),
        ("https://talk.example/", "talk.example"),
        ("@GreyLantern", "@greylantern"),
        ("@no", ""),
        ("not a link", ""),
        ("http://[::1", ""),
        ("https://lantern.example:99999/", ""),
        ("http://127.0.0.1/x", ""),
        ("xn--\u0430.example", ""),
    ],
)
def test_every_way_to_write_a_link_has_one_key(said, key):
    assert key_of(said, OWN) == key


def keys(text: str) -> list[tuple[str, str]]:
    return [(link.key, text[link.start : link.end]) for link in links_of(text, find_entities(text), OWN)]


def test_links_are_found_with_their_place():
    text = "👍 see https://lantern.example/join, or @GreyLantern."
    assert keys(text) == [
        ("lantern.example/join", "https://lantern.example/join"),
        ("@greylantern", "@GreyLantern"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "lantern[.]example/x",
        "lantern (dot) example/x",
        "lantern dot example/x",
        "hxxps://lantern[.]example/x",
    ],
)
def test_a_link_taken_apart_is_put_together(said):
    ((key, shown),) = keys(f"go to {said} tonight")
    assert key == "lantern.example/x"
    assert shown == said


def test_a_masked_link_covers_its_words():
    text = "press here now"
    ((link),) = links_of(text, (("link", 6, 4, "https://lantern.example/a"),), OWN)
    assert (link.key, text[link.start : link.end]) == ("lantern.example/a", "here")


def test_a_domain_stands_for_what_is_under_it_and_the_most_precise_entry_wins():
    known = LinkList(
        {"lantern.example": 1, "lantern.example/news": 2, "files.example/grey": 3, "@greylantern": 4}
    )
    found = {
        "lantern.example": 1,
        "a.b.lantern.example/x": 1,
        "lantern.example/news/today": 2,
        "lantern.example/newspaper": 1,
        "files.example/grey/1": 3,
        "files.example/greyer": 0,
        "files.example": 0,
        "notlantern.example": 0,
        "example": 0,
        "@greylantern": 4,
        "@grey": 0,
        "+token12345": 0,
    }
    assert {key: known.find(key) for key in found} == found
