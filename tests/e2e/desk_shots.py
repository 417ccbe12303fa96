"""Pictures of the review desk and of the pages about it, with a case of thirty copies and a few that are alike."""

import json
import time
import urllib.error
from collections.abc import Callable
from urllib.parse import urlsplit

from tambour.adapters.classifying.embedding import sentences
from tambour.adapters.classifying.proof import waves
from tests.adapters.exchange.examples import MISP
from tests.e2e.past import newest_case
from tests.e2e.stage import Person
from tests.e2e.test_desk import Member, spread

TOO_FAST = 429
OFFER = "Golden boats for everybody, write to the harbour master today, number {}"
RULE = """# Somebody offers what there is not
offer = Contains(any=["golden boats", "harvest fair", "attacked"])
sent = Count(by="author", minutes=60)
found = Rule(when_all=[offer, sent >= 1], description=f"an offer, {sent} messages in an hour")
WhenRules(rules_any=[found], then=[Enqueue(category="scam", score=0.6)])
"""
staff: dict[str, Member] = {}
"""The moderator by the address of the server."""
seconds: dict[str, Member] = {}
"""A second moderator."""
talkers: dict[str, tuple[Member, Member, int]] = {}
"""Somebody who writes, somebody who complains, and their channel."""
decided: set[str] = set()
"""Servers where a case was decided for the figures."""
traded: set[str] = set()
"""Servers that have lists."""
inside: dict[str, str] = {}
"""By the address of a browser the moderator who is signed in there."""
same: dict[str, list[int]] = {}
"""By the address of the server cases that say the same."""
held: dict[str, int] = {}
"""By the address of the server the chat in which posts wait for the desk."""


def fill(person: Person) -> Member:
    """Complaints of several kinds, once for each server; the moderator."""
    url = person.server.url
    if url not in staff:
        author, reader = Member(person.server, "Alma"), Member(person.server, "Benno")
        channel, seq, _ = spread(author, reader, "mill_fair")
        about = {"c": channel, "s": seq, "category": "tvec.recruit", "note": "It was sent to all my friends."}
        reader.ask("report.create", rid=reader.rid(), **about)
        for n in range(3):
            one = author.ask("msg.send", c=channel, rid=author.rid(), x=OFFER.format(n))["s"]
            reader.ask("report.create", c=channel, s=one, rid=reader.rid(), category="scam")
        staff[url] = Member(person.server, "Mod", "moderator")
        talkers[url] = author, reader, channel
    return staff[url]


def desk(person: Person, path: str = "") -> None:
    """A page of the console, through a link of its own and in the language of the browser."""
    enter(person, fill(person), path)


def enter(person: Person, moderator: Member, path: str = "") -> None:
    """The same as a certain moderator; who sits at the desk already needs no link."""
    if inside.get(person.url) == moderator.phone:
        person.page.goto(f"{person.url}/console/{path}")
        if person.page.locator("form.leave").count():
            return
    tongue = person.page.evaluate("navigator.language").split("-")[0]
    moderator.ask("me.edit", lang=tongue)
    link = urlsplit(person.server.run("user", "console", "--phone", moderator.phone)["url"])
    person.page.goto(f"{person.url}{link.path}?{link.query}")
    person.page.locator("button.main").click()
    person.page.locator("#queue").wait_for()
    inside[person.url] = moderator.phone
    if path:
        person.page.goto(f"{person.url}/console/{path}")


def case(person: Person, number: int) -> None:
    """One case of the queue."""
    desk(person)
    person.page.locator("[data-row]").nth(number).click()
    person.page.locator("form.decide").wait_for()


def preview(person: Person) -> None:
    """What a decision would do."""
    case(person, 0)
    person.page.locator("input[name=outcome]").nth(1).check()
    person.page.locator("[data-look]").click()
    person.page.locator(".sums").wait_for()


def rules(person: Person, path: str = "") -> None:
    """The list of rules, an empty one, or one that was tried on what the town has said."""
    desk(person, "rules")
    if path:
        person.page.goto(f"{person.url}/console/rules/{path}")
        return
    if person.page.locator(".entry").count() == 0:
        person.page.goto(f"{person.url}/console/rules/new")
        person.page.locator("input[name=name]").fill("Golden boats")
        person.page.locator("textarea[name=source]").fill(RULE)
        person.page.locator(".editor button.main").click()
        person.page.locator("button[formaction$='/try']").click()
        person.page.locator("#sample").wait_for(timeout=60_000)
        for _ in range(2):
            person.page.locator("#sample li").first.locator("button").first.click()
        person.page.locator("button[formaction$='/shadow']").click()
        person.page.goto(f"{person.url}/console/rules")


def rule(person: Person) -> None:
    """One that was tried, in the shadow."""
    rules(person)
    person.page.locator(".entry a").first.click()
    person.page.locator("#sample").wait_for()


def page(person: Person, path: str) -> None:
    """A page without a script."""
    person.page.goto(f"{person.url}/{path}")


def figures(person: Person) -> None:
    """The figures, with something in them: one case decided, once for each server."""
    if person.server.url not in decided:
        case(person, 3)
        person.page.locator("input[name=outcome]").nth(1).check()
        person.page.locator("form.decide button.main").click()
        person.page.locator("#queue").wait_for()
        decided.add(person.server.url)
    desk(person, "figures")
    person.page.locator("details summary").nth(1).click()


def posted(author: Member, channel: int, words: str) -> int:
    """Where it stands; whoever writes too fast waits."""
    while True:
        try:
            return int(author.ask("msg.send", c=channel, rid=author.rid(), x=words)["s"])
        except urllib.error.HTTPError as no:
            if no.code != TOO_FAST:
                raise
            time.sleep(1)


def complaint(person: Person, words: str, category: str = "spam") -> int:
    """Somebody complains of this; the case."""
    fill(person)
    author, reader, channel = talkers[person.server.url]
    seq = posted(author, channel, words)
    reader.ask("report.create", c=channel, s=seq, rid=reader.rid(), category=category, note="Every evening.")
    return newest_case(person.server)


def blind(person: Person) -> None:
    """A case that somebody decided, before somebody else who does not see how."""
    number = complaint(person, "Golden oars, half the price until Sunday: write to the harbour master")
    desk(person, f"case/{number}")
    person.page.locator("input[name=outcome]").nth(1).check()
    person.page.locator("form.decide button.main").click()
    person.page.locator("#queue").wait_for()
    if person.server.url not in seconds:
        seconds[person.server.url] = Member(person.server, "Second", "moderator")
    enter(person, seconds[person.server.url], "recheck")
    person.page.locator("form[action='/console/recheck'] button").click()
    person.page.locator("form.decide").wait_for()


def second_looks(person: Person) -> None:
    """What waits, where two differ, and how far people agree."""
    blind(person)
    person.page.locator("input[name=outcome]").nth(0).check()
    person.page.locator("form.decide textarea[name=facts]").fill(
        "An offer, not a nuisance: nobody was written to."
    )
    person.page.locator("form.decide button.main").click()
    person.page.locator("[data-differs]").first.wait_for()


def held_posts(person: Person, one: bool = False) -> None:
    """Chats that the desk looks over, or the posts of one."""
    fill(person)
    url, (author, reader, _) = person.server.url, talkers[person.server.url]
    if url not in held:
        about = {"k": "group", "title": "Harbour market", "public": True, "name": "harbour_market_held"}
        held[url] = int(author.ask("chat.create", rid=author.rid(), **about)["ch"]["c"])
        reader.ask("report.create", c=held[url], rid=reader.rid(), category="scam")
        desk(person, f"case/{newest_case(person.server)}")
        person.page.locator("input[name=outcome][value=limit_chat]").check()
        person.page.locator("input[name=limit][value=held]").check()
        person.page.locator("form.decide button.main").click()
        person.page.locator("#queue").wait_for()
        for n in range(2):
            try:
                author.ask("msg.send", c=held[url], rid=author.rid(), x=OFFER.format(n))
            except urllib.error.HTTPError:
                """It waits."""
    desk(person, f"held/{held[url]}" if one else "held")


def says_same(person: Person, queue: bool = False) -> None:
    """A case between others that say the same in other languages, one of which was opened; or their row in the queue.
    Where no encoder is installed there are only the cases."""
    url = person.server.url
    if url not in same:
        wanted = {"en": "", "ru": "", "ar": "", "de": ""}
        said = {lang: text for wave, lang, text in waves() if wave == "spam.job" and lang in wanted}
        same[url] = [complaint(person, said[lang], "scam") for lang in wanted]
    if sentences() is not None:
        for _ in range(60):
            desk(person)
            if person.page.locator("a.same").count():
                break
            person.page.wait_for_timeout(500)
    if queue:
        desk(person)
        return
    desk(person, f"case/{same[url][1]}")
    desk(person, f"case/{same[url][0]}")
    box = person.page.locator("input[name=alike]:enabled")
    if box.count():
        box.first.check()
        box.first.scroll_into_view_if_needed()


def door(person: Person) -> None:
    """Before the desk, under a name that passkeys can belong to, by somebody who is not in."""
    inside.pop(person.url, None)
    person.context.clear_cookies()
    person.page.goto(f"{person.url.replace('127.0.0.1', 'localhost')}/console")


def found(person: Person) -> None:
    """A search from a case, and what it brought."""
    case(person, 1)
    search = person.page.locator("form[role=search]")
    search.locator("input[name=words]").fill("harbour")
    search.locator("button").click()
    person.page.locator("#found li").first.wait_for()
    search.scroll_into_view_if_needed()


def new_key(person: Person) -> None:
    """A key of a program, the one time it is shown."""
    desk(person, "me")
    person.page.locator("details summary").last.click()
    person.page.locator("input[name=name]").fill("Night shift")
    person.page.locator("input[name='may.case.view']").check()
    person.page.locator("form[action='/console/me/key'] button").click()
    person.page.locator(".secret").wait_for()


def receipt(person: Person) -> None:
    """What somebody without an account gets for a notice."""
    fill(person)
    page(person, "notice?link=mill_fair")
    person.page.locator("form").wait_for()
    for field in person.page.locator("form textarea, form input:not([type=hidden], [type=checkbox])").all():
        if not field.input_value():
            kind = field.get_attribute("type")
            field.fill("reader@example.org" if kind == "email" else "It calls for violence at the fair.")
    person.page.locator("form select").select_option(index=1)
    for box in person.page.locator("form input[type=checkbox]").all():
        box.check()
    person.page.locator("form button").last.click()


def bulk(person: Person) -> None:
    """Many decided at once, with its way back."""
    case(person, 1)
    if not person.page.locator("input[name=together]").count():
        return
    person.page.locator("input[name=outcome]").first.check()
    person.page.locator("input[name=together]").check()
    person.page.locator("form.decide button.main").click()
    person.page.locator(".sums").wait_for()


def lists(person: Person) -> None:
    """A list of somebody else taken in, disputed in part, and one on a schedule that is not reached."""
    desk(person, "bank/lists")
    if person.server.url in traded:
        return
    traded.add(person.server.url)
    form = person.page.locator("form[action='/console/bank/import']")
    form.locator("select[name=format]").select_option("misp")
    file = {"name": "e.json", "mimeType": "application/json", "buffer": json.dumps(MISP).encode()}
    form.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]
    form.locator("input[name=source]").fill("Harbour watch")
    form.locator("select[name=mode]").select_option("live")
    form.locator("button.main").click()
    person.page.locator(".told").wait_for()
    form = person.page.locator("form[action='/console/bank/lists/add']")
    form.locator("input[name=name]").fill("Friends of the river")
    form.locator("select[name=protocol]").select_option("taxii")
    form.locator("input[name=url]").fill("https://lists.example/taxii2/collections/91a7b528/")
    form.locator("button.main").click()
    for _ in range(60):
        person.page.goto(f"{person.url}/console/bank/lists")
        if person.page.locator("li.entry .problem").count():
            break
        person.page.wait_for_timeout(500)


SCREENS: dict[str, Callable[[Person], None]] = {
    "desk-queue": desk,
    "desk-case": lambda emma: case(emma, 0),
    "desk-preview": preview,
    "desk-figures": figures,
    "desk-rules": rules,
    "desk-rule": rule,
    "desk-rule-new": lambda emma: rules(emma, "new"),
    "desk-audit": lambda emma: desk(emma, "audit"),
    "desk-door": door,
    "desk-me": new_key,
    "desk-bank": lambda emma: desk(emma, "bank"),
    "desk-lists": lists,
    "desk-found": found,
    "desk-together": bulk,
    "desk-same": says_same,
    "desk-same-queue": lambda emma: says_same(emma, queue=True),
    "desk-blind": blind,
    "desk-second-looks": second_looks,
    "desk-held": held_posts,
    "desk-held-posts": lambda emma: held_posts(emma, one=True),
    "rules": lambda emma: page(emma, "rules"),
    "notice-form": lambda emma: page(emma, "notice"),
    "notice-receipt": receipt,
}
