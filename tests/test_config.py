"""Settings come from four places, the later wins, and what nobody knows is an error."""

import pytest

from tambour.config import Config, load
from tambour.ports.trouble import Trouble


def test_the_command_line_beats_the_environment_beats_the_file_beats_the_default(tmp_path):
    file = tmp_path / "t.toml"
    file.write_text("[server]\nport = 1\nhost = '::1'\n[database]\npool = 5\n")

    found = load(file, {"TAMBOUR_SERVER_PORT": "2", "TAMBOUR_SERVER_HOST": "::2"}, {"server.port": 3})

    assert (found.server.port, found.server.host, found.database.pool) == (3, "::2", 5)
    assert found.server.role == "all"


def test_the_data_folder_may_hold_the_file(tmp_path):
    (tmp_path / "tambour.toml").write_text("[server]\nport = 7\n")

    assert load(None, {}, {"data": str(tmp_path)}).server.port == 7


@pytest.mark.parametrize(
    ("toml", "env"),
    [
        ("[server]\nprot = 1", {}),
        ("serve = 1", {}),
        ("server = 1", {"TAMBOUR_SERVER_PORT": "1"}),
        ("[server]\nport = 'x'", {}),
        ("[server]\nport = 99999", {}),
        ("[server", {}),
        ("", {"TAMBOUR_SERVER_PROT": "1"}),
        ("", {"TAMBOUR_SERVER_ROLE": "king"}),
    ],
)
def test_what_nobody_knows_is_an_error(tmp_path, toml, env):
    file = tmp_path / "t.toml"
    file.write_text(toml)

    with pytest.raises(Trouble):
        load(file, env)


def test_languages_are_chosen_by_name_and_a_name_nobody_knows_is_an_error():
    assert load().reading.chosen == ("rus", "eng", "ara", "fra", "deu", "tur", "spa")
    assert load(None, {"TAMBOUR_READING_LANGUAGES": "deu,eng, deu"}).reading.chosen == ("deu", "eng")
    assert load(None, {"TAMBOUR_READING_LANGUAGES": ""}).reading.chosen == ()
    with pytest.raises(Trouble, match="tlh"):
        _ = load(None, {"TAMBOUR_READING_LANGUAGES": "eng, tlh"}).reading.chosen


def test_a_missing_file_that_was_named_is_an_error(tmp_path):
    with pytest.raises(Trouble, match="cannot read"):
        load(tmp_path / "none.toml", {})


def test_nothing_said_gives_the_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert load() == Config()
