"""Prints sign-in codes in the terminal: for a server on one's own desk, and for tests."""

import sys
from typing import TextIO


class ConsoleSender:
    """One line for each code, at once."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out

    async def send_code(self, target: str, code: str, lang: str) -> None:
        """Never fails but with its stream."""
        print(f"sign-in code for {target}: {code}", file=self.out or sys.stdout, flush=True)
