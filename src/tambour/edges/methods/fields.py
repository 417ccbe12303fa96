"""Shapes of parameters that many methods share: what fits into them can't harm what lies behind."""

from typing import Annotated

import msgspec

from tambour.domain.errors import BadInput

Id = Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)]
"""A person's or chat's number."""
Time = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
"""Milliseconds since 1970; 0: none."""
Bits = Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1000)]
Line = Annotated[str, msgspec.Meta(max_length=256)]
Text = Annotated[str, msgspec.Meta(max_length=4096)]


def rid_of(text: str) -> int:
    """A rid travels as a decimal string. Raises BadInput(rid)."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise BadInput("rid", "a decimal number of 63 bits is needed")
    return int(text)
