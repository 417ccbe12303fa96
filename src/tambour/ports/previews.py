"""What the shell needs of the store about previews of links."""

from dataclasses import dataclass
from typing import Protocol

from tambour.domain.files import LinkPreview


@dataclass(frozen=True, slots=True)
class PreviewJob:
    """A message that waits for its preview. `tries` counts this one."""

    chat: int
    seq: int
    tries: int


class PreviewRows(Protocol):
    """Jobs and the memory of what was found. Each is one statement."""

    async def want(self, chat: int, seq: int, url: str, now: int) -> None:
        """Another link ('' none): what was shown goes, a job begins. Chat locked. Three statements."""
        ...

    async def refuse(self, chat: int, seq: int) -> None:
        """No preview here, now or after an edit. Chat locked. Three statements."""
        ...

    async def take(self, now: int, lease_ms: int, limit: int) -> list[PreviewJob]:
        """Due jobs, oldest first; nobody else gets them before the lease ends."""
        ...

    async def settle(self, chat: int, seq: int, preview: LinkPreview | None) -> None:
        """The job is done, with this result. Chat locked. Four statements."""
        ...

    async def drop(self, chat: int, seq: int) -> None:
        """The job is void."""
        ...

    async def again(self, chat: int, seq: int, due: int) -> None:
        """Try the job later."""
        ...

    async def known(self, url: str, now: int) -> tuple[bool, LinkPreview | None]:
        """(is it remembered, what was found there)."""
        ...

    async def remember(self, url: str, preview: LinkPreview | None, expires: int) -> None:
        """For the next who sends this link."""
        ...

    async def forget(self, now: int) -> None:
        """What ran out."""
        ...
