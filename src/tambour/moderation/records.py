"""The records of the desk as plain values: reports, snapshots, decisions, actions, notices, appeals."""

from dataclasses import dataclass, field

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message as it is stored, body and all, whatever its flags: for evidence and for reviewers only."""

    seq: int
    sender: int
    author: int
    ts: int
    kind: str
    flags: int
    text: str
    entities: tuple[object, ...] = ()
    source: Json | None = None
    version: int = 1
    edited: int = 0

    def as_json(self) -> Json:
        """For a snapshot: s, f, a, d, k, fl, x, en?, fw?, v."""
        told: Json = {
            "s": self.seq,
            "f": self.sender,
            "a": self.author,
            "d": self.ts,
            "k": self.kind,
            "fl": self.flags,
            "x": self.text,
            "v": self.version,
        }
        if self.entities:
            told["en"] = list(self.entities)
        if self.source:
            told["fw"] = self.source
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One content version: what was seen at the moment of a report. `evidence` is the vault's row for it."""

    id: int
    subject: int
    ver: int
    body: Json
    created: int
    evidence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One complaint. `reporter` never leaves the desk."""

    id: int
    case: int
    snapshot: int
    reporter: int
    category: str
    note: str
    weight: float
    at: int
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """What is known of somebody who reports: a record that fades, since when they are here, where they come from."""

    upheld: float = 0.0
    unfounded: float = 0.0
    created: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Somebody who complains: the report that this very complaint made before (0: none), until when and by which case
    they may not complain (0: they may), and what is known of them."""

    report: int = 0
    until: int = 0
    case: int = 0
    known: Reporter = Reporter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of `decisions`: facts, ground, rule, and what was known at that moment (`frozen`)."""

    id: int
    case: int
    key: str
    snapshot: int
    outcome: str
    category: str
    ground: str
    policy_ref: str
    facts: str
    automated_detection: bool = False
    automated_decision: str = "none"
    decided_by: int
    second_by: int = 0
    frozen: Json = field(default_factory=dict)
    supersedes: int = 0
    state: str = "standing"
    """'waiting' for a second person: nothing happens until then; 'declined' by that person: it never does."""
    bulk: int = 0
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One effect of a decision. `inverse` holds everything that undoing needs; empty until applied."""

    id: int
    decision: int
    type: str
    target: str
    params: dict[str, int | str]
    inverse: Json = field(default_factory=dict)
    end_at: int = 0
    bulk: int = 0
    state: str = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person was told about one decision."""

    id: int
    decision: int
    audience: str
    user: int
    body: Json
    channel: str = "client"
    sent_at: int = 0
    appeal: str = ""
    """State of this person's appeal: '', 'filed', 'upheld', 'overturned'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One disagreement with one decision."""

    id: int
    decision: int
    by_party: str
    user: int
    text: str
    state: str
    due_at: int
    at: int
    reviewer: int = 0
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """Many cases decided at once. `skipped`: (case, why) of those left out."""

    id: int
    by: int
    outcome: str
    decisions: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
    at: int
    undone_by: int = 0
    undone_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How one of the staff wants to see pictures and films at first."""

    blur: bool = True
    grey: bool = True
    mute: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A chat as a preview shows it: how many of its messages are concerned; `whole`: the chat itself.

    `title` is '' for a private one: that a copy lies there is no reason to learn whose chat it is.
    """

    chat: int
    title: str
    members: int
    messages: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Somebody said the same in a public chat."""

    chat: int
    seq: int
    who: str
    title: str
    username: str
    ts: int
    gone: bool
    """Deleted, removed or hidden by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Who else said it: in public chats by name, `more` of them not listed; in private chats only how often."""

    posts: tuple[Post, ...] = ()
    people: int = 0
    chats: int = 0
    more: int = 0
    private: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Another case that shares something: `shared` lists text, link, file, source or person."""

    case: int
    category: str
    severity: int
    state: str
    kind: str
    shared: tuple[str, ...]
    outcome: str = ""
    ver: int = 1
