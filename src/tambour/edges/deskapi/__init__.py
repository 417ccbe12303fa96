"""The desk's interface for other programs: models → door (keys, refusals) → cases, redress, hooks → routes, schema."""
