"""Texts for people exist in three languages; a text is a mapping from language to words."""

from typing import Literal, cast

Lang = Literal["en", "ru", "ar"]
LANGS: tuple[Lang, ...] = ("en", "ru", "ar")
Words = dict[str, str]


def spoken(lang: str) -> Lang:
    """The nearest language we speak: `ru-RU` is `ru`, anything unknown is `en`."""
    short = lang.lower().replace("_", "-").split("-")[0]
    return cast(Lang, short) if short in LANGS else "en"
