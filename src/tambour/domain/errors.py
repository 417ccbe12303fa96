"""Every way this server says no. A Refusal is an answer; anything else is our bug.

Refusal                 code        retry   the client should
├─ NotSignedIn          AUTH        no      refresh the token or sign in
├─ NeedPassword         NEED_PASSWORD       ask for the second factor
├─ NeedName             NEED_NAME           ask for a name and sign up
├─ Forbidden            FORBIDDEN   no      say why (`why` is stable)
├─ NotFound             NOT_FOUND   no      forget it
├─ Gone                 GONE        no      drop its cache
├─ BadInput             BAD         no      mend the named field
├─ TooLarge             TOO_LARGE   no      say the limit
├─ Conflict             CONFLICT    maybe   fetch the newer version
├─ Flood                FLOOD       later   wait so many seconds
├─ SlowMode             SLOWMODE    later   count down
├─ Moderated            MODERATED   no      show the reason and the appeal
│  └─ Held              MODERATED   no      say that it waits for a person; the same rid finds out
├─ Restricted           RESTRICTED  later   show until when
├─ Retry                RETRY       soon    send the same again
├─ OldClient            OLD_CLIENT  no      update
└─ Resync               RESYNC      no      sync from nothing
"""

from typing import ClassVar


class Refusal(Exception):
    """A request was understood and declined; `facts` become fields of the answer."""

    code: ClassVar[str] = "BAD"

    def __init__(self, msg: str = "", **facts: int | str | bool | None) -> None:
        super().__init__(msg or self.code)
        self.msg = msg or self.code
        self.facts = facts


class NotSignedIn(Refusal):
    """No valid access token."""

    code = "AUTH"


class NeedPassword(Refusal):
    """The code was right; the account has a second factor. Facts: hint."""

    code = "NEED_PASSWORD"


class NeedName(Refusal):
    """The code was right; there is no account yet."""

    code = "NEED_NAME"


class Forbidden(Refusal):
    """Facts: why, a stable dotted reason such as chat.not_a_member."""

    code = "FORBIDDEN"

    def __init__(self, why: str, msg: str = "", **facts: int | str | bool | None) -> None:
        super().__init__(msg or why, why=why, **facts)


class Worded(Forbidden):
    """A word that those who run the chat do not allow. Facts: why chat.word, word."""

    def __init__(self, word: str) -> None:
        super().__init__("chat.word", word=word)
        self.word = word


class NotFound(Refusal):
    """Absent, or not for this viewer to know."""

    code = "NOT_FOUND"


class Gone(Refusal):
    """It was here and is no more."""

    code = "GONE"


class BadInput(Refusal):
    """Facts: field, the short wire name of what is wrong."""

    code = "BAD"

    def __init__(self, field: str, msg: str = "", **facts: int | str | bool | None) -> None:
        super().__init__(msg or f"bad {field}", field=field, **facts)


class TooLarge(Refusal):
    """Facts: field, limit."""

    code = "TOO_LARGE"


class Conflict(Refusal):
    """Somebody was first. Facts: ver where there is one."""

    code = "CONFLICT"


class Flood(Refusal):
    """Facts: wait, seconds."""

    code = "FLOOD"

    def __init__(self, wait_s: int, msg: str = "") -> None:
        super().__init__(msg or "too many requests", wait=wait_s)


class SlowMode(Refusal):
    """Facts: wait, seconds."""

    code = "SLOWMODE"

    def __init__(self, wait_s: int) -> None:
        super().__init__("slow mode", wait=wait_s)


class Moderated(Refusal):
    """Facts: reason, case."""

    code = "MODERATED"


class Held(Moderated):
    """Kept, and shown once a person has looked at it. Facts: reason post.held, by: chat or platform, word.

    `by` bank: an entry of the bank holds it, found in `part` (moderation/surfaces.py) at `spans`. The desk is told; the
    facts say platform, and not what was found.
    """

    def __init__(
        self,
        by: str,
        word: str = "",
        *,
        entry: int = 0,
        part: str = "",
        spans: tuple[tuple[int, int], ...] = (),
        reasons: tuple[str, ...] = (),
        score: float = 0.0,
    ) -> None:
        told = "chat" if by == "chat" else "platform"
        super().__init__(
            "it waits for a person", reason="post.held", by=told, **({"word": word} if word else {})
        )
        self.by, self.word = by, word
        self.entry, self.part, self.spans = entry, part, spans
        self.reasons, self.score = reasons, score


class Restricted(Refusal):
    """Facts: until (ms, absent: for good), why."""

    code = "RESTRICTED"


class Retry(Refusal):
    """Not now; nothing was done. Facts: wait, seconds."""

    code = "RETRY"

    def __init__(self, wait_s: int = 1, msg: str = "") -> None:
        super().__init__(msg or "try again", wait=wait_s)


class OldClient(Refusal):
    """The protocol version is not served."""

    code = "OLD_CLIENT"


class Resync(Refusal):
    """The cursor means nothing here."""

    code = "RESYNC"
