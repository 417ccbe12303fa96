"""What the shell needs of the store about accounts, one small Protocol per need; AccountRows is all of them."""

from collections.abc import Sequence
from typing import Protocol

from tambour.domain.accounts import Attempt, Challenge, Passkey, Session
from tambour.domain.people import Person, Tie


class PeopleRows(Protocol):
    """People themselves."""

    async def add_person(self, person: Person) -> None:
        """A new row of `users`."""
        ...

    async def set_country(self, user: int, country: str) -> None:
        """Of the number; '' where none is known. Their places in chats follow."""
        ...

    async def person(self, user: int) -> Person | None:
        """The person, deleted or not."""
        ...

    async def people(self, users: Sequence[int]) -> dict[int, Person]:
        """Those that exist."""
        ...

    async def lock_person(self, user: int) -> Person | None:
        """The person, kept from others until the transaction ends."""
        ...

    async def edit_person(self, user: int, *, name: str, about: str, lang: str) -> None:
        """Write what people say of themselves."""
        ...

    async def set_photo(self, user: int, photo: str) -> None:
        """A file's id; '' for none."""
        ...

    async def set_role(self, user: int, role: str) -> None:
        """member, moderator or admin."""
        ...

    async def set_username(self, user: int, username: str) -> None:
        """'' takes it away. The name itself is claimed in NameRows."""
        ...


class PasswordRows(Protocol):
    """The second factor."""

    async def password_hash(self, user: int) -> str:
        """The Argon2 hash, or ''."""
        ...

    async def set_password(self, user: int, hash: str, hint: str) -> None:
        """'' takes the password away."""
        ...


class TieRows(Protocol):
    """Contacts and blocks."""

    async def ties(self, viewer: int, users: Sequence[int]) -> dict[int, Tie]:
        """How the viewer stands to those people; strangers are absent."""
        ...

    async def contacts_of(self, user: int) -> list[int]:
        """Everybody the person has as a contact."""
        ...

    async def set_contacts(self, user: int, contacts: Sequence[int], name: str | None, now: int) -> None:
        """Add; `name` (None: leave it) is what the person calls them."""
        ...

    async def drop_contact(self, user: int, contact: int) -> bool:
        """False when they were none."""
        ...

    async def blocks_of(self, user: int) -> list[int]:
        """Everybody the person blocked, newest first."""
        ...

    async def set_block(self, user: int, other: int, on: bool, now: int) -> bool:
        """Whether anything changed. `gen` of their dialog moves along, so that cached rights to write are stale."""
        ...


class NameRows(Protocol):
    """The space of public names shared by people, chats and bots."""

    async def named(self, name: str) -> tuple[str, int] | None:
        """('user' or 'chat', its id) by name in any case, or None."""
        ...

    async def name_taken(self, name: str, skeleton: str, target: int, *, stale: int) -> bool:
        """Whether another than `target` has the name or one like it, or had it until after `stale`."""
        ...

    async def take_name(
        self, name: str, skeleton: str, kind: str, target: int, *, stale: int, now: int
    ) -> bool:
        """The name instead of the target's earlier one; False when it is taken."""
        ...

    async def free_name(self, kind: str, target: int) -> None:
        """The target's name is anybody's again."""
        ...

    async def find_public(self, words: str, *, limit: int, now: int) -> list[tuple[str, int]]:
        """('user' or 'chat', id) that anybody may find: by public name from its beginning, and from three letters on
        by any part of a public chat's title or of the shown name of somebody with a public name. Best first.
        """
        ...

    async def hold_name(self, kind: str, target: int, now: int) -> None:
        """Nobody's, and not to be had for a while."""
        ...


class PreferenceRows(Protocol):
    """Privacy, settings, presence."""

    async def set_privacy(self, user: int, privacy: dict[str, str]) -> None:
        """The whole of it."""
        ...

    async def settings_of(self, user: int) -> dict[str, object]:
        """The clients' small common memory."""
        ...

    async def set_settings(self, user: int, settings: dict[str, object]) -> None:
        """The whole of it."""
        ...

    async def set_seen(self, users: Sequence[int], at: int) -> None:
        """Last seen of all of them, never backwards."""
        ...


class ReachRows(Protocol):
    """How a person is reached: one phone number, one e-mail address (`channel` phone or email)."""

    async def user_of(self, channel: str, digest: bytes) -> int:
        """Whose it is, or 0."""
        ...

    async def users_of(self, channel: str, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Whose they are; unknown ones are absent."""
        ...

    async def add_reach(self, channel: str, digest: bytes, user: int, sealed: bytes) -> bool:
        """False when somebody has it already."""
        ...

    async def reach_of(self, channel: str, user: int) -> bytes:
        """The sealed value, or b''."""
        ...


class SignInRows(Protocol):
    """Attempts to sign in."""

    async def add_attempt(self, attempt: Attempt) -> None:
        """A new attempt."""
        ...

    async def try_attempt(
        self, id: str, stages: Sequence[str], *, tries_max: int, now: int
    ) -> Attempt | None:
        """Count one try, at once and for good; None when there is no such living attempt or no try left."""
        ...

    async def move_attempt(self, id: str, stage: str, user: int) -> bool:
        """To the next stage; False when it is done already."""
        ...


class ChallengeRows(Protocol):
    """What is asked once: passkey challenges and QR codes."""

    async def add_challenge(self, challenge: Challenge) -> None:
        """A new one."""
        ...

    async def challenge(self, id: str, kind: str, *, now: int) -> Challenge | None:
        """Still good, or None."""
        ...

    async def use_challenge(self, id: str, kind: str, *, now: int) -> Challenge | None:
        """Take it away; None when it was used or is too old."""
        ...

    async def accept_challenge(self, id: str, user: int, *, now: int) -> Challenge | None:
        """A signed-in device vouches for the browser that shows a QR code; None when another did or it is too old."""
        ...


class PasskeyRows(Protocol):
    """Keys that live in devices."""

    async def add_passkey(self, passkey: Passkey) -> bool:
        """False when the key is known already."""
        ...

    async def passkey(self, id: bytes) -> Passkey | None:
        """By the credential's id."""
        ...

    async def passkeys_of(self, user: int) -> list[Passkey]:
        """Oldest first."""
        ...

    async def used_passkey(self, id: bytes, sign_count: int, now: int) -> None:
        """Remember the counter: a copied key falls behind it."""
        ...

    async def drop_passkey(self, user: int, id: bytes) -> bool:
        """False when it is not the user's."""
        ...


class LeavingRows(Protocol):
    """The end of an account, and what time takes away."""

    async def erase_person(self, user: int, now: int) -> None:
        """A tombstone is left: no name, number, address, key, contact, draft or setting."""
        ...

    async def public_owned(self, user: int) -> int:
        """How many public groups and channels the person owns that have other people in them."""
        ...

    async def sweep(self, now: int) -> None:
        """Forget attempts and challenges that ran out, long-ended sessions, and buckets that are full again."""
        ...


class SessionRows(Protocol):
    """Devices that are signed in."""

    async def add_session(self, session: Session) -> None:
        """A new session."""
        ...

    async def session(self, id: int) -> Session | None:
        """Alive or not."""
        ...

    async def rotate_session(self, id: int, gen: int, now: int) -> bool:
        """From refresh token `gen` to the next; False when it was no longer the good one or the session ended."""
        ...

    async def sessions_of(self, user: int) -> list[Session]:
        """The living ones, newest first."""
        ...

    async def end_sessions(self, user: int, now: int, *, only: int = 0, keep: int = 0) -> list[int]:
        """End one (`only`), or all but `keep`; returns those that ended now."""
        ...

    async def ended_since(self, since: int) -> list[int]:
        """Sessions that ended after then."""
        ...


class LimitRows(Protocol):
    """Token buckets and the mark of the secret."""

    async def take_tokens(
        self, bucket: str, *, burst: float, every_ms: float, cost: float, now: int
    ) -> float:
        """0 when taken; else how many tokens are missing: the caller must then roll the transaction back."""
        ...

    async def give_tokens(self, bucket: str, *, burst: float, cost: float) -> None:
        """Put back, never above the burst."""
        ...

    async def mark_secret(self, mark: bytes) -> bytes:
        """Leave the mark if there is none; returns the one that stands."""
        ...


class AccountRows(
    PeopleRows,
    PasswordRows,
    TieRows,
    NameRows,
    PreferenceRows,
    ReachRows,
    SignInRows,
    ChallengeRows,
    PasskeyRows,
    LeavingRows,
    SessionRows,
    LimitRows,
    Protocol,
):
    """Rows of accounts."""
