"""Exports by people who mean harm: names that lead out, links, bombs, endless values, JSON that is none."""

import io
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest
from bench.exports import make
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.moving import stream
from tambour.adapters.moving.source import open_export, plain_path
from tambour.adapters.moving.stream import read_items
from tambour.adapters.moving.watched import BLOCK, STRING_BYTES_MAX, Watched
from tambour.domain.errors import BadInput
from tambour.ports.moving import ChatHead, Contact, Item, Myself, RawMessage

SINGLE = b'{"name": "Town", "type": "private_group", "id": 4, "messages": [{"id": 1, "type": "message"}]}'


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in entries:
            out.writestr(name, body)
    return path


def why(no: pytest.ExceptionInfo[BadInput]) -> object:
    return no.value.facts["why"]


def items(raw: bytes) -> list[Item]:
    return list(read_items(Watched(io.BytesIO(raw))))


def test_a_folder_a_zip_and_the_bare_file_are_the_same_export(tmp_path):
    make(tmp_path / "export", 30, media_every=3)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as out:
        for path in sorted((tmp_path / "export").rglob("*")):
            out.write(path, f"ChatExport/{path.relative_to(tmp_path / 'export')}")
    photo = next(p for p in (tmp_path / "export").rglob("*.jpg")).relative_to(tmp_path / "export")
    read = []
    for path in (tmp_path / "export", tmp_path / "export.zip", tmp_path / "export" / "result.json"):
        export = open_export(path)
        with export.result() as file:
            read.append(list(read_items(file)))
        with export.open(str(photo)) as file:
            assert file.read(4) == b"\x89PNG"
        assert export.find("chats/nothing.jpg") is None
        export.close()

    assert read[0] == read[1] == read[2]
    assert [len([i for i in read[0] if isinstance(i, kind)]) for kind in (ChatHead, RawMessage)] == [5, 30]
    assert [i for i in read[0] if isinstance(i, Myself)] == [Myself(key="user1000")]
    assert Contact("user1001", "Борис", "+7 900 111 22 01") in read[0]


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../../x", "a\\..\\x", "C:/x", "a/./../b", "x\x00y", "a\ny", "a" * 300]
)
def test_a_name_that_leads_out_of_the_export_is_refused(tmp_path, name):
    with pytest.raises(BadInput) as no:
        plain_path(name)
    assert why(no) == "moving.path"
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "result.json").write_bytes(SINGLE)
    assert open_export(folder).find(name) is None


def test_a_zip_that_would_write_outside_is_refused_as_a_whole(tmp_path):
    path = zipped(tmp_path / "x.zip", ("result.json", SINGLE), ("../../evil", b"x"))
    with pytest.raises(BadInput) as no:
        open_export(path)
    assert why(no) == "moving.path"


def test_links_lead_nowhere(tmp_path):
    link = zipfile.ZipInfo("photos/1.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(BadInput) as no:
        open_export(zipped(tmp_path / "x.zip", ("result.json", SINGLE), (link, b"/etc/passwd")))
    assert why(no) == "moving.odd_entry"

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "result.json").write_bytes(SINGLE)
    os.symlink("/etc", folder / "photos")
    os.symlink("/etc/passwd", folder / "file")
    export = open_export(folder)
    assert export.find("photos/passwd") is None
    assert export.find("file") is None


def test_a_bomb_is_known_by_its_size(tmp_path):
    path = zipped(tmp_path / "x.zip", ("result.json", SINGLE), ("big", bytes(80 << 20)))
    assert path.stat().st_size < 200_000
    with pytest.raises(BadInput) as no:
        open_export(path)
    assert why(no) == "moving.bomb"


def test_a_zip_that_lies_about_its_sizes_is_damaged(tmp_path):
    path = zipped(tmp_path / "x.zip", ("result.json", SINGLE))
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02") + 24
    raw[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(raw)
    export = open_export(path)
    with pytest.raises(BadInput) as no, export.result() as file:
        list(read_items(file))
    assert why(no) in ("moving.damaged", "moving.json")


@pytest.mark.parametrize(
    ("body", "expected"), [(b"no zip at all", "moving.no_zip"), (None, "moving.no_result")]
)
def test_what_is_no_export_says_so(tmp_path, body, expected):
    path = tmp_path / "x.zip"
    path.write_bytes(body) if body else zipped(path, ("messages.html", b"<html>"))
    with pytest.raises(BadInput) as no:
        open_export(path)
    assert why(no) == expected


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[",
        b"{",
        SINGLE[:-20],
        SINGLE.replace(b'"message"', b"NaN"),
        SINGLE.replace(b"1", b"9" * 5000),
        SINGLE.replace(b'{"id": 1', b'{"deep": ' + b"[" * 5000 + b"]" * 5000 + b', "id": 1'),
        SINGLE.replace(b'"Town"', b'"\xff\xfe"'),
        SINGLE + SINGLE,
        b"\x00" * 100,
    ],
    ids=range(10),
)
def test_hostile_json_is_a_refusal(raw):
    with pytest.raises(BadInput) as no:
        items(raw)
    assert why(no) == "moving.json"


@pytest.mark.parametrize("filler", [b"a", b'\\"', b"\\u0041"])
def test_a_text_that_never_ends_is_refused_before_it_fills_the_memory(filler):
    class Endless:
        given = 0

        def read(self, size: int = -1) -> bytes:
            if not self.given:
                self.given += 1
                return SINGLE[:40] + b'"'
            self.given += 1
            assert self.given < 100, "it should have been refused by now"
            return filler * (BLOCK // len(filler))

    with pytest.raises(BadInput) as no:
        list(read_items(Watched(Endless())))  # type: ignore[arg-type]
    assert why(no) == "moving.endless"
    assert STRING_BYTES_MAX < 100 * BLOCK


def test_one_message_may_not_be_all_there_is(monkeypatch):
    monkeypatch.setattr(stream, "VALUES_MAX", 1000)
    many = b",".join(b'"a"' for _ in range(2000))
    with pytest.raises(BadInput) as no:
        items(SINGLE.replace(b'{"id": 1', b'{"text": [' + many + b'], "id": 1'))
    assert why(no) == "moving.json"


def test_the_way_telegram_writes_controls_is_mended():
    found = items(SINGLE.replace(b"Town", b"To\\x1Bwn \\\\x41 \\n\\u0041"))
    assert found[0] == ChatHead(ext=4, kind="private_group", name="To wn \\x41 \nA")


@given(
    st.lists(st.sampled_from([b"a", b"\\\\", b"\\x1B", b"\\n", b'\\"', "я".encode(), b"x1B"]), max_size=40),
    st.data(),
)
def test_law_mending_does_not_depend_on_where_the_pieces_end(parts, data):
    raw = b'"' + b"".join(parts) + b'"'
    whole = b'"' + b"".join(b" " if part == b"\\x1B" else part for part in parts) + b'"'
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=6)))

    class Pieces:
        pieces = iter([raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True) if b > a])

        def read(self, size: int = -1) -> bytes:
            return next(self.pieces, b"")

    watched, got = Watched(Pieces()), b""  # type: ignore[arg-type]
    while block := watched.read():
        got += block
    assert got == whole
    assert isinstance(json.loads(whole), str)
