"""Runs everything, and says at the end how many tests ran: `make test`."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PART_S_MAX = 2700
"""Five times what the longest takes on two quiet cores: what takes longer hangs."""
MEMORY = Path("/dev/shm")
ROOM = 8 * 2**30
"""What must be free, in bytes, for databases to lie in memory: several times what those of a whole run take."""
WORKERS = min(os.cpu_count() or 1, 4)
BY_FILE = ("--dist=loadfile", "--no-loadscope-reorder", "--max-worker-restart=2")
"""A file's tests share servers and people, so they stay together; files that take long come first (conftest.py)."""
PARTS = {
    # one more than there are cores: a third of the time they wait for the disk
    "server": ("-m", "not browser", f"-n{WORKERS + 1}", *BY_FILE),
    "browser": ("-m", "browser and not alone", f"-n{WORKERS}", *BY_FILE),
    "alone": ("-m", "alone"),
}
"""In processes of their own: the browser's driver keeps an event loop running in its thread."""


def main() -> int:
    """Returns the exit code: 0 when nothing failed."""
    BUILD.mkdir(exist_ok=True)
    web = BUILD / "web.json"
    web.unlink(missing_ok=True)
    code = subprocess.run(
        [sys.executable, "web/build.py", "test", str(web)], cwd=ROOT, check=False
    ).returncode
    counts = [_count_web(web)]
    for part, options in PARTS.items():
        report = BUILD / f"{part}.xml"
        report.unlink(missing_ok=True)
        code |= _run([sys.executable, "-m", "pytest", "-q", *options, f"--junit-xml={report}", *sys.argv[1:]])
        counts.append(_count_python(report))
    ran, failed, skipped = (sum(column) for column in zip(*counts, strict=True))
    web_ran, server_ran, *browser_ran = (count[0] for count in counts)
    print(
        f"\n{ran} tests ran: {server_ran} of the server, {sum(browser_ran)} in the browser, {web_ran} of the client"
    )
    print(f"{ran - failed} passed, {failed} failed, {skipped} skipped")
    return 1 if code or failed else 0


def _room() -> Path | None:
    """Where databases are made that end with the run: in memory, where there is room; None: where files go.

    Half the time of a test is waiting for the disk. PostgreSQL is set as ever and waits until all is written; what is
    about disks and sudden ends (tests/faults, tests/cli) has databases of its own, on the disk.
    """
    if (
        not MEMORY.is_dir()
        or shutil.disk_usage(MEMORY).free < ROOM
        or psutil.virtual_memory().available < ROOM
    ):
        return None
    return MEMORY


def _run(command: list[str]) -> int:
    """The exit code. A run that hangs is ended and counts as failed; whatever it started ends with it."""
    with (
        tempfile.TemporaryDirectory(prefix="tt", ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryDirectory(prefix="tt", dir=_room(), ignore_cleanup_errors=True) as databases,
    ):
        for each in (folder, databases):
            Path(each).chmod(0o711)  # PostgreSQL may be another user
        places = {"TMPDIR": folder, "TEST_DATABASES": databases}
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | places) as run:
            try:
                return run.wait(PART_S_MAX)
            except subprocess.TimeoutExpired:
                print(f"\nended after {PART_S_MAX} s: {' '.join(command)}", flush=True)
                run.kill()
                return 1
            finally:
                _end_left_over(folder)


def _end_left_over(folder: str) -> None:
    """Processes that outlived a run that was killed: they are told by the folder they were given."""
    for process in psutil.process_iter():
        try:
            if process.environ().get("TMPDIR") == folder:
                process.kill()
        except psutil.Error:
            continue


def _count_web(path: Path) -> tuple[int, int, int]:
    """Ran, failed, skipped."""
    if not path.is_file():
        return 0, 1, 0
    said = json.loads(path.read_text())
    return said["numPassedTests"] + said["numFailedTests"], said["numFailedTests"], said["numPendingTests"]


def _count_python(path: Path) -> tuple[int, int, int]:
    """Ran, failed, skipped."""
    if not path.is_file():
        return 0, 1, 0
    suite = ElementTree.parse(path).getroot().find("testsuite")  # our own file
    if suite is None:
        return 0, 1, 0
    total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    return total - skipped, int(suite.get("failures", 0)) + int(suite.get("errors", 0)), skipped


if __name__ == "__main__":
    sys.exit(main())
