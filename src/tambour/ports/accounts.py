"""What the shell needs of the store about accounts."""

from typing import Protocol


class AccountRows(Protocol):
    """Rows of accounts."""
