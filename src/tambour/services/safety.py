"""The desk's rooms over one store, put together."""

from dataclasses import dataclass

from tambour.pipeline.enforce import Enforce
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.disclosure import Disclosure
from tambour.services.limits import Limits
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


def open_safety(store: Store, clock: Clock, ids: Ids, limits: Limits | None = None) -> Safety:
    """Nothing runs yet: `enforce.start` begins the sweep that resumes what a crash left."""
    enforce = Enforce(store, clock, ids)
    review = Review(store, clock, ids, enforce)
    return Safety(
        store, Reports(store, clock, ids, limits), review, Disclosure(store, clock, ids, review), enforce
    )
