"""`python -m bench.detectorkills [NAME …]`: a detector is killed while 200 public messages a second are said.

A started server with a bank of a few entries. The detector fails from one moment on (bench/mutants.py, `torn`; for
`guess` the model behind an address is gone; for `process` the server itself is killed, and comes back); what it should
find goes on being said. The desk's pages are looked at each
second until they say that something is wrong; then the detector is mended. In the end every message that should have
given a signal must have given it, and what waited must be gone. Beside it, what a send took before and meanwhile.
"""

import asyncio
import contextlib
import hashlib
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import httpx

from bench.copies import listened, looked
from bench.films import film_of
from bench.mutants import TORN
from bench.pictures import photo
from bench.report import arguments, parse, publish, table
from bench.screen import NAME, PER_S, PUSH, SAID, SIDE, Author, Sent, saved, spread
from bench.server import Server, token
from bench.sounds import saved as sounding
from bench.sounds import tune
from bench.stand_in import HARM, Model
from bench.town import Town
from bench.wire import dial
from bench.words import drawn
from tambour.adapters.seeing import prints
from tambour.adapters.seeing.features import features
from tambour.moderation.known import Marks

ROOMS = 20
SAID_EVERY_S, SHOWN_EVERY_S = 0.5, 5.0
WARM_S, DOWN_S = 8.0, 10.0
"""The process comes back after so long."""
ALARM_S = 60.0
DRAINED_S = 300.0
LINK = "https://lantern.example/join"
TEXT = (
    "every word of this text was said before and will be said again by whoever carries it on from wall to wall "
    * 2
)
SEED = 4711
FILES = ("prints", "points", "films", "sound", "reading", "bytes")
NAMES = [*TORN, "films", "guess", "process"]
SHEET = b"a sheet that is known by its bytes alone\n" * 200
LATER = """
SELECT (SELECT count(*) FROM screen_missed) + (SELECT count(*) FROM file_missed)
     + (SELECT count(*) FROM file_words WHERE words IS NULL)
     + (SELECT coalesce(sum(c.last_seq - coalesce(m.seq, 0)), 0)::bigint FROM chats c
        LEFT JOIN {marks} m ON m.chat_id = c.id WHERE c.is_public)
"""
"""What detection, or the model, still has to look at."""
SKETCHED = "SELECT count(*) FROM text_sketches WHERE (chat_id, seq) IN (SELECT * FROM unnest($1::bigint[], $2::int[]))"


@dataclass
class Stage:
    """A running server, who talks, and what they said."""

    server: Server
    switch: Path
    db: asyncpg.Connection
    desk: httpx.AsyncClient
    authors: list[Author]
    sent: Sent
    model: Model
    owed: list[tuple[int, int]] = field(default_factory=list)
    """(chat, seq) that should give a signal."""
    refused: int = 0

    async def say(self, number: int, text: str, files: tuple[str, ...] = (), *, owed: bool = False) -> None:
        """One message; nothing of it is waited for."""
        author, began = self.authors[number % len(self.authors)], time.monotonic()
        try:
            async with author.slots:
                more = {"fl": list(files)} if files else {}
                answer = await author.wire.call(
                    "msg.send", 60, c=author.chat, rid=self.sent.rid(), x=text, **more
                )
        except Exception:
            self.refused += 1
            return
        self.sent.answered.append(time.monotonic() - began)
        if owed:
            self.owed.append((author.chat, answer["s"]))

    async def talk(self, name: str, stop: asyncio.Event) -> None:
        """PER_S a second until told to stop; every so often one that is to be found."""
        began, due, tasks = time.monotonic(), 0.0, set[asyncio.Task[None]]()
        for n in count():
            at = n / PER_S
            await asyncio.sleep(max(0.0, began + at - time.monotonic()))
            if stop.is_set():
                break
            text, owed = f"somebody brings bread and somebody brings soup, number {n}", False
            if at >= due and name not in FILES:
                text, owed, due = said_for(name, n), True, due + SAID_EVERY_S
            task = asyncio.ensure_future(self.say(n, text, owed=owed))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks)

    async def show(self, name: str, stop: asyncio.Event) -> None:
        """Files that are to be found, until told to stop."""
        for n in count():
            kind, data = shown_for(name, n)
            file = await self.authors[n % ROOMS].upload(data, kind)
            await self.say(n, "look", (file,), owed=True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), SHOWN_EVERY_S)
                return

    async def alarmed(self) -> bool:
        """Do the desk's pages say that detection stands still or fails?"""
        try:
            return 'class="problem" role="alert"' in (await self.desk.get("/console/bank")).text
        except httpx.HTTPError:
            return True

    async def later(self, name: str) -> int:
        """About how many messages and files were not looked at yet."""
        marks = "guess_marks" if name == "guess" else "screen_marks"
        return int(await self.db.fetchval(LATER.format(marks=marks)))

    async def missing(self, name: str) -> int:
        """Of what should be found, how much was not."""
        chats, seqs = [chat for chat, _ in self.owed], [seq for _, seq in self.owed]
        if name == "sketches":
            return len(self.owed) - int(await self.db.fetchval(SKETCHED, chats, seqs))
        rows = await self.db.fetch(
            "SELECT DISTINCT chat_id, seq FROM signals WHERE $1 IN ('', detector)",
            name if name in ("bytes", "guess") else "",
        )
        return len({*self.owed} - {(row["chat_id"], row["seq"]) for row in rows})


def said_for(name: str, number: int) -> str:
    """Words that this detector finds."""
    if name == "copies":
        return TEXT
    if name == "guess":
        return f"{HARM} are wanted for the way home, number {number}"
    return f"come and see {LINK}/{number}" if name == "links" else PUSH.format(NAME, f"{number} {TEXT}")


def shown_for(name: str, number: int) -> tuple[str, bytes]:
    """(kind, bytes) of a file that this detector finds."""
    if name == "bytes":
        return "file", SHEET
    known = photo(SEED, SIDE)
    if name == "films":
        return "video", film_of(7)
    if name == "sound":
        return "audio", sounding(tune(3, 20), bits=48_000 + 1_000 * (number % 9))
    if name == "reading":
        return "photo", saved(drawn(SAID, 900_000 + number, (1280, 960)))
    if name == "points":
        return "photo", saved(known.rotate(9 + number % 20, expand=True), 85)
    return "photo", saved(known, 70 + number % 25)


async def filled(db: asyncpg.Connection) -> list[tuple[Any, int]]:
    """Public groups with their owners, one of whom is staff, and a bank of hints: nothing is refused."""
    town = Town(db)
    people = await town.settle(ROOMS)
    rooms = [(one, await town.found("group", [one])) for one in people]
    await db.execute("UPDATE chats SET is_public = true")
    await db.execute("UPDATE users SET role = 'moderator' WHERE id = $1", people[0].id)
    known = photo(SEED, SIDE)
    pdq = Marks(prints=prints.kept(known).tobytes())
    media = {
        "picture": pdq,
        "film": looked(film_of(7), keeping=True),
        "sound": listened(sounding(tune(3, 20)), keeping=True),
    }
    rows = [("name", f"{NAME}*", "positive"), ("text", TEXT, "positive"), ("link", LINK[8:], "seed")]
    rows.append(("sha256", hashlib.sha256(SHEET).hexdigest(), "seed"))
    rows += [(kind, f"{n:064x}", "seed") for n, kind in enumerate([*media, "picture"])]
    for n, (kind, value, opinion) in enumerate(rows, start=1):
        await db.execute(
            "INSERT INTO bank_entries (id, kind, value, category, opinion, mode, state, source, added_by, second_by,"
            " created) VALUES ($1, $2, $3, 'tvec.branded', $4, 'live', 'enabled', 'bench', 1, $5, 0)",
            n, kind, value, opinion, None if kind in ("name", "text") else 2,
        )  # fmt: skip
    points = Marks(points=features(known).tobytes())
    for n, marks in enumerate([*media.values(), points], start=len(rows) - len(media)):
        await db.execute(
            "INSERT INTO bank_marks (entry_id, prints, points, sound, preview, mime, duration)"
            " VALUES ($1, $2, $3, $4, '', '', 0)",
            n, marks.prints, marks.points, marks.sound,
        )  # fmt: skip
    await db.execute("UPDATE bank_version SET ver = ver + 1")
    return rooms


@contextlib.asynccontextmanager
async def staged(server: Server, switch: Path, model: Model) -> AsyncIterator[Stage]:
    """Everybody in their places."""
    db, sent = await asyncpg.connect(server.dsn), Sent()
    rooms = await filled(db)
    base = f"http://127.0.0.1:{server.port}"
    async with (
        httpx.AsyncClient(base_url=base, timeout=120) as web,
        httpx.AsyncClient(base_url=base, timeout=30, follow_redirects=True) as desk,
    ):
        authors = [
            Author(server, person, chat, await dial(server.port, token(person)), web, sent)
            for person, chat in rooms
        ]
        link = (await authors[0].wire.call("console.link", 30))["url"]
        await desk.post("/console/enter", data={"t": link.partition("t=")[2]})
        assert "/console/bank" in (await desk.get("/console/bank")).text, "the desk is open"
        await model.start()
        yield Stage(server, switch, db, desk, authors, sent, model)
        await model.kill()
        for author in authors:
            author.wire.close()
    await db.close()


async def killed(stage: Stage, name: str) -> dict[str, Any]:
    """The whole story of one detector."""
    stop = asyncio.Event()
    talking = [asyncio.ensure_future(stage.talk(name, stop))]
    await asyncio.sleep(WARM_S)
    assert not await stage.alarmed(), "all is well before"
    before = spread(stage.sent.answered)
    stage.sent.answered.clear()
    stage.switch.write_text("prints" if name == "films" else name)
    began = time.monotonic()
    if name == "guess":
        await stage.model.kill()
    if name == "process":
        alarm = await downed(stage)
    else:
        if name in FILES:
            talking.append(asyncio.ensure_future(stage.show(name, stop)))
        while not await stage.alarmed() and time.monotonic() < began + 2 * ALARM_S:  # noqa: ASYNC110
            await asyncio.sleep(1)
        alarm = time.monotonic() - began
    meanwhile = spread(stage.sent.answered) if stage.sent.answered else {}
    waiting = await stage.later(name)
    stage.switch.write_text("")
    if name == "guess":
        await stage.model.start()
    mended = time.monotonic()
    await asyncio.sleep(3)
    stop.set()
    await asyncio.gather(*talking)
    said_until = time.monotonic()
    while time.monotonic() < mended + DRAINED_S:
        if not await stage.later(name) and not await stage.missing(name):
            break
        await asyncio.sleep(0.5)
    return {
        "name": name,
        "alarm_s": alarm,
        "owed": len(stage.owed),
        "lost": await stage.missing(name),
        "waiting": waiting,
        "drained_s": time.monotonic() - mended,
        "talk_s": said_until - began,
        "refused": stage.refused,
        "before_ms": before,
        "meanwhile_ms": meanwhile,
    }


async def downed(stage: Stage) -> float:
    """The server is killed and comes back after a while; the seconds until its door said so."""
    began = time.monotonic()
    postgres = stage.server.postgres
    stage.server.kill()
    alarm = 0.0
    while not alarm:
        try:
            await stage.desk.get("/healthz")
        except httpx.HTTPError:
            alarm = time.monotonic() - began
    await asyncio.sleep(DOWN_S)
    assert stage.server.postgres == postgres
    await asyncio.to_thread(stage.server.start)
    for author in stage.authors:
        author.wire = await dial(stage.server.port, token(author.person))
    return alarm


def run(name: str) -> dict[str, Any]:
    """One server, one detector."""
    with TemporaryDirectory() as folder:
        switch = Path(folder) / "torn"
        switch.write_text("")
        model = Model()
        asked = model.settings if name == "guess" else {}
        with Server(core=-1, postgres_core=-1, mutant="torn", TORN=str(switch), **asked) as server:

            async def story() -> dict[str, Any]:
                async with staged(server, switch, model) as stage:
                    return await killed(stage, name)

            result = asyncio.run(story())
            failures = server.log().count("ZeroDivisionError: ")
    return result | {"failures_in_the_log": failures}


def main() -> None:
    """The detectors that are named, or all, one after the other."""
    parser = arguments(__doc__ or "")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []])
    args = parse(parser)
    results = []
    for name in args.names or NAMES:
        results.append(run(name))
        print(results[-1], file=sys.stderr, flush=True)
    rows = [
        [
            one["name"],
            one["alarm_s"],
            one["owed"],
            one["lost"],
            one["waiting"],
            one["drained_s"],
            one["before_ms"]["p95"],
            one["meanwhile_ms"].get("p95"),
            one["refused"],
            one["alarm_s"] <= ALARM_S and not one["lost"] and one["drained_s"] < DRAINED_S,
        ]
        for one in results
    ]
    head = ["killed", "alarm after s", "owed a signal", "lost", "waiting then", "drained after s",
            "a send before, p95 ms", "meanwhile", "sends without an answer", "kept"]  # fmt: skip
    publish("detectorkills", args, {"kills": results}, table(head, rows))


if __name__ == "__main__":
    main()
