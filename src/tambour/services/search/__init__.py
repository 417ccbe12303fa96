"""Finding: what is public, what was said, and keeping the index of it."""
