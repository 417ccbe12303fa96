"""Published clients of the Bot API, unmodified, in an environment of their own, build/sdk: `make setup-dev`.

Made once for each change of what is pinned: requirements/sdk.txt and package-lock.json beside this file.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "build/sdk"
PYTHON = HERE / "venv/bin/python"
PINS = ROOT / "requirements/sdk.txt"
NPM = (ROOT / "tests/sdk/package.json", ROOT / "tests/sdk/package-lock.json")
KEY = HERE / ".key"

sys.path.insert(0, str(ROOT / "web"))


def key() -> str:
    """A digest of what is pinned."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in (PINS, *NPM))).hexdigest()


def is_ready() -> bool:
    return KEY.is_file() and KEY.read_text() == key()


def node() -> str:
    """The node program."""
    from build import find_node  # type: ignore[import-not-found]

    return str(find_node()[0])


def make() -> None:
    """Install both."""
    from build import find_node

    print("installing published clients of the Bot API for tests (once)", flush=True)
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "venv", HERE / "venv"], check=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]
    subprocess.run([*pip, "--requirement", PINS], check=True)
    for path in NPM:
        shutil.copy(path, HERE)
    found, npm = find_node()
    env = os.environ | {"PATH": f"{Path(found).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not os.access(env.get("HOME", ""), os.W_OK):
        env["npm_config_cache"] = str(HERE / ".npm")
    quiet = ["--no-audit", "--no-fund", "--loglevel", "error", "--no-update-notifier"]
    subprocess.run([*npm, "ci", *quiet], cwd=HERE, env=env, check=True)
    KEY.write_text(key())


if __name__ == "__main__" and not is_ready():
    make()
