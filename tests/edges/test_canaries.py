"""Who complained, what they wrote, who decided and what was taken down are in no byte that leaves for anybody else.

A whole journey is recorded: sockets of members and of a bot's owner, every surface over HTTP, updates of a polling bot
and what is brought to another, push messages as their browser decrypts them, exports, the log at its most talkative,
metrics, and what lies in the data folder for outsiders. Names that may be there prove that each of them was recorded.
"""

import json
import logging
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest

from tambour.adapters.ledger.export import write_export
from tambour.adapters.moving.writer import ZipWriter
from tambour.app.bots import bot_door_of
from tambour.edges.botapi.bringing import travelling
from tambour.moderation.cases import Choice
from tests.adapters.fetch.street import fetch, listening
from tests.client import Client
from tests.conftest import Town, free_port, started
from tests.edges.botapi.conftest import Robot, bots_beside
from tests.edges.test_push import Browser
from tests.law.crawl import Crawler, Role
from tests.waiting import PATIENCE_S, until

REPORTER, STAFF, SECOND = "Canaryreporter", "Canarystaff", "Canarysecond"
NOTE, NOTIFIER, MAIL = "canarynote they wrote", "Canarynotifier", "canarymail@canary.example"
WORDS, OTHER, PLAIN = "canarywords", "canaryothers", "a plain weather report"
NAME = "canary_square"
CLIENTS = ("websockets", "httpx", "httpcore")
"""What the test itself speaks by; the server speaks by others."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log as a file, with everything that anybody says at any level."""
    path = tmp_path / "tambour.log"
    root, handler = logging.getLogger(), logging.FileHandler(path)
    handler.addFilter(lambda line: line.name.partition(".")[0] not in CLIENTS)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


POLLS_MAX = 30


@dataclass
class Recorder:
    """(kind, text) of everything that left."""

    heard: list[tuple[str, str]] = field(default_factory=list)

    def note(self, kind: str, text: str) -> None:
        self.heard.append((kind, text))

    def socket(self, client: Client) -> None:
        """Every frame from now on, answers and events."""
        take = client.take

        def recorded(frame: dict[str, Any]) -> None:
            self.note("socket", json.dumps(frame, ensure_ascii=False))
            take(frame)

        client.take = recorded  # type: ignore[method-assign]

    def kinds_with(self, word: str) -> set[str]:
        return {kind for kind, text in self.heard if word.lower() in text.lower()}


@dataclass
class Journey:
    """A public channel; somebody from outside who complains; two at the desk; a browser and two bots that listen."""

    town: Town
    folder: Path
    bots: str
    session: aiohttp.ClientSession
    recorder: Recorder = field(default_factory=Recorder)

    async def settle(self, browser: Browser) -> None:
        town, hear = self.town, self.recorder
        self.author_id, self.reader_id, self.away_id = [
            await town.person(name) for name in ("Author", "Reader", "Away")
        ]
        self.reporter_id = await town.person(REPORTER)
        self.staff = [await town.person(name, "moderator") for name in (STAFF, SECOND)]
        self.author, self.reader = [await town.connect(u) for u in (self.author_id, self.reader_id)]
        self.reporter, away = [await town.connect(u) for u in (self.reporter_id, self.away_id)]
        accounts = town.house.bots.accounts
        added = [await accounts.add(self.author_id, name, "") for name in ("Robot", "Hooked")]
        self.robot, self.hooked = [Robot(self.bots, id, token, self.session) for id, token in added]
        people = [self.reader_id, self.away_id, self.robot.id, self.hooked.id]
        made = await self.author.call(
            "chat.create", k="channel", rid=self.author.rid(), title="The square", users=people
        )
        self.chat = made["ch"]["c"]
        await self.author.call("chat.edit", c=self.chat, name=NAME)
        for bot in (self.robot, self.hooked):
            await self.author.call("member.promote", c=self.chat, u=bot.id, rights=1023 & ~256)
        self.browser = browser
        await away.call("push.sub", **browser.facts)
        await away.close()
        for client in (self.author, self.reader):
            hear.socket(client)
        town.house.accounts.presence.here.clear()
        await self.author.send(self.chat, PLAIN)
        await self.listen(PLAIN)

    async def listen(self, awaited: str = "") -> None:
        """What a push service, a polling bot and the address of another have got by now, these words at least."""
        house = self.town.house
        await house.outward.push.delivery.turn()
        for note in self.browser.notes():
            self.recorder.note("push", json.dumps(note, ensure_ascii=False))
        self.browser.service.asked.clear()
        self.browser.service.bodies.clear()
        for _ in range(POLLS_MAX):  # a page may hold only what came before
            found = json.dumps(
                await self.robot.call("GET", "/updates", timeout=1, limit=1000), ensure_ascii=False
            )
            self.recorder.note("updates", found)
            if awaited in found:
                break
        me = await house.store.read.bots.get(self.hooked.id)
        assert me is not None

        async def brought() -> bool:  # each bot has a feed of its own
            kept = await house.store.read.bots.news(self.hooked.id, 1, 1000)
            bodies = [body.decode() for _, _, body in await travelling(bot_door_of(house))(me, kept)]
            for body in bodies:
                self.recorder.note("webhook", body)
            return any(awaited in body for body in bodies)

        await until(brought)

    async def take_down(self) -> None:
        """Two posts, reported from inside and by the public form; an appeal; a restoration; an account."""
        seqs = [(await self.author.send(self.chat, words))["s"] for words in (WORDS, OTHER)]
        self.recorder.heard.clear()  # until here everybody may have read them
        safety = self.town.house.safety
        first = await self.case_of(
            await self.reporter.call(
                "report.create",
                rid=self.reporter.rid(),
                c=self.chat,
                s=seqs[0],
                category="tvec.incite",
                note=NOTE,
            )
        )
        page = await safety.disclosure.open(self.staff[0], first)
        assert any(line.text == WORDS for line in page.lines), "the desk sees what it is about"
        await safety.review.decide(self.staff[0], first, page.case.ver, choice())
        async with httpx.AsyncClient(base_url=self.town.http, timeout=PATIENCE_S) as web:
            form = {
                "category": "tvec.recruit",
                "explanation": NOTE,
                "name": NOTIFIER,
                "email": MAIL,
                "good_faith": "1",
                "link": f"{self.town.house.config.url}/{NAME}/{seqs[1]}",
            }
            sent = await web.post("/notice", data=form)
            assert sent.status_code == 303
            second = await self.town.house.store.pool.fetchval("SELECT max(id) FROM cases")
            await safety.disclosure.open(self.staff[1], second)
            await safety.review.decide(self.staff[1], second, 1, choice())
            self.recorder.note("receipt", (await web.get(sent.headers["location"])).text)
        notices = (await self.author.call("notice.list"))["notices"]
        await self.author.call("notice.appeal", id=notices[-1]["id"], text="It was a song.")
        (appeal,) = (await safety.disclosure.queue()).appeals
        await safety.review.decide_appeal(self.staff[1], appeal.id, True, "It does call for it.")
        account = await self.case_of(
            await self.reporter.call(
                "report.create", rid=self.reporter.rid(), u=self.author_id, category="spam", note=NOTE
            )
        )
        await safety.review.decide(self.staff[0], account, 1, choice("suspend_account", "spam"))
        await self.town.house.ledger.turn()
        await self.town.house.search.indexer.catch_up()

    async def case_of(self, answer: Any) -> int:
        pool = self.town.house.store.pool
        case = await pool.fetchval("SELECT case_id FROM reports WHERE id = $1", int(answer["receipt"]))
        return int(case)

    async def record_everything(self, log: Path) -> None:
        """Every surface as three people and nobody; exports; the log; what lies in the folder for outsiders."""
        crawler = Crawler(self.town)
        places = {
            "$c": self.chat,
            "$s": 2,
            "$u": self.author_id,
            "$name": NAME,
            "$title": "The squ",
            "$case": 1,
        }
        places |= {"$words": "canary", "$token": "none", "$all": [1, 2, 3], "$epoch": self.town.house.epoch}
        for name, user in (("author", self.author_id), ("reader", self.reader_id)):
            client = self.author if name == "author" else self.reader
            access = await self.town.token(user)
            places["$access"] = access
            await crawler.methods(Role(name, user, client, access), places | {"$file": "none"})
            await crawler.routes(name, places | {"$file": "none"})
            await self.exported(user)
        await crawler.routes("nobody", places | {"$access": "none", "$file": "none"})
        for _, where, text in crawler.seen:
            self.recorder.note("metrics" if where == "/metrics" else "http", text)
        await self.listen()
        house = self.town.house
        checkpoint, note = await house.ledger.newest()
        target = self.folder / "handed-out"
        await write_export(target, house.store.read.ledger, note, checkpoint.size, ("key", []), None)
        for path in (*target.iterdir(), *(self.folder / "ledger").iterdir()):
            self.recorder.note("for outsiders", path.read_bytes().decode(errors="replace"))
        journal = self.folder / "removals.jsonl"
        self.recorder.note("operator's journal", journal.read_text())
        logging.getLogger("tambour.canary").debug("the log was recorded to its end")
        self.recorder.note("log", log.read_text())  # noqa: ASYNC240  (a test's own file)

    async def exported(self, user: int) -> None:
        file = self.folder / f"{user}.zip"
        await self.town.house.moving.exporting(user, ZipWriter(file), 0, False).run(nothing)
        with zipfile.ZipFile(file) as zipped:
            for name in zipped.namelist():
                self.recorder.note("export", zipped.read(name).decode(errors="replace"))


async def nothing(*_: Any) -> None:
    """No bar."""


def choice(outcome: str = "remove_content", category: str = "tvec.incite") -> Choice:
    return Choice(outcome=outcome, category=category, facts="It calls for violence.")


@pytest.fixture
async def journey(dsn: str, tmp_path: Path, log: Path) -> AsyncIterator[Journey]:
    settings: dict[str, str | int] = {"bots.listen": f"127.0.0.1:{free_port()}"}
    async with (
        listening() as service,
        started(dsn, tmp_path, fetch(service), **settings) as town,
        bots_beside(town) as url,
        aiohttp.ClientSession() as session,
    ):
        town.house.outward.push.delivery.again_s = 0
        made = Journey(town, tmp_path, url, session)
        await made.settle(Browser(service, "away"))
        yield made


async def test_canaries_sing_for_the_desk_alone(journey: Journey, log: Path) -> None:
    recorder = journey.recorder
    assert recorder.kinds_with(PLAIN) >= {"socket", "push", "updates", "webhook"}
    await journey.take_down()
    await journey.record_everything(log)
    assert recorder.kinds_with(PLAIN) >= {"http", "export", "socket"}
    assert recorder.kinds_with("calls for violence") >= {"socket", "http", "export"}
    assert recorder.kinds_with("tambour_") >= {"metrics"}
    assert recorder.kinds_with("recorded to its end") == {"log"}
    assert recorder.kinds_with("case.decide") == {"for outsiders"}
    canaries = [REPORTER, STAFF, SECOND, NOTIFIER, MAIL, "canarynote", WORDS, OTHER]
    canaries.append(str(journey.reporter_id))
    assert {word: kinds for word in canaries if (kinds := recorder.kinds_with(word))} == {}
    for number in journey.staff:  # a restore must know who decided; nobody else reads that file
        assert recorder.kinds_with(str(number)) == {"operator's journal"}
