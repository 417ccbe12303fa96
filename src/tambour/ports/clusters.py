"""What the desk needs of the store beyond single cases: what they share, bulks, the second person, strikes."""

from collections.abc import Sequence
from typing import Protocol

from tambour.moderation.cases import Case
from tambour.moderation.records import Bulk, Decision, Json, Like, Place, Posted
from tambour.ports.search import Extent


class ClusterRows(Protocol):
    """Keys of likeness and clusters of open cases."""

    async def origin(self, chat: int, seq: int) -> tuple[tuple[int, int] | None, list[bytes]]:
        """(chat, seq) of what a message was forwarded from, itself where others forwarded it, None where nobody did;
        and SHA-256 of the files that it carries."""
        ...

    async def same_bytes(self, chat: int, seq: int, limit: int) -> list[tuple[int, int]]:
        """Other messages that carry the same bytes, wherever they are."""
        ...

    async def chat_admins(self, chat: int) -> list[int]:
        """Owner and administrators."""
        ...

    async def begin_case(
        self, case: Case, keys: Sequence[str], told: Json, hub: int
    ) -> list[tuple[int, int]]:
        """A new case with what it weighs, what it may share, and the event `case.opened`, which says `told`. Returns
        (case, its cluster or 0) of other open cases that share a key; keys that make more than `hub` cases alike are
        left out: they say nothing. A second open case of a subject is refused."""
        ...

    async def merge(self, cluster: int, cases: Sequence[int], clusters: Sequence[int], limit: int) -> None:
        """These cases, and all of these clusters, are one cluster from now on; unless the clusters have so many."""
        ...

    async def cluster_cases(self, cluster: int, limit: int) -> list[tuple[int, int]]:
        """(case, its version) of the open ones, oldest first."""
        ...

    async def alike(self, case: int, limit: int) -> list[Like]:
        """Cases that share something, open or decided, those that share most first."""
        ...


class SpreadRows(Protocol):
    """How far something went."""

    async def spread(self, chat: int, seq: int, *, days: int, now: int) -> Json:
        """{views, seen: [[day, views]…], copies: [[day, count]…], chats}: how far a message and its copies went."""
        ...

    async def chat_spread(self, chat: int, *, days: int, now: int) -> Json:
        """The same of a chat: what was seen in it, what was carried out of it."""
        ...

    async def public_chats(self, limit: int) -> list[Extent]:
        """Those that can be read, the newest first."""
        ...

    async def posted(self, places: Sequence[tuple[int, int]], limit: int) -> Posted:
        """Who said these (chat, seq), the first first."""
        ...


class BulkRows(Protocol):
    """Many decided at once, the second person, strikes, assignment."""

    async def begin_bulk(self, bulk: Bulk) -> bool:
        """False when this id was used before."""
        ...

    async def end_bulk(self, bulk: Bulk) -> None: ...

    async def bulk(self, bulk: int) -> Bulk | None: ...

    async def bulks(self, limit: int) -> list[Bulk]:
        """Newest first."""
        ...

    async def undo_bulk(self, bulk: int, by: int, at: int) -> None: ...

    async def bulk_decisions(self, bulk: int) -> list[Decision]: ...

    async def waiting(self, limit: int) -> list[Decision]:
        """Decisions that wait for a second person, oldest first."""
        ...

    async def settle_second(self, decision: int, by: int, *, agreed: bool) -> None:
        """The second name, and whether the decision stands; its actions are let go or dropped."""
        ...

    async def retire(self, decision: int) -> None:
        """It is no longer the live one of its kind."""
        ...

    async def strike(self, decision: int, user: int, weight: int, at: int, expires: int) -> None: ...

    async def revoke_strikes(self, decision: int, at: int) -> None: ...

    async def strikes(self, user: int, now: int) -> tuple[int, int]:
        """(how many count now, when the next one ends; 0: none)."""
        ...

    async def assign(self, case: int, user: int) -> None:
        """0: to nobody."""
        ...

    async def escalate(self, case: int, user: int, why: str) -> None: ...

    async def colleagues(self) -> list[tuple[int, str]]:
        """(id, name) of the staff."""
        ...

    async def places(self, targets: Sequence[tuple[int, int]]) -> list[Place]:
        """What a preview shows of (chat, seq; seq 0: the chat itself), the widest first."""
        ...

    async def deny_member(self, chat: int, user: int, denied: int, until: int, case: int) -> Json:
        """Take rights to write from one member (or one who left), above the chat's administrators; the inverse."""
        ...

    async def allow_member(self, chat: int, user: int, inverse: Json) -> tuple[int, int]:
        """Exactly undo deny_member; (denied, until) as it is now."""
        ...

    async def figures(self, since: int, now: int) -> Json:
        """{backlog, times, decided, views, redress, reporters, work}: lists of rows as the figures page draws them."""
        ...

    async def add_public_notice(self, fresh: int, token_hash: bytes, contact: bytes, at: int) -> None: ...

    async def platform_denied(self, chat: int, user: int, now: int) -> bool:
        """Is there a restriction that only the platform lifts?"""
        ...
