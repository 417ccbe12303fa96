"""More of the console's words: clusters, bulks, the second person, figures, shortcuts. Merged into words.WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


PHRASES: dict[str, Words] = {
    "restrict_member": _w("Take the right to write", "Лишить права писать", "سحب حق الكتابة"),
    "link": _w("Link", "Ссылка", "رابط"),
    "figures": _w("Figures", "Показатели", "الأرقام"),
    "all_cases": _w("All", "Все", "الكل"),
    "my_cases": _w("For me", "Мне", "لي"),
    "crowd": _w("moves as one", "действуют как один", "يتحركون معًا"),
    "escalated": _w("escalated", "передано выше", "مُصعّدة"),
    "waiting_second": _w("waits for a second person", "ждёт второго", "تنتظر شخصًا ثانيًا"),
    "new": _w("new", "новое", "جديدة"),
    "triaged": _w("again open", "снова открыто", "مفتوحة من جديد"),
    "decided_state": _w("decided", "решено", "بُتّ فيها"),
    "alike_n": _w("{0} alike", "похожих: {0}", "متشابهة: {0}"),
    "second_title": _w("A second person must agree", "Нужен второй человек", "يلزم موافقة شخص ثانٍ"),
    "second_text": _w(
        "Nothing has happened yet. Whoever decided cannot agree.",
        "Пока ничего не произошло. Тот, кто решил, подтвердить не может.",
        "لم يحدث شيء بعد. من قرر لا يمكنه الموافقة.",
    ),
    "agree": _w("Agree", "Согласиться", "موافقة"),
    "decline": _w("Do not agree", "Не согласиться", "عدم الموافقة"),
    "escalate": _w("Hand on", "Передать", "تصعيد"),
    "escalate_why": _w(
        "Why somebody else should judge", "Почему должен решать другой", "لماذا يجب أن يحكم غيرك"
    ),
    "assign": _w("Ask a colleague", "Попросить коллегу", "طلب من زميل"),
    "nobody": _w("nobody in particular", "никого отдельно", "لا أحد بعينه"),
    "similar": _w("Similar cases", "Похожие дела", "قضايا مشابهة"),
    "shared_text": _w("nearly the same words", "почти тот же текст", "الكلمات نفسها تقريبًا"),
    "shared_link": _w("same link", "та же ссылка", "الرابط نفسه"),
    "shared_file": _w("same file", "тот же файл", "الملف نفسه"),
    "shared_source": _w("same source", "тот же источник", "المصدر نفسه"),
    "shared_person": _w("same person", "тот же человек", "الشخص نفسه"),
    "together": _w(
        "Decide all {0} open cases of this cluster alike",
        "Решить так же все открытые дела группы ({0})",
        "البتّ بالمثل في كل القضايا المفتوحة للمجموعة ({0})",
    ),
    "preview": _w("Look first", "Сначала посмотреть", "معاينة أولًا"),
    "preview_title": _w("This is what would happen", "Вот что произойдёт", "هذا ما سيحدث"),
    "p_cases": _w("cases decided", "дел решено", "قضايا"),
    "p_messages": _w("messages", "сообщений", "رسائل"),
    "p_chats": _w("chats", "чатов", "محادثات"),
    "p_people": _w("members reached", "участников", "أعضاء"),
    "p_accounts": _w("accounts", "учётных записей", "حسابات"),
    "p_second": _w(
        "A second person must agree before anything happens.",
        "До согласия второго человека ничего не произойдёт.",
        "لن يحدث شيء قبل موافقة شخص ثانٍ.",
    ),
    "p_skipped": _w("Left out", "Не войдут", "مستبعدة"),
    "private_chat": _w("a private chat", "закрытый чат", "محادثة خاصة"),
    "not_yet": _w("Not yet", "Пока нет", "ليس بعد"),
    "err.case.not_for_this": _w(
        "That decision does not fit this.",
        "Такое решение здесь не подходит.",
        "هذا القرار لا يناسب هذه الحالة.",
    ),
    "whole_chat": _w("the chat itself", "сам чат", "المحادثة نفسها"),
    "bulk": _w("Decided together", "Решено вместе", "قرار جماعي"),
    "bulk_done": _w("{0} decisions", "решений: {0}", "القرارات: {0}"),
    "undo_all": _w("Undo all of it", "Отменить всё", "التراجع عن الكل"),
    "undo_facts": _w("Taken back as a whole.", "Отменено целиком.", "أُلغي بالكامل."),
    "bulks": _w("Lately decided together", "Недавно решено вместе", "قرارات جماعية حديثة"),
    "spread": _w("How far it went", "Как далеко разошлось", "مدى الانتشار"),
    "views": _w("views", "просмотров", "مشاهدات"),
    "copies": _w("copies", "копий", "نسخ"),
    "copies_by_day": _w("Copies a day", "Копий в день", "النسخ يوميًا"),
    "strikes": _w("Counts against this person now", "Сейчас за этим человеком", "ما يُحسب على هذا الشخص الآن"),
    "media": _w("Pictures", "Изображения", "الصور"),
    "media_hint": _w(
        "Nothing is loaded yet. Press one to load it veiled, once more to see it clearly; B does it for all.",
        "Пока ничего не загружено. Нажмите, чтобы загрузить под вуалью, ещё раз — чтобы увидеть чётко; B — для всех.",
        "لم يُحمَّل شيء بعد. اضغط لتحميلها محجوبة، ومرة أخرى لتراها بوضوح؛ B للجميع.",
    ),
    "purpose": _w("It stands by the exception", "Допустимо по исключению", "مسموح به بموجب الاستثناء"),
    "no_purpose": _w("no: it breaks no rule", "нет: правила не нарушены", "لا: لم تُخالف قاعدة"),
    "limit_days": _w("For how long", "На сколько", "المدة"),
    "f_backlog": _w("Open cases by severity", "Открытые дела по тяжести", "القضايا المفتوحة حسب الخطورة"),
    "f_late": _w("of them late", "из них с опозданием", "منها متأخرة"),
    "f_look": _w("To the first look", "До первого взгляда", "حتى النظرة الأولى"),
    "f_act": _w("To the decision", "До решения", "حتى القرار"),
    "f_median": _w("median", "медиана", "الوسيط"),
    "f_95": _w("95 of 100", "95 из 100", "95 من 100"),
    "f_decided": _w("Decisions a day", "Решений в день", "القرارات يوميًا"),
    "f_redress": _w("Were we right", "Были ли мы правы", "هل كنا على صواب"),
    "f_acted": _w("restrictions", "ограничений", "قيود"),
    "f_restored": _w("taken back", "отменено", "أُلغيت"),
    "f_appeals": _w("appeals", "обжалований", "اعتراضات"),
    "f_overturned": _w("of them granted", "из них удовлетворено", "منها قُبل"),
    "f_views": _w(
        "views before removal, median", "просмотров до удаления, медиана", "مشاهدات قبل الإزالة (الوسيط)"
    ),
    "f_reporters": _w("Complaints that were right", "Обоснованные жалобы", "بلاغات كانت محقة"),
    "f_work": _w("Decisions by colleague", "Решений по коллегам", "القرارات حسب الزميل"),
    "f_days": _w("The last thirty days", "Последние тридцать дней", "آخر ثلاثين يومًا"),
    "f_none": _w("Nothing yet.", "Пока ничего.", "لا شيء بعد."),
    "table": _w("As a table", "Таблицей", "كجدول"),
    "err.case.waiting_second": _w(
        "It waits for a second person.", "Ждёт второго человека.", "تنتظر شخصًا ثانيًا."
    ),
    "err.case.you_escalated": _w(
        "You handed this on. A colleague must take it.",
        "Вы передали это дело. Его возьмёт коллега.",
        "أنت من صعّد هذه القضية. على زميل أن يتولاها.",
    ),
    "err.case.not_a_member": _w(
        "Only a plain member of a group can lose the right to write.",
        "Права писать можно лишить только обычного участника группы.",
        "لا يُسحب حق الكتابة إلا من عضو عادي في مجموعة.",
    ),
}
