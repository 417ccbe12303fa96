"""The letters of the fourth kept set: which sign stands for which, script by script.

From what is documented: lists of look-alikes, the swaps of gamers and of short-video captions,
how Russian is typed in Latin letters, how Arabic is written without its dots.
"""

from __future__ import annotations

DIGITS = {
    "latin": dict(a="4", e="3", i="1", o="0", s="5", t="7", g="9", b="8", l="1", z="2"),
    "ru": {"о": "0", "з": "3", "ч": "4", "б": "6", "в": "8"},
}
PLAINEST = dict(a="4", e="3", i="1", o="0", s="5", t="7") | DIGITS["ru"]
SYMBOLS = {
    "latin": dict(a="@", s="$", i="!", l="|", e="€", o="()", t="+"),
    "ru": {"а": "@", "с": "$", "е": "€", "х": "×", "л": "/\\"},
}
CYRILLIC = dict(zip("aceopxyikhmtbs", "асеорхуікһмтьѕ", strict=True)) | dict(
    zip("ABCEHKMOPTXYIS", "АВСЕНКМОРТХУІЅ", strict=True)
)
LATIN = dict(zip("асеорхукмтгипвн", "aceopxykMTrunBH", strict=True)) | dict(
    zip("АВСЕНКМОРТХУ", "ABCEHKMOPTXY", strict=True)
)
CLOSE_LATIN = {k: v for k, v in LATIN.items() if k not in "кмтгипвн"}
FAR = {
    "latin": dict(
        a="ɑα", c="ϲⅽ", d="ԁⅾ", e="ҽе", g="ɡց", h="հһ", i="ıі", l="ⅼӏ", n="ոп", o="οօσ", p="ρр", q="զ"
    )
    | dict(
        s="ѕꜱ", u="սυ", v="νѵ", w="ԝա", y="γу", r="г", t="τ", k="κ", m="ⅿ", G="Ԍ", V="Ѵ", D="Ꭰ", R="Ꭱ", W="Ꮃ"
    ),
    "ru": {
        "о": "οօ",
        "р": "ρ",
        "у": "γ",
        "е": "ҽ",
        "а": "α",
        "к": "κ",
        "в": "ʙ",
        "н": "ʜ",
        "т": "τ",
        "и": "ᴎ",
    }
    | {"м": "ᴍ", "г": "ɼ", "я": "ᴙ"},
}
SHAPES = {"ж": "}|{", "л": "/\\", "х": "><", "ш": "LLI", "ы": "bl", "ю": "IO", "и": "u", "п": "n", "я": "9"} | {
    "т": "m", "б": "6", "д": "D", "н": "H", "в": "B", "г": "r", "ь": "b",
}  # fmt: skip
TWO_FOR_ONE = {"m": "rn", "w": "vv", "d": "cl", "l": "I", "i": "l", "u": "v", "g": "q"}
ACCENTED = {
    "latin": dict(
        a="àäáâ", e="èëéê", i="ïíî", o="öóòô", u="üúù", n="ñń", c="çć", s="šş", y="ýÿ", z="žż", r="ř"
    ),
    "ru": {
        "и": "й",
        "е": "ё",
        "о": "ӧ|о\u0301",
        "а": "ӓ|а\u0301",
        "у": "ӱ|ў",
        "ы": "ӹ|ы\u0301",
        "я": "я\u0301|",
    },
}
SMALL_CAPS = dict(zip("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
ENCLOSED = ["🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩", "🄰🄱🄲🄳🄴🄵🄶🄷🄸🄹🄺🄻🄼🄽🄾🄿🅀🅁🅂🅃🅄🅅🅆🅇🅈🅉",
            "🅰🅱🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉", "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"]  # fmt: skip
STYLES = [(0x1D400, 0x1D41A), (0x1D468, 0x1D482), (0x1D4D0, 0x1D4EA), (0x1D56C, 0x1D586), (0x1D5A0, 0x1D5BA),
          (0x1D5D4, 0x1D5EE), (0x1D63C, 0x1D656), (0x1D670, 0x1D68A)]  # fmt: skip
EMOJI_LETTERS = dict(a="🅰️", b="🅱️", o="⭕", p="🅿️", m="Ⓜ️", i="ℹ️", x="❌", s="💲", t="✝️") | {
    "о": "⭕", "а": "🅰️", "в": "🅱️", "р": "🅿️", "м": "Ⓜ️", "х": "❌",
}  # fmt: skip
EMOJI = ["🔥", "💀", "⚔️", "🖤", "☠️", "👁", "💪", "🐺", "🏴", "⚡", "❤️", "✨"]
ROWS = {
    "en": ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    "es": ["qwertyuiop", "asdfghjklñ", "zxcvbnm"],
    "fr": ["azertyuiop", "qsdfghjklm", "wxcvbn"],
    "de": ["qwertzuiopü", "asdfghjklöä", "yxcvbnm"],
    "tr": ["qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"],
    "ru": ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"],
    "ar": ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"],
}
QWERTY = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", strict=True))
TRANSLIT = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e|yo|jo", "ж": "zh|j", "з": "z",
    "и": "i", "й": "y|j|i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h|kh|x", "ц": "c|ts", "ч": "ch|4", "ш": "sh|w", "щ": "sch|shch",
    "ъ": "", "ы": "y|i", "ь": "|'", "э": "e", "ю": "yu|ju|u", "я": "ya|ja",
}  # fmt: skip
SOUNDS: dict[str, list[tuple[str, str]]] = {
    "en": [
        ("ck", "k"), ("c", "k"), ("x", "ks"), ("oo", "u"), ("ow", "o"), ("qu", "kw"), ("ee", "ea"), ("ey", "ay"),
        ("y", "ie"), ("ea", "ee"), ("lt", "ld"), ("s", "z"), ("er", "ur"), ("ch", "sh"),
    ],
    "ru": [
        ("оз", "аз"), ("вол", "вал"), ("гр", "кр"), ("ый", "ой"), ("тв", "дв"), ("гн", "кн"), ("ев", "ив"),
        ("ер", "ир"), ("аря", "оря"), ("обо", "аба"), ("по", "па"), ("ро", "ра"), ("до", "да"), ("их", "ых"),
        ("ле", "ли"), ("ос", "ас"), ("ни", "не"), ("ко", "ка"), ("рд", "рт"),
    ],
    "ar": [
        ("ض", "ظ"),
        ("ص", "س"),
        ("ط", "ت"),
        ("ث", "ت"),
        ("ذ", "ز"),
        ("غ", "ق"),
        ("ظ", "ض"),
        ("س", "ص"),
        ("ق", "گ"),
    ],
    "fr": [
        ("ph", "f"),
        ("ff", "f"),
        ("c", "k"),
        ("ei", "é"),
        ("ai", "é"),
        ("oi", "oua"),
        ("gi", "ji"),
        ("es", "e"),
    ],
    "de": [("ei", "ai"), ("f", "v"), ("d", "t"), ("ä", "e"), ("w", "v"), ("äh", "eh"), ("tz", "z")],
    "tr": [("ğ", ""), ("v", "w"), ("k", "q"), ("ay", "ai"), ("ce", "je"), ("ş", "sh"), ("ç", "ch")],
    "es": [
        ("c", "k"),
        ("z", "s"),
        ("ll", "y"),
        ("v", "b"),
        ("qu", "k"),
        ("ñ", "ny"),
        ("ce", "se"),
        ("gi", "ji"),
    ],
}  # fmt: skip
DOTLESS = dict(zip("بتثنيقفجخذزشضظغةأإآؤئ", "ٮٮٮںىٯڡححدرسصطعهاااوى", strict=True))
FEWER_DOTS = {letter: bare for letter, bare in DOTLESS.items() if letter not in "ةأإآؤئ"}
PERSIAN = {"ك": "کڪ", "ي": "یې", "ه": "ھہ", "ة": "ۃہ", "ى": "ی", "ئ": "ی"}
HOUSE_SPELLING = {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ي": "ى", "ى": "ي", "ؤ": "و", "ئ": "ي", "اء": "ا"}
ODD_DOTS = dict(zip("بتجدرسصفقكلنويعحه", "پٹچڊڕښڝڤڨڪڵڹۆێڠځۿ", strict=True))
LATIN_INSIDE = {"ا": "@1", "س": "$", "ت": "t", "ح": "7", "ع": "3", "ل": "l", "م": "m", "ن": "n", "ب": "b", "ر": "r"} | {
    "ك": "k", "د": "d", "و": "w", "ه": "0", "خ": "5", "ط": "6", "ش": "sh", "ق": "9",
}  # fmt: skip
HARAKAT = "\u064e\u064e\u064f\u0650"
NOT_JOINING = "ادذرزوأإآؤةىء "
FOLDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
)  # how German is typed where there are no such keys
