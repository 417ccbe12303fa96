"""Ways in and out: passkeys, a code held to a second screen, a password besides, sessions ended, an account deleted."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Response, expect

from tests.e2e.stage import PATIENCE_S, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Come = Callable[..., Person]
PASSWORD, HINT = "seven green boats", "what floats"
TRIES = 3
REVOKED_WITHIN_S = 1.0
"""From the click on one device to the gate on the other."""


@pytest.fixture
def guest(browser: Browser, server: Server, number: Callable[[], str]) -> Iterator[Callable[..., Person]]:
    """Somebody at a browser who has not signed in. On one's own desk the page is opened as localhost:
    browsers make no passkeys for bare addresses."""
    people: list[Person] = []

    def come(like: Person | None = None) -> Person:
        phone, name = (like.phone, like.name) if like else (number(), "Ana")
        person = Person(browser, server, phone, name)
        person.url = server.url.replace("127.0.0.1", "localhost")
        people.append(person)
        return person

    yield come
    for person in people:
        person.leave()


def authenticator(person: Person) -> tuple[CDPSession, str]:
    """A device with a fingerprint reader that always says yes."""
    tools = person.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, made["authenticatorId"]


def settings(person: Person, page: str) -> None:
    """One page of the settings."""
    person.it("app-menu").click()
    person.it("menu-settings").click()
    person.it(f"settings-{page}").click()


def set_password(person: Person) -> None:
    """From now on it is asked for after the code."""
    settings(person, "password")
    person.it("password-new").fill(PASSWORD)
    person.it("password-hint").fill(HINT)
    person.it("password-save").click()
    person.it("password-new").wait_for(state="detached")
    person.it("sheet-close").click()


def test_a_passkey_is_made_opens_the_door_and_can_be_taken_away(guest: Come) -> None:
    ana = guest().come_in()
    tools, device = authenticator(ana)
    set_password(ana)
    settings(ana, "passkeys")
    ana.it("passkey-add").click()
    expect(ana.it("passkey")).to_have_count(1)
    assert len(tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    ana.page.reload()
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("sign-out").click()
    ana.it("confirm").click()
    ana.it("passkey").click()
    ana.it("chat-list").wait_for()

    settings(ana, "passkeys")
    ana.it("passkey-remove").click()
    expect(ana.it("passkey")).to_have_count(0)
    ana.it("sheet-close").click()
    ana.it("app-menu").click()
    ana.it("menu-settings").click()
    ana.it("sign-out").click()
    ana.it("confirm").click()
    ana.it("passkey").click()
    expect(ana.page.get_by_role("alert")).to_have_text("This passkey does not belong to this server.")


def test_a_device_without_the_key_says_so(guest: Come) -> None:
    ana = guest()
    authenticator(ana)
    ana.page.goto(ana.url)
    ana.it("passkey").click()
    expect(ana.page.get_by_role("alert")).to_have_text("No passkey was used.")


def let_in(person: Person, other: Person) -> None:
    """A camera opens the address of the code on the other screen in the messenger of a signed-in device.

    A code is good for a minute, then the screen shows another: whoever came too late reads that one.
    """
    drawn: list[Response] = []
    other.page.on(
        "response", lambda answer: drawn.append(answer) if "/auth.qr.create" in answer.url else None
    )
    other.page.goto(other.url)
    other.it("qr").wait_for()
    for tried in range(1, TRIES + 1):
        end = time.monotonic() + PATIENCE_S
        while len(drawn) < tried:
            assert time.monotonic() < end, "no code is on the screen"
            other.page.wait_for_timeout(200)
        person.page.goto(person.url + urlsplit(drawn[-1].json()["r"]["url"]).path)
        person.it("approve").click()
        person.until("told.length")
        if person.page.evaluate("told.some(each => each.includes('Signed in'))"):
            return
        assert person.page.evaluate("told")[0] == "This code has run out.", (
            "it was refused for no other reason"
        )
    raise AssertionError("each code had run out")


def test_a_second_browser_is_let_in_by_the_code_on_its_screen(someone: Come, guest: Come) -> None:
    ana = someone("Ana")
    ana.make("group", "Both screens")
    other = guest(ana)

    let_in(ana, other)

    other.it("chat-list").wait_for()
    other.open("Both screens")


def test_a_code_on_a_screen_does_not_spare_the_password(someone: Come, guest: Come) -> None:
    ana = someone("Ana")
    set_password(ana)
    other = guest(ana)

    let_in(ana, other)

    expect(other.page.get_by_text(HINT)).to_be_visible()
    other.it("password").fill("seven red boats")
    other.it("password-next").click()
    expect(other.page.get_by_role("alert")).to_have_text("This password is wrong.")
    other.it("password").fill(PASSWORD)
    other.it("password-next").click()
    other.it("chat-list").wait_for()


def test_the_password_is_asked_for_after_the_code_until_it_is_turned_off(someone: Come, guest: Come) -> None:
    ana = someone("Ana")
    set_password(ana)
    other = guest(ana)
    since = len(other.server.lines)
    other.page.goto(other.url)
    other.it("phone").fill(other.phone)
    other.it("phone-next").click()
    other.it("code-0").wait_for()
    other.page.keyboard.type(other.server.code_for(other.phone, since))
    expect(other.page.get_by_text(HINT)).to_be_visible()
    other.it("password").fill(PASSWORD)
    other.it("password-next").click()
    other.it("chat-list").wait_for()

    settings(other, "password")
    other.it("password-old").fill(PASSWORD)
    other.it("password-off").click()
    other.it("password-off").wait_for(state="detached")
    third = guest(ana)
    third.come_in(new=False)


def test_a_session_ended_on_one_device_is_over_on_the_other_within_a_second(
    someone: Come, browser: Browser
) -> None:
    ana = someone("Ana")
    ana.make("group", "Ours")
    took = min_until(lambda: end_the_other(ana, ana.sit_elsewhere(browser)), REVOKED_WITHIN_S, tries=8)
    assert took < REVOKED_WITHIN_S


def min_until(measure: Callable[[], float], enough: float, tries: int) -> float:
    """The best of a few: what is measured is the program, not what else the machine has to do."""
    best = measure()
    for _ in range(tries - 1):
        if best < enough:
            break
        best = min(best, measure())
    return best


def end_the_other(ana: Person, other: Person) -> float:
    """Seconds from the click on one device to the gate on the other; nothing of the account is left there."""
    other.open("Ours")
    settings(ana, "devices")
    expect(ana.it("session")).to_have_count(2)
    other.page.evaluate(
        "() => new MutationObserver((_, seen) => { if (document.querySelector('[data-test=gate]')) {"
        " window.ended = Date.now(); seen.disconnect(); } }).observe(document.body, {childList: true, subtree: true})"
    )

    began = time.time()
    ana.it("revoke").click()
    other.it("gate").wait_for()

    took = float(other.page.evaluate("window.ended")) / 1000 - began
    expect(ana.it("session")).to_have_count(1)
    ana.it("sheet-close").click()
    other.page.reload()
    other.it("phone").wait_for()
    expect(other.it("chat-row")).to_have_count(0)
    other.leave()
    return took


def test_an_account_deleted_is_gone_from_every_screen_and_its_words_stay_without_a_name(
    someone: Come, handle: Callable[[str], str], browser: Browser
) -> None:
    ana, bo = someone("Ana"), someone("Bo")
    set_password(ana)
    place = handle("readers")
    ana.make("group", "Readers", place)
    ana.say("These words stay")
    bo.write_to(place)
    bo.it("join").click()
    bo.it("composer").wait_for()

    settings(ana, "profile")
    ana.it("delete-account").click()
    ana.it("confirm-secret").fill(PASSWORD)
    ana.it("confirm").click()
    expect(ana.page.get_by_text("You own public chats")).to_be_visible()
    ana.it("confirm").click()
    ana.it("gate").wait_for()

    bo.page.reload()
    expect(bo.message("These words stay")).to_contain_text("Deleted account")
    again = Person(browser, ana.server, ana.phone, "Somebody new").come_in()
    expect(again.it("chat-row")).to_have_count(0)
    again.leave()
