"""What public chats are called, read beside what is said in them: see moderation/titled.py.

The name is asked for with the messages, so a chat that was given it before they were said is never missed; what was
said before it was given the name is not read again.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tambour.domain.messages import Kept
from tambour.moderation.detect import Loaded
from tambour.moderation.surfaces import sayings
from tambour.moderation.titled import Called, called, pushed
from tambour.ports.profiles import ProfileRows
from tambour.ports.screen import Placed

REMEMBERED = 10_000
"""Chats."""

log = logging.getLogger(__name__)


@dataclass
class Titles:
    """Names of the bank in what chats say of themselves, remembered while neither changes."""

    known: dict[int, tuple[str, Called]] = field(default_factory=dict, init=False)
    bank: Loaded | None = field(default=None, init=False)
    """With which that was looked up."""

    async def of(self, rows: ProfileRows, bank: Loaded, chats: Iterable[int]) -> dict[int, Called]:
        """Those of these chats that are called by a name; one statement, none where the bank has no names."""
        wanted = sorted(set(chats))
        if not wanted or not any(entry.kind == "name" for entry in bank.entries.values()):
            return {}
        if self.bank is not bank or len(self.known) > REMEMBERED:
            self.bank, self.known = bank, {}
        found: dict[int, Called] = {}
        for one in await rows.of_chats(wanted):
            before = self.known.get(one.target)
            if before is None or before[0] != one.text:
                before = self.known[one.target] = one.text, called(bank, one.text)
            if before[1]:
                found[one.target] = before[1]
        return found

    async def look(
        self, rows: ProfileRows, bank: Loaded, kept: Sequence[Kept]
    ) -> tuple[list[Placed], set[tuple[int, int]]]:
        """What words that are known push towards in such chats, and (chat, seq) on which that failed."""
        names = await self.of(rows, bank, (one.message.chat for one in kept))
        placed: list[Placed] = []
        missed: set[tuple[int, int]] = set()
        for one in kept:
            message = one.message
            if message.chat not in names:
                continue
            try:
                for part, text in sayings(message).items():
                    found = pushed(bank, names[message.chat], message, part, text)
                    placed += [(one, finding) for finding in found]
            except Exception:
                missed.add((message.chat, message.seq))
                log.warning(
                    "a detector failed on message %d of chat %d", message.seq, message.chat, exc_info=True
                )
        return placed, missed
