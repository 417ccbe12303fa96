"""The tamper-evident ledger, pure: Merkle tree, entries with commitments, checkpoints as signed notes."""
