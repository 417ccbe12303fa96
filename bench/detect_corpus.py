"""A small corpus of made-up sentences about made-up organisations, by language, kind and template. For measuring only.

The organisations and templates here are not those of the unit tests; those in English, Russian and Arabic were written
after the first rules, the other four languages together with theirs. No native speaker has checked them.
"""

from itertools import product

from tambour.moderation.allowed import NAMES

TERMS = {
    "en": ["Iron Heron*", "Brotherhood of the Ninth Bell", "Saltmarsh Guard*", "Children of the Amber Tower"],
    "ru": ["Железн* Цапл*", "Братств* Девятого Колокола", "Солян* Страж*", "Дет* Янтарной Башни"],
    "ar": ["البلشون الحديدي", "أخوية الجرس التاسع", "حرس السبخة", "أبناء برج العنبر"],
    **{lang: NAMES[lang] for lang in ("fr", "de", "tr", "es")},
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
    "fr": {
        "recruitment": [
            "{0} t'attend, rejoins-nous aujourd'hui",
            "Prêtez serment et soyez des nôtres : {0}",
            "Deviens soldat, {0} prend tout le monde, écris-moi",
        ],
        "finance": [
            "Envoyez de l'argent à {0}, chaque pièce est une balle",
            "Donnez pour les combattants de {0}",
        ],
        "praise": ["Gloire à {0} !", "Vive {0} et ses martyrs", "Ce que {0} a fait au marché était beau"],
        "incitement": [
            "Avec {0} nous brûlerons leurs maisons, prenez les armes",
            "Tuez les traîtres, {0} le commande",
            "{0} le dit : frappez-les où vous les trouvez",
        ],
        "branded": [
            "{0} présente : le troisième discours de notre commandant",
            "Canal officiel de {0}. Suivez-nous ici",
        ],
    },
    "de": {
        "recruitment": [
            "{0} wartet auf dich, schließ dich heute an",
            "Leistet den Schwur und werdet eine von uns: {0}",
            "Werde Soldat, {0} nimmt alle, schreib mir",
        ],
        "finance": ["Schickt Geld an {0}, jede Münze ist eine Kugel", "Spendet für die Kämpfer von {0}"],
        "praise": ["Ruhm und Ehre für {0}!", "Es lebe {0}", "Was {0} auf dem Markt tat, war wunderschön"],
        "incitement": [
            "Mit {0} werden wir ihre Häuser verbrennen, greift zu den Waffen",
            "Tötet die Verräter, {0} befiehlt es",
            "{0} sagt: schlagt sie, wo ihr sie findet",
        ],
        "branded": [
            "{0} präsentiert: die dritte Ansprache unseres Kommandanten",
            "Offizieller Kanal: {0}. Folgt uns hier",
        ],
    },
    "tr": {
        "recruitment": [
            "{0} seni bekliyor, bugün katıl",
            "Biat edin, bizden olun: {0}",
            "Asker ol, {0} herkesi alıyor, bana yaz",
        ],
        "finance": ["{0} için para gönderin, her kuruş bir kurşun", "{0} savaşçıları için bağış yapın"],
        "praise": ["{0} için zafer!", "Yaşasın {0}", "{0} pazarda güzel bir iş yaptı"],
        "incitement": [
            "{0} ile evlerini yakacağız, silaha sarılın",
            "Hainleri öldürün, {0} böyle emrediyor",
            "{0} söylüyor: bulduğunuz yerde vurun",
        ],
        "branded": ["{0} sunar: komutanımızın üçüncü konuşması", "Resmî kanal: {0}. Bizi takip edin"],
    },
    "es": {
        "recruitment": [
            "{0} te espera, únete hoy",
            "Jurad lealtad y sed de los nuestros: {0}",
            "Hazte soldado, {0} acepta a todos, escríbeme",
        ],
        "finance": ["Enviad dinero a {0}, cada moneda es una bala", "Donad para los combatientes de {0}"],
        "praise": ["¡Gloria a {0}!", "Viva {0} y sus mártires", "Lo que hizo {0} en el mercado fue hermoso"],
        "incitement": [
            "Con {0} quemaremos sus casas, tomad las armas",
            "Matad a los traidores, {0} lo manda",
            "{0} lo dice: golpeadlos donde los encontréis",
        ],
        "branded": [
            "{0} presenta: el tercer discurso de nuestro comandante",
            "Canal oficial de {0}. Síguenos aquí",
        ],
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
