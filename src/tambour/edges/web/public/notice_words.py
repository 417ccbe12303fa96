"""The words of the notice form and of its receipt, in three languages."""

from tambour.moderation.words import Lang

NOTICE_WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "report": "Report something",
        "notice": "Report something without an account",
        "notice_text": (
            "Tell us about a public channel, group, post or person on this server that breaks the "
            "law or our rules. A person will look at it."
        ),
        "n_link": "Its address on this server",
        "n_category": "What is it",
        "n_why": "Why you think so",
        "n_name": "Your name",
        "n_email": "Your e-mail",
        "n_who": (
            "We ask who you are because the law does (not for the abuse of children). It is "
            "sealed: whoever decides does not see it, nor does whoever it concerns."
        ),
        "n_faith": "I believe in good faith that what I say here is right and complete.",
        "n_send": "Send",
        "receipt": "We have your notice",
        "r_waiting": "Received. A person will look at it.",
        "r_acted": "We looked at it and acted on it. Thank you.",
        "r_no_violation": "We looked at it and found that it does not break the rules.",
        "r_disagree": "You may disagree within six months. Say why; somebody who took no part in it will look.",
        "r_appeal": "Ask for another look",
        "r_appeal_filed": "Your disagreement has come. Somebody else will look at it.",
        "r_appeal_upheld": "Another person looked at it. The decision stands.",
        "r_appeal_overturned": "Another person agreed with you: it is being looked at again.",
        "r_keep": "Keep this address: it shows what came of it.",
        "wrong_link": "There is no public place of this server at that address.",
        "wrong_category": "Choose what it is.",
        "wrong_explanation": "Say why you think so.",
        "wrong_good_faith": "Confirm that you say this in good faith.",
        "wrong_name": "Say who you are.",
        "wrong_email": "Give an e-mail address.",
        "wrong_not_found": "There is no public place of this server at that address.",
        "wrong_gone": "It has been taken away already.",
        "wrong_flood": "Too many notices from your network. Please come back later.",
        "wrong_other": "Something went wrong. Please try again.",
    },
    "ru": {
        "report": "Пожаловаться",
        "notice": "Пожаловаться без учётной записи",
        "notice_text": (
            "Сообщите об открытом канале, группе, записи или человеке на этом сервере, если "
            "нарушен закон или наши правила. Жалобу рассмотрит человек."
        ),
        "n_link": "Адрес на этом сервере",
        "n_category": "Что это",
        "n_why": "Почему вы так считаете",
        "n_name": "Ваше имя",
        "n_email": "Ваша электронная почта",
        "n_who": (
            "Мы спрашиваем, кто вы, потому что так требует закон (кроме насилия над детьми). Эти "
            "данные запечатаны: их не видит ни тот, кто решает, ни тот, кого это касается."
        ),
        "n_faith": "Я добросовестно считаю, что сказанное здесь верно и полно.",
        "n_send": "Отправить",
        "receipt": "Ваша жалоба принята",
        "r_waiting": "Получено. Жалобу рассмотрит человек.",
        "r_acted": "Мы рассмотрели жалобу и приняли меры. Спасибо.",
        "r_no_violation": "Мы рассмотрели жалобу и не нашли нарушения правил.",
        "r_disagree": "Вы можете не согласиться в течение шести месяцев. Напишите почему; посмотрит другой человек.",
        "r_appeal": "Попросить посмотреть ещё раз",
        "r_appeal_filed": "Ваше несогласие получено. Его рассмотрит другой человек.",
        "r_appeal_upheld": "Посмотрел другой человек. Решение оставлено в силе.",
        "r_appeal_overturned": "Другой человек с вами согласился: жалобу рассматривают снова.",
        "r_keep": "Сохраните этот адрес: здесь будет виден итог.",
        "wrong_link": "По этому адресу на сервере нет ничего открытого.",
        "wrong_category": "Выберите, что это.",
        "wrong_explanation": "Напишите, почему вы так считаете.",
        "wrong_good_faith": "Подтвердите добросовестность.",
        "wrong_name": "Укажите, кто вы.",
        "wrong_email": "Укажите электронную почту.",
        "wrong_not_found": "По этому адресу на сервере нет ничего открытого.",
        "wrong_gone": "Это уже убрано.",
        "wrong_flood": "Слишком много жалоб из вашей сети. Зайдите позже.",
        "wrong_other": "Что-то пошло не так. Попробуйте ещё раз.",
    },
    "ar": {
        "report": "الإبلاغ عن شيء",
        "notice": "الإبلاغ دون حساب",
        "notice_text": (
            "أخبرنا عن قناة أو مجموعة أو منشور أو شخص علني على هذا الخادم يخالف القانون أو "
            "قواعدنا. سينظر فيه إنسان."
        ),
        "n_link": "عنوانه على هذا الخادم",
        "n_category": "ما هو",
        "n_why": "لماذا ترى ذلك",
        "n_name": "اسمك",
        "n_email": "بريدك الإلكتروني",
        "n_who": (
            "نسأل من أنت لأن القانون يطلب ذلك (إلا في الاعتداء على الأطفال). هذه البيانات مختومة: "
            "لا يراها من يقرر ولا من يعنيه الأمر."
        ),
        "n_faith": "أعتقد بحسن نية أن ما أقوله هنا صحيح وكامل.",
        "n_send": "إرسال",
        "receipt": "تلقّينا بلاغك",
        "r_waiting": "وصل البلاغ وسينظر فيه إنسان.",
        "r_acted": "نظرنا فيه واتخذنا إجراءً. شكرًا لك.",
        "r_no_violation": "نظرنا فيه ولم نجد مخالفة للقواعد.",
        "r_disagree": "يمكنك الاعتراض خلال ستة أشهر. قل لماذا؛ وسينظر فيه شخص لم يشارك في القرار.",
        "r_appeal": "اطلب نظرة أخرى",
        "r_appeal_filed": "وصل اعتراضك. سينظر فيه شخص آخر.",
        "r_appeal_upheld": "نظر فيه شخص آخر، وبقي القرار كما هو.",
        "r_appeal_overturned": "وافقك شخص آخر: يُنظر في البلاغ من جديد.",
        "r_keep": "احفظ هذا العنوان: ستجد هنا ما آل إليه البلاغ.",
        "wrong_link": "لا يوجد مكان علني على هذا الخادم بهذا العنوان.",
        "wrong_category": "اختر ما هو.",
        "wrong_explanation": "قل لماذا ترى ذلك.",
        "wrong_good_faith": "أكّد أنك تقول ذلك بحسن نية.",
        "wrong_name": "قل من أنت.",
        "wrong_email": "اكتب بريدك الإلكتروني.",
        "wrong_not_found": "لا يوجد مكان علني على هذا الخادم بهذا العنوان.",
        "wrong_gone": "أُزيل من قبل.",
        "wrong_flood": "بلاغات كثيرة من شبكتك. عد لاحقًا من فضلك.",
        "wrong_other": "حدث خطأ ما. حاول مرة أخرى.",
    },
}
