"""What the gate does with a match of an entry: look afterwards, hold, or refuse; and who must agree to a change. Pure.

To look only, one person may choose, as one may disable an entry. What holds or refuses is asked for by one and agreed
to by another; until then the entry does what it did.
"""

from dataclasses import replace

from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.moderation.bank import BankEntry

CHOICES: dict[str, tuple[str, ...]] = {
    "link": ("look", "hold", "refuse"),
    "name": ("look", "hold"),
    "phrase": ("look", "hold"),
}
"""By kind. Others do what their kind does: only exact words and links are cheap enough to be looked for before
delivery, and plain enough to wait for a person."""


def asked(entry: BankEntry, choice: str, user: int) -> BankEntry:
    """The entry after this person wants something of the gate. A link that waits for its second person and shall not
    refuse any more, looks meanwhile. Raises BadInput(gate)."""
    if choice not in CHOICES.get(entry.kind, ()):
        raise BadInput("gate")
    if entry.state == "waiting" and choice != "refuse":
        entry = replace(entry, gate=plain(entry.kind), state="enabled")
    if choice == "look":
        return replace(entry, gate=plain(entry.kind), gate_by=0, gate_second=0, asks="", asked_by=0)
    if choice == entry.at_gate:
        return replace(entry, asks="", asked_by=0)
    return replace(entry, asks=choice, asked_by=user)


def plain(kind: str) -> str:
    """How an entry of this kind that only looks is written down."""
    return "look" if kind == "link" else ""


def agreed(entry: BankEntry, user: int) -> BankEntry:
    """The second person agrees to what was asked for. Raises Conflict(bank.state), Forbidden(bank.second)."""
    if not entry.asks or entry.state != "enabled" or not entry.armed:
        raise Conflict("nothing to agree to, or not live and certain", why="bank.state")
    if user == entry.asked_by:
        raise Forbidden("bank.second")
    by, choice = entry.asked_by, entry.asks
    entry = replace(entry, asks="", asked_by=0)
    if choice == "hold":
        return replace(entry, gate="hold", gate_by=by, gate_second=user)
    return replace(entry, gate="", gate_by=0, gate_second=0, added_by=by, second_by=user)
