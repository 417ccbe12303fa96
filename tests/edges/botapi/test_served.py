"""What of both contracts is served: every operation, update, attachment, button and look, or a reason why not."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from tambour.domain.bots.keyboard import ButtonKind
from tambour.edges.botapi.hearing import TYPES
from tambour.edges.botapi.models.attachments import AnyAttachment, AnyAttachmentRequest
from tambour.edges.botapi.routes import OPERATIONS
from tambour.edges.botapi.showing import LOOKS
from tests.edges.botapi.conftest import BotTown, Refused
from tests.edges.botapi.contracts import FILES, contract, schemas

NOT_SERVED = {
    "dialog_cleared": "putting a dialog away and clearing it is one act here, and told as dialog_removed",
    "reply_keyboard": "in schemas that no operation, and no discriminator, refers to",
    "data": "in a schema that no operation, and no discriminator, refers to",
}
"""Each is in docs/bot-api, too."""
PAPER = Path(__file__).parents[3] / "docs/bot-api/README.md"


def mapping(file: str, schema: str) -> set[str]:
    """Kinds that a discriminator tells apart."""
    return set(schemas(file).get(schema, {}).get("discriminator", {}).get("mapping", {}))


def shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


@pytest.mark.parametrize("file", FILES)
def test_every_operation_is_served(file: str) -> None:
    ours = {(shape(path), method) for path, ways in OPERATIONS.items() for method in ways}
    theirs = {
        (shape(path), method.upper())
        for path, ways in contract(file)["paths"].items()
        for method in ways
        if method in ("get", "post", "put", "patch", "delete")
    }
    assert theirs
    assert theirs - ours == set()


@pytest.mark.parametrize("file", FILES)
def test_every_update_is_told(file: str) -> None:
    theirs = mapping(file, "Update")
    assert theirs
    assert theirs - set(TYPES.values()) - set(NOT_SERVED) == set()


@pytest.mark.parametrize("file", FILES)
def test_every_attachment_is_taken_and_shown(file: str) -> None:
    taken = {one.__struct_config__.tag for one in get_args(AnyAttachmentRequest)}
    shown = {one.__struct_config__.tag for one in get_args(AnyAttachment)}
    assert mapping(file, "AttachmentRequest") - taken - set(NOT_SERVED) == set()
    assert mapping(file, "Attachment") - shown - set(NOT_SERVED) == set()


@pytest.mark.parametrize("file", FILES)
def test_every_look_is_shown(file: str) -> None:
    shown = {one.__struct_config__.tag for one in LOOKS.values()} | {"link", "user_mention"}
    assert mapping(file, "MarkupElement") - shown == set()


@pytest.mark.parametrize("file", FILES)
def test_every_button_is_served(file: str) -> None:
    assert mapping(file, "Button") - set(get_args(ButtonKind)) - set(NOT_SERVED) == set()


BUTTONS: dict[str, dict[str, Any]] = {
    "callback": {"payload": "p", "intent": "positive"},
    "link": {"url": "https://example.org"},
    "request_contact": {},
    "request_geo_location": {"quick": True},
    "chat": {"chat_title": "T", "chat_description": "D", "start_payload": "P", "uuid": 7},
    "message": {},
    "clipboard": {"payload": "c"},
    "open_app": {"web_app": "some_bot", "contact_id": 7, "payload": "start"},
}


async def test_every_button_comes_back_as_it_was_sent(bots: BotTown) -> None:
    assert set(BUTTONS) == set(get_args(ButtonKind))
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    rows = [[{"type": kind, "text": kind} | more] for kind, more in BUTTONS.items()]
    sent = await bot.send(
        "All", to=user, attachments=[{"type": "inline_keyboard", "payload": {"buttons": rows}}]
    )
    assert sent["body"]["attachments"][0]["payload"]["buttons"] == rows
    for more in ({"contact_id": -1}, {"contact_id": 1 << 63}, {"web_app": "x" * 2049}):
        app = [[{"type": "open_app", "text": "App"} | more]]
        with pytest.raises(Refused) as no:
            await bot.send(
                "App", to=user, attachments=[{"type": "inline_keyboard", "payload": {"buttons": app}}]
            )
        assert (no.value.status, no.value.code) == (400, "proto.payload")


def test_what_is_not_served_is_in_no_discriminator_unless_it_has_to_be_and_is_written_down() -> None:
    section = PAPER.read_text(encoding="utf-8").split("## What is not served", 1)[1].split("\n## ", 1)[0]
    for name, why in NOT_SERVED.items():
        assert f"`{name}`" in section
        assert why
    everything = {name for file in FILES for one in schemas(file) for name in mapping(file, one)}
    assert set(NOT_SERVED) & everything == {"dialog_cleared"}
