"""The console's words for known pictures, films and sound. Merged into bank_words.BANK_WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


MEDIA_WORDS: dict[str, Words] = {
    "bank_sample": _w("A picture, video or sound", "Картинка, видео или звук", "صورة أو فيديو أو صوت"),
    "bank_sample_hint": _w(
        "It is found again when it was saved anew, cropped, framed, mirrored or written upon. The file itself is not"
        " kept, only its marks and a small picture.",
        "Её находят снова, даже если пересохранили, обрезали, отразили, взяли в рамку или подписали. Сам файл не"
        " хранится: только приметы и маленькая картинка.",
        "يُعثر عليه مجددًا بعد إعادة حفظه أو قصه أو تأطيره أو عكسه أو الكتابة عليه. لا يُحفظ الملف نفسه، بل علاماته"
        " وصورة صغيرة فقط.",
    ),
    "bank_sample_file": _w("File, up to 64 MB", "Файл, до 64 МБ", "ملف، حتى 64 ميغابايت"),
    "bank_sample_add": _w("Add the file", "Добавить файл", "إضافة الملف"),
    "bank_lacking": _w(
        "This machine does not know media again. It lacks:",
        "Эта машина не узнаёт медиа. Не хватает:",
        "لا يتعرف هذا الجهاز على الوسائط. ينقصه:",
    ),
    "bank_lacking_part": _w(
        "Collages and crops are not known again. This machine lacks:",
        "Коллажи и обрезки не узнаются. Не хватает:",
        "لا يُتعرف على الملصقات والقصاصات. ينقص الجهاز:",
    ),
    "bank_unread": _w(
        "Words in pictures are not read in every language. This machine lacks:",
        "Слова на картинках читаются не на всех языках. Не хватает:",
        "لا تُقرأ الكلمات في الصور بكل اللغات. ينقص الجهاز:",
    ),
    "bank_unread_any": _w(
        "Words in pictures are not read. This machine lacks:",
        "Слова на картинках не читаются. Не хватает:",
        "لا تُقرأ الكلمات في الصور. ينقص الجهاز:",
    ),
    "detector_read": _w("read from a picture", "прочитано на картинке", "قُرئ من صورة"),
    "signals_read": _w("Words in its pictures", "Слова на картинках", "كلمات في صوره"),
    "signals_read_hint": _w(
        "A program read them, and misreads letters. Look at the picture before you decide.",
        "Их прочла программа, а она путает буквы. Посмотрите на картинку, прежде чем решать.",
        "قرأها برنامج يخطئ في الحروف. انظر إلى الصورة قبل أن تقرر.",
    ),
    "detector_heard": _w("heard in its sound", "услышано в записи", "سُمع في الصوت"),
    "signals_heard": _w("Words that are spoken in it", "Слова, которые в ней звучат", "كلمات منطوقة فيه"),
    "signals_heard_hint": _w(
        "A program heard them, and mishears names and whole sentences. Listen before you decide.",
        "Их услышала программа, а она ослышивается: путает имена и целые фразы. Послушайте, прежде чем решать.",
        "سمعها برنامج يخطئ في الأسماء وفي جمل كاملة. استمع قبل أن تقرر.",
    ),
    "err.bank.plain": _w(
        "There is too little in it to know it again: flat art, text, silence or a single tone. Its SHA-256 can be"
        " added.",
        "В нём слишком мало примет: плоский рисунок, текст, тишина или один тон. Можно добавить его SHA-256.",
        "ليس فيه ما يكفي للتعرف عليه: رسم مسطح أو نص أو صمت أو نغمة واحدة. يمكن إضافة SHA-256 له.",
    ),
    "detector_pictures": _w("known picture", "знакомая картинка", "صورة معروفة"),
    "detector_points": _w("part of a known picture", "часть знакомой картинки", "جزء من صورة معروفة"),
    "detector_sound": _w("known sound", "знакомый звук", "صوت معروف"),
    "why_found.whole": _w("the whole picture", "картинка целиком", "الصورة كلها"),
    "why_found.quarters": _w("quarters of the picture", "четверти картинки", "أرباع الصورة"),
    "why_found.points": _w("points that lie alike", "точки лежат одинаково", "نقاط متماثلة المواضع"),
    "why_found.sound": _w("sounds the same", "звучит так же", "الصوت نفسه"),
    "why_found.track": _w(
        "its sound, or a piece of it, sounds the same",
        "звук или его отрывок звучит так же",
        "صوته أو مقطع منه هو نفسه",
    ),
    "like_whole": _w("{0} of 256 bits differ", "отличается {0} бит из 256", "يختلف {0} من 256 بت"),
    "like_quarters": _w(
        "{0} of 256 bits differ, by quarters",
        "отличается {0} бит из 256, по четвертям",
        "يختلف {0} من 256 بت، بالأرباع",
    ),
    "like_points": _w("{0} points agree", "совпало точек: {0}", "تطابقت {0} نقطة"),
    "like_sound": _w("{0} ‰ of its bits differ", "отличается {0} ‰ бит", "يختلف {0} ‰ من البتات"),
    "like_track": _w("{0} ‰ of its bits differ", "отличается {0} ‰ бит", "يختلف {0} ‰ من البتات"),
    "like_share": _w("{0} % of its frames", "{0} % кадров", "{0} % من اللقطات"),
    "signals_here": _w("In the message", "В сообщении", "في الرسالة"),
    "signals_sample": _w("In the bank", "В банке", "في البنك"),
}
