"""Cases in PostgreSQL."""

from tambour.adapters.postgres.executor import Executor


class Cases:
    """See ports/cases.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db
