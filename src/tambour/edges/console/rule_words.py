"""The console's words for rules: pages, what is wrong with a source, the reference. Merged into words.WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


RULE_WORDS: dict[str, Words] = {
    "rules": _w("Rules", "Правила", "القواعد"),
    "rules_hint": _w(
        "A rule puts messages of public chats before you. It proves itself on the last 30 days first, then counts in"
        " the shadow; a second person lets it on. It never hides or removes anything.",
        "Правило показывает вам сообщения открытых чатов. Сначала его пробуют на последних 30 днях, затем оно считает в"
        " тени; дальше его пускает второй человек. Оно ничего не скрывает и не удаляет.",
        "تعرض القاعدة عليك رسائل المحادثات العامة. تُجرَّب أولًا على آخر 30 يومًا، ثم تعدّ في الظل؛ ويسمح لها شخص ثانٍ"
        " بالمتابعة. لا تخفي شيئًا ولا تحذفه.",
    ),
    "rules_none": _w("There are no rules yet.", "Правил пока нет.", "لا قواعد بعد."),
    "rule_new": _w("New rule", "Новое правило", "قاعدة جديدة"),
    "rule_name": _w("Name", "Название", "الاسم"),
    "rule_source": _w("What it says", "Что в нём сказано", "نصها"),
    "rule_save": _w("Save", "Сохранить", "حفظ"),
    "rule_save_again": _w(
        "Save. A changed rule is a draft again",
        "Сохранить. Изменённое правило снова черновик",
        "حفظ. القاعدة المعدّلة مسودة من جديد",
    ),
    "rule_sound": _w("It can be run.", "Его можно выполнить.", "يمكن تشغيلها."),
    "rule_place": _w("line {0}, column {1}", "строка {0}, столбец {1}", "السطر {0}، العمود {1}"),
    "rule_version": _w("version {0}", "версия {0}", "الإصدار {0}"),
    "rule_state_draft": _w("draft", "черновик", "مسودة"),
    "rule_state_shadow": _w("in the shadow", "в тени", "في الظل"),
    "rule_state_canary": _w(
        "live in one chat of ten", "в работе в каждом десятом чате", "عاملة في عُشر المحادثات"
    ),
    "rule_state_live": _w("live", "в работе", "عاملة"),
    "rule_state_retired": _w("out of use", "снято", "مسحوبة"),
    "rule_try": _w("Try on the last 30 days", "Попробовать на последних 30 днях", "جرّبها على آخر 30 يومًا"),
    "rule_trying": _w(
        "It is being tried. This page asks again by itself.",
        "Его пробуют. Страница обновится сама.",
        "تُجرَّب الآن. الصفحة تتحدث وحدها.",
    ),
    "rule_failed": _w("The trial failed: {0}", "Проба не удалась: {0}", "فشلت التجربة: {0}"),
    "rule_shadow": _w("Into the shadow", "В тень", "إلى الظل"),
    "rule_ask_canary": _w(
        "Ask to make it live in one chat of ten",
        "Предложить в каждый десятый чат",
        "اطلب تشغيلها في عُشر المحادثات",
    ),
    "rule_ask_live": _w("Ask to make it live everywhere", "Предложить везде", "اطلب تشغيلها في كل مكان"),
    "rule_asked": _w(
        "{0} asks: “{1}”. A second person has to agree.",
        "{0} предлагает: «{1}». Нужно согласие второго.",
        "{0} يطلب: «{1}». يلزم شخص ثانٍ.",
    ),
    "rule_agree": _w("Agree", "Согласиться", "أوافق"),
    "rule_decline": _w("Not now", "Не сейчас", "ليس الآن"),
    "rule_retire": _w("Take out of use", "Снять", "سحب"),
    "rule_demoted": _w(
        "It went back to the shadow by itself: too many of its cases were found harmless.",
        "Оно само вернулось в тень: слишком многие его находки оказались безвредными.",
        "عادت إلى الظل وحدها: كثير من قضاياها غير ضار.",
    ),
    "rule_lacks": _w("It may not go on yet:", "Дальше ему пока нельзя:", "لا يجوز لها المتابعة بعد:"),
    "rule_lacks_allowed_speech": _w(
        "it hits news, criticism, faith, victims or counter-speech too often",
        "оно слишком часто находит новости, критику, веру, пострадавших или возражения",
        "تصيب الأخبار أو النقد أو الدين أو الضحايا أو الردود أكثر مما يجوز",
    ),
    "rule_lacks_unjudged": _w(
        "too few of its hits have been looked at",
        "просмотрено слишком мало находок",
        "لم يُنظر إلا في قليل مما وجدته",
    ),
    "rule_lacks_unsure": _w(
        "too many of its hits were harmless, or too few are known to be harmful",
        "слишком многие находки безвредны, или о слишком немногих известно обратное",
        "كثير مما وجدته غير ضار، أو قليل ثبت ضرره",
    ),
    "rule_lacks_refuted": _w(
        "its cases were found harmless more often than not",
        "её дела чаще оказывались безвредными",
        "أغلب قضاياها غير ضار",
    ),
    "rule_report": _w(
        "What it would have done in 30 days", "Что оно сделало бы за 30 дней", "ما كانت ستفعله في 30 يومًا"
    ),
    "rule_looked": _w("messages read", "прочитано", "رسائل مقروءة"),
    "rule_hits": _w("hits", "находок", "إصابات"),
    "rule_chats": _w("chats", "чатов", "محادثات"),
    "rule_authors": _w("people", "людей", "أشخاص"),
    "rule_reach": _w("members reached", "участников", "أعضاء"),
    "rule_minutes": _w("minutes of work", "минут работы", "دقائق عمل"),
    "rule_skipped": _w("could not be told", "не определено", "لم يُعرف"),
    "rule_precision": _w("harmful of those looked at", "вредных из просмотренных", "الضار مما نُظر فيه"),
    "rule_by_day": _w("Hits by day", "Находки по дням", "الإصابات حسب اليوم"),
    "rule_overlap": _w("In common with rules at work", "Общее с другими правилами", "المشترك مع قواعد عاملة"),
    "rule_allowed": _w(
        "Allowed speech it would hit (made-up sentences)",
        "Допустимая речь, которую оно задело бы (придуманные фразы)",
        "كلام مسموح كانت ستصيبه (جمل مصطنعة)",
    ),
    "rule_allowed_none": _w("None of {0} sentences.", "Ни одной из {0} фраз.", "لا شيء من {0} جملة."),
    "rule_over": _w("above the bar", "выше предела", "فوق الحد"),
    "rule_kind_news": _w("news", "новости", "أخبار"),
    "rule_kind_criticism": _w("criticism of authorities", "критика властей", "نقد السلطات"),
    "rule_kind_research": _w("research", "исследования", "بحث"),
    "rule_kind_victims": _w("victims", "пострадавшие", "ضحايا"),
    "rule_kind_religious": _w("faith", "вера", "دين"),
    "rule_kind_everyday": _w("everyday talk", "обычная речь", "كلام يومي"),
    "rule_kind_counter": _w("counter-speech", "возражения", "ردود"),
    "rule_sample": _w(
        "Was it harmful? A sample of its hits", "Это вредно? Выборка находок", "هل هو ضار؟ عينة مما وجدته"
    ),
    "rule_sample_none": _w("It hit nothing.", "Оно ничего не нашло.", "لم تجد شيئًا."),
    "rule_harmful": _w("Harmful", "Вредно", "ضار"),
    "rule_harmless": _w("Harmless", "Безвредно", "غير ضار"),
    "rule_found": _w("Found since", "Найдено с тех пор", "ما وجدته منذئذ"),
    "rule_found_none": _w("Nothing yet.", "Пока ничего.", "لا شيء بعد."),
    "rule_record": _w(
        "acted on {0} · found harmless {1}",
        "приняты меры {0} · безвредно {1}",
        "اتُّخذ إجراء {0} · غير ضار {1}",
    ),
    "rule_no_text": _w("(without words)", "(без слов)", "(بلا كلمات)"),
    "rule_reference": _w(
        "What a rule can ask", "О чём правило может спросить", "ما يمكن أن تسأل عنه القاعدة"
    ),
    "rule_effects": _w("What may follow", "Что может последовать", "ما قد يتبع"),
    "detector_rules": _w("rule", "правило", "قاعدة"),
    "why_found.rule": _w("by a rule", "по правилу", "بقاعدة"),
    "err.rule.known": _w(
        "There is a rule of this name.", "Правило с таким названием уже есть.", "توجد قاعدة بهذا الاسم."
    ),
    "err.rule.state": _w(
        "It was changed meanwhile, or cannot be run.",
        "Тем временем его изменили, или его нельзя выполнить.",
        "تغيّرت في هذه الأثناء، أو لا يمكن تشغيلها.",
    ),
    "err.rule.untested": _w(
        "Try it on the last 30 days first.",
        "Сначала попробуйте его на последних 30 днях.",
        "جرّبها أولًا على آخر 30 يومًا.",
    ),
    "err.rule.second": _w(
        "Somebody else has to agree: neither who asked nor who wrote it.",
        "Согласиться должен кто-то другой: не тот, кто предложил, и не автор.",
        "يجب أن يوافق غيرك: لا من طلب ولا من كتب.",
    ),
    "err.rule.allowed_speech": _w(
        "It hits allowed speech too often.",
        "Оно слишком часто задевает допустимую речь.",
        "تصيب كلامًا مسموحًا أكثر مما يجوز.",
    ),
    "err.rule.unjudged": _w(
        "Look at more of its hits first.",
        "Сначала просмотрите больше находок.",
        "انظر أولًا في مزيد مما وجدته.",
    ),
    "err.rule.unsure": _w(
        "Too many of its hits are harmless.", "Слишком многие находки безвредны.", "كثير مما وجدته غير ضار."
    ),
    "err.rule.refuted": _w(
        "Its cases were found harmless.", "Его дела признаны безвредными.", "قضاياها غير ضارة."
    ),
    # ── what is wrong with a source ──
    "wrong_statement": _w(
        "Only “name = …” and “WhenRules(…)” may stand here.",
        "Здесь могут стоять только «имя = …» и «WhenRules(…)».",
        "هنا يجوز فقط «اسم = …» و«WhenRules(…)».",
    ),
    "wrong_syntax": _w("This is not part of the language.", "Этого в языке нет.", "هذا ليس من اللغة."),
    "wrong_python": _w("It cannot be read: {why}", "Это нельзя прочесть: {why}", "تعذّرت القراءة: {why}"),
    "wrong_deep": _w(
        "It is too large or too deep (at most {limit} levels).",
        "Слишком велико или глубоко (не более {limit} уровней).",
        "كبير أو عميق جدًا (حتى {limit} مستوى).",
    ),
    "wrong_source_long": _w(
        "It is too long: at most {limit} characters.",
        "Слишком длинно: не более {limit} знаков.",
        "طويل جدًا: حتى {limit} حرفًا.",
    ),
    "wrong_too_long": _w(
        "This text is too long: at most {limit} characters.",
        "Этот текст слишком длинный: не более {limit} знаков.",
        "هذا النص طويل جدًا: حتى {limit} حرفًا.",
    ),
    "wrong_name": _w(
        "“{name}” cannot be a name: Latin letters, at most {limit}.",
        "«{name}» не может быть именем: латинские буквы, не более {limit}.",
        "«{name}» لا يصلح اسمًا: حروف لاتينية، حتى {limit}.",
    ),
    "wrong_name_taken": _w(
        "“{name}” means something else already.", "«{name}» уже значит другое.", "«{name}» له معنى آخر."
    ),
    "wrong_name_twice": _w("“{name}” was given before.", "«{name}» уже задано.", "«{name}» معرّف من قبل."),
    "wrong_no_name": _w("“{name}” is not known.", "«{name}» неизвестно.", "«{name}» غير معروف."),
    "wrong_parentheses": _w(
        "“{name}” needs parentheses: {name}().",
        "После «{name}» нужны скобки: {name}().",
        "«{name}» يحتاج إلى قوسين: {name}().",
    ),
    "wrong_rule_as_value": _w(
        "“{name}” is a rule, not a value.", "«{name}» — правило, а не значение.", "«{name}» قاعدة وليست قيمة."
    ),
    "wrong_no_feature": _w(
        "There is no question “{name}”.", "Вопроса «{name}» нет.", "لا يوجد سؤال «{name}»."
    ),
    "wrong_no_effect": _w(
        "“{name}” cannot follow from a rule.",
        "«{name}» не может следовать из правила.",
        "«{name}» لا يتبع قاعدة.",
    ),
    "wrong_no_rule": _w(
        "Only names of rules given before may stand here.",
        "Здесь могут стоять только имена заданных правил.",
        "هنا أسماء قواعد معرّفة فقط.",
    ),
    "wrong_keywords_only": _w(
        "Write the name of the parameter: name=value.",
        "Напишите имя параметра: имя=значение.",
        "اكتب اسم المعامل: اسم=قيمة.",
    ),
    "wrong_keyword_twice": _w("A parameter stands here twice.", "Параметр указан дважды.", "معامل مكرر."),
    "wrong_no_keyword": _w(
        "There is no parameter “{name}” here (known: {known}).",
        "Параметра «{name}» здесь нет (есть: {known}).",
        "لا معامل «{name}» هنا (المعروف: {known}).",
    ),
    "wrong_missing": _w("“{name}” is missing.", "Не хватает «{name}».", "«{name}» ناقص."),
    "wrong_type": _w(
        "Here has to stand: {wanted}. This is: {found}.",
        "Здесь должно быть: {wanted}. А это: {found}.",
        "المطلوب هنا: {wanted}. وهذا: {found}.",
    ),
    "wrong_fixed": _w(
        "“{name}” has to be written out.", "«{name}» надо написать прямо.", "«{name}» يجب أن يُكتب صراحة."
    ),
    "wrong_fixed_text": _w(
        "Only texts may stand in this list.",
        "В этом списке могут быть только тексты.",
        "هذه القائمة للنصوص فقط.",
    ),
    "wrong_range": _w(
        "“{name}” lies between {least} and {most}.",
        "«{name}» — от {least} до {most}.",
        "«{name}» بين {least} و{most}.",
    ),
    "wrong_among": _w(
        "“{name}” is one of: {among}.", "«{name}» — одно из: {among}.", "«{name}» واحد من: {among}."
    ),
    "wrong_shape": _w(
        "“{name}” is written with: {shape}", "«{name}» пишется так: {shape}", "«{name}» يُكتب بـ: {shape}"
    ),
    "wrong_category": _w(
        "“{category}” is no category of the policy.",
        "«{category}» — не категория правил.",
        "«{category}» ليست فئة في السياسة.",
    ),
    "wrong_pattern": _w(
        "The expression cannot be read: {why}",
        "Выражение нельзя прочесть: {why}",
        "تعذّرت قراءة التعبير: {why}",
    ),
    "wrong_compare": _w(
        "{left} and {right} cannot be compared so.",
        "{left} и {right} так не сравнивают.",
        "لا يقارن {left} و{right} هكذا.",
    ),
    "wrong_compute": _w(
        "One cannot reckon so with {left} and {right}.",
        "С {left} и {right} так не считают.",
        "لا حساب هكذا بين {left} و{right}.",
    ),
    "wrong_list": _w(
        "Here has to stand a list of 1 to {limit}.",
        "Здесь должен быть список от 1 до {limit}.",
        "هنا قائمة من 1 إلى {limit}.",
    ),
    "wrong_description": _w(
        "A description is a text; names may stand in braces.",
        "Описание — это текст; имена — в фигурных скобках.",
        "الوصف نص؛ والأسماء بين أقواس.",
    ),
    "wrong_nothing_follows": _w(
        "Nothing follows yet: WhenRules(rules_any=[…], then=[…]).",
        "Из него ничего не следует: WhenRules(rules_any=[…], then=[…]).",
        "لا شيء يتبع بعد: WhenRules(rules_any=[…], then=[…]).",
    ),
    "wrong_unused": _w(
        "Nothing follows from the rule “{name}”.",
        "Из правила «{name}» ничего не следует.",
        "لا شيء يتبع القاعدة «{name}».",
    ),
    "wrong_cost": _w(
        "It asks too much of each message: {cost} of {limit}.",
        "Слишком дорого для каждого сообщения: {cost} из {limit}.",
        "مكلفة جدًا لكل رسالة: {cost} من {limit}.",
    ),
    "wrong_counters": _w(
        "It has {n} counters; {limit} at most.",
        "В нём {n} счётчиков; не более {limit}.",
        "فيها {n} عدادات؛ حتى {limit}.",
    ),
    "type_number": _w("a number", "число", "عدد"),
    "type_text": _w("a text", "текст", "نص"),
    "type_yes": _w("yes or no", "да или нет", "نعم أو لا"),
    "type_texts": _w("a list of texts", "список текстов", "قائمة نصوص"),
    # ── the reference ──
    "ask_Text": _w("The text as it was written.", "Текст, как он написан.", "النص كما كُتب."),
    "ask_Length": _w("How many characters it has.", "Сколько в нём знаков.", "عدد حروفه."),
    "ask_Contains": _w(
        "Is one of these words or phrases in it, or in what its author wrote beside it? Both sides are folded: case,"
        " spelling, letters apart. where: anywhere, text, besides.",
        "Есть ли одно из этих слов или выражений в нём или рядом с ним? Регистр, написание, буквы врозь не мешают."
        " where: anywhere, text, besides.",
        "هل إحدى هذه الكلمات أو العبارات فيه أو فيما كتبه كاتبه بجانبه؟ لا يهم الشكل ولا تفريق الحروف."
        " where: ‎anywhere, text, besides.",
    ),
    "ask_Matches": _w(
        "Does this RE2 expression match the folded text (with folded=False: as it was written), or what its author"
        " wrote beside it? where: anywhere, text, besides.",
        "Подходит ли выражение RE2 к упрощённому тексту (с folded=False — к написанному) или к тому, что рядом с ним?"
        " where: anywhere, text, besides.",
        "هل يطابق تعبير RE2 النص المبسّط (مع folded=False: كما كُتب) أو ما كتبه كاتبه بجانبه؟"
        " where: ‎anywhere, text, besides.",
    ),
    "ask_Besides": _w(
        "What its author wrote beside the text: a poll, buttons, names of files, a contact, a place, a signature.",
        "Что автор написал рядом с текстом: опрос, кнопки, имена файлов, контакт, место, подпись.",
        "ما كتبه كاتبه بجانب النص: استطلاع، أزرار، أسماء ملفات، جهة اتصال، مكان، توقيع.",
    ),
    "ask_Carries": _w(
        "What it carries besides the text: poll, buttons, files, contact, place, preview, source, signed.",
        "Что в нём есть, кроме текста: poll, buttons, files, contact, place, preview, source, signed.",
        "ما يحمله غير النص: ‎poll, buttons, files, contact, place, preview, source, signed.",
    ),
    "ask_Links": _w(
        "The links in it and beside it (buttons, polls), made canonical.",
        "Ссылки в нём и рядом (кнопки, опросы) в единой форме.",
        "الروابط فيه وبجانبه (الأزرار والاستطلاعات) بصيغة موحدة.",
    ),
    "ask_LinkCount": _w("How many links it has.", "Сколько в нём ссылок.", "عدد روابطه."),
    "ask_Media": _w(
        "Kinds of what is attached: photo, video, voice, file …",
        "Что приложено: photo, video, voice, file …",
        "أنواع المرفقات: photo وvideo وvoice وfile …",
    ),
    "ask_Forwarded": _w("Was it forwarded from elsewhere?", "Переслано ли оно?", "هل أُعيد توجيهه؟"),
    "ask_Edited": _w("Was it edited?", "Изменено ли оно?", "هل عُدّل؟"),
    "ask_Reply": _w("Does it answer another message?", "Ответ ли это?", "هل هو رد؟"),
    "ask_ByBot": _w("Did a bot say it?", "Сказал ли это бот?", "هل قاله بوت؟"),
    "ask_AuthorAge": _w(
        "Hours since its author signed up.",
        "Сколько часов назад автор зарегистрировался.",
        "ساعات منذ تسجيل كاتبه.",
    ),
    "ask_ChatKind": _w("“group” or “channel”.", "«group» или «channel».", "«group» أو «channel»."),
    "ask_ChatAge": _w(
        "Hours since the chat was made.", "Сколько часов назад создан чат.", "ساعات منذ إنشاء المحادثة."
    ),
    "ask_ChatMembers": _w("Members of the chat, now.", "Участников в чате сейчас.", "أعضاء المحادثة الآن."),
    "ask_ChatFound": _w(
        "About how many messages of the chat people had decided that they break the rules, in so many days before this"
        " one was said.",
        "О скольких сообщениях чата люди решили, что они нарушают правила, за столько дней до этого сообщения.",
        "كم رسالة من المحادثة قرر الناس أنها تخالف القواعد في هذا العدد من الأيام قبل هذه الرسالة.",
    ),
    "ask_Score": _w(
        "The surest signal of other detectors on this message, 0 to 1; 0 where there is none.",
        "Самый уверенный сигнал других детекторов, от 0 до 1; 0, если нет.",
        "أوثق إشارة من كواشف أخرى، من 0 إلى 1؛ 0 إن لم توجد.",
    ),
    "ask_Count": _w(
        "How many messages (or chats, or authors) in so many minutes with the same author, chat, link, text or file.",
        "Сколько сообщений (чатов, авторов) за столько минут с тем же автором, чатом, ссылкой, текстом, файлом.",
        "كم رسالة (أو محادثة أو كاتبًا) في هذه الدقائق لنفس الكاتب أو المحادثة أو الرابط أو النسخة أو الملف.",
    ),
    "ask_Ratio": _w(
        "How many times as many messages a minute in the short window as in the long one.",
        "Во сколько раз чаще сообщения за короткое время, чем за долгое.",
        "كم مرة تزيد الرسائل في الدقيقة في المدة القصيرة عن الطويلة.",
    ),
    "ask_HasLabel": _w(
        "Has a rule put this label on the author or the chat?",
        "Есть ли у автора или чата эта метка правила?",
        "هل وضعت قاعدة هذه العلامة على الكاتب أو المحادثة؟",
    ),
    "then_Signal": _w(
        "Add to what others find in the message; ask nobody by itself.",
        "Добавить к чужим находкам; само никого не зовёт.",
        "تضيف إلى ما وجده غيرها؛ لا تطلب أحدًا وحدها.",
    ),
    "then_Enqueue": _w("Ask a person to look.", "Позвать человека посмотреть.", "تطلب من شخص أن ينظر."),
    "then_Label": _w(
        "Label the author or the chat for a while, for other rules.",
        "Пометить автора или чат на время, для других правил.",
        "تضع علامة مؤقتة على الكاتب أو المحادثة لقواعد أخرى.",
    ),
}
