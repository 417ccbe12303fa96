"""Arriving and leaving: what a message is on its way in or out, and how Telegram's published format says it. Pure."""
