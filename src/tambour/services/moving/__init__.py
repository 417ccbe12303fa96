"""Arriving and leaving: imports, the people known from them only, and exports."""
