"""Ordinary sentences in seven languages, made from parts: for counting what is taken for something it is not.

Numbers, times, codes, initials, abbreviations and letters apart are among them on purpose: a normaliser errs there.
"""

import zlib
from collections.abc import Iterator
from math import gcd, prod

PARTS: dict[str, tuple[str, str, str, str]] = {
    "en": (
        "I|We|My sister|The neighbour|Our teacher|J. R. Miller|The shop at No. 7|"
        "A friend of mine|Everybody|Somebody from the B2B team|The bus driver|Grandma|The mayor|"
        "U.S. tourists|Dr. A. B. Cole",
        "found|sold|painted|will bring|has lost|wants|repaired|photographed|is looking for|"
        "ordered|forgot|already has|recommends|cannot stand|returned",
        "a red bicycle|the keys|2 kg of apples|an old lamp|tickets for 4 p.m.|the v2.0 update|"
        "a 5G phone|three books|the report (pp. 3-17)|a cake|H2O samples|plan B|the C4 class|"
        "a winter coat|seat 12A",
        "on Monday.|at the station, O.K.?|for $20!|before 10:30...|in the park|"
        "near the old mill, I think|since 1998|with a coupon: SAVE-10|again :)|"
        "at home, e. g. in the cellar|on floor 3|by e-mail|a b c d, easy as that|at 9 a. m.|"
        "because it rained",
    ),
    "ru": (
        "Я|Мы|Моя сестра|Сосед|Наша учительница|А. С. Иванов|Магазин на ул. Мира, 7|"
        "Один знакомый|Все|Кто-то из отдела ИТ|Водитель|Бабушка|Мэр|Туристы из С.-Петербурга|"
        "Д-р Н. Н. Орлов",
        "нашёл|продаёт|покрасил|принесёт|потерял|хочет|починил|сфотографировал|ищет|заказал|"
        "забыл|уже купил|советует|не любит|вернул",
        "красный велосипед|ключи|2 кг яблок|старую лампу|билеты на 16:00|обновление v2.0|"
        "телефон 5G|три книги|отчёт (с. 3-17)|пирог|пробы H2O|план Б|места в 4-м ряду|"
        "зимнее пальто|место 12А",
        "в понедельник.|на вокзале, о'кей?|за 200 руб.!|до 10:30...|в парке|"
        "у старой мельницы, и т. д.|с 1998 г.|по купону СКИДКА-10|опять )))|"
        "дома, т. е. в подвале|на 3-м этаже|по эл. почте|а б в г д, всё просто|в 9 ч. у. к.|"
        "потому что шёл дождь",
    ),
    "ar": (
        "أنا|نحن|أختي|الجار|معلمتنا|د. أ. ب. سالم|الدكان رقم ٧|صديق لي|الجميع|شخص من القسم|"
        "سائق الحافلة|جدتي|رئيس البلدية|السياح|الأستاذ م. ن. حداد",
        "وجد|باع|دهن|سيجلب|أضاع|يريد|أصلح|صوّر|يبحث عن|طلب|نسي|اشترى|ينصح ب|لا يحب|أعاد",
        "دراجة حمراء|المفاتيح|٢ كغ من التفاح|مصباحًا قديمًا|تذاكر الساعة ٤|التحديث v2.0|هاتف 5G|"
        "ثلاثة كتب|التقرير (ص ٣-١٧)|كعكة|عينات ماء|الخطة ب|الصف ٤|معطفًا شتويًا|المقعد 12A",
        "يوم الاثنين.|في المحطة، طيب؟|بـ٢٠ دينارًا!|قبل ١٠:٣٠...|في الحديقة|قرب الطاحونة القديمة|"
        "منذ ١٩٩٨|بقسيمة خصم-١٠|مرة أخرى ههههه|في البيت أي في القبو|في الطابق ٣|بالبريد|"
        "أ ب ت ث، سهل جدًا|الساعة ٩ ص|لأن المطر نزل",
    ),
    "fr": (
        "Je|Nous|Ma sœur|Le voisin|Notre prof|J.-P. Martin|Le magasin au n° 7|Un ami|"
        "Tout le monde|Quelqu'un de l'équipe|Le chauffeur|Mamie|Le maire|Des touristes|"
        "Le Dr A. B. Petit",
        "a trouvé|vend|a peint|apportera|a perdu|veut|a réparé|a photographié|cherche|a commandé|"
        "a oublié|a déjà|conseille|n'aime pas|a rendu",
        "un vélo rouge|les clés|2 kg de pommes|une vieille lampe|des billets pour 16 h|"
        "la mise à jour v2.0|un téléphone 5G|trois livres|le rapport (p. 3-17)|un gâteau|"
        "des échantillons|le plan B|la classe de CM2|un manteau|la place 12A",
        "lundi.|à la gare, d'ac ?|pour 20 € !|avant 10 h 30...|au parc|près du vieux moulin|"
        "depuis 1998|avec un bon : PROMO-10|encore :)|à la maison, c.-à-d. à la cave|au 3e étage|"
        "par e-mail|a b c d, facile|à 9 h du m.|parce qu'il pleuvait",
    ),
    "de": (
        "Ich|Wir|Meine Schwester|Der Nachbar|Unsere Lehrerin|J. F. Müller|Der Laden in Nr. 7|"
        "Ein Freund|Jeder|Jemand aus dem Team|Der Busfahrer|Oma|Der Bürgermeister|Touristen|"
        "Dr. A. B. Klein",
        "fand|verkauft|malte|bringt|verlor|will|reparierte|fotografierte|sucht|bestellte|vergaß|"
        "hat schon|empfiehlt|mag nicht|brachte zurück",
        "ein rotes Rad|die Schlüssel|2 kg Äpfel|eine alte Lampe|Karten für 16 Uhr|"
        "das Update v2.0|ein 5G-Handy|drei Bücher|den Bericht (S. 3-17)|einen Kuchen|Proben|"
        "Plan B|die Klasse 4c|einen Mantel|Platz 12A",
        "am Montag.|am Bahnhof, o.k.?|für 20 €!|vor 10:30...|im Park|bei der alten Mühle, u. a.|"
        "seit 1998|mit Gutschein: RABATT-10|wieder :)|daheim, d. h. im Keller|im 3. Stock|"
        "per E-Mail|a b c d, ganz leicht|um 9 a. m.|weil es regnete",
    ),
    "tr": (
        "Ben|Biz|Kız kardeşim|Komşu|Öğretmenimiz|A. B. Yılmaz|7 numaralı dükkân|Bir arkadaşım|"
        "Herkes|Ekipten biri|Şoför|Büyükannem|Belediye başkanı|Turistler|Dr. C. D. Kaya",
        "buldu|satıyor|boyadı|getirecek|kaybetti|istiyor|onardı|çekti|arıyor|ısmarladı|unuttu|"
        "aldı|öneriyor|sevmiyor|geri verdi",
        "kırmızı bir bisiklet|anahtarları|2 kg elma|eski bir lamba|saat 16 biletlerini|"
        "v2.0 güncellemesini|5G telefon|üç kitap|raporu (s. 3-17)|bir pasta|örnekleri|B planını|"
        "4-C sınıfını|bir palto|12A koltuğunu",
        "pazartesi.|garda, tamam mı?|20 liraya!|10:30'dan önce...|parkta|eski değirmenin orada|"
        "1998'den beri|kuponla: INDIRIM-10|yine :)|evde, yani bodrumda|3. katta|e-postayla|"
        "a b c d, kolay|saat 9'da|çünkü yağmur yağdı",
    ),
    "es": (
        "Yo|Nosotros|Mi hermana|El vecino|Nuestra maestra|J. L. Pérez|La tienda del n.º 7|"
        "Un amigo|Todos|Alguien del equipo|El conductor|La abuela|El alcalde|Los turistas|"
        "El Dr. A. B. Ruiz",
        "encontró|vende|pintó|traerá|perdió|quiere|reparó|fotografió|busca|pidió|olvidó|ya tiene|"
        "recomienda|no soporta|devolvió",
        "una bici roja|las llaves|2 kg de manzanas|una lámpara vieja|entradas para las 16 h|"
        "la versión v2.0|un móvil 5G|tres libros|el informe (pp. 3-17)|un pastel|muestras de H2O|"
        "el plan B|la clase de 4.º C|un abrigo|el asiento 12A",
        "el lunes.|en la estación, ¿vale?|por 20 €!|antes de las 10:30...|en el parque|"
        "junto al molino viejo|desde 1998|con cupón: OFERTA-10|otra vez :)|"
        "en casa, p. ej. en el sótano|en el 3.er piso|por correo|a b c d, muy fácil|"
        "a las 9 a. m.|porque llovía",
    ),
}
"""Who, does, what, where: fifteen of each, and eight more, parted by bars."""
MORE: dict[str, tuple[str, str, str, str]] = {
    "en": (
        "Ms. O'Brien-Smith|The McGregors|@anna_k|IKEA|Team “Northern Lights”|NASA|*Somebody*|Lena & Tom",
        "uploaded|is f***ing tired of|loooooves|unplugged|re-reads|googled|does not mind|swapped",
        "a cornfield map|the iron gate|salt and marsh plants|my Wi-Fi/LTE router|`x = foo(bar[i])`|the file "
        "IMG_2024_08.jpg|a storm lantern|an iPhone 15 Pro Max",
        "in Thornbury|at north gate 3|via https://ex.example/a%20b?c=%D0%B0&d=1|(see commit 9fceb02)|"
        "on the stern, near the crow’s nest|by the heron pond|before he rang the ninth time|in a guard-room",
    ),
    "ru": (
        "Анна-Мария К.|ООО «Ромашка»|@ivan_77|Команда «Северное сияние»|МЧС|*Кто-то*|Лена и Том|Жанна д'Арк",
        "выложил|з@дол6ался искать|обожаааает|отключил|перечитывает|загуглил|не прочь взять|обменял",
        "железную дверь|цаплю из бумаги|соль и стражу из глины|роутер Wi-Fi/LTE|`x = foo(bar[i])`|"
        "файл IMG_2024_08.jpg|фонарь|"
        "айфон 15 Pro Max",
        "в Тернах|у северных ворот|по ссылке https://ex.example/a%20b?c=%D0%B0|(см. коммит 9fceb02)|"
        "на круглой площади|"
        "под колоколом|в девятый раз|в Новороссийске",
    ),
    "ar": (
        "أم كلثوم|شركة «الياسمين»|@ali_77|فريق «أضواء الشمال»|NASA|شخص ما|لينا وتوم|عبد الرحمن",
        "رفع|تعب من|يحببب|فصل|يعيد قراءة|بحث عن|لا يمانع|بدّل",
        "الباب الحديدي|بلشونًا من ورق|مشكلة كبيرة|جهاز Wi-Fi/LTE|`x = foo(bar[i])`|الملف IMG_2024_08.jpg|"
        "المصباح|iPhone 15",
        "في الدائرة|عند البوابة الشمالية|عبر https://ex.example/a%20b?c=%D8%A7|(انظر 9fceb02)|قرب الحرس|تحت الجرس|"
        "للمرة التاسعة|في السبخة",
    ),
    "fr": (
        "Mme d'Estaing-Roux|Les Lefèvre|@anna_k|Carrefour|L’équipe « Aurore »|La SNCF|*Quelqu'un*|Léa & Tom",
        "a téléversé|en a m*rre de|adoooore|a débranché|relit|a cherché|veut bien|a échangé",
        "la grille de fer|un héron en papier|du sel du marais|ma box Wi-Fi/LTE|`x = foo(bar[i])`|"
        "le fichier IMG_2024_08.jpg|"
        "une lanterne|un iPhone 15 Pro",
        "à Roncevaux|porte nord 3|via https://ex.example/a%20b?c=%C3%A9|(voir 9fceb02)|au cercle du bord|"
        "près des cloches|"
        "pour la neuvième fois|chez le garde",
    ),
    "de": (
        "Frau Meyer-Landrut|Die Hofers|@anna_k|ALDI|Das Team „Nordlicht“|Die NASA|*Jemand*|Lena & Tom",
        "lud hoch|hat die Schn*uze voll von|liiiiebt|trennte|liest noch einmal|googelte|mag gern|tauschte",
        "das eiserne Tor|einen Reiher aus Papier|Salz und Wachteln|den WLAN/LTE-Router|`x = foo(bar[i])`|die Datei "
        "IMG_2024_08.jpg|eine Laterne|ein Stück Bernstein",
        "in Ravensburg|im Nordkreuz|über https://ex.example/a%20b?c=%C3%A4|(siehe 9fceb02)|auf dem Dorfplatz|"
        "unter der Glocke|"
        "zum neunten Mal|im grauen Wald",
    ),
    "tr": (
        "Ayşe Nur Öztürk|Demir ailesi|@anna_k|TCDD|“Kuzey Işıkları” takımı|NASA|*Birisi*|Lale & Can",
        "yükledi|b*ktı|baaaayılıyor|söktü|yeniden okuyor|araştırdı|memnun|takas etti",
        "demir kapıyı|kâğıttan balığı|tuzlu balığı|Wi-Fi/LTE modemi|`x = foo(bar[i])`|"
        "IMG_2024_08.jpg dosyasını|feneri|iPhone 15'i",
        "Tuzla'da|kuzey kapısı 3'te|https://ex.example/a%20b?c=%C4%B1 ile|(bkz. 9fceb02)|kuzgun parkında|"
        "çanın altında|"
        "dokuzuncu kez|muhafız evinde",
    ),
    "es": (
        "Doña Ana García-Núñez|Los Herrero|@anna_k|RENFE|El equipo “Aurora”|La NASA|*Alguien*|Lena & Tom",
        "subió|está h*rto de|adoooora|desenchufó|relee|googleó|acepta|cambió",
        "la puerta de hierro|una garza de papel|sal del mar|mi router Wi-Fi/LTE|`x = foo(bar[i])`|"
        "el archivo IMG_2024_08.jpg|un "
        "farol|un iPhone 15 Pro",
        "en Espinosa|en la puerta norte 3|por https://ex.example/a%20b?c=%C3%B1|(véase 9fceb02)|"
        "tras la tempestuosa tarde|bajo la "
        "campana|por novena vez|con la guardia",
    ),
}
"""The same again: names, brands, quotes, code, links, half words starred, and words that are near the bench's
names, though none that is one slip from a rare one: that is found on purpose."""
TWISTS = (
    "",
    "",
    "",
    "!!!",
    " 👍",
    " #2024",
    " @home",
    " www.example.org",
    " tel. 555-0132",
    " (sic)",
    " ok",
    " xD",
    " **bold** and ~~not~~",
    " ||spoiler||",
    " id=YWJjZGVmZ2hpag==",
    " &amp; more &lt;3",
    " 😂😂😂",
    " ¯\\_(ツ)_/¯",
    " c++ / C#",
    " π ≈ 3.14",
)


def sentences(lang: str, count: int) -> Iterator[str]:
    """So many different ones, in an order as if by lot; there are more than five million of each language."""
    who, does, what, where = (
        [*some.split("|"), *more.split("|")] for some, more in zip(PARTS[lang], MORE[lang], strict=True)
    )
    sizes = (len(who), len(does), len(what), len(where), len(TWISTS))
    whole = prod(sizes)
    step = next(s for s in range(whole // 3 | 1, whole, 2) if gcd(s, whole) == 1)
    at = zlib.crc32(lang.encode()) % whole
    for _ in range(min(count, whole)):
        at = (at + step) % whole
        rest, picks = at, []
        for size in sizes:
            rest, pick = divmod(rest, size)
            picks.append(pick)
        a, b, c, d, e = picks
        yield f"{who[a]} {does[b]} {what[c]} {where[d]}{TWISTS[e]}"
