"""The method table: every call of the client protocol, whatever door it came through."""
