"""An entry that holds, in real browsers: two people make it, a post waits, the desk lets it go or says why not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.past import empty_the_queue
from tests.e2e.stage import PATIENCE_MS, Person, Server
from tests.e2e.test_desk import Member
from tests.e2e.test_measures import Caller, until_gate

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME = "Grey Lantern*"
POST = "Join the Grey Lantern, brothers, write to our bot"
QUOTE = "Police read out their leaflet: {}"


def ask_to_hold(page: Page, value: str, kind: str = "name") -> None:
    """A new entry, live, that shall hold: on the bank's page."""
    form = page.locator("form[action='/console/bank/add']")
    form.locator("select[name=kind]").select_option(kind)
    form.locator("textarea[name=value]").fill(value)
    form.locator("input[name=source]").fill("our own desk")
    form.locator("select[name=mode]").select_option("live")
    form.locator("select[name=gate]").select_option("hold")
    form.locator("button.main").click()
    page.locator("li.entry", has_text=value).locator("[data-asks]").wait_for()


def agree(page: Page, url: str, value: str) -> None:
    """The second person says yes."""
    page.goto(f"{url}/console/bank")
    entry = page.locator("li.entry", has_text=value)
    entry.locator("button.main").click()
    entry.locator("[data-asks]").wait_for(state="detached")


def test_two_people_make_an_entry_that_holds_and_the_desk_decides_of_each_post(
    browser: Browser, server: Server, number: Callable[[], str], handle: Callable[[str], str]
) -> None:
    empty_the_queue(server)
    owner, name = Caller(server, number(), "Olga"), handle("nights")
    about = {"k": "group", "title": "Nights", "public": True, "name": name}
    chat = int(owner.ask("chat.create", rid=owner.rid(), **about)["ch"]["c"])
    writer, reader = (Person(browser, server, number(), who).sign_in() for who in ("Vera", "Sven"))
    for each in (writer, reader):
        each.write_to(name)
        each.it("join").click()
        each.it("composer").wait_for()
    mod, second = (Member(server, who, "moderator").desk(browser) for who in ("Mod", "Second"))
    mod.goto(f"{server.url}/console/bank")
    ask_to_hold(mod, NAME)
    assert mod.locator("li.entry", has_text=NAME).locator("button", has_text="Agree").count() == 0
    until_gate(owner, chat, f"{POST}, once", lets=True)
    agree(second, server.url, NAME)
    before = until_gate(owner, chat, f"{POST}, twice", lets=False)

    writer.say(f"{POST} tonight")
    expect(writer.it("failed")).to_contain_text("waits until somebody has looked")
    expect(writer.message("tonight").locator("[data-tick=waiting]")).to_have_count(1)
    expect(writer.page.locator("[data-tick=failed]")).to_have_count(0)
    expect(reader.message("tonight")).to_have_count(0)
    mod.goto(f"{server.url}/console/held/{chat}")
    post = mod.locator("[data-held]", has_text="tonight")
    expect(post.locator("mark")).to_have_text("Grey Lantern")
    expect(post).to_contain_text(NAME)
    post.locator("button.main").click()
    expect(reader.message("tonight")).to_have_count(1)
    expect(writer.message("tonight")).to_have_count(1)
    expect(writer.it("failed")).to_have_count(0)

    writer.say(f"{POST} tomorrow")
    expect(writer.it("failed")).to_contain_text("waits until somebody has looked")
    mod.reload()
    post = mod.locator("[data-held]", has_text="tomorrow")
    post.locator("select[name=rule]").select_option("tvec.recruit")
    post.locator("input[name=note]").fill("We carry no calls to join.")
    post.locator("button[value='0']").click()
    post.wait_for(state="detached", timeout=PATIENCE_MS)
    expect(writer.it("failed")).to_contain_text("will not be shown: Recruits or sends people")
    expect(writer.it("failed")).to_contain_text("We carry no calls to join.")
    expect(reader.message("tomorrow")).to_have_count(0)

    second.goto(f"{server.url}/console/bank")
    second.locator("li.entry", has_text=NAME).locator("button.quiet").click()
    expect(reader.message("twice")).to_have_count(before + 1)
    for page in (mod, second):
        page.context.close()
    for each in (writer, reader):
        each.leave()
