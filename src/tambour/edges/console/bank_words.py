"""The console's words for the bank and for signals. Merged into words.WORDS."""

from tambour.edges.console.guess_words import GUESS_WORDS
from tambour.edges.console.holding_words import HOLDING_WORDS
from tambour.edges.console.media_words import MEDIA_WORDS
from tambour.edges.console.surface_words import SURFACE_WORDS
from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


BANK_WORDS: dict[str, Words] = {
    "bank": _w("Bank", "Банк", "البنك"),
    "bank_hint": _w(
        "What public chats are searched for. In shadow it is only counted; live, it puts what it finds before you."
        " Links and files that are live and certain are also refused when somebody sends them, and links, names and"
        " phrases can hold what is sent until one of you has looked: a second person must agree first.",
        "Что ищут в открытых чатах. В тени находки только считают; в работе их показывают вам. Ссылки и файлы, если"
        " они в работе и точны, ещё и не принимают к отправке, а ссылки, названия и фразы могут задерживать"
        " отправленное, пока вы не посмотрите: сначала должен согласиться второй человек.",
        "ما يُبحث عنه في المحادثات العامة. في الظل يُعدّ فقط؛ وفي العمل يُعرض عليك ما وُجد. الروابط والملفات العاملة"
        " والمؤكدة تُرفض أيضًا عند إرسالها، والروابط والأسماء والعبارات قد تحتجز ما يُرسل حتى تنظروا فيه: بعد موافقة شخص"
        " ثانٍ.",
    ),
    "bank_none": _w(
        "The bank is empty. Links to chats that were taken down are found without it.",
        "Банк пуст. Ссылки на закрытые чаты находят и без него.",
        "البنك فارغ. الروابط إلى محادثات مُزالة تُكتشف من دونه.",
    ),
    "bank_kind": _w("What it is", "Что это", "ما هو"),
    "bank_kind_name": _w("Name", "Название", "اسم"),
    "bank_kind_phrase": _w("Phrase", "Фраза", "عبارة"),
    "bank_kind_pattern": _w("Expression (RE2)", "Выражение (RE2)", "تعبير (RE2)"),
    "bank_kind_text": _w("Text and its copies", "Текст и его копии", "نص ونسخه"),
    "bank_kind_link": _w("Link, domain or @name", "Ссылка, домен или @имя", "رابط أو نطاق أو @اسم"),
    "bank_kind_sha256": _w("File (SHA-256)", "Файл (SHA-256)", "ملف (SHA-256)"),
    "bank_kind_sha1": _w("File (SHA-1)", "Файл (SHA-1)", "ملف (SHA-1)"),
    "bank_kind_md5": _w("File (MD5)", "Файл (MD5)", "ملف (MD5)"),
    "bank_kind_pdq": _w("Picture by its PDQ hash", "Картинка по хешу PDQ", "صورة ببصمة PDQ"),
    "bank_kind_picture": _w("Picture", "Картинка", "صورة"),
    "bank_kind_film": _w("Video", "Видео", "فيديو"),
    "bank_kind_sound": _w("Sound", "Звук", "صوت"),
    **MEDIA_WORDS,
    "bank_value": _w(
        "Value. A star stands for any ending: Lantern*",
        "Значение. Звёздочка заменяет любое окончание: Фонар*",
        "القيمة. النجمة تعني أي نهاية: فانوس*",
    ),
    "bank_source": _w("Where it comes from", "Откуда это", "المصدر"),
    "bank_note": _w("Note", "Заметка", "ملاحظة"),
    "bank_opinion": _w("How sure", "Насколько точно", "درجة التأكد"),
    "bank_opinion_positive": _w("certain", "точно", "مؤكد"),
    "bank_opinion_seed": _w("a hint", "намёк", "تلميح"),
    "bank_opinion_disputed": _w("disputed", "спорно", "متنازع عليه"),
    "bank_mode": _w("Begins", "Начинает", "يبدأ"),
    "bank_mode_shadow": _w("in shadow", "в тени", "في الظل"),
    "bank_mode_live": _w("live", "в работе", "عامل"),
    "bank_ratio": _w("Tried in this share of chats", "В какой доле чатов", "نسبة المحادثات"),
    "bank_expires": _w("Until", "До", "حتى"),
    "bank_expires_never": _w("without end", "без срока", "بلا نهاية"),
    "bank_lang": _w("Language", "Язык", "اللغة"),
    "bank_any": _w("any", "любой", "أي لغة"),
    "bank_rare": _w(
        "Rare word: also with one slip", "Редкое слово: и с одной опечаткой", "كلمة نادرة: مع خطأ واحد أيضًا"
    ),
    "bank_common": _w(
        "an ordinary word: found where nobody is meant; say what has to stand beside it",
        "обычное слово: найдётся и там, где никого не имеют в виду; укажите, что должно стоять рядом",
        "كلمة عادية: ستُعثر حيث لا يُقصد أحد؛ حدّد ما يجب أن يرد معها",
    ),
    "bank_needs": _w(
        "Only with one of (parted by |)", "Только с одним из (через |)", "فقط مع إحدى (تفصلها |)"
    ),
    "bank_unless": _w("Never with (parted by |)", "Никогда с (через |)", "ليس مع (تفصلها |)"),
    "bank_add": _w("Add", "Добавить", "إضافة"),
    "bank_more": _w("More", "Ещё", "المزيد"),
    "bank_promote": _w("Make live", "В работу", "تفعيل"),
    "bank_enable": _w("Agree and enable", "Согласиться и включить", "موافقة وتمكين"),
    "bank_again": _w("Enable again", "Включить снова", "تمكين مجددًا"),
    "bank_disable": _w("Disable", "Выключить", "تعطيل"),
    "bank_state_waiting": _w("waits for a second person", "ждёт второго", "ينتظر شخصًا ثانيًا"),
    "bank_state_enabled": _w("enabled", "включено", "ممكّن"),
    "bank_state_disabled": _w("disabled", "выключено", "معطّل"),
    "bank_expired": _w("expired", "истекло", "منتهٍ"),
    "bank_refuses": _w("refuses", "не принимает", "يرفض"),
    "bank_by": _w("by {0}", "внёс(ла) {0}", "بواسطة {0}"),
    "bank_with": _w("with {0}", "вместе с {0}", "مع {0}"),
    "bank_found": _w("found {0}", "найдено {0}", "وُجد {0}"),
    "bank_cases": _w("cases {0}", "дел {0}", "قضايا {0}"),
    "bank_agreed": _w("acted on {0}", "приняты меры {0}", "اتُّخذ إجراء {0}"),
    "bank_refuted": _w("found harmless {0}", "безвредно {0}", "غير ضار {0}"),
    "bank_hunting": _w(
        "searching back: {0} read", "ищет в прошлом: прочитано {0}", "يبحث في الماضي: قُرئ {0}"
    ),
    "bank_file": _w("File", "Файл", "الملف"),
    "bank_imported": _w(
        "Taken in: {0}. Known before: {1}.", "Добавлено: {0}. Уже было: {1}.", "أضيف: {0}. كان موجودًا: {1}."
    ),
    "bank_wrong": _w("This is not right: {0}", "Здесь ошибка: {0}", "هذا غير صحيح: {0}"),
    "bank_wrong_row": _w("Line {0} is not right: {1}", "Ошибка в строке {0}: {1}", "السطر {0} غير صحيح: {1}"),
    "err.bank.second": _w(
        "You put it there. Somebody else must agree.",
        "Это внесли вы. Согласиться должен другой человек.",
        "أنت من أضافه. يجب أن يوافق شخص آخر.",
    ),
    "err.bank.known": _w("It is in the bank already.", "Это уже есть в банке.", "موجود في البنك بالفعل."),
    "err.bank.state": _w("It was changed meanwhile.", "Тем временем это изменили.", "تغيّر في هذه الأثناء."),
    "still": _w(
        "Detection stands still; messages flow and nothing is lost. It was last at work:",
        "Автоматика стоит; сообщения идут, ничего не потеряно. Последний раз она работала:",
        "الاكتشاف متوقف؛ الرسائل تمر ولا يضيع شيء. آخر عمل له:",
    ),
    "signals": _w("Found by detection", "Найдено автоматикой", "اكتُشف آليًا"),
    "signals_hint": _w(
        "A program found these places. It does not know what they are meant for: quotes, news and warnings look the"
        " same to it. You decide.",
        "Эти места нашла программа. Она не знает, зачем они сказаны: цитаты, новости и предупреждения для неё"
        " одинаковы. Решаете вы.",
        "وجد برنامج هذه المواضع. لا يعرف المقصود بها: الاقتباس والخبر والتحذير سواء عنده. القرار لك.",
    ),
    **GUESS_WORDS,
    **SURFACE_WORDS,
    **HOLDING_WORDS,
    "hint_disputed": _w(
        "Lists disagree about this entry: it opened no case and moved this one up a little.",
        "Списки расходятся об этой записи: она дела не открыла, а это немного подняла.",
        "القوائم مختلفة في هذا المدخل: لم يفتح قضية، ورفع هذه قليلًا.",
    ),
    "hint_seed": _w(
        "This entry is only a hint: it opened no case and moved this one up a little.",
        "Эта запись лишь намёк: она дела не открыла, а это немного подняла.",
        "هذا المدخل تلميح فقط: لم يفتح قضية، ورفع هذه قليلًا.",
    ),
    "hints_add": _w(
        "Of the probability, {0} comes of hints and disputed entries.",
        "Из вероятности {0} — от намёков и спорных записей.",
        "من الاحتمال {0} من التلميحات والمداخل المتنازع عليها.",
    ),
    "signals_copies": _w(
        "Near copies this week: {0} in {1} public chats",
        "Почти таких же за неделю: {0} в {1} открытых чатах",
        "نسخ قريبة هذا الأسبوع: {0} في {1} محادثة عامة",
    ),
    "detected": _w("detected", "автоматика", "اكتشاف آلي"),
    "detector_words": _w("words", "слова", "كلمات"),
    "detector_links": _w("link", "ссылка", "رابط"),
    "detector_copies": _w("copy of a text", "копия текста", "نسخة نص"),
    "detector_bytes": _w("file", "файл", "ملف"),
    "detector_closed": _w(
        "link to a chat that was taken down", "ссылка на закрытый чат", "رابط إلى محادثة مُزالة"
    ),
    "why_found.plain": _w("as written", "как написано", "كما كُتب"),
    "why_found.spelled": _w("in another alphabet", "другим алфавитом", "بأبجدية أخرى"),
    "why_found.apart": _w("letters apart", "буквы врозь", "حروف متفرقة"),
    "why_found.stretched": _w("letters repeated", "буквы повторены", "حروف مكررة"),
    "why_found.slip": _w("with a slip", "с опечаткой", "مع خطأ"),
    "why_found.consonants": _w("Arabic in Latin letters", "арабское латиницей", "عربية بحروف لاتينية"),
    "why_found.pattern": _w("by an expression", "по выражению", "بتعبير"),
    "why_found.copy": _w("same words", "те же слова", "الكلمات نفسها"),
    "why_found.link": _w("link in the bank", "ссылка из банка", "رابط في البنك"),
    "why_found.bytes": _w("same bytes", "те же байты", "البايتات نفسها"),
    "why_found.closed": _w("leads to what was taken down", "ведёт к закрытому", "يؤدي إلى ما أُزيل"),
    "why_let.pass": _w("somebody let it go", "его пропустил человек", "سمح به أحد المشرفين"),
    "why_let.late": _w(
        "nobody looked in time", "никто вовремя не посмотрел", "لم ينظر فيه أحد في الوقت المناسب"
    ),
    "why_push.recruit": _w("calls to join", "зовёт вступить", "يدعو إلى الانضمام"),
    "why_push.give": _w("asks for money", "просит денег", "يطلب مالًا"),
    "why_push.glory": _w("glorifies", "прославляет", "يمجّد"),
    "why_push.strike": _w("calls to strike", "зовёт бить", "يدعو إلى الضرب"),
    "why_push.threat": _w("threatens whoever reads it", "угрожает тому, кто читает", "يهدد من يقرأه"),
    "why_push.ours": _w("speaks as the organisation", "говорит от имени организации", "يتكلم باسم التنظيم"),
    "why_push.teach": _w("instructions for violence", "инструкции к насилию", "تعليمات للعنف"),
    "why_distance.words": _w("keeps its distance", "говорит со стороны", "يتحدث بمسافة"),
    "why_distance.quoted": _w("in a quotation", "в кавычках", "بين علامتي اقتباس"),
}
