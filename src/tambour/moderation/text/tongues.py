"""In which of the languages that models were measured in a text is written: by script, and by small words. Pure.

Where it is not clear the answer is '': a model that does not know the language says nothing.
"""

import re
from collections import Counter

WORD = re.compile(r"[^\W\d_]+")
LATIN: dict[str, str] = {
    "en": """the and is are was were of to in that this it for with on you we they have has be not who from will at my
        our i he she his her what when how do does did can a an or your me us them there all no about just so if by as
        but their out up more would should been had than one some any because never every where why let get need new
        people""",
    "fr": """le la les des du et est sont une un que qui dans pour pas sur avec ce cette ces nous vous ils elle au aux
        je tu il on se sa ses son leur leurs plus mais ou où ne été comme par j'ai c'est qu'il d'un n'est être ma mon
        mes ton ta tes votre notre nos vos en à tout tous rien fait contre sans quand faut""",
    "de": """der die das und ist sind ein eine einen einem einer nicht mit von für auf den dem des wir ihr sie ich du es
        zu im am bei nach wie was wer auch aber oder mein meine dein sein seine unser unsere euch uns mich dich haben
        hat wird werden wurde war als um an aus über keine kein noch nur schon alle man sich doch diese dieser dieses
        bis gegen vor""",
    "tr": """ve bir bu için ile de da ne çok daha gibi olan olarak var yok değil ama kadar sonra önce ben sen biz siz
        onlar bizim sizin benim senin onun her şey ki mi mı mu mü ya veya en o şu hiç diye bana sana bize ona beni seni
        bizi sizi nasıl neden kim göre karşı artık bile tüm bütün iki üç""",
    "es": """el los las una uno unos y es son que en por para con no se su sus del al como más pero o muy este esta
        estos estas eso mi mis tu tus nos nuestro nuestra nuestros nuestras yo él ella ellos hay fue ser está están
        sin sobre todo todos nada nadie cuando porque qué quién dónde le les lo a un la de""",
}
OTHERS: dict[str, str] = {
    "it": """il lo gli che non è sono di della dei delle per una un con nel nella si ma come anche più questo questa
        del ha hanno io tu lui lei noi voi loro mi ti ci perché al alla""",
    "pt": """o os as que não é são de do da dos das em no na nos nas por para com uma um se mas como mais você eu ele
        ela nós eles isso este esta foi ser ao à muito tem seu sua""",
    "nl": """de het een en van is zijn niet dat in op voor met ik je hij zij wij ze te aan er maar ook als die dit deze
        naar om bij uit was worden wordt heeft hebben geen mijn""",
    "pl": """i w nie na się z do to jest że jak są o za od po co ale dla tak przez jestem być który która które tego
        ich jego ja ty my oni wszyscy""",
    "sv": """och att det är som en på för med av inte den jag du vi de har till om men var från ett kan ska""",
    "id": """yang dan di ini itu dengan untuk tidak dari akan pada ke ada saya kami kita mereka adalah bisa""",
}
"""Languages of which it is only known that they are others."""
SHORT_MAX = 3
UKRAINIAN = re.compile("[іїєґ]")
PERSIAN = re.compile("[پچژگ]")


def small_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each small word, and how much it speaks for each language: one shared by many says less."""
    tables = {lang: dict.fromkeys(WORD.findall(said)) for lang, said in (LATIN | OTHERS).items()}
    shared = Counter(word for table in tables.values() for word in table)
    found: dict[str, list[tuple[str, float]]] = {}
    for lang, table in tables.items():
        for word in table:
            found.setdefault(word, []).append((lang, 1 / shared[word]))
    return {word: tuple(speaks) for word, speaks in found.items()}


SMALL = small_words()
LETTERS: dict[str, tuple[tuple[str, float], ...]] = {
    **dict.fromkeys("ığş", (("tr", 1.0),)),
    **dict.fromkeys("ß", (("de", 2.0),)),
    **dict.fromkeys("ä", (("de", 0.7), ("sv", 0.3))),
    **dict.fromkeys("ö", (("de", 0.4), ("tr", 0.4), ("sv", 0.2))),
    **dict.fromkeys("ü", (("de", 0.5), ("tr", 0.5))),
    **dict.fromkeys("ñ¿¡", (("es", 2.0),)),
    **dict.fromkeys("áíóú", (("es", 0.5), ("pt", 0.3))),
    **dict.fromkeys("éèê", (("fr", 0.5), ("it", 0.2), ("pt", 0.2))),
    **dict.fromkeys("àù", (("fr", 0.4), ("it", 0.4))),
    **dict.fromkeys("œ", (("fr", 2.0),)),
    **dict.fromkeys("ãõ", (("pt", 2.0),)),
    **dict.fromkeys("ąęłńśźż", (("pl", 2.0),)),
    **dict.fromkeys("å", (("sv", 2.0),)),
}
CLEAR_FROM = 0.9
CLEAR_BY = 1.25
"""The first language has at least so much, and so many times the second's."""


def tongue(text: str) -> str:
    """One of en, ru, ar, fr, de, tr, es; '' where it is another, or not clear."""
    said = text.casefold().replace("i̇", "i")
    letters = [c for c in said if c.isalpha()]
    if not letters:
        return ""
    half = len(letters) / 2
    if sum("\u0400" <= c <= "\u04ff" for c in letters) > half:
        return "" if UKRAINIAN.search(said) else "ru"
    if sum("\u0600" <= c <= "\u06ff" for c in letters) > half:
        return "" if PERSIAN.search(said) else "ar"
    if sum(c < "\u0250" for c in letters) <= half:
        return ""
    weights: dict[str, float] = {}
    for word in WORD.findall(said):
        for lang, weight in SMALL.get(word, ()):
            weights[lang] = weights.get(lang, 0.0) + weight
    for char in said:
        for lang, weight in LETTERS.get(char, ()):
            weights[lang] = weights.get(lang, 0.0) + weight
    ranked = sorted(((weight, lang) for lang, weight in weights.items()), reverse=True)
    (most, first), (next_most, _) = (*ranked, (0.0, ""), (0.0, ""))[:2]
    return first if first in LATIN and most >= CLEAR_FROM and most >= CLEAR_BY * next_most else ""
