"""What the shell needs of the store for a chat's own guards: word rules, held posts, waves of arrivals."""

from dataclasses import dataclass
from typing import Any, Protocol

from tambour.domain.guard import Guarded, WordRule


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """One row of `held_posts`. `request`: the Send as data."""

    id: int
    chat: int
    user: int
    rid: int
    request: dict[str, Any]
    held_by: str
    word: str = ""
    at: int = 0


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
        """False where it waits already; then who holds it may have changed."""
        ...

    async def held_count(self, chat: int, user: int) -> tuple[int, int]:
        """(waiting in the chat, of this person's)."""
        ...

    async def held(self, chat: int, held_by: str, limit: int) -> list[HeldPost]:
        """The longest waiting first."""
        ...

    async def held_one(self, post: int) -> HeldPost | None: ...

    async def unhold(self, post: int, held_by: str) -> bool:
        """False where it is gone, or held by others now."""
        ...

    async def forget_held(self, before: int, limit: int) -> list[HeldPost]:
        """Take away what has waited too long."""
        ...

    async def held_chats(self, limit: int) -> list[tuple[int, str, int, int]]:
        """(chat, title, how many wait for the platform, since when), the longest waiting first."""
        ...
