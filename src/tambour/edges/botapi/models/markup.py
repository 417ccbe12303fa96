"""Looks of a text. Offsets and lengths count UTF-16 units."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

TextFormat = Literal["markdown", "html"]


class MarkupElement(Struct, kw_only=True, tag_field="type"):
    """Base of all of them."""

    start: int = field(name="from")
    length: int


class StrongMarkup(MarkupElement, tag="strong"):
    """Bold."""


class EmphasizedMarkup(MarkupElement, tag="emphasized"):
    """Italic."""


class MonospacedMarkup(MarkupElement, tag="monospaced"):
    """Code."""


class LinkMarkup(MarkupElement, tag="link", kw_only=True):
    """Words that lead somewhere."""

    url: Annotated[str, Meta(min_length=1, max_length=2048)]


class StrikethroughMarkup(MarkupElement, tag="strikethrough"):
    """Struck through."""


class UnderlineMarkup(MarkupElement, tag="underline"):
    """Underlined."""


class UserMentionMarkup(MarkupElement, tag="user_mention", kw_only=True):
    """A person by public name or by number."""

    user_link: str | UnsetType | None = UNSET
    user_id: int | UnsetType | None = UNSET


class HeadingMarkup(MarkupElement, tag="heading"):
    """A heading."""


class HighlightedMarkup(MarkupElement, tag="highlighted"):
    """Marked as with a pen."""


class QuoteMarkup(MarkupElement, tag="quote"):
    """Somebody else's words."""


Markup = (
    StrongMarkup | EmphasizedMarkup | MonospacedMarkup | LinkMarkup | StrikethroughMarkup | UnderlineMarkup
    | UserMentionMarkup | HeadingMarkup | HighlightedMarkup | QuoteMarkup
)  # fmt: skip
