"""Finding what is public: chats by name or title, people by their public name."""

from dataclasses import dataclass

from tambour.domain.chat_view import ChatWire
from tambour.domain.people import User
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.people import views
from tambour.services.chats.view import chat_views

LIMIT_MAX = 50
WORDS_MIN = 2


@dataclass(frozen=True, slots=True)
class FindPublic:
    """Each thing found passes the same views as everywhere, so that search shows nothing else does not."""

    store: Store
    clock: Clock

    async def public(self, viewer: int, words: str, limit: int) -> tuple[list[ChatWire], list[User]]:
        """Chats and people, best first; nothing for fewer than two letters."""
        wanted = " ".join(words.split()).removeprefix("@")
        if len(wanted) < WORDS_MIN:
            return [], []
        now = self.clock.now()
        found = await self.store.read.accounts.find_public(
            wanted, limit=max(1, min(limit, LIMIT_MAX)), now=now
        )
        chats = [id for kind, id in found if kind == "chat"]
        people = [id for kind, id in found if kind == "user"]
        return (
            await chat_views(self.store.read, viewer, chats, now=now) if chats else [],
            await views(self.store.read, viewer, people, now) if people else [],
        )
