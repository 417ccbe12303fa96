"""Rules in PostgreSQL: themselves and their reports, and what they read."""

from tambour.adapters.postgres.rules.own import Rules

__all__ = ["Rules"]
