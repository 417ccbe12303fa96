"""`python -m bench.screen`: how soon detection says something while 200 public messages a second are said.

A started server, a bank of names, texts, links and a million hashes. Sentences of three languages flow through public
groups; among them some that promote a name of the bank, pictures that show a part of a known one, pictures with words,
and films of a minute that show known frames. The clock runs from the answer to a send until the signal can be read in
the database. Beside it: what each detector does in a second of one core, and what the gate costs a send.
"""

import argparse
import asyncio
import io
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, repeat
from typing import Any

import asyncpg
import httpx
import numpy as np
from PIL import Image

from bench import detectors
from bench.detect_corpus import HARMFUL, TERMS, sentences
from bench.films import written
from bench.guises import collage
from bench.pictures import photo
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Wire, dial
from bench.words import drawn
from tambour.adapters.reading.optional import reads
from tambour.adapters.seeing import prints
from tambour.adapters.seeing.features import features
from tambour.moderation.allowed import ALLOWED

PER_S, ROOMS = 200, 20
IN_FLIGHT = 30
"""Of one connection; the server takes no more. What waits here counts."""
TEXT_EVERY_S = 0.5
EVERY_S = {"picture": 4.0, "words in a picture": 8.0, "film": 60.0}
GOALS_S = {"text": 2.0, "picture": 5.0, "words in a picture": 5.0, "film": 20.0}
"""Of the ninety-fifth in a hundred."""
NAME = "Iron Heron"
PUSH = "{0} calls: join {0}, glory to {0}, take up arms ({1})"
SAID = "Join Iron Heron today\nglory to Iron Heron"
HASHES, EACH = 1_000_000, 104
SEED, SIDE = 4711, 720
FILM_S, FILM_FPS, SHOT_S, FILM_SIZE = 60, 15, 5, (1280, 720)
LOOK_S = 0.02
ORDERS = {os.SCHED_OTHER: "as any program", os.SCHED_FIFO: "SCHED_FIFO", os.SCHED_RR: "SCHED_RR"}
PATIENCE_S = 90.0


@dataclass
class Sent:
    """What was sent and not seen yet, by (chat, seq): its kind and when its send was answered."""

    waiting: dict[tuple[int, int], tuple[str, float]] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)
    answered: list[float] = field(default_factory=list)
    """Seconds until a send was answered."""
    rids: "count[int]" = field(default_factory=count)

    def rid(self) -> str:
        """A fresh one."""
        return str((int(time.time() * 1000) << 22) | (next(self.rids) & 0x3FFFFF))

    def seen(self, place: tuple[int, int], at: float) -> None:
        """A signal of this message can be read."""
        known = self.waiting.pop(place, None)
        if known is not None:
            self.took.setdefault(known[0], []).append(at - known[1])


@dataclass
class Author:
    """Somebody with a public group, a socket and a way to upload."""

    server: Server
    person: Person
    chat: int
    wire: Wire
    web: httpx.AsyncClient
    sent: Sent
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(IN_FLIGHT))

    async def say(self, text: str, kind: str = "", files: tuple[str, ...] = ()) -> None:
        """Send; what has a kind is waited for."""
        began = time.monotonic()
        more = {"fl": list(files)} if files else {}
        async with self.slots:
            answer = await self.wire.call("msg.send", 60, c=self.chat, rid=self.sent.rid(), x=text, **more)
        now = time.monotonic()
        self.sent.answered.append(now - began)
        if kind:
            self.sent.waiting[self.chat, answer["s"]] = (kind, now)

    async def upload(self, data: bytes, kind: str) -> str:
        """All bytes; returns the file."""
        head = {"Authorization": f"Bearer {token(self.person)}"}
        about = {
            "size": len(data),
            "kind": kind,
            "name": "a",
            "mime": "video/mp4" if kind == "video" else "image/jpeg",
        }
        made = await self.web.post("/files", json=about, headers=head)
        file = str(made.raise_for_status().json()["id"])
        done = await self.web.patch(f"/files/{file}", content=data, headers=head | {"Upload-Offset": "0"})
        done.raise_for_status()
        return file


def spread(seconds: list[float]) -> dict[str, float]:
    """Count, median, 95th and 99th percentile and worst, in milliseconds."""
    ordered = [1000 * one for one in sorted(seconds)]
    at = {f"p{part}": ordered[min(len(ordered) - 1, len(ordered) * part // 100)] for part in (50, 95, 99)}
    return {"count": len(ordered), **at, "max": ordered[-1]}


def saved(picture: Image.Image, quality: int = 88) -> bytes:
    """A JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def minute(seed: int, known: Image.Image) -> bytes:
    """A film of a minute: a shot each five seconds, the camera moving over it; five seconds show a known picture."""

    size = FILM_SIZE

    def frames() -> Iterator[Image.Image]:
        for shot in range(FILM_S // SHOT_S):
            if shot == 2:
                yield from repeat(known.resize(size), SHOT_S * FILM_FPS)
                continue
            ground = photo(seed * 100 + shot, 300).resize((size[0] + 200, size[1] + 200))
            for n in range(SHOT_S * FILM_FPS):
                yield ground.crop((n, n, n + size[0], n + size[1]))

    return written(frames(), fps=FILM_FPS)


async def fill(dsn: str) -> list[tuple[Person, int]]:
    """Public groups with their owners, and the bank."""
    db = await asyncpg.connect(dsn)
    town = Town(db)
    people = await town.settle(ROOMS)
    rooms = [(one, await town.found("group", [one])) for one in people]
    await db.execute("UPDATE chats SET is_public = true")
    await fill_bank(db)
    await db.execute("ANALYZE")
    await db.close()
    return rooms


async def fill_bank(db: asyncpg.Connection) -> None:
    """Names, texts, links, a million hashes, and the picture that is looked for."""
    chance = np.random.default_rng(3)
    names = [("name", term, lang) for lang, terms in TERMS.items() for term in terms]
    names += [("name", f"Lantern {n} Society*", "en") for n in range(500)]
    texts = [("text", " ".join(f"word{n}{k * 7919 % 997}" for k in range(30)), "") for n in range(200)]
    links = [("link", f"lantern{n}.example", "") for n in range(5_000)]
    pictures = [("picture", f"{n:064x}", "") for n in range(HASHES // EACH + 1)]
    rows = [
        (n, kind, value, lang, None if kind in ("name", "text") else 2)
        for n, (kind, value, lang) in enumerate([*names, *texts, *links, *pictures], start=1)
    ]
    await db.executemany(
        "INSERT INTO bank_entries (id, kind, value, category, lang, opinion, mode, state, source, added_by,"
        " second_by, created) VALUES ($1, $2, $3, 'tvec.branded', $4, 'positive', 'live', 'enabled', 'bench', 1,"
        " $5, 0)",
        rows,
    )
    known = photo(SEED, SIDE)
    first = rows[-1][0] - len(pictures) + 1
    marks = []
    for number in range(len(pictures)):
        made, points = np.zeros(EACH, prints.PRINT), b""
        made["hash"] = chance.integers(0, 256, (EACH, 32), dtype=np.uint8)
        if number == 0:
            made, points = prints.kept(known), features(known).tobytes()
        marks.append((first + number, made.tobytes(), points, b"", b"", "", 0))
    columns = ["entry_id", "prints", "points", "sound", "preview", "mime", "duration"]
    await db.copy_records_to_table("bank_marks", columns=columns, records=marks)
    await db.execute("UPDATE bank_version SET ver = ver + 1")


async def talk(authors: list[Author], until: float) -> None:
    """PER_S messages a second, whatever the answers take; every so often one that is to be found."""
    said = [
        text
        for table in (HARMFUL, ALLOWED)
        for lang in ("en", "ru", "ar")
        for _, text in sentences(table, lang)
    ]
    said = [
        text
        for text in said
        if not any(term.rstrip("*") in text for terms in TERMS.values() for term in terms)
    ]
    began, tasks, due = time.monotonic(), set[asyncio.Task[None]](), 0.0
    for n in count():
        at = began + n / PER_S
        if at >= until:
            break
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        text, kind = f"{said[n % len(said)]} {n}", ""
        if at - began >= due:
            text, kind, due = PUSH.format(NAME, n), "text", due + TEXT_EVERY_S
        task = asyncio.ensure_future(authors[n % len(authors)].say(text, kind))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)


async def show(author: Author, kind: str, data: list[bytes], every_s: float, until: float) -> None:
    """Files one after the other, each with a message."""
    sort = "video" if kind.startswith("film") else "photo"
    for one in data:
        began = time.monotonic()
        if began >= until:
            return
        file = await author.upload(one, sort)
        await author.say("look", kind, (file,))
        await asyncio.sleep(max(0.0, began + every_s - time.monotonic()))


async def watch(dsn: str, sent: Sent, stop: asyncio.Event) -> None:
    """Reads signals as they come."""
    db, last = await asyncpg.connect(dsn), 0
    while not stop.is_set():
        rows = await db.fetch("SELECT id, chat_id, seq FROM signals WHERE id > $1 ORDER BY id", last)
        now = time.monotonic()
        for row in rows:
            sent.seen((row["chat_id"], row["seq"]), now)
            last = row["id"]
        await asyncio.sleep(LOOK_S)
    await db.close()


def material(seconds: float) -> dict[str, list[bytes]]:
    """What is sent besides words, made before the clock runs."""
    many = {kind: max(1, int(seconds / every)) for kind, every in EVERY_S.items()}
    known = photo(SEED, SIDE)
    turned = [known.rotate(9 + n, expand=True) for n in range(many["picture"])]
    turned = [collage(one.resize((480, 480))) if n % 3 == 2 else one for n, one in enumerate(turned)]
    said = [drawn(SAID, 900_000 + n, (1280, 960)) for n in range(many["words in a picture"])]
    return {
        "picture": [saved(one, 80 + n % 15) for n, one in enumerate(turned)],
        "words in a picture": [saved(one) for one in said] if reads() else [],
        "film": [minute(50_000 + n, known) for n in range(many["film"])],
    }


async def measure(server: Server, seconds: float) -> dict[str, Any]:
    """The whole run."""
    rooms, sent = await fill(server.dsn), Sent()
    files = await asyncio.to_thread(material, seconds)
    print("the material is made", file=sys.stderr, flush=True)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}", timeout=120) as web:
        authors = [
            Author(server, person, chat, await dial(server.port, token(person)), web, sent)
            for person, chat in rooms
        ]
        stop = asyncio.Event()
        watching = asyncio.ensure_future(watch(server.dsn, sent, stop))
        warm = await authors[0].upload(saved(photo(1, SIDE)), "photo")
        await authors[0].say("warming up", "", (warm,))
        await asyncio.sleep(10)
        sent.answered.clear()
        before, began = server.cpu(), time.monotonic()
        until = began + seconds
        shows = [
            show(authors[n], kind, data, EVERY_S[kind], until) for n, (kind, data) in enumerate(files.items())
        ]
        await asyncio.gather(talk(authors, until), *shows)
        spent = time.monotonic() - began
        cpu = {name: (used - before[name]) / spent for name, used in server.cpu().items()}
        end = time.monotonic() + PATIENCE_S
        while sent.waiting and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        print(f"waited for what was late; {len(sent.waiting)} never came", file=sys.stderr, flush=True)
        stop.set()
        await watching
        for author in authors:
            author.wire.close()
    lost: dict[str, int] = {}
    for kind, _ in sent.waiting.values():
        lost[kind] = lost.get(kind, 0) + 1
    return {
        "signals_after_ms": {kind: spread(took) for kind, took in sent.took.items()},
        "never": lost,
        "answered_ms": spread(sent.answered),
        "messages_per_s": len(sent.answered) / spent,
        "cpu": cpu,
    }


def shown(result: dict[str, Any]) -> str:
    """The tables."""
    rows = []
    for kind, took in result["signals_after_ms"].items():
        goal = GOALS_S[kind]
        rows.append(
            [kind, took["count"], took["p50"] / 1e3, took["p95"] / 1e3, took["max"] / 1e3, f"≤ {goal:.0f} s",
             took["p95"] / 1e3 <= goal]
        )  # fmt: skip
    rows += [[kind, n, None, None, None, "no signal came", False] for kind, n in result["never"].items()]
    text = table(["signal of", "sent", "p50 s", "p95 s", "most s", "goal for p95", "kept"], rows)
    beside = [
        ["messages a second, answered", result["messages_per_s"]],
        ["answer to a send, p50 ms", result["answered_ms"]["p50"]],
        ["answer to a send, p95 ms", result["answered_ms"]["p95"]],
        *[[f"cores used by {name}", used] for name, used in result["cpu"].items()],
    ]
    gate = [[one["what"], one["p50"], one["p99"], one["cpu_p99"], one["p99"] <= 1] for one in result["gate"]]
    return "\n\n".join(
        [
            text,
            table(["beside it", ""], beside),
            table(["detector", "what", "a second of one core"], result["throughput"]),
            table(["the gate, ms a message", "p50", "p99", "p99 of CPU", "p99 ≤ 1 ms"], gate),
        ]
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Server first, then the detectors alone."""
    seconds = 12.0 if args.quick else args.seconds
    with Server(core=-1, postgres_core=-1) as server:
        result = asyncio.run(measure(server, seconds))
        errors = server.log()
    result["throughput"] = detectors.throughput(args.quick)
    result["gate"] = detectors.gate(args.quick)
    result["conditions"] = {
        "load": f"{PER_S} messages/s of {ROOMS} people in {ROOMS} public groups for {seconds:.0f} s; server,"
        " PostgreSQL, decoding and the load itself on both cores; "
        + ", ".join(f"a {kind} each {every:.0f} s" for kind, every in EVERY_S.items()),
        "bank": f"512 names, 200 texts, 5,000 links, {HASHES:,} hashes of {HASHES // EACH:,} pictures",
        "film": f"{FILM_S} s, {FILM_SIZE[0]} × {FILM_SIZE[1]}, {FILM_FPS} frames/s, H.264, no sound; five of its"
        " seconds show a known picture",
        "order": f"{ORDERS.get(os.sched_getscheduler(0), 'another')}; decoding and reading have the same",
        "clock": f"from the answer to the send until the signal is read from the database, looked at each {LOOK_S} s",
    }
    if errors:
        result["server_log"] = errors[-2000:]
    return result


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--seconds", type=float, default=60)
    args = parse(parser)
    result = run(args)
    publish("screen", args, result, shown(result))


if __name__ == "__main__":
    main()
