"""What the desk needs of the store for second looks, and for complaints in bad faith."""

from dataclasses import dataclass
from typing import Protocol

from tambour.moderation.records import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """One row of `rechecks`, with the case of its decision."""

    id: int
    decision: int
    case: int
    category: str
    first: str
    first_by: int
    state: str
    reviewer: int = 0
    second: str = ""
    facts: str = ""
    at: int = 0


class RecheckRows(Protocol):
    """Each is one statement."""

    async def add_recheck(self, fresh: int, decision: int, at: int) -> None:
        """A repeat changes nothing."""
        ...

    async def recheck(self, fresh: int, *, lock: bool = False) -> Recheck | None: ...

    async def rechecks(self, state: str, limit: int) -> list[Recheck]:
        """Owed or differing, the oldest first. What was taken back meanwhile is left out."""
        ...

    async def saw(self, case: int, who: int) -> bool:
        """Has this person looked into the evidence of the case before, other than for a second look?"""
        ...

    async def answer_recheck(
        self, fresh: int, reviewer: int, outcome: str, facts: str, state: str, at: int
    ) -> None: ...

    async def settle_recheck(self, fresh: int, by: int, verdict: str, at: int) -> None: ...

    async def looked_again(self, since: int) -> list[tuple[str, str, str]]:
        """(category, first, second) of every second look since then."""
        ...

    # ── complaints in bad faith ──────────────────────────────────────────────────────────────
    async def note_reporters(self, case: int, since: int, least: int, share: float, now: int) -> None:
        """Reporters of this case whose complaints since then came to nothing, so many at least and so large a share of
        them, are to be looked at; unless a case about them is open, or was decided since a month ago."""
        ...

    async def noted_reporters(self, limit: int) -> list[int]: ...

    async def drop_reporter(self, user: int) -> None: ...

    async def complaints_of(self, user: int, limit: int) -> list[Json]:
        """{id, at, category, note, outcome, kind} of what they complained of, newest first."""
        ...

    async def warned_reporter(self, user: int, since: int) -> bool:
        """Was this person warned since then, by a decision that stands?"""
        ...

    async def put_reporting(self, user: int, action: int, case: int, until: int) -> None: ...

    async def drop_reporting(self, action: int) -> None: ...

    async def reporting_until(self, user: int, now: int) -> tuple[int, int]:
        """(until when they may not complain, by which case); zeros when they may."""
        ...

    async def public_notice_of(self, token_hash: bytes) -> Json | None:
        """{id, at, category, outcome, decision, decided, appeal} behind a receipt."""
        ...
