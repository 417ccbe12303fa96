"""What the shell needs of the store about chats."""

from typing import Protocol


class ChatRows(Protocol):
    """Rows of chats."""
