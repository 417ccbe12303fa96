"""The ledger outside the database: its folder, its export, its verifier, and the state of a witness."""
