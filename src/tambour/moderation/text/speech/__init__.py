"""Whose words stand around a name: one table a language, all of one shape (table.py), each open to who speaks it."""
