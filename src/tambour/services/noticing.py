"""Notices by people without an account: an address on this server, what is wrong there, and a receipt to come back to.

They enter where complaints do, with the same evidence, and weigh as strangers of one bucket. What the notifier says of
themselves is sealed and shown to nobody at the desk.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tambour.domain.chats import Chat
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.moderation.cases import APPEAL_DUE_MS, APPEAL_MAX, APPEAL_OPEN_MS, NOTE_MAX
from tambour.moderation.records import Appeal, Json, Reporter
from tambour.ports.cases import CaseRows
from tambour.services.accounts.vault import Vault
from tambour.services.limits import per_hour
from tambour.services.public import Public
from tambour.services.reported import Complaint
from tambour.services.reports import Reports, checked, network_of
from tambour.services.review import secret_hash

PER_HOUR = 10
"""From one network."""
NAME_MAX = 100
EMAIL_MAX = 254
NAMELESS = ("csam",)
"""Nobody has to say who they are to report these (Regulation (EU) 2022/2065, Article 16(2)(c))."""
PURPOSE = "notice.contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """What the form says. `link`: an address on this server; `address`: where the request came from."""

    link: str
    category: str
    explanation: str
    name: str = ""
    email: str = ""
    good_faith: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a receipt shows: when it came, '' (waiting), 'acted' or 'no_violation', and how the notifier's disagreement
    stands: '', 'filed', 'upheld', 'overturned'."""

    at: int
    category: str
    outcome: str
    appeal: str = ""
    can_appeal: bool = False


@dataclass(frozen=True, slots=True)
class Noticing:
    """Takes notices and answers for them."""

    reports: Reports
    public: Public
    vault: Vault
    base: str

    async def create(self, want: PublicNotice) -> str:
        """The token of the receipt. Raises BadInput with the field, NotFound, Gone, Flood."""
        if not want.explanation.strip() or len(want.explanation) > NOTE_MAX:
            raise BadInput("explanation", limit=NOTE_MAX)
        if not want.good_faith:
            raise BadInput("good_faith")
        if want.category not in NAMELESS and not (want.name.strip() and "@" in want.email):
            raise BadInput("name" if not want.name.strip() else "email")
        if len(want.name) > NAME_MAX or len(want.email) > EMAIL_MAX:
            raise BadInput("name", limit=NAME_MAX)
        complaint = await self.subject(want)
        harm = checked(complaint)
        if self.reports.limits is not None:
            await self.reports.limits.take(per_hour(f"notice:{network_of(want.address)}", PER_HOUR))
        now, fresh, token = self.reports.clock.now(), self.reports.ids.new(), self.reports.ids.token(24)
        contact = self.vault.seal(PURPOSE, f"{want.name.strip()}\n{want.email.strip()}")
        async with self.reports.store.writing() as tx:
            await tx.cases.add_public_notice(fresh, secret_hash(token), contact, now)
            await self.reports.record(tx, complaint, harm, now, Reporter(), reporter=-fresh)
        return token

    async def subject(self, want: PublicNotice) -> Complaint:
        """What the link names: a public chat, one of its posts, or a person. Raises BadInput, NotFound, Gone."""
        try:
            parts = urlsplit(want.link.strip())
        except ValueError as wrong:
            raise BadInput("link") from wrong
        if parts.netloc and parts.netloc != urlsplit(self.base).netloc:
            raise BadInput("link", why="notice.elsewhere")
        name, _, rest = parts.path.strip("/").partition("/")
        if not name:
            raise BadInput("link")
        found = await self.public.named(name.removeprefix("@"))
        complaint = Complaint(reporter=0, category=want.category, note=want.explanation.strip())
        if not isinstance(found, Chat):
            return replace(complaint, user=found.id)
        if rest and not (rest.isascii() and rest.isdigit() and len(rest) < 16):
            raise BadInput("link")
        if rest:
            await self.public.post(found, int(rest))
        return replace(complaint, chat=found.id, seq=int(rest or 0))

    async def standing(self, token: str) -> Standing:
        """What came of a notice. Raises NotFound."""
        return self.shown(await self.found(self.reports.store.read.cases, token))

    async def appeal(self, token: str, text: str) -> None:
        """Disagree with «no violation»: somebody else looks. Once for each decision.

        Raises BadInput, Forbidden, NotFound.
        """
        text, now = text.strip(), self.reports.clock.now()
        if not text or len(text) > APPEAL_MAX:
            raise BadInput("text", limit=APPEAL_MAX)
        async with self.reports.store.writing() as tx:
            found = await self.found(tx.cases, token)
            if not self.shown(found).can_appeal:
                raise Forbidden("notice.not_appealable")
            await tx.cases.add_appeal(
                Appeal(
                    id=self.reports.ids.new(),
                    decision=int(str(found["decision"])),
                    by_party="reporter",
                    user=-int(str(found["id"])),
                    text=text,
                    state="filed",
                    due_at=now + APPEAL_DUE_MS,
                    at=now,
                )
            )

    async def found(self, rows: CaseRows, token: str) -> Json:
        """The notice behind a receipt. Raises NotFound."""
        found = await rows.public_notice_of(secret_hash(token))
        if found is None:
            raise NotFound("no such receipt")
        return found

    def shown(self, found: Json) -> Standing:
        """As the receipt shows it."""
        outcome, appeal = str(found["outcome"] or ""), str(found["appeal"] or "")
        decided = found["decided"]
        fresh = isinstance(decided, int) and self.reports.clock.now() - decided <= APPEAL_OPEN_MS
        return Standing(
            at=int(str(found["at"])),
            category=str(found["category"]),
            outcome=outcome,
            appeal=appeal,
            can_appeal=outcome == "no_violation" and not appeal and fresh,
        )
