"""Compiles the load programs of bench/native with the machine's C compiler, once per change, into build/bench."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

SOURCES = Path(__file__).with_name("native")
CACHE = Path(__file__).parent.parent / "build" / "bench"
FLAGS = ["-O2", "-Wall", "-Wextra"]


def native(name: str) -> str:
    """Path of the compiled program `name` ("load", "broadcast", "nats"). Exits with a sentence where no compiler is."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise SystemExit("The load programs are C: install a C compiler (Debian: apt install gcc libc6-dev).")
    sources = [SOURCES / f"{name}.c", *sorted(SOURCES.glob("*.h"))]
    digest = hashlib.sha256(b"".join(s.read_bytes() for s in sources)).hexdigest()[:16]
    target = CACHE / f"{name}-{digest}"
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        subprocess.run([compiler, *FLAGS, "-o", str(unfinished), str(sources[0])], check=True)
        unfinished.rename(target)
    return str(target)
