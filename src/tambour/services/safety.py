"""The desk's rooms over one store, put together."""

from dataclasses import dataclass

from tambour.pipeline.enforce import Enforce
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.vault import Sealer
from tambour.services.accounts.vault import Vault
from tambour.services.disclosure import Disclosure
from tambour.services.evidence import EvidenceVault
from tambour.services.good_faith import GoodFaith
from tambour.services.limits import Limits
from tambour.services.rechecking import Rechecking
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
    rechecking: Rechecking


def open_safety(
    store: Store,
    clock: Clock,
    ids: Ids,
    vault: Vault,
    sealer: Sealer,
    limits: Limits | None = None,
    looks_per_day: int = 0,
    *,
    own: str = "",
    recheck_percent: float = 0.0,
    intake: Store | None = None,
) -> Safety:
    """Nothing runs yet: `enforce.start` begins the sweep that resumes what a crash left.

    `looks_per_day`: of one reviewer at pictures and films; 0: any number. `own`: the server's address.
    `intake`: the store by the connections that complaints have to themselves.
    """
    review, evidence = open_review(store, clock, ids, own), EvidenceVault(store, clock, ids, sealer, vault)
    reports = Reports(intake or store, clock, ids, Reported(clock, ids, vault, own), evidence, limits)
    disclosure = Disclosure(store, clock, ids, review, evidence, looks_per_day)
    review.recheck_percent = recheck_percent
    review.enforce.also.append(GoodFaith(store, clock, ids, evidence).sweep)
    rechecking = Rechecking(review, disclosure)
    return Safety(store, reports, review, disclosure, review.enforce, evidence, rechecking)


def open_review(store: Store, clock: Clock, ids: Ids, own: str = "") -> Review:
    """Decisions alone: for commands that show nobody anything."""
    return Review(store, clock, ids, Enforce(store, clock, ids), own)
