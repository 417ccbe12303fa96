"""The console's words for lists of other operators. Merged into words.WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


EXCHANGE_WORDS: dict[str, Words] = {
    "lists": _w("Lists", "Списки", "القوائم"),
    "lists_hint": _w(
        "What other operators look for, and what they may have from you. Whatever a list brings begins in shadow, or"
        " waits for a second person. Where lists disagree the entry is disputed and never acts; your own word goes"
        " before theirs.",
        "Что ищут другие операторы и что можно отдать им. Всё, что приходит списком, начинает в тени или ждёт второго"
        " человека. Если списки расходятся, запись спорная и никогда не действует; ваше слово важнее чужого.",
        "ما يبحث عنه مشغّلون آخرون، وما يمكن أن يأخذوه منك. كل ما تأتي به قائمة يبدأ في الظل أو ينتظر شخصًا ثانيًا."
        " وإذا اختلفت القوائم فالمدخل متنازع عليه ولا يعمل أبدًا؛ كلمتك تسبق كلمتهم.",
    ),
    "lists_back": _w("To the bank", "К банку", "إلى البنك"),
    "lists_feeds": _w("Asked for on a schedule", "Запрашиваются по расписанию", "تُطلب وفق جدول"),
    "lists_feeds_none": _w("None yet.", "Пока нет.", "لا شيء بعد."),
    "lists_sources": _w("By where it comes from", "По источникам", "بحسب المصدر"),
    "list_entries": _w("entries {0}", "записей {0}", "مداخل {0}"),
    "list_waiting": _w("waiting {0}", "ждут {0}", "تنتظر {0}"),
    "list_shadow": _w("in shadow {0}", "в тени {0}", "في الظل {0}"),
    "list_disputed": _w("disputed {0}", "спорных {0}", "متنازع عليها {0}"),
    "list_promote_all": _w("Make all live", "Все в работу", "تفعيل الكل"),
    "list_enable_all": _w("Agree to all", "Согласиться на все", "الموافقة على الكل"),
    "list_changed": _w("Changed: {0}.", "Изменено: {0}.", "تغيّر: {0}."),
    "list_left_out": _w("Left out:", "Пропущено:", "تُرك:"),
    "list_common": _w(
        "Ordinary words, found where nobody is meant; say what has to stand beside them:",
        "Обычные слова, найдутся и там, где никого не имеют в виду; укажите, что должно стоять рядом:",
        "كلمات عادية ستُعثر حيث لا يُقصد أحد؛ حدّد ما يجب أن يرد معها:",
    ),
    "list_reopened": _w("Opinions changed: {0}.", "Мнений изменилось: {0}.", "آراء تغيّرت: {0}."),
    "feed_ok": _w("taken in", "получено", "استُلم"),
    "feed_next": _w("next", "следующий раз", "التالي"),
    "feed_never": _w("not yet", "ещё нет", "ليس بعد"),
    "feed_paused": _w("paused", "на паузе", "متوقف"),
    "feed_answers": _w("they are told what came of it", "им сообщают, что вышло", "يُخبَرون بالنتيجة"),
    "feed_failing": _w(
        "failures in a row: {0} · {1}", "неудач подряд: {0} · {1}", "إخفاقات متتالية: {0} · {1}"
    ),
    "feed_now": _w("Ask now", "Запросить", "اطلب الآن"),
    "feed_again": _w("From the beginning", "С начала", "من البداية"),
    "feed_pause": _w("Pause", "Пауза", "إيقاف مؤقت"),
    "feed_resume": _w("Go on", "Продолжить", "متابعة"),
    "feed_drop": _w("Drop", "Убрать", "إزالة"),
    "feed_answer": _w("Tell them what came of it", "Сообщать, что вышло", "إخبارهم بالنتيجة"),
    "feed_silent": _w("Tell them nothing", "Не сообщать", "عدم إخبارهم"),
    "feed_add": _w("Add a list", "Добавить список", "إضافة قائمة"),
    "feed_name": _w("Name", "Название", "الاسم"),
    "feed_protocol": _w("How it is asked for", "Как запрашивается", "طريقة الطلب"),
    "feed_protocol_file": _w("a file under an address", "файл по адресу", "ملف على عنوان"),
    "feed_protocol_taxii": _w("TAXII 2.1, a collection", "TAXII 2.1, коллекция", "TAXII 2.1، مجموعة"),
    "feed_protocol_tat": _w("Tech Against Terrorism", "Tech Against Terrorism", "Tech Against Terrorism"),
    "feed_protocol_misp": _w("MISP, a server", "MISP, сервер", "MISP، خادم"),
    "feed_protocol_threatexchange": _w(
        "ThreatExchange, a privacy group", "ThreatExchange, группа", "ThreatExchange، مجموعة"
    ),
    "feed_url": _w("Address (https)", "Адрес (https)", "العنوان (https)"),
    "feed_secret": _w("Key, or name:password", "Ключ или имя:пароль", "مفتاح، أو اسم:كلمة مرور"),
    "feed_format": _w("Format of the file", "Формат файла", "صيغة الملف"),
    "feed_every": _w("How often", "Как часто", "كم مرة"),
    "feed_every_15": _w("every 15 minutes", "каждые 15 минут", "كل 15 دقيقة"),
    "feed_every_60": _w("every hour", "каждый час", "كل ساعة"),
    "feed_every_360": _w("every six hours", "каждые шесть часов", "كل ست ساعات"),
    "feed_every_1440": _w("every day", "каждый день", "كل يوم"),
    "feed_every_10080": _w("every week", "каждую неделю", "كل أسبوع"),
    "feed_most": _w("Entries at most", "Записей не больше", "أقصى عدد للمداخل"),
    "exchange_in": _w("Take in a file", "Загрузить файл", "استيراد ملف"),
    "exchange_out": _w("Give out", "Выгрузить", "تصدير"),
    "exchange_out_hint": _w(
        "What a format has no words for is left out, and so is what came under TLP:RED or AMBER.",
        "Чего формат выразить не может, пропускается; пропускается и то, что пришло под TLP:RED или AMBER.",
        "ما لا تعبّر عنه الصيغة يُترك، وكذلك ما جاء تحت TLP:RED أو AMBER.",
    ),
    "exchange_answer": _w("What came of a list", "Что вышло из списка", "نتيجة قائمة"),
    "exchange_answer_hint": _w(
        "How often its entries were seen, and whether people here agreed: for those who made it. Never where, by whom"
        " or in which words.",
        "Как часто находили его записи и соглашались ли люди здесь: для тех, кто его составил. Без мест, людей и слов.",
        "كم مرة وُجدت مداخلها وهل وافق الناس هنا: لمن وضعها. من دون أماكن أو أشخاص أو كلمات.",
    ),
    "exchange_format": _w("Format", "Формат", "الصيغة"),
    "exchange_as_listed": _w("as the list says", "как в списке", "كما تقول القائمة"),
    "format_csv": _w("the bank's own CSV", "свой CSV банка", "CSV الخاص بالبنك"),
    "format_hash-csv": _w("CSV of hashes", "CSV с хешами", "CSV من البصمات"),
    "format_hashes": _w(
        "plain list: SHA-256, SHA-1, MD5", "просто список: SHA-256, SHA-1, MD5", "قائمة: SHA-256 وSHA-1 وMD5"
    ),
    "format_pdq": _w("plain list: PDQ", "просто список: PDQ", "قائمة: PDQ"),
    "format_signals": _w(
        "python-threatexchange: type and value",
        "python-threatexchange: тип и значение",
        "python-threatexchange: نوع وقيمة",
    ),
    "format_threatexchange": _w("ThreatExchange (JSON)", "ThreatExchange (JSON)", "ThreatExchange (JSON)"),
    "format_misp": _w("MISP event (JSON)", "событие MISP (JSON)", "حدث MISP (JSON)"),
    "format_stix": _w("STIX 2.1", "STIX 2.1", "STIX 2.1"),
    "format_tat": _w(
        "Tech Against Terrorism (JSON)", "Tech Against Terrorism (JSON)", "Tech Against Terrorism (JSON)"
    ),
    "format_matrix-policy": _w(
        "Matrix policy list (MSC2313)", "список правил Matrix (MSC2313)", "قائمة سياسات Matrix (MSC2313)"
    ),
    "bank_find": _w("Find by value or source", "Найти по значению или источнику", "بحث بالقيمة أو المصدر"),
    "bank_older": _w("Older", "Старше", "أقدم"),
    "bank_vouch": _w("We say so ourselves", "Так считаем и мы", "نقول ذلك بأنفسنا"),
    "bank_said": _w("Said by:", "Так говорят:", "يقول ذلك:"),
    "says_positive": _w("yes", "да", "نعم"),
    "says_seed": _w("perhaps", "может быть", "ربما"),
    "says_negative": _w("no", "нет", "لا"),
    "err.bank.full": _w(
        "The bank has no room for it.", "В банке нет места для этого.", "لا يوجد في البنك مكان لها."
    ),
    "err.feed.known": _w(
        "There is a list of this name.", "Список с таким названием уже есть.", "توجد قائمة بهذا الاسم."
    ),
    "err.feed.many": _w("There are too many lists.", "Списков слишком много.", "القوائم كثيرة جدًا."),
    "err.exchange.too_large": _w("The file is too large.", "Файл слишком большой.", "الملف كبير جدًا."),
    "err.exchange.too_many": _w(
        "There is too much on the list.", "В списке слишком много всего.", "القائمة طويلة جدًا."
    ),
    "err.exchange.too_deep": _w(
        "The file is nested too deep.", "В файле слишком глубокая вложенность.", "تداخل الملف عميق جدًا."
    ),
    "err.exchange.unreadable": _w(
        "The file is not in this format.", "Файл не в этом формате.", "الملف ليس بهذه الصيغة."
    ),
    "err.exchange.empty": _w("The list is empty.", "Список пуст.", "القائمة فارغة."),
    "err.pull.network": _w("not reached", "нет связи", "تعذّر الوصول"),
    "err.pull.timeout": _w("no answer in time", "не ответили вовремя", "لم يُجب في الوقت"),
    "err.pull.address": _w("its address is not public", "адрес не публичный", "عنوانها ليس عامًا"),
    "err.pull.status.401": _w("the key is refused", "ключ не принят", "المفتاح مرفوض"),
    "err.pull.status.403": _w("the key is refused", "ключ не принят", "المفتاح مرفوض"),
}
