"""How benches speak: a Markdown table for the documentation, or one JSON object for a script."""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.machine import conditions, hurry

RESULTS = Path(__file__).with_name("results")


def arguments(what: str) -> argparse.ArgumentParser:
    """The options every bench has."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="small and short: proves that it runs")
    parser.add_argument(
        "--hurry",
        action="store_true",
        help="run all measured programs before all others (SCHED_FIFO): for a machine that is in use",
    )
    return parser


def parse(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """The options; with --hurry this process and all it starts go first."""
    args = parser.parse_args()
    if args.hurry:
        hurry([os.getpid()])
    return args


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table; numbers are written with three meaningful digits and thousands apart."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(shown(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def shown(value: Any) -> str:
    """A number as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


def publish(name: str, args: argparse.Namespace, result: dict[str, Any], text: str) -> None:
    """Print the result as asked and keep the JSON in bench/results/NAME.json."""
    result = {
        "bench": name,
        "conditions": conditions()
        | ({"priority": "SCHED_FIFO for all measured programs, ours and the others'"} if args.hurry else {})
        | result.pop("conditions", {}),
        **result,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")
    if args.json:
        print(json.dumps(result))
        return
    print(f"\n## {name}\n\n{text}\n")
    for key, value in result["conditions"].items():
        print(f"- {key}: {value}")
