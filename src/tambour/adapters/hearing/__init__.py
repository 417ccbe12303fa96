"""Words that are spoken. The server runs without; see optional.py."""
