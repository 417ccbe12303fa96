"""Requests to addresses that strangers chose, kept away from everything that is not public."""
