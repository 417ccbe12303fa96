"""Texts for people exist in three languages; a text is a mapping from language to words."""

from typing import Literal

Lang = Literal["en", "ru", "ar"]
LANGS: tuple[Lang, ...] = ("en", "ru", "ar")
Words = dict[str, str]


def spoken(lang: str) -> Lang:
    """The nearest language we speak: `ru-RU` is `ru`, anything unknown is `en`."""
    short = lang.lower().replace("_", "-").split("-")[0]
    return next((known for known in LANGS if known == short), "en")
