"""The desk's interface for programs: models → door (keys, refusals) → shapes → cases, deciding, redress → routes."""
