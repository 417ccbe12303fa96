"""`python -m bench.moving`: how long it takes to bring 100,000 messages with media, again, and out into a zip.

An export in Telegram's format is made up (one message in twenty carries a file) and brought by the command line into
the folder of a running server, as an operator does; pictures and videos are made fit to be shown afterwards, beside it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import rmtree
from typing import Any

from bench.exports import make
from bench.report import arguments, parse, publish, table
from bench.server import SECRET, Server

OWNER = "+79990000001"
ENV = os.environ | {"TAMBOUR_SECRET": SECRET.hex()}


def told(*command: object) -> tuple[float, dict[str, Any]]:
    """(seconds, what a command of ours printed as JSON)"""
    began = time.monotonic()
    line = [sys.executable, "-m", "tambour", *map(str, command), "--json"]
    said = subprocess.run(line, capture_output=True, text=True, check=True, env=ENV)
    return time.monotonic() - began, dict(json.loads(said.stdout))


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Make, bring, bring again, take out."""
    messages = 2000 if args.quick else args.messages
    work = Path(tempfile.mkdtemp(prefix="tambour-moving-"))
    try:
        made = make(work / "export", messages, media_every=args.media_every)
        size = (work / "export" / "result.json").stat().st_size
        with Server() as server:
            data = ("--data", server.data)
            told("user", "add", *data, "--phone", OWNER, "--name", "Ana")
            bring = ("import", "telegram", work / "export", *data, "--owner", OWNER)
            first, report = told(*bring)
            again, known = told(*bring)
            out, written = told("export", work / "out.zip", *data, "--owner", OWNER)
    finally:
        rmtree(work, ignore_errors=True)
    return {
        "messages": report["messages"],
        "files": report["files"],
        "files_made": made.files,
        "json_bytes": size,
        "import_s": first,
        "import_per_s": report["messages"] / first,
        "again_s": again,
        "again_new": known.get("messages", 0),
        "export_s": out,
        "export_messages": written["messages"],
        "export_bytes": written["bytes"],
    }


def show(result: dict[str, Any]) -> str:
    """The figures as people read them."""
    return table(
        ["what", "messages", "files", "s", "messages/s"],
        [
            ["import", result["messages"], result["files"], result["import_s"], result["import_per_s"]],
            [
                "the same again",
                result["again_new"],
                0,
                result["again_s"],
                result["messages"] / result["again_s"],
            ],
            [
                "export",
                result["export_messages"],
                None,
                result["export_s"],
                result["messages"] / result["export_s"],
            ],
        ],
    )


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--media-every", type=int, default=20, help="one message in so many carries a file")
    args = parse(parser)
    result = run(args)
    publish("moving", args, result, show(result))


if __name__ == "__main__":
    main()
