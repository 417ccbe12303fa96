"""The bank: what an operator's people look for and what they keep out, each entry with its source, expiry and state.

An entry begins in shadow: it is searched for and counted, and nobody is bothered. Live, it puts what it finds before
people. Entries of links and of bytes that are live and certain also refuse what is about to be sent, and those of which
two people say so hold it until somebody has looked (atgate.py); both need a second person. Pure.
"""

import re
import zlib
from dataclasses import dataclass, replace
from typing import Literal, get_args

from tambour.domain.errors import BadInput
from tambour.moderation.harms import BY_KEY
from tambour.moderation.text.links import key_of
from tambour.moderation.text.near import LETTERS_MIN, letters
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.ordinary import Ordinary
from tambour.moderation.text.terms import TERM_MAX, Entry, MakeFind, Mode, bare, ways_of

Kind = Literal[
    "name", "phrase", "pattern", "text", "link", "sha256", "sha1", "md5", "pdq", "picture", "film", "sound"
]
Opinion = Literal["positive", "seed", "disputed"]
"""Disputed: others have said both. Only what is positive ever acts."""
State = Literal["waiting", "enabled", "disabled"]
KINDS: tuple[str, ...] = get_args(Kind)
SAMPLED = ("picture", "film", "sound")
"""Made of a file that somebody brings; the value is its SHA-256."""
WORDED: tuple[str, ...] = ("name", "phrase", "pattern", "text", "link")
"""Found in words."""
BYTES = ("sha256", "sha1", "md5")
"""A file by a digest of its bytes."""
MEDIA = ("pdq", *SAMPLED)
WRITTEN = tuple(kind for kind in KINDS if kind not in SAMPLED)
"""What can be written down in a form or a file."""
ACTING = ("link", *BYTES, *MEDIA)
"""Live and certain, they keep something out."""
OPINIONS: tuple[str, ...] = get_args(Opinion)
MODES: tuple[str, ...] = get_args(Mode)
VALUE_MAX = 4_000
NOTE_MAX = 500
SOURCE_MAX = 120
WORDS_MAX = 20
ENTRIES_MAX = 20_000
HEX = re.compile("[0-9a-f]+")
DIGITS = {"md5": 32, "sha1": 40} | dict.fromkeys(("sha256", "pdq", *SAMPLED), 64)
LANGUAGE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """One row of `bank_entries`. `ratio`: of a hundred chats it is tried in so many hundredths."""

    id: int = 0
    kind: str
    value: str
    category: str
    lang: str = ""
    rare: bool = False
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    opinion: str = "positive"
    mode: str = "shadow"
    state: str = "enabled"
    ratio: float = 1.0
    expires: int = 0
    source: str = ""
    note: str = ""
    added_by: int = 0
    second_by: int = 0
    created: int = 0
    own: str = ""
    """Our own word on it, which goes before everybody else's; '' where only lists say something."""
    gate: str = ""
    """What the gate does with a match: look or hold; '': what its kind does, see `at_gate`."""
    gate_by: int = 0
    gate_second: int = 0
    """The two who let it hold."""
    asks: str = ""
    """Somebody (`asked_by`) wants it to hold or refuse, and nobody else has agreed yet."""
    asked_by: int = 0

    @property
    def at_gate(self) -> str:
        """What is done with a match that is about to be sent to a public chat, where it is live and certain: look (let
        it through and look afterwards), hold (keep it until somebody has looked), refuse (send it back)."""
        return self.gate or ("refuse" if self.kind in ACTING else "look")

    @property
    def armed(self) -> bool:
        """Live and certain?"""
        return self.opinion == "positive" and self.mode == "live"

    @property
    def acts(self) -> bool:
        """Would it refuse what is about to be sent?"""
        return self.armed and self.at_gate == "refuse"

    @property
    def holds(self) -> bool:
        """Would it hold what is about to be sent?"""
        agreed = 0 < self.gate_second != self.gate_by > 0
        return self.armed and self.state == "enabled" and self.gate == "hold" and agreed

    def tried_in(self, chat: int) -> bool:
        """Is this chat among those in which it is tried? The same chats every time."""
        return zlib.crc32(f"{self.id}:{chat}".encode()) % 1_000 < self.ratio * 1_000

    def living(self, now: int) -> bool:
        """Enabled and not expired."""
        return self.state == "enabled" and not 0 < self.expires <= now


def checked(entry: BankEntry, own: str, make_patterns: MakeFind) -> BankEntry:
    """The entry made clean. Raises BadInput with the name of the field. `own`: the server's address."""
    wrong = {
        "kind": entry.kind not in KINDS,
        "category": entry.category not in BY_KEY,
        "opinion": entry.opinion not in OPINIONS,
        "mode": entry.mode not in MODES,
        "ratio": not 0 < entry.ratio <= 1,
        "lang": bool(entry.lang) and not LANGUAGE.fullmatch(entry.lang),
        "note": len(entry.note) > NOTE_MAX,
        "source": not 0 < len(entry.source.strip()) <= SOURCE_MAX,
        "needs": not few(entry.needs),
        "unless": not few(entry.unless),
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            raise BadInput(name)
    terms = entry.kind in ("name", "phrase", "pattern")
    return replace(
        entry,
        value=clean_value(entry.kind, entry.value.strip(), own, make_patterns),
        rare=entry.rare and entry.kind in ("name", "phrase"),
        needs=entry.needs if terms else (),
        unless=entry.unless if terms else (),
        source=entry.source.strip(),
        note=entry.note.strip(),
        gate="",  # that is asked for and agreed to, never brought along
        gate_by=0,
        gate_second=0,
        asks="",
        asked_by=0,
    )


def few(words: tuple[str, ...]) -> bool:
    """Not too many, and none too long?"""
    return len(words) <= WORDS_MAX and all(len(word) <= TERM_MAX for word in words)


def one_common(entry: BankEntry, known: Ordinary) -> bool:
    """Is it a name of one word, and that an ordinary one, with nothing said of what has to stand beside it?"""
    words = bare(entry.value).split() if entry.kind == "name" and not entry.needs else []
    return len(words) == 1 and known.common(words)


def clean_value(kind: str, value: str, own: str, make_patterns: MakeFind) -> str:
    """The value in the one form in which it is kept. Raises BadInput(value)."""
    if not value or len(value) > VALUE_MAX:
        raise BadInput("value", limit=VALUE_MAX)
    if kind == "link":
        value, good = key_of(value, own), key_of(value, own) not in ("", key_of(own, own))
    elif kind in DIGITS:
        value = value.lower()
        good = HEX.fullmatch(value) is not None and len(value) == DIGITS[kind]
    elif kind == "text":
        good = len(letters(normalise(value).text)) >= LETTERS_MIN
    elif kind == "pattern":
        good = compiles(value, make_patterns)
    else:
        good = len(value) <= TERM_MAX and bool(ways_of(Entry(id=0, term=value, category="other")))
    if not good:
        raise BadInput("value")
    return value


def compiles(expression: str, make_patterns: MakeFind) -> bool:
    """Is it an expression of RE2, and a small one?"""
    try:
        make_patterns([expression])
    except ValueError:
        return False
    return True
