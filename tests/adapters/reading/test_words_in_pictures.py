"""Words in pictures as Tesseract reads them: in three scripts, none where there are none, in the confined child."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench import words
from PIL import Image

from tambour.adapters.media.alone import CHILD, environment
from tambour.adapters.media.studio import visible_part
from tambour.adapters.reading.optional import DATA, LATIN, found_in, new_reader, reads, unread
from tambour.adapters.reading.views import SIDE_MAX, SIDE_MIN, sized, views
from tambour.config_detection import LANGUAGES

FIRST = ("eng", "rus", "ara")
can_read, can_read_all = (
    pytest.mark.skipif(
        not reads(some) or bool(unread(some)) or bool(words.lacking()),
        reason=f"lacks {', '.join([*unread(some), words.lacking()])}; make test as root installs it",
    )
    for some in (FIRST, LANGUAGES)
)
SAID = {
    "en": "Nobody knows the road to the northern harbour",
    "ru": "Никто не знает дороги в северную гавань",
    "ar": "لا أحد يعرف الطريق إلى الميناء الشمالي",
}


@pytest.fixture(scope="module")
def reader():
    made = new_reader()
    assert made is not None
    return made


@can_read
@pytest.mark.parametrize("style", ["clean", "dark", "caption", "meme"])
@pytest.mark.parametrize("lang", SAID)
def test_most_words_of_each_script_are_read(reader, lang: str, style: str) -> None:
    said = SAID[lang]
    read = " ".join(reader.picture(words.drawn(said, 3, (960, 720), style))).split()
    assert len(set(read) & set(said.split())) >= 0.6 * len(said.split()), read


@can_read_all
@pytest.mark.parametrize(
    ("lang", "said", "wrong"),
    [
        ("fra", "Où étaient les élèves forcés de l’île éloignée", {"élèves", "éloignée"}),
        ("deu", "Die Straße führt über böse Wälder und große Höfe", {"Straße", "Wälder"}),
        ("tur", "Öğrenciler şimdi güneşli bahçede çalışıyor", {"şimdi", "güneşli"}),
        ("spa", "El niño mañana sabrá dónde está el año pasado", {"niño", "mañana", "año"}),
    ],
)
def test_latin_letters_are_read_in_their_own_language(reader, lang: str, said: str, wrong: set[str]) -> None:
    read = set(" ".join(reader.picture(words.drawn(said, 3, (960, 720), "caption"))).split())
    assert wrong <= read, lang
    assert len(read & set(said.split())) >= 0.8 * len(said.split())


@can_read_all
def test_other_languages_cost_nothing_where_english_is_sure_or_no_letters_stand(reader) -> None:
    asked: list[int] = []

    class Counting:
        def __getattr__(self, name: str) -> object:
            asked.append(1)
            return getattr(latin, name)

    latin, reader.latin = reader.latin, Counting()
    try:
        for picture in (words.wordless(3, (800, 600)), words.drawn(SAID["ru"], 3, (960, 720), "clean")):
            reader.picture(picture)
        reader.picture(words.drawn(SAID["en"], 3, (960, 720), "clean"))
        assert asked == []
        reader.picture(words.drawn("Die Straße führt über böse Wälder", 3, (960, 720), "clean"))
        assert asked
    finally:
        reader.latin = latin


def test_what_is_chosen_and_there_is_read_and_without_english_all_latin_ones_together(tmp_path: Path) -> None:
    for one in ("rus", "fra", "spa", "ara"):
        (tmp_path / DATA.format(one)).touch()
    found = found_in(tmp_path, LANGUAGES)
    assert (found.groups, found.latin) == ((("rus", "fra", "spa"), ("ara",)), ())
    (tmp_path / DATA.format("eng")).touch()
    found = found_in(tmp_path, LANGUAGES)
    assert (found.groups, found.latin) == ((("rus", "eng"), ("ara",)), ("fra", "spa"))
    found = found_in(tmp_path, ("eng", *LATIN))
    assert (found.groups, found.latin) == ((("eng",),), ("fra", "spa"))
    assert found_in(tmp_path, ("tur",)).groups == ()


@can_read
def test_the_child_reads_in_the_languages_that_it_is_told(tmp_path: Path) -> None:
    words.drawn(SAID["ru"], 3, (960, 720), "clean").save(tmp_path / "source", "WEBP", quality=78)
    for chosen, found in ((["eng"], False), (["rus", "eng"], True)):
        told = subprocess.run(
            [sys.executable, "-m", CHILD, str(tmp_path), "read", *chosen],
            env=environment(),
            capture_output=True,
            check=True,
        )
        assert ("гавань" in " ".join(json.loads(told.stdout)["read"])) is found


@can_read
def test_where_there_are_no_words_none_are_read(reader) -> None:
    read = [reader.picture(words.wordless(seed, (800, 600))) for seed in range(6)]
    assert sum(map(len, read)) <= 1, read


@can_read
def test_what_stands_in_one_place_is_told_once(reader) -> None:
    read = reader.picture(words.drawn("harbour\nharbours\nharbouring", 5, (960, 720), "meme"))
    assert sorted(read) == ["harbour", "harbouring", "harbours"]


@can_read
@pytest.mark.parametrize("style", ["clean", "meme"])  # of the second Tesseract has remarks to make
def test_it_is_read_in_a_child_that_can_open_nothing(tmp_path: Path, style: str) -> None:
    words.drawn(SAID["en"], 3, (1280, 960), style).save(tmp_path / "source", "WEBP", quality=78)
    told = subprocess.run(
        [sys.executable, "-m", CHILD, str(tmp_path), "read"],
        env=environment(),
        capture_output=True,
        check=True,
    )
    report = json.loads(told.stdout)
    assert report["confined"] == (sys.platform == "linux")
    assert "harbour" in " ".join(report["read"])
    assert [one.name for one in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("size", [(40, 30), (500, 900), (1280, 720), (2560, 1440), (4000, 20)])
def test_small_pictures_are_enlarged_and_large_ones_made_smaller(size: tuple[int, int]) -> None:
    made = sized(Image.new("RGB", size))
    assert max(made.size) <= SIDE_MAX
    assert max(made.size) >= min(SIDE_MIN, 2 * max(size))
    assert [view.mode for view in views(Image.new("RGB", size))] == ["L"], "no letters, no second look"


def test_what_the_child_says_is_made_clean() -> None:
    assert visible_part("a\x00b\x1b[31m\ud800c\nd") == "a b [31m c d"
