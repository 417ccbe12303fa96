"""Messages in PostgreSQL: pages to read, changes to make, marks, polls, and what is planned."""

from tambour.adapters.postgres.messages.changes import Messages
from tambour.adapters.postgres.messages.marks import Marks
from tambour.adapters.postgres.messages.planned import Planned
from tambour.adapters.postgres.messages.polls import Polls

__all__ = ("Marks", "Messages", "Planned", "Polls")
