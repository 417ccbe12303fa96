"""`python -m bench.bytes`: bytes on the wire for what people do, counted beside a real Chromium.

All that TCP carries for one browser, both ways, without the headers of TCP and IP: the first visit with all that the
service worker fetches, the next one, coming back to nothing new, a text sent, a text received in the chat on screen
and in another, a chat opened, an hour of looking on (one heartbeat waited for and multiplied). `--check` fails when a
figure is more than a tenth above the kept ones in `bench/bytes.json`; `--keep` writes that file.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import asyncpg
from playwright.sync_api import Page, sync_playwright

from bench.narrow import Narrow, narrowed
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.web import CHROMIUM, FLAGS
from tambour.domain.ids import RID_RANDOM_BITS

KEPT = Path(__file__).with_name("bytes.json")
MORE_MAX = 1.10
NO_LIMIT = 1e12
QUIET_S = 1.2
VISIT_QUIET_S = 4.0
"""After a page was loaded the browser looks for a newer service worker when it likes."""
ROUNDS = 2
LINES = 60
BEAT_S = 30
PHONE = "+46701740605"
CHEAP = ("warm_start", "reconnect", "open_chat", "send_text", "receive_text", "receive_elsewhere")
ALL = ("cold_start", *CHEAP, "idle_hour")
SHELL_READY = "navigator.serviceWorker.ready.then(async () => { while (!(await caches.keys()).length); })"
TEXT = "Shall we take the boat to the island on Saturday? {}"


class Desk:
    """One person at a browser whose bytes are counted, and a neighbour who writes to them."""

    def __init__(self, server: Server, line: Narrow, page: Page) -> None:
        self.server, self.line, self.page = server, line, page
        self.url = f"http://127.0.0.1:{line.port}/"
        self.chats: list[int] = []
        self.sent = 0

    @property
    def count(self) -> int:
        """Bytes so far, both ways."""
        return self.line.bytes["up"] + self.line.bytes["down"]

    def settle(self, quiet_s: float = QUIET_S) -> int:
        """Wait until nothing moves; the bytes so far."""
        while True:
            last = self.count
            self.page.wait_for_timeout(quiet_s * 1000)
            if self.count == last:
                return last

    def cost(self, act: Callable[[], object], quiet_s: float = QUIET_S) -> int:
        """Bytes of one act, from quiet to quiet."""
        before = self.count
        act()
        return self.settle(quiet_s) - before

    def it(self, mark: str) -> Any:
        """Elements with this mark."""
        return self.page.locator(f"[data-test={mark}]")

    def visit(self) -> None:
        """The first visit, to where a number is taken."""
        self.page.goto(self.url)
        self.it("phone").fill(PHONE)
        self.page.evaluate(SHELL_READY)

    def sign_in(self) -> None:
        """Through the gate, with the code that the server prints."""
        self.it("phone-next").click()
        self.it("code-0").wait_for()
        assert self.server.process
        assert self.server.process.stdout
        for said in self.server.process.stdout:
            if code := re.search(r"code for \S+: (\d+)", said):
                break
        self.page.keyboard.type(code[1] if code else "")
        self.it("name").fill("Ana")
        self.it("name-next").click()
        self.it("chat-list").wait_for()
        aside(self.fill)
        self.page.reload()
        self.it("chat-row").first.wait_for()

    async def fill(self) -> None:
        """Two groups with a past and a neighbour."""
        db = await asyncpg.connect(self.server.dsn)
        me = Person(int(await db.fetchval("SELECT id FROM users ORDER BY created DESC LIMIT 1")), 0)
        town = Town(db)
        (self.neighbour,) = await town.settle(1)
        for title in ("Elsewhere", "Harbour"):
            self.chats.append(await town.found("group", [self.neighbour, me], title=title))
        await town.talk(
            (chat, s, self.neighbour.id, town.now - 10_000 + s, TEXT.format(s))
            for chat in self.chats
            for s in range(1, LINES + 1)
        )
        await town.wind([(chat, LINES, town.now - 10_000 + LINES) for chat in self.chats])
        await db.execute("UPDATE members SET read_seq = $1", LINES)
        await db.close()

    def hear(self, chat: int) -> None:
        """The neighbour says something, over HTTP, so that nobody is told who comes and goes."""
        self.sent += 1
        rid = (time.time_ns() // 1_000_000 << RID_RANDOM_BITS) | self.sent
        said = {"c": chat, "rid": str(rid), "x": TEXT.format(f"({self.sent})")}
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {token(self.neighbour)}"}
        where = f"http://127.0.0.1:{self.server.port}/rpc/msg.send"
        urlopen(Request(where, json.dumps(said).encode(), head), timeout=10).close()

    def send(self) -> None:
        """A text of one's own."""
        self.sent += 1
        self.it("composer").fill(TEXT.format(f"[{self.sent}]"))
        self.it("composer").press("Enter")
        self.page.locator(f"[data-test=message]:has-text('[{self.sent}]') [data-tick=sent]").wait_for()

    def enter(self) -> None:
        """The second chat, for the first time."""
        self.page.locator("[data-test=chat-row]", has_text="Harbour").click()
        self.it("message").first.wait_for()

    def come_back(self) -> None:
        """The line is lost and there again."""
        self.page.context.set_offline(True)
        self.it("conn").first.wait_for()
        self.page.context.set_offline(False)
        self.it("conn").first.wait_for(state="detached")

    def again(self) -> None:
        """The next visit."""
        self.page.reload()
        self.it("chat-row").first.wait_for()
        self.it("conn").first.wait_for(state="detached")


def aside(work: Callable[[], Any]) -> None:
    """Run a coroutine while Playwright's own loop has this thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()


@contextmanager
def desk() -> Iterator[Desk]:
    """A server, a browser and the line between them."""
    with Server() as server, narrowed(server.port, NO_LIMIT, 0) as line, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Desk(server, line, browser.new_context(locale="en-GB").new_page())
        browser.close()


def run(wanted: tuple[str, ...] = ALL) -> dict[str, int]:
    """Bytes for each scenario wanted, the least of two where it can be repeated: a heartbeat between only adds."""

    def least(act: Callable[[], object], quiet_s: float = QUIET_S) -> int:
        return min(here.cost(act, quiet_s) for _ in range(ROUNDS))

    found: dict[str, int] = {}
    with desk() as here:
        here.settle()
        cold = here.cost(here.visit)  # the gate asks about its QR code every two seconds
        here.sign_in()
        steps: dict[str, Callable[[], int]] = {
            "cold_start": lambda: cold,
            "open_chat": lambda: here.cost(here.enter),
            "send_text": lambda: least(here.send),
            "receive_text": lambda: least(lambda: here.hear(here.chats[1])),
            "receive_elsewhere": lambda: least(lambda: here.hear(here.chats[0])),
            "reconnect": lambda: least(here.come_back),
            "warm_start": lambda: least(here.again, VISIT_QUIET_S),
            "idle_hour": lambda: idle(here),
        }
        here.settle(VISIT_QUIET_S)
        for name, measure in steps.items():
            if name in wanted or name == "open_chat":
                found[name] = measure()
    return {name: found[name] for name in wanted}


def idle(here: Desk) -> int:
    """One heartbeat, times as many as an hour has."""
    before, end = here.settle(), time.monotonic() + 2 * BEAT_S
    while here.count == before and time.monotonic() < end:
        here.page.wait_for_timeout(200)
    return (here.settle() - before) * (3600 // BEAT_S)


def grown(found: dict[str, int]) -> list[str]:
    """What costs more than a tenth above the kept figure, in words."""
    kept = json.loads(KEPT.read_text())
    return [
        f"{name}: {bytes_:,} B, kept {kept[name]:,} B"
        for name, bytes_ in found.items()
        if bytes_ > kept[name] * MORE_MAX
    ]


def result_of(found: dict[str, int]) -> dict[str, Any]:
    """For the report."""
    return {
        "bytes": found,
        "conditions": {"client": "Chromium", "text": f"{len(TEXT)} letters", "rounds": ROUNDS},
    }


def main() -> int:
    """See above."""
    parser: argparse.ArgumentParser = arguments(__doc__ or "")
    parser.add_argument("--check", action="store_true", help="fail when a figure grew by more than a tenth")
    parser.add_argument("--keep", action="store_true", help="keep the figures as the reference")
    args = parse(parser)
    found = run(CHEAP if args.quick else ALL)
    publish(
        "bytes",
        args,
        result_of(found),
        table(["what", "bytes"], [[k.replace("_", " "), v] for k, v in found.items()]),
    )
    if args.keep:
        KEPT.write_text(json.dumps(found, indent=1) + "\n")
    faults = grown(found) if args.check else []
    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
