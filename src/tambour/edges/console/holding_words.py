"""Words of what the gate does with a match, and of posts that an entry of the bank holds. Merged into BANK_WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


HOLDING_WORDS: dict[str, Words] = {
    "bank_gate": _w(
        "When somebody is about to send it", "Когда это отправляют", "عندما يوشك أحدهم على إرساله"
    ),
    "bank_gate_kind": _w("as usual for its kind", "как обычно для этого вида", "كالمعتاد لنوعه"),
    "bank_gate_look": _w(
        "let it through, look afterwards", "пропустить, посмотреть потом", "يمر، ويُنظر فيه لاحقًا"
    ),
    "bank_gate_hold": _w("hold it for a look", "задержать, пока не посмотрят", "يُحتجز حتى يُنظر فيه"),
    "bank_gate_refuse": _w("refuse it", "не принимать", "يُرفض"),
    "bank_holds": _w("holds", "задерживает", "يحتجز"),
    "bank_held_by": _w("held by {0} and {1}", "задерживать решили {0} и {1}", "قرر الاحتجاز {0} و{1}"),
    "bank_asks_hold": _w(
        "{0} wants it to hold posts: a second person must agree.",
        "{0} хочет, чтобы она задерживала записи: должен согласиться второй человек.",
        "{0} يريد أن يحتجز المنشورات: يجب أن يوافق شخص ثانٍ.",
    ),
    "bank_asks_refuse": _w(
        "{0} wants it to refuse posts: a second person must agree.",
        "{0} хочет, чтобы такое не принимали: должен согласиться второй человек.",
        "{0} يريد أن يرفض المنشورات: يجب أن يوافق شخص ثانٍ.",
    ),
    "bank_asks_live": _w(
        "First it has to be live and certain.",
        "Сначала она должна быть в работе и точной.",
        "يجب أولًا أن يكون عاملًا ومؤكدًا.",
    ),
    "bank_agree_hold": _w("Agree: hold", "Согласиться: задерживать", "موافقة: احتجاز"),
    "bank_agree_refuse": _w("Agree: refuse", "Согласиться: не принимать", "موافقة: رفض"),
    "held_slow": _w(
        "A held post has waited for more than half of its time, since:",
        "Задержанная запись ждёт больше половины срока, с:",
        "منشور محتجز ينتظر أكثر من نصف مدته، منذ:",
    ),
    "held_bank_text": _w(
        "Some wait because an entry of the bank holds them: nobody but the writer sees them. Whoever looks decides;"
        " where nobody has looked within {0} hours,",
        "Некоторые задержала запись банка: их видит только автор. Решает тот, кто посмотрит; если за {0} ч никто не"
        " посмотрел,",
        "وبعضها احتجزه مدخل في البنك: لا يراها إلا كاتبها. يقرر من ينظر فيها؛ وإن لم ينظر أحد خلال {0} ساعات،",
    ),
    "held_then_pass": _w(
        "they are published and become cases.",
        "они публикуются и становятся делами.",
        "تُنشر وتصبح قضايا.",
    ),
    "held_then_drop": _w(
        "they are dropped, and the writer is told.",
        "они пропадают, и автору говорят об этом.",
        "تُسقط ويُبلَّغ الكاتب.",
    ),
    "held_entry": _w("Held by the bank", "Задержано банком", "احتجزه البنك"),
    "held_until": _w("Waits until", "Ждёт до", "ينتظر حتى"),
    "held_rule": _w("Refused by the rule", "Отказать по правилу", "يُرفض وفق القاعدة"),
    "held_note": _w(
        "In your words, for the writer (may stay empty)",
        "Своими словами, для автора (можно не писать)",
        "بكلماتك، للكاتب (يمكن تركه فارغًا)",
    ),
    "err.held.unknown": _w(
        "Nothing waits there any more.", "Там больше ничего не ждёт.", "لم يعد هناك ما ينتظر."
    ),
    "err.held.decided": _w("It was decided meanwhile.", "Тем временем это решили.", "تقرر في هذه الأثناء."),
}
