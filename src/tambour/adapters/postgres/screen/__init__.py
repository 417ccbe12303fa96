"""Detection in PostgreSQL: the bank, signals, and the log of public chats as it is read."""

from tambour.adapters.postgres.screen.bank import Bank
from tambour.adapters.postgres.screen.known import KnownMarks
from tambour.adapters.postgres.screen.lists import Lists
from tambour.adapters.postgres.screen.models import Models
from tambour.adapters.postgres.screen.profiles import Profiles
from tambour.adapters.postgres.screen.reading import Screening
from tambour.adapters.postgres.screen.signals import Signals
from tambour.adapters.postgres.screen.words import Words

__all__ = ["Bank", "KnownMarks", "Lists", "Models", "Profiles", "Screening", "Signals", "Words"]
