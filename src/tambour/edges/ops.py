"""For those who run the server: is it alive (/healthz), can it serve (/readyz), how is it doing (/metrics, Prometheus).

Numbers only: no names, numbers of people or words ever appear in a label.
"""

import hmac
import ipaddress
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import psutil
from litestar import Request, Response, get

from tambour.ports.bus import Nudge

Gauge = tuple[str, Callable[[], float]]
"""What it tells, and how to read it."""
NO_STORE = {"Cache-Control": "no-store"}


@dataclass
class Heard:
    """Counts what passes over the bus: `bus.subscribe(heard.hear)`."""

    events: Counter[str] = field(default_factory=Counter)

    def hear(self, nudge: Nudge) -> None:
        """Events by kind; the account log counts as `user`, what has no number as `transient`."""
        for event in nudge.chat_events:
            self.events[event.kind] += 1
        self.events["user"] += len(nudge.user_events)
        if nudge.transient is not None:
            self.events["transient"] += 1


@dataclass(frozen=True, slots=True)
class Ops:
    """What the operator's doors need. `ping` raises when the database does not answer."""

    ping: Callable[[], Awaitable[Any]]
    draining: Callable[[], bool]
    heard: Heard
    gauges: Mapping[str, Gauge]
    metrics_token: str = ""
    """Asked for as a bearer token; empty: only this machine may read, and not through a proxy."""


def ops_routes(ops: Ops) -> list[Any]:
    """The three doors."""
    process = psutil.Process(os.getpid())

    @get("/healthz", media_type="text/plain")
    async def healthz() -> Response[str]:
        return Response("ok\n", headers=NO_STORE)

    @get("/readyz", media_type="text/plain")
    async def readyz() -> Response[str]:
        if ops.draining():
            return Response("draining\n", status_code=503, headers=NO_STORE)
        try:
            await ops.ping()
        except Exception as error:
            return Response(f"no database: {type(error).__name__}\n", status_code=503, headers=NO_STORE)
        return Response("ready\n", headers=NO_STORE)

    @get("/metrics", media_type="text/plain; version=0.0.4")
    async def metrics(request: Request[Any, Any, Any]) -> Response[str]:
        if not may_read(request, ops.metrics_token):
            return Response("not found\n", status_code=404, headers=NO_STORE)
        return Response(render(ops, process), headers=NO_STORE)

    return [healthz, readyz, metrics]


def may_read(request: Request[Any, Any, Any], token: str) -> bool:
    """By token where there is one; else from this machine alone."""
    if token:
        return hmac.compare_digest(
            request.headers.get("authorization", "").encode(), f"Bearer {token}".encode()
        )
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def render(ops: Ops, process: psutil.Process) -> str:
    """The Prometheus text format, version 0.0.4."""
    cpu = process.cpu_times()
    lines = [
        *_metric("process_resident_memory_bytes", "gauge", "Memory in use.", process.memory_info().rss),
        *_metric("process_cpu_seconds_total", "counter", "Processor time used.", cpu.user + cpu.system),
        *_metric("process_open_fds", "gauge", "Open files and sockets.", process.num_fds()),
        *_metric("process_start_time_seconds", "gauge", "Start of the process.", process.create_time()),
    ]
    for name, (about, read) in ops.gauges.items():
        lines += _metric(f"tambour_{name}", "gauge", about, read())
    lines += ["# HELP tambour_events_total Events on the bus by kind.", "# TYPE tambour_events_total counter"]
    lines += [f'tambour_events_total{{kind="{kind}"}} {n}' for kind, n in sorted(ops.heard.events.items())]
    return "\n".join(lines) + "\n"


def _metric(name: str, kind: str, about: str, value: float) -> list[str]:
    shown = f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}", f"{name} {shown}"]
