"""The desk in a browser, around its cases: in by passkey, pages that move by themselves, pictures behind veils."""

import io
import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.past import empty_the_queue
from tests.e2e.stage import PATIENCE_S, Server, new_context, soon, until
from tests.e2e.test_desk import Member

pytestmark = pytest.mark.browser


@pytest.fixture
def staff(server: Server) -> tuple[Member, Member]:
    """Two moderators without a window, and nothing in the queue that other tests have left there."""
    empty_the_queue(server)
    return Member(server, "Mo", "moderator"), Member(server, "Sam", "moderator")


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[], Page]]:
    """New windows; nothing may go wrong in them."""
    pages: list[Page] = []
    faults: list[str] = []

    def come() -> Page:
        page = new_context(browser, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        pages.append(page)
        return page

    yield come
    for page in pages:
        page.context.close()
    assert faults == []


def come_in(page: Page, server: Server, who: Member, host: str = "127.0.0.1") -> None:
    """Through the operator's link."""
    link = urlsplit(server.run("user", "console", "--phone", who.phone)["url"])
    page.goto(f"{server.url.replace('127.0.0.1', host)}{link.path}?{link.query}")
    page.get_by_role("button", name="Enter").click()
    page.locator("#queue").wait_for()


def group(author: Member, name: str) -> int:
    """A public group."""
    about = {"k": "group", "title": "Quay", "public": True, "name": name}
    return int(author.ask("chat.create", rid=author.rid(), **about)["ch"]["c"])


def say(author: Member, chat: int, words: str, **more: Any) -> int:
    return int(author.ask("msg.send", c=chat, rid=author.rid(), x=words, **more)["s"])


def complain(reader: Member, chat: int, seq: int, category: str = "tvec.threat") -> None:
    reader.ask("report.create", c=chat, s=seq, rid=reader.rid(), category=category)


def test_a_passkey_made_at_the_desk_opens_it_again(
    server: Server, staff: tuple[Member, Member], window: Callable[[], Page]
) -> None:
    page = window()
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    come_in(page, server, staff[0], "localhost")
    page.get_by_role("link", name="Mo", exact=True).click()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Take away").wait_for()
    page.get_by_role("button", name="Leave").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.locator("#queue").wait_for()
    page.goto(page.url.replace("localhost", "127.0.0.1"))
    expect(page.locator("[data-passkey-host]")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


def test_the_queue_and_an_open_case_move_by_themselves(
    server: Server, staff: tuple[Member, Member], window: Callable[[], Page], handle: Callable[[str], str]
) -> None:
    author, reader = Member(server, "Ana"), Member(server, "Bo")
    chat = group(author, handle("quay"))
    one, two = window(), window()
    for page, who in ((one, staff[0]), (two, staff[1])):
        come_in(page, server, who)
        page.locator("html[data-live=on]").wait_for()
    one.evaluate("window.same = true")
    complain(reader, chat, say(author, chat, "the boats burn tonight"))
    row = one.locator("[data-row]", has_text="A real threat to people").first
    row.wait_for()
    row.focus()
    number = str(row.get_attribute("id"))
    two.locator(f"#{number}").wait_for()
    pressed = two.locator(f"#{number}").bounding_box()
    assert pressed
    two.evaluate("addEventListener('htmx:afterRequest', () => { window.renewed = true; })")
    two.mouse.move(pressed["x"] + 60, pressed["y"] + pressed["height"] / 2)
    two.mouse.down()
    complain(reader, chat, say(author, chat, "and the quay tomorrow"))
    until(two, "window.renewed")
    two.mouse.up()  # what is pressed stays until it is let go, whatever came meanwhile
    two.locator("form.decide").wait_for()
    expect(one.locator(f"#{number}")).to_contain_text("open at a colleague's")
    expect(one.locator(f"#{number}")).to_be_focused()
    assert one.evaluate("window.same"), "the page was renewed in place"
    two.locator("html[data-keys=on]").wait_for()
    two.keyboard.press("1")
    expect(two.locator("textarea[name=facts]").first).not_to_have_value("")
    two.keyboard.press("Control+Enter")
    two.locator("#queue").wait_for()
    expect(one.locator(f"#{number}")).to_have_count(0)


def picture(who: Member) -> str:
    """A photo, uploaded; its id."""
    made = io.BytesIO()
    Image.new("RGB", (640, 480), (200, 30, 30)).save(made, "PNG")
    body = made.getvalue()

    def send(method: str, path: str, data: bytes, **headers: str) -> bytes:
        head = {
            "Authorization": f"Bearer {who.token}",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        request = urllib.request.Request(f"{who.server.url}{path}", data, head, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return bytes(answer.read())

    about = json.dumps({"size": len(body), "mime": "image/png", "name": "quay.png", "kind": "photo"}).encode()
    id = str(json.loads(send("POST", "/files", about, Content_Type="application/json"))["id"])
    send("PATCH", f"/files/{id}", body, Upload_Offset="0", Content_Type="application/offset+octet-stream")
    return id


def test_a_picture_loads_when_asked_for_and_shows_when_asked_again(
    server: Server, staff: tuple[Member, Member], window: Callable[[], Page], handle: Callable[[str], str]
) -> None:
    author, reader = Member(server, "Ana"), Member(server, "Bo")
    chat = group(author, handle("quay"))
    seq = say(author, chat, "look at this", fl=[picture(author)])
    page = window()
    soon(lambda: not author.ask("msg.get", c=chat, s=[seq])["msgs"][0]["fl"][0].get("st"))
    complain(reader, chat, seq)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
    come_in(page, server, staff[0])
    page.locator("[data-row]", has_text="A real threat to people").first.click()
    tile = page.locator("[data-media] .veil")
    expect(tile).to_contain_text("Photo")
    assert asked == []
    page.locator("html[data-keys=on]").wait_for()
    tile.click()
    image = page.locator("[data-media] img")
    expect(image).to_have_js_property("naturalWidth", 320)
    assert len(asked) == 1
    expect(image).to_have_css("filter", re.compile(r"blur\(14px\)"))
    page.locator("[data-media] button.veil").click()
    expect(page.locator("[data-media] button.veil")).to_have_attribute("aria-pressed", "true")
    expect(image).to_have_css("filter", "grayscale(1)")
    page.keyboard.press("b")
    expect(page.locator("[data-media] button.veil")).to_have_attribute("aria-pressed", "false")
    assert len(asked) == 1


def test_the_menu_is_one_line_on_a_small_screen_and_shows_where_one_is(
    server: Server, staff: tuple[Member, Member], window: Callable[[], Page]
) -> None:
    page = window()
    come_in(page, server, staff[0])
    page.set_viewport_size({"width": 360, "height": 740})
    links = page.locator(".bar nav a")
    for tongue in ("en", "ar"):
        staff[0].ask("me.edit", lang=tongue)

        page.goto(f"{server.url}/console/audit")

        expect(page.locator(f"html[lang={tongue}]")).to_have_count(1)
        expect(page.locator(".bar nav a[aria-current=page]")).to_be_in_viewport(ratio=0.99)
        boxes = [link.bounding_box() for link in links.all()]
        assert len({round(box["y"]) for box in boxes if box}) == 1
        links.first.focus()
        expect(links.first).to_be_in_viewport(ratio=0.99)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
