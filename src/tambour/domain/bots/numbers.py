"""How bots count chats and messages: numbers of the published Bot API over the house's own ids. Pure.

A dialog is `bot XOR person`, which is positive; a group or channel is the negative of its id. A message is named
`mid.` and 32 hexadecimal digits: the chat's number as 64 bits, then its place in the chat. `stamp` is the number by
which bots order messages: milliseconds << 16, and the lower half of the place.
"""

import re

from tambour.domain.errors import BadInput

MID = re.compile(r"mid\.([0-9a-f]{16})([0-9a-f]{16})")
ID_END = 1 << 53
WORD = 1 << 64
PLACE_BITS = 16


def dialog_number(bot: int, person: int) -> int:
    """Of the dialog of these two; the same calculation gives the person back."""
    return bot ^ person


def shared_number(chat: int) -> int:
    """Of a group or channel."""
    return -chat


def message_id(number: int, seq: int) -> str:
    """The name of a message in the chat with this number."""
    return f"mid.{number % WORD:016x}{seq:016x}"


def read_message_id(mid: str) -> tuple[int, int]:
    """(number of the chat, seq). Raises BadInput(message_id)."""
    found = MID.fullmatch(mid)
    if found is None:
        raise BadInput("message_id", f"Invalid message_id: {mid[:64]}")
    number, seq = int(found[1], 16), int(found[2], 16)
    number = number - WORD if number >= WORD // 2 else number
    if not 0 < abs(number) < ID_END or not 0 < seq < ID_END:
        raise BadInput("message_id", f"Invalid message_id: {mid[:64]}")
    return number, seq


def stamp(ts: int, seq: int) -> int:
    """By which bots order messages; above 2**53. `ts` in milliseconds."""
    return (ts << PLACE_BITS) + seq % (1 << PLACE_BITS)
