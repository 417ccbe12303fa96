"""Accounts in PostgreSQL: people, ties between them, sign-ins, sessions, limits."""

from tambour.adapters.postgres.accounts.limits import Limits
from tambour.adapters.postgres.accounts.people import People
from tambour.adapters.postgres.accounts.sessions import Sessions
from tambour.adapters.postgres.accounts.signins import SignIns
from tambour.adapters.postgres.accounts.ties import Ties


class Accounts(People, Ties, SignIns, Sessions, Limits):
    """See ports/accounts.py."""
