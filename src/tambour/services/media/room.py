"""All use cases about files, built together."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Protocol

from tambour.pipeline.gate import Worn, unasked
from tambour.ports.blobs import Blobs
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.studio import NoScreening, Screening, Studio
from tambour.services.media.delivery import Delivery
from tambour.services.media.gallery import Gallery
from tambour.services.media.portraits import Portraits
from tambour.services.media.relook import Relook
from tambour.services.media.stickers import Stickers
from tambour.services.media.sweep import Sweep
from tambour.services.media.uploads import Quotas, Uploads, no_wait
from tambour.services.media.workshop import Workshop
from tambour.services.tokens import Tokens

PASS_MS = 86_400_000


class MediaSettings(Quotas, Protocol):
    """What an operator chooses."""

    @property
    def workers(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRoom:
    """One of each. `passes`: what the cookie for /f/ holds."""

    blobs: Blobs
    uploads: Uploads
    delivery: Delivery
    workshop: Workshop
    relook: Relook
    sweep: Sweep
    gallery: Gallery
    portraits: Portraits
    stickers: Stickers
    passes: Tokens

    def loops(self) -> list[Coroutine[Any, Any, None]]:
        """What a worker runs."""
        return [self.workshop.run(), self.workshop.run_quick(), self.sweep.run(), self.relook.run()]


def open_media(
    store: Store,
    clock: Clock,
    ids: Ids,
    blobs: Blobs,
    studio: Studio,
    tokens: Tokens,
    chosen: MediaSettings,
    *,
    grace_days: int = 3,
    lull: Callable[[], Awaitable[None]] = no_wait,
    screening: Screening | None = None,
    worn: Worn = unasked,
) -> MediaRoom:
    """Built, not started."""
    uploads = Uploads(store, blobs, clock, ids, chosen, lull=lull)
    workshop = Workshop(store, blobs, clock, uploads, studio, screening or NoScreening(), chosen.workers)
    return MediaRoom(
        blobs=blobs,
        uploads=uploads,
        delivery=Delivery(store, clock),
        workshop=workshop,
        relook=Relook(store, blobs, clock, studio, workshop.screening),
        sweep=Sweep(store, blobs, clock, uploads, grace_days),
        gallery=Gallery(store, clock),
        portraits=Portraits(store, blobs, clock, ids, studio, workshop),
        stickers=Stickers(store, ids, worn),
        passes=replace(tokens, purpose=b"files", life_ms=PASS_MS),
    )
