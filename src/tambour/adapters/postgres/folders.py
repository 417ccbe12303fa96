"""A person's folders, in PostgreSQL."""

import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.domain.folders import Filters, Folder


class Folders:
    """See ports/folders.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def all(self, user: int) -> list[Folder]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT folder_id, title, position, filters FROM folders WHERE user_id = $1 ORDER BY position, folder_id",
            user,
        )
        return [
            Folder(
                id=row["folder_id"],
                title=row["title"],
                position=row["position"],
                filters=msgspec.convert(row["filters"], Filters),
            )
            for row in rows
        ]

    async def put(self, user: int, folder: Folder) -> None:
        """One row."""
        await self.db.execute(
            "INSERT INTO folders (user_id, folder_id, title, position, filters) VALUES ($1, $2, $3, $4, $5::jsonb)"
            " ON CONFLICT (user_id, folder_id) DO UPDATE SET title = excluded.title,"
            " position = excluded.position, filters = excluded.filters",
            user,
            folder.id,
            folder.title,
            folder.position,
            folder.filters,
        )

    async def remove(self, user: int, folder: int) -> bool:
        """The folder and the marks of the chats in it (one partition), in one statement."""
        gone = await self.db.fetchval(
            "WITH out AS (UPDATE members SET folder = NULL WHERE user_id = $1 AND folder = $2)"
            " DELETE FROM folders WHERE user_id = $1 AND folder_id = $2 RETURNING 1",
            user,
            folder,
        )
        return gone is not None
