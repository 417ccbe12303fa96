"""Drum, the built-in bot in which people make and run their bots: what it says to what it hears. Pure."""
