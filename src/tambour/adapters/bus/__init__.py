"""The bus carries nudges between processes, never the truth."""
