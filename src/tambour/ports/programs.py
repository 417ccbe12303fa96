"""What the desk's interface for programs needs of the store: keys, addresses that are told, and the events."""

from typing import Protocol

from tambour.moderation.programs import DeskEvent, DeskHook, Program


class ProgramRows(Protocol):
    """Keys are stored as hashes, secrets of hooks sealed."""

    async def add_key(self, program: Program, token_hash: bytes) -> None: ...

    async def key(self, token_hash: bytes) -> Program | None:
        """The living key of this hash."""
        ...

    async def keys_of(self, user: int) -> list[Program]:
        """A person's living keys, oldest first."""
        ...

    async def used_key(self, key: int, now: int) -> None:
        """Noted once a minute at most."""
        ...

    async def revoke_key(self, user: int, key: int, now: int) -> bool:
        """With its hooks. False when it is not this person's or not alive."""
        ...

    async def add_hook(self, hook: DeskHook) -> None: ...

    async def hooks_of(self, key: int) -> list[DeskHook]:
        """Living ones, oldest first."""
        ...

    async def drop_hook(self, key: int, hook: int, now: int) -> bool:
        """False when it is not this key's or not alive."""
        ...

    async def claim_hooks(self, now: int, until: int, limit: int) -> list[DeskHook]:
        """Living hooks that are due and have something before them; theirs until `until`."""
        ...

    async def hook_done(self, hook: DeskHook) -> None:
        """What was sent, how it goes, when next."""
        ...

    async def note(self, kind: str, case: int, data: dict[str, object], at: int) -> None:
        """One event, with the transaction."""
        ...

    async def place_events(self) -> int:
        """Give committed events their places, in one order for all; returns the newest place."""
        ...

    async def events(self, after: int, limit: int) -> list[DeskEvent]:
        """From `after` on, in order."""
        ...

    async def forget_events(self, before: int) -> None:
        """Events older than this go."""
        ...
