"""Bots: their accounts, what they hear and how, what they say, and the buttons people press."""
