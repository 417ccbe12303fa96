"""Without a network: the messenger opens, says the truth, and sends what was written, a day later too."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tambour.domain.ids import Rid, rid_time
from tests.e2e.devices import Caller, shown
from tests.e2e.stage import Person, Server

pytestmark = pytest.mark.browser
PAINT_MAX_MS = 1000
PAINTS_MAX = 12
"""Other work on the machine only ever adds, so the fastest counts."""
DAY_MS = 86_400_000
PAINTED = """new Promise(done => new PerformanceObserver(list => {
    const found = list.getEntriesByName('first-contentful-paint')[0];
    if (found) done(found.startTime);
}).observe({type: 'paint', buffered: true}))"""

FIRST_FAILS = """(() => {
    const shells = navigator.serviceWorker, register = shells.register.bind(shells);
    let tries = 0;
    shells.register = (...all) => tries++ ? register(...all) : Promise.reject(new TypeError('no line'));
})()"""
WAITING = """new Promise(done => {
    indexedDB.open('tambour').onsuccess = ({target: {result: db}}) => {
        db.transaction('outbox').objectStore('outbox').getAll().onsuccess = ({target: {result: all}}) => {
            db.close();
            done(all.map(task => task.rid));
        };
    };
})"""


@pytest.fixture(scope="module")
def ana(browser: Browser, server: Server) -> Iterator[Person]:
    """Somebody with one chat on the device, and the shell of the messenger kept by the browser."""
    person = Person(browser, server, "+46701750001", "Ana").sign_in()
    person.make("group", "Tunnels")
    person.say("before the tunnel")
    person.it("tick").first.wait_for()
    person.offline_ready()
    yield person
    person.leave()


@pytest.fixture
def offline(ana: Person) -> Iterator[Person]:
    """She is in a tunnel until the test ends."""
    ana.context.set_offline(True)
    ana.wire.cut()
    yield ana
    ana.wire.mend()
    ana.context.set_offline(False)


def test_it_opens_without_a_network_within_a_second(offline: Person) -> None:
    paints: list[float] = []
    while len(paints) < 3 or (min(paints) >= PAINT_MAX_MS and len(paints) < PAINTS_MAX):
        offline.page.goto("about:blank")
        offline.page.goto(f"{offline.url}/#/")
        offline.it("chat-row").filter(has_text="Tunnels").wait_for()
        paints.append(offline.page.evaluate(PAINTED))
    offline.open("Tunnels")
    offline.message("before the tunnel").wait_for()

    assert shown(offline) == ["before the tunnel"]
    assert min(paints) < PAINT_MAX_MS, paints
    expect(offline.it("conn").first).to_have_attribute("data-state", "offline")
    expect(offline.page.locator(".spin, .bone")).to_have_count(0)


def test_what_waits_is_counted_and_nothing_known_is_covered_by_a_wheel(offline: Person) -> None:
    offline.page.goto(f"{offline.url}/#/")
    offline.open("Tunnels")
    for n in range(3):
        offline.say(f"waiting {n}")

    expect(offline.it("conn").first).to_contain_text("3 waiting")
    expect(offline.page.locator("[data-tick=waiting]")).not_to_have_count(0)
    expect(offline.page.locator(".spin, .bone")).to_have_count(0)


def test_what_was_written_a_day_ago_is_sent_once(ana: Person, server: Server) -> None:
    ana.page.goto(f"{ana.url}/#/")
    ana.open("Tunnels")
    expect(ana.page.locator("[data-tick=waiting]")).to_have_count(0)
    ana.until(f"{WAITING}.then(all => all.length === 0)")  # what others left is on its way no more
    ana.context.set_offline(True)
    ana.wire.cut()
    ana.it("conn").first.wait_for()
    ana.page.clock.set_system_time(time.time() - DAY_MS / 1000)
    ana.say("written yesterday")
    ana.message("written yesterday").locator("[data-tick=waiting]").wait_for()
    ana.page.clock.set_system_time(time.time())
    ana.until(f"{WAITING}.then(all => all.length === 1)")
    ana.page.reload()
    ana.message("written yesterday").locator("[data-tick=waiting]").wait_for()

    age_ms = time.time() * 1000 - rid_time(Rid(int(ana.page.evaluate(WAITING)[0])))
    ana.wire.mend()
    ana.context.set_offline(False)
    ana.message("written yesterday").locator("[data-tick=sent], [data-tick=read]").wait_for()
    ana.page.reload()
    ana.message("written yesterday").wait_for()

    assert shown(ana).count("written yesterday") == 1
    chat = int(ana.it("talk").get_attribute("data-chat") or 0)
    assert Caller(server, ana.phone).texts(chat).count("written yesterday") == 1
    assert age_ms > DAY_MS - 60_000, "its key was drawn a day before it was sent"


def test_a_chat_that_was_never_opened_says_so_without_a_network(
    someone: Callable[..., Person], handle: Callable[[str], str], browser: Browser
) -> None:
    bo, cy = someone("Bo"), someone("Cy")
    name = handle("cy")
    cy.take_name(name)
    bo.write_to(name)
    bo.say("are you there?")
    cy.it("chat-row").filter(has_text="are you there?").wait_for()
    phone = cy.sit_elsewhere(browser)
    phone.it("chat-row").filter(has_text="are you there?").filter(
        has_text="Bo"
    ).wait_for()  # names come by themselves
    phone.context.set_offline(True)
    phone.wire.cut()
    expect(phone.it("conn").first).to_have_attribute("data-state", "offline")

    phone.open("Bo")
    phone.it("not-here").wait_for()
    expect(phone.page.locator(".spin, .bone")).to_have_count(0)

    phone.wire.mend()
    phone.context.set_offline(False)
    phone.message("are you there?").wait_for()
    phone.leave()


def test_what_was_asked_for_without_a_network_comes_with_it(offline: Person) -> None:
    offline.page.goto("about:blank")
    offline.page.goto(f"{offline.url}/#/")
    offline.open("Tunnels")
    expect(offline.it("conn").first).to_have_attribute("data-state", "offline")
    offline.it("chat-head").click()
    expect(offline.it("chat-info").get_by_text("No connection right now.").first).to_be_visible()

    offline.wire.mend()
    offline.context.set_offline(False)

    expect(offline.it("member")).to_have_count(1)


def test_a_shell_that_could_not_be_put_by_is_put_by_a_little_later(browser: Browser, server: Server) -> None:
    person = Person(browser, server, "+46701750009", "Una")
    person.context.add_init_script(FIRST_FAILS)
    person.sign_in()
    person.offline_ready()
    person.leave()
