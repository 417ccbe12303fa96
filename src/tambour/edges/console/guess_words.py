"""The console's words for guesses of a model. Merged into bank_words.BANK_WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


GUESS_WORDS: dict[str, Words] = {
    "detector_guess": _w("guess of a model", "догадка модели", "تخمين نموذج"),
    "guess_hint": _w(
        "This is a guess. The model found nothing: it takes the words for something by what they look like, and is"
        " often wrong about quotes, warnings and jokes. It only moved this case up the queue.",
        "Это догадка. Модель ничего не нашла: она судит по тому, на что похожи слова, и часто ошибается в цитатах,"
        " предупреждениях и шутках. Она лишь подняла это дело в очереди.",
        "هذا تخمين. لم يجد النموذج شيئًا: إنه يحكم على الكلمات بما تشبهه، وكثيرًا ما يخطئ في الاقتباس والتحذير"
        " والمزاح. كل ما فعله أنه قدّم هذه القضية في الطابور.",
    ),
    "detector_named": _w("name beside a guess", "имя рядом с догадкой", "اسم مع تخمين"),
    "named_hint": _w(
        "No words that are known push towards this name. A model takes the message for something, by what its words"
        " look like, and nothing in it keeps a distance. Each of the two is weak: more than half of such cases may be"
        " harmless.",
        "Рядом с этим именем нет известных слов призыва. Модель судит по тому, на что похожи слова сообщения, и ничто в"
        " нём не выражает отстранения. Оба признака слабы: больше половины таких дел могут оказаться безобидными.",
        "لا كلمات معروفة تدفع نحو هذا الاسم. يحكم نموذج على الرسالة بما تشبهه كلماتها، وليس فيها ما يبتعد عنه. كلتا"
        " العلامتين ضعيفة: قد يكون أكثر من نصف هذه القضايا غير ضار.",
    ),
    "detector_titled": _w("said under a name", "сказано под именем", "قيل تحت اسم"),
    "titled_hint": _w(
        "The message does not have this name, the chat does: it calls itself so and keeps no distance there. A namesake"
        " (a club, a band, a street) may have it too.",
        "В самом сообщении этого имени нет, оно у чата: он так себя называет и не отстраняется. Так может называться и"
        " тёзка: клуб, ансамбль, улица.",
        "ليس هذا الاسم في الرسالة بل في المحادثة: هكذا تسمي نفسها دون أن تبتعد عنه. قد يحمله أيضًا سميّ: نادٍ أو فرقة"
        " أو شارع.",
    ),
    "why_place.called": _w("the chat is called so", "так называется чат", "المحادثة تحمل هذا الاسم"),
    "guesses": _w("Guesses", "Догадки", "تخمينات"),
    "detector_meaning": _w("says what the bank knows", "говорит то, что есть в банке", "يقول ما يعرفه البنك"),
    "meaning_hint": _w(
        "This is a guess: other words, or another language, seem to say what this text of the bank says. Whoever warns"
        " of it says nearly the same. It only moved this case up the queue.",
        "Это догадка: другими словами или на другом языке здесь, похоже, сказано то же, что в этом тексте банка. Кто"
        " от него предостерегает, говорит почти то же. Она лишь подняла это дело в очереди.",
        "هذا تخمين: يبدو أن كلمات أخرى، أو لغة أخرى، تقول ما يقوله هذا النص من البنك. من يحذّر منه يقول الشيء نفسه"
        " تقريبًا. كل ما فعله أنه قدّم هذه القضية في الطابور.",
    ),
    "why_found.meaning": _w("by what it means", "по смыслу", "بالمعنى"),
    "bank_meaning_off": _w(
        "Texts are found as they are written only, not by what they mean: the settings name no light model.",
        "Тексты ищут только так, как они написаны, не по смыслу: в настройках нет лёгкой модели.",
        "تُكتشف النصوص كما كُتبت فقط لا بمعناها: لا نموذج خفيفًا في الإعدادات.",
    ),
    "bank_meaning_package": _w(
        "Texts are not found by what they mean: the sentence encoder is not installed (tambour doctor).",
        "Тексты не ищут по смыслу: кодировщик предложений не установлен (tambour doctor).",
        "لا تُكتشف النصوص بمعناها: مرمّز الجمل غير مثبّت (tambour doctor).",
    ),
    "bank_meaning_untrained": _w(
        "Texts are not found by what they mean: the light model is not trained (tambour detect train).",
        "Тексты не ищут по смыслу: лёгкая модель не обучена (tambour detect train).",
        "لا تُكتشف النصوص بمعناها: النموذج الخفيف غير مدرّب (tambour detect train).",
    ),
    "bank_meaning_unmeasured": _w(
        "Certain texts are also looked for by what they mean, in the shadow: nobody has measured that yet"
        " (tambour detect measure).",
        "Точные тексты ищут и по смыслу, в тени: этого ещё никто не измерил (tambour detect measure).",
        "يُبحث عن النصوص المؤكدة بمعناها أيضًا، في الظل: لم يقس ذلك أحد بعد (tambour detect measure).",
    ),
    "bank_meaning_shadow": _w(
        "Certain texts are also looked for by what they mean, in other words and languages: in the shadow, only"
        " counted.",
        "Точные тексты ищут и по смыслу, другими словами и на других языках: в тени, только считают.",
        "يُبحث عن النصوص المؤكدة بمعناها أيضًا، بكلمات ولغات أخرى: في الظل، يُعدّ فقط.",
    ),
    "bank_meaning_live": _w(
        "Certain texts are also looked for by what they mean, in other words and languages: a guess, which opens no"
        " case.",
        "Точные тексты ищут и по смыслу, другими словами и на других языках: это догадка, дела она не открывает.",
        "يُبحث عن النصوص المؤكدة بمعناها أيضًا، بكلمات ولغات أخرى: تخمين لا يفتح قضية.",
    ),
    "bank_named_unmeasured": _w(
        "Where a model takes for harmful what plainly names an entry, that is only counted: nobody has measured the two"
        " together yet (tambour detect measure).",
        "Где модель считает вредным то, что прямо называет запись, это лишь считают: вместе их ещё никто не измерил"
        " (tambour detect measure).",
        "حيث يعدّ النموذج ضارًّا ما يسمّي مدخلة صراحةً، يُعدّ ذلك فقط: لم يقس أحد الاثنين معًا بعد"
        " (tambour detect measure).",
    ),
    "bank_named_shadow": _w(
        "Where a model takes for harmful what plainly names an entry, that is only counted, in the shadow"
        " (tambour detect live --named).",
        "Где модель считает вредным то, что прямо называет запись, это лишь считают, в тени"
        " (tambour detect live --named).",
        "حيث يعدّ النموذج ضارًّا ما يسمّي مدخلة صراحةً، يُعدّ ذلك فقط، في الظل (tambour detect live --named).",
    ),
    "bank_named_live": _w(
        "Where a model takes for harmful what plainly names a live entry, somebody is asked to look.",
        "Где модель считает вредным то, что прямо называет действующую запись, кого-то просят посмотреть.",
        "حيث يعدّ النموذج ضارًّا ما يسمّي مدخلة فعّالة صراحةً، يُطلب من أحد أن ينظر.",
    ),
    "says_same": _w("Says the same", "Говорит то же", "يقول الشيء نفسه"),
    "says_same_hint": _w(
        "Other open cases whose words seem to mean the same, also in other languages. Whoever warns of something says"
        " nearly what it says: look at each. Those you have opened you may tick, and decide with this one after a"
        " preview.",
        "Другие открытые дела, слова которых, похоже, значат то же, в том числе на других языках. Кто предостерегает,"
        " говорит почти то же самое: посмотрите каждое. Открытые вами можно отметить и решить вместе с этим, после"
        " просмотра.",
        "قضايا مفتوحة أخرى يبدو أن كلماتها تعني الشيء نفسه، بلغات أخرى أيضًا. من يحذّر من شيء يقول قوله تقريبًا: انظر"
        " في كل منها. ما فتحته منها يمكنك تحديده والبتّ فيه مع هذه بعد معاينة.",
    ),
    "says_same_tick": _w("Decide with this one", "Решить вместе с этим", "البتّ فيها مع هذه"),
    "says_same_seen": _w("opened by you", "вы открывали", "فتحتها"),
    "says_same_unseen": _w("not opened by you yet", "вы ещё не открывали", "لم تفتحها بعد"),
    "says_same_all": _w("All {0} in the queue", "Все в очереди: {0}", "كلها في الطابور: {0}"),
    "says_same_n": _w("Say the same: {0} more", "Говорят то же: ещё {0}", "تقول الشيء نفسه: {0} أخرى"),
    "says_same_queue": _w(
        "Open cases that seem to say the same. Each is decided for itself, or those you have opened together.",
        "Открытые дела, в которых, похоже, сказано одно и то же. Каждое решают отдельно или открытые вами — вместе.",
        "قضايا مفتوحة يبدو أنها تقول الشيء نفسه. يُبتّ في كل منها على حدة، أو فيما فتحته منها معًا.",
    ),
    "says_same_failed": _w(
        "Cases that say the same could not be looked for just now.",
        "Найти дела, говорящие то же, сейчас не удалось.",
        "تعذّر الآن البحث عن قضايا تقول الشيء نفسه.",
    ),
    "err.case.unopened": _w(
        "You have not opened all of these cases. Look at each before you decide them together.",
        "Вы открывали не все эти дела. Посмотрите каждое, прежде чем решать их вместе.",
        "لم تفتح كل هذه القضايا. انظر في كل منها قبل البتّ فيها معًا.",
    ),
    "failing": _w(
        "A detector fails on some messages. They are tried again; nothing else waits. Since:",
        "Автоматика спотыкается на некоторых сообщениях. Их проверят снова, остальное не ждёт. С:",
        "يتعثر كاشف عند بعض الرسائل. تُفحص من جديد ولا ينتظر شيء آخر. منذ:",
    ),
    "unreadable": _w("Unreadable: {0}", "Не прочитано: {0}", "تعذّرت القراءة: {0}"),
    "unreadable_hint": _w(
        "A detector failed on these for a day. They are not tried any more, and no alarm tells of them. To try all of"
        " them again:",
        "На них автоматика спотыкалась сутки. Их больше не пробуют, и тревога о них молчит. Проверить всё ещё раз:",
        "تعثر كاشف عندها يومًا كاملًا. لم تعد تُجرَّب ولا ينبّه إليها شيء. لتجربتها كلها من جديد:",
    ),
    "unreadable_message": _w("message", "сообщение", "رسالة"),
    "unreadable_profile": _w("name or description", "имя или описание", "اسم أو وصف"),
    "unreadable_file": _w("file", "файл", "ملف"),
    "unreadable_now_well": _w(
        "nothing fails at this moment", "сейчас ошибки нет", "لا شيء يفشل في هذه اللحظة"
    ),
    "unreadable_file_why": _w("the log says why", "причина в журнале", "السبب في السجل"),
    "mute_model": _w(
        "No model answers. Guesses wait, everything else works. It last answered:",
        "Модель не отвечает. Догадки ждут, остальное работает. Последний ответ:",
        "النموذج لا يجيب. التخمينات تنتظر وكل شيء آخر يعمل. آخر جواب:",
    ),
    "why_guess.model": _w("by what the words look like", "по тому, на что похожи слова", "بما تشبهه الكلمات"),
    "why_guess.like.news": _w("perhaps news", "может быть, новость", "ربما خبر"),
    "why_guess.like.criticism": _w(
        "perhaps criticism of authorities", "может быть, критика власти", "ربما نقد للسلطات"
    ),
    "why_guess.like.counter": _w(
        "perhaps against violence", "может быть, против насилия", "ربما كلام ضد العنف"
    ),
    "why_guess.like.research": _w(
        "perhaps research or law", "может быть, наука или право", "ربما بحث أو قانون"
    ),
    "why_guess.like.victims": _w("perhaps a victim", "может быть, пострадавший", "ربما ضحية"),
    "why_guess.like.religious": _w("perhaps prayer", "может быть, молитва", "ربما دعاء"),
    "why_guess.like.everyday": _w("perhaps everyday talk", "может быть, обычный разговор", "ربما حديث عادي"),
    "why_guess.like.facts": _w("perhaps plain facts", "может быть, просто факты", "ربما حقائق"),
    "why_guess.like.help": _w("perhaps asks for help", "может быть, просьба о помощи", "ربما طلب مساعدة"),
}
