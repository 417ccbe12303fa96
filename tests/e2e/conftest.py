"""One browser and one server for all browser tests of a session; fresh contexts for each."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.machine import free_port
from playwright.sync_api import Browser, expect, sync_playwright

from tambour.edges.web.assets import BUILT
from tests.e2e.stage import CHROMIUM, FLAGS, PATIENCE_MS, Person, Server, serving

expect.set_options(timeout=PATIENCE_MS)
numbers = itertools.count(46701740605)
CLUB = {
    "permissions": ["microphone", "camera", "geolocation"],
    "geolocation": {"latitude": 59.93428, "longitude": 30.3351},
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail("no Chromium here: `make setup-dev` says how to get one")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if not (Path(BUILT) / "index.html").exists():
        pytest.fail("the web client is not built: `make web`")
    with serving(TAMBOUR_BOTS_LISTEN=f"127.0.0.1:{free_port()}") as found:
        yield found


@pytest.fixture(scope="session")
def number() -> Callable[[], str]:
    """A telephone number nobody has."""
    return lambda: f"+{next(numbers)}"


@pytest.fixture
def someone(browser: Browser, server: Server) -> Iterator[Callable[..., Person]]:
    """New people, signed up; their windows are closed at the end and must have seen no error."""
    people: list[Person] = []

    def come(name: str, **looks: Any) -> Person:
        person = Person(browser, server, f"+{next(numbers)}", name, **looks)
        people.append(person)
        return person.sign_in()

    yield come
    for person in people:
        person.leave()


@pytest.fixture(scope="session")
def pair_of_the_club(
    browser: Browser, server: Server, handle: Callable[[str], str]
) -> Iterator[tuple[Person, Person]]:
    """Ana and Bo in a group of their own, for all tests of a session: signing in is half the time of a test."""
    ana, bo = (Person(browser, server, f"+{next(numbers)}", name, **CLUB) for name in ("Ana", "Bo"))
    for each in (ana, bo):
        each.sign_in()
    name = handle("club")
    ana.make("group", "Club", name)
    bo.write_to(name)
    bo.it("join").click()
    bo.it("composer").wait_for()
    yield ana, bo
    for each in (ana, bo):
        each.leave()


@pytest.fixture
def club(pair_of_the_club: tuple[Person, Person]) -> tuple[Person, Person]:
    """Both looking at their group, nothing open over it."""
    for each in pair_of_the_club:
        each.wire.mend()
        each.page.goto("about:blank")
        each.page.goto(each.url)
        each.open("Club")
        each.it("composer").wait_for()
    return pair_of_the_club


@pytest.fixture(scope="session")
def handle() -> Callable[[str], str]:
    """A public name nobody has taken yet."""
    used = itertools.count(1)
    return lambda stem: f"{stem}_{'abcdefghijklmnopqrstuvwxyz'[next(used) % 26]}{next(used)}"
