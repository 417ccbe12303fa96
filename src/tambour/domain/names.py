"""Public names: what one may be, which look alike, and which nobody may have. Pure.

People, chats and bots share one space. A public name is 4 to 32 Latin letters, digits and single underscores: it is
read out, typed on any keyboard and printed on paper, and no name of another script can pose as it. Inside Latin,
and for shown names against the reserved ones, the *skeleton* (after Unicode Technical Standard 39) keeps
look-alikes apart: two texts that a reader may confuse have the same one.

The table is our own and small: the packages with Unicode's whole table judge mixed scripts only and call a word written
entirely in Cyrillic look-alikes harmless, which is the very trick to stop; and of its thousands of rows those that
imitate Latin letters or digits are here or fall out of compatibility decomposition.
"""

import re
import unicodedata

from tambour.domain.errors import BadInput

NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*")
SHORTEST = 4
LONGEST = 32

# One row: what is seen, and everything that looks like it. Upper case is looked up before it is folded:
# a capital I looks like l, a capital Cyrillic Н like H.
LIKE = {
    "a": "аαɑ⍺ӑӓ",
    "b": "ЬьвВƅᏏ",
    "c": "сСϲⅽᴄ",
    "d": "ԁⅾᏧ",
    "e": "еЕёЁєҽℯɛ",
    "f": "ſғϝ",
    "g": "ɡցԍ",
    "h": "һНнʜᏂ",
    "i": "іІіιїίɩı¡",
    "j": "јЈϳ",
    "k": "кКкκҟқᴋ",
    "l": "1I|ӏӀǀⅼוا١۱Ɩ",
    "m": "мМᴍⅿ",
    "n": "пПηող",
    "o": "0оОοσօӧ०๐٥۵ᴏθө",
    "p": "рРρƿϼ",
    "q": "ԛգզ",
    "r": "гГᴦⲅ",
    "s": "ѕЅꜱ",
    "t": "тТτᴛ",
    "u": "цυսᴜʋ",
    "v": "ѵνᴠ",
    "w": "шωԝաᴡщ",
    "x": "хХχ×ⅹ",
    "y": "уУγүʏყ",
    "z": "ᴢʐ",
    "A": "АΑ",
    "B": "Β",
    "E": "Ε",
    "H": "Η",
    "K": "Κ",
    "M": "Μ",
    "N": "Ν",
    "O": "Ο",
    "P": "Ρ",
    "T": "Τ",
    "X": "Χ",
    "Y": "Υ",
    "Z": "Ζ",
    "3": "зЗэЭӠ",
    "4": "чЧ",
}
SEEN_AS = {like: seen.lower() for seen, row in LIKE.items() for like in row}
PAIRS = (("rn", "m"), ("vv", "w"))
OFFICIAL_WORDS = """
admin admins administrator administration anonymous drum helpdesk moderation moderator moderators official
postmaster safety security server service staff support sysadmin system tambour webmaster
админ администратор администрация модератор модераторы модерация поддержка служба_поддержки тамбур безопасность
الدعم الإدارة المشرف
"""
OFFICIAL = frozenset(OFFICIAL_WORDS.split())
"""Who these names belong to speaks for the server."""
PATH_WORDS = """
about abuse account accounts addstickers api appeal appeals assets auth authority bots channel channels chat chats
console contact contacts deleted desk developer developers download events everyone faq feedback files group groups
health healthz help home index info invite invites join ledger legal login logout
media mail metrics moves news notice
notices null owner password phone police privacy public ready readyz report reports root rules saved search
services session sessions settings share signin signup sitemap static stats status team terms test
transparency undefined update updates user users verified verify well_known websocket
"""
PATHS = frozenset(PATH_WORDS.split())
"""These are addresses of the server or words of its language."""


def skeleton(text: str) -> str:
    """What the text looks like: equal for texts that a reader may confuse. skeleton(skeleton(x)) == skeleton(x)."""
    seen = "".join(SEEN_AS.get(char, char) for char in text)
    seen = unicodedata.normalize("NFKD", seen)
    seen = "".join(SEEN_AS.get(char, char) for char in seen if unicodedata.category(char) not in UNSEEN)
    seen = "".join(SEEN_AS.get(char, char) for char in seen.lower())
    seen = "".join(char for char in seen if char.isalnum())
    for pair, one in PAIRS:
        seen = seen.replace(pair, one)
    return seen


UNSEEN = ("Mn", "Me", "Cf", "Cc")
OFFICIAL_SKELETONS = frozenset(skeleton(name) for name in OFFICIAL)
RESERVED_SKELETONS = OFFICIAL_SKELETONS | frozenset(skeleton(name) for name in PATHS)
POSES = OFFICIAL_SKELETONS | frozenset(
    skeleton(f"{first} {second}")
    for official in OFFICIAL
    for first, second in (("tambour", official), (official, "tambour"), (official, "team"), ("the", official))
)


def clean_public_name(text: str) -> str:
    """The name as it will be shown. Raises BadInput(name) with why name.length, name.form or name.reserved."""
    name = text.strip().removeprefix("@")
    if not SHORTEST <= len(name) <= LONGEST:
        raise BadInput("name", f"{SHORTEST} to {LONGEST} characters", why="name.length")
    if not NAME.fullmatch(name):
        raise BadInput("name", "Latin letters, digits, single underscores inside", why="name.form")
    if skeleton(name) in RESERVED_SKELETONS:
        raise BadInput("name", "this name is reserved", why="name.reserved")
    return name


def poses_as_official(shown: str) -> bool:
    """Whether a shown name, as a whole, reads as the server's own: «Support», «Ѕuрроrt Team», «Админиcтратор»."""
    return skeleton(shown) in POSES or skeleton(shown.lower()) in POSES
