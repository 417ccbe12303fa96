"""Faults on real processes, in short: the long versions are benches."""
