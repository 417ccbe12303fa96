"""From the console's forms to what the services take."""

from tambour.domain.errors import NotFound
from tambour.domain.territory import countries_of
from tambour.edges.console.desk import Form, number_of
from tambour.edges.console.looks import DAY_MS
from tambour.moderation.cases import TERRITORIAL, TIMED, Choice

DAYS_MAX = 3650
CARRIED = ("outcome", "category", "facts", "days", "everywhere", "purpose", "limits", "territory")
"""What a preview hands on to the decision."""


def known(fresh: int) -> int:
    """An id that could be one of ours; raises NotFound."""
    if not 0 < fresh < 1 << 53:
        raise NotFound("no such id")
    return fresh


def choice_of(form: Form, now: int) -> Choice:
    """What the form asks for."""
    days, outcome = number_of(form, "days"), form.get("outcome", "")
    return Choice(
        outcome=outcome,
        category=form.get("category", ""),
        facts=form.get("facts", ""),
        until=now + days * DAY_MS if outcome in TIMED and 0 < days <= DAYS_MAX else 0,
        territory=countries_of(form.get("territory", "")) if outcome in TERRITORIAL else (),
        limits=tuple(form.get("limits", "").split(",")) if outcome == "limit_chat" else (),
        everywhere=form.get("everywhere") == "1",
        purpose=form.get("purpose", "") if outcome == "no_violation" else "",
    )
