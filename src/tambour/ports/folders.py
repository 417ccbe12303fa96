"""What the shell needs of the store about a person's folders."""

from typing import Protocol

from tambour.domain.folders import Folder


class FolderRows(Protocol):
    """Rows of folders."""

    async def all(self, user: int) -> list[Folder]:
        """In their order."""
        ...

    async def put(self, user: int, folder: Folder) -> None:
        """New at its position, or over the one of this id, which keeps its place."""
        ...

    async def remove(self, user: int, folder: int) -> bool:
        """Its chats stay, outside; False when there was none."""
        ...
