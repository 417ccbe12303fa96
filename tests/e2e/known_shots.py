"""Pictures of the bank with samples in it, and of a case in which a part of a known picture was found."""

import io
import json
import urllib.request
from collections.abc import Callable

from bench.pictures import photo
from bench.words import drawn, lacking
from PIL import Image

from tambour.adapters.reading.optional import reads
from tests.e2e.desk_shots import desk
from tests.e2e.past import newest_case
from tests.e2e.stage import PATIENCE_MS, Person
from tests.e2e.test_desk import Member

WALLED, LOST = 41, 42
words_in: dict[str, int] = {}
"""By the address of a server the case of a picture with words."""
told: set[str] = set()
"""Servers on which something known was sent."""


def saved(picture: Image.Image) -> bytes:
    """As JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def sample(person: Person, seed: int, note: str) -> None:
    """Bring a picture, live, on the bank's page."""
    form = person.page.locator("form[action='/console/bank/sample']")
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": saved(photo(seed, 400))}
    form.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]
    form.locator("input[name=source]").fill("our own desk")
    form.locator("select[name=mode]").select_option("live")
    form.locator("input[name=note]").fill(note)
    form.locator("button.main").click()
    person.page.get_by_text(note).wait_for()


def upload(who: Member, data: bytes) -> str:
    """A photo over HTTP; its id."""

    def ask(method: str, path: str, body: bytes, **headers: str) -> bytes:
        wanted = urllib.request.Request(
            who.server.url + path,
            body,
            {"Authorization": f"Bearer {who.token}", "Content-Type": "application/json"} | headers,
            method=method,
        )
        with urllib.request.urlopen(wanted, timeout=60) as answer:
            return bytes(answer.read())

    about = {"size": len(data), "mime": "image/jpeg", "name": "a.jpg", "kind": "photo"}
    file = str(json.loads(ask("POST", "/files", json.dumps(about).encode()))["id"])
    ask("PATCH", f"/files/{file}", data, **{"Upload-Offset": "0", "Content-Type": "application/octet-stream"})
    return file


def bank(person: Person) -> None:
    """Two samples, of which a second person has agreed to one, and a name."""
    desk(person, "bank")
    if person.server.url in told:
        return
    told.add(person.server.url)
    sample(person, WALLED, "flag on a wall")
    sample(person, LOST, "poster at a station")
    other = Member(person.server, "Dom", "moderator")
    link = person.server.run("user", "console", "--phone", other.phone)["url"].split("/console/")[1]
    browser = person.page.context.browser
    assert browser is not None
    second = browser.new_page()
    second.goto(f"{person.url}/console/{link}")
    second.locator("button.main").click()
    second.locator("#queue").wait_for()
    second.goto(f"{person.url}/console/bank")
    entry = second.locator("li.entry", has_text="flag on a wall")
    entry.locator("button.main").click()
    entry.locator("button.main").wait_for(state="detached")
    second.close()
    author = Member(person.server, "Cora")
    made = author.ask(
        "chat.create", k="channel", rid=author.rid(), title="Walls", public=True, name="old_walls"
    )
    turned = photo(WALLED, 400).rotate(20, expand=True)
    file = upload(author, saved(turned))
    author.ask("msg.send", c=made["ch"]["c"], rid=author.rid(), x="Seen on my way home", fl=[file])
    person.page.reload()


def case(person: Person) -> None:
    """Both pictures beside each other, loaded behind their veils."""
    bank(person)
    row = person.page.locator("[data-row]", has=person.page.locator("b.tag"))
    for _ in range(60):
        person.page.goto(f"{person.url}/console")
        person.page.locator("#queue").wait_for()
        if row.count():
            break
        person.page.wait_for_timeout(1000)
    row.first.click()
    person.page.locator("form.decide").wait_for()
    both = person.page.locator(".both")
    both.scroll_into_view_if_needed(timeout=PATIENCE_MS)
    for _ in range(2):
        both.locator("a.veil").first.click()
    for n in range(2):
        both.locator("button.veil").nth(n).click()
    person.page.wait_for_load_state("networkidle")


def read(person: Person) -> None:
    """Words that were read from a picture, with the place that was looked for."""
    desk(person, "bank")
    if person.server.url not in words_in:
        form = person.page.locator("form[action='/console/bank/add']")
        form.locator("textarea[name=value]").fill("Grey Lantern*")
        form.locator("input[name=source]").fill("our own desk")
        form.locator("select[name=mode]").select_option("live")
        form.locator("button.main").click()
        person.page.get_by_text("Grey Lantern*").first.wait_for()
        author = Member(person.server, "Dara")
        made = author.ask(
            "chat.create", k="channel", rid=author.rid(), title="Posters", public=True, name="old_posters"
        )
        file = upload(
            author, saved(drawn("Join the Grey Lantern today\nwrite to our bot", 3, (1280, 960), "meme"))
        )
        before = newest_case(person.server)
        author.ask("msg.send", c=made["ch"]["c"], rid=author.rid(), x="Seen in the park", fl=[file])
        words_in[person.server.url] = case_after(person, before)
    person.page.goto(f"{person.url}/console/case/{words_in[person.server.url]}")
    person.page.locator(".quote.read").scroll_into_view_if_needed(timeout=PATIENCE_MS)


def case_after(person: Person, before: int) -> int:
    """The case that reading opens."""
    for _ in range(60):
        if (newest := newest_case(person.server)) > before:
            return newest
        person.page.wait_for_timeout(1000)
    raise AssertionError("no case was opened of the words in a picture")


SCREENS: dict[str, Callable[[Person], None]] = {"desk-bank": bank, "desk-known": case} | (
    {"desk-read": read} if reads() and not lacking() else {}
)
