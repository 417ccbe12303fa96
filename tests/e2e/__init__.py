"""The messenger in a real Chromium, against the real server."""
