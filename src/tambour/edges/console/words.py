"""The console's own words in three languages; `say(lang)` gives a look-up that templates call `t`."""

from collections.abc import Callable

from tambour.edges.console.bank_words import BANK_WORDS
from tambour.edges.console.desk_words import DESK_WORDS
from tambour.edges.console.exchange_words import EXCHANGE_WORDS
from tambour.edges.console.phrases import PHRASES
from tambour.edges.console.rule_words import RULE_WORDS
from tambour.edges.console.second_words import SECOND_WORDS
from tambour.moderation.words import LANGS, Words, spoken

WORDS: dict[str, Words] = {
    "desk": {"en": "Review desk", "ru": "Стол проверки", "ar": "مكتب المراجعة"},
    "queue": {"en": "Queue", "ru": "Очередь", "ar": "قائمة الانتظار"},
    "audit": {"en": "Audit trail", "ru": "Журнал действий", "ar": "سجل الأعمال"},
    "leave": {"en": "Leave", "ru": "Выйти", "ar": "خروج"},
    "enter": {"en": "Enter", "ru": "Войти", "ar": "دخول"},
    "enter_hint": {
        "en": "You are about to enter the review desk on this device. The link works once.",
        "ru": "Вы входите в стол проверки на этом устройстве. Ссылка действует один раз.",
        "ar": "أنت على وشك دخول مكتب المراجعة من هذا الجهاز. يعمل الرابط مرة واحدة.",
    },
    "need_link": {
        "en": "Ask for a link: in the messenger under Settings → Review desk, or on the server with the command",
        "ru": "Получите ссылку: в мессенджере, Настройки → Стол проверки, или на сервере командой",
        "ar": "اطلب رابطًا: من المراسل، الإعدادات ← مكتب المراجعة، أو على الخادم بالأمر",
    },
    "open": {"en": "open", "ru": "открыто", "ar": "مفتوحة"},
    "late": {"en": "late", "ru": "просрочено", "ar": "متأخرة"},
    "nothing": {
        "en": "Nothing is waiting. Well done.",
        "ru": "Ничего не ждёт. Отличная работа.",
        "ar": "لا شيء ينتظر. أحسنت.",
    },
    "severity": {"en": "Severity", "ru": "Тяжесть", "ar": "الخطورة"},
    "category": {"en": "Category", "ru": "Категория", "ar": "الفئة"},
    "kind": {"en": "What", "ru": "Что", "ar": "ماذا"},
    "reach": {"en": "Reach", "ru": "Охват", "ar": "الانتشار"},
    "due": {"en": "First look", "ru": "Первый взгляд", "ar": "النظرة الأولى"},
    "priority": {"en": "Priority", "ru": "Приоритет", "ar": "الأولوية"},
    "due_in": {"en": "in {0}", "ru": "через {0}", "ar": "خلال {0}"},
    "late_by": {"en": "late by {0}", "ru": "опоздание {0}", "ar": "متأخرة {0}"},
    "min": {"en": "{0} min", "ru": "{0} мин", "ar": "{0} د"},
    "hours": {"en": "{0} h", "ru": "{0} ч", "ar": "{0} س"},
    "days": {"en": "{0} d", "ru": "{0} дн.", "ar": "{0} يوم"},
    "leased": {"en": "open at a colleague's", "ru": "открыто у коллеги", "ar": "مفتوحة عند زميل"},
    "mine": {"en": "open at yours", "ru": "открыто у вас", "ar": "مفتوحة عندك"},
    "message": {"en": "Message", "ru": "Сообщение", "ar": "رسالة"},
    "chat": {"en": "Chat", "ru": "Чат", "ar": "محادثة"},
    "account": {"en": "Account", "ru": "Учётная запись", "ar": "حساب"},
    "appeals": {"en": "Appeals", "ru": "Обжалования", "ar": "الاعتراضات"},
    "appeal": {"en": "Appeal", "ru": "Обжалование", "ar": "اعتراض"},
    "by_affected": {"en": "by the person affected", "ru": "от того, кого касается", "ar": "من المعنيّ"},
    "by_reporter": {"en": "by a reporter", "ru": "от пожаловавшегося", "ar": "من المُبلِّغ"},
    "case": {"en": "Case", "ru": "Дело", "ar": "قضية"},
    "context": {"en": "In its surroundings", "ru": "В окружении", "ar": "في سياقه"},
    "from_log": {
        "en": "A public space: the surroundings come from the log.",
        "ru": "Открытое пространство: окружение взято из журнала.",
        "ar": "مساحة عامة: السياق مأخوذ من السجل.",
    },
    "from_report": {
        "en": "A private space: you see only what a reporter carried here.",
        "ru": "Закрытое пространство: видно только то, что передал пожаловавшийся.",
        "ar": "مساحة خاصة: لا ترى إلا ما نقله المُبلِّغ.",
    },
    "empty": {"en": "No messages.", "ru": "Сообщений нет.", "ar": "لا رسائل."},
    "deleted": {"en": "deleted by its author", "ru": "удалено автором", "ar": "حذفها كاتبها"},
    "removed": {"en": "removed", "ru": "убрано", "ar": "مُزالة"},
    "quarantined": {"en": "hidden", "ru": "скрыто", "ar": "مخفية"},
    "frozen": {"en": "frozen", "ru": "заморожен", "ar": "مجمّدة"},
    "forwarded": {"en": "forwarded from", "ru": "переслано от", "ar": "محوّلة من"},
    "edits": {"en": "Earlier versions", "ru": "Прежние версии", "ar": "نسخ سابقة"},
    "author": {"en": "Author", "ru": "Автор", "ar": "الكاتب"},
    "owner": {"en": "Owner", "ru": "Владелец", "ar": "المالك"},
    "members": {"en": "members", "ru": "участников", "ar": "عضوًا"},
    "public": {"en": "public", "ru": "открытый", "ar": "عامة"},
    "private": {"en": "private", "ru": "закрытый", "ar": "خاصة"},
    "reports": {"en": "Reports", "ru": "Жалобы", "ar": "البلاغات"},
    "reporter": {"en": "Reporter {0}", "ru": "Пожаловавшийся {0}", "ar": "المُبلِّغ {0}"},
    "weight": {"en": "weight", "ru": "вес", "ar": "الوزن"},
    "prior": {"en": "Earlier decisions", "ru": "Прежние решения", "ar": "قرارات سابقة"},
    "none": {"en": "None.", "ru": "Нет.", "ar": "لا يوجد."},
    "decide": {"en": "Decide", "ru": "Решить", "ar": "القرار"},
    "no_violation": {"en": "No violation", "ru": "Нарушения нет", "ar": "لا مخالفة"},
    "remove_content": {"en": "Remove", "ru": "Убрать", "ar": "إزالة"},
    "quarantine_chat": {"en": "Hide the chat", "ru": "Скрыть чат", "ar": "إخفاء المحادثة"},
    "freeze_chat": {"en": "Freeze the chat", "ru": "Заморозить чат", "ar": "تجميد المحادثة"},
    "remove_chat": {"en": "Block the chat", "ru": "Заблокировать чат", "ar": "حظر المحادثة"},
    "suspend_account": {"en": "Suspend the account", "ru": "Приостановить запись", "ar": "تعليق الحساب"},
    "restore": {"en": "Restore", "ru": "Восстановить", "ar": "استعادة"},
    "uphold": {"en": "The decision stands", "ru": "Решение остаётся", "ar": "القرار باقٍ"},
    "overturn": {"en": "Take it back", "ru": "Отменить решение", "ar": "إلغاء القرار"},
    "upheld": {"en": "stands", "ru": "оставлено", "ar": "باقٍ"},
    "overturned": {"en": "taken back", "ru": "отменено", "ar": "أُلغي"},
    "filed": {"en": "waiting", "ru": "ждёт", "ar": "ينتظر"},
    "rule": {"en": "The rule", "ru": "Правило", "ar": "القاعدة"},
    "facts": {
        "en": "What you saw (the person will read this)",
        "ru": "Что вы увидели (человек это прочтёт)",
        "ar": "ما رأيته (سيقرأه المعنيّ)",
    },
    "everywhere": {
        "en": "Also in every chat where it was forwarded ({0})",
        "ru": "И во всех чатах, куда переслано ({0})",
        "ar": "وفي كل محادثة حُوِّلت إليها ({0})",
    },
    "suspend_days": {"en": "Suspend for", "ru": "Приостановить на", "ar": "مدة التعليق"},
    "for_good": {"en": "without end", "ru": "бессрочно", "ar": "بلا نهاية"},
    "confirm": {"en": "Carry out", "ru": "Исполнить", "ar": "تنفيذ"},
    "release": {"en": "Put back", "ru": "Вернуть в очередь", "ar": "إعادة إلى القائمة"},
    "decided": {"en": "Decisions in this case", "ru": "Решения по делу", "ar": "قرارات هذه القضية"},
    "copies_done": {"en": "{0} effects", "ru": "действий: {0}", "ar": "الآثار: {0}"},
    "undone": {"en": "undone", "ru": "отменено", "ar": "مُلغى"},
    "when": {"en": "When", "ru": "Когда", "ar": "متى"},
    "who": {"en": "Who", "ru": "Кто", "ar": "من"},
    "what": {"en": "Act", "ru": "Действие", "ar": "العمل"},
    "object": {"en": "On", "ru": "Над чем", "ar": "على"},
    "details": {"en": "Details", "ru": "Подробности", "ar": "التفاصيل"},
    "older": {"en": "Older", "ru": "Раньше", "ar": "أقدم"},
    "back": {"en": "Back to the queue", "ru": "К очереди", "ar": "العودة إلى القائمة"},
    "why_first": {"en": "Why it is here", "ru": "Почему на этом месте", "ar": "سبب ترتيبها"},
    "probability": {"en": "probability", "ru": "вероятность", "ar": "الاحتمال"},
    "harm": {"en": "harm", "ru": "вред", "ar": "الضرر"},
    "views_next_hour": {
        "en": "views in the next hour",
        "ru": "просмотров за час",
        "ar": "مشاهدات الساعة القادمة",
    },
    "review_s": {"en": "seconds to review", "ru": "секунд на проверку", "ar": "ثواني المراجعة"},
    "keys": {
        "en": "Keys: j/k move, Enter opens; in a case 1–7 choose, T together, B pictures, Ctrl+Enter carries out",
        "ru": "Клавиши: j/k вверх-вниз, Enter открыть; в деле 1–7 выбор, T вместе, B фото, Ctrl+Enter исполнить",
        "ar": "المفاتيح: j/k تنقّل، Enter فتح؛ وفي القضية 1–7 اختيار، T معًا، B الصور، Ctrl+Enter تنفيذ",
    },
    "err.case.about_you": {
        "en": "This case is about you. A colleague must take it.",
        "ru": "Это дело касается вас. Его возьмёт коллега.",
        "ar": "هذه القضية تخصّك. على زميل أن يتولاها.",
    },
    "err.case.your_chat": {
        "en": "You belong to this chat. A colleague must take it.",
        "ru": "Вы состоите в этом чате. Дело возьмёт коллега.",
        "ar": "أنت عضو في هذه المحادثة. على زميل أن يتولاها.",
    },
    "err.case.your_report": {
        "en": "You reported this yourself. A colleague must take it.",
        "ru": "Вы сами на это пожаловались. Дело возьмёт коллега.",
        "ar": "أنت من أبلغ عن هذا. على زميل أن يتولاه.",
    },
    "err.case.your_decision": {
        "en": "You took part in the decision. Somebody else must look at the appeal.",
        "ru": "Вы участвовали в решении. Обжалование рассмотрит другой.",
        "ar": "شاركت في القرار. على غيرك أن ينظر في الاعتراض.",
    },
    "err.case.leased": {
        "en": "A colleague has it open.",
        "ru": "Открыто у коллеги.",
        "ar": "هي مفتوحة عند زميل.",
    },
    "err.desk.not_yours": {
        "en": "You were not given the right to do this.",
        "ru": "У вас нет права на это действие.",
        "ar": "لم تُمنح صلاحية هذا العمل.",
    },
    "err.vault.locked": {
        "en": "This server holds no key that opens the evidence. Its operator must bring the vault's key.",
        "ru": "У этого сервера нет ключа, открывающего доказательства. Ключ хранилища есть у администратора.",
        "ar": "لا يملك هذا الخادم مفتاحًا يفتح الأدلة. على المشغّل إحضار مفتاح الخزنة.",
    },
    "err.CONFLICT": {
        "en": "It was decided or changed meanwhile.",
        "ru": "Тем временем решено или изменено.",
        "ar": "تقرّرت أو تغيّرت في هذه الأثناء.",
    },
    "err.BAD": {
        "en": "Something is missing: choose an outcome and a category, and write what you saw.",
        "ru": "Чего-то не хватает: выберите исход и категорию и напишите, что увидели.",
        "ar": "ينقص شيء: اختر نتيجة وفئة واكتب ما رأيته.",
    },
    "err.NOT_FOUND": {"en": "There is no such thing.", "ru": "Такого нет.", "ar": "لا يوجد مثل هذا."},
    "err.FORBIDDEN": {
        "en": "This is not for you to do.",
        "ru": "Это вам не разрешено.",
        "ar": "هذا ليس من صلاحيتك.",
    },
    "err.AUTH": {
        "en": "The link has been used or is too old.",
        "ru": "Ссылка использована или устарела.",
        "ar": "استُعمل الرابط أو انتهت صلاحيته.",
    },
    "err.RETRY": {"en": "Try again in a moment.", "ru": "Попробуйте ещё раз.", "ar": "حاول بعد لحظة."},
}

WORDS |= PHRASES
WORDS |= BANK_WORDS
WORDS |= DESK_WORDS
WORDS |= EXCHANGE_WORDS
WORDS |= RULE_WORDS
WORDS |= SECOND_WORDS


def say(lang: str) -> Callable[..., str]:
    """A look-up into WORDS for one language; further arguments fill the places."""
    tongue = spoken(lang)

    def t(key: str, *args: object, **named: object) -> str:
        return WORDS[key][tongue].format(*args, **named)

    return t


def complete() -> bool:
    """Does every word exist in every language?"""
    return all(set(words) == set(LANGS) for words in WORDS.values())
