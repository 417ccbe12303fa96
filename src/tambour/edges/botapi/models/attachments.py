"""What a message carries besides words: as it comes, and as a bot asks for it."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from tambour.edges.botapi.models.buttons import (
    AnyReplyButton,
    InlineKeyboardAttachmentRequestPayload,
    Keyboard,
)
from tambour.edges.botapi.models.photos import PhotoAttachmentPayload, PhotoAttachmentRequestPayload
from tambour.edges.botapi.models.users import User


class AttachmentPayload(Struct, kw_only=True):
    """Where it can be fetched."""

    url: str


class MediaAttachmentPayload(AttachmentPayload, kw_only=True):
    """And how it is sent again."""

    token: str


class FileAttachmentPayload(AttachmentPayload, kw_only=True):
    """And how it is sent again."""

    token: str


class StickerAttachmentPayload(AttachmentPayload, kw_only=True):
    """And how it is sent again."""

    code: str


class ContactAttachmentPayload(Struct, kw_only=True):
    """A card; `tam_info` and `max_info` are the same: one for each dialect."""

    vcf_info: str | UnsetType | None = UNSET
    tam_info: User | UnsetType | None = UNSET
    max_info: User | UnsetType | None = UNSET
    hash: str | UnsetType | None = UNSET


class ShareAttachmentPayload(Struct, kw_only=True):
    """A link's preview."""

    url: Annotated[str, Meta(min_length=1)] | UnsetType | None = UNSET
    token: str | UnsetType | None = UNSET


class VideoThumbnail(PhotoAttachmentPayload, kw_only=True):
    """A still: MAX asks for its address only, TamTam for a picture's whole payload."""


class Attachment(Struct, kw_only=True, tag_field="type"):
    """Base of all of them."""


class PhotoAttachment(Attachment, tag="image", kw_only=True):
    """A picture."""

    payload: PhotoAttachmentPayload


class VideoAttachment(Attachment, tag="video", kw_only=True):
    """A film; `duration` in seconds."""

    payload: MediaAttachmentPayload
    thumbnail: VideoThumbnail | UnsetType | None = UNSET
    width: int | UnsetType | None = UNSET
    height: int | UnsetType | None = UNSET
    duration: int | UnsetType | None = UNSET


class AudioAttachment(Attachment, tag="audio", kw_only=True):
    """Sound."""

    payload: MediaAttachmentPayload
    transcription: str | UnsetType | None = UNSET


class FileAttachment(Attachment, tag="file", kw_only=True):
    """Any file; `size` in bytes."""

    payload: FileAttachmentPayload
    filename: str
    size: int


class StickerAttachment(Attachment, tag="sticker", kw_only=True):
    """A sticker."""

    payload: StickerAttachmentPayload
    width: int
    height: int


class ContactAttachment(Attachment, tag="contact", kw_only=True):
    """A card."""

    payload: ContactAttachmentPayload


class InlineKeyboardAttachment(Attachment, tag="inline_keyboard", kw_only=True):
    """Buttons."""

    payload: Keyboard


class ShareAttachment(Attachment, tag="share", kw_only=True):
    """A link's preview."""

    payload: ShareAttachmentPayload
    title: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    image_url: str | UnsetType | None = UNSET


class LocationAttachment(Attachment, tag="location", kw_only=True):
    """A place."""

    latitude: float
    longitude: float


class DataAttachment(Attachment, tag="data", kw_only=True):
    """In the schema of MAX only."""

    data: str


class ReplyKeyboardAttachment(Attachment, tag="reply_keyboard", kw_only=True):
    """In the schema of MAX only."""

    buttons: list[list[AnyReplyButton]]


AnyAttachment = (
    PhotoAttachment | VideoAttachment | AudioAttachment | FileAttachment | StickerAttachment | ContactAttachment
    | InlineKeyboardAttachment | ShareAttachment | LocationAttachment
)  # fmt: skip


class UploadedInfo(Struct, kw_only=True):
    """What an upload of video, sound or a file answers."""

    token: str | UnsetType = UNSET


class ContactAttachmentRequestPayload(Struct, kw_only=True):
    """`contact_id` is a person here."""

    name: str | None = None
    contact_id: int | None = None
    vcf_info: str | None = None
    vcf_phone: str | None = None


class StickerAttachmentRequestPayload(Struct, kw_only=True):
    """By its code."""

    code: str


class AttachmentRequest(Struct, kw_only=True, tag_field="type"):
    """Base of all of them."""


class PhotoAttachmentRequest(AttachmentRequest, tag="image", kw_only=True):
    """A picture."""

    payload: PhotoAttachmentRequestPayload


class VideoAttachmentRequest(AttachmentRequest, tag="video", kw_only=True):
    """A film."""

    payload: UploadedInfo


class AudioAttachmentRequest(AttachmentRequest, tag="audio", kw_only=True):
    """Sound."""

    payload: UploadedInfo


class FileAttachmentRequest(AttachmentRequest, tag="file", kw_only=True):
    """Any file."""

    payload: UploadedInfo


class StickerAttachmentRequest(AttachmentRequest, tag="sticker", kw_only=True):
    """A sticker."""

    payload: StickerAttachmentRequestPayload


class ContactAttachmentRequest(AttachmentRequest, tag="contact", kw_only=True):
    """A card."""

    payload: ContactAttachmentRequestPayload


class InlineKeyboardAttachmentRequest(AttachmentRequest, tag="inline_keyboard", kw_only=True):
    """Buttons."""

    payload: InlineKeyboardAttachmentRequestPayload


class LocationAttachmentRequest(AttachmentRequest, tag="location", kw_only=True):
    """A place."""

    latitude: float
    longitude: float


class ShareAttachmentRequest(AttachmentRequest, tag="share", kw_only=True):
    """A link's preview."""

    payload: ShareAttachmentPayload


class ReplyKeyboardAttachmentRequest(AttachmentRequest, tag="reply_keyboard", kw_only=True):
    """In the schema of MAX only."""

    buttons: Annotated[list[list[AnyReplyButton]], Meta(min_length=1)]
    direct: bool = False
    direct_user_id: int | None = None


AnyAttachmentRequest = (
    PhotoAttachmentRequest | VideoAttachmentRequest | AudioAttachmentRequest | FileAttachmentRequest
    | StickerAttachmentRequest | ContactAttachmentRequest | InlineKeyboardAttachmentRequest
    | LocationAttachmentRequest | ShareAttachmentRequest
)  # fmt: skip


class UploadEndpoint(Struct, kw_only=True):
    """Where to bring bytes; the token of video and sound is there already."""

    url: str
    token: str | UnsetType = UNSET


class VideoUrls(Struct, kw_only=True):
    """By their height."""

    mp4_1080: str | UnsetType | None = UNSET
    mp4_720: str | UnsetType | None = UNSET
    mp4_480: str | UnsetType | None = UNSET
    mp4_360: str | UnsetType | None = UNSET
    mp4_240: str | UnsetType | None = UNSET
    mp4_144: str | UnsetType | None = UNSET
    hls: str | UnsetType | None = UNSET


class VideoAttachmentDetails(Struct, kw_only=True):
    """All about one film; `duration` in seconds."""

    token: str
    width: int
    height: int
    duration: int
    urls: VideoUrls | UnsetType | None = UNSET
    thumbnail: PhotoAttachmentPayload | UnsetType | None = UNSET
