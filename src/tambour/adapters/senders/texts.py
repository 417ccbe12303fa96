"""What a message with a sign-in code says, in the languages people see."""

TEXTS = {
    "en": "{code} is your Tambour sign-in code. Tell it to nobody, not even to us. It is good for 10 minutes.",
    "ru": "{code} — код для входа в Tambour. Никому его не говорите, даже нам. Он действует 10 минут.",
    "ar": "{code} هو رمز الدخول إلى Tambour. لا تخبر به أحدًا، ولا حتى نحن. صالح لمدة 10 دقائق.",
}
SUBJECTS = {
    "en": "Your Tambour sign-in code: {code}",
    "ru": "Код для входа в Tambour: {code}",
    "ar": "رمز الدخول إلى Tambour: {code}",
}


def text_of(code: str, lang: str) -> str:
    """The whole message."""
    return TEXTS.get(lang, TEXTS["en"]).format(code=code)


def subject_of(code: str, lang: str) -> str:
    """The subject line of a mail."""
    return SUBJECTS.get(lang, SUBJECTS["en"]).format(code=code)
