"""Tambour: a messenger you host yourself, with the moderation desk built in."""
