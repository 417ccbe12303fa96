"""A pack of stickers as it travels, and its limits. Shapes only."""

import msgspec

from tambour.domain.files import File

PACK_MAX = 120
OWN_MAX = 20
INSTALLED_MAX = 100
TITLE_MAX = 64
EMOJI_MAX = 16


class Sticker(msgspec.Struct, frozen=True, omit_defaults=True, rename={"file": "fl", "emoji": "e"}):
    """One picture, and the emoji it stands for."""

    file: File
    emoji: str = ""


class Pack(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"title": "ti", "owner": "ow", "stickers": "st"},
):
    """`owner`: who may change it."""

    id: str
    title: str
    owner: int = 0
    stickers: tuple[Sticker, ...] = ()
