"""Words of the console's pages of second looks, held posts and complaints in bad faith, in three languages."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


SECOND_WORDS: dict[str, Words] = {
    "rechecks": _w("Second looks", "Повторная проверка", "نظرات ثانية"),
    "recheck_text": _w(
        "A share of what was decided is judged again by somebody who does not see the decision. It stays in force"
        " whatever comes of it, until a third person says otherwise.",
        "Часть решённых дел смотрит ещё раз тот, кто не видит решения. Оно в силе, пока третий не решит иначе.",
        "يُنظر في جزء من القضايا مرة ثانية دون رؤية القرار. ويبقى القرار نافذًا حتى يقول شخص ثالث غير ذلك.",
    ),
    "recheck_owed": _w("waiting", "ждут", "بانتظار النظر"),
    "recheck_mine": _w("for you", "для вас", "لك منها"),
    "recheck_take": _w("Take the next", "Взять следующее", "خذ التالية"),
    "recheck_blind": _w("Judge without the decision", "Решить, не видя решения", "احكم دون رؤية القرار"),
    "recheck_would": _w("What would you decide?", "Что бы вы решили?", "ماذا كنت ستقرر؟"),
    "territory": _w(
        "Only in these countries (codes, or EU); empty: everywhere",
        "Только в этих странах (коды или EU); пусто: везде",
        "في هذه البلدان فقط (رموز أو EU)؛ فارغ: في كل مكان",
    ),
    "only_in": _w("Only in", "Только в", "فقط في"),
    "err.case.territory": _w(
        "Countries are two letters each, as in DE, AT.",
        "Страны пишутся двумя буквами: DE, AT.",
        "تُكتب البلدان بحرفين: DE, AT.",
    ),
    "facts_seen": _w("What you saw", "Что вы увидели", "ما رأيته"),
    "recheck_differs": _w("Two who differ", "Разошлись во мнениях", "اختلاف بين اثنين"),
    "recheck_first": _w("decided", "решено", "تقرر"),
    "recheck_second": _w("second look", "второй взгляд", "النظرة الثانية"),
    "recheck_stands": _w("It stands", "Остаётся", "يبقى"),
    "recheck_undo": _w("Take it back", "Отменить", "إلغاؤه"),
    "recheck_reopen": _w("Open the case again", "Открыть дело снова", "فتح القضية من جديد"),
    "agreement": _w("How far we agree, 90 days", "Насколько мы согласны, 90 дней", "مدى اتفاقنا، 90 يومًا"),
    "f_agreement": _w("Where a second look agreed", "Где второй взгляд совпал", "حيث اتفقت النظرة الثانية"),
    "agree_looked": _w("looked at twice", "посмотрено дважды", "نُظر فيها مرتين"),
    "agree_twice": _w("cases", "дел", "قضايا"),
    "agree_share": _w("agreed", "совпало", "اتفاق"),
    "agree_kappa": _w(
        "κ (1: always, 0: as by chance)", "κ (1: всегда, 0: как случайно)", "κ (1: دائمًا، 0: كالصدفة)"
    ),
    "agree_all": _w("Everything", "Всё", "الكل"),
    "held_posts": _w("Held posts", "Задержанные записи", "منشورات محتجزة"),
    "held_text": _w(
        "Posts of public chats that we limited: each is shown once one of us lets it pass. After a week it is dropped.",
        "Записи открытых чатов, которые мы ограничили: каждая появится, когда её пропустят. Через неделю пропадает.",
        "منشورات محادثات علنية قيّدناها: يظهر كل منها بعد أن يسمح به أحدنا. وما ينتظر أسبوعًا يُسقط.",
    ),
    "held_waiting": _w("{0} wait", "ждут: {0}", "{0} بانتظار القرار"),
    "held_pass": _w("Let it pass", "Пропустить", "السماح به"),
    "held_drop": _w("Do not show", "Не показывать", "عدم عرضه"),
    "reporter_kind": _w("Complaints in bad faith?", "Жалобы недобросовестны?", "بلاغات بسوء نية؟"),
    "complaints": _w(
        "What this person complained of", "На что жаловался этот человек", "ما أبلغ عنه هذا الشخص"
    ),
    "warn_reporter": _w("Warn", "Предупредить", "تنبيه"),
    "suspend_reporting": _w("No complaints for a time", "Временно без жалоб", "لا بلاغات لمدة"),
    "acted": _w("acted on", "приняты меры", "اتُّخذ إجراء"),
    "err.case.not_warned": _w(
        "Only after a warning within the last year.",
        "Только после предупреждения за последний год.",
        "فقط بعد تنبيه خلال السنة الأخيرة.",
    ),
    "err.case.needs_end": _w("It needs an end.", "Нужен срок окончания.", "لا بد من نهاية."),
    "err.recheck.seen": _w(
        "You have seen this case before.", "Вы уже видели это дело.", "سبق أن رأيت هذه القضية."
    ),
    "err.recheck.undo_first": _w(
        "Something was done in this case: take it back first.",
        "По делу приняты меры: сначала отмените их.",
        "اتُّخذ إجراء في هذه القضية: ألغه أولًا.",
    ),
}
