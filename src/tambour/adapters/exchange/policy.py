"""Policy lists of Matrix (MSC2313): rules about servers, users and rooms, each with a recommendation."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.adapters.exchange.bounds import either, few, ms_of, tally
from tambour.moderation.exchange import Listed, listed
from tambour.ports.exchange import About, Reading, Writing

RULES = {
    f"{front}.{what}": what
    for front in ("m.policy.rule", "m.room.rule", "org.matrix.mjolnir.rule")
    for what in ("server", "user", "room")
}
BANS = ("m.ban", "org.matrix.mjolnir.ban")
SERVER = re.compile(r"(?:\*\.)?[^*?\s:/]+(?::\d+)?")
ANY_CASE = "(?i)"
FRONTS = {"user": "@", "room": "#!"}
QUOTED = re.compile(r"([.^$+{}()|\[\]\\/])")


class Content(msgspec.Struct):
    """What a rule says; without one of the three it says nothing."""

    entity: str | None = None
    recommendation: str | None = None
    reason: str | None = None


class Rule(msgspec.Struct):
    """A state event."""

    type: str = ""
    state_key: str = ""
    content: Content = msgspec.field(default_factory=Content)
    origin_server_ts: int | None = None


class State(msgspec.Struct):
    """Events under a name."""

    events: list[Rule] = []


@dataclass(frozen=True, slots=True)
class PolicyList:
    """State events of a policy room: a list of them, or one under `events`. A server is looked for as a domain; a user
    or a room as it is written in a message. An empty rule takes an earlier one back."""

    name: str = "matrix-policy"
    mime: str = "application/json"
    ending: str = "json"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        found = either(data, State, list[Rule])
        events = found.events if isinstance(found, State) else found
        few(len(events))
        items: list[Listed] = []
        out: Counter[str] = Counter()
        for event in events:
            what = RULES.get(event.type)
            if what is None:
                out[f"kind.{event.type[:40]}"] += 1
                continue
            made = of_rule(event, what)
            if isinstance(made, str):
                out[made] += 1
            else:
                items.append(made)
        return Reading(items=items, left_out=tally(out))

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format. What is certain, and a domain or a name of Matrix."""
        out: Counter[str] = Counter()
        events = []
        for one in offered:
            said = rule_of(one)
            if said is None or one.says != "positive":
                out[f"kind.{one.entry.kind}" if said is None else "opinion"] += 1
                continue
            what, entity = said
            content = {"entity": entity, "recommendation": "m.ban", "reason": reason_of(one)}
            events.append(
                {"type": f"m.policy.rule.{what}", "state_key": key_for(one, what, entity), "content": content}
                | ({"origin_server_ts": one.at} if one.at else {})
            )
        return Writing(data=msgspec.json.encode(events), left_out=tally(out))


def of_rule(event: Rule, what: str) -> Listed | str:
    """What a rule says, or why it says nothing to us."""
    said, ref = event.content, f"{what}:{event.state_key}"
    at = ms_of((event.origin_server_ts or 0) / 1000)
    if said.entity is None and said.recommendation is None:
        return listed("link", "", ref=ref, gone=True)
    if not said.entity or said.recommendation is None or said.reason is None:
        return "incomplete"
    if said.recommendation not in BANS:
        return "recommendation"
    more: dict[str, Any] = {"ref": ref, "raw": said.entity, "note": said.reason[:500], "at": at}
    if what == "server" and SERVER.fullmatch(said.entity):
        return listed("link", said.entity.removeprefix("*."), **more)
    if what == "server" or said.entity[:1] not in FRONTS[what] or len(said.entity) > 255:
        return "entity"
    return listed("pattern", expression_of(said.entity), **more)


def expression_of(entity: str) -> str:
    """A glob as an expression: `*` any letters without a space, `?` one of them; capitals or not, as texts are read."""
    return ANY_CASE + QUOTED.sub(r"\\\1", entity).replace("*", r"\S*").replace("?", r"\S")


def entity_of(expression: str) -> str:
    """The glob of which the expression was made; '' for any other."""
    inner = expression.removeprefix(ANY_CASE)
    glob = re.sub(r"\\(.)", r"\1", inner.replace(r"\S*", "*").replace(r"\S", "?"))
    return glob if expression_of(glob) == expression else ""


def rule_of(one: Listed) -> tuple[str, str] | None:
    """(user, room or server; the entity), or None."""
    entry = one.entry
    if entry.kind == "link" and entry.value[:1] not in "@+" and "/" not in entry.value:
        raw = one.raw if SERVER.fullmatch(one.raw) else ""
        return "server", raw or entry.value
    if entry.kind == "pattern" and (entity := entity_of(entry.value)):
        what = next((w for w, fronts in FRONTS.items() if entity[0] in fronts and ":" in entity), "")
        return (what, entity) if what else None
    return None


def key_for(one: Listed, what: str, entity: str) -> str:
    """The rule's own key where it came with one."""
    front = f"{what}:"
    return one.ref.removeprefix(front) if one.ref.startswith(front) else f"rule:{entity}"


def reason_of(one: Listed) -> str:
    """Never empty: a rule without a reason is none."""
    return one.entry.note or one.entry.category or "-"
