"""Notifications, installing and sharing in a real browser: a push is shown, and a touch opens the exact message."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.e2e.stage import PATIENCE_S, Person, new_context, shell_ready

pytestmark = pytest.mark.browser
LOOKS_MAX = PATIENCE_S * 20
SHOWN = """async () => {
    const found = await (await navigator.serviceWorker.ready).getNotifications();
    return found.map((n) => ({title: n.title, body: n.body, tag: n.tag, data: n.data}));
}"""
FAKE_PUSH = """
    PushManager.prototype.subscribe = async function (options) {
        window.subscribedWith = new Uint8Array(options.applicationServerKey).length;
        const pair = await crypto.subtle.generateKey({name: 'ECDH', namedCurve: 'P-256'}, true, ['deriveBits']);
        const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
        const plain = {'+': '-', '/': '_', '=': ''};
        const b64 = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => plain[sign]);
        const made = {endpoint: 'https://push.example/x', unsubscribe: async () => { window.fake = null; return true; },
            toJSON: () => ({endpoint: 'https://push.example/x',
                keys: {p256dh: b64(raw), auth: b64(new Uint8Array(16))}})};
        window.fake = made;
        return made;
    };
    PushManager.prototype.getSubscription = async () => window.fake ?? null;
"""
"""Chromium asks Google's servers for a subscription; here there is no way to them."""


NOBODY_LOOKS = """async () => {
    const windows = await self.clients.matchAll({type: 'window', includeUncontrolled: true});
    return windows.length > 0 && windows.every((w) => !w.focused || w.visibilityState !== 'visible');
}"""


def unwatched(context: BrowserContext, page: Page) -> CDPSession:
    """Nobody looks at this window any more, as its service worker sees it, until the wire is detached."""
    wire = context.new_cdp_session(page)
    wire.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    shell_ready(page)
    [worker] = context.service_workers
    for _ in range(LOOKS_MAX):
        if worker.evaluate(NOBODY_LOOKS):
            return wire
        page.wait_for_timeout(50)
    raise AssertionError("somebody still looks at the window")


def push(context: BrowserContext, page: Page, note: dict[str, Any]) -> None:
    """What the push service would bring, decrypted, and shown: nobody looks at the window."""
    wire = unwatched(context, page)
    found: list[dict[str, Any]] = []
    wire.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    wire.send("ServiceWorker.enable")
    for _ in range(LOOKS_MAX):
        if found:
            break
        page.wait_for_timeout(50)
    wire.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": found[-1]["registrationId"],
            "data": json.dumps(note),
        },
    )
    wait_shown(page, 1)
    wire.detach()


def wait_shown(page: Page, count: int) -> list[dict[str, Any]]:
    """The notifications, when there are so many."""
    found: list[dict[str, Any]] = []
    for _ in range(LOOKS_MAX):
        found = page.evaluate(SHOWN)
        if len(found) == count:
            break
        page.wait_for_timeout(50)
    assert len(found) == count, found
    return found


def test_a_push_is_shown_and_a_touch_opens_the_message(
    someone: Callable[..., Person], handle: Callable[[str], str]
) -> None:
    name = handle("ring")
    ana, ben = someone("Ana"), someone("Ben")
    ana.take_name(name)
    ben.write_to(name)
    ben.say("the first word")
    for n in range(8):
        ben.say(f"word number {n}" + "\nand more" * 20)
    ana.open("Ben")
    expect(ana.message("word number 7")).to_be_visible()
    ana.say("I hear you")  # and stands at the end: what is opened unread is opened where it begins
    expect(ana.message("the first word")).not_to_be_in_viewport()
    chat = int(ana.page.url.split("/c/")[1].split("/")[0])
    ana.home()
    ben.say("one more")
    expect(ana.it("unread")).to_be_visible()
    ana.context.grant_permissions(["notifications"], origin=ana.url)
    elsewhere = ana.context.new_page()
    elsewhere.goto("about:blank")
    elsewhere.bring_to_front()

    push(ana.context, ana.page, {"c": chat, "s": 1, "ti": "Ben", "x": "the first word"})

    [shown] = wait_shown(ana.page, 1)
    assert shown == {
        "title": "Ben",
        "body": "the first word",
        "tag": f"c:{chat}",
        "data": {"c": chat, "s": 1},
    }
    [worker] = ana.context.service_workers
    worker.evaluate(
        """async () => {
            const [notification] = await self.registration.getNotifications();
            self.dispatchEvent(new NotificationEvent('notificationclick', {notification}));
        }"""
    )
    ana.page.wait_for_url(f"**/#/c/{chat}/1")
    ana.page.bring_to_front()
    expect(ana.message("the first word")).to_be_in_viewport()
    assert wait_shown(ana.page, 0) == []


TWO_NOTES = """chat => {
    window.tidied = [];
    const note = s => ({data: {c: chat, s}, close: () => window.tidied.push(s)});
    ServiceWorkerRegistration.prototype.getNotifications = async () => [note(1), note(1000)];
}"""


def test_what_was_read_leaves_the_list_of_notifications_and_what_is_not_here_yet_stays(
    someone: Callable[..., Person], handle: Callable[[str], str]
) -> None:
    name = handle("rang")
    ana, ben = someone("Ana"), someone("Ben")
    ana.take_name(name)
    ben.write_to(name)
    ben.say("the first word")
    ana.open("Ben")
    shell_ready(ana.page)
    ana.page.evaluate(TWO_NOTES, int(ana.page.url.split("/c/")[1].split("/")[0]))
    ben.say("another word")
    ana.message("another word").wait_for()
    ana.until("tidied.includes(1)")
    assert not ana.page.evaluate("tidied.includes(1000)")


def test_what_is_read_elsewhere_leaves_the_notifications(
    someone: Callable[..., Person], handle: Callable[[str], str]
) -> None:
    name = handle("ring")
    ana, ben = someone("Ana"), someone("Ben")
    ana.take_name(name)
    ben.write_to(name)
    ben.say("hello")
    expect(ana.it("chat-row").filter(has_text="hello")).to_have_count(1)
    chat = int(ana.it("chat-row").first.get_attribute("data-chat") or 0)
    ana.context.grant_permissions(["notifications"], origin=ana.url)
    elsewhere = ana.context.new_page()
    elsewhere.bring_to_front()
    push(ana.context, ana.page, {"c": chat, "s": 1, "ti": "Ben", "x": "hello"})
    wait_shown(ana.page, 1)
    phone = ana.sit_elsewhere(ana.context.browser)  # type: ignore[arg-type]
    phone.open("Ben")
    expect(phone.message("hello")).to_be_visible()
    wait_shown(ana.page, 0)
    phone.leave()


def test_notifications_are_asked_for_after_a_click_and_can_be_turned_off(
    someone: Callable[..., Person],
) -> None:
    ana = someone("Ana")
    ana.context.grant_permissions(["notifications"], origin=ana.url)
    ana.page.add_init_script(FAKE_PUSH)
    ana.page.reload()
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("settings-notifications").click()
    ana.it("push-on").click()
    expect(ana.it("push-is-on")).to_be_visible()
    assert ana.page.evaluate("window.subscribedWith") == 65
    ana.it("push-shows-sender").click()
    expect(ana.it("push-shows-sender")).to_have_attribute("aria-checked", "true")
    ana.it("push-channel").click()
    expect(ana.it("push-channel")).not_to_be_checked()
    ana.it("push-off").click()
    expect(ana.it("push-on")).to_be_visible()
    ana.until("localStorage.getItem('push') === null")


def test_a_browser_that_forbids_says_so(someone: Callable[..., Person]) -> None:
    ana = someone("Ana")
    ana.page.add_init_script("Object.defineProperty(Notification, 'permission', {get: () => 'denied'})")
    ana.page.reload()
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("settings-notifications").click()
    expect(ana.it("push-denied")).to_be_visible()


def test_what_another_app_shares_becomes_the_draft_of_a_chat(someone: Callable[..., Person]) -> None:
    ana = someone("Ana")
    ana.make("group", "Band")
    ana.page.goto(f"{ana.url}/?title=A%20page&text=&url=https%3A%2F%2Fdrum.example%2Fx")
    ana.it("share-to").filter(has_text="Band").click()
    expect(ana.it("composer")).to_have_value("A page\nhttps://drum.example/x")
    banner = ana.it("link-banner")
    expect(banner).to_contain_text("drum.example")
    ana.it("link-banner-close").click()
    expect(banner).to_have_count(0)


def test_the_app_can_be_installed_in_three_languages(someone: Callable[..., Person]) -> None:
    ana = someone("Ana", locale="ru")
    expect(ana.page.locator("link[rel=manifest]")).to_have_attribute("href", "/manifest-ru.webmanifest")
    for path in ("/manifest.webmanifest", "/manifest-ru.webmanifest", "/manifest-ar.webmanifest"):
        answer = ana.page.request.get(f"{ana.url}{path}")
        assert answer.headers["content-type"].startswith("application/manifest+json")
        manifest = answer.json()
        for icon in manifest["icons"]:
            picture = ana.page.request.get(f"{ana.url}{icon['src']}")
            assert picture.ok
            assert picture.headers["content-type"] == icon["type"]
    wire = ana.context.new_cdp_session(ana.page)
    errors = {e["errorId"] for e in wire.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert errors <= {"in-incognito"}
    assert wire.send("Page.getAppManifest")["errors"] == []


def test_a_public_page_is_read_without_an_account_and_leads_into_the_app(
    someone: Callable[..., Person], handle: Callable[[str], str], browser: Browser
) -> None:
    name = handle("river")
    ana = someone("Ana")
    ana.make("channel", "Quiet river", name)
    ana.say("the water is low today")
    ana.sent("the water is low today")
    guest = new_context(browser, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = guest.new_page()
    page.goto(f"{ana.url}/{name}")
    expect(page.get_by_text("the water is low today")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    guest.close()
    ana.page.goto(f"{ana.url}/{name}")
    ana.page.get_by_role("link", name="Open in Tambour").click()
    expect(ana.it("talk-title")).to_have_text("Quiet river")
    expect(ana.message("the water is low today")).to_be_visible()
