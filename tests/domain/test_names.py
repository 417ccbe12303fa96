"""Public names and their look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.errors import BadInput
from tambour.domain.names import (
    LONGEST,
    NAME,
    OFFICIAL,
    PATHS,
    SEEN_AS,
    clean_public_name,
    poses_as_official,
    skeleton,
)


@pytest.mark.parametrize(
    ("fake", "real"),
    [
        ("аррӏе", "apple"),  # all Cyrillic
        ("ѕсоре", "scope"),
        ("ρауραӏ", "paypal"),  # Greek and Cyrillic
        ("PayPaI", "paypal"),  # a capital I
        ("g00gle", "google"),
        ("rnama", "mama"),
        ("vvorld", "world"),
        ("anna_1", "annal"),
        ("ｔａｍｂｏｕｒ", "tambour"),
        ("𝓉𝒶𝓂𝒷𝑜𝓊𝓇", "tambour"),
        ("t\u200dambo\u0301ur", "tambour"),
        ("МОСКВА", "MOCKBA"),
        ("тест", "TECT"),
    ],
)
def test_look_alikes_have_one_skeleton(fake: str, real: str) -> None:
    assert skeleton(fake) == skeleton(real)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mail", "mall"), ("room2", "room5"), ("anna", "hanna"), ("пётр", "иван"), ("ivan", "iven")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_law_a_skeleton_is_its_own_skeleton(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


@given(st.from_regex(NAME, fullmatch=True).filter(lambda name: 4 <= len(name) <= LONGEST), st.data())
def test_law_swapping_letters_for_look_alikes_never_changes_the_skeleton(
    name: str, data: st.DataObject
) -> None:
    likes: dict[str, list[str]] = {}
    for like, seen in SEEN_AS.items():
        likes.setdefault(seen, []).append(like)
    swapped = "".join(data.draw(st.sampled_from([char, *likes.get(char, [])])) for char in name.lower())
    assert skeleton(swapped) == skeleton(name.lower())


def test_every_disguise_of_every_reserved_name_is_seen_through() -> None:
    likes: dict[str, str] = {}
    for like, seen in SEEN_AS.items():
        likes.setdefault(seen, like)
    disguised = {"".join(likes.get(char, char) for char in name) for name in OFFICIAL}
    assert all(poses_as_official(name) for name in disguised | OFFICIAL)
    for name in OFFICIAL:
        assert poses_as_official(f"{name.title()} Team")
        assert poses_as_official(f"Tambour {name.upper()}")


@pytest.mark.parametrize(
    "name", ["Anna", "Support group of Anna", "Новости", "Test", "admiral", "сима", "System of a town"]
)
def test_ordinary_shown_names_do_not_pose(name: str) -> None:
    assert not poses_as_official(name)


@pytest.mark.parametrize("name", ["anna", "Anna_K", "@anna", "a1b2", "x" * 32, "town_news"])
def test_such_names_can_be_had(name: str) -> None:
    assert clean_public_name(name) == name.removeprefix("@")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("abc", "name.length"),
        ("x" * 33, "name.length"),
        ("", "name.length"),
        ("1anna", "name.form"),
        ("anna_", "name.form"),
        ("an__na", "name.form"),
        ("анна", "name.form"),
        ("an na", "name.form"),
        ("аnna", "name.form"),
        ("support", "name.reserved"),
        ("Supp0rt", "name.reserved"),
        ("adrnin", "name.reserved"),
        ("console", "name.reserved"),
        ("TAMB0UR", "name.reserved"),
    ],
)
def test_such_names_can_not_and_the_refusal_says_why(name: str, why: str) -> None:
    with pytest.raises(BadInput) as no:
        clean_public_name(name)
    assert no.value.facts["why"] == why


def test_every_latin_path_of_the_server_is_reserved() -> None:
    for name in PATHS:
        if NAME.fullmatch(name) and len(name) >= 4:
            with pytest.raises(BadInput):
                clean_public_name(name)
