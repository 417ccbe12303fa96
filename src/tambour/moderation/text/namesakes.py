"""Words by which a place says that it is something else: a club, a choir, a café, a newsroom, a joke, a no. Pure.

They are looked for in titles and descriptions beside what keeps a distance anywhere (speech/), and in all languages at
once: names of clubs travel. No native speaker has seen them, and whoever wants to write around them will.
"""

from collections.abc import Iterable

from tambour.moderation.text.terms import bare

ELSE = {
    "en": """no to|say no|stop
        |football|soccer|basketball|handball|hockey|rugby|fc|afc|sport*|fan|fans|fanclub|stadium|tickets
        |youth team|band|album|concert*|choir|parish|church|monastery|mosque|temple|museum|library|cafe
        |coffee|bakery|restaurant|pub|shop|neighbour*|neighbor*|gaming|guild|cosplay|parody|satir*|jokes
        |joke|memes|funny|comedy|cats|newsroom|journalis*|news and facts|fact check*|trial|courtroom
        |thesis|historian|survivors|self-help|helpline|hotline|opponents|watchdog|monitor*|school""",
    "ru": """скажи нет|скажем нет|стоп|остановим
        |футбол*|баскетбол*|гандбол*|хокке*|спорт*|болельщик*|фанат*|фан-клуб|стадион*|билет*|молодёжка
        |альбом*|концерт*|хор|приход*|церков*|монастыр*|мечет*|храм|школа|университет*|музе*|библиотек*
        |кафе|кофе|пекарн*|ресторан*|гостиниц*|магазин|сосед*|пароди*|сатир*|шутк*|мемы|юмор|коты|котик*
        |журналист*|редакци*|новости и факты|процесс|зал* суда|диссертаци*|историк*|выживши*
        |взаимопомощ*|горячая линия|противник*""",
    "ar": """لا ل|أوقفوا
        |كرة|القدم|السلة|اليد|رياض*|نادي|نادينا|مشجع*|جمهور|ملعب|تذاكر|الناشئين|البوم|حفل*|جوقة|الرعية
        |كنيسة|دير|مسجد|معبد|مدرسة|جامع*|متحف|مكتبة|مقهى|قهوة|مخبز|مطعم|فندق|متجر|جيران|محاكاة|ساخر*
        |نكات|نكتة|مضحك|للضحك|قطط*|صحفي*|الصحف|اخبار وحقائق|محاكمة|المحكمة|اطروح*|مؤرخ*|ناجون|الناجين
        |دعم ذاتي|خط المساعدة|معارض*""",
    "fr": """non à|non au|non aux|stop
        |football|foot|basket|rugby|sport*|supporter*|fan|fans|stade|billets|groupe de musique|album
        |concert*|choeur|chorale|paroiss*|eglise|monastere|mosquee|temple|ecole|universit*|musee
        |bibliotheque|boulangerie|restaurant|boutique|voisin*|parodi*|satir*|blague*|memes|drole|humour
        |journalist*|redaction|actualites et faits|proces|historien*|survivant*|entraide|opposants
        |chatons|ligne d'écoute|doctorat""",
    "de": """nein zu|nein zur|nein zum|stoppt
        |fussball*|handball*|basketball*|sport*|verein|fan|fans|fanclub|stadion|karten|album|konzert*
        |chor|kirchenchor|gemeinde|kirche|kloster|moschee|tempel|schule|universit*|museum|bibliothek
        |backerei|restaurant|laden|nachbar*|parodie*|satire*|witz*|memes|lustig|humor|katzen|journalist*
        |redaktion|nachrichten und fakten|prozess|gerichtssaal|dissertation|historiker*|uberlebend*
        |selbsthilfe*|sorgentelefon|gegner*""",
    "tr": """hayır
        |futbol*|basketbol*|hentbol*|spor|sporu|taraftar*|stadyum|bilet*|altyapi|album*|konser*|koro*
        |kilise*|manastir*|cami|camii|tapinak|okul*|universit*|muze*|kutuphane*|kafe|kahve*|firin
        |restoran*|otel*|dukkan*|komsu*|parodi*|hiciv|mizah|saka|sakalar|komik|kedi*|gazeteci*|gazete*
        |haberler ve|durusma*|tez|tezi|tarihci*|hayatta kalan*|yardim hatti|karsit*|davası""",
    "es": """no a|no al|alto a|basta de
        |futbol|baloncesto|balonmano|deport*|aficionad*|hinchas|fan|fans|estadio|entradas|juveniles|album
        |concierto*|coro|parroqui*|iglesia|monasterio|mezquita|templo|escuela|universi*|museo|biblioteca
        |panaderia|restaurante|tienda|vecin*|parodia*|satir*|bromas|chistes|memes|gracioso|humor|gatos
        |periodista*|redaccion|noticias y hechos|juicio|tesis|historiador*|supervivient*|apoyo mutuo
        |linea de ayuda|opositores""",
}
OWN = """words|word|слова|слов|كلمات|كلام|أفعال|وأفعال|paroles|mots|worte|sözler|laf|palabras|arayın
    |films|songs|videos|clips|фильмы|песни|видео|ролики|أفلام|وأفلام|أناشيد|وأناشيد|مقاطع|ومقاطع|chants|vidéos|filme|lieder
    |filmler|marşlar|videolar|películas|cantos|vídeos"""
"""What keeps a distance in a sentence (*in his words*, *his films*) and none where a place says what it holds."""


def parsed(lists: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """(whole words and phrases, beginnings of words), folded."""
    terms = [" ".join(term.split()) for every in lists for term in every.split("|")]
    whole = frozenset(bare(term) for term in terms if not term.endswith("*"))
    return whole, tuple(bare(term) for term in terms if term.endswith("*"))


WHOLE, BEGINNINGS = parsed(ELSE.values())
OWN_WORDS, _ = parsed([OWN])
LONGEST = max(len(term.split()) for term in WHOLE)


def is_else(words: list[str]) -> bool:
    """Do these folded words, in their order, say that the place is something else?"""
    return any(
        words[at].startswith(BEGINNINGS)
        or any(" ".join(words[at : at + n]) in WHOLE for n in range(1, LONGEST + 1))
        for at in range(len(words))
    )
