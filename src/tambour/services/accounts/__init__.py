"""Accounts: signing up and in, sessions, people, contacts, public names, presence, and leaving for good."""
