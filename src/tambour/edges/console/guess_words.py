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
    "failing": _w(
        "A detector fails on some messages. They are tried again; nothing else waits. Since:",
        "Автоматика спотыкается на некоторых сообщениях. Их проверят снова, остальное не ждёт. С:",
        "يتعثر كاشف عند بعض الرسائل. تُفحص من جديد ولا ينتظر شيء آخر. منذ:",
    ),
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
