"""One journey through the desk: thirty copies removed at once after a preview, explained, appealed, and all back."""

import itertools
import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tambour.domain.ids import RID_RANDOM_BITS
from tests.e2e.past import empty_the_queue
from tests.e2e.stage import PATIENCE_S, Person, Server, new_context, soon

pytestmark = pytest.mark.browser
WORDS = "The harvest fair opens on Saturday at the old mill, bring everybody"
STANDARD = "It floods people with messages they did not ask for."
GROUPS, EACH = 2, 15
numbers = itertools.count(100_000)


class Member:
    """Somebody without a browser: made by the operator, heard over HTTP."""

    def __init__(self, server: Server, name: str, role: str = "member") -> None:
        self.server, self.name = server, name
        self.phone = f"+46711{next(numbers):06d}"
        made = server.run(
            "user", "add", "--phone", self.phone, "--name", name, "--role", role, "--print-token"
        )
        self.token, self.id = made["access"], int(made["id"])

    def ask(self, method: str, **params: Any) -> Any:
        request = urllib.request.Request(
            f"{self.server.url}/rpc/{method}",
            data=json.dumps(params).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return json.load(answer)["r"]

    def rid(self) -> str:
        return str((int(time.time() * 1000) << RID_RANDOM_BITS) | next(numbers))

    def desk(self, browser: Browser) -> Page:
        """At the review desk, through the link of the command line."""
        link = urlsplit(self.server.run("user", "console", "--phone", self.phone)["url"])
        page = new_context(browser, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{self.server.url}{link.path}?{link.query}")
        page.get_by_role("button").last.click()
        page.locator("#queue").wait_for()
        return page


@pytest.fixture
def desks(browser: Browser, server: Server) -> Iterator[tuple[Page, Page]]:
    """Two moderators at the desk, and nothing in the queue that other tests have left there."""
    empty_the_queue(server)
    pages = tuple(Member(server, name, "moderator").desk(browser) for name in ("Mod", "Second"))
    yield pages  # type: ignore[misc]
    for page in pages:
        page.context.close()


def spread(author: Member, friend: Member, name: str) -> tuple[int, int, list[int]]:
    """A post in a channel, pinned, and GROUPS × EACH copies of it in their groups: (channel, seq, groups)."""
    channel = author.ask("chat.create", k="channel", rid=author.rid(), title="Mill", public=True, name=name)[
        "ch"
    ]["c"]
    seq = author.ask("msg.send", c=channel, rid=author.rid(), x=WORDS)["s"]
    author.ask("msg.pin", c=channel, s=seq)
    friend.ask("chat.join", c=channel)
    groups = []
    for who, other in ((author, friend), (friend, author)):
        made = who.ask(
            "chat.create", k="group", rid=who.rid(), title=f"Friends of {who.name}", users=[other.id]
        )
        group = made["ch"]["c"]
        for _ in range(EACH):
            who.ask("msg.forward", **{"from": channel, "s": [seq], "to": group, "rid": who.rid()})
        groups.append(group)
    return channel, seq, groups


def readable(reader: Member, channel: int, groups: list[int]) -> int:
    """How many times the words can be read."""
    found = [m for c in (channel, *groups) for m in reader.ask("msg.history", c=c, n=50)["msgs"]]
    return sum(m.get("x") == WORDS for m in found)


def hears(desk: Page) -> None:
    """The page's scripts listen: from here on nothing that is done in it is lost."""
    desk.locator("html[data-keys=on]").wait_for()


def press(desk: Page, *keys: str) -> int:
    """Keys one after another, once the page hears them; how many."""
    hears(desk)
    for key in keys:
        desk.keyboard.press(key)
    return len(keys)


def open_case(desk: Page, words: str) -> None:
    """The first case of the queue, by two keys, and see whose words it is about."""
    desk.goto(f"{desk.url.split('/console')[0]}/console")
    desk.locator("[data-row]").first.wait_for()
    press(desk, "j", "Enter")
    desk.locator("form.decide").wait_for()
    expect(desk.locator(".subject")).to_contain_text(words)


def test_thirty_copies_go_with_one_decision_and_come_back_with_one_appeal(
    browser: Browser, server: Server, desks: tuple[Page, Page], handle: Callable[[str], str]
) -> None:
    mod, second = desks
    author, friend = Member(server, "Ana"), Member(server, "Bo")
    channel, seq, groups = spread(author, friend, handle("mill"))
    assert readable(friend, channel, groups) == 1 + GROUPS * EACH
    friend.ask("report.create", c=channel, s=seq, rid=friend.rid(), category="spam")

    open_case(mod, WORDS)
    press(mod, "2")
    expect(mod.locator("textarea[name=facts]").first).to_have_value(STANDARD)
    mod.locator("[data-look]").click()
    expect(mod.locator("[data-sum=messages]")).to_have_text(str(1 + GROUPS * EACH))
    expect(mod.locator("[data-sum=chats]")).to_have_text(str(1 + GROUPS))
    assert readable(friend, channel, groups) == 1 + GROUPS * EACH
    expect(mod.locator("[data-decide] button.main")).to_be_focused()
    press(mod, "Enter")
    mod.locator("#queue").wait_for()
    soon(lambda: readable(friend, channel, groups) == 0)
    assert author.ask("chat.get", c=channel)["ch"].get("pin", []) == []

    ana = Person(browser, server, author.phone, "Ana").come_in(new=False)
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("settings-notices").click()
    expect(ana.it("notice-facts").first).to_contain_text(STANDARD)
    ana.it("appeal").first.click()
    expect(ana.it("appeal-state").first).to_have_text("Appeal under review")

    mod.goto(f"{server.url}/console")
    mod.locator("a[href*='/console/appeal/']").first.click()
    expect(mod.locator("section", has_text="Somebody else must look").first).to_be_visible()
    second.goto(f"{server.url}/console")
    second.locator("a[href*='/console/appeal/']").first.click()
    form = second.locator("form[action*='/console/appeal/']")
    form.locator("textarea").fill("It was an invitation.")
    form.locator("button[value=overturned]").click()
    second.locator("#queue").wait_for()
    expect(ana.it("notice").first).to_be_visible()
    soon(lambda: readable(friend, channel, groups) == 1 + GROUPS * EACH)
    assert author.ask("chat.get", c=channel)["ch"]["pin"] == [seq]
    ana.leave()


def test_a_clear_case_is_decided_with_four_keys(
    server: Server, desks: tuple[Page, Page], handle: Callable[[str], str]
) -> None:
    mod, _ = desks
    author, reader = Member(server, "Ana"), Member(server, "Bo")
    name = handle("fair")
    group = author.ask("chat.create", k="group", rid=author.rid(), title="Fair", public=True, name=name)[
        "ch"
    ]["c"]
    seq = author.ask("msg.send", c=group, rid=author.rid(), x="Golden boats, write to me")["s"]
    reader.ask("report.create", c=group, s=seq, rid=reader.rid(), category="tvec.threat")
    mod.goto(f"{server.url}/console")
    mod.locator("[data-row]").first.wait_for()
    count = press(mod, "j", "Enter")
    expect(mod.locator(".subject")).to_contain_text("Golden boats")
    count += press(mod, "2")
    expect(mod.locator("textarea[name=facts]").first).to_have_value("It threatens people with violence.")
    count += press(mod, "Control+Enter")
    mod.locator("#queue").wait_for()
    assert count <= 5
    soon(lambda: any(m.get("rm") == 1 for m in author.ask("msg.get", c=group, s=[seq])["msgs"]))


TAGS = (
    "img src=x",
    "svg",
    "body",
    "video src=x",
    "iframe srcdoc=x",
    "details open",
    "math",
    "input autofocus",
    "a href=#",
    "object data=x",
)
HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onclick", "onanimationstart")
WRAPS = (
    "<{0} {1}=hit()>",
    '"><{0} {1}=hit()>',
    "'><{0} {1}='hit()'>",
    "</textarea><{0} {1}=hit()>",
    "</title><{0} {1}=hit()>",
)
OTHERS = [
    "<script>hit()</script>",
    "javascript:hit()",
    "{{hit()}}",
    "<div hx-get=/console/leave hx-trigger=load>",
]


def test_three_hundred_payloads_in_what_members_write_run_nothing_at_the_desk(
    server: Server, desks: tuple[Page, Page], handle: Callable[[str], str]
) -> None:
    mod, _ = desks
    payloads = [wrap.format(tag, on) for wrap in WRAPS for tag in TAGS for on in HANDLERS]
    payloads += [
        "<script>hit()</script>",
        "javascript:hit()",
        "{{hit()}}",
        "<div hx-get=/console/leave hx-trigger=load>",
    ]
    assert len(payloads) > 300
    author, reader = Member(server, "<img src=x onerror=hit()>"), Member(server, "Bo")
    made = author.ask(
        "chat.create",
        k="group",
        rid=author.rid(),
        title="<svg onload=hit()>",
        public=True,
        name=handle("pay"),
    )
    group = made["ch"]["c"]
    author.ask("chat.edit", c=group, about="<script>hit()</script><img src=x onerror=hit()>")
    for n in range(0, len(payloads), 60):
        last = author.ask("msg.send", c=group, rid=author.rid(), x="\n".join(payloads[n : n + 60]))["s"]
    note = "".join(payloads[:20])[:900]
    reader.ask("report.create", c=group, s=last, rid=reader.rid(), category="csam", note=note)
    asked: list[str] = []
    mod.on("dialog", lambda dialog: asked.append(dialog.message))
    mod.on("request", lambda request: asked.append(request.url) if "/x" in request.url else None)
    mod.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1 }")
    mod.goto(f"{server.url}/console")
    mod.locator("[data-row]", has_text="Sexual abuse of children").first.click()
    expect(mod.locator(".lines")).to_contain_text("<script>hit()</script>")
    expect(mod.locator(".lines")).to_contain_text("<img src=x onerror=hit()>")
    mod.locator(".veil, .subject").first.click()
    assert mod.evaluate("window.hits") == 0
    assert (
        mod.locator("main :is(img, script, iframe, object, video, body, math, [onerror], [onload])").count()
        == 0
    )
    assert asked == []
