"""The desk's rooms over one store, put together."""

from dataclasses import dataclass

from tambour.pipeline.enforce import Enforce
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.vault import Sealer
from tambour.services.accounts.vault import Vault
from tambour.services.disclosure import Disclosure
from tambour.services.evidence import EvidenceVault
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
    evidence: EvidenceVault


def open_safety(
    store: Store,
    clock: Clock,
    ids: Ids,
    vault: Vault,
    sealer: Sealer,
    limits: Limits | None = None,
    looks_per_day: int = 0,
) -> Safety:
    """Nothing runs yet: `enforce.start` begins the sweep that resumes what a crash left. `looks_per_day`: of one
    reviewer at pictures and films; 0: any number."""
    review, evidence = open_review(store, clock, ids), EvidenceVault(store, clock, ids, sealer, vault)
    reports = Reports(store, clock, ids, Reported(clock, ids, vault), evidence, limits)
    disclosure = Disclosure(store, clock, ids, review, evidence, looks_per_day)
    return Safety(store, reports, review, disclosure, review.enforce, evidence)


def open_review(store: Store, clock: Clock, ids: Ids) -> Review:
    """Decisions alone: for commands that show nobody anything."""
    return Review(store, clock, ids, Enforce(store, clock, ids))
