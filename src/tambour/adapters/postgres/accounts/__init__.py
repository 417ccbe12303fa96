"""Accounts in PostgreSQL: people, ties between them, names, preferences, sign-ins, keys, sessions, limits."""

from tambour.adapters.postgres.accounts.keys import Keys
from tambour.adapters.postgres.accounts.leaving import Leaving
from tambour.adapters.postgres.accounts.limits import Limits
from tambour.adapters.postgres.accounts.names import Names
from tambour.adapters.postgres.accounts.people import People
from tambour.adapters.postgres.accounts.preferences import Preferences
from tambour.adapters.postgres.accounts.sessions import Sessions
from tambour.adapters.postgres.accounts.signins import SignIns
from tambour.adapters.postgres.accounts.ties import Ties


class Accounts(People, Ties, Names, Preferences, SignIns, Keys, Leaving, Sessions, Limits):
    """See ports/accounts.py."""
