"""The law of the fast door: may this be said, here, now? Pure."""

from dataclasses import dataclass

from tambour.domain.commands import Send
from tambour.domain.errors import BadInput, Forbidden, Moderated, Restricted, SlowMode
from tambour.domain.guard import WordRule
from tambour.domain.ids import DAY_MS, Rid, rid_time
from tambour.domain.rights import DIALOG_ALL, May, Right

RID_OLDEST_MS = 8 * DAY_MS
RID_NEWEST_MS = DAY_MS


@dataclass(slots=True, kw_only=True)
class Place:
    """A person's place in a chat as the fast door knows it: valid while the chat's `gen` is the same."""

    chat: int
    user: int
    kind: str
    gen: int
    state: str = "live"
    state_case: int = 0
    permissions: int = 0
    slow_s: int = 0
    forced_slow_s: int = 0
    """Slow mode by the platform: for administrators and channels as well."""
    limits: int = 0
    """Bits of Limit."""
    words: int = 0
    """Version of the chat's word rules where they bind this person, else 0."""
    word_rules: tuple[WordRule, ...] = ()
    sign: bool = False
    protect: bool = False
    role: str = ""
    """'' means: not a member."""
    rights: int = 0
    denied: int = 0
    denied_until: int = 0
    last_sent: int = 0
    suspended_until: int = 0
    suspended_case: int = 0
    blocked: bool = False
    """The other side of a dialog does not want to hear this person."""
    guest: bool = False
    """No member of this public discussion group, but free to comment there."""
    name: str = ""
    public: bool = False
    """Anybody may read what is said there."""

    def forbids(self, now: int) -> int:
        """Permission bits taken from this person at this moment."""
        return self.denied if self.denied_until == 0 or self.denied_until > now else 0


def decide_send(place: Place, want: Send, *, now: int) -> None:
    """Raises the Refusal that says why not; returns when it may be said."""
    check_rid(Rid(want.rid), now=now)
    if place.suspended_until > now:
        raise Moderated("account suspended", reason="account.suspended", case=place.suspended_case)
    if place.state != "live":
        raise Moderated("the chat is closed", reason=f"chat.{place.state}", case=place.state_case)
    if not want.root:
        check_place(place, want, now=now)


def check_place(place: Place, want: Send, *, now: int) -> None:
    """By the person's place in a living chat."""
    if place.role == "" and not (place.guest and want.thread):
        raise Forbidden("chat.not_a_member")
    if place.kind == "dialog" and place.blocked:
        raise Forbidden("dialog.blocked")
    if place.kind in ("saved", "dialog"):
        return
    if place.kind == "channel":
        if place.role != "owner" and not place.rights & Right.POST:
            raise Forbidden("channel.not_an_author")
    elif place.role in ("member", ""):
        check_member(place, want, now=now)
    check_slow(place, place.forced_slow_s, now)


def check_member(place: Place, want: Send, *, now: int) -> None:
    """Permissions of a plain member of a group, and slow mode."""
    needed = May.SEND | (May.POLLS if want.kind == "poll" else May(0)) | (May.MEDIA if want.files else May(0))
    if has_link(want):
        needed |= May.LINKS
    if place.forbids(now) & needed:
        raise Restricted("restricted here", why="chat.restricted", until=place.denied_until or None)
    if needed & ~place.permissions & DIALOG_ALL:
        raise Forbidden("chat.not_permitted")
    check_slow(place, place.slow_s, now)


def check_slow(place: Place, slow_s: int, now: int) -> None:
    """Raises SlowMode while the person spoke less than `slow_s` ago."""
    wait_ms = place.last_sent + slow_s * 1000 - now
    if slow_s and wait_ms > 0:
        raise SlowMode(-(-wait_ms // 1000))


def has_link(want: Send) -> bool:
    """Does the text carry a link?"""
    return any(entity[0] in ("link", "url") for entity in want.entities)


def check_rid(rid: Rid, *, now: int) -> None:
    """A rid tells when it was drawn; too old or too new would fall out of the kept days."""
    age = now - rid_time(rid)
    if rid <= 0 or rid >= 1 << 63 or age > RID_OLDEST_MS or age < -RID_NEWEST_MS:
        raise BadInput("rid", "the clock in rid is off", now=now)
