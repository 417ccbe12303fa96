"""Sessions: one per signed-in device. Refresh tokens turn with each use; an old one coming back ends the session."""

import hashlib
import hmac
from dataclasses import dataclass

import msgspec

from tambour.domain.accounts import Session
from tambour.domain.errors import NotFound, NotSignedIn
from tambour.domain.people import Me, show_me
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tables, Tx
from tambour.services.accounts.vault import Vault
from tambour.services.tokens import ACCESS_MS, Tokens

GRACE_MS = 30_000
SESSIONS_MAX = 50


class SignedIn(msgspec.Struct, kw_only=True):
    """The answer to every way of signing in; `Tokens` in docs/protocol. `expires` (ms) is the access token's."""

    access: str
    refresh: str
    expires: int
    me: Me
    session: int


class SessionView(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One device in the owner's list."""

    id: int
    device: str
    address: str
    created: int
    seen: int
    current: bool = False


class Revocations:
    """The sessions that ended less than an access token's life ago, held in memory by every process.

    Hears of them from the bus at once; `load` at start and now and then makes up for a nudge lost on the way.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.ended: dict[int, int] = {}
        """Session and when this process learned of its end."""

    def __contains__(self, session: object) -> bool:
        return session in self.ended

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        said = nudge.transient
        if said is not None and said.get("k") == "revoked" and isinstance(said["session"], int):
            self.ended[said["session"]] = self.clock.now()

    async def load(self) -> None:
        """Add the database's word to what was heard, also meanwhile; forget what no token can name any more."""
        oldest = self.clock.now() - ACCESS_MS
        told = await self.store.read.accounts.ended_since(oldest)
        heard = {session: at for session, at in self.ended.items() if at > oldest}
        self.ended = dict.fromkeys(told, self.clock.now()) | heard


@dataclass(frozen=True, slots=True)
class Sessions:
    """Begins, turns, lists and ends sessions."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault
    tokens: Tokens

    async def begin(self, tx: Tx, user: int, *, device: str, address: str) -> SignedIn:
        """A new session inside the caller's transaction; the account's other devices hear of it."""
        now = self.clock.now()
        session = Session(
            id=self.ids.new(),
            user=user,
            seed=hashlib.sha256(self.ids.token(32).encode()).digest(),
            rotated=now,
            device=device,
            address=address,
            created=now,
            seen=now,
        )
        await tx.accounts.add_session(session)
        living = await tx.accounts.sessions_of(user)
        for old in living[SESSIONS_MAX:]:
            await self.end(tx, user, only=old.id)
        await tx.tell(
            user, "session", {"id": session.id, "on": 1, "device": device, "address": address, "d": now}
        )
        return await self.signed_in(tx, session)

    async def signed_in(self, tables: Tables, session: Session) -> SignedIn:
        """The tokens of a session as it stands now."""
        return SignedIn(
            access=self.tokens.issue(session.user, session.id),
            refresh=self.refresh_token(session, session.gen),
            expires=self.clock.now() + ACCESS_MS,
            me=await own_view(tables, self.vault, session.user, self.clock.now()),
            session=session.id,
        )

    def refresh_token(self, session: Session, gen: int) -> str:
        """`SESSION.GEN.SEAL`: made of the row's seed and the server's secret, so that each one ever issued is known."""
        body = f"{session.id}.{gen}"
        seal = hmac.new(self.vault.key("refresh"), session.seed + body.encode(), hashlib.sha256)
        return f"{body}.{seal.hexdigest()}"

    async def refresh(self, token: str) -> SignedIn:
        """The next tokens; the old refresh token dies.

        The one before is answered with the same next token for 30 s, since an answer may be lost on the way;
        after that, or an older one, means that two hold it: the session ends. Raises NotSignedIn.
        """
        head, _, _ = token.partition(".")
        session = await self.store.read.accounts.session(int(head)) if is_id(head) else None
        gen = self.gen_of(token, session) if session else None
        if session is None or gen is None:
            raise NotSignedIn("not a refresh token", why="auth.bad_refresh")
        async with self.store.writing() as tx:
            now = self.clock.now()
            await tx.accounts.rotate_session(session.id, gen, now)
            session = await tx.accounts.session(session.id) or session
            reused = gen < session.gen - 1 or (gen == session.gen - 1 and now - session.rotated > GRACE_MS)
            if reused and not session.revoked:
                await self.end(tx, session.user, only=session.id)
            elif not session.revoked:
                return await self.signed_in(tx, session)
        raise NotSignedIn("the session was ended", why="auth.reused" if reused else "auth.revoked")

    def gen_of(self, token: str, session: Session) -> int | None:
        """Which refresh token of this session it is, or None if it is none."""
        parts = token.split(".")
        if len(parts) != 3 or not is_id(parts[1]) or not token.isascii():
            return None
        gen = int(parts[1])
        return gen if hmac.compare_digest(token, self.refresh_token(session, gen)) else None

    async def listed(self, user: int, current: int) -> list[SessionView]:
        """The living ones, newest first."""
        return [
            SessionView(
                id=each.id,
                device=each.device,
                address=each.address,
                created=each.created,
                seen=each.seen,
                current=each.id == current,
            )
            for each in await self.store.read.accounts.sessions_of(user)
        ]

    async def revoke(self, user: int, *, only: int = 0, keep: int = 0) -> None:
        """End one session, or all but `keep`. Raises NotFound when `only` isn't one of the user's living ones."""
        async with self.store.writing() as tx:
            ended = await self.end(tx, user, only=only, keep=keep)
            if only and not ended:
                raise NotFound("no such session", why="sessions.unknown")

    async def end(self, tx: Tx, user: int, *, only: int = 0, keep: int = 0) -> list[int]:
        """End sessions inside a transaction: open sockets are closed by the shout, other devices learn by the log."""
        ended = await tx.accounts.end_sessions(user, self.clock.now(), only=only, keep=keep)
        for session in ended:
            tx.shout(k="revoked", user=user, session=session)
            await tx.tell(user, "session", {"id": session, "on": 0})
        return ended


def is_id(text: str) -> bool:
    """A plain decimal number that fits an id."""
    return text.isascii() and text.isdigit() and len(text) <= 16


async def own_view(tables: Tables, vault: Vault, user: int, now: int) -> Me:
    """The account as its owner sees it. Raises NotSignedIn when there is none any more."""
    person = await tables.accounts.person(user)
    if person is None or person.deleted:
        raise NotSignedIn("no such account", why="auth.no_account")
    reach = {}
    for channel in ("phone", "email"):
        sealed = await tables.accounts.reach_of(channel, user)
        reach[channel] = vault.unseal(channel, sealed) if sealed else ""
    return show_me(person, now=now, phone=reach["phone"], email=reach["email"])


async def tell_me(tx: Tx, user: int, now: int) -> None:
    """The account changed: say so to its devices. The log is kept in plain, so number and address stay out of it."""
    person = await tx.accounts.person(user)
    if person is not None:
        await tx.tell(user, "me", {"me": msgspec.to_builtins(show_me(person, now=now))})
