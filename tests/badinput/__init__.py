"""Input that nobody sends by accident, at every door: an answer with a stable code or a close code, never a hang."""
