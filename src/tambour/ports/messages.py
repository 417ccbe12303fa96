"""What the shell needs of the store about messages."""

from typing import Protocol


class MessageRows(Protocol):
    """Rows of messages."""
