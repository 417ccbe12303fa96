"""`python -m bench.chat`: what one server core carries, beside a bare C broadcast and JetStream in the same run.

A send is answered after its commit (fsync); a delivery is counted when a client has read the event's frame.
"""

import argparse
import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from bench.load import Client, Load
from bench.machine import LOAD_CORE, SERVER_CORE
from bench.references import bare_broadcast, jetstream
from bench.report import arguments, parse, publish, shown, table
from bench.server import Server, token
from bench.town import Person, Town

GROUP = 100
GROUP_INFLIGHT = 32
SMALL = 10
CHANNEL_INFLIGHT = 4
EVENT_OVERHEAD_BYTES = 106
"""Of an event around its text; the broker's messages get the same size."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chat and who is in it, the owner first."""

    chat: int
    people: Sequence[Person]
    opened: bool = False

    def clients(self, senders: int) -> list[Client]:
        """A connection for everybody; the first `senders` may send."""
        opened = self.chat if self.opened else 0
        return [Client(token(p), self.chat, i < senders, opened) for i, p in enumerate(self.people)]


@dataclass(frozen=True, slots=True)
class Scene:
    """The places of a run."""

    group: Place
    channels: list[Place]
    groups: list[Place]


async def build(dsn: str, sizes: Sequence[int], groups: int) -> Scene:
    """People and chats for all parts."""
    db = await asyncpg.connect(dsn)
    town = Town(db)
    people = await town.settle(max(*sizes, groups * SMALL, GROUP))
    group = Place(await town.found("group", people[:GROUP]), people[:GROUP])
    channels = [Place(await town.found("channel", people[:n]), people[:n], True) for n in sizes]
    small = []
    for i in range(groups):
        some = people[i * SMALL : (i + 1) * SMALL]
        small.append(Place(await town.found("group", some), some))
    await db.execute("ANALYZE")
    await db.execute("CHECKPOINT")
    await db.close()
    return Scene(group, channels, small)


@dataclass
class Run:
    """One run of all parts on one server."""

    server: Server
    args: argparse.Namespace
    seconds: float

    def load(self, clients: Sequence[Client]) -> Load:
        """Connected clients; complains when some did not get in."""
        load = Load(self.server.port, clients, text_bytes=self.args.text)
        if load.connected["ready"] != len(clients):
            raise RuntimeError(
                f"{load.connected['ready']} of {len(clients)} clients were welcomed\n{self.server.log()[-2000:]}"
            )
        return load

    def measure(self, load: Load, command: str, fan: int) -> dict[str, Any]:
        """One window; `fan`: deliveries every message must bring."""
        self.server.pin()
        result = load.measure(command, self.server.cpu)
        whole = result["whole"]
        result["complete"] = whole["delivered"] == whole["acked"] * fan
        result["fan"] = fan
        return result

    def group(self, scene: Scene) -> dict[str, Any]:
        """100 members: a sender with 32 in flight, then half of that load from ten senders."""
        with self.load(scene.group.clients(10)) as load:
            full = self.measure(load, f"closed {GROUP_INFLIGHT} 1 {self.seconds} 1", GROUP)
            half = self.measure(load, f"open {full['acks_per_s'] / 2:.0f} 1 {self.seconds} 10", GROUP)
        return {"full": full, "half": half}

    def channel(self, place: Place) -> dict[str, Any]:
        """All subscribers have the channel on the screen; the owner posts. Queued posts leave together, single posts
        do not, so half of the full rate may be a full load: `calm` is the rate that keeps the core half busy."""
        fan = len(place.people)
        with self.load(place.clients(1)) as load:
            full = self.measure(load, f"closed {CHANNEL_INFLIGHT} 1 {self.seconds} 1", fan)
            half = self.measure(load, f"open {full['acks_per_s'] / 2:.1f} 1 {self.seconds} 1", fan)
            probe = full["acks_per_s"] / 8
            used = self.measure(load, f"open {probe:.1f} 0.5 {self.seconds} 1", fan)["cpu"]["server"]
            calm = self.measure(
                load, f"open {probe * 0.5 / max(used, 0.05):.1f} 0.5 {2 * self.seconds} 1", fan
            )
        return {"full": full, "half": half, "calm": calm}

    def groups(self, scene: Scene) -> dict[str, Any]:
        """One sender in each group, one send in flight; then half of that load."""
        clients = [c for place in scene.groups for c in place.clients(1)]
        with self.load(clients) as load:
            full = self.measure(load, f"closed 1 1 {self.seconds} {len(scene.groups)}", SMALL)
            half = self.measure(
                load, f"open {full['acks_per_s'] / 2:.0f} 1 {self.seconds} {len(scene.groups)}", SMALL
            )
        return {"full": full, "half": half}

    def idle(self, place: Place) -> dict[str, Any]:
        """Resident memory of connected people who say nothing."""
        with self.load(place.clients(0)[:GROUP]):
            pass
        time.sleep(1)
        before = self.server.rss_kib()
        with self.load(place.clients(0)) as load:
            time.sleep(2)
            after = self.server.rss_kib()
            connected = load.connected
        return {
            "connections": connected["ready"],
            "connect_seconds": connected["seconds"],
            "kib_per_connection": (after - before) / connected["ready"],
            "rss_kib": after,
        }


def references(args: argparse.Namespace, seconds: float, sizes: Sequence[int], groups: int) -> dict[str, Any]:
    """The floors, by the same load."""

    def bare(coalesce: bool, clients: int, senders: int, inflight: int, chats: int) -> dict[str, Any]:
        return bare_broadcast(
            coalesce=coalesce, clients=clients, senders=senders, inflight=inflight, chats=chats,
            text_bytes=args.text, seconds=seconds,
        )  # fmt: skip

    def broker(push: bool, sync_always: bool) -> dict[str, Any]:
        return jetstream(
            push=push, sync_always=sync_always, subscribers=GROUP, inflight=GROUP_INFLIGHT,
            event_bytes=args.text + EVENT_OVERHEAD_BYTES, seconds=seconds,
        )  # fmt: skip

    return {
        "jetstream, 100 push consumers": broker(True, False),
        "jetstream, 100 core subscribers on the stream's subject": broker(False, False),
        "jetstream, sync_interval always, 100 core subscribers": broker(False, True),
        "bare C, 100 clients": bare(False, GROUP, 1, GROUP_INFLIGHT, 1),
        "bare C coalescing, 100 clients": bare(True, GROUP, 1, GROUP_INFLIGHT, 1),
        **{f"bare C coalescing, channel of {n:,}": bare(True, n, 1, CHANNEL_INFLIGHT, 1) for n in sizes},
        **{f"bare C, channel of {n:,}": bare(False, n, 1, CHANNEL_INFLIGHT, 1) for n in sizes},
        f"bare C coalescing, {groups} groups of {SMALL}": bare(True, groups * SMALL, groups, 1, groups),
    }


HEAD = [
    "", "msg/s", "deliveries/s", "CPU server", "CPU PostgreSQL", "deliveries / CPU-s", "ack p50 / p99 ms",
    "delivery p50 / p99 ms", "complete",
]  # fmt: skip


def pair(times: dict[str, Any]) -> str:
    """Median and 99th percentile."""
    return f"{shown(times['p50'])} / {shown(times['p99'])}"


def row(name: str, r: dict[str, Any]) -> list[Any]:
    """One line of the table."""
    cpu = r["cpu"]
    return [
        name,
        r["acks_per_s"],
        r["deliveries_per_s"],
        cpu["server"],
        cpu.get("postgres"),
        r["deliveries_per_s"] / max(0.01, cpu["server"] + cpu.get("postgres", 0)),
        pair(r["ack_ms"]),
        pair(r["delivery_ms"]),
        r.get("complete"),
    ]


def goals(ours: dict[str, Any], others: dict[str, Any], idle: dict[str, Any]) -> list[list[Any]]:
    """The goals of the foundation: what, goal, reached, kept."""
    group = ours[f"group of {GROUP}, 32 in flight"]
    lines: list[list[Any]] = []
    for name, other in others.items():
        if name.startswith("jetstream"):
            for key, what in (("acks_per_s", "durable msg/s"), ("deliveries_per_s", "deliveries/s")):
                ratio = group["full"][key] / other[key]
                lines.append([f"{what} ÷ {name}", "≥ 0.5", ratio, ratio >= 0.5])
    for name, r in ours.items():
        p99 = r.get("calm", r["half"])["delivery_ms"]["p99"]
        what = "core half busy" if "calm" in r else "half of the full rate"
        lines.append([f"p99 at half load ({what}), {name}", "≤ 50 ms", p99, p99 <= 50])
    lines.append(
        [
            "memory per idle connection",
            "≤ 15 kB",
            idle["kib_per_connection"] * 1.024,
            idle["kib_per_connection"] * 1.024 <= 15,
        ]
    )
    return lines


def measure(args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """All parts; the result and its tables."""
    sizes = [100, 200] if args.quick else [1000, 5000]
    groups = 20 if args.quick else 500
    seconds = 1.0 if args.quick else args.seconds
    with Server(postgres_core=args.postgres_core) as server:
        scene = asyncio.run(build(server.dsn, sizes, groups))
        run = Run(server, args, seconds)
        idle = run.idle(scene.channels[-1])
        ours = {f"group of {GROUP}, 32 in flight": run.group(scene)}
        ours |= {f"channel of {len(p.people):,}": run.channel(p) for p in scene.channels}
        ours[f"{groups} groups of {SMALL}"] = run.groups(scene)
        errors = server.log()
    others = {} if args.no_references else references(args, seconds, sizes, groups)
    lines = [
        line
        for name, r in ours.items()
        for line in [
            row(name, r["full"]),
            row(f"{name}, at half of that rate", r["half"]),
            *([row(f"{name}, core half busy", r["calm"])] if "calm" in r else []),
        ]
    ]
    lines += [row(name, r) for name, r in others.items()]
    reached = goals(ours, others, idle)
    text = f"{table(HEAD, lines)}\n\n{table(['goal', '', 'reached', 'kept'], reached)}\n\n"
    text += (
        f"{idle['connections']:,} idle connections: {idle['kib_per_connection'] * 1.024:.1f} kB of server memory"
        f" each; all welcomed in {idle['connect_seconds']:.1f} s."
    )
    conditions = {
        "pinning": f"server on core {SERVER_CORE}, load generator on core {LOAD_CORE}, PostgreSQL on core "
        f"{args.postgres_core if args.postgres_core >= 0 else 'any'}; references on core {SERVER_CORE}",
        "window": f"{seconds} s after 1 s of warming up",
        "message": f"{args.text} bytes of text; rate limits off",
        "durability": "ours: fsync=on, synchronous_commit=on; JetStream: file storage, default sync_interval "
        "(acknowledged before fsync) unless the line says always; bare C keeps nothing",
    }
    result = {"ours": ours, "references": others, "idle": idle, "goals": reached, "conditions": conditions}
    if errors:
        result["server_log"] = errors[-2000:]
    return result, text


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--seconds", type=float, default=5, help="length of each window")
    parser.add_argument("--text", type=int, default=200, help="bytes of text in a message")
    parser.add_argument("--postgres-core", type=int, default=LOAD_CORE, help="core for PostgreSQL; -1: any")
    parser.add_argument("--no-references", action="store_true", help="only our own figures")
    args = parse(parser)
    result, text = measure(args)
    publish("chat", args, result, text)


if __name__ == "__main__":
    main()
