"""What the shell needs of the store about invitations and requests to join. Writers have locked the chat."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """One row of `invites`. Times are milliseconds; 0: never, no limit, not revoked."""

    token: str
    chat: int
    by: int
    title: str = ""
    expires: int = 0
    limit: int = 0
    uses: int = 0
    approval: bool = False
    revoked: int = 0
    created: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    """One row of `join_requests`; `token` '' where somebody asked at a public chat's door."""

    chat: int
    user: int
    token: str = ""
    note: str = ""
    created: int = 0


class InviteRows(Protocol):
    """Rows of invites and join requests."""

    async def get(self, token: str) -> Invite | None:
        """Whatever its state."""
        ...

    async def add(self, invite: Invite) -> None: ...

    async def of_chat(self, chat: int, limit: int) -> list[Invite]:
        """Those not revoked, newest first."""
        ...

    async def count(self, chat: int) -> int:
        """Those not revoked."""
        ...

    async def came(self, chat: int, token: str, before: int, last: int, limit: int) -> list[tuple[int, int]]:
        """(user, joined) of those members who came by this link, before (joined, user), the newest first."""
        ...

    async def revoke(self, token: str, now: int) -> None: ...

    async def use(self, token: str, now: int) -> bool:
        """Count one use; False when it is revoked, expired or used up by now."""
        ...

    async def ask(self, request: JoinRequest) -> bool:
        """Leave a request, over an older one; True when it is the person's first."""
        ...

    async def requests(self, chat: int, limit: int) -> list[JoinRequest]:
        """Oldest first."""
        ...

    async def take_request(self, chat: int, user: int) -> JoinRequest | None:
        """Remove and return a request."""
        ...
