"""Every schema of both contracts against our types: fields, what is required, enumerations, limits."""

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest

from tambour.edges.botapi.models import attachments, buttons, chats, markup, messages, photos, updates, users
from tests.edges.botapi.contracts import FILES, KEPT_OUT, resolved, schemas, whole

ROOMS = (attachments, buttons, chats, markup, messages, photos, updates, users)
TYPES: dict[str, Any] = {name: value for room in ROOMS for name, value in vars(room).items()}
ASKED = {
    "BotPatch", "NewMessageBody", "NewMessageLink", "ChatPatch", "ActionRequestBody", "PinMessageBody", "UserIdsList",
    "SubscriptionRequestBody", "CallbackAnswer", "ConstructorAnswer", "ConstructedMessageBody", "ChatAdmin",
    "ChatAdminsList", "ContactAttachmentRequestPayload", "PhotoAttachmentRequestPayload", "ShareAttachmentPayload",
}  # fmt: skip
"""Bodies of requests: what a contract requires there may be absent here, clients leave nulls out."""
TAGS = {"type", "update_type", "input_type"}
NOT_OURS = {"bigint": "an integer", "UploadType": "a parameter, in its route"}


def every() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for name in schemas(file):
            yield file, name


def field_types(kind: Any) -> list[Any]:
    """What a field may hold, unions and annotations taken apart."""
    if isinstance(kind, types.UnionType) or get_origin(kind) is Union:
        return [one for part in get_args(kind) for one in field_types(part)]
    return [kind]


def limits_of(kind: Any) -> dict[str, int]:
    """Lengths that our type holds a string or list to."""
    found: dict[str, int] = {}
    for one in field_types(kind):
        for meta in getattr(one, "__metadata__", ()):
            for ours, theirs in (("min_length", "minLength"), ("max_length", "maxLength")):
                if getattr(meta, ours) is not None:
                    origin = get_origin(one.__origin__) or one.__origin__
                    found[theirs.replace("Length", "Items") if origin is list else theirs] = getattr(
                        meta, ours
                    )
    return found


@pytest.mark.parametrize(("file", "name"), list(every()), ids=lambda part: str(part).split("-bot")[0])
def test_a_schema_has_its_type(file: str, name: str) -> None:
    schema = schemas(file)[name]
    if name in NOT_OURS:
        return
    if "enum" in schema:
        ours = TYPES[name]
        assert get_origin(ours) is Literal
        assert set(schema["enum"]) <= set(get_args(ours))
        return
    ours = TYPES[name]
    fields = {f.encode_name: f for f in msgspec.structs.fields(ours)}
    shape = whole(file, schema)
    for wanted, inner in shape["properties"].items():
        if wanted in TAGS:
            continue
        assert wanted in fields, f"{name}.{wanted}"
        check_limits(file, name, wanted, inner, fields[wanted].type)
    answered = not (name in ASKED or name.endswith(("Request", "RequestPayload")))
    for wanted in shape["required"] - TAGS if answered else ():
        if (name, wanted) in KEPT_OUT or wanted not in shape["properties"]:
            continue
        assert fields[wanted].required, f"{name}.{wanted} is always there"


def check_limits(file: str, name: str, field: str, schema: dict[str, Any], ours: Any) -> None:
    """A limit of the contract is ours, too, and no other value of an enumeration is taken or given."""
    inner = resolved(file, schema)
    limits = {
        k: v for k, v in (schema | inner).items() if k in ("minLength", "maxLength", "minItems", "maxItems")
    }
    if inner.get("type") == "array" and "minLength" in limits:  # said so of one list
        limits["minItems"] = limits.pop("minLength")
    mine = limits_of(ours)
    for limit, value in limits.items():
        assert mine.get(limit) == value, f"{name}.{field} {limit}"


@pytest.mark.parametrize("file", FILES)
def test_a_discriminator_knows_the_same_kinds(file: str) -> None:
    unions = {
        "Attachment": attachments.AnyAttachment,
        "AttachmentRequest": attachments.AnyAttachmentRequest,
        "Button": buttons.AnyButton,
        "MarkupElement": markup.Markup,
        "Update": updates.AnyUpdate,
        "ReplyButton": buttons.AnyReplyButton,
    }
    for name, union in unions.items():
        theirs = schemas(file).get(name, {}).get("discriminator", {}).get("mapping", {})
        assert set(theirs) <= {one.__struct_config__.tag for one in get_args(union)}, name
