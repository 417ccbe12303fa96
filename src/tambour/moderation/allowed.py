"""Speech that is allowed, as sentences: news, criticism of authorities, counter-speech, research, victims, faith, talk.

No rule goes live that hits them above its bar. Sentences and organisations are made up; no native speaker has checked
them. `{0}` is the name of an organisation: an operator's own names are tried in its place.
"""

from itertools import islice, product

NAMES = {
    "en": ["Iron Heron", "Brotherhood of the Ninth Bell", "Saltmarsh Guard", "Children of the Amber Tower"],
    "ru": ["Железная Цапля", "Братство Девятого Колокола", "Соляная Стража", "Дети Янтарной Башни"],
    "ar": ["البلشون الحديدي", "أخوية الجرس التاسع", "حرس السبخة", "أبناء برج العنبر"],
    "fr": ["la Cigogne de fer", "la Fraternité de la Neuvième Cloche", "la Garde du marais", "Aube de sel"],
    "de": ["Eisenreiher", "Bruderschaft der Neunten Glocke", "Salzwache", "Kinder des Bernsteinturms"],
    "tr": ["Demir Balıkçıl", "Dokuzuncu Çan Kardeşliği", "Tuzla Muhafızları", "Kehribar Kule Evlatları"],
    "es": ["la Garza de Hierro", "la Hermandad de la Novena Campana", "la Guardia del Salar", "Alba de Sal"],
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
    "fr": {
        "news": [
            "Un tribunal a condamné lundi deux membres de {0}",
            "Trois personnes sont mortes quand {0} a attaqué le marché, selon le ministère",
            "{0} a revendiqué l'incendie et lancé à ses partisans : frappez encore",
        ],
        "criticism": [
            "Le gouvernement laisse courir {0}, que le ministre démissionne",
            "Notre maire est pire que {0}",
            "Pourquoi interdit-on notre journal et pas {0} ?",
        ],
        "counter": [
            "{0} ne parle pas en notre nom",
            "Frères, ne rejoignez pas {0}, ils se serviront de vous",
            "Qui crie gloire à {0} n'a jamais enterré d'enfant",
        ],
        "research": [
            "Ma thèse compare le recrutement de {0} à celui des sectes",
            "Un article sur les chants de {0} et leur façon de glorifier la mort",
        ],
        "victims": [
            "{0} m'a pris mon père et j'entends encore les tirs",
            "{0} a pris mon frère. On lui a dit : tue ou sois tué",
        ],
        "everyday": [
            "Je regarde une série où {0} combat des dragons",
            "{0}, c'est vrai ou c'est une rumeur ?",
            "Mon équipe joue comme {0}, elle me tue",
        ],
        "religious": [
            "Paix aux martyrs de notre foi en ce saint jour",
            "Que Dieu frappe l'orgueil dans nos cœurs",
            "Le sermon de vendredi parlait du combat contre soi-même",
            "Nous sommes les soldats du Seigneur, chantait le chœur",
        ],
    },
    "de": {
        "news": [
            "Ein Gericht verurteilte am Montag zwei Mitglieder: {0}",
            "Drei Menschen starben, als {0} den Markt angriff, teilte das Ministerium mit",
            "{0} bekannte sich zum Brand und rief die Anhänger auf: schlagt wieder zu",
        ],
        "criticism": [
            "Die Regierung lässt {0} frei herumlaufen, der Minister muss zurücktreten",
            "Unser Bürgermeister ist schlimmer als {0}",
            "Warum verbieten sie unsere Zeitung und nicht {0}?",
        ],
        "counter": [
            "{0} spricht nicht für uns",
            "Brüder, schließt euch {0} nicht an, sie benutzen euch nur",
            "Wer Ruhm für {0} ruft, hat nie ein Kind begraben",
        ],
        "research": [
            "Meine Dissertation vergleicht die Anwerbung bei {0} und bei Sekten",
            "Ein Aufsatz über die Lieder von {0} und wie sie den Tod verherrlichen",
        ],
        "victims": [
            "{0} hat mir den Vater genommen, ich höre noch die Schüsse",
            "{0} hat meinen Bruder geholt. Man sagte ihm: töte oder stirb",
        ],
        "everyday": [
            "Ich schaue eine Serie, in der {0} gegen Drachen kämpft",
            "Gibt es {0} wirklich oder ist das ein Gerücht?",
            "Meine Mannschaft spielt wie {0}, die bringt mich um",
        ],
        "religious": [
            "Friede den Märtyrern unseres Glaubens an diesem heiligen Tag",
            "Möge Gott den Stolz in unseren Herzen niederschlagen",
            "Die Predigt am Freitag handelte vom Kampf mit sich selbst",
            "Wir sind Soldaten des Herrn, sang der Chor",
        ],
    },
    "tr": {
        "news": [
            "Mahkeme pazartesi günü {0} örgütünün iki üyesini mahkûm etti",
            "{0} pazara saldırınca üç kişi öldü, bakanlık açıkladı",
            "{0} yangını üstlendi ve yandaşlarına yeniden vurun dedi",
        ],
        "criticism": [
            "Hükümet {0} örgütüne dokunmuyor, bakan istifa etsin",
            "Belediye başkanımız {0} örgütünden beter",
            "Neden bizim gazete yasak da {0} serbest?",
        ],
        "counter": [
            "{0} bizim adımıza konuşmuyor",
            "Kardeşler, {0} saflarına katılmayın, sizi kullanırlar",
            "{0} için zafer diye bağıran hiç çocuk gömmemiştir",
        ],
        "research": [
            "Tezim {0} ile tarikatların adam toplama yollarını karşılaştırıyor",
            "{0} marşları ve ölümü nasıl yücelttikleri üzerine bir makale",
        ],
        "victims": [
            "{0} babamı aldı, silah sesleri hâlâ kulağımda",
            "{0} kardeşimi aldı. Ona öldür ya da öl dediler",
        ],
        "everyday": [
            "{0} ejderhalarla savaşıyor, o diziyi izliyorum",
            "{0} gerçek mi, söylenti mi?",
            "Takımım {0} gibi oynuyor, beni öldürüyor",
        ],
        "religious": [
            "Bu mübarek günde inancımızın şehitlerine selam olsun",
            "Allah kalplerimizdeki kibri yok etsin",
            "Cuma hutbesi nefisle mücadele üzerineydi",
            "Biz Rabbin askerleriyiz, diye söyledi koro",
        ],
    },
    "es": {
        "news": [
            "Un tribunal condenó el lunes a dos miembros de {0}",
            "Tres personas murieron cuando {0} atacó el mercado, según el ministerio",
            "{0} reivindicó el incendio y pidió a los suyos: golpead de nuevo",
        ],
        "criticism": [
            "El gobierno deja libre a {0}, el ministro debe dimitir",
            "Nuestro alcalde es peor que {0}",
            "¿Por qué prohíben nuestro periódico y no a {0}?",
        ],
        "counter": [
            "{0} no habla por nosotros",
            "Hermanos, no os unáis a {0}, os usarán",
            "Quien grita gloria a {0} nunca enterró a un hijo",
        ],
        "research": [
            "Mi tesis compara cómo recluta {0} y cómo lo hacen las sectas",
            "Un artículo sobre los cantos de {0} y cómo glorifican la muerte",
        ],
        "victims": [
            "{0} mató a mi padre y aún oigo los disparos",
            "{0} se llevó a mi hermano. Le dijeron: mata o muere",
        ],
        "everyday": [
            "Estoy viendo una serie en la que {0} lucha con dragones",
            "¿{0} es real o solo un rumor?",
            "Mi equipo juega como {0}, me mata",
        ],
        "religious": [
            "Paz a los mártires de nuestra fe en este día santo",
            "Que Dios derribe el orgullo de nuestros corazones",
            "El sermón del viernes habló de la lucha contra uno mismo",
            "Somos soldados del Señor, cantaba el coro",
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
