"""PostgreSQL: one dialect, plain SQL, one statement and one promise per function."""
