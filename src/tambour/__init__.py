"""Tambour: a messenger you host yourself, with the moderation desk built in."""

VERSION = "0.1.0"
