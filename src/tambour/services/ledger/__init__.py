"""The ledger at work: entries find their places, checkpoints are signed, kept elsewhere and witnessed."""
