"""Runs everything, and says at the end how many tests ran: `make test`."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


def main() -> int:
    """Returns the exit code: 0 when nothing failed."""
    BUILD.mkdir(exist_ok=True)
    web, python = BUILD / "web.json", BUILD / "python.xml"
    for old in (web, python):
        old.unlink(missing_ok=True)
    web_code = subprocess.run(
        [sys.executable, "web/build.py", "test", str(web)], cwd=ROOT, check=False
    ).returncode
    python_code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"--junit-xml={python}", *sys.argv[1:]], cwd=ROOT, check=False
    ).returncode
    of_web, of_python = _count_web(web), _count_python(python)
    ran, failed, skipped = (a + b for a, b in zip(of_web, of_python, strict=True))
    print(
        f"\n{ran} tests ran: {of_python[0]} of the server and the browser, {of_web[0]} of the web client's parts"
    )
    print(f"{ran - failed} passed, {failed} failed, {skipped} skipped")
    return 1 if web_code or python_code or failed else 0


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
