"""The words of the third kept set: made-up names, sentences around them, and sentences with no name in them."""

# A name: its spellings in another script as people type them, and its forms in a sentence.
NAMES = {
    "en": {
        "Brackenwolf": ("Брэкенвулф|Бракенволф|براكنوولف", "Brackenwolf's|Brackenwolfs|pro-Brackenwolf"),
        "Ashen Talon": ("Эшен Тэлон|Ашен Талон|آشن تالون", "Ashen Talon's|Ashen Talons|pro-Ashen Talon"),
        "Grey Meridian Front": (
            "Грей Меридиан Фронт|Грэй Меридиан Фронт|غري ميريديان فرونت",
            "Grey Meridian Front's|Grey Meridian Fronts|ex-Grey Meridian Front",
        ),
        "Zorvane": ("Зорвейн|Зорван|زورفين", "Zorvane's|Zorvaners|Zorvanes"),
    },
    "ru": {
        "Кречетовцы": ("Krechetovcy|Krechetovtsy|Kre4etovci", "кречетовцев|кречетовцам|кречетовцами"),
        "Стальной Разлом": (
            "Stalnoy Razlom|Stalnoj Razlom|Stal'noi Razlom",
            "Стального Разлома|Стальному Разлому|Стальным Разломом",
        ),
        "Орден Полыни": (
            "Orden Polyni|Orden Polini|Orden Polynii",
            "Ордена Полыни|Ордену Полыни|Орденом Полыни",
        ),
        "Северный Багряный Клин": (
            "Severnyy Bagryanyy Klin|Severniy Bagryaniy Klin|Severnyj Bagrjanyj Klin",
            "Северного Багряного Клина|Северному Багряному Клину|Северным Багряным Клином",
        ),
    },
    "ar": {
        "السنديانيون": (
            "alsindyaniyoun|el sendyaniyoun|al-sindianiyun",
            "السنديانيين|والسنديانيون|للسنديانيين",
        ),
        "كتائب الوشق": (
            "kata2eb el washa2|katayeb alwashaq|kataeb al washaq",
            "لكتائب الوشق|وكتائب الوشق|بكتائب الوشق",
        ),
        "جند السديم": ("jund alsadeem|jond el sadim|gond elsadeem", "لجند السديم|وجند السديم|بجند السديم"),
        "حركة الرمح الأسود": (
            "7araket el rom7 el aswad|harakat alrumh alaswad|7arakat al rum7 al aswad",
            "لحركة الرمح الأسود|وحركة الرمح الأسود|بحركة الرمح الأسود",
        ),
    },
}

SENTENCES = {
    "en": """who wants in with {} write me, no timewasters|new channel of {} is up, link in bio|
{} are the only ones telling the truth|the lads from {} meet tonight behind the station|
bro you have to see the last video of {}|we are {} and we are coming to your town|
donate to {}, every coin counts|saw a {} sticker on the bus stop today, respect""",
    "ru": """{} ждёт тебя, пиши в личку|открыли новый канал {}, подписывайся|{} набирает людей, возраст от 18|
сегодня вечером сбор, {} на связи|только {} говорит правду, остальные врут|видели новый ролик? {} жжёт|
кто за {}, ставьте плюс|парни, {} уже в вашем городе""",
    "ar": """انضموا الى {} الآن|القناة الجديدة {} تابعونا|تحية الى أبطال {} في كل مكان|شباب {} الليلة في الساحة|
شاهدوا آخر فيديو من {} قبل الحذف|من يريد {} يكتب لي خاص|{} معكم في كل مدينة|ادعموا {} ولو بالقليل""",
}

# Nothing hidden in any of these: slips, leet, slang, emoji, spaced words, and single words of the names.
HARMLESS = {
    "en": """c u l8r m8, running l8 again|gr8 game last nite, 2-0!!!|I'm sooooo tired todayyyy|
H A P P Y  B I R T H D A Y bro 🎂|pls dont be l@te, bus leaves 7:30 sharp|
teh meeting is moved to thrusday|anyone else get a w3ird error on lvl 9?|omg that goal ⚽⚽⚽ w.o.w|
f i n a l l y  f r i d a y|my pa$$word was hacked agian, change urs|sh*t happens, we move on|
wtf bro u ate the whole pizza 🍕|S.O.S. out of coffee|#MondayMotivation #GymLife2026|
follow @green_garden_news for plants|t.me/oldtown_market is the flea market chat|𝓱𝓪𝓹𝓹𝔂 𝓷𝓮𝔀 𝔂𝓮𝓪𝓻 everyone|
ᴛʜᴇ ᴠɪʙᴇ is unreal today|n00b question: how do I mute a chat|the bracken is over my head on that path|
a wolf was seen in the bracken near the farm|grey door, third floor, ring twice|
the Greenwich meridian runs through this yard|cold front coming from the north on Friday|
the talon of the owl was hurt, vet helped|ashen sky all morning, then rain|
bracken and wolfsbane grow behind the mill|grey seals at the sea front, meridian 12|
brb gonna gr4b sum snacks|who's up for a r1de 2moro morning??|soz wrong chat lol 😂😂|
thx 4 the help, ur a ⭐|b-e-a-utiful weather innit|Ye Olde Shoppe is shut on Sundayz|
c00l pics, wher did u take em|the w-i-f-i is dow again|u r 2 kind 🙏|goooood morniiiing|
its a st4lemate innit, chess is hard|I luv my new lap-top, sooo fast|d.i.y. shelves are crooked again|
WhAtEvEr DuDe|no spoilerz plz, I'm on ep. 3|zzz cant sleep, drank 2 much c0ffee|
grandma typed "helo dear" w her new fone|mer1ngue or tart? vote 👍 👎|M@rk your calendars: picnic 12/07|
old zoar lane is closed, use the vane bridge|can any1 lend me a brack-et and screws|
ash & talc stains come out w vinegar""",
    "ru": """прив, ск буду, пробки ж3сть|ну ты дaёшь, молодчинa|с д н ё м  р о ж д е н и я 🎂|спокойнооооой ночи всем|
чё как, го гулять?|пжл скинь адресс, а то я пот3ряла|я в ш0ке от цен|4то делать если кот не ест|
м.о.л.о.д.е.ц. сынок|нифига с3бе пог0да|бл*н, опять дождь|кто едет на дачу в суботу??|
п о н е д е л ь н и к, ты опять|сорян ошибся чятом 😂|спс за помощ, ты лутший|#Доброе_утро #кофе|
подпишись на @gorodskoy_sad_news|t.me/rybalka_na_ozere там все места|ᴅᴏʙʀᴏᴇ утро|зфвтра приду попозже|
превет как дила|видели кречета в зоопарке, красавец|стальной трос лопнул, чиним|
разлом на дороге у моста, объезд|дедушке дали орден за труд|запах полыни в степи летом|
северный ветер, одевайтесь теплее|журавлиный клин над рекой|багряный закат сегодня, фото ниже|
клин клином вышибают, говорят|орден и медаль лежат в ящике с полынью|сталь и разлив: новости завода|
северный клин поля уже убрали|ребзя, завтра к0нтрольная|Ну ЗаЧеМ тЫ тАк ПиШеШь|даааа лааадно|
у кого есть шуруповёрт, а то мой ёк|до-ста-ло уже всё|поз_дра_вляю с первым зубиком|хочу арб🍉з и на море|
дети ели к🅰шу, потом спали|ооочень вкусно, реццепт в лс?|крч, встреча у метро в 6|
сколько стоит б/у велик|тел. 8-9оо, звоните после 6ти|приезжай на выхи, шашлыки 🔥🔥|
котэ спит на клаве ывапролд|всё норм, не кипишуй|учи.тель заболела, урока нет|
речевцы и физики идут в актовый зал""",
    "ar": """صباااااح الخير ☀️|كل سنة وانت طيب يا غالي 🎂|م ب ر و ك  ا ل ن ج ا ح|السلااااام عليكم شباب|
وينك ياخي تاخرت ك3ادتك|انا بالطريق 5 دقايق واوصل|هههههههه والله ضحكتني 😂|الجو حااار اليوم 🔥🔥|
#صباح_الخير #قهوة|تابعوا @souq_elmadina للعروض|t.me/garden_flowers قناة الورد|
ma3lesh ya sadi2i, bokra inshallah|sabah el kheir ya gama3a|kol sana wenta tayeb|
الـــحـــمـــد لله على كل حال|شُكْراً جَزِيلاً عَلَى المُسَاعَدَةِ|ان شاالله نلتقي بكره|
مين عندو شاحن ايفون؟؟|الاكل زاكي كتيييير|ياريت تبعتلي العنوان عال خاص|ٮاصح الحىر ىا عرٮى|
فين المحاضره اليوم يا جماعه|الأولاد بالمدرسه والبيت هادي|خخخخخ يا زلمه|شجرة السنديان في الحديقة كبيرة|
رأينا الوشق في حديقة الحيوان|كتائب الكشافة تزور المتحف|السديم في الفضاء، صور جديدة|
جند أخي في الجيش هذا العام|حركة المرور خفيفة صباحا|رمي الرمح رياضة جميلة|الأسود تنام في الظل|
الفستان الأسود أحلى|كتاب الوشاح وصل اليوم|جندي قديم يروي ذكرياته للأحفاد|حركة الأسهم في السوق اليوم|
مبرووووك التخرج يا دكتورر|ب.س.ر.ع.ة الباص جاي|لا تنسو الخبز وال7ليب|عندي امت7ان بكرا ادعولي|
الفيلم خرآآآفي بصراحة|تعالو عال_قهوة الساعة 8|السندويش عند أبو يان طيب|نوم العوافي 😴😴|
مش معقووول شو هالبرد|القطه نامت عالكيبورد شسيبلات|يلا نروح عالبحر 🌊|و ص ل ت   ا ل ب ي ت|
شو رايك بالصوره الجديده|ربي يوفقكم جميعا ياااا رب""",
}

# Ordinary phrases put through the same families: a filter must not find a name in them either.
PHRASES = {
    "en": "Mountain Bike|Birthday Party|Grey Kitchen Door|Talented Brother|Garden Fence|Zorba Dance|"
    "Meridian Hotel|Fresh Bread|"
    "Bracket Wrench|Front Garden",
    "ru": "Горный Велосипед|День Рождения|Стальной Забор|Орден Дедушки|Северный Ветер|Кремовый Торт|"
    "Новый Учитель|Багряный Лист|"
    "Чечевица Варёная|Полный Бак",
    "ar": "الدراجة الجديدة|كتائب الكشافة|السنديان الأخضر|حركة السير|الرمح الخشبي|"
    "عيد الميلاد|خبز طازج|القط الأسود|سديم الجبار|باب الحديقة",
}
LOOKS_ALIKE = {
    "en": "anyone selling a {}, pm me|saw the {} today, so nice|talking about {} all evening lol",
    "ru": "кто видел {}, пишите|у нас сегодня {}, приходите|обсуждаем {} третий час",
    "ar": "شفت {} اليوم، حلو كتير|من عنده {} يكتب لي|حكينا عن {} طول الليل",
}


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in pairs.split(" "))


LETTERS = {
    "digits": {
        "en": _table("a=4@ e=3 i=1! o=0 s=5$ t=7"),
        "ru": _table("о=0 О=0 з=3 З=3 ч=4 Ч=4 б=6 Б=6 а=@4 А=@4 е=3 Е=3"),
        "ar": _table("ا=1@ أ=1@ ح=7 ه=0 ة=0 ع=3 ق=9"),
    },
    "twins": {
        "en": _table("a=а c=с e=е o=о p=р x=х y=у i=і A=А E=Е M=М T=Т Z=Ζ B=В K=К H=Н O=О"),
        "ru": _table("а=a с=c е=e о=o р=p х=x у=y к=k А=A В=B Е=E К=K М=M Н=H О=O Р=P С=C Т=T Х=X"),
        "ar": _table("ي=ی ك=ک ه=ہ ة=ۃ ى=ی"),
    },
    "by_sound": {
        "en": _table("r=Я n=И w=Ш a=Д b=Ь f=Ф z=З A=Д Z=З"),
        "ru": _table("р=r ч=ch т=t в=v ц=c с=s л=l н=n й=j з=z м=m д=d п=p г=g и=i я=ya к=k"),
        "ar": _table("ا=a ل=l س=s ك=k د=d م=m ن=n ر=r و=w ي=y ب=b ت=t ح=7 ش=sh ج=j ق=q"),
    },
    "built": {
        "en": _table("o=() O=() k=/< K=/< v=\\/ V=\\/ w=\\/\\/ W=\\/\\/ A=/\\ M=/\\/\\ d=cl D=[) h=/-/"),
        "ru": _table("л=JI ы=bl о=() ь=b я=R ю=IO к=/< ш=LLI П=/7 Л=/\\ О=()"),
    },
    "pictures": {
        "en": _table("o=⭕ O=🅾 b=🅱 a=🅰 A=🅰 t=✝ T=✝ i=ℹ M=Ⓜ"),
        "ru": _table("о=⭕ О=🅾 в=🅱 В=🅱 а=🅰 А=🅰 т=✝ Т=✝ м=Ⓜ"),
        "ar": _table("ا=☝ أ=☝ ة=⭕ ه=⭕"),
    },
    "small": {
        "en": _table(
            "a=ᴀ b=ʙ c=ᴄ d=ᴅ e=ᴇ f=ꜰ g=ɢ h=ʜ i=ɪ j=ᴊ k=ᴋ l=ʟ m=ᴍ n=ɴ o=ᴏ p=ᴘ r=ʀ t=ᴛ u=ᴜ v=ᴠ w=ᴡ y=ʏ z=ᴢ"
        ),
        "ru": _table("а=ᴀ в=ʙ г=ᴦ е=ᴇ к=ᴋ м=ᴍ н=ʜ о=ᴏ п=ᴨ р=ᴩ с=ᴄ т=ᴛ л=ᴫ я=ᴙ и=ᴎ"),
    },
    "dotless": {
        "ar": _table("ب=ٮ ت=ٮ ث=ٮ ن=ٮ ي=ى ق=ٯ ف=ڡ ج=ح خ=ح ش=س ض=ص ظ=ط غ=ع ز=ر ذ=د ة=ه ئ=ى أ=ا إ=ا ؤ=و"),
    },
    "sounds": {
        "en": _table("ck=k wolf=wulf ey=ay v=w z=s Z=S sh=sch en=in on=an ane=ain i=y"),
        "ru": _table("о=а е=и ы=и ц=тс з=с й=и я=йа ль=л д=т"),
        "ar": _table("ئ=ي س=ص ت=ط ق=ك د=ض ة=ه أ=ا"),
    },
}
"""By kind and language: what a letter (or a group of letters) is written as; of several digits, one is picked."""
