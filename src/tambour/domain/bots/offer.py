"""What a constructor offers: messages ready to be posted in somebody's name, and how it may be asked on. Pure."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tambour.domain.bots.keyboard import Keyboard, check_keyboard, shown_rows
from tambour.domain.errors import BadInput
from tambour.domain.files import ContactCard, File, Place
from tambour.domain.messages import Entity

OFFERS_MAX = 10
"""Messages of one offer."""
HINT_MAX = 1000
PLACEHOLDER_MAX = 128
DATA_MAX = 8192
SESSION_MS = 3_600_000
"""A session is over so long after its last turn."""
SESSIONS_MAX = 10
"""Of one person; the oldest goes."""
ASKING = ("callback", "link", "request_contact", "request_geo_location", "message", "clipboard")
"""Buttons of the constructor itself."""
BROUGHT_MAX = 50
"""Files of one session that its bot may use: the newest that were said to it."""
CARRIED = ("callback", "link", "clipboard")
"""Buttons under a message that a person posts: none that speaks for, or asks of, whoever presses."""


class Offered(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "text": "x",
        "entities": "en",
        "files": "fl",
        "contact": "ct",
        "place": "lo",
        "keyboard": "kb",
    },
):
    """One message, as it will be posted."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    files: tuple[File, ...] = ()
    contact: ContactCard | None = None
    place: Place | None = None
    keyboard: Keyboard = ()


class Offer(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "messages": "msgs",
        "keyboard": "kb",
        "hint": "hi",
        "placeholder": "pl",
        "typing": "in",
    },
):
    """`typing` 1: the person may write to the bot, where `placeholder` stands; `keyboard`: how else it is asked."""

    messages: tuple[Offered, ...] = ()
    keyboard: Keyboard = ()
    hint: str = ""
    placeholder: str = ""
    typing: int = 0


class Input(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person asks of a constructor: nothing yet (it was opened), a message, or a button's payload."""

    kind: str = "words"
    text: str = ""
    entities: tuple[Entity, ...] = ()
    payload: str = ""
    files: tuple[File, ...] = ()
    contact: ContactCard | None = None
    place: Place | None = None

    @property
    def empty(self) -> bool:
        """Was nothing said?"""
        return not (self.text or self.files or self.contact or self.place)


def takes(offer: Offer, said: Input) -> bool:
    """May this be said to the constructor: anything where one may write to it, else what a button of its asks for?"""
    buttons = [button for row in offer.keyboard for button in row]
    if offer.typing:
        return True
    if said.files:
        return False
    if said.contact is not None or said.place is not None:
        wanted = "request_contact" if said.contact is not None else "request_geo_location"
        return not said.text and any(button.kind == wanted for button in buttons)
    return any(button.kind == "message" and button.text == said.text for button in buttons)


def check_offer(offer: Offer, data: str) -> Offer:
    """Raises BadInput(messages|hint|placeholder|data|buttons)."""
    if len(offer.messages) > OFFERS_MAX:
        raise BadInput("messages", f"messages: size must be between 0 and {OFFERS_MAX}")
    for name, text, limit in (
        ("hint", offer.hint, HINT_MAX),
        ("placeholder", offer.placeholder, PLACEHOLDER_MAX),
        ("data", data, DATA_MAX),
    ):
        if len(text) > limit or "\x00" in text:
            raise BadInput(name, f"{name}: size must be between 0 and {limit}")
    check_kinds(offer.keyboard, ASKING)
    for message in offer.messages:
        check_kinds(message.keyboard, CARRIED)
        if not message.text.strip() and not (message.files or message.contact or message.place):
            raise BadInput("messages", "Message must have text or attachments")
    return offer


def check_kinds(keyboard: Keyboard, allowed: Sequence[str]) -> None:
    """Raises BadInput(buttons)."""
    check_keyboard(keyboard)
    if any(button.kind not in allowed for row in keyboard for button in row):
        raise BadInput("buttons", f"buttons: only {', '.join(allowed)} here")


def shown_offer(offer: Offer) -> Offer:
    """As the person sees it: what a button tells its bot stays in the house."""
    return msgspec.structs.replace(
        offer,
        keyboard=shown_rows(offer.keyboard),
        messages=tuple(
            msgspec.structs.replace(one, keyboard=shown_rows(one.keyboard)) for one in offer.messages
        ),
    )


def files_of(offer: Offer) -> list[str]:
    """Everything it carries."""
    return [file.id for one in offer.messages for file in one.files]


def extra_of(bot: int, offered: Offered) -> dict[str, Any]:
    """What the posted message keeps: which bot wrote it, and the buttons."""
    kept: dict[str, Any] = {"via": bot}
    return kept | ({"kb": msgspec.to_builtins(offered.keyboard)} if offered.keyboard else {})
