"""Exports on disk: reading hostile ones safely, writing our own."""
