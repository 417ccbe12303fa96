"""What a measurement must say about its machine, and what processes cost: CPU and memory, from /proc."""

import contextlib
import itertools
import os
import platform
import socket
import time
from collections.abc import Iterable
from pathlib import Path

PORTS = itertools.chain(range(10_000 + os.getpid() * 50 % 20_000, 30_000), range(10_000, 30_000))
UNSAFE = 10_080
"""Browsers call nobody there."""
TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE = 0
LOAD_CORE = min(1, (os.cpu_count() or 1) - 1)


def conditions() -> dict[str, str]:
    """CPU, kernel, load average, versions: printed beside every figure."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return {
        "machine": f"{os.cpu_count()} cores, {model}, Linux {platform.release()}",
        "python": platform.python_version(),
        "load average at start": " ".join(f"{x:.2f}" for x in os.getloadavg()),
        "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
    }


def descendants(pid: int) -> list[int]:
    """`pid` and everything below it that is alive now."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            stat = stat_of(int(entry.name))
            if stat:
                parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += parents.get(one, [])
    return found


def stat_of(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name: state, parent …; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of the processes, and of their children that have ended."""
    total = 0
    for pid in pids:
        stat = stat_of(pid)
        if stat:
            total += sum(int(x) for x in stat[11:15])
    return total / TICKS


def rss_kib(pid: int) -> int:
    """Resident memory of one process in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def pin(pids: Iterable[int], core: int) -> None:
    """Bind processes (and their threads) to one core; the ended are skipped. A negative core: leave them free."""
    if core < 0:
        return
    for pid in pids:
        try:
            threads = [int(t.name) for t in Path(f"/proc/{pid}/task").iterdir()]
        except OSError:
            continue
        for thread in threads:
            try:
                os.sched_setaffinity(thread, {core})
            except (ProcessLookupError, PermissionError):
                continue


def hurry(pids: Iterable[int]) -> None:
    """Real-time order (SCHED_FIFO) where we may: else a wake-up waits up to a tick behind other people's programs."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.sched_setscheduler(pid, os.SCHED_FIFO, os.sched_param(10))


def free_port() -> int:
    """A port nobody listens on, for who will listen there in a while. Below those that systems give to connections,
    which would take one of theirs meanwhile; each process has fifty of its own."""
    for port in PORTS:
        if port == UNSAFE:
            continue
        with socket.socket() as s, contextlib.suppress(OSError):
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


def wait_for_port(port: int, seconds: float = 20) -> None:
    """Until something listens there. Raises RuntimeError when nothing does in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")
