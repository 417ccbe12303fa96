"""What the desk may take from a chat short of freezing it, in words for its owner. Pure."""

from collections.abc import Iterable
from functools import reduce

from tambour.domain.chats import Limit
from tambour.domain.errors import BadInput
from tambour.moderation.words import Words

FORCED_SLOW_S = 300
"""How often anybody may speak where the platform slows a chat down."""
LIMITS: dict[str, tuple[Limit, Words]] = {
    "unfound": (
        Limit.UNFOUND,
        {
            "en": "It is not found in search and cannot be looked into or joined from outside, also by link.",
            "ru": "Его нет в поиске; посмотреть его со стороны или вступить нельзя, в том числе по ссылке.",
            "ar": "لا تظهر في البحث ولا يمكن الاطلاع عليها أو الانضمام إليها من الخارج، حتى عبر رابط.",
        },
    ),
    "no_forwards": (
        Limit.NO_FORWARDS,
        {
            "en": "Nothing can be forwarded from it.",
            "ru": "Из него ничего нельзя переслать.",
            "ar": "لا يمكن تحويل أي شيء منها.",
        },
    ),
    "no_joins": (
        Limit.NO_JOINS,
        {
            "en": "Nobody new can come in.",
            "ru": "Новые участники не могут вступить.",
            "ar": "لا يمكن لأحد جديد أن ينضم إليها.",
        },
    ),
    "held": (
        Limit.HELD,
        {
            "en": "Each post is shown only after one of us has looked at it.",
            "ru": "Каждая запись появляется только после того, как её посмотрит наш сотрудник.",
            "ar": "لا يظهر أي منشور إلا بعد أن يطّلع عليه أحد منّا.",
        },
    ),
    "slow": (
        Limit.SLOW,
        {
            "en": "Everybody, administrators included, can write once in five minutes.",
            "ru": "Каждый, включая администраторов, может писать раз в пять минут.",
            "ar": "يمكن لكل شخص، بمن فيهم المشرفون، أن يكتب مرة كل خمس دقائق.",
        },
    ),
}


def bits_of(names: Iterable[str]) -> Limit:
    """The bits of these names, at least one. Raises BadInput(limits)."""
    wanted = list(names)
    if not wanted or any(name not in LIMITS for name in wanted):
        raise BadInput("limits")
    return reduce(lambda bits, name: bits | LIMITS[name][0], wanted, Limit(0))


def told(bits: int, lang: str) -> list[str]:
    """One sentence for each limit."""
    return [words[lang] for bit, words in LIMITS.values() if bits & bit]
