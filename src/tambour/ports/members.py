"""What the shell needs of the store about the people in a chat. Writers have locked the chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tambour.domain.chats import Member


@dataclass(frozen=True, slots=True)
class Ban:
    """One row of `bans`; `until` 0: for good."""

    user: int
    until: int
    by: int
    reason: str
    created: int


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Which people a page shows: those with an id above `after`, in order of id."""

    after: int = 0
    q: str = ""
    """Part of a name, or the beginning of a public name."""
    by_name: bool = False
    """Start from the names: for large chats, and three letters or more."""
    restricted: bool = False
    limit: int = 50


class MemberRows(Protocol):
    """Rows of members and bans."""

    async def get_many(self, chat: int, users: Sequence[int]) -> dict[int, Member]:
        """Those who are members."""
        ...

    async def add(self, chat: int, members: Sequence[Member], came_by: str = "") -> list[int]:
        """Insert those who are not members yet and move the chat's counters by as many; returns who came.

        `members`: at least one. `came_by`: the token of the link they came by.
        """
        ...

    async def remove(self, chat: int, user: int, *, weaker: bool, day: int) -> bool:
        """Delete a place and move the counters (and `gen`); False when there was none. `day`: days since 1970."""
        ...

    async def set_role(
        self, chat: int, user: int, *, role: str, rights: int, title: str, promoted_by: int
    ) -> None:
        """Promote or demote; a restriction ends with a promotion."""
        ...

    async def set_denied(self, chat: int, user: int, denied: int, until: int) -> None:
        """Restrict; 0 lifts it. `until` 0: for good."""
        ...

    async def not_addable(self, actor: int, chat: int, users: Sequence[int], now: int) -> dict[int, str]:
        """Why each of these people can't be brought in by the actor; '' where they can. Unknown ones are absent.

        Reasons: deleted, blocked, privacy, banned, member.
        """
        ...

    async def page(self, chat: int, role: str, page: MemberPage, now: int) -> list[Member]:
        """The people of one role; the cost does not depend on how many there are."""
        ...

    async def banned_page(self, chat: int, page: MemberPage, now: int) -> list[Ban]:
        """Bans in force, in order of user id."""
        ...

    async def ban(self, chat: int, ban: Ban) -> None:
        """Put a ban in force, over an older one."""
        ...

    async def unban(self, chat: int, user: int) -> bool:
        """Lift a ban; False when there was none."""
        ...

    async def admins(self, chat: int) -> list[Member]:
        """Owner and admins, by id."""
        ...

    async def heir(self, chat: int, but: int) -> Member | None:
        """Who is next in line: the administrator, else the member, of longest standing."""
        ...

    async def said_by(self, chat: int, user: int, after: int, limit: int) -> list[int]:
        """Seqs above `after` of what this person said and is still there, newest first."""
        ...
