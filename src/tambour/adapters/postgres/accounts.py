"""Accounts in PostgreSQL."""

from tambour.adapters.postgres.executor import Executor


class Accounts:
    """See ports/accounts.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db
