"""What the pieces of a text have that calls for looking at it in another way: pieces repeat, so that is remembered.

Pieces are what spaces part. No pattern here can hold a space, so a text has what one of its pieces has, exactly; only
of FILLER, which is several words, a piece tells that one may be there. Pure.
"""

import re

from tambour.moderation.text.remembered import Remembered


class Trait:
    """Bits: of a piece, or of all pieces of a text."""

    SIGNED = 1
    """Signs or digits within words, or characters that no ordinary text has."""
    NUMBERED = 2
    CAMEL = 4
    FILLED = 8
    CASED = 16
    """Capitals where base64 has them."""
    FILLER = 32
    BACON = 64


SIGNED = re.compile(
    r"[^\W\d_]\d+[^\W\d_]|[^\x00-\u017f\u0218-\u021b\u02bc\u0301\u0400-\u045f\u0621-\u0655\u0660-\u0669\u2000-\u206f]"
    r"|[^\W_][^\w\s.,;:!'’\"-]+(?=[^\W_])|[^\W_]_+(?=[^\W_])|[*#]"
)
NUMBERED = re.compile(r"(?<=[^\W\d_])[^\w\s]?\d+[^\w\s]?(?=[^\W\d_])")
CAMEL = re.compile("[a-zа-яß-öø-ÿığş][A-ZА-ЯÀ-ÖØ-ÞİŞĞ]")
FILLED = re.compile(r"(?<![^\W_])[^\W_]([^\W_])(?:[^\W_]\1){2,}[^\W_]?(?![^\W_])")
"""lxaxnxtxexrxn: the same letter after each."""
CASED = re.compile("[a-z0-9][A-Z]|[A-Z]{3}[A-Z0-9]|=")
BACON = re.compile("[abAB]{5}")
FILLERS = (
    r"h+m+|u+h+m*|um{2,}|e+rm+|a+h+|o+h+|you know|lol|(?:ha){2,}|heh"
    r"|э+|м+|ну|типа|хм+|как бы|короче|это самое|эт[оа][тй]? сам[а-я]{2}|(?:ха){2,}|يعني|[هآ]{2,}|اه+|طيب|م{2,}"
    r"|euh+|hein|ä+h+m*|naja|e+h+|şey|yani|hani|ee+"
)
"""What people say while they look for the next word."""
FIRST_OF_FILLER = re.compile(rf"(?:{FILLERS}|you|как|эт[оа][тй]?)[,.…]*", re.IGNORECASE)
FOUND = (
    (Trait.SIGNED, SIGNED),
    (Trait.NUMBERED, NUMBERED),
    (Trait.CAMEL, CAMEL),
    (Trait.FILLED, FILLED),
    (Trait.CASED, CASED),
    (Trait.BACON, BACON),
)


@Remembered
def of_piece(piece: str) -> int:
    """The traits of one piece."""
    found = sum(trait for trait, pattern in FOUND if pattern.search(piece))
    words = piece.split()
    if len(words) > 1 or FIRST_OF_FILLER.fullmatch(piece.strip()):
        found |= Trait.FILLER
    return found


def traits(text: str) -> int:
    """All that its pieces have."""
    found = 0
    for piece in text.split(" "):
        found |= of_piece[piece]
    return found
