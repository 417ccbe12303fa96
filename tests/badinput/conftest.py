"""Fixtures of the street."""

from tests.badinput.street import nothing_is_logged, street

__all__ = ["nothing_is_logged", "street"]
