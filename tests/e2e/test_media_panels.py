"""What a chat has gathered, photos of people and chats."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.drawn import noise, picture
from tests.e2e.stage import Person, Server
from tests.e2e.test_media_safety import settings
from tests.e2e.test_media_sending import Club

pytestmark = pytest.mark.browser
Handle = Callable[[str], str]


def test_a_chat_shows_its_media_files_and_links_by_kind(club: Club) -> None:
    ana, _ = club
    ana.make("group", "Gathered")
    ana.bring("photo", *(picture(500, 400, n) for n in (1, 2)), caption="tabs")
    ana.bring("file", noise(5000, "minutes.pdf", "application/pdf"))
    ana.say("see https://example.org/harbour")
    expect(ana.it("file")).to_contain_text("minutes.pdf")
    expect(ana.message("tabs").locator("[data-test=picture][data-state=ready]")).to_have_count(2)

    ana.it("chat-head").click()
    ana.it("open-shared").click()
    expect(ana.it("tile")).to_have_count(2)
    ana.it("shared-media").press("ArrowRight")
    expect(ana.it("shared-files")).to_have_attribute("aria-selected", "true")
    expect(ana.it("shared-row")).to_contain_text("minutes.pdf")
    ana.it("shared-links").click()
    expect(ana.it("shared-row")).to_contain_text("example.org/harbour")
    ana.it("shared-voice").click()
    expect(ana.it("shared-none")).to_be_visible()

    ana.it("shared-media").click()
    ana.it("tile").last.click()
    ana.it("viewer-before").click()
    expect(ana.it("viewer-next")).to_be_visible()
    ana.it("viewer-jump").click()
    expect(ana.it("viewer")).to_have_count(0)
    expect(ana.message("tabs")).to_be_visible()


async def preview(dsn: str, chat: int) -> None:
    """As the worker leaves the newest message when it has fetched the page behind its link."""
    card = {"u": "https://example.org/tide", "si": "example.org", "ti": "The tide table", "x": "High at six."}
    db = await asyncpg.connect(dsn)
    file = json.loads(
        await db.fetchval(
            "SELECT shown::text FROM files WHERE kind = 'photo' AND state = 0 ORDER BY created DESC LIMIT 1"
        )
    )
    await db.execute(
        "INSERT INTO attachments (chat_id, seq, tab, file_id)"
        " SELECT id, last_seq, 'preview', $2 FROM chats WHERE id = $1",
        chat,
        file["id"],
    )
    await db.execute(
        "UPDATE messages SET extra = coalesce(extra, '{}') || $2::jsonb WHERE chat_id = $1"
        " AND seq = (SELECT last_seq FROM chats WHERE id = $1)",
        chat,
        json.dumps({"lp": card | {"fl": file}}),
    )
    await db.close()


def test_a_link_is_drawn_as_a_card_that_leads_there(club: Club, browser: Browser, server: Server) -> None:
    ana, _ = club
    ana.bring("photo", picture(600, 400, 5), caption="the quay")
    expect(ana.message("the quay").locator("[data-state=ready]")).to_be_visible()
    ana.say("see https://example.org/tide")
    expect(ana.message("example.org/tide").locator("[data-tick=sent], [data-tick=read]")).to_be_visible()
    chat = int(ana.it("talk").get_attribute("data-chat") or 0)
    with ThreadPoolExecutor(1) as aside:  # the browser's loop runs in this thread
        aside.submit(asyncio.run, preview(server.dsn, chat)).result()

    elsewhere = ana.sit_elsewhere(browser)
    elsewhere.open("Club")

    card = elsewhere.message("example.org/tide").locator("[data-test=link-card]")
    expect(card).to_contain_text("The tide table")
    expect(card.locator(".thumb img")).not_to_have_js_property("naturalWidth", 0)
    expect(card).to_have_attribute("href", "https://example.org/tide")
    expect(card).to_have_attribute("rel", "noopener noreferrer nofollow")
    elsewhere.leave()


def wears(person: Person, name: str) -> None:
    """The avatar in the row of this chat is a photo, and it has loaded."""
    face = person.it("chat-row").filter(has_text=name).first.locator(".av img")
    expect(face).not_to_have_js_property("naturalWidth", 0)


def test_a_photo_is_cut_worn_seen_by_others_and_taken_off(club: Club) -> None:
    ana, bo = club
    settings(ana)
    ana.it("settings-profile").click()
    with ana.page.expect_file_chooser() as chooser:
        ana.it("photo-choose").click()
    chooser.value.set_files(picture(900, 600, 3))  # type: ignore[arg-type]
    ana.it("crop-frame").focus()
    ana.page.keyboard.press("+")
    ana.page.keyboard.press("ArrowLeft")
    ana.it("crop-save").click()
    ana.it("crop").wait_for(state="detached")
    expect(ana.it("photo-remove")).to_be_visible()

    ana.page.keyboard.press("Escape")
    ana.say("new face")
    bo.page.reload()
    bo.message("new face").wait_for()
    expect(bo.page.locator(".m .av img").first).to_be_visible()
    settings(ana)
    ana.it("settings-profile").click()
    ana.it("photo-remove").click()
    expect(ana.it("photo-remove")).to_have_count(0)


def test_a_group_gets_a_photo_that_its_members_see_at_once(club: Club) -> None:
    ana, bo = club
    ana.it("chat-head").click()
    ana.it("edit-chat").click()
    with ana.page.expect_file_chooser() as chooser:
        ana.it("photo-choose").click()
    chooser.value.set_files(picture(700, 700, 5))  # type: ignore[arg-type]
    ana.it("crop-save").click()
    ana.it("crop").wait_for(state="detached")

    wears(ana, "Club")
    wears(bo, "Club")
