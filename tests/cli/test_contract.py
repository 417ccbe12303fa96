"""What the command line prints and how it exits is a contract; each command is run as other programs run it."""

import hashlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.machine import free_port

from tambour.adapters.postgres.embedded import find_postmaster
from tambour.adapters.reading import optional
from tambour.cli.backup_blobs import unpack
from tambour.cli.doctor import examine
from tambour.config import load
from tambour.ports.trouble import Trouble

pytestmark = pytest.mark.slow

TAMBOUR = [sys.executable, "-m", "tambour"]
WAIT_S = 60.0
HANGS_S = 600.0
"""Twenty times what the longest command takes on quiet cores."""


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [*TAMBOUR, *map(str, arguments)], capture_output=True, text=True, env=_env(), timeout=HANGS_S
    )
    return done.returncode, done.stdout, done.stderr


def _env() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAMBOUR_")}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}


class Serving:
    """A server on a free port, and what it has said."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.log = data.parent / f"{data.name}.log"
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [*TAMBOUR, "serve", "--data", str(data), "--port", str(self.port)],
                stdout=out,
                stderr=out,
                env=_env(),
            )
        deadline = time.monotonic() + WAIT_S
        while "stop    Ctrl-C" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    @property
    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=WAIT_S) as answer:
            return int(answer.status)

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(WAIT_S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli")
    for path in (made, *made.parents):
        if path.owner() == "root" and path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o111)
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Serving]:
    made = Serving(folder / "data")
    yield made
    if made.process.poll() is None:
        made.end()


def test_version_prints_one_line():
    assert run("version")[:2] == (0, "tambour 0.1.0\n")
    assert set(json.loads(run("version", "--json")[1])) == {"version", "schema"}


def test_wrong_usage_exits_with_2():
    assert run("no-such-command")[0] == 2
    assert run("user", "add", "--phone", "+79990000001", "--name", "Ana", "--role", "queen")[0] == 2


def test_serve_says_what_to_open_and_where_codes_appear(server):
    lines = server.said.splitlines()

    assert lines[1] == f"  open    http://127.0.0.1:{server.port}"
    assert lines[2] == f"  data    {server.data}"
    assert lines[3] == "  codes   sign-in codes are printed here"
    assert server.get("/") == 200


def test_a_second_server_on_the_folder_is_told_so(server):
    code, _, said = run("serve", "--data", server.data, "--port", "0")

    assert code == 1
    assert f"another Tambour (process {server.process.pid}) already runs on {server.data}" in said
    assert "to mend it:" in said


def test_a_moderators_link_opens_the_review_desk_and_nobody_elses(server):
    for role, phone in (("moderator", "+79990000021"), ("member", "+79990000022")):
        run("user", "add", "--data", server.data, "--phone", phone, "--name", "Uma", "--role", role)
    code, out, _ = run("user", "console", "--data", server.data, "--phone", "+79990000021", "--json")
    url = json.loads(out)["url"]

    assert code == 0
    assert server.get(url[url.index("/console/enter?t=") :]) == 200
    assert run("user", "console", "--data", server.data, "--phone", "+79990000022")[0] == 1
    assert run("user", "console", "--data", server.data, "--phone", "+79990000099")[0] == 1


def test_the_ledger_is_exported_beside_the_server_and_checked_without_it(server, folder):
    run(
        "user",
        "add",
        "--data",
        server.data,
        "--phone",
        "+79990000031",
        "--name",
        "Uli",
        "--role",
        "moderator",
    )
    code, out, said = run("ledger", "export", folder / "ledger", "--data", server.data, "--json")
    assert code == 0, said
    assert json.loads(out)["entries"] >= 1
    assert json.loads(out)["origin"].startswith(f"127.0.0.1:{server.port}/ledger/")

    done = subprocess.run(
        [sys.executable, "-I", "-S", folder / "ledger/verify.py", folder / "ledger"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert run("ledger", "verify", folder / "ledger")[0] == 0
    assert run("ledger", "check", "--data", server.data, "--json")[:2] == (0, '{"mismatches":[]}\n')
    (folder / "ledger/entries.jsonl").write_bytes(b"")
    assert run("ledger", "verify", folder / "ledger")[0] == 1
    assert run("ledger", "export", folder / "ledger", "--data", server.data)[0] == 1, (
        "never over an older one"
    )
    assert run("ledger", "witness", folder / "w", "--name", "w", "--log", "no key")[0] == 1


def test_the_vault_makes_keys_once_and_knows_which_cases_have_evidence(server, folder):
    code, out, _ = run("vault", "keygen", folder / "own.key", "--json")
    assert (code, json.loads(out)["public"][:4]) == (0, "age1")
    assert (folder / "own.key").stat().st_mode & 0o077 == 0
    assert run("vault", "keygen", folder / "own.key")[0] == 1, "never over an older one"
    for name in ("desk.key", "recovery.key"):
        assert (Path(server.data) / "vault" / name).stat().st_mode & 0o077 == 0
    assert run("vault", "hold", "5", "--reason", "an order", "--data", server.data)[0] == 1
    assert run("vault", "export", "5", folder / "case", "--purpose", "x", "--data", server.data)[0] == 1
    assert not (folder / "case").exists()


def test_detection_is_evaluated_on_sorted_sentences_beside_the_server(server, tmp_path):
    sentences = tmp_path / "sorted.csv"
    rows = [f"Join us today {n},harmful,en,praise,tvec.recruit\n" for n in range(30)]
    rows += [f"Good morning {n},allowed,en,everyday,\n" for n in range(29)]
    sentences.write_text("text,label,lang,kind,category\n" + "".join(rows), encoding="utf-8")
    code, out, _ = run("detect", "evaluate", sentences, "--data", server.data, "--json")
    told = json.loads(out)
    assert (code, told["entries"]) == (0, 0)
    assert told["recall"] == {"hits": 0, "of": 30, "rate": 0.0, "interval": [0.0, 0.1]}
    assert told["false_alarms"]["rate"] is None, "29 are too few"
    assert set(told["precision"].values()) == {None}
    assert "too few for a rate" in run("detect", "evaluate", sentences, "--data", server.data)[1]
    sentences.write_text("text,label\nx,maybe\n", encoding="utf-8")
    code, _, said = run("detect", "evaluate", sentences, "--data", server.data)
    assert code == 1
    assert "line 2 has no text, or no label" in said


def test_lists_go_in_and_out_beside_the_server_in_the_name_of_a_moderator(server, tmp_path):
    phone, path, out = "+46701740911", tmp_path / "list.txt", tmp_path / "bank.json"
    run("user", "add", "--phone", phone, "--name", "Keeper", "--role", "moderator", "--data", server.data)
    path.write_text(f"{'ab' * 16}\n{'cd' * 20}\nnothing\n")
    about = ["--phone", phone, "--data", server.data, "--json"]
    code, told, _ = run(
        "bank", "import", path, "--format", "hashes", "--source", "a friend", "--mode", "live", *about
    )
    said = {"added": 2, "known": 0, "changed": 0, "left_out": {"value": 1}, "common": []}
    assert (code, json.loads(told)) == (0, said)
    code, told, _ = run("bank", "export", out, "--format", "stix", *about)
    assert (code, json.loads(told)["left_out"]) == (0, {})
    assert len(json.loads(out.read_text())["objects"]) == 3
    code, _, said = run("bank", "export", out, "--format", "stix", "--phone", phone, "--data", server.data)
    assert code == 1, "never over an older file"
    assert "name a file that is not there yet" in said
    path.write_text("{")
    code, told, _ = run("bank", "import", path, "--format", "misp", "--source", "x", *about)
    assert code == 1
    assert json.loads(told)["error"].startswith("BAD: ")
    assert run("bank", "import", path, "--format", "docx", *about)[0] == 2
    assert run("bank", "import", tmp_path / "none", "--format", "misp", "--source", "x", *about)[0] == 1


def test_a_model_is_trained_into_the_shadow_and_let_out_by_a_word(server, tmp_path):
    code, _, said = run("detect", "live", "--data", server.data)
    assert code == 1
    assert "there is no trained model yet" in said
    code, out, said = run("detect", "train", "--data", server.data, "--json")
    assert code == 0, said
    told = json.loads(out)
    assert (told["mode"], told["version"]) == ("shadow", 1)
    assert (told["recall"][1], told["false_alarms"][1]) == (252, 307), "of split b alone"
    assert (Path(server.data) / "classifier").stat().st_mode & 0o077 == 0
    card = run("detect", "model", "--data", server.data)[1]
    assert "| all | allowed: counter | 0.30 |" in card
    assert "mode: shadow, version 1" in card
    code, out, said = run("detect", "live", "--data", server.data, "--json")
    assert (code, json.loads(out).get("mode")) == ((1, None) if told["reasons"] else (0, "live")), said
    assert json.loads(run("detect", "shadow", "--data", server.data, "--json")[1])["mode"] == "shadow"
    named = told["named"]
    assert (named["mode"], named["false_alarms"][1]) == ("shadow", 4217)
    card = run("detect", "model", "--named", "--data", server.data)[1]
    assert "| all | allowed: news | 0.02 |" in card
    assert "measured on the three contrast sets" in card
    assert "0 acted on, 0 found harmless" in card
    code, out, said = run("detect", "live", "--named", "--data", server.data, "--json")
    assert (code, json.loads(out).get("mode")) == ((1, None) if named["reasons"] else (0, "live")), said
    code, _, said = run("detect", "live", "--named", "--meaning", "--data", server.data)
    assert code == 1
    assert "two things" in said
    sentences = tmp_path / "sorted.csv"
    sentences.write_text(
        "text,label,lang\nBitte kauft frisches Brot beim Bäcker,allowed,de\n", encoding="utf-8"
    )
    code, out, _ = run("detect", "evaluate", sentences, "--model", "--data", server.data, "--json")
    assert (code, json.loads(out)["false_alarms"]["hits"]) == (0, 0)


def test_user_add_works_while_the_server_runs_and_its_token_opens_the_door(server):
    code, out, _ = run(
        "user", "add", "--data", server.data, "--phone", "+79990000001", "--name", "Ana",
        "--role", "moderator", "--print-token", "--json",
    )  # fmt: skip
    made = json.loads(out)

    assert code == 0
    assert {"id", "phone", "name", "role", "access", "refresh"} == set(made)
    ask = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/rpc/sync",
        data=b'{"pts": 0, "epoch": ""}',
        headers={"Authorization": f"Bearer {made['access']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(ask, timeout=WAIT_S) as answer:
        assert "r" in json.loads(answer.read())


def test_a_number_that_is_taken_exits_with_1(server):
    add = ("user", "add", "--data", server.data, "--phone", "+79990000002", "--name", "Boris")
    assert run(*add)[0] == 0

    code, out, said = run(*add)

    assert (code, out) == (1, "")
    assert said.startswith("tambour: CONFLICT")


def test_doctor_finds_nothing_wrong_and_says_so_for_scripts(server):
    code, out, _ = run("doctor", "--data", server.data, "--port", server.port, "--json")
    found = json.loads(out)

    assert [c for c in found["checks"] if c["state"] == "bad" and c["check"] != "client"] == []
    assert {
        "python",
        "disk",
        "client",
        "port",
        "sender",
        "secret",
        "files",
        "model",
        "meaning",
        "database",
        "schema",
        "clock",
        "vault",
        "seeing",
        "reading",
        "words",
        "unread",
        "hearing",
    } == {c["check"] for c in found["checks"]}
    assert code == (0 if found["ok"] else 1)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("", "no language is chosen"),
        (
            "spa, deu",
            "apt install tesseract-ocr-spa tesseract-ocr-deu (or leave them out of reading.languages)",
        ),
    ],
)
def test_doctor_says_in_which_languages_pictures_are_not_read(monkeypatch, chosen, said):
    monkeypatch.setattr(optional, "folders", list)
    found = next(
        one for one in examine(load(None, {}, {"reading.languages": chosen})) if one.check == "reading"
    )
    assert said in f"{found.what} {found.mend}"


def test_doctor_says_how_to_mend_a_port_in_use(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, out, _ = run("doctor", "--data", tmp_path / "none", "--port", taken.getsockname()[1])

    assert code == 1
    assert "BAD  port" in out
    assert "choose another --port" in out
    assert not (tmp_path / "none").exists(), "a look must leave nothing behind"


def test_a_backup_restores_into_a_new_folder_with_a_new_epoch(server, folder):
    run("user", "add", "--data", server.data, "--phone", "+79990000003", "--name", "Vera")
    file = folder / "town.tambour"
    digest = hashlib.sha256(b"a picture").hexdigest()
    blob = f"blobs/blobs/{digest[:2]}/{digest}"
    (Path(server.data) / blob).parent.mkdir(parents=True)
    (Path(server.data) / blob).write_bytes(b"a picture")

    code, out, _ = run("backup", file, "--data", server.data, "--json")
    assert (code, json.loads(out)["bytes"]) == (0, file.stat().st_size)
    assert file.stat().st_mode & 0o077 == 0, "it holds the secrets"

    code, out, said = run("restore", file, "--data", folder / "restored", "--json")
    assert code == 0, said
    assert json.loads(out)["epoch"]
    assert json.loads(out)["files"] == 1
    assert (folder / "restored" / blob).read_bytes() == b"a picture"
    code, _, said = run(
        "user", "add", "--data", folder / "restored", "--phone", "+79990000003", "--name", "Vera"
    )
    assert code == 1, "the number is known again, so rows and secret both came back"
    assert "CONFLICT" in said

    code, _, said = run("restore", file, "--data", folder / "restored")
    assert (code, "--force" in said) == (1, True)


def test_a_damaged_file_in_a_backup_is_noticed_and_names_that_lead_elsewhere_are_not_followed(tmp_path):
    digest = hashlib.sha256(b"a picture").hexdigest()
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        for name in ("blobs/../../evil", "../evil", f"blobs/zz/{digest}", f"blobs/{digest[:2]}/{digest}"):
            entry = tarfile.TarInfo(name)
            entry.size = 9
            tar.addfile(entry, io.BytesIO(b"a picturX"))
    with tarfile.open(tmp_path / "b.tar") as tar, pytest.raises(Trouble, match="damaged"):
        unpack(tar, tmp_path / "data")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["b.tar"]


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "x").write_text("no")

    code, _, said = run("restore", tmp_path / "x", "--data", tmp_path / "d")

    assert code == 1
    assert "is it a file that `tambour backup` wrote?" in said


def test_a_killed_server_leaves_nothing_that_stops_the_next_one(folder):
    first = Serving(folder / "killed")
    first.end(signal.SIGKILL)
    orphan = find_postmaster(folder / "killed" / "postgres")
    assert orphan is not None, "PostgreSQL should have outlived the kill, else this test proves nothing"

    second = Serving(folder / "killed")
    assert second.get("/") == 200
    assert second.end() == 0
    assert not orphan.is_running()


def test_a_database_killed_too_heals_at_the_next_start(folder):
    first = Serving(folder / "killed2")
    postmaster = find_postmaster(folder / "killed2" / "postgres")
    assert postmaster is not None
    postmaster.kill()
    first.end(signal.SIGKILL)
    (folder / "killed2" / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\nreused by a stranger\n")

    second = Serving(folder / "killed2")
    assert second.end(signal.SIGINT) == 0


def test_an_outside_database_is_migrated_only_by_command(empty_dsn, tmp_path):
    code, _, said = run("serve", "--data", tmp_path, "--database-url", empty_dsn, "--port", "0")
    assert code == 1
    assert "to mend it: run: tambour migrate" in said

    code, out, _ = run("migrate", "--data", tmp_path, "--database-url", empty_dsn, "--json")
    assert code == 0
    assert json.loads(out)["ran"][0] == "0001_foundation"


def test_a_database_out_of_reach_is_one_sentence_not_a_traceback(tmp_path):
    code, _, said = run("migrate", "--data", tmp_path, "--database-url", f"postgresql://x@/x?host={tmp_path}")

    assert code == 1
    assert said.startswith("tambour: cannot connect to the database")
    assert "Traceback" not in said
