"""What was seen, in a standard sentence per category, so that a clear case takes no typing."""

from tambour.moderation.words import LANGS, Words

FACTS: dict[str, Words] = {
    "tvec.threat": {
        "en": "It threatens people with violence.",
        "ru": "Содержит угрозу насилия над людьми.",
        "ar": "يهدّد الناس بالعنف.",
    },
    "tvec.instruct": {
        "en": "It gives instructions for an attack or for making weapons for one.",
        "ru": "Содержит инструкции для нападения или изготовления оружия для него.",
        "ar": "يقدّم تعليمات لتنفيذ هجوم أو لصنع أسلحة له.",
    },
    "tvec.branded": {
        "en": "It spreads official material of a terrorist group, without distance to it.",
        "ru": "Распространяет официальные материалы террористической группы, не отстраняясь от неё.",
        "ar": "ينشر مواد رسمية لجماعة إرهابية دون اتخاذ مسافة منها.",
    },
    "tvec.recruit": {
        "en": "It recruits for a terrorist group or leads people to one.",
        "ru": "Вербует в террористическую группу или приводит в неё людей.",
        "ar": "يجنّد لجماعة إرهابية أو يوجّه الناس إليها.",
    },
    "tvec.finance": {
        "en": "It collects money or goods for a terrorist group.",
        "ru": "Собирает деньги или вещи для террористической группы.",
        "ar": "يجمع أموالًا أو سلعًا لجماعة إرهابية.",
    },
    "tvec.incite": {
        "en": "It calls for violence against people.",
        "ru": "Призывает к насилию над людьми.",
        "ar": "يدعو إلى العنف ضد الناس.",
    },
    "tvec.praise": {
        "en": "It praises an attack on people or those who carried it out.",
        "ru": "Восхваляет нападение на людей или тех, кто его совершил.",
        "ar": "يمجّد هجومًا على الناس أو من نفّذوه.",
    },
    "csam": {
        "en": "It shows or promotes the sexual abuse of children.",
        "ru": "Показывает или поощряет сексуальное насилие над детьми.",
        "ar": "يعرض الاعتداء الجنسي على الأطفال أو يروّج له.",
    },
    "self_harm": {
        "en": "It encourages or teaches suicide or self-harm.",
        "ru": "Склоняет к самоубийству или причинению себе вреда либо учит этому.",
        "ar": "يشجّع على الانتحار أو إيذاء النفس أو يعلّمه.",
    },
    "evade.ban": {
        "en": "It continues a space that was closed under these rules.",
        "ru": "Продолжает пространство, закрытое по этим правилам.",
        "ar": "يواصل مساحة أُغلقت بموجب هذه القواعد.",
    },
    "violence.graphic": {
        "en": "It shows graphic violence for its own sake.",
        "ru": "Показывает жестокие сцены ради самой жестокости.",
        "ar": "يعرض عنفًا صادمًا لذاته.",
    },
    "hate": {
        "en": "It calls for hatred against people for what they are.",
        "ru": "Призывает к ненависти к людям за то, кто они есть.",
        "ar": "يدعو إلى كراهية الناس بسبب هويتهم.",
    },
    "drugs": {
        "en": "It offers goods that are forbidden to trade.",
        "ru": "Предлагает товары, торговать которыми запрещено.",
        "ar": "يعرض سلعًا ممنوعة التداول.",
    },
    "scam": {
        "en": "It tries to cheat people out of money, accounts or personal data.",
        "ru": "Пытается выманить деньги, учётные записи или личные данные.",
        "ar": "يحاول الاحتيال على الناس لأخذ أموالهم أو حساباتهم أو بياناتهم.",
    },
    "impersonation": {
        "en": "It pretends to be another person or organisation.",
        "ru": "Выдаёт себя за другого человека или организацию.",
        "ar": "ينتحل شخصية شخص أو جهة أخرى.",
    },
    "spam": {
        "en": "It floods people with messages they did not ask for.",
        "ru": "Заваливает людей сообщениями, о которых они не просили.",
        "ar": "يُغرق الناس برسائل لم يطلبوها.",
    },
    "copyright": {
        "en": "It publishes somebody else's work without permission.",
        "ru": "Публикует чужое произведение без разрешения.",
        "ar": "ينشر عمل غيره دون إذن.",
    },
    "other": {
        "en": "It harms people or breaks the law that applies here.",
        "ru": "Причиняет людям вред или нарушает действующий здесь закон.",
        "ar": "يضر بالناس أو يخالف القانون الساري هنا.",
    },
    "abuse.reports": {
        "en": "Many complaints from this account named what obviously breaks no rule.",
        "ru": "Многие жалобы с этой учётной записи указывали на то, что явно ничего не нарушает.",
        "ar": "كثير من بلاغات هذا الحساب كان عمّا لا يخالف أي قاعدة بوضوح.",
    },
}
NOTHING: Words = {
    "en": "We found nothing in it that breaks the rules.",
    "ru": "Нарушения правил в этом не найдено.",
    "ar": "لم نجد فيه ما يخالف القواعد.",
}


def standard_of(text: str, category: str) -> str:
    """The category whose standard sentence this is, in any language; '' for words of one's own."""
    return category if any(text.strip() == FACTS[category][lang] for lang in LANGS) else ""


def facts_in(text: str, standard: str, lang: str) -> str:
    """Facts for one reader: standard sentences in their language, others as they were written."""
    return FACTS[standard][lang] if standard in FACTS else text
