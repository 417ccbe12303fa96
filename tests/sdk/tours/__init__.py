"""Programs for the published clients: every method, every update. Run in build/sdk, never imported here."""
