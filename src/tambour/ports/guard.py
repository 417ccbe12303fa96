"""What the shell needs of the store for a chat's own guards: word rules, held posts, waves of arrivals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tambour.domain.guard import Guarded, WordRule


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """One row of `held_posts`. `request`: the Send as data. `held_by`: chat, platform or bank; then `entry` of the bank
    was found, in `part` of the message at `spans`, for these reasons. `verdict`: pass or late once it may be said."""

    id: int
    chat: int
    user: int
    rid: int
    request: dict[str, Any]
    held_by: str
    word: str = ""
    at: int = 0
    entry: int = 0
    part: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    reasons: tuple[str, ...] = ()
    score: float = 0.0
    verdict: str = ""


class GuardRows(Protocol):
    """Each is one statement unless it says more."""

    async def guarded(self, chat: int) -> Guarded:
        """How the chat guards itself; `held` counts what waits for its administrators. Three statements."""
        ...

    async def words(self, chat: int) -> tuple[int, list[WordRule]]:
        """(version, rules in the order in which they were made). Two statements."""
        ...

    async def add_word(self, chat: int, rule: WordRule, by: int, now: int) -> None:
        """Moves the version and `gen`. Two statements."""
        ...

    async def drop_word(self, chat: int, rule: int) -> str:
        """Its term, '' where there is none. Moves the version and `gen`. Two statements."""
        ...

    async def set_raid(self, chat: int, per_min: int) -> None: ...

    async def close_door(self, chat: int, until: int) -> None:
        """0: open it again."""
        ...

    async def count_joins(self, chat: int, minute: int, coming: int) -> tuple[int, int]:
        """So many more arrive in this minute: (arrivals in it, in the one before). Three statements."""
        ...

    async def hold(self, post: HeldPost) -> bool:
        """False where it waits already; then who holds it may have changed, and with that since when it waits."""
        ...

    async def held_count(self, chat: int, user: int) -> tuple[int, int]:
        """(waiting in the chat, of this person's)."""
        ...

    async def held(self, chat: int, held_by: Sequence[str], limit: int) -> list[HeldPost]:
        """Those of these holders that nobody has judged, the longest waiting first."""
        ...

    async def held_one(self, post: int) -> HeldPost | None: ...

    async def unhold(self, post: int, held_by: str) -> bool:
        """False where it is gone, or held by others now."""
        ...

    async def take_back(self, user: int, rid: int) -> bool:
        """Its writer wants it no more. False where nothing of theirs waits under this rid, or it was decided."""
        ...

    async def forget_held(self, before: int, limit: int) -> list[HeldPost]:
        """Take away what has waited too long."""
        ...

    async def held_chats(self, limit: int) -> list[tuple[int, str, int, int]]:
        """(chat, title, how many wait for the desk, since when), the longest waiting first."""
        ...

    async def held_since(self) -> tuple[int, int]:
        """(how many wait for the bank's sake, since when the first of them does; 0: none)."""
        ...

    async def judge_held(self, post: int, verdict: str, now: int) -> bool:
        """It may be said, because a person says so (pass) or its time is over (late). False where that was said
        before, or it does not wait for the bank's sake."""
        ...

    async def held_due(self, before: int, now: int, limit: int) -> list[HeldPost]:
        """Of those that wait for the bank's sake: what may be said, in the order in which that was decided; then what
        waits since before that time or by an entry that holds nothing any more."""
        ...

    async def note_let_go(self, post: HeldPost, seq: int, fresh: int, now: int) -> None:
        """The signal of what was found in it: one that a person has looked at, or, where time let it go, one that is
        owed a case. One statement."""
        ...
