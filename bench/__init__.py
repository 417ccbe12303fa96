"""Repeatable measurements: each module is a command that prints its figure and its conditions."""
