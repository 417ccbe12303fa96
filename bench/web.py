"""`python -m bench.web`: how soon the web client can be used on a thin line, the first time and the next.

A real Chromium opens the messenger through 250 kbit/s and 300 ms round trip, with nothing cached; usable means that the
gate takes what one types. Then it is closed and opened again, with what the first visit left. Needs the built client.
"""

import argparse
import statistics
import time
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from bench.narrow import Narrow, narrowed
from bench.report import arguments, parse, publish, table
from bench.server import Server

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]
AIM_S = 6.0
QUIET_MS = 1500


def visit(context: BrowserContext, line: Narrow) -> dict[str, float]:
    """Seconds until the phone field takes a number, and kB that came until all was quiet."""
    page, before, start = context.new_page(), line.bytes["down"], time.monotonic()
    page.goto(f"http://127.0.0.1:{line.port}/", wait_until="commit", timeout=60_000)
    page.locator("[data-test=phone]").fill("+46701740605", timeout=60_000)
    usable = time.monotonic() - start
    came = line.bytes["down"] - before
    while True:
        last = line.bytes["down"]
        page.wait_for_timeout(QUIET_MS)
        if line.bytes["down"] == last:
            break
    page.close()
    return {"usable_s": usable, "kb_until_usable": came / 1024, "kb_in_all": (last - before) / 1024}


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Several strangers, one after the other, each coming twice."""
    rounds = 1 if args.quick else args.rounds
    visits: dict[str, list[dict[str, float]]] = {"first": [], "next": []}
    with (
        Server() as server,
        narrowed(server.port, args.kbit * 1000, args.ms / 1000) as line,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(rounds):
            context = browser.new_context(locale="en-GB")
            for which in visits.values():
                which.append(visit(context, line))
            context.close()
        browser.close()
    middle = {
        which: {key: statistics.median(each[key] for each in found) for key in found[0]}
        for which, found in visits.items()
    }
    return {
        "aim_s": AIM_S,
        "visits": middle,
        "rounds": rounds,
        "conditions": {"line": f"{args.kbit:g} kbit/s each way, {args.ms:g} ms round trip, Chromium"},
    }


def show(result: dict[str, Any]) -> str:
    """The table of the documentation."""
    return table(
        ["visit", "usable after s", "kB until then", "kB in all"],
        [[which, *found.values()] for which, found in result["visits"].items()],
    )


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--kbit", type=float, default=250)
    parser.add_argument("--ms", type=float, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    args = parse(parser)
    result = run(args)
    publish("web", args, result, show(result))


if __name__ == "__main__":
    main()
