"""Bringing a history along and taking one's own home, in a real browser."""

import json
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.exports import make
from playwright.sync_api import expect

from tests.e2e.stage import PATIENCE_S, Person

pytestmark = pytest.mark.browser


def moving(person: Person) -> None:
    """The panel."""
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it("settings-moving").click()
    person.it("exports").wait_for()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A small export as a folder, and as a zip beside it."""
    make(tmp_path / "DataExport", 60, media_every=12)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as out:
        for path in sorted((tmp_path / "DataExport").rglob("*")):
            out.write(path, path.relative_to(tmp_path))
    return tmp_path


def test_a_zip_brings_chats_that_one_can_read_at_once(someone: Callable[..., Person], export: Path) -> None:
    ana = someone("Ana")
    moving(ana)
    ana.it("import-zip").set_input_files(export / "export.zip")
    expect(ana.it("import-chat")).not_to_have_count(0)
    ana.it("import-go").click()
    done = ana.it("import").and_(ana.page.locator("[data-state=done]"))
    expect(done).to_contain_text("60 messages")
    expect(done).to_contain_text("5 files")
    ana.it("sheet-close").last.click()
    ana.it("sheet-close").click()
    ana.open("Chat 0")
    expect(ana.it("imported").first).to_be_visible()
    expect(ana.it("chat-row").filter(has=ana.it("unread"))).to_have_count(0)
    assert ana.faults == []


def test_a_folder_comes_too_and_a_file_that_is_no_export_says_why(
    someone: Callable[..., Person], export: Path, tmp_path: Path
) -> None:
    bo = someone("Bo")
    moving(bo)
    (tmp_path / "notes.zip").write_bytes(b"no zip")
    bo.it("import-zip").set_input_files(tmp_path / "notes.zip")
    bo.told("not a zip")
    with bo.page.expect_file_chooser() as chooser:
        bo.it("import-folder-go").click()
    chooser.value.set_files(export / "DataExport")
    bo.it("import-go").click()
    done = bo.it("import").and_(bo.page.locator("[data-state=done]"))
    expect(done).to_contain_text("60 messages")


def test_an_upload_goes_on_after_a_reload_and_only_chosen_chats_come(
    someone: Callable[..., Person], tmp_path: Path
) -> None:
    dora = someone("Dora")
    make(tmp_path / "in", 60, media_every=12)
    (tmp_path / "in/files").mkdir(exist_ok=True)
    (tmp_path / "in/files/large.bin").write_bytes(random.Random(1).randbytes(8 << 20))
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as out:
        for path in sorted((tmp_path / "in").rglob("*")):
            out.write(path, path.relative_to(tmp_path / "in"))
    size = (tmp_path / "export.zip").stat().st_size
    moving(dora)
    dora.wire.cut_after(3 << 20)
    dora.it("import-zip").set_input_files(tmp_path / "export.zip")
    end = time.monotonic() + PATIENCE_S
    while dora.wire.whole:
        assert time.monotonic() < end, "the line is cut after three megabytes"
        dora.page.wait_for_timeout(20)
    dora.page.goto("about:blank")  # before the line is mended: nobody goes on with it here
    dora.wire.mend()
    dora.page.goto(dora.url)
    moving(dora)
    expect(dora.it("import-half")).to_be_visible()
    later = dora.carried
    dora.it("import-zip").set_input_files(tmp_path / "export.zip")
    chats = dora.it("import-chat")
    expect(chats.first).to_be_visible()
    assert dora.carried - later < size - (1 << 20), "what was there was not sent again"

    chats.nth(1).wait_for()
    dora.it("choose-none").click()
    expect(dora.it("import-go")).to_be_disabled()
    chats.filter(has_text="Chat 1").locator("input").check()
    expect(dora.it("import-go")).to_contain_text("1")
    dora.it("import-go").click()
    dora.page.locator("[data-test=import][data-state=done]").wait_for()
    dora.it("sheet-close").last.click()
    dora.it("sheet-close").click()
    expect(dora.it("chat-row")).to_have_count(1)
    expect(dora.it("chat-title")).to_have_text("Chat 1")


def test_ones_own_data_goes_home_as_a_zip(someone: Callable[..., Person]) -> None:
    clara = someone("Clara")
    clara.make("channel", "Her channel")
    clara.say("a word to keep")
    clara.sent("a word to keep")
    moving(clara)
    clara.it("export-start").click()
    clara.it("export-fetch").wait_for()
    with clara.page.expect_download() as waiting:
        clara.it("export-fetch").click()
    with zipfile.ZipFile(waiting.value.path()) as file:
        result = json.loads(file.read("result.json"))
    (chat,) = result["chats"]["list"]
    assert (chat["name"], chat["messages"][-1]["text"]) == ("Her channel", "a word to keep")
    clara.it("export-drop").click()
    expect(clara.it("export")).to_have_count(0)
