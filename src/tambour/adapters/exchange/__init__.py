"""Formats in which operators trade what they look for, and the services that hand such lists out."""
