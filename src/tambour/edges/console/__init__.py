"""The review desk, server-rendered; every disclosure passes one logged function."""
