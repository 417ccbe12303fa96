"""`python -m bench.durability`: SIGKILL under load, again and again; no acknowledged send may be missing or doubled.

Witness processes send through every crash and keep a ledger on disk. At the end all chats are read back through the
protocol (history and difference) and from the tables, and held against the ledgers.
"""

import asyncio
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from bench.mutants import MUTANTS
from bench.report import arguments, parse, publish, table
from bench.server import ROOT, Server, token
from bench.town import Person, Town
from bench.wire import Wire, dial
from tambour.services.sync import CHAT_GAP_MAX

CHATS = 16
PEOPLE_PER_WITNESS = 5
PAGE = 100
LOAD_WITHIN_S = 20
CHANCE = secrets.SystemRandom()


@dataclass
class Promises:
    """What the ledgers say."""

    attempts: dict[int, int] = field(default_factory=dict)
    """rid → chat"""
    acks: dict[int, tuple[int, int]] = field(default_factory=dict)
    """rid → (seq, ev)"""
    other_answers: list[str] = field(default_factory=list)

    def read(self, ledgers: list[Path]) -> "Promises":
        """Take in whole lines."""
        for ledger in ledgers:
            for line in ledger.read_text().splitlines():
                kind, rid, *rest = line.split()
                if kind == "A":
                    self.attempts[int(rid)] = int(rest[0])
                elif kind == "K":
                    self.acks[int(rid)] = (int(rest[0]), int(rest[1]))
                else:
                    self.other_answers.append(line)
        return self


@dataclass
class Found:
    """What one way of reading a chat shows: (seq, ev, rid) in its order."""

    way: str
    rows: list[tuple[int, int, int]]
    after: int = 0
    """Of the chat's log only what comes after this ev was asked for."""


async def settle(dsn: str, people: int) -> tuple[list[int], list[Person]]:
    """Chats in which all witnesses may speak."""
    db = await asyncpg.connect(dsn)
    town = Town(db)
    everybody = await town.settle(people)
    chats = [await town.found("group", everybody) for _ in range(CHATS)]
    await db.close()
    return chats, everybody


def rid_of(text: str) -> int:
    """The rid a message's text carries; 0 for any other text."""
    word, _, rid = text.partition(" ")
    return int(rid) if word == "rid" and rid.isdigit() else 0


async def by_history(wire: Wire, chat: int) -> Found:
    """Through msg.history, from the first message to the last."""
    rows: list[tuple[int, int, int]] = []
    after = 0
    while True:
        page = await wire.call("msg.history", c=chat, dir="down", n=PAGE, **{"from": after})
        fresh = [m for m in page["msgs"] if m["s"] > after]
        rows += [(m["s"], m["ev"], rid_of(m.get("x", ""))) for m in fresh]
        if not fresh:
            return Found("msg.history", rows)
        after = fresh[-1]["s"]


async def by_difference(wire: Wire, chat: int) -> Found:
    """Through chat.diff, from as far behind as a client is told differences: further back it reads the history."""
    newest = (await wire.call("chat.diff", c=chat, ev=0))["ev"]
    start = ev = max(0, newest - CHAT_GAP_MAX)
    rows: list[tuple[int, int, int]] = []
    while True:
        part = await wire.call("chat.diff", c=chat, ev=ev)
        if part.get("too_long"):
            raise RuntimeError(f"chat.diff calls {newest - ev} events too many")
        rows += [(e["s"], e["ev"], rid_of(e.get("x", ""))) for e in part["evs"] if e["t"] == "n"]
        ev = part["ev"]
        if not part["more"]:
            return Found("chat.diff", rows, start)


async def by_table(db: asyncpg.Connection, chat: int) -> Found:
    """From the rows."""
    rows = await db.fetch("SELECT seq, ev, body FROM messages WHERE chat_id = $1 ORDER BY seq", chat)
    return Found("messages", [(r["seq"], r["ev"], rid_of(r["body"])) for r in rows])


async def counters(db: asyncpg.Connection, chat: int) -> list[str]:
    """Holes in the counters or the log of one chat."""
    c = await db.fetchrow("SELECT last_seq, last_ev FROM chats WHERE id = $1", chat)
    log = await db.fetchrow(
        "SELECT count(*) AS n, coalesce(max(ev), 0) AS top FROM chat_log WHERE chat_id = $1", chat
    )
    assert c is not None
    assert log is not None
    if log["n"] == log["top"] == c["last_ev"] == c["last_seq"]:
        return []
    return [f"chat {chat}: last_seq {c['last_seq']}, last_ev {c['last_ev']}, log {log['n']} to {log['top']}"]


def judge(chat: int, found: list[Found], promises: Promises) -> dict[str, list[str]]:
    """The broken promises of one chat, by kind."""
    broken: dict[str, list[str]] = {k: [] for k in ("lost", "doubled", "gaps", "unequal", "uncalled")}
    table_rows = found[0].rows
    for one in found:
        due = [row for row in table_rows if row[1] > one.after]
        if one.rows != due:
            broken["unequal"].append(f"chat {chat}: {one.way} shows {len(one.rows)} of {len(due)}")
        where = {rid: (seq, ev) for seq, ev, rid in one.rows}
        broken["lost"] += [
            f"{one.way}: rid {rid} acknowledged as {chat}/{place[0]}, found at {where.get(rid)}"
            for rid, place in promises.acks.items()
            if promises.attempts[rid] == chat and place[1] > one.after and where.get(rid) != place
        ]
    seen: set[int] = set()
    for n, (seq, _, rid) in enumerate(table_rows, 1):
        if seq != n:
            broken["gaps"].append(f"chat {chat}: seq {seq} at place {n}")
            break
        if rid in seen:
            broken["doubled"].append(f"chat {chat}: rid {rid} again at {seq}")
        if promises.attempts.get(rid) != chat:
            broken["uncalled"].append(f"chat {chat}/{seq}: nobody sent rid {rid}")
        seen.add(rid)
    return broken


async def check(server: Server, chats: list[int], reader: Person, promises: Promises) -> dict[str, list[str]]:
    """Read everything back in three ways."""
    db = await asyncpg.connect(server.dsn)
    wire = await dial(server.port, token(reader))
    broken: dict[str, list[str]] = {"other answers": promises.other_answers}
    for chat in chats:
        found = [await by_table(db, chat), await by_history(wire, chat), await by_difference(wire, chat)]
        for kind, lines in judge(chat, found, promises).items():
            broken.setdefault(kind, []).extend(lines)
        broken["gaps"] += await counters(db, chat)
    wire.close()
    await db.close()
    return broken


@dataclass
class Storm:
    """Kills until enough kills and enough acknowledgements have come together."""

    server: Server
    ledgers: list[Path]
    crowd: list["subprocess.Popen[bytes]"]
    kills: int
    acks: int
    run_s_max: float
    done: int = 0
    postgres_too: int = 0
    under_load: int = 0
    restarts_s: list[float] = field(default_factory=list)

    def ack_bytes(self) -> int:
        """Grows while sends are acknowledged."""
        return sum(ledger.stat().st_size for ledger in self.ledgers if ledger.exists())

    def acknowledged(self) -> int:
        """Acknowledgements so far."""
        return sum(p.read_bytes().count(b"\nK ") for p in self.ledgers if p.exists())

    def wait_for_load(self) -> None:
        """Until the witnesses are back: killing a server that nobody uses yet proves nothing, and would never end."""
        before, end = self.ack_bytes(), time.monotonic() + LOAD_WITHIN_S
        while self.ack_bytes() == before:
            if time.monotonic() > end:
                raise RuntimeError(f"the server acknowledges nothing:\n{self.server.log()[-3000:]}")
            time.sleep(0.02)

    def rage(self, tell: bool) -> None:
        """Let it run a moment, kill, start again; at least one kill must come amid acknowledgements."""
        while self.done < self.kills or self.acknowledged() < self.acks or not self.under_load:
            self.wait_for_load()
            time.sleep(CHANCE.uniform(0.2, self.run_s_max))
            if any(one.poll() is not None for one in self.crowd):
                raise RuntimeError("a witness died")
            before = self.ack_bytes()
            time.sleep(0.05)
            self.under_load += self.ack_bytes() > before
            both = CHANCE.random() < 0.25
            self.server.kill(postgres=both)
            self.done += 1
            self.postgres_too += both
            start = time.monotonic()
            self.server.start()
            self.restarts_s.append(time.monotonic() - start)
            if tell and self.done % 5 == 0:
                print(
                    f"  {self.done} kills, {self.acknowledged():,} acknowledged", file=sys.stderr, flush=True
                )


def rage_through(
    server: Server, kills: int, acks: int, witnesses: int, tell: bool, run_s_max: float = 3.0
) -> dict[str, Any]:
    """The whole experiment on one server; the result."""
    chats, people = asyncio.run(settle(server.dsn, witnesses * PEOPLE_PER_WITNESS))
    with tempfile.TemporaryDirectory(prefix="tambour-ledger-") as folder:
        ledgers, crowd = [], []
        for w in range(witnesses):
            own = people[w * PEOPLE_PER_WITNESS : (w + 1) * PEOPLE_PER_WITNESS]
            town = Path(folder, f"town-{w}")
            lines = [" ".join(map(str, chats)), *(f"{p.id} {p.session}" for p in own)]
            town.write_text("\n".join(lines))
            ledgers.append(Path(folder, f"ledger-{w}"))
            command = [sys.executable, "-m", "bench.witness", str(server.port), str(ledgers[-1]), str(town)]
            crowd.append(subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT))
        storm = Storm(server, ledgers, crowd, kills, acks, run_s_max)
        start = time.monotonic()
        try:
            storm.rage(tell)
            for one in crowd:
                assert one.stdin is not None
                one.stdin.close()
            gone = [one.wait(60) for one in crowd]
        finally:
            for one in crowd:
                one.kill()
                one.wait()
        took = time.monotonic() - start
        promises = Promises().read(ledgers)
        broken = asyncio.run(check(server, chats, people[0], promises))
    if any(gone):
        broken["other answers"].append("a witness ended with an error")
    return {
        "kills": storm.done,
        "kills_with_postgres": storm.postgres_too,
        "kills_under_load": storm.under_load,
        "attempted": len(promises.attempts),
        "acknowledged": len(promises.acks),
        "seconds": took,
        "restart_s_median": sorted(storm.restarts_s)[len(storm.restarts_s) // 2],
        "restart_s_max": max(storm.restarts_s),
        "broken": {kind: len(lines) for kind, lines in broken.items()},
        "examples": {kind: lines[:5] for kind, lines in broken.items() if lines},
    }


def main() -> int:
    """0 when every promise held (or, with --mutant, when one was seen broken)."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--acks", type=int, default=100_000)
    parser.add_argument("--witnesses", type=int, default=4, help="client processes")
    parser.add_argument(
        "--mutant", choices=sorted(MUTANTS), default="", help="a broken server: must be caught"
    )
    args = parse(parser)
    kills, acks = (4, 500) if args.quick else (args.kills, args.acks)
    with Server(core=-1, postgres_core=-1, mutant=args.mutant) as server:
        result = rage_through(server, kills, acks, 2 if args.quick else args.witnesses, not args.json)
    held = not any(result["broken"].values())
    result["held"] = held
    result["conditions"] = {"server": args.mutant or "as shipped", "limits": "rate limits off"}
    rows = [[key.replace("_", " "), value] for key, value in result.items() if isinstance(value, int | float)]
    rows += [[f"**{kind}**", n] for kind, n in result["broken"].items()]
    text = table(["", ""], rows)
    for kind, lines in result["examples"].items():
        text += f"\n\n{kind}: " + "; ".join(lines)
    publish("durability" + (f"-{args.mutant}" if args.mutant else ""), args, result, text)
    return int(held if args.mutant else not held)


if __name__ == "__main__":
    sys.exit(main())
