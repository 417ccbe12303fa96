"""People: a row of state, what others may see of it, and what a shown name may be. Pure."""

import unicodedata
from dataclasses import dataclass, field

import msgspec

from tambour.domain.errors import BadInput

NAME_MAX = 64
ABOUT_MAX = 256
MINUTE_MS = 60_000
ROLES = ("member", "moderator", "admin")
LANGS = ("en", "ru", "ar")
AUDIENCES = ("all", "contacts", "nobody")
PRIVACY_DEFAULT = {"find_by_phone": "all", "last_seen": "all", "add_to_groups": "all"}
COMBINING_RUN_MAX = 8
ZERO_WIDTH_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row of `users`. Times are milliseconds; 0 means never, except `suspended_until` (None: not suspended)."""

    id: int
    name: str
    about: str = ""
    username: str = ""
    photo: str = ""
    lang: str = "en"
    role: str = "member"
    is_bot: bool = False
    verified: bool = False
    pts: int = 0
    last_seen: int = 0
    privacy: dict[str, str] = field(default_factory=dict)
    has_password: bool = False
    password_hint: str = ""
    suspended_until: int | None = None
    suspended_case: int = 0
    deleted: int = 0
    created: int = 0
    importer: int = 0
    """Who brought this person along in an import; 0: an account of its own."""

    def audience(self, rule: str) -> str:
        """Who may: all, contacts or nobody, by one of the keys of PRIVACY_DEFAULT."""
        return self.privacy.get(rule, PRIVACY_DEFAULT[rule])

    def suspended(self, now: int) -> bool:
        """True while moderation keeps this account from speaking."""
        return self.suspended_until is not None and self.suspended_until > now


@dataclass(frozen=True, slots=True)
class Tie:
    """How two people stand to each other. `viewer` looks at `other`."""

    mine: bool = False
    """The viewer has the other as a contact."""
    theirs: bool = False
    """The other has the viewer as a contact."""
    blocked: bool = False
    """The viewer blocked the other."""
    blocked_by: bool = False
    """The other blocked the viewer."""
    own_name: str = ""
    """What the viewer calls the other."""


STRANGERS = Tie()


class User(msgspec.Struct, omit_defaults=True, kw_only=True):
    """A person as a viewer may see them. Keys on the wire are the short ones of docs/protocol."""

    id: int = msgspec.field(name="u")
    name: str = msgspec.field(name="n", default="")
    username: str = msgspec.field(name="un", default="")
    about: str = msgspec.field(name="ab", default="")
    photo: str = msgspec.field(name="ph", default="")
    last_seen: int = msgspec.field(name="ls", default=0)
    online: int = msgspec.field(name="on", default=0)
    bot: int = 0
    verified: int = msgspec.field(name="ve", default=0)
    contact: int = msgspec.field(name="co", default=0)
    contact_name: str = msgspec.field(name="cn", default="")
    blocked: int = msgspec.field(name="bl", default=0)
    deleted: int = msgspec.field(name="del", default=0)
    imported: int = msgspec.field(name="im", default=0)


class Me(User):
    """One's own account: what a viewer sees and what only the owner knows."""

    phone: str = ""
    email: str = ""
    role: str = "member"
    lang: str = "en"
    password: int = msgspec.field(name="pw", default=0)
    suspended: int = msgspec.field(name="su", default=0)
    case: int = 0


def may(audience: str, tie: Tie) -> bool:
    """Whether somebody standing in `tie` belongs to the audience; who was blocked belongs to none."""
    if tie.blocked_by or audience == "nobody":
        return False
    return audience == "all" or tie.theirs


def show(person: Person, tie: Tie, *, now: int, viewer_hides: bool = False) -> User:
    """The person as the viewer may see them. Who hides the own last seen (`viewer_hides`) sees nobody else's."""
    if person.deleted:
        return User(id=person.id, deleted=1)
    veiled = tie.blocked_by or person.suspended(now)
    seen = may(person.audience("last_seen"), tie) and not viewer_hides and not person.is_bot
    return User(
        id=person.id,
        name=person.name,
        username=person.username,
        about="" if veiled else person.about,
        photo="" if veiled else person.photo,
        last_seen=person.last_seen if seen else 0,
        bot=int(person.is_bot),
        verified=int(person.verified),
        contact=int(tie.mine),
        contact_name=tie.own_name,
        blocked=int(tie.blocked),
        imported=int(person.importer != 0),
    )


def show_me(person: Person, *, now: int, phone: str = "", email: str = "") -> Me:
    """The owner's own view."""
    return Me(
        id=person.id,
        name=person.name,
        username=person.username,
        about=person.about,
        photo=person.photo,
        bot=int(person.is_bot),
        verified=int(person.verified),
        phone=phone,
        email=email,
        role=person.role,
        lang=person.lang,
        password=int(person.has_password),
        suspended=(person.suspended_until or 0) if person.suspended(now) else 0,
        case=person.suspended_case if person.suspended(now) else 0,
    )


def clean_line(text: str, field_name: str, most: int) -> str:
    """One line of human text: NFC, no controls or direction tricks, single spaces. Raises BadInput.

    Joiners stay (emoji and Persian need them); more than eight marks on one letter are refused.
    """
    kept = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    kept = "".join(char for char in kept if char in ZERO_WIDTH_JOINERS or not is_unseen(char))
    kept = " ".join(kept.split())
    if len(kept) > most:
        raise BadInput(field_name, "too long", why="text.too_long", limit=most)
    run = 0
    for char in kept:
        run = run + 1 if unicodedata.combining(char) else 0
        if run > COMBINING_RUN_MAX:
            raise BadInput(field_name, "too many marks", why="text.marks")
    return kept


def is_unseen(char: str) -> bool:
    """Controls, format and direction characters, surrogates, unassigned and private ones."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Co")


def clean_name(text: str) -> str:
    """A shown name of 1 to 64 characters with something to see in it. Raises BadInput(name)."""
    name = clean_line(text, "name", NAME_MAX)
    if not any(unicodedata.category(char)[0] in "LNSP" for char in name):
        raise BadInput("name", "a name is needed", why="name.empty")
    return name


def to_minute(now: int) -> int:
    """Last seen is never finer than this."""
    return now - now % MINUTE_MS
