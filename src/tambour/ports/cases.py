"""What the shell needs of the store about cases."""

from typing import Protocol


class CaseRows(Protocol):
    """Rows of cases."""
