"""Statements of reasons: what was decided, by which rule, and what one can do, in the person's language."""

from dataclasses import dataclass

from tambour.moderation.cases import ON_REPORTING
from tambour.moderation.limits import told as limits_told
from tambour.moderation.policy import EXCEPTION, rule_cited
from tambour.moderation.words import Words, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The part of a decision that may be told to the people concerned; never who reported or who decided."""

    outcome: str
    subject: str
    policy_ref: str
    facts: str
    automated_detection: bool = False
    automated_decision: str = "none"
    until: int = 0
    strikes: tuple[int, int] = (0, 0)
    """How many count against the person now, and when the next one ends."""
    territory: tuple[str, ...] = ()
    """Countries in which it holds; (): everywhere."""
    limits: int = 0
    """Bits of Limit, where a chat was limited."""
    what: str = ""
    """A short name of what it is about: the chat's title or the first words."""


WHAT: dict[str, Words] = {
    "remove_content": {
        "en": "We removed a message of yours.",
        "ru": "Мы удалили ваше сообщение.",
        "ar": "أزلنا رسالة من رسائلك.",
    },
    "quarantine_chat": {
        "en": "We hid a chat of yours while we look into it.",
        "ru": "Мы скрыли ваш чат на время проверки.",
        "ar": "أخفينا محادثة لك إلى أن نتحقق منها.",
    },
    "freeze_chat": {
        "en": "We froze a chat of yours: it can be read, but nobody can post or join.",
        "ru": "Мы заморозили ваш чат: его можно читать, но нельзя писать и вступать.",
        "ar": "جمّدنا محادثة لك: يمكن قراءتها، لكن لا يمكن النشر فيها أو الانضمام إليها.",
    },
    "remove_chat": {
        "en": "We blocked a chat of yours.",
        "ru": "Мы заблокировали ваш чат.",
        "ar": "حظرنا محادثة لك.",
    },
    "limit_chat": {
        "en": "We limited a chat of yours.",
        "ru": "Мы ограничили ваш чат.",
        "ar": "قيّدنا محادثة لك.",
    },
    "block_link": {
        "en": "We blocked a link, and removed a message of yours that carries it.",
        "ru": "Мы заблокировали ссылку и удалили ваше сообщение с ней.",
        "ar": "حظرنا رابطًا، وأزلنا رسالة لك تحمله.",
    },
    "block_pack": {
        "en": "We removed a pack of stickers, and with it every message that shows one of them.",
        "ru": "Мы удалили набор стикеров и все сообщения с ними.",
        "ar": "أزلنا حزمة ملصقات، ومعها كل رسالة تعرض واحدًا منها.",
    },
    "warn_reporter": {
        "en": "We warn you: many of your complaints named what obviously breaks no rule. If it goes on, you will not be"
        " able to complain for a time.",
        "ru": "Предупреждаем: многие ваши жалобы указывали на то, что явно ничего не нарушает. Если так продолжится, вы"
        " на время не сможете жаловаться.",
        "ar": "ننبّهك: كثير من بلاغاتك كان عمّا لا يخالف أي قاعدة بوضوح."
        " إن استمر ذلك فلن تتمكن من الإبلاغ مدة من الزمن.",
    },
    "suspend_reporting": {
        "en": "For a time you cannot complain: also after our warning, your complaints obviously named nothing that"
        " breaks a rule.",
        "ru": "На время вы не можете жаловаться: и после предупреждения ваши жалобы явно ни на что не указывали.",
        "ar": "لا يمكنك الإبلاغ مدة من الزمن: فبعد تنبيهنا استمرت بلاغاتك عمّا لا يخالف شيئًا بوضوح.",
    },
    "restrict_member": {
        "en": "We took away your right to write in a chat.",
        "ru": "Мы лишили вас права писать в одном из чатов.",
        "ar": "سحبنا حقك في الكتابة في إحدى المحادثات.",
    },
    "suspend_account": {
        "en": "We suspended your account: you can read, but not write.",
        "ru": "Мы приостановили вашу учётную запись: читать можно, писать нельзя.",
        "ar": "علّقنا حسابك: يمكنك القراءة دون الكتابة.",
    },
    "restore": {
        "en": "We restored what we had restricted. Nothing of it counts against you.",
        "ru": "Мы восстановили то, что было ограничено. Это не учитывается против вас.",
        "ar": "أعدنا ما كنّا قد قيّدناه، ولن يُحسب ذلك عليك.",
    },
    "upheld": {
        "en": "Another person looked at your appeal. The decision stands.",
        "ru": "Вашу жалобу рассмотрел другой человек. Решение оставлено в силе.",
        "ar": "نظر شخص آخر في اعتراضك، وبقي القرار كما هو.",
    },
}
REPORTER: dict[str, Words] = {
    "acted": {
        "en": "You were right to report this: we acted on it. Thank you.",
        "ru": "Вы не зря пожаловались: мы приняли меры. Спасибо.",
        "ar": "كنت محقًا في الإبلاغ: اتخذنا إجراءً. شكرًا لك.",
    },
    "no_violation": {
        "en": "We looked at what you reported and found that it does not break the rules.",
        "ru": "Мы рассмотрели вашу жалобу и не нашли нарушения правил.",
        "ar": "نظرنا فيما أبلغت عنه ولم نجد فيه مخالفة للقواعد.",
    },
}
AUTOMATION: dict[str, Words] = {
    "none": {
        "en": "A person decided this; nothing automatic took part.",
        "ru": "Решение принял человек, без участия автоматики.",
        "ar": "اتخذ القرارَ شخصٌ، دون تدخل آلي.",
    },
    "detected": {
        "en": "It was found automatically; a person decided.",
        "ru": "Найдено автоматически; решение принял человек.",
        "ar": "عُثر عليه آليًا، واتخذ القرارَ شخصٌ.",
    },
    "fully": {
        "en": "It was found and decided automatically; a person will look at an appeal.",
        "ru": "Найдено и решено автоматически; жалобу рассмотрит человек.",
        "ar": "عُثر عليه وتقرّر آليًا، وسينظر شخص في أي اعتراض.",
    },
}
STRIKES: Words = {
    "en": "It counts as a breach for a time; together {0} now count against this account. They inform later decisions"
    " and restrict nothing by themselves.",
    "ru": "Некоторое время это считается нарушением; сейчас их вес для этой учётной записи: {0}. Он учитывается в новых"
    " решениях, но сам по себе ничего не ограничивает.",
    "ar": "تُحسب مخالفة لمدة من الزمن، ومجموع ما يُحسب على هذا الحساب الآن: {0}. يُراعى ذلك في القرارات اللاحقة"
    " ولا يقيّد شيئًا من تلقاء نفسه.",
}
TERRITORY: Words = {
    "en": "It holds only for people whose number is from there, or whose country we do not know: {0}. Elsewhere nothing"
    " changed.",
    "ru": "Действует только для тех, чей номер оттуда или чья страна нам неизвестна: {0}. В остальных местах ничего не"
    " изменилось.",
    "ar": "يسري فقط على من رقمه من هناك أو من لا نعرف بلده: {0}. ولم يتغير شيء في غيرها.",
}
APPEAL: Words = {
    "en": "You can appeal within six months, from this notice. Someone who did not take part in it will look.",
    "ru": "Вы можете обжаловать решение в течение шести месяцев прямо из этого уведомления. Жалобу рассмотрит человек,"
    " который не участвовал в решении.",
    "ar": "يمكنك الاعتراض خلال ستة أشهر من هذا الإشعار، وسينظر فيه شخص لم يشارك في هذا القرار.",
}


def statement(ruling: Ruling, lang: str) -> dict[str, object]:
    """For the person affected: {title, about, rule, ref, facts, automation, exception?, territory?, limits?, until?,
    appeal?}."""
    tongue = spoken(lang)
    rule = rule_cited(ruling.policy_ref)
    told: dict[str, object] = {"title": WHAT[ruling.outcome][tongue], "outcome": ruling.outcome}
    if ruling.what:
        told["about"] = ruling.what
    if ruling.outcome == "restore":
        return told
    if rule is not None:
        told["rule"] = rule.text[tongue]
        if rule.exception:
            told["exception"] = EXCEPTION[tongue]
    told["ref"] = ruling.policy_ref
    told["facts"] = ruling.facts
    told["automation"] = AUTOMATION[_automation(ruling)][tongue]
    if ruling.territory:
        told["territory"] = TERRITORY[tongue].format(", ".join(ruling.territory))
    if ruling.limits:
        told["limits"] = limits_told(ruling.limits, tongue)
    if ruling.until:
        told["until"] = ruling.until
    if ruling.strikes[0] and ruling.outcome not in ("upheld", *ON_REPORTING):
        told["strikes"] = STRIKES[tongue].format(ruling.strikes[0])
    if ruling.outcome != "upheld":
        told["appeal"] = APPEAL[tongue]
    return told


def outcome_told(outcome: str, lang: str) -> dict[str, object]:
    """For a reporter: {title, outcome}. Says nothing about the person reported."""
    return {"title": REPORTER[outcome][spoken(lang)], "outcome": outcome}


def _automation(ruling: Ruling) -> str:
    if ruling.automated_decision == "fully":
        return "fully"
    return "detected" if ruling.automated_detection else "none"
