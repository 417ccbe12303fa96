"""Who may find, see and add a person; and the clients' small common memory."""

from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.errors import BadInput, NotSignedIn, TooLarge
from tambour.domain.people import AUDIENCES, PRIVACY_DEFAULT
from tambour.ports.outside import Clock
from tambour.ports.store import Store

SETTINGS_MAX_BYTES = 4096
KEY_MAX = 64


@dataclass(frozen=True, slots=True)
class Preferences:
    """Privacy and settings."""

    store: Store
    clock: Clock

    async def privacy(self, user: int) -> dict[str, str]:
        """Every rule with its audience: all, contacts or nobody."""
        person = await self.store.read.accounts.person(user)
        return PRIVACY_DEFAULT | (person.privacy if person else {})

    async def set_privacy(self, user: int, change: dict[str, str]) -> dict[str, str]:
        """Change the rules given. Raises BadInput(rule)."""
        for rule, audience in change.items():
            if audience not in AUDIENCES:
                raise BadInput(rule, f"one of {', '.join(AUDIENCES)}", why="privacy.audience")
        async with self.store.writing() as tx:
            person = await tx.accounts.lock_person(user)
            if person is None:
                raise NotSignedIn("no such account", why="auth.no_account")
            whole = PRIVACY_DEFAULT | person.privacy | change
            await tx.accounts.set_privacy(user, whole)
            await tx.tell(user, "settings", {"pr": whole})
            if "last_seen" in change:
                tx.shout(k="ties", u=user)
            return whole

    async def settings(self, user: int) -> dict[str, Any]:
        """The whole object."""
        return await self.store.read.accounts.settings_of(user)

    async def set_settings(self, user: int, patch: dict[str, Any]) -> dict[str, Any]:
        """Put the patch's keys in place of the old ones; null takes one away. Raises BadInput(patch), TooLarge."""
        if any(len(key) > KEY_MAX for key in patch):
            raise BadInput("patch", "a key is too long", why="settings.key", limit=KEY_MAX)
        async with self.store.writing() as tx:
            await tx.accounts.lock_person(user)
            whole = await tx.accounts.settings_of(user) | patch
            whole = {key: value for key, value in whole.items() if value is not None}
            if len(msgspec.json.encode(whole)) > SETTINGS_MAX_BYTES:
                raise TooLarge("settings too large", field="patch", limit=SETTINGS_MAX_BYTES)
            await tx.accounts.set_settings(user, whole)
            await tx.tell(user, "settings", {"se": patch})
            return whole
