"""A small corpus of made-up sentences about made-up organisations, by language, kind and template. For measuring only.

The organisations and templates here are not those of the unit tests; the rules (moderation/text/stance.py) were written
before these sentences. No native speaker has checked them.
"""

from itertools import product

from tambour.moderation.allowed import NAMES

TERMS = {
    "en": ["Iron Heron*", "Brotherhood of the Ninth Bell", "Saltmarsh Guard*", "Children of the Amber Tower"],
    "ru": ["Железн* Цапл*", "Братств* Девятого Колокола", "Солян* Страж*", "Дет* Янтарной Башни"],
    "ar": ["البلشون الحديدي", "أخوية الجرس التاسع", "حرس السبخة", "أبناء برج العنبر"],
}
"""What an operator would put into the bank."""
HARMFUL: dict[str, dict[str, list[str]]] = {
    "en": {
        "recruitment": [
            "{0} is waiting for you, join today",
            "Come to {0}: swear allegiance and be one of us",
            "Become a soldier of {0}, message me",
        ],
        "finance": ["Send money to {0}, every coin is a bullet", "Donate for the fighters of {0}"],
        "praise": [
            "Glory to {0}!",
            "Long live {0} and its martyrs",
            "What {0} did in the market was beautiful",
        ],
        "incitement": [
            "With {0} we will burn their houses, take up arms",
            "Kill the traitors, {0} commands it",
            "{0} says: strike them wherever you find them",
        ],
        "branded": [
            "{0} presents: the third address of our commander",
            "Official channel of {0}. Follow us here",
        ],
    },
    "ru": {
        "recruitment": [
            "{0} ждёт тебя, вступай сегодня",
            "Приходи: {0}. Принеси присягу, стань одним из нас",
            "Стань бойцом, {0} берёт всех, пиши мне",
        ],
        "finance": ["{0}: переведите деньги, каждый рубль — патрон", "Пожертвуйте бойцам: {0}"],
        "praise": [
            "Слава! {0}!",
            "Да здравствует {0} и её мученики",
            "То, что сделала {0} на рынке, прекрасно",
        ],
        "incitement": [
            "{0} с нами: жгите их дома, к оружию",
            "Убивайте предателей, так велит {0}",
            "{0} говорит: бейте их, где найдёте",
        ],
        "branded": [
            "{0} представляет: третье обращение нашего командира",
            "Официальный канал. {0}. Подписывайтесь",
        ],
    },
    "ar": {
        "recruitment": ["{0} بانتظارك، انضم اليوم", "تعال إلى {0} وبايع وكن معنا", "كن جنديا في {0} وراسلني"],
        "finance": ["أرسلوا المال إلى {0} فكل درهم رصاصة", "تبرعوا لمقاتلي {0}"],
        "praise": ["المجد لـ {0}!", "عاش {0} وشهداؤه", "ما فعله {0} في السوق كان جميلا"],
        "incitement": [
            "مع {0} سنحرق بيوتهم، احملوا السلاح",
            "اقتلوا الخونة بأمر {0}",
            "{0} يقول: اضربوهم حيث وجدتموهم",
        ],
        "branded": ["{0} يقدم: الخطاب الثالث لقائدنا", "القناة الرسمية: {0}. تابعونا"],
    },
}
EVASIONS: dict[str, str] = {
    "plain": "as written",
    "zero-width": "\u200b between all letters",
    "apart": "letters apart by dots",
    "stretched": "every vowel three times",
    "capitals": "all capitals",
    "full-width": "full-width forms where there are any",
}


def sentences(table: dict[str, dict[str, list[str]]], lang: str) -> list[tuple[str, str]]:
    """(kind, sentence) of every template with every name."""
    return [
        (kind, template.format(name))
        for kind, templates in table[lang].items()
        for template, name in product(templates, NAMES[lang])
    ]


def bent(text: str, how: str) -> str:
    """The sentence, written so as not to be found."""
    if how == "zero-width":
        return "\u200b".join(text)
    if how == "apart":
        return " ".join(".".join(word) for word in text.split())
    if how == "stretched":
        return "".join(c * 3 if c.lower() in "aeiouаеиоуыэюяاوي" else c for c in text)
    if how == "capitals":
        return text.upper()
    if how == "full-width":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    return text
