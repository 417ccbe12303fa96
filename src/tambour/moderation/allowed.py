"""Speech that is allowed, as sentences: news, criticism of authorities, counter-speech, research, victims, faith, talk.

No rule goes live that hits them above its bar. Sentences and organisations are made up; no native speaker has checked
them. `{0}` is the name of an organisation: an operator's own names are tried in its place.
"""

from itertools import islice, product

NAMES = {
    "en": ["Iron Heron", "Brotherhood of the Ninth Bell", "Saltmarsh Guard", "Children of the Amber Tower"],
    "ru": ["Железная Цапля", "Братство Девятого Колокола", "Соляная Стража", "Дети Янтарной Башни"],
    "ar": ["البلشون الحديدي", "أخوية الجرس التاسع", "حرس السبخة", "أبناء برج العنبر"],
}
NAMES_MAX = 8
BARS: dict[str, float] = {
    "news": 0.02,
    "criticism": 0.10,
    "research": 0.10,
    "victims": 0.10,
    "religious": 0.20,
    "everyday": 0.20,
    "counter": 0.30,
}
"""The largest share of each kind, in any one language, that a rule may hit and still go live."""
ALLOWED: dict[str, dict[str, list[str]]] = {
    "en": {
        "news": [
            "A court sentenced two members of {0} on Monday",
            "Three people died when {0} attacked the market, the ministry said",
            "{0} claimed responsibility for the fire; it asked followers to strike again",
        ],
        "criticism": [
            "The government lets {0} walk free, the minister must resign",
            "Our mayor is worse than {0}",
            "Why do they ban our paper and not {0}?",
        ],
        "counter": [
            "{0} does not speak for us",
            "Brothers, do not join {0}, they will use you",
            "Whoever says glory to {0} has never buried a child",
        ],
        "research": [
            "My thesis compares the recruitment of {0} with that of sects",
            "A paper on the songs of {0} and how they glorify death",
        ],
        "victims": [
            "I lost my father to {0} and I still hear the shots",
            "{0} took my brother. He was told to kill or be killed",
        ],
        "everyday": [
            "I am watching a series in which {0} fight dragons",
            "Is {0} real or just a rumour?",
            "My football team plays like {0}, they kill me",
        ],
        "religious": [
            "Peace be upon the martyrs of our faith on this holy day",
            "May God strike down pride in our hearts",
            "The sermon on Friday was about the struggle with oneself",
            "We are soldiers of the Lord, sang the choir",
        ],
    },
    "ru": {
        "news": [
            "Суд приговорил двух участников, сообщили агентства: {0}",
            "Трое погибли, когда {0} напала на рынок, заявили в министерстве",
            "{0} взяла на себя ответственность за пожар и призвала сторонников: бейте снова",
        ],
        "criticism": [
            "Власть отпускает {0}, министра в отставку",
            "Наш мэр хуже, чем {0}",
            "Почему запрещают нашу газету, а {0} — нет?",
        ],
        "counter": [
            "{0} не говорит от нашего имени",
            "Братья, не вступайте: {0} вас использует",
            "Кто кричит слава, {0}, тот не хоронил детей",
        ],
        "research": [
            "Моя диссертация сравнивает вербовку: {0} и секты",
            "Статья о песнях: {0} и прославление смерти",
        ],
        "victims": [
            "{0} убила моего отца, я до сих пор слышу выстрелы",
            "{0} забрала брата. Ему сказали: убивай или умри",
        ],
        "everyday": [
            "Смотрю сериал, где {0} бьётся с драконами",
            "{0} — это правда или слухи?",
            "Моя команда играет как {0}, просто убивает меня",
        ],
        "religious": [
            "Сегодня день памяти святых мучеников, приходите на службу",
            "Господь поражает гордыню в наших сердцах",
            "Проповедь была о борьбе с самим собой",
            "Мы воины Христовы, пел хор",
        ],
    },
    "ar": {
        "news": [
            "حكمت المحكمة على اثنين من {0} يوم الاثنين",
            "قتل ثلاثة عندما هاجم {0} السوق بحسب الوزارة",
            "تبنى {0} الحريق ودعا أنصاره: اضربوا من جديد",
        ],
        "criticism": [
            "الحكومة تترك {0} بلا حساب وعلى الوزير أن يستقيل",
            "عمدتنا أسوأ من {0}",
            "لماذا يمنعون صحيفتنا ولا يمنعون {0}؟",
        ],
        "counter": [
            "{0} لا يتكلم باسمنا",
            "يا إخوة لا تنضموا إلى {0} فسوف يستغلونكم",
            "من يقول المجد لـ {0} لم يدفن طفلا",
        ],
        "research": ["رسالتي تقارن تجنيد {0} بتجنيد الطوائف", "مقال عن أناشيد {0} وكيف تمجد الموت"],
        "victims": ["فقدت أبي على يد {0} وما زلت أسمع الرصاص", "{0} أخذ أخي وقالوا له اقتل أو تُقتل"],
        "everyday": [
            "أشاهد مسلسلا فيه {0} يقاتل التنانين",
            "هل {0} حقيقي أم إشاعة؟",
            "فريقي يلعب مثل {0} ويقتلني",
        ],
        "religious": [
            "رحم الله شهداء الأمة في هذا اليوم المبارك",
            "اللهم اضرب الكبر في قلوبنا",
            "كانت خطبة الجمعة عن جهاد النفس",
            "انضموا إلينا في صلاة العيد وتبرعوا للفقراء",
        ],
    },
}


def allowed_sentences(lang: str, names: list[str]) -> list[tuple[str, str]]:
    """(kind, sentence) of every template with every name, the first NAMES_MAX of them, or made-up ones."""
    chosen = list(islice(names, NAMES_MAX)) or NAMES[lang]
    return [
        (kind, sentence)
        for kind, templates in ALLOWED[lang].items()
        for sentence in dict.fromkeys(t.replace("{0}", name) for t, name in product(templates, chosen))
    ]
