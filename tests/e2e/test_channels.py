"""Running a channel and its discussion in real browsers: comments, figures, rights, links, plans, folders."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Come = Callable[..., Person]
Handle = Callable[[str], str]


def info(person: Person) -> None:
    """The third pane of the chat on screen."""
    person.it("chat-head").click()
    person.it("chat-info").wait_for()


def running(person: Person, what: str) -> None:
    """One of the sheets of those who run a chat."""
    info(person)
    person.it(what).click()


def close(person: Person) -> None:
    """The dialog on top."""
    person.it("sheet-close").last.click()


def to_comments(person: Person, post: str) -> None:
    """The thread under a post."""
    person.message(post).locator("[data-test=comments]").click()
    person.it("thread-head").wait_for()
    person.it("thread-line").wait_for()


def station(owner: Person, handle: Handle) -> tuple[str, str]:
    """A public channel with a public discussion group; returns their names."""
    talk, channel = handle("talk"), handle("news")
    owner.make("group", "Talk", talk)
    owner.make("channel", "News", channel)
    running(owner, "discussion")
    owner.it("link-chat").filter(has_text="Talk").click()
    owner.it("confirm").click()
    owner.told("Linked")
    owner.it("info-close").click()
    return channel, talk


def test_a_reader_comments_without_joining_and_the_owner_answers(someone: Come, handle: Handle) -> None:
    owner, reader = someone("Olga"), someone("Rita")
    channel, _ = station(owner, handle)
    owner.say("Is the tea ready?")
    reader.write_to(channel)

    comments = reader.message("Is the tea ready?").locator("[data-test=comments]")
    expect(comments).to_have_attribute("data-n", "0")
    to_comments(reader, "Is the tea ready?")
    expect(reader.it("thread-head")).to_contain_text("News")
    reader.say("Almost")
    expect(reader.message("Almost").locator("[data-tick=sent], [data-tick=read]")).to_be_visible()

    counter = owner.message("Is the tea ready?").locator("[data-test=comments]")
    expect(counter).to_have_attribute("data-n", "1")
    to_comments(owner, "Is the tea ready?")
    owner.menu("Almost", "reply")
    owner.say("Call me then")
    expect(reader.message("Call me then").locator("[data-test=quote]")).to_contain_text("Almost")

    reader.message("Almost").first.locator("[data-test=text]").click(
        button="right", position={"x": 6, "y": 6}
    )
    reader.it("menu").locator("[data-test=delete]").click()
    reader.it("confirm").click()
    expect(owner.it("text").filter(has_text="Almost")).to_have_count(0)
    owner.it("back").click()
    expect(counter).to_have_attribute("data-n", "1")


def test_a_thread_has_an_address_and_survives_a_reload(someone: Come, handle: Handle) -> None:
    owner = someone("Olga")
    station(owner, handle)
    owner.say("First post")
    to_comments(owner, "First post")
    owner.say("First comment")
    owner.message("First comment").locator("[data-tick=sent], [data-tick=read]").wait_for()

    owner.page.reload()

    expect(owner.message("First comment")).to_have_count(1)
    expect(owner.message("First post").locator("[data-test=sender]")).to_have_text("News")
    expect(owner.it("thread-line")).to_contain_text("1")


def test_a_link_to_a_post_opens_it_and_a_forward_leads_back(someone: Come, handle: Handle) -> None:
    owner, reader = someone("Olga"), someone("Rita")
    channel = handle("news")
    owner.make("channel", "News", channel)
    for n in range(3):
        owner.say(f"post {n}")
    owner.message("post 2").wait_for()

    reader.it("app-menu").click()
    reader.it("menu-saved").click()
    reader.it("composer").wait_for()
    reader.page.goto(f"{reader.url}/{channel}/3")
    reader.page.get_by_role("link", name="Open in Tambour").click()
    expect(reader.it("talk-title")).to_have_text("News")
    reader.message("post 1").wait_for()
    reader.menu("post 1", "forward")
    reader.it("forward-to").filter(has_text="Saved").click()
    expect(reader.it("forwarded")).to_contain_text("News")
    reader.it("forwarded").click()
    expect(reader.it("talk-title")).to_have_text("News")
    expect(reader.message("post 1")).to_be_visible()


def test_rights_are_given_in_words_and_only_those_one_has(someone: Come, handle: Handle) -> None:
    owner, helper = someone("Olga"), someone("Hans")
    name = handle("club")
    owner.make("group", "Club", name)
    helper.write_to(name)
    helper.it("join").click()
    helper.it("composer").wait_for()

    info(owner)
    owner.it("member").filter(has_text="Hans").locator("[data-test=member-menu]").click()
    owner.it("promote").click()
    owner.it("bit-128").check()
    owner.it("bit-64").uncheck()
    owner.it("admin-title").fill("Keeper")
    owner.it("promote-save").click()
    expect(owner.it("member").filter(has_text="Keeper")).to_have_count(1)

    guest = someone("Gina")
    guest.write_to(name)
    guest.it("join").click()
    guest.it("composer").wait_for()
    info(helper)
    helper.it("member").filter(has_text="Gina").locator("[data-test=member-menu]").click()
    helper.it("promote").click()
    expect(helper.it("bit-64")).to_be_disabled()
    expect(helper.it("bit-16")).to_be_enabled()
    close(helper)

    helper.it("member").filter(has_text="Gina").locator("[data-test=member-menu]").click()
    helper.it("restrict").click()
    helper.it("until-span").first.click()
    helper.it("restrict-save").click()
    expect(guest.it("restricted")).to_be_visible()
    expect(helper.it("member").filter(has_text="restricted")).to_have_count(1)

    helper.it("member").filter(has_text="Gina").locator("[data-test=member-menu]").click()
    helper.it("ban").click()
    helper.it("ban-reason").fill("Sang at night")
    helper.it("ban-go").click()
    helper.it("filter-banned").click()
    expect(helper.it("member").filter(has_text="Sang at night")).to_have_count(1)

    owner.it("admin-log").click()
    expect(owner.it("log-entry").first).to_contain_text(re.compile("Hans.? banned .?Gina"))
    expect(owner.it("log-entry").first).to_contain_text("Sang at night")
    owner.it("log-admins").click()
    expect(owner.it("log-entry")).to_have_count(1)
    expect(owner.it("log-entry")).to_contain_text(re.compile("gave .?Hans.? rights"))


def test_a_link_with_its_code_its_limit_and_who_came_by_it(someone: Come, handle: Handle) -> None:
    owner, guest = someone("Olga"), someone("Gina")
    owner.make("group", "Cellar")
    running(owner, "invites")
    owner.it("invite-create").click()
    owner.it("link-title").fill("Poster")
    owner.it("limit-1").click()
    owner.it("invite-make").click()
    expect(owner.it("link-qr")).to_have_js_property("complete", True)
    with owner.page.expect_download() as download:
        owner.it("link-download").click()
    assert download.value.suggested_filename.endswith(".svg")
    close(owner)
    token = re.search(r"\+[\w-]+", owner.it("invite-url").text_content() or "")

    assert token
    guest.page.goto(f"{guest.url}/#/{token[0]}")
    guest.it("join-go").click()
    expect(guest.it("talk-title")).to_have_text("Cellar")

    close(owner)
    owner.it("invites").click()
    owner.it("invite").locator("button").first.click()
    expect(owner.it("person").filter(has_text="Gina")).to_have_count(1)
    owner.it("link-revoke").click()
    owner.it("confirm").click()
    expect(owner.it("invite")).to_have_count(0)


def test_who_asks_to_join_is_let_in_from_the_inbox(someone: Come, handle: Handle) -> None:
    owner, guest = someone("Olga"), someone("Gina")
    name = handle("salon")
    owner.make("group", "Salon", name)
    running(owner, "edit-chat")
    owner.it("flag-join_requests").check()
    owner.it("edit-save").click()
    owner.it("edit-save").wait_for(state="detached")

    guest.write_to(name)
    guest.it("join").click()
    guest.told("Your request was sent")
    owner.it("requests").click()
    owner.it("request").filter(has_text="Gina").locator("[data-test=accept]").click()

    expect(guest.it("composer")).to_be_visible()
    expect(owner.it("request")).to_have_count(0)


def test_a_public_name_is_checked_before_it_is_saved(someone: Come, handle: Handle) -> None:
    owner = someone("Olga")
    taken, free = handle("taken"), handle("fresh")
    owner.make("channel", "One", taken)
    owner.make("channel", "Two")
    running(owner, "edit-chat")

    owner.it("edit-name").fill(taken)
    expect(owner.it("edit-name-says")).to_contain_text("taken")
    expect(owner.it("edit-save")).to_be_disabled()
    owner.it("edit-name").fill(free)
    expect(owner.it("edit-name-says")).to_contain_text("free")
    owner.it("edit-save").click()

    expect(owner.it("chat-info")).to_contain_text(free)


def test_what_is_protected_is_neither_copied_nor_forwarded(someone: Come, handle: Handle) -> None:
    owner, reader = someone("Olga"), someone("Rita")
    name = handle("vault")
    owner.make("channel", "Vault", name)
    owner.say("Between us")
    running(owner, "edit-chat")
    owner.it("flag-protect").check()
    owner.it("edit-save").click()
    owner.it("edit-save").wait_for(state="detached")

    reader.write_to(name)
    reader.message("Between us").locator("[data-test=text]").click(button="right", position={"x": 6, "y": 6})
    menu = reader.it("menu")
    expect(menu.locator("[data-test=copy-link]")).to_be_visible()
    expect(menu.locator("[data-test=forward]")).to_have_count(0)
    expect(menu.locator("[data-test=copy]")).to_have_count(0)


def test_a_plan_is_changed_and_then_sent_at_once(someone: Come, handle: Handle) -> None:
    owner, reader = someone("Olga"), someone("Rita")
    name = handle("daily")
    owner.make("channel", "Daily", name)
    reader.write_to(name)
    owner.it("composer").fill("Wrods of tomorrow")
    owner.it("send").click(button="right")
    owner.it("send-later").click()
    owner.it("schedule-go").click()
    owner.told("Will be sent")

    owner.it("add").click()
    owner.it("scheduled").click()
    owner.it("plan-edit").click()
    owner.it("plan-text").fill("**Words** of tomorrow")
    owner.it("plan-save").click()
    expect(owner.it("plan")).to_contain_text("Words of tomorrow")
    owner.it("plan-now").click()

    expect(reader.message("Words of tomorrow").locator("strong")).to_have_text("Words")
    expect(owner.it("plan")).to_have_count(0)


def test_figures_are_drawn_and_told_in_a_table(someone: Come, handle: Handle) -> None:
    owner, reader = someone("Olga"), someone("Rita")
    name = handle("figures")
    owner.make("channel", "Figures", name)
    owner.say("Counted")
    reader.write_to(name)
    reader.it("join").click()
    reader.it("channel-mute").wait_for()
    reader.menu("Counted", "react")
    expect(owner.it("reaction")).to_have_count(1)

    running(owner, "stats")
    members = owner.it("chart-members")
    expect(members.locator("svg")).to_have_attribute("aria-label", re.compile(r"Subscribers.*2"))
    owner.it("chart-joins").locator("summary").click()
    expect(owner.it("chart-joins").locator("tbody tr")).to_have_count(1)
    expect(owner.it("chart-joins").locator("td").first).to_have_text("2")
    expect(owner.it("chart-reactions").locator("rect")).to_have_count(1)


def test_a_folder_is_a_tab_and_the_archive_a_row(someone: Come, handle: Handle) -> None:
    owner = someone("Olga")
    owner.make("group", "Alpha")
    owner.make("channel", "Beta")
    owner.it("app-menu").click()
    owner.it("menu-folders").click()
    owner.it("folder-new").click()
    owner.it("folder-title").fill("News")
    owner.it("kind-channel").click()
    owner.it("folder-save").click()
    owner.it("folder-save").wait_for(state="detached")
    close(owner)

    titles = owner.page.locator("[data-test=chat-title]")
    owner.page.locator("[role=tab]", has_text="News").click()
    expect(titles).to_have_text(["Beta"])
    owner.page.keyboard.press("ArrowLeft")
    expect(titles).to_have_count(2)

    owner.it("chat-row").filter(has_text="Alpha").click(button="right")
    owner.it("to-folder").click()
    owner.it("menu").locator("button", has_text="News").click()
    owner.page.locator("[role=tab]", has_text="News").click()
    expect(titles).to_have_count(2)

    owner.page.locator("[role=tab]").first.click()
    owner.it("chat-row").filter(has_text="Beta").click(button="right")
    owner.it("archive").click()
    expect(titles).to_have_text(["Alpha"])
    owner.it("archive-row").click()
    expect(titles).to_have_text(["Beta"])
    owner.it("archive-back").click()
    expect(titles).to_have_text(["Alpha"])


def test_a_chat_is_deleted_only_by_who_types_its_title(someone: Come, handle: Handle) -> None:
    owner = someone("Olga")
    owner.make("group", "Doomed")
    info(owner)
    owner.it("leave-chat").click()

    expect(owner.it("confirm")).to_be_disabled()
    owner.it("confirm-typed").fill("Doomd")
    expect(owner.it("confirm")).to_be_disabled()
    owner.it("confirm-typed").fill("Doomed")
    owner.it("confirm").click()

    expect(owner.it("chat-row").filter(has_text="Doomed")).to_have_count(0)
