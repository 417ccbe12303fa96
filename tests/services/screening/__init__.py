"""Detection over a real database."""
