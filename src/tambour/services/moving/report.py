"""What an import brought, and what it could not: counted for the person who asked."""

import msgspec

CHATS_LISTED_MAX = 200


class Report(msgspec.Struct, omit_defaults=True):
    """Counts. Times in milliseconds."""

    chats: int = 0
    messages: int = 0
    """Written by this run."""
    known: int = 0
    """Had come before."""
    people: int = 0
    """Known from this export only."""
    files: int = 0
    missing: int = 0
    """Files the export was made without; their names stand in the message."""
    refused: dict[str, int] = {}
    """Files that were not taken, by reason."""
    skipped: int = 0
    """Entries with nothing in them that could be shown."""
    into: list[dict[str, int | str]] = []
    """Of each chat: c, ti, n (messages of this run)."""

    def refuse(self, why: str) -> None:
        """One more file for this reason."""
        self.refused = self.refused | {why: self.refused.get(why, 0) + 1}
