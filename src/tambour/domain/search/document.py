"""What of a message can be found: its words, who said it, what it carries. Pure."""

from collections.abc import Iterator

from tambour.domain.messages import Message
from tambour.domain.search.fold import forms, word_of

FORMS_MAX = 512
"""Different forms of one message that are indexed."""
KINDS = ("photo", "video", "loop", "voice", "round", "audio", "file", "sticker", "poll", "link")
"""What `kind` of a search may be."""
LINKS = ("url", "link")


def texts_of(message: Message) -> Iterator[str]:
    """Everything in it that people wrote, the text first."""
    yield message.text
    if message.poll is not None:
        yield message.poll.question
        yield from (text for text, _ in message.poll.options)
    yield from (file.name for file in message.files if file.name)
    if message.contact is not None:
        yield message.contact.name
    if message.place is not None and message.place.title:
        yield message.place.title


def forms_of(message: Message) -> list[str]:
    """Different forms, in order of first appearance."""
    found: dict[str, None] = {}
    for text in texts_of(message):
        found.update(dict.fromkeys(forms(text)))
        if len(found) >= FORMS_MAX:
            break
    return list(found)[:FORMS_MAX]


def sender_word(user: int) -> int:
    """The word that stands for "said by this person"."""
    return word_of(f"\x00from:{user}")


def kind_word(kind: str) -> int:
    """The word that stands for "carries one of these"."""
    return word_of(f"\x00kind:{kind}")


def labels_of(message: Message) -> set[int]:
    """Words for what a message is. Who wrote a channel's post is nobody's business, so the channel is no sender."""
    kinds: set[str] = {file.kind for file in message.files}
    if message.poll is not None:
        kinds.add("poll")
    if any(entity[0] in LINKS for entity in message.entities):
        kinds.add("link")
    found = {kind_word(kind) for kind in kinds}
    if message.sender:
        found.add(sender_word(message.sender))
    return found
