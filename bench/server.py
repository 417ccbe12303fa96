"""A real server under measurement: its data folder, its processes, its pinning, its sudden death."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import Self

from bench.machine import LOAD_CORE, SERVER_CORE, cpu_seconds, descendants, free_port, pin, rss_kib
from bench.town import Person
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.embedded import find_postmaster, find_running
from tambour.services.accounts.vault import Vault
from tambour.services.tokens import Tokens

SECRET = b"of measurements, never of people"
TOKENS = Tokens(Vault(SECRET, FreshIds(WallClock())).key("access"), WallClock())
ROOT = Path(__file__).parent.parent


def token(person: Person) -> str:
    """An access token good for a quarter of an hour."""
    return TOKENS.issue(person.id, person.session)


class Server:
    """The program on a data folder; a context that starts it, ends it and removes the folder."""

    def __init__(
        self,
        *,
        core: int = SERVER_CORE,
        postgres_core: int = LOAD_CORE,
        mutant: str = "",
        data: str = "",
        **settings: str,
    ) -> None:
        self.kept = bool(data)
        self.data = Path(data or tempfile.mkdtemp(prefix="tambour-bench-")).resolve()
        self.data.mkdir(exist_ok=True)
        self.data.chmod(0o711)
        self.core, self.postgres_core, self.mutant = core, postgres_core, mutant
        self.port = free_port()
        self.settings = settings
        """More of the environment."""
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        postmaster = self.postgres
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.let_go()
        if postmaster:
            os.kill(postmaster, signal.SIGQUIT)
            end = time.monotonic() + 10
            while self.postgres and time.monotonic() < end:
                time.sleep(0.02)
        if not self.kept:
            rmtree(self.data, ignore_errors=True)

    def start(self) -> None:
        """Start the program and wait until its doors are open."""
        program = ["bench.mutants", self.mutant] if self.mutant else ["tambour"]
        paths = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
        settings = {"TAMBOUR_LIMITS_ENABLED": "off", "TAMBOUR_SECRET": SECRET.hex()} | self.settings
        with (self.data / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *program, "serve", "--data", str(self.data), "--port", str(self.port)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | settings | {"PYTHONPATH": os.pathsep.join(paths)},
            )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.strip().startswith("stop"):
                break
        else:
            raise RuntimeError(f"the server did not start:\n{self.log()[-3000:]}")
        self.pin()

    def pin(self) -> None:
        """The program on its core, PostgreSQL on its own; new backends inherit the postmaster's."""
        pin([self.pid], self.core)
        pin(descendants(self.postgres), self.postgres_core)

    def log(self) -> str:
        """What the program said on its error stream."""
        return (self.data / "server.log").read_text()

    @property
    def pid(self) -> int:
        """The program's process."""
        assert self.process is not None
        return self.process.pid

    @property
    def postgres(self) -> int:
        """The postmaster's process; 0: none runs."""
        found = find_postmaster(self.data / "postgres")
        return found.pid if found else 0

    @property
    def dsn(self) -> str:
        """How a bench reaches the database while the server runs."""
        found = find_running(self.data)
        assert found is not None
        return found

    def cpu(self) -> dict[str, float]:
        """CPU seconds so far: the program itself with the children it has waited for, the processes that it has running
        with theirs (those that decode and read), and PostgreSQL with all its processes."""
        postgres = descendants(self.postgres)
        children = [pid for pid in descendants(self.pid) if pid != self.pid and pid not in postgres]
        return {
            "server": cpu_seconds([self.pid]),
            "children that run": cpu_seconds(children),
            "postgres": cpu_seconds(postgres),
        }

    def rss_kib(self) -> int:
        """Resident memory of the program."""
        return rss_kib(self.pid)

    def kill(self, *, postgres: bool = False) -> None:
        """SIGKILL, to the program and if wanted to the postmaster too."""
        assert self.process is not None
        postmaster = self.postgres
        self.process.kill()
        if postgres and postmaster:
            os.kill(postmaster, signal.SIGKILL)
        self.process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close our end of the pipe from a program that has ended."""
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()
