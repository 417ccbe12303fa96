"""Who may do what at the desk, when a second person must agree, and what a breach counts: part of the policy. Pure."""

from dataclasses import dataclass

from tambour.domain.errors import Forbidden
from tambour.moderation.words import Words

CAPABILITIES: dict[str, Words] = {
    "case.view": {"en": "Open cases", "ru": "Открывать дела", "ar": "فتح القضايا"},
    "case.decide": {
        "en": "Decide on messages, members and links",
        "ru": "Решать о сообщениях, участниках и ссылках",
        "ar": "البتّ في الرسائل والأعضاء والروابط",
    },
    "chat.close": {
        "en": "Limit, hide, freeze and block chats",
        "ru": "Ограничивать, скрывать, замораживать и блокировать чаты",
        "ar": "تقييد المحادثات وإخفاؤها وتجميدها وحظرها",
    },
    "account.suspend": {
        "en": "Suspend accounts",
        "ru": "Приостанавливать учётные записи",
        "ar": "تعليق الحسابات",
    },
    "bulk.decide": {
        "en": "Decide a whole cluster at once",
        "ru": "Решать всю группу дел разом",
        "ar": "البتّ في مجموعة كاملة دفعة واحدة",
    },
    "second.approve": {
        "en": "Be the second pair of eyes",
        "ru": "Подтверждать решения вторым",
        "ar": "التأكيد بصفة شخص ثانٍ",
    },
    "appeal.decide": {"en": "Decide appeals", "ru": "Рассматривать обжалования", "ar": "البتّ في الاعتراضات"},
    "audit.view": {"en": "Read the audit trail", "ru": "Читать журнал действий", "ar": "قراءة سجل الأعمال"},
    "figures.view": {"en": "See the figures", "ru": "Видеть показатели", "ar": "رؤية الأرقام"},
}
"""What one may be allowed, each apart from the others."""
ROLES: dict[str, tuple[str, ...]] = {
    "moderator": tuple(CAPABILITIES),
    "admin": tuple(CAPABILITIES),
}
"""What a role brings. An operator takes single capabilities from single people: `tambour user desk`."""
NEEDS: dict[str, str] = {
    "limit_chat": "chat.close",
    "quarantine_chat": "chat.close",
    "freeze_chat": "chat.close",
    "remove_chat": "chat.close",
    "suspend_account": "account.suspend",
    "suspend_reporting": "account.suspend",
}
"""What an outcome needs beyond `case.decide`."""
FOUR_EYES: dict[str, int] = {"remove_chat": 1_000, "suspend_account": 1_000, "block_link": 0, "bulk": 50}
"""From this reach (of `bulk`: this many subjects) on, a second person must agree. Hiding and freezing never wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """What a breach of one severity counts, and for how many days."""

    severity: int
    weight: int
    days: int


STRIKES: tuple[Strike, ...] = (
    Strike(severity=0, weight=8, days=365),
    Strike(severity=1, weight=4, days=365),
    Strike(severity=2, weight=2, days=180),
    Strike(severity=3, weight=1, days=90),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One person at the desk and what they may do."""

    user: int
    may: frozenset[str] = frozenset()


def staff_of(user: int, role: str, taken: frozenset[str] = frozenset()) -> Staff:
    """What this role brings, less what was taken from this person."""
    return Staff(user=user, may=frozenset(ROLES.get(role, ())) - taken)


def need(staff: Staff, *capabilities: str) -> None:
    """Raise Forbidden unless every one is held."""
    if not staff.may.issuperset(capabilities):
        raise Forbidden("desk.not_yours")


def needs_second(outcome: str, reach: int, subjects: int = 1) -> bool:
    """Must a second person agree before anything happens?"""
    limit = FOUR_EYES.get(outcome)
    return (limit is not None and reach >= limit) or subjects >= FOUR_EYES["bulk"]


def strike_of(severity: int) -> Strike:
    """What a breach of this severity counts."""
    return STRIKES[severity]
