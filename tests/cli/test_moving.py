"""`tambour import telegram` and `tambour export` beside a running server: what they print and leave is a contract."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.exports import make
from tests.cli.test_contract import Serving, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("moving")
    for path in (made, *made.parents):
        if path.owner() == "root" and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o111)
    make(made / "export", 60, media_every=10)
    server = Serving(made / "data")
    assert run("user", "add", "--data", made / "data", "--phone", "+79990000001", "--name", "Ana")[0] == 0
    yield made
    server.end()


def test_an_export_comes_in_once_and_goes_out_again(folder):
    bring = (
        "import",
        "telegram",
        folder / "export",
        "--data",
        folder / "data",
        "--owner",
        "+79990000001",
        "--json",
    )
    code, out, _ = run(*bring)
    report = json.loads(out)
    assert (code, report["chats"], report["messages"], report["files"]) == (0, 5, 60, 5)
    assert {"chats", "messages", "people", "files", "into"} <= set(report)
    assert json.loads(run(*bring)[1])["known"] == 60

    file = folder / "out.zip"
    code, out, _ = run("export", file, "--data", folder / "data", "--owner", "+79990000001", "--json")
    written = json.loads(out)
    assert (code, written["bytes"], written["chats"], written["messages"]) == (0, file.stat().st_size, 5, 60)
    assert {"result.json", "tambour.jsonl"} <= set(zipfile.ZipFile(file).namelist())


def test_what_cannot_be_is_one_sentence(folder, tmp_path):
    bring = ("import", "telegram", tmp_path / "nothing", "--data", folder / "data")
    code, out, said = run(*bring, "--owner", "+79990000001")
    assert (code, out) == (1, "")
    assert said.startswith("tambour: BAD: there is nothing at nothing")
    code, _, said = run(*bring, "--owner", "+79990000009")
    assert (code, said.splitlines()[0]) == (1, "tambour: nobody here is +79990000009")
    assert run("import", "telegram", folder / "export")[0] == 2
    assert run("export", tmp_path / "none" / "x.zip", "--data", folder / "data", "--owner", "1")[0] == 1
