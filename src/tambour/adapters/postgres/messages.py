"""Messages in PostgreSQL."""

from tambour.adapters.postgres.executor import Executor


class Messages:
    """See ports/messages.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db
