"""Pictures by address, by token, or by what an upload answered."""

from typing import Annotated

from msgspec import Meta, Struct


class PhotoToken(Struct, kw_only=True):
    """Names an uploaded picture."""

    token: str


class PhotoTokens(Struct, kw_only=True):
    """What uploading a picture answers."""

    photos: dict[str, PhotoToken]


class PhotoAttachmentRequestPayload(Struct, kw_only=True):
    """Exactly one of them."""

    url: Annotated[str, Meta(min_length=1)] | None = None
    token: str | None = None
    photos: dict[str, PhotoToken] | None = None


class PhotoAttachmentPayload(Struct, kw_only=True):
    """A picture that is there."""

    photo_id: int
    token: str
    url: str


class Image(Struct, kw_only=True):
    """A picture by its address."""

    url: str
