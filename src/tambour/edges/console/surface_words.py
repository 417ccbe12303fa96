"""The console's words for where in a message or a profile something was found. Merged into bank_words.BANK_WORDS."""

from tambour.moderation.words import Words


def _w(en: str, ru: str, ar: str) -> Words:
    return {"en": en, "ru": ru, "ar": ar}


SURFACE_WORDS: dict[str, Words] = {
    "part_poll": _w("in the poll", "в опросе", "في الاستطلاع"),
    "part_buttons": _w("in the buttons", "в кнопках", "في الأزرار"),
    "part_files": _w("in names of files", "в именах файлов", "في أسماء الملفات"),
    "part_contact": _w("in the contact", "в контакте", "في جهة الاتصال"),
    "part_place": _w("in the place", "в названии места", "في اسم المكان"),
    "part_preview": _w("in the preview of a link", "в превью ссылки", "في معاينة الرابط"),
    "part_source": _w("in the name it was forwarded from", "в имени источника", "في اسم المصدر"),
    "part_signed": _w("in the signature", "в подписи", "في التوقيع"),
    "part_profile": _w("in its name or description", "в имени или описании", "في الاسم أو الوصف"),
    "kept_poll": _w("Poll", "Опрос", "استطلاع"),
    "kept_buttons": _w("Buttons", "Кнопки", "أزرار"),
    "kept_files": _w("Names of files", "Имена файлов", "أسماء الملفات"),
    "kept_contact": _w("Contact", "Контакт", "جهة اتصال"),
    "kept_place": _w("Place", "Место", "مكان"),
    "kept_preview": _w("Preview of a link", "Превью ссылки", "معاينة رابط"),
    "kept_source": _w("Forwarded from", "Переслано от", "مُعاد توجيهه من"),
    "kept_signed": _w("Signature", "Подпись", "توقيع"),
    "kept_profile": _w(
        "Name, description and public name as they were found",
        "Имя, описание и публичное имя, какими их нашли",
        "الاسم والوصف والاسم العام كما وُجدت",
    ),
}
