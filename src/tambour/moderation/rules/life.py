"""The life of a rule: written, tried on what was said, counted in the shadow, live in some chats, live; and back. Pure.

Nothing is skipped: what a rule has not proved it may not do, and the two last steps need two people. Any change of the
source begins again.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.moderation.rules.report import Report

State = Literal["draft", "shadow", "canary", "live", "retired"]
Verdict = Literal["", "harmful", "harmless"]
WORKING = ("shadow", "canary", "live")
"""States in which a rule reads what is said."""
NEXT = {"shadow": "canary", "canary": "live"}
NAME_MAX = 80
CANARY_RATIO = 0.1
SURE_FROM = 0.5
"""The lower end of the interval of its precision (Wilson, 95 %) from which on a rule may bother people everywhere; for
the canary it is the estimate itself."""
JUDGED_MIN = 5
"""Hits that people have looked at before a rule goes on: fewer say nothing. All of them where there were fewer."""
DEMOTE_AFTER = 3
"""So many cases of a rule found harmless, and more than were acted on, send it back to the shadow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """One row of `rules`. `asked`: the state somebody wants for it and a second person has not agreed to."""

    id: int = 0
    name: str
    source: str
    version: int = 1
    state: str = "draft"
    sound: bool = False
    report_hash: str = ""
    author: int = 0
    asked: str = ""
    asked_by: int = 0
    second_by: int = 0
    demoted: str = ""
    created: int = 0
    changed: int = 0

    def live_in(self, chat: int) -> bool:
        """Does what it finds in this chat come before people? The same chats every time."""
        if self.state == "canary":
            return zlib.crc32(f"{self.id}:{chat}".encode()) % 1_000 < CANARY_RATIO * 1_000
        return self.state == "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of a rule's findings: cases acted on, cases found harmless or taken back."""

    agreed: int = 0
    refuted: int = 0

    @property
    def fails(self) -> bool:
        """Does it have to go back to the shadow?"""
        return self.refuted >= DEMOTE_AFTER and self.refuted > self.agreed


def named(name: str) -> str:
    """Made clean. Raises BadInput(name)."""
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_MAX:
        raise BadInput("name", limit=NAME_MAX)
    return name


def rewritten(rule: OwnRule, name: str, source: str, sound: bool, who: int) -> OwnRule:
    """With this source; a new name alone changes nothing else. Raises BadInput, Conflict."""
    if rule.state == "retired":
        raise Conflict("it was taken out of use", why="rule.state")
    rule = replace(rule, name=named(name))
    if source == rule.source:
        return rule
    return replace(
        rule,
        source=source,
        sound=sound,
        version=rule.version + 1,
        state="draft",
        report_hash="",
        author=who,
        asked="",
        asked_by=0,
        second_by=0,
        demoted="",
    )


def shadowed(rule: OwnRule, report: Report) -> OwnRule:
    """It begins to count. Raises Conflict unless this very source was tried on what was said before."""
    if rule.state != "draft" or not rule.sound:
        raise Conflict("not a draft that can run", why="rule.state")
    if not report.complete or report.source != source_hash(rule):
        raise Conflict("it was not tried yet", why="rule.untested")
    return replace(rule, state="shadow", report_hash=report.hash)


def wanted(rule: OwnRule, report: Report, record: Record, who: int) -> OwnRule:
    """One person asks for the next step. Raises Conflict with the reason why it has not earned it."""
    if rule.state not in NEXT:
        raise Conflict("not in the shadow and not a canary", why="rule.state")
    to = NEXT[rule.state]
    lacks = lacking(report, record, to)
    if lacks:
        raise Conflict("it has not proved itself", why=f"rule.{lacks[0]}")
    return replace(rule, asked=to, asked_by=who)


def lacking(report: Report, record: Record, to: str) -> list[str]:
    """What stands between a rule and this step: allowed speech it hits, too few hits looked at, too many wrong.

    What was never said cannot be looked at: such a rule may be a canary, and live once a case of its own was acted on.
    """
    found = []
    if report.over_bar:
        found.append("allowed_speech")
    if report.judged < min(JUDGED_MIN, report.hits):
        found.append("unjudged")
    elif report.judged and (report.precision if to == "canary" else report.least_precision) < SURE_FROM:
        found.append("unsure")
    if to == "live" and not report.judged and not record.agreed:
        found.append("unjudged")
    if record.fails:
        found.append("refuted")
    return found


def agreed(rule: OwnRule, who: int) -> OwnRule:
    """A second person agrees. Raises Conflict, Forbidden(rule.second) for the first or the author."""
    if not rule.asked:
        raise Conflict("nobody has asked", why="rule.state")
    if who in (rule.asked_by, rule.author):
        raise Forbidden("rule.second")
    return replace(rule, state=rule.asked, asked="", second_by=who, demoted="")


def declined(rule: OwnRule) -> OwnRule:
    """Nobody wants it any more."""
    if not rule.asked:
        raise Conflict("nobody has asked", why="rule.state")
    return replace(rule, asked="", asked_by=0)


def demoted(rule: OwnRule, why: str) -> OwnRule:
    """Back to the shadow."""
    return replace(rule, state="shadow", asked="", asked_by=0, second_by=0, demoted=why)


def retired(rule: OwnRule) -> OwnRule:
    """Out of use, for good."""
    if rule.state == "retired":
        raise Conflict("it was taken out of use", why="rule.state")
    return replace(rule, state="retired", asked="", asked_by=0, second_by=0)


def source_hash(rule: OwnRule) -> str:
    """Of what a report speaks: this rule in this version."""
    return hashlib.sha256(f"{rule.id}:{rule.version}:{rule.source}".encode()).hexdigest()


def working(rules: Sequence[OwnRule]) -> list[OwnRule]:
    """Those that read what is said."""
    return [rule for rule in rules if rule.state in WORKING]
