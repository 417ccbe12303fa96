"""`python -m bench.hunt`: how soon an entry of the bank bites, and how soon it has hunted through what is stored.

A million hashes of pictures that nobody has are stored as marks of files, and among them copies of one picture in
public channels. Somebody at the desk brings that picture, a second person agrees. Then another process on the same
database, which hears nothing of the first one's bus, is given the picture saved once more; and the signals are counted
until all copies are found.
"""

import asyncio
import http.client
import io
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg
import numpy as np
from numpy.typing import NDArray

from bench.desk import csrf_of
from bench.guises import collage
from bench.moderation import Desk, sign_in
from bench.pictures import photo
from bench.report import arguments, parse, publish, table
from bench.server import SECRET, Server
from bench.town import Person, Town
from tambour.adapters.seeing import prints
from tambour.adapters.seeing.features import features
from tambour.adapters.seeing.points import FEATURE
from tambour.app import House, build
from tambour.config import load
from tambour.moderation.known import POINT_BYTES, POINTS_STORED
from tambour.ports.studio import Specimen

EACH = 9
"""Hashes of one file, as an upload has them."""
COPIES, COLLAGES = 20, 5
"""So many of the copies are collages, which only points find."""
CHUNK = 5_000
COLUMNS = ["file_id", "prints", "sound", "points"]
SEED, SIZE = 4711, 320
BOUNDARY = "bench-of-a-bank"


def strangers_points(chance: np.random.Generator, count: int) -> NDArray[np.void]:
    """Points of pictures that nobody has, as many as are stored."""
    made = np.zeros((count, POINTS_STORED), FEATURE)
    made["x"], made["y"] = (
        chance.integers(0, 512, (count, POINTS_STORED), dtype=np.uint16) for _ in range(2)
    )
    made["bits"] = chance.integers(0, 256, (count, POINTS_STORED, 32), dtype=np.uint8)
    return made


def saved(seed: int, quality: int) -> bytes:
    """A JPEG."""
    out = io.BytesIO()
    photo(seed, SIZE).save(out, "JPEG", quality=quality)
    return out.getvalue()


async def fill(dsn: str, hashes: int) -> tuple[Person, Person]:
    """Marks of strangers, copies in public channels, and two moderators."""
    db = await asyncpg.connect(dsn)
    town, chance = Town(db), np.random.default_rng(3)
    one, two, author = await town.settle(3)
    await db.execute("UPDATE users SET role = 'moderator' WHERE id = ANY ($1::bigint[])", [one.id, two.id])
    total = hashes // EACH
    for first in range(0, total, CHUNK):
        count = min(CHUNK, total - first)
        made = np.zeros((count, EACH), prints.PRINT)
        made["hash"] = chance.integers(0, 256, (count, EACH, 32), dtype=np.uint8)
        spots = strangers_points(chance, count)
        rows = [(f"stranger{first + n}", made[n].tobytes(), b"", spots[n].tobytes()) for n in range(count)]
        await db.copy_records_to_table("file_marks", columns=COLUMNS, records=rows)
    mine = prints.query(photo(SEED, SIZE).resize((200, 200))).tobytes()
    shown = collage(photo(SEED, SIZE))
    parts = prints.query(shown).tobytes(), b"", features(shown).tobytes()[: POINTS_STORED * POINT_BYTES]
    for n in range(COPIES):
        chat = await town.found("channel", [author])
        await town.talk([(chat, 1, author.id, town.now, "look")])
        await town.wind([(chat, 1, town.now)])
        await db.execute("UPDATE chats SET is_public = true WHERE id = $1", chat)
        await db.execute(
            "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES ($1, 'media', 1, $2)",
            chat,
            f"copy{n}",
        )
        marks = parts if n < COLLAGES else (mine, b"", b"")
        await db.copy_records_to_table("file_marks", columns=COLUMNS, records=[(f"copy{n}", *marks)])
    await db.execute("ANALYZE")
    await db.close()
    return one, two


def bring(desk: Desk, data: bytes) -> None:
    """The form of the bank's page."""
    fields = {
        "csrf": csrf_of(desk),
        "category": "other",
        "source": "bench",
        "mode": "live",
        "opinion": "positive",
    }
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
        for k, v in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=120)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    connection.request("POST", "/console/bank/sample", body, {"Cookie": desk.cookie, "Content-Type": kind})
    answer = connection.getresponse()
    if answer.status != 303:
        raise RuntimeError(f"the picture was not taken in: {answer.status}")
    connection.close()


async def looked(house: House, data: bytes) -> str:
    """Decode a picture and compare it with the bank as that process knows it; why it is refused, or ''."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source")
        await asyncio.to_thread(source.write_bytes, data)
        work = await house.media.workshop.studio.make("photo", source, Path(folder))
    specimen = Specimen(file="bench", owner=1, kind="photo", sha256=bytes(32), marks=work.marks)
    return (await house.media.workshop.screening.look(specimen)).why


async def measure(server: Server, hashes: int) -> dict[str, Any]:
    """Everything, with one entry."""
    one, two = await fill(server.dsn, hashes)
    first, second = await sign_in(server, one), await sign_in(server, two)
    await asyncio.to_thread(bring, first, saved(SEED, 95))
    db = await asyncpg.connect(server.dsn)
    entry: int = await db.fetchval("SELECT id FROM bank_entries")
    folder = tempfile.mkdtemp(prefix="tambour-bench-")
    other = await build(load(chosen={"data": folder, "server.port": 0, "secret": SECRET.hex()}), server.dsn)
    for quality in (60, 61):  # the second look finds everything loaded: what is left is decoding
        looking = time.monotonic()
        if await looked(other, saved(SEED, quality)):
            raise RuntimeError("it is refused before anybody agreed")
        alone = time.monotonic() - looking
    form = {"csrf": csrf_of(second)}
    began = time.monotonic()
    await asyncio.to_thread(second.ask, "POST", f"/console/bank/{entry}/enable", form)
    enabled = time.monotonic()
    if not await looked(other, saved(SEED, 70)):
        raise RuntimeError("it is not refused")
    refused = time.monotonic()
    while await db.fetchval("SELECT count(*) FROM signals") < COPIES:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    found = time.monotonic()
    read = await db.fetchval("SELECT looked FROM hunts")
    await other.close()
    await db.close()
    return {
        "stored hashes": hashes,
        "pressing until it is enabled, s": round(enabled - began, 2),
        "enabled until another process refuses it, decoding included, s": round(refused - enabled, 2),
        "the same look a moment before, when there was nothing to refuse, s": round(alone, 2),
        "load of the machine then": round(os.getloadavg()[0], 1),
        "enabled until every copy is a signal, s": round(found - enabled, 2),
        "copies": f"{COPIES}, of which {COLLAGES} are collages",
        "files looked at by then": read,
    }


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--hashes", type=int, default=1_000_000)
    args = parse(parser)
    with Server() as server:
        result = asyncio.run(measure(server, 9_000 if args.quick else args.hashes))
    publish("hunt", args, result, table(["", ""], [[name, value] for name, value in result.items()]))


if __name__ == "__main__":
    main()
