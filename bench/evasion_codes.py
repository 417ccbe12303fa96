"""Ways to write a name in a code, by family: ciphers, numbers, names of letters, first letters, secret languages.

All of them were looked at while the normaliser was mended (the fifth time); none tells what a new one would show.
"""

import base64
import re
import zlib
from collections.abc import Callable

Bend = Callable[[str, str], str]
LATIN = ("en", "fr", "de", "tr", "es")


def listed(words: str) -> list[str]:
    """Words parted by spaces."""
    return words.split()


ABC = "abcdefghijklmnopqrstuvwxyz"
AZBUKA = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ABJAD = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
VOWELS = "aeiouyáéíóúàèùâêîôûäöüıаеёиоуыэюяاوي"

MORSE = dict(zip(ABC, listed(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - "
        "..- ...- .-- -..- -.-- --.."
), strict=True))  # fmt: skip
MORSE |= dict(zip(AZBUKA, listed(
        ".- -... .-- --. -.. . . ...- --.. .. .--- -.- .-.. -- -. --- .--. .-. ... - ..- "
        "..-. .... -.-. ---. ---- --.- "
    "--.-- -.-- -..- ..-.. ..-- .-.-"
), strict=True))  # fmt: skip
MORSE |= dict(zip(ABJAD, listed(
        ".- -... - -.-. .--- .... --- -.. --.. .-. ---. ... ---- -..- ...- ..- -.-- .-.- "
        "--. ..-. --.- -.- .-.. -- -. ..-.. "
    ".-- .."
), strict=True))  # fmt: skip
NATO = dict(zip(ABC, listed(
        "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
        "november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu"
), strict=True))  # fmt: skip
RUSSIAN = dict(zip(AZBUKA, listed(
        "анна борис василий григорий дмитрий елена ёлка женя зинаида иван йот константин "
        "леонид михаил николай ольга павел "
    "роман семён татьяна ульяна фёдор харитон цапля человек шура щука ъ еры ь эхо юрий яков"
), strict=True))  # fmt: skip
SAID_EN = dict(zip(ABC, listed(
        "ay bee see dee ee eff gee aitch eye jay kay ell em en oh pee cue ar ess tee you "
        "vee doubleyou ex why zed"
), strict=True))  # fmt: skip
SAID_DE = dict(
    zip(
        ABC,
        listed("a be ce de e ef ge ha i jot ka el em en o pe ku er es te u vau we ix ypsilon zett"),
        strict=True,
    )
)
SAID_FR = dict(
    zip(
        ABC,
        listed(
            "a bé cé dé e effe gé ache i ji ka elle emme enne o pé cu erre esse té u vé doublevé ixe igrec zède"
        ),
        strict=True,
    )
)
SAID_ES = dict(
    zip(
        ABC,
        listed(
            "a be ce de e efe ge hache i jota ka ele eme ene o pe cu erre ese te u uve uvedoble equis ye zeta"
        ),
        strict=True,
    )
)
SAID_TR = dict(
    zip(ABC, listed("a be ce de e fe ge he i je ke le me ne o pe ku re se te u ve we ix ye ze"), strict=True)
)
SAID_RU = dict(zip(AZBUKA, listed(
        "а бэ вэ гэ дэ е ё жэ зэ и й ка эль эм эн о пэ эр эс тэ у эф ха цэ че ша ща ъ ы ь "
        "э ю я"
), strict=True))  # fmt: skip
SAID_AR = dict(zip(ABJAD, listed(
        "ألف باء تاء ثاء جيم حاء خاء دال ذال راء زاي سين شين صاد ضاد طاء ظاء عين غين فاء "
        "قاف كاف لام ميم نون هاء واو ياء"
), strict=True))  # fmt: skip
SAID = {
    "en": SAID_EN,
    "de": SAID_DE,
    "fr": SAID_FR,
    "es": SAID_ES,
    "tr": SAID_TR,
    "ru": SAID_RU,
    "ar": SAID_AR,
}
FILLERS = {
    "en": "apple bread cold deep every fine green house iron just kind light moon near open paper quick river stone "
    "tree under very wind xylo yellow zebra",
    "ru": "арбуз берег ветер город дом ель ёж жизнь зима игра йод кот лес море небо окно поле река снег "
    "тень улица фильм "
    "хлеб цирк час шум щит ъ ы ь это юг яма",
    "ar": "ارض بيت تفاح ثوب جبل حقل خبز دار ذهب ريح زيت سوق شمس صوت ضوء طير ظل عين غيم فجر قمر "
    "كتاب ليل ماء نور هواء ورد يوم",
}
PLAIN = str.maketrans("áàâäãéèêëíìîïıóòôöúùûüñçğşé", "aaaaaeeeeiiiiioooouuuuncgse")
ARABIC = str.maketrans("أإآىةؤئ", "ااايهوي")


def plain(term: str) -> str:
    """Without marks, small; alefs as one."""
    return term.lower().translate(PLAIN).translate(ARABIC)


def alphabet(lang: str) -> str:
    """In its usual order."""
    return AZBUKA if lang == "ru" else ABJAD if lang == "ar" else ABC


def letters(change: Callable[[str, str], str], gap: str, words: str) -> Bend:
    """Each letter said in another way."""

    def bend(term: str, lang: str) -> str:
        return words.join(
            gap.join(change(c, lang) for c in word if c in alphabet(lang)) for word in plain(term).split()
        )

    return bend


def rotated(by: int) -> Bend:
    """Caesar's."""

    def bend(term: str, lang: str) -> str:
        order = alphabet(lang)
        return "".join(order[(order.index(c) + by) % len(order)] if c in order else c for c in plain(term))

    return bend


def atbash(term: str, lang: str) -> str:
    """The alphabet backwards."""
    order = alphabet(lang)
    return "".join(order[-1 - order.index(c)] if c in order else c for c in plain(term))


def coded(encode: Callable[[bytes], str]) -> Bend:
    """The bytes of it."""
    return lambda term, lang: encode(term.encode())


KEYPAD = {c: str(n) for n, group in enumerate(listed("abc def ghi jkl mno pqrs tuv wxyz"), 2) for c in group}
KEYPAD |= {
    c: str(n) for n, group in enumerate(listed("абвг деёжз ийкл мноп рсту фхцч шщъы ьэюя"), 2) for c in group
}
KEYPAD |= {
    c: str(n) for n, group in enumerate(listed("بتث ا سشصض دذرز جحخ نهوي فقكلم طظعغ"), 2) for c in group
}
TAPS: dict[str, str] = {}
for _groups in (
    "abc def ghi jkl mno pqrs tuv wxyz",
    "абвг деёжз ийкл мноп рсту фхцч шщъы ьэюя",
    "بتث ا سشصض دذرز جحخ نهوي فقكلم طظعغ",
):
    for _n, _group in enumerate(_groups.split(), 2):
        for _i, _c in enumerate(_group, 1):
            TAPS[_c] = str(_n) * _i


def polybius(c: str, lang: str) -> str:
    """Row and column."""
    order = alphabet(lang).replace("j", "") if lang in LATIN else alphabet(lang)
    wide = 5 if lang in LATIN else 6
    at = order.index("i" if c == "j" and lang in LATIN else c)
    return f"{at // wide + 1}{at % wide + 1}"


def filled(c: str, lang: str) -> str:
    """A word that begins with the letter."""
    table = FILLERS.get(lang, FILLERS["en"]).split()
    return next((word for word in table if word[0] == c), c)


def finished(c: str, lang: str) -> str:
    """A word that ends with it."""
    return {"ru": "хар", "ar": "سر"}.get(lang, "mor") + c


def among_capitals(term: str, lang: str) -> str:
    """Only capitals tell: somE Other."""
    if lang == "ar":
        return term
    return " ".join(
        f"{'об' if lang == 'ru' else 'on'}{c.upper()}{'ад' if lang == 'ru' else 'al'}"
        for c in plain(term)
        if c.isalpha()
    )


def lined(term: str, lang: str) -> str:
    """The first letter of each line."""
    rest = {"ru": "это строка про погоду", "ar": "سطر عن الطقس"}.get(lang, "goes on about weather")
    return "\n" + "\n".join(f"{filled(c, lang)} {rest}" for c in plain(term) if c.isalpha()) + "\n"


def each_word(change: Callable[[str, str], str], least: int = 2) -> Bend:
    """Word by word."""
    return lambda term, lang: " ".join(change(w, lang) if len(w) >= least else w for w in term.split())


def after_vowels(make: Callable[[str, str], str]) -> Bend:
    """What secret languages put after each vowel."""
    return lambda term, lang: "".join(c + make(c, lang) if c.lower() in VOWELS else c for c in term)


def pig(word: str, lang: str) -> str:
    """anternlay."""
    tail = {"ru": "эй", "ar": "اي"}.get(lang, "ay")
    at = next((i for i, c in enumerate(word) if c in VOWELS), 0) or 1
    return word[at:] + word[:at] + tail


def verlan(word: str, lang: str) -> str:
    """ternlan."""
    at = len(word) // 2
    return word[at:] + word[:at]


def scrambled(word: str, lang: str) -> str:
    """First and last stay, the middle is stirred."""
    if len(word) < 5:
        return word
    inner = list(word[1:-1])
    inner = inner[1::2] + inner[::2]
    return word[0] + "".join(inner) + word[-1]


def shuffled_far(word: str, lang: str) -> str:
    """First and last stay, the middle by lot."""
    inner = sorted(enumerate(word[1:-1]), key=lambda one: zlib.crc32(f"{one[0]}{one[1]}{word}".encode()))
    return word[0] + "".join(c for _, c in inner) + word[-1] if len(word) > 4 else word


def pairs(word: str, lang: str) -> str:
    """altnren: neighbours change places."""
    return "".join(word[i : i + 2][::-1] for i in range(0, len(word), 2))


def fence(term: str, lang: str) -> str:
    """lneneatr: every second letter first."""
    joined = "".join(term.split())
    return joined[::2] + joined[1::2]


def bacon(c: str, lang: str) -> str:
    """aabba."""
    return format(ABC.index(c), "05b").replace("0", "a").replace("1", "b") if c in ABC else c


def tenth(word: str, lang: str) -> str:
    """The first letter at the end."""
    return word[1:] + word[0]


def spooned(term: str, lang: str) -> str:
    """hiron eron: the first letters of two words change places."""
    words = term.split()
    if len(words) < 2:
        return term
    a, b = words[0], words[-1]
    return " ".join([b[0] + a[1:], *words[1:-1], a[0] + b[1:]])


def variation(term: str, lang: str) -> str:
    """Bytes in variation selectors after a smile."""
    return "🙂" + "".join(chr(0xFE00 + b if b < 16 else 0xE0100 + b - 16) for b in term.encode())


CODES: dict[str, Bend] = {
    "Morse": letters(lambda c, lang: MORSE[c], " ", " / "),
    "Morse with bullets": letters(lambda c, lang: MORSE[c].replace(".", "•").replace("-", "—"), "  ", "   "),
    "spelling alphabet": letters(
        lambda c, lang: {"ru": RUSSIAN}.get(lang, NATO).get(c, filled(c, lang)), " ", " "
    ),
    "names of letters": letters(lambda c, lang: SAID[lang][c], " ", " "),
    "names of letters with hyphens": letters(lambda c, lang: SAID[lang][c], "-", " "),
    "first letters of words": letters(filled, " ", " "),
    "last letters of words": letters(finished, " ", " "),
    "first letters of lines": lined,
    "capitals among small letters": among_capitals,
    "every second letter": letters(lambda c, lang: c + {"ru": "ж", "ar": "ض"}.get(lang, "k"), "", ""),
    "letter by letter with words": letters(lambda c, lang: c, {"ru": ", потом "}.get("", " then "), " and "),
    "Caesar 1": rotated(1),
    "Caesar 3": rotated(3),
    "Caesar 7": rotated(7),
    "ROT13": lambda term, lang: rotated(len(alphabet(lang)) // 2)(term, lang),
    "Atbash": atbash,
    "places in the alphabet": letters(lambda c, lang: str(alphabet(lang).index(c) + 1), " ", "  "),
    "places with hyphens": letters(lambda c, lang: f"{alphabet(lang).index(c) + 1:02}", "-", " "),
    "keypad": letters(lambda c, lang: KEYPAD[c], "", " "),
    "keypad, several presses": letters(lambda c, lang: TAPS[c], " ", " 0 "),
    "Polybius": letters(polybius, " ", "  "),
    "Polybius in one": letters(polybius, "", " "),
    "binary": coded(lambda b: " ".join(format(x, "08b") for x in b)),
    "binary in one": coded(lambda b: "".join(format(x, "08b") for x in b)),
    "decimal code points": lambda term, lang: " ".join(str(ord(c)) for c in term),
    "octal": coded(lambda b: " ".join(format(x, "03o") for x in b)),
    "hexadecimal": coded(lambda b: b.hex()),
    "hexadecimal with 0x": coded(lambda b: " ".join(f"0x{x:02x}" for x in b)),
    "base64": coded(lambda b: base64.b64encode(b).decode()),
    "base64 for addresses": coded(lambda b: base64.urlsafe_b64encode(b).decode().rstrip("=")),
    "base32": coded(lambda b: base64.b32encode(b).decode()),
    "base85": coded(lambda b: base64.b85encode(b).decode()),
    "percent": coded(lambda b: "".join(f"%{x:02X}" for x in b)),
    "quoted-printable": coded(lambda b: "".join(f"={x:02X}" for x in b)),
    "hexadecimal entities": lambda term, lang: "".join(f"&#x{ord(c):x};" for c in term),
    "entities without semicolons": lambda term, lang: "".join(f"&#{ord(c)}" for c in term),
    "backslash u": lambda term, lang: "".join(f"\\u{ord(c):04x}" for c in term),
    "backslash x": coded(lambda b: "".join(f"\\x{x:02x}" for x in b)),
    "CSS escapes": lambda term, lang: "".join(f"\\{ord(c):x} " for c in term),
    "code points": lambda term, lang: " ".join(f"U+{ord(c):04X}" for c in term),
    "punycode": lambda term, lang: (
        "xn--" + term.replace(" ", "").encode("punycode").decode() if not term.isascii() else term
    ),
    "UTF-7": lambda term, lang: "".join(
        c if c == " " else "+" + base64.b64encode(c.encode("utf-16-be")).decode().rstrip("=") + "-"
        for c in term
    ),
    "mojibake": lambda term, lang: (
        term.encode().decode("cp1252", "ignore") if lang in LATIN and not term.isascii() else term
    ),
    "KOI8 seen as Windows": lambda term, lang: (
        term.encode("koi8-r").decode("cp1251") if lang == "ru" else term
    ),
    "UTF-8 seen as Windows": lambda term, lang: (
        term.encode().decode("cp1251", "replace") if lang == "ru" else term
    ),
    "bytes in variation selectors": variation,
    "bits of invisible characters": coded(
        lambda b: "x" + "".join(format(x, "08b") for x in b).replace("0", "\u200b").replace("1", "\u200c")
    ),
    "Bacon": lambda term, lang: letters(bacon, " ", " ")(term, lang) if lang in LATIN else term,
    "String.fromCharCode": lambda term, lang: (
        "String.fromCharCode(" + ",".join(str(ord(c)) for c in term) + ")"
    ),
    "array of letters": lambda term, lang: "[" + ", ".join(f"'{c}'" for c in term) + "]",
    "pieces joined": lambda term, lang: " + ".join(f'"{term[i : i + 3]}"' for i in range(0, len(term), 3)),
    "pig Latin": each_word(pig),
    "b language": after_vowels(lambda c, lang: {"ru": "б", "ar": "ب"}.get(lang, "b") + c),
    "jeringonza": after_vowels(lambda c, lang: {"ru": "п", "ar": "ف"}.get(lang, "p") + c),
    "spoon language": after_vowels(lambda c, lang: {"ru": "ле", "ar": "لو"}.get(lang, "lew") + c),
    "brick language": after_vowels(lambda c, lang: {"ru": "кс", "ar": "كس"}.get(lang, "ks") + c),
    "ubbi dubbi": lambda term, lang: "".join(
        ({"ru": "уб", "ar": "وب"}.get(lang, "ub") if c.lower() in VOWELS else "") + c for c in term
    ),
    "javanais": lambda term, lang: "".join(
        (
            {"ru": "ав", "ar": "اف"}.get(lang, "av")
            if c.lower() in VOWELS and i and term[i - 1].lower() not in VOWELS
            else ""
        )
        + c
        for i, c in enumerate(term)
    ),
    "robber language": lambda term, lang: "".join(
        c + {"ru": "о", "ar": "و"}.get(lang, "o") + c if c.isalpha() and c.lower() not in VOWELS else c
        for c in term
    ),
    "us in each syllable": after_vowels(lambda c, lang: {"ru": "ус", "ar": "وس"}.get(lang, "us")),
    "syllables swapped": each_word(verlan, 5),
    "middle stirred": each_word(scrambled),
    "middle by lot": each_word(shuffled_far),
    "neighbours swapped throughout": each_word(pairs),
    "every second letter first": fence,
    "first letter last": each_word(tenth, 5),
    "spoonerism": spooned,
    "words in another order": lambda term, lang: " ".join(reversed(term.split())) if " " in term else term,
    "words backwards": lambda term, lang: " ".join(w[::-1] for w in term.split()),
    "all backwards": lambda term, lang: term[::-1],
    "halves in brackets": each_word(lambda w, lang: f"{w[: len(w) // 2]} ({w[len(w) // 2 :]})", 5),
    "an aside inside": each_word(
        lambda w, lang: (
            w[: len(w) // 2] + {"ru": " (ха-ха) ", "ar": " (هه) "}.get(lang, " (haha) ") + w[len(w) // 2 :]
        ),
        6,
    ),
    "stammered": each_word(lambda w, lang: f"{w[0]}-{w[0]}-{w}"),
    "syllables said twice": each_word(lambda w, lang: re.sub(r"(..)", r"\1\1", w), 4),
}
