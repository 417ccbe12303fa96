"""What a message carries besides its words, as texts to be searched: a poll, buttons, names of files. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from tambour.domain.bots.keyboard import Keyboard
from tambour.domain.files import ContactCard, File, LinkPreview, Place
from tambour.domain.messages import Message, PollView

POLL, BUTTONS, FILES, CONTACT, PLACE, PREVIEW, SOURCE, SIGNED = PARTS = (
    "poll",
    "buttons",
    "files",
    "contact",
    "place",
    "preview",
    "source",
    "signed",
)
PROFILE = "profile"
"""Name, description and public name of a chat, a bot, a person or a pack: no part of a message."""
OTHERS = frozenset({PREVIEW, SOURCE})
"""Words that somebody else wrote: of a page, of whoever was forwarded. They count for less, as words in pictures do."""
SAYING = (POLL, BUTTONS)
"""Parts that say something, as the words do. A model is asked about them, and copies of them are copies; names of
files, people and places are none of it: cameras give thousands of files all but one name."""
BESIDES_MAX = 16_384
"""More of what stands beside the words no rule reads, as no detector does."""


def parts_of(message: Message) -> dict[str, str]:
    """All of them that are there, each by its name; a signal's places are places in these texts."""
    found = written(
        poll=message.poll,
        keyboard=message.keyboard,
        files=message.files,
        contact=message.contact,
        place=message.place,
    )
    found[PREVIEW] = previewed(message.preview)
    found[SOURCE] = message.source.name if message.source is not None else ""
    found[SIGNED] = message.signature
    return {name: text for name, text in found.items() if text.strip()}


def besides(message: Message) -> str:
    """What whoever sent it wrote beside the words, a line for each thing; '' where there is nothing."""
    return lines(text for part, text in parts_of(message).items() if part not in OTHERS)[:BESIDES_MAX]


def sayings(message: Message) -> dict[str, str]:
    """What it says, each for itself: the words ('') and the parts that say something; none that is empty."""
    return sayings_in(message.text, parts_of(message))


def sayings_in(text: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The same of what was kept of one."""
    found = {"": text} | {part: parts[part] for part in SAYING if part in parts}
    return {part: said for part, said in found.items() if said.strip()}


def said_in_all(message: Message) -> str:
    """The same as one text: what its copies share with it."""
    return lines(sayings(message).values())


def written(
    *,
    poll: PollView | None = None,
    keyboard: Keyboard = (),
    files: Sequence[File] = (),
    contact: ContactCard | None = None,
    place: Place | None = None,
) -> dict[str, str]:
    """What whoever sends a message writes into these; a line for each thing, '' where there is none."""
    return {
        POLL: lines([poll.question, *(option[0] for option in poll.options)]) if poll is not None else "",
        BUTTONS: lines(
            word
            for row in keyboard
            for button in row
            for word in (
                button.text,
                button.url,
                button.title,
                button.about,
                button.payload if button.kind == "clipboard" else "",
            )
        ),
        FILES: lines(file.name for file in files),
        CONTACT: contact.name if contact is not None else "",
        PLACE: place.title if place is not None else "",
    }


def previewed(preview: LinkPreview | None) -> str:
    """What a link shows of the page behind it."""
    return lines([preview.site, preview.title, preview.text]) if preview is not None else ""


def lines(words: Iterable[str]) -> str:
    """One below the other."""
    return "\n".join(word for word in words if word)
