"""The desk's rooms over one store, put together."""

from dataclasses import dataclass

from tambour.pipeline.enforce import Enforce
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.vault import Vault
from tambour.services.disclosure import Disclosure
from tambour.services.limits import Limits
from tambour.services.reported import Reported
from tambour.services.reports import Reports
from tambour.services.review import Review


@dataclass(frozen=True, slots=True)
class Safety:
    """Complaints in, decisions out, and what carries them out."""

    store: Store
    reports: Reports
    review: Review
    disclosure: Disclosure
    enforce: Enforce


def open_safety(store: Store, clock: Clock, ids: Ids, vault: Vault, limits: Limits | None = None) -> Safety:
    """Nothing runs yet: `enforce.start` begins the sweep that resumes what a crash left."""
    enforce = Enforce(store, clock, ids)
    review = Review(store, clock, ids, enforce)
    reports = Reports(store, clock, ids, Reported(clock, ids, vault), limits)
    return Safety(store, reports, review, Disclosure(store, clock, ids, review), enforce)
