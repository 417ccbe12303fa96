"""Words that stand in pictures. The server runs without; see optional.py."""
