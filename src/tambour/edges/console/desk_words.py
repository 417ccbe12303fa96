"""The console's words for what is around the cases: ways in, one's own page, looks, translation, search, programs."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


DESK_WORDS: dict[str, Words] = {
    "enter_key": _w("Sign in with a passkey", "Войти с ключом доступа", "الدخول بمفتاح مرور"),
    "enter_key_hint": _w(
        "With the passkey of your account. You make one in the messenger under Settings, or on your page here.",
        "Ключом доступа вашей учётной записи. Его создают в настройках мессенджера или здесь, на своей странице.",
        "بمفتاح المرور الخاص بحسابك. تنشئه في إعدادات المراسل أو في صفحتك هنا.",
    ),
    "enter_host": _w(
        "Passkeys need a name, not a bare address: open the desk as {0}.",
        "Ключам доступа нужно имя, а не голый адрес: откройте стол как {0}.",
        "تحتاج مفاتيح المرور إلى اسم لا إلى عنوان رقمي: افتح المكتب على {0}.",
    ),
    "enter_link": _w("Without a passkey", "Без ключа доступа", "بلا مفتاح مرور"),
    "me": _w("My desk", "Мой стол", "مكتبي"),
    "looks": _w("How pictures and films are shown", "Как показывать фото и видео", "كيف تُعرض الصور والأفلام"),
    "looks_hint": _w(
        "Nothing is loaded before you ask for it.",
        "Ничего не загружается, пока вы не попросите.",
        "لا يُحمَّل شيء قبل أن تطلبه.",
    ),
    "look_blur": _w("Blurred", "Размыто", "مموّهة"),
    "look_grey": _w("Without colour", "Без цвета", "بلا ألوان"),
    "look_mute": _w("Without sound", "Без звука", "بلا صوت"),
    "save": _w("Save", "Сохранить", "حفظ"),
    "seen_today": _w(
        "Pictures and films looked at in 24 hours",
        "Просмотрено фото и видео за 24 часа",
        "الصور والأفلام التي نُظر إليها خلال 24 ساعة",
    ),
    "seen_of": _w("{0} of {1}", "{0} из {1}", "{0} من {1}"),
    "passkeys": _w("Passkeys", "Ключи доступа", "مفاتيح المرور"),
    "passkey_add": _w("Add a passkey", "Добавить ключ", "إضافة مفتاح"),
    "passkey_none": _w("You have none yet.", "Пока нет ни одного.", "ليس لديك أي مفتاح بعد."),
    "take_away": _w("Take away", "Убрать", "إزالة المفتاح"),
    "moved": _w(
        "This case moved while you had it open.",
        "Пока дело было открыто, в нём что-то изменилось.",
        "تغيّرت هذه القضية وأنت تفتحها.",
    ),
    "moved_other": _w("A colleague has taken this case.", "Дело взял коллега.", "أخذ زميل هذه القضية."),
    "see_again": _w("Look again", "Посмотреть заново", "انظر مجددًا"),
    "show_photo": _w("Photo", "Фото", "صورة"),
    "show_video": _w("Film", "Видео", "فيلم"),
    "show_sound": _w("Sound", "Звук", "صوت"),
    "show_file": _w("File", "Файл", "ملف"),
    "err.desk.seen_enough": _w(
        "You have looked at enough for one day. Decide by the words, or hand the case on.",
        "На сегодня увидено достаточно. Решайте по тексту или передайте дело.",
        "رأيت ما يكفي ليوم واحد. قرّر بناءً على النص أو سلّم القضية لغيرك.",
    ),
    "err.passkey.wrong": _w(
        "This passkey is not known here.", "Этот ключ здесь неизвестен.", "هذا المفتاح غير معروف هنا."
    ),
    "err.passkey.expired": _w("Too slow: try again.", "Слишком долго: ещё раз.", "بطيء جدًا: حاول مجددًا."),
    "err.passkey.known": _w("This key is known already.", "Этот ключ уже есть.", "هذا المفتاح معروف."),
    "err.console.not_staff": _w(
        "This account is not staff.", "Эта учётная запись не из команды.", "هذا الحساب ليس من الفريق."
    ),
    "err.FLOOD": _w(
        "Too many tries. Wait a little.", "Слишком часто. Подождите.", "محاولات كثيرة. انتظر قليلًا."
    ),
    "err.console.csrf": _w(
        "The page is too old: open it again.",
        "Страница устарела: откройте её заново.",
        "الصفحة قديمة: افتحها من جديد.",
    ),
    "translate": _w("Translate", "Перевести", "ترجمة"),
    "translated": _w("Translated by a machine", "Машинный перевод", "ترجمة آلية"),
    "translate_none": _w(
        "This server has no translation service: its operator names one in the settings.",
        "У сервера нет службы перевода: её указывает администратор в настройках.",
        "لا خدمة ترجمة لهذا الخادم: يحددها المشغّل في الإعدادات.",
    ),
    "translate_failed": _w(
        "The translation service did not answer ({0}).",
        "Служба перевода не ответила ({0}).",
        "لم تُجب خدمة الترجمة ({0}).",
    ),
    "posted": _w("Who else posted it", "Кто ещё это публиковал", "من نشره أيضًا"),
    "posted_n": _w("people: {0}, chats: {1}", "людей: {0}, чатов: {1}", "الأشخاص: {0}، المحادثات: {1}"),
    "posted_private": _w("In private chats: {0}", "В закрытых чатах: {0}", "في محادثات خاصة: {0}"),
    "posted_more": _w("and {0} more", "и ещё {0}", "و{0} أخرى"),
    "views_by_day": _w("Views a day", "Просмотров в день", "المشاهدات يوميًا"),
    "search": _w("Search from this case", "Поиск из этого дела", "البحث من هذه القضية"),
    "search_words": _w("Words, a name", "Слова, имя", "كلمات أو اسم"),
    "search_go": _w("Search", "Искать", "بحث"),
    "search_hint": _w(
        "Public chats only. What you search for is in the ledger.",
        "Только открытые чаты. Что вы ищете, записывается в журнал.",
        "المحادثات العامة فقط. ما تبحث عنه يُسجَّل.",
    ),
    "search_nothing": _w("Nothing found.", "Ничего не найдено.", "لم يُعثر على شيء."),
    "open_case": _w("Open a case", "Открыть дело", "فتح قضية"),
    "f_overturn_rate": _w(
        "Taken back, of 100 restrictions", "Отменено из 100 ограничений", "ما أُلغي من كل 100 قيد"
    ),
    "f_views_chart": _w("Views before removal", "Просмотров до удаления", "المشاهدات قبل الإزالة"),
    "f_day": _w("Day", "День", "اليوم"),
    "f_reports": _w("complaints", "жалоб", "بلاغات"),
    "f_right": _w("of them right", "из них верных", "منها محقة"),
    "f_decisions": _w("decisions", "решений", "القرارات"),
    "f_colleague": _w("Colleague", "Коллега", "الزميل"),
    "f_severity": _w("Severity", "Тяжесть", "الخطورة"),
    "f_removals": _w("removals", "удалений", "إزالات"),
    "programs": _w("Keys for programs", "Ключи для программ", "مفاتيح للبرامج"),
    "programs_hint": _w(
        "A program with such a key acts in your name at the desk's interface, and does no more than you may.",
        "Программа с таким ключом действует от вашего имени и может не больше вас.",
        "البرنامج الذي يحمل هذا المفتاح يعمل باسمك ولا يستطيع أكثر مما تستطيع.",
    ),
    "program_name": _w("What it is for", "Для чего", "لأي غرض"),
    "program_may": _w("It may", "Ему можно", "يُسمح له"),
    "program_add": _w("Make a key", "Создать ключ", "إنشاء مفتاح"),
    "program_once": _w(
        "Copy it now: it is shown this once.",
        "Скопируйте сейчас: больше его не покажут.",
        "انسخه الآن: لن يُعرض مرة أخرى.",
    ),
    "program_used": _w("last used", "последний раз", "آخر استعمال"),
    "program_never": _w("never used", "не использован", "لم يُستعمل"),
    "program_doc": _w("What programs can do", "Что умеют программы", "ما تستطيعه البرامج"),
    "err.desk.keys_full": _w("You have too many keys.", "Слишком много ключей.", "لديك مفاتيح كثيرة."),
}
