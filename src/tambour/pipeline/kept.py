"""What screening asks of messages before it looks at them."""

from collections.abc import Sequence

from tambour.domain.messages import Kept
from tambour.moderation.detect import Finding
from tambour.ports.screen import Placed


def carries(one: Kept) -> bool:
    """Has it files, or a preview that has a picture?"""
    preview = one.message.preview
    return bool(one.message.files) or (preview is not None and preview.photo is not None)


def spoken_by(kept: Sequence[Kept]) -> list[tuple[int, int, bool]]:
    """(chat, author, is the author shown) of these messages, each once; a channel's own words show nobody."""
    return sorted({(one.message.chat, one.author, one.message.sender != 0) for one in kept if one.author})


def by_place(placed: Sequence[Placed]) -> dict[tuple[int, int], list[Finding]]:
    """Findings by (chat, seq)."""
    found: dict[tuple[int, int], list[Finding]] = {}
    for kept, finding in placed:
        found.setdefault((kept.message.chat, kept.message.seq), []).append(finding)
    return found
