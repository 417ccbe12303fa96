"""The C load generator as an object: connect many clients, run loads, watch for an event."""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from bench.compile import native
from bench.machine import LOAD_CORE

WS_PATH = "/ws?v=1&z=0"


@dataclass(frozen=True, slots=True)
class Client:
    """One connection of the plan. `open`: a chat to open on screen (0: none)."""

    token: str
    chat: int
    sender: bool = False
    open: int = 0


class Load:
    """The running generator; use as a context. `before` and `after` are called around each measured window."""

    def __init__(
        self, port: int, clients: Sequence[Client], *, text_bytes: int, core: int = LOAD_CORE
    ) -> None:
        handle, self.plan = tempfile.mkstemp(prefix="tambour-plan-", suffix=".txt")
        with os.fdopen(handle, "w") as plan:
            plan.writelines(f"{c.token} {int(c.sender)} {c.chat} {c.open}\n" for c in clients)
        self.process = subprocess.Popen(
            [native("load"), str(port), WS_PATH, self.plan, str(text_bytes), str(core)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.connected = self.line()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        os.unlink(self.plan)

    def line(self) -> dict[str, Any]:
        """The next line the generator prints."""
        assert self.process.stdout is not None
        text = self.process.stdout.readline()
        if not text:
            raise RuntimeError("the load generator ended")
        found: dict[str, Any] = json.loads(text)
        return found

    def tell(self, command: str) -> None:
        """Give it a command."""
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def measure(self, command: str, sample: Callable[[], dict[str, float]]) -> dict[str, Any]:
        """Run `closed …` or `open …`; `sample` (CPU seconds by name) is taken at both ends of the window."""
        self.tell(command)
        self.line()
        before = sample()
        self.line()
        after = sample()
        result = self.line()
        result["cpu"] = {name: (after[name] - before[name]) / result["seconds"] for name in before}
        return result

    def watch(self, needle: str, act: Callable[[], None], *, timeout_s: float = 5) -> dict[str, Any]:
        """Call `act` once every client looks out for `needle` (no blanks); when the first and the last saw it."""
        self.tell(f"watch {timeout_s} {needle}")
        self.line()
        act()
        return self.line()
