"""Cursors as text: opaque page cursors, and plain numbers in addresses. Pure."""

from tambour.domain.errors import BadInput


def numbers_of(cursor: str, count: int, field: str) -> tuple[int, ...]:
    """The numbers in a cursor this server gave out. Raises BadInput for anything else."""
    parts = cursor.split(".")
    if len(cursor) > 64 or len(parts) != count or not all(p.isascii() and p.isdigit() for p in parts):
        raise BadInput(field, "not a cursor of this server")
    numbers = tuple(int(p) for p in parts)
    if max(numbers) >= 1 << 63:
        raise BadInput(field, "not a cursor of this server")
    return numbers


def plain_number(text: str) -> int | None:
    """A number of at most 16 plain digits, as clients write them into an address; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 16 else None


def cursor_of(*numbers: int) -> str:
    """The cursor made of these non-negative numbers."""
    return ".".join(str(n) for n in numbers)
