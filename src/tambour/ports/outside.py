"""Time, fresh numbers, secrets, and the way a code reaches a person."""

from typing import Protocol

from tambour.domain.ids import Millis


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> Millis:
        """Milliseconds since 1970 UTC."""
        ...


class Ids(Protocol):
    """The only source of fresh names."""

    def new(self) -> int:
        """A fresh 53-bit id, roughly in order of time."""
        ...

    def token(self, size: int = 24) -> str:
        """An unguessable URL-safe string of `size` random bytes."""
        ...


class Sender(Protocol):
    """Brings a sign-in code to a person."""

    async def send_code(self, target: str, code: str, lang: str) -> None:
        """Raise Retry when the gateway can't take it now."""
        ...
