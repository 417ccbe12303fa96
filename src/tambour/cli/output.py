"""How commands speak: people read sentences on stderr and tables on stdout, scripts read one JSON value on stdout."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


def print_json(value: Any) -> None:
    """One value, one line."""
    print(msgspec.json.encode(value).decode(), flush=True)


def print_error(what: str, mend: str, *, as_json: bool) -> None:
    """One sentence that says what is wrong, one that says what to do."""
    if as_json:
        print_json({"error": what, "mend": mend})
        return
    print(f"tambour: {what}", file=sys.stderr)
    if mend:
        print(f"  to mend it: {mend}", file=sys.stderr)


@contextmanager
def progress(about: str) -> Iterator[tuple[Progress, Any]]:
    """A bar on stderr while something long runs; nothing where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield bar, bar.add_task(about, total=None)
