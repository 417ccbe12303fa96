"""Drum's words in the three languages."""

EN = {
    "hello": (
        "I am Drum. Here you make bots and look after them.\n\n/newbot makes a bot\n/mybots shows "
        "yours\n/cancel takes a question back"
    ),
    "new": "New bot",
    "list": "My bots",
    "ask_name": "What shall it be called? People see this name.",
    "ask_handle": (
        "Now a public name, 4 to 32 Latin letters, digits and underscores. People find the bot by it, "
        "and links lead to it."
    ),
    "skip": "Without a public name",
    "ask_photo": "Send a picture, please, or /cancel.",
    "want_text": "I need some words here, or /cancel.",
    "cancelled": "Never mind, then.",
    "nothing": "There is nothing to cancel.",
    "unknown": "I do not know this command. /help says what I can do.",
    "made": "{name} is made. This is its token: whoever has it speaks as your bot. I show it this once.",
    "renewed": "A new token of {name}; the old one opens nothing any more. I show it this once.",
    "copy": "Copy",
    "hide": "Hide it",
    "hidden": "The message is gone.",
    "settings": "Settings",
    "deleted": "The bot is deleted.",
    "changed": "Done.",
    "bots": "Your bots:",
    "no_bots": "You have no bots yet.",
    "gone": "This bot is gone.",
    "no_about": "No description yet.",
    "hears_all": "In groups it hears everything.",
    "hears_some": "In groups it hears only commands, mentions and answers to it.",
    "hear_all": "Hear everything",
    "hear_some": "Hear less",
    "writes": "It writes messages with people: a constructor.",
    "writes_not": "It is no constructor any more.",
    "write_on": "Make it a constructor",
    "write_off": "No constructor any more",
    "is_suspended": "Stopped by moderation.",
    "f_name": "Name",
    "f_user": "Public name",
    "f_about": "Description",
    "f_photo": "Picture",
    "f_app": "Mini-app",
    "f_cmds": "Commands",
    "f_token": "New token",
    "f_del": "Delete",
    "back": "Back",
    "ask_new_name": "The new name of {name}?",
    "ask_new_user": "The new public name of {name}? A single - gives the old one back.",
    "ask_new_about": (
        "What does {name} do? Its profile says it, and an empty chat with it. A single - takes it away."
    ),
    "ask_new_photo": "Send the picture of {name}.",
    "ask_new_cmds": "The commands of {name}, one a line: name – what it does. A single - takes them away.",
    "ask_new_app": (
        "The address of the mini-app of {name}, https://…? A button of the bot opens it in a tab of its "
        "own and tells it who opened it. A single - takes it away."
    ),
    "q_token": "Draw a new token for {name}? Programs with the old one stop.",
    "yes_token": "New token",
    "q_del": "Delete {name} for good? Its messages stay; nobody can bring it back.",
    "yes_del": "Delete it",
    "no": "That did not work. Try again, or /cancel.",
    "no_name": "This name cannot be used. Another one?",
    "no_name.taken": "This public name is taken, or looks like one that is. Another one?",
    "no_name.reserved": "This public name is reserved. Another one?",
    "no_name.length": "It takes 4 to 32 characters. Another one?",
    "no_name.form": "Latin letters, digits and single underscores, please. Another one?",
    "no_name.official": "This name would speak for the server. Another one?",
    "no_commands": (
        "Each line is a command of Latin letters, digits and underscores, up to 64, and what it does, "
        "up to 128 characters; at most 32 lines."
    ),
    "no_description": "This is too long.",
    "no_bots.too_many": "You have as many bots as one may have.",
    "no_flood": "That is many at once. Try again later.",
    "no_photo": "I cannot read this picture. Another one?",
    "no_app": "It takes an address that begins with https://. Another one?",
    "suspended": (
        "Moderation stopped {name}: its token opens nothing until that ends. The notice with the reason "
        "can be appealed in the settings."
    ),
    "restored": "{name} may go on.",
}
RU = {
    "hello": (
        "Я Drum. Здесь создают ботов и управляют ими.\n\n/newbot создаёт бота\n/mybots показывает "
        "ваших\n/cancel отменяет вопрос"
    ),
    "new": "Новый бот",
    "list": "Мои боты",
    "ask_name": "Как его назвать? Это имя увидят люди.",
    "ask_handle": (
        "Теперь публичное имя: 4–32 латинские буквы, цифры и подчёркивания. По нему бота находят, на "
        "него ведут ссылки."
    ),
    "skip": "Без публичного имени",
    "ask_photo": "Пришлите картинку или /cancel.",
    "want_text": "Здесь нужны слова, или /cancel.",
    "cancelled": "Хорошо, не будем.",
    "nothing": "Отменять нечего.",
    "unknown": "Такой команды я не знаю. /help расскажет, что я умею.",
    "made": "Бот {name} создан. Вот его токен: у кого он есть, тот говорит от имени бота. Показываю один раз.",
    "renewed": "Новый токен бота {name}; старый больше ничего не открывает. Показываю один раз.",
    "copy": "Скопировать",
    "hide": "Скрыть",
    "hidden": "Сообщение удалено.",
    "settings": "Настройки",
    "deleted": "Бот удалён.",
    "changed": "Готово.",
    "bots": "Ваши боты:",
    "no_bots": "Ботов у вас пока нет.",
    "gone": "Этого бота больше нет.",
    "no_about": "Описания пока нет.",
    "hears_all": "В группах слышит всё.",
    "hears_some": "В группах слышит только команды, упоминания и ответы ему.",
    "hear_all": "Слышать всё",
    "hear_some": "Слышать меньше",
    "writes": "Помогает людям составлять сообщения: конструктор.",
    "writes_not": "Больше не конструктор.",
    "write_on": "Сделать конструктором",
    "write_off": "Больше не конструктор",
    "is_suspended": "Остановлен модерацией.",
    "f_name": "Имя",
    "f_user": "Публичное имя",
    "f_about": "Описание",
    "f_photo": "Картинка",
    "f_app": "Мини-приложение",
    "f_cmds": "Команды",
    "f_token": "Новый токен",
    "f_del": "Удалить",
    "back": "Назад",
    "ask_new_name": "Новое имя вместо «{name}»?",
    "ask_new_user": "Новое публичное имя бота {name}? Одна черта - вернёт старое.",
    "ask_new_about": "Что умеет {name}? Это покажут профиль и пустой чат с ним. Одна черта - уберёт описание.",
    "ask_new_photo": "Пришлите картинку для бота {name}.",
    "ask_new_cmds": "Команды бота {name}, по одной в строке: имя – что делает. Одна черта - уберёт все.",
    "ask_new_app": (
        "Адрес мини-приложения бота {name}, https://…? Кнопка бота открывает его в отдельной вкладке "
        "и сообщает ему, кто открыл. Одна черта - убирает его."
    ),
    "q_token": "Сделать новый токен для {name}? Программы со старым остановятся.",
    "yes_token": "Новый токен",
    "q_del": "Удалить {name} навсегда? Его сообщения останутся, но вернуть бота нельзя.",
    "yes_del": "Удалить",
    "no": "Не получилось. Попробуйте ещё раз или /cancel.",
    "no_name": "Такое имя не годится. Другое?",
    "no_name.taken": "Это публичное имя занято или похоже на занятое. Другое?",
    "no_name.reserved": "Это публичное имя не раздаётся. Другое?",
    "no_name.length": "Нужно от 4 до 32 символов. Другое?",
    "no_name.form": "Латинские буквы, цифры и одиночные подчёркивания. Другое?",
    "no_name.official": "Это имя говорило бы от лица сервера. Другое?",
    "no_commands": (
        "В каждой строке команда из латинских букв, цифр и подчёркиваний, до 64, и что она делает, до "
        "128 символов; не больше 32 строк."
    ),
    "no_description": "Это слишком длинно.",
    "no_bots.too_many": "Больше ботов завести нельзя.",
    "no_flood": "Слишком много сразу. Попробуйте позже.",
    "no_photo": "Картинку не удалось прочитать. Другую?",
    "no_app": "Нужен адрес, который начинается с https://. Другой?",
    "suspended": (
        "Модерация остановила бота {name}: его токен ничего не открывает, пока это не кончится. Решение "
        "с причиной можно обжаловать в настройках."
    ),
    "restored": "Бот {name} снова работает.",
}
AR = {
    "hello": "أنا Drum. هنا تُصنع البوتات وتُدار.\n\n/newbot يصنع بوتًا\n/mybots يعرض بوتاتك\n/cancel يلغي السؤال",
    "new": "بوت جديد",
    "list": "بوتاتي",
    "ask_name": "ما اسمه؟ هذا الاسم يراه الناس.",
    "ask_handle": (
        "والآن اسم عام من 4 إلى 32 حرفًا لاتينيًا ورقمًا وشرطة سفلية. به يُعثر على البوت وإليه تقود الروابط."
    ),
    "skip": "بلا اسم عام",
    "ask_photo": "أرسل صورة من فضلك، أو /cancel.",
    "want_text": "أحتاج كلمات هنا، أو /cancel.",
    "cancelled": "حسنًا، لا بأس.",
    "nothing": "لا شيء لإلغائه.",
    "unknown": "لا أعرف هذا الأمر. ‏/help يشرح ما أستطيع.",
    "made": "صُنع {name}. هذا رمزه السري: من ملكه تكلّم باسم البوت. أعرضه هذه المرة فقط.",
    "renewed": "رمز جديد للبوت {name}، والقديم لم يعد يفتح شيئًا. أعرضه هذه المرة فقط.",
    "copy": "نسخ",
    "hide": "إخفاء",
    "hidden": "حُذفت الرسالة.",
    "settings": "الإعدادات",
    "deleted": "حُذف البوت.",
    "changed": "تمّ.",
    "bots": "بوتاتك:",
    "no_bots": "لا بوتات لك بعد.",
    "gone": "لم يعد هذا البوت موجودًا.",
    "no_about": "لا وصف بعد.",
    "hears_all": "يسمع في المجموعات كل شيء.",
    "hears_some": "لا يسمع في المجموعات إلا الأوامر والإشارات إليه والردود عليه.",
    "hear_all": "سماع كل شيء",
    "hear_some": "سماع أقل",
    "writes": "يكتب الرسائل مع الناس: مُنشئ رسائل.",
    "writes_not": "لم يعد مُنشئ رسائل.",
    "write_on": "اجعله مُنشئ رسائل",
    "write_off": "ليس مُنشئ رسائل بعد الآن",
    "is_suspended": "أوقفه الإشراف.",
    "f_name": "الاسم",
    "f_user": "الاسم العام",
    "f_about": "الوصف",
    "f_photo": "الصورة",
    "f_app": "تطبيق مصغّر",
    "f_cmds": "الأوامر",
    "f_token": "رمز جديد",
    "f_del": "حذف",
    "back": "رجوع",
    "ask_new_name": "ما الاسم الجديد بدل {name}؟",
    "ask_new_user": "ما الاسم العام الجديد للبوت {name}؟ شرطة واحدة - تعيد القديم.",
    "ask_new_about": "ماذا يفعل {name}؟ يظهر ذلك في ملفه وفي المحادثة الفارغة معه. شرطة واحدة - تزيله.",
    "ask_new_photo": "أرسل صورة {name}.",
    "ask_new_cmds": "أوامر {name}، أمر في كل سطر: الاسم – ماذا يفعل. شرطة واحدة - تزيلها.",
    "ask_new_app": (
        "عنوان التطبيق المصغّر لـ{name}، https://…؟ يفتحه زر البوت في لسان خاص "
        "ويخبره بمن فتحه. شرطة واحدة - تزيله."
    ),
    "q_token": "رمز جديد للبوت {name}؟ تتوقف البرامج التي تحمل القديم.",
    "yes_token": "رمز جديد",
    "q_del": "حذف {name} نهائيًا؟ تبقى رسائله ولا يمكن استعادته.",
    "yes_del": "حذف",
    "no": "لم ينجح ذلك. حاول مرة أخرى، أو /cancel.",
    "no_name": "لا يصلح هذا الاسم. اسم آخر؟",
    "no_name.taken": "هذا الاسم العام مأخوذ أو يشبه مأخوذًا. اسم آخر؟",
    "no_name.reserved": "هذا الاسم العام محجوز. اسم آخر؟",
    "no_name.length": "يلزم من 4 إلى 32 حرفًا. اسم آخر؟",
    "no_name.form": "حروف لاتينية وأرقام وشرطات سفلية مفردة. اسم آخر؟",
    "no_name.official": "هذا الاسم يتكلّم باسم الخادم. اسم آخر؟",
    "no_commands": (
        "في كل سطر أمر من حروف لاتينية وأرقام وشرطات سفلية حتى 64، وماذا يفعل حتى 128 حرفًا؛ 32 سطرًا "
        "على الأكثر."
    ),
    "no_description": "هذا طويل جدًا.",
    "no_bots.too_many": "لديك أكبر عدد مسموح من البوتات.",
    "no_flood": "هذا كثير دفعة واحدة. حاول لاحقًا.",
    "no_photo": "تعذّرت قراءة الصورة. صورة أخرى؟",
    "no_app": "يلزم عنوان يبدأ بـ https://. عنوان آخر؟",
    "suspended": (
        "أوقف الإشراف {name}: رمزه لا يفتح شيئًا حتى ينتهي ذلك. يمكن الاعتراض على القرار وسببه في الإعدادات."
    ),
    "restored": "عاد {name} إلى العمل.",
}
WORDS = {"en": EN, "ru": RU, "ar": AR}
COMMANDS = (
    ("newbot", "Make a bot · Создать бота · اصنع بوتًا"),
    ("mybots", "Your bots · Ваши боты · بوتاتك"),
    ("cancel", "Never mind · Отмена · إلغاء"),
    ("help", "What Drum can do · Помощь · مساعدة"),
)
ABOUT = "Make bots and look after them.\n\nСоздавайте ботов и управляйте ими.\n\nاصنع البوتات وأدرها."
