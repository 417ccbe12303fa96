"""Ways to write a name in other shapes and spellings, by family: alphabets of nickname generators, pictures, marks,
transliterations, leet, typing, endings, and two tricks at once.

All of them were looked at while the normaliser was mended (the fifth time).
"""

import re
import zlib
from collections.abc import Callable

from bench.evasion_codes import LATIN, VOWELS, listed, plain, rotated
from bench.evasions import FAMILIES, LOOKS_CYRILLIC, LOOKS_LATIN, between
from bench.kept_evasions import TRANSLIT

Bend = Callable[[str, str], str]
ABC = "abcdefghijklmnopqrstuvwxyz"
GENERATORS = {
    "strokes of Chinese": "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "kana": "ﾑ乃ᄃり乇ｷムんﾉﾌズﾚﾶ刀のｱゐ尺丂ｲひ√wﾒﾘ乙",
    "Thai": "ค๒ς๔єŦﻮђเןкɭ๓ภ๏קợгรՇยשฬאץչ",
    "Lao": "ค๖¢໓ēfງhiวkl๓ຖ໐p๑rŞtนงຟxฯຊ",
    "Yi": "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꎭꈤꂦᖘꆰꋪꌗ꓄ꀎᐯꅏꊼꌩꁴ",
    "Yi again": "ꋫꃃꏸꁕꍟꄘꁍꑛꂑꀭꀗ꒒ꁒꁹꆂꉣꁸ꒓ꌚ꓅ꐇꏝꅐꇓꐟꁴ",
    "Cherokee and Ethiopic": "ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ",
    "Ethiopic": "ልጌርዕቿቻኗዘጎጋጕረጠክዐየዒዪነፕሁሀሠሸሃጊ",
    "curls": "ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ",
    "Armenian curls": "ąҍçժҽƒցհìʝҟӀʍղօքզɾʂէմѵա×վՀ",
    "Gothic mixture": "ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ",
    "swirls": "αႦƈԃҽϝɠԋιʝƙʅɱɳσρϙɾʂƚυʋɯxყȥ",
    "Greek mixture": "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "currencies": "₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "accents and signs": "åß¢Ðê£ghïjklmñðþqr§†µvwx¥z",
    "linear": "ΛBᄃDΣFGΉIJKᄂMПӨPQЯƧƬЦVЩXYZ",
    "false Russian": "аъсдэfБнїјкlмиорqяѕтцѵшхчz",
    "false Russian capitals": "ДБCDΞFGHIJҜLMИФPǪЯSΓЦVЩЖУZ",
    "symbols": "ꍏ♭☾ᕲ€Ϝ❡♄♗♪ϰ↳ᗰ♫⊙ρ☭☈ⓢ☂☋✓Ꮤ⌘⚧☡",
    "syllabics again": "ᗩᗷᑢᕲᘿᖴᘜᕼᓰᒚᖽᐸᒪᘻᘉᓍᕵᕴᖇSᖶᑘᐺᘺ᙭ᖻᗱ",
    "Tai Viet": "ꪖ᥇ᥴᦔꫀᠻᧁꫝ꠸꠹ᛕꪶꪑꪀꪮρꪇ᥅ᦓꪻꪊꪜ᭙᥊ꪗɀ",
    "Old Italic": "𐌀𐌁𐌂𐌃𐌄𐌅Ᏽ𐋅𐌉Ꮭ𐌊𐌋𐌌𐌍Ꝋ𐌐𐌒𐌓𐌔𐌕𐌵ᕓᏔ𐋄𐌙Ɀ",
    "Georgian": "მბცძეჶგჰიჟკლმნოპქრსტუვწხყზ",
    "runes for all": "ᚨᛒᚲᛞᛖᚠᚷᚺᛁᛃᚲᛚᛗᚾᛟᛈᛩᚱᛋᛏᚢᚡᚹᛪᛃᛉ",
    "alchemy": "🝐🝑🝒🝓🝔🝕🝖🝗🝘🝙🝚🝛🝜🝝🝞🝟🝠🝡🝢🝣🝤🝥🝦🝧🝨🝩",
    "mirrored": "AdↄbɘꟻgHijklmnoqpᴙꙅTuvwxyz",
    "hooks": "ƛƁƇƊƐƑƓӇƖʆƘԼMƝƠƤQƦƧƬƲƔƜXƳȤ",
    "Mac option keys": "å∫ç∂´ƒ©˙ˆ∆˚¬µ˜øπœ®ß†¨√∑≈¥Ω",
    "Hebrew shapes": "אɓςדєғפהוןкլмחסקףяรтuטשאעצ",
    "letters above": "ͣbͨͩͤfgͪͥjkͫͬmͫͦnopqͬstͧͮwͯyz"[:0],
}
GENERATORS = {name: row for name, row in GENERATORS.items() if len(row) == 26}
EMOJI = dict(zip(ABC, "🅰🅱🌙🌛📧🎏🌀♓ℹ🎷🎋👢♏📈⭕🅿🍳🌱💲✝⛎✅〰❌💴💤", strict=True))
RUSSIAN_EMOJI = dict(zip("абвеикнорсту", "🅰💪🅱📧🔀🎋♓⭕🅿🌙✝💹", strict=True))
BRAILLE_RU = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "⠁⠃⠺⠛⠙⠑⠡⠚⠵⠊⠯⠅⠇⠍⠝⠕⠏⠗⠎⠞⠥⠋⠓⠉⠟⠱⠭⠷⠮⠾⠪⠳⠫", strict=True))
BRAILLE_LATIN = dict(zip(ABC, "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
BRAILLE_AR = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةء", "⠁⠃⠞⠹⠚⠱⠭⠙⠮⠗⠵⠎⠩⠯⠫⠾⠿⠷⠣⠋⠟⠅⠇⠍⠝⠓⠺⠊⠕⠡⠄", strict=True))
ISO9 = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        listed("a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â"),
        strict=True,
    )
)
GOST = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        listed("a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh `` y' ` e' yu ya"),
        strict=True,
    )
)
ALA = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        listed("a b v g d e ë zh z i ĭ k l m n o p r s t u f kh t͡s ch sh shch ″ y ′ ė i͡u i͡a"),
        strict=True,
    )
)
POLISH = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b w g d e jo ż z i j k ł m n o p r s t u f ch c cz sz szcz - y - e ju ja".replace(
            "-", "'"
        ).split(),
        strict=True,
    )
)
CHAT = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        listed("a b v g d e e j z i i k l m n o p r s t u f x c 4 w w ' y ' e u q"),
        strict=True,
    )
)
BUCKWALTER = dict(
    zip("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy", strict=True)
)
DIN = dict(
    zip(
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
        listed("ʾ ā ʾa ʾu ʾi ʾi ā b a t ṯ ǧ ḥ ḫ d ḏ r z s š ṣ ḍ ṭ ẓ ʿ ġ f q k l m n h ū ā ī"),
        strict=True,
    )
)
ARABIC_IN_CYRILLIC = dict(
    zip(
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
        "- а а у и и а б а т с дж х х д з р з с ш с д т з а г ф к к л м н х у а и".replace("-", "").split(
            " "
        ),
        strict=True,
    )
)
CYRILLIC_OF = dict(zip(ABC, listed("а б к д е ф г х и дж к л м н о п к р с т у в в кс и з"), strict=True))
ARABIC_OF = dict(zip(ABC, listed("ا ب ك د ي ف غ ه ي ج ك ل م ن و ب ق ر س ت و ف و كس ي ز"), strict=True))
ARABIC_OF_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "ا ب ف غ د ي يو ج ز ي ي ك ل م ن و ب ر س ت و ف خ تس تش ش ش - ي - ي يو يا".replace("-", "ـ").split(),
        strict=True,
    )
)
GREEK_OF = dict(zip(ABC, listed("α β κ δ ε φ γ χ ι ι κ λ μ ν ο π κ ρ σ τ υ β ω ξ υ ζ"), strict=True))
HEBREW_OF = dict(zip(ABC, listed("א ב ק ד א פ ג ה י ג ק ל מ נ ו פ ק ר ס ט ו ב ו קס י ז"), strict=True))
LEET_FULL = dict(
    zip(
        ABC,
        listed("/-\\ 8 ( |) 3 |= 6 |-| 1 _| |< 1_ |\\/| |\\| 0 |> 0_ |2 5 7 |_| \\/ \\/\\/ >< `/ 2"),
        strict=True,
    )
)
LEET_OTHER = dict(
    zip(ABC, listed("@ |3 < [) € ph 9 # ! ] |{ £ /\\/\\ /\\/ () |* 9 /2 $ + (_) \\/ vv }{ ¥ 7_"), strict=True)
)
LEET_RU = dict(
    zip(
        "абвгдежзиклмнопрстухцчшыюя",
        listed("4 6 8 r D 3 }|{ 3 |/| |< JI |v| |-| 0 /7 P ( 7 Y >< LL, 4 LLI b| 10 9I"),
        strict=True,
    )
)
VOLAPUK = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        listed("a 6 B r g e >|< 3 u u` K JI M H o n p c T y qp x LL 4 LLI LLI, 'b bI b 3 IO 9I"),
        strict=True,
    )
)
QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
RU_KEYS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
AR_KEYS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ")
ENDINGS = {"en": "s", "fr": "s", "de": "s", "es": "s", "tr": "ların", "ru": "", "ar": "ها"}


def by(letters: dict[str, str], *langs: str, gap: str = "") -> Bend:
    """Letters by a table; words in capitals where the table has them only so."""

    def bend(term: str, lang: str) -> str:
        if langs and lang not in langs:
            return term
        return (
            "  ".join(gap.join(letters.get(c, c) for c in word) for word in plain(term).split())
            if gap
            else "".join(letters.get(c, c) for c in (plain(term) if lang in LATIN else term))
        )

    return bend


def moved(step: int) -> Bend:
    """Every letter by the key beside it."""

    def bend(term: str, lang: str) -> str:
        out = []
        for c in plain(term):
            for row in {"ru": RU_KEYS, "ar": AR_KEYS}.get(lang, QWERTY):
                if c in row:
                    c = row[(row.index(c) + step) % len(row)]
                    break
            out.append(c)
        return "".join(out)

    return bend


def inflected(term: str, lang: str) -> str:
    """In another case."""
    if lang != "ru":
        return term
    words = []
    for word in term.split():
        for end, other in (
            ("ая", "ой"),
            ("ый", "ого"),
            ("ой", "ого"),
            ("ого", "ому"),
            ("ец", "ца"),
            ("ля", "лей"),
            ("жа", "жу"),
            ("ье", "ьем"),
            ("а", "ой"),
            ("о", "ом"),
        ):
            if word.endswith(end):
                words.append(word[: -len(end)] + other)
                break
        else:
            words.append(word + "ами" if len(term.split()) == 1 else word + "а")
    return " ".join(words)


def clitics(term: str, lang: str) -> str:
    """And by the …, and their."""
    if lang != "ar":
        return term
    return "و" + ("بال" + term[2:] if term.startswith("ال") else "ب" + term)


def at_random(table: str) -> Bend:
    """One of these after each letter, as if by lot."""
    return lambda term, lang: "".join(
        c + table[zlib.crc32(f"{i}{term}".encode()) % len(table)] if c.isalpha() else c
        for i, c in enumerate(term)
    )


def reordered(term: str, lang: str) -> str:
    """Pairs stored the other way round, shown right: nested overrides."""
    if lang == "ar":
        return term
    return "".join(
        f"\u202d\u2066\u202e\u2066{pair[1]}\u2069\u2066{pair[0]}\u2069\u202c\u2069\u202c"
        if len(pair) == 2
        else pair
        for pair in re.findall("..?", term)
    )


def one_vowel(term: str, lang: str) -> str:
    """lontorn."""
    vowel = {"ru": "о"}.get(lang, "o")
    return "".join(vowel if c in VOWELS else c for c in plain(term)) if lang != "ar" else term


def joined_up(term: str, lang: str) -> str:
    """Without spaces, with words around it."""
    return (
        {"ru": "вотэто", "ar": "هذا"}.get(lang, "thisis")
        + term.replace(" ", "")
        + {"ru": "сегодня", "ar": "اليوم"}.get(lang, "today")
    )


def cased(term: str, lang: str) -> str:
    """SayLanternToday."""
    if lang == "ar":
        return term
    a, b = {"ru": ("Вот", "Тут")}.get(lang, ("Say", "Now"))
    return a + "".join(w.capitalize() for w in term.split()) + b


def each(change: Callable[[str, str], str], least: int = 6) -> Bend:
    """Each long word."""
    return lambda term, lang: " ".join(change(w, lang) if len(w) >= least else w for w in term.split())


def inside(text: str, closing: str = "") -> Bend:
    """Something in the middle of each long word."""
    return each(lambda w, lang: w[: len(w) // 2] + text + w[len(w) // 2 :] + closing)


def then(first: Bend, second: Bend) -> Bend:
    """Two tricks."""
    return lambda term, lang: second(first(term, lang), lang)


def lookalikes(term: str, lang: str) -> str:
    """Letters of the other alphabet."""
    table = LOOKS_LATIN if lang == "ru" else LOOKS_CYRILLIC
    return "".join(table.get(c, c) for c in term) if lang != "ar" else term


LEET = str.maketrans("aeiostаобзч", "43105740634")


def leet(term: str, lang: str) -> str:
    """Digits for letters."""
    return term.translate(LEET)


swapped: Bend = each(
    lambda w, lang: w[: len(w) // 2 - 1] + w[len(w) // 2] + w[len(w) // 2 - 1] + w[len(w) // 2 + 1 :]
)
dropped: Bend = each(lambda w, lang: w[: len(w) // 2] + w[len(w) // 2 + 1 :])

SHAPES: dict[str, Bend] = {
    **{
        f"generator: {name}": by(dict(zip(ABC, row, strict=True)), *LATIN) for name, row in GENERATORS.items()
    },
    "pictures for letters": by(EMOJI, *LATIN),
    "pictures for Russian letters": by(RUSSIAN_EMOJI, "ru"),
    "regional indicators apart": by({c: chr(0x1F1E6 + i) for i, c in enumerate(ABC)}, *LATIN, gap=" "),
    "Braille": lambda term, lang: by({"ru": BRAILLE_RU, "ar": BRAILLE_AR}.get(lang, BRAILLE_LATIN))(
        term, lang
    ),
    "tags": lambda term, lang: (
        "🏴" + "".join(chr(0xE0000 + ord(c)) for c in plain(term)) if lang in LATIN else term
    ),
    "letters above": by(dict(zip("aeioucdhmrtvx", "ͣͤͥͦͧͨͩͪͫͬͭͮͯ", strict=True)), *LATIN),
    "keycaps": at_random("\u20e3"),
    "squares around": at_random("\u20de\u20df"),
    "many marks": at_random("\u0334\u0359\u0489\u0361\u035f\ua670"),
    "blocks between": between("░"),
    "corner brackets": lambda term, lang: " ".join("".join(f"『{c}』" for c in w) for w in term.split()),
    "hearts of all kinds": at_random("♥♡❣💕"),
    "emoji by turns": at_random("🌸🔥😀🎈🍀"),
    "clapping": lambda term, lang: "  ".join(" 👏 ".join(w) for w in term.split()),
    "digits between": lambda term, lang: " ".join(
        "".join(c + str(i % 10) for i, c in enumerate(w))[:-1] for w in term.split()
    ),
    "ISO 9": by(ISO9, "ru"),
    "GOST": by(GOST, "ru"),
    "ALA-LC": by(ALA, "ru"),
    "Polish spelling": by(POLISH, "ru"),
    "chat translit": by(CHAT, "ru"),
    "Buckwalter": by(BUCKWALTER, "ar"),
    "DIN 31635": by(DIN, "ar"),
    "Arabic in Cyrillic": by(ARABIC_IN_CYRILLIC, "ar"),
    "Latin in Cyrillic": by(CYRILLIC_OF, *LATIN),
    "Latin in Arabic": by(ARABIC_OF, *LATIN),
    "Russian in Arabic": by(ARABIC_OF_RUSSIAN, "ru"),
    "Latin in Greek": by(GREEK_OF, *LATIN),
    "Latin in Hebrew": by(HEBREW_OF, *LATIN),
    "full leet": by(LEET_FULL, *LATIN),
    "other leet": by(LEET_OTHER, *LATIN),
    "full leet, apart": by(LEET_FULL, *LATIN, gap=" "),
    "Russian leet": by(LEET_RU, "ru"),
    "Volapuk again": by(VOLAPUK, "ru"),
    "keys to the right": moved(1),
    "keys to the left": moved(-1),
    "inflected": inflected,
    "with an ending": lambda term, lang: term + ENDINGS[lang] if ENDINGS[lang] else term,
    "clitics": clitics,
    "overrides within overrides": reordered,
    "backspaces": each(lambda w, lang: w[: len(w) // 2] + "x\b" + w[len(w) // 2 :]),
    "one vowel for all": one_vowel,
    "last letters stretched": each(lambda w, lang: w + w[-1] * 4),
    "joined to neighbours": joined_up,
    "camel case among words": cased,
    "BBCode inside": inside("[b][/b]"),
    "TeX inside": inside("{}"),
    "comment inside": inside("/**/"),
    "long parenthesis inside": inside("(!!!)"),
    "new line inside": inside("\n"),
    "soft hyphen and line": inside("\u00ad\n"),
    "ellipsis inside": inside("…"),
    "many dots inside": inside("....."),
    "number inside": inside("123"),
    "two spaces between letters": lambda term, lang: "    ".join("  ".join(w) for w in term.split()),
    "tab between letters": lambda term, lang: "\t\t\t".join("\t".join(w) for w in term.split()),
    "spaces moved": lambda term, lang: " ".join(re.findall(".{1,4}", term.replace(" ", ""))),
    "pairs of letters": lambda term, lang: "  ".join(" ".join(re.findall(".{1,2}", w)) for w in term.split()),
    "a letter to a bullet": lambda term, lang: "\n" + "\n".join(f"• {c}" for c in term if c.isalpha()) + "\n",
    "numbered letters": lambda term, lang: (
        "\n" + "\n".join(f"{i}. {c}" for i, c in enumerate((c for c in term if c.isalpha()), 1)) + "\n"
    ),
    "lookalikes and stars": then(lookalikes, between("*")),
    "lookalikes and a letter left out": then(lookalikes, dropped),
    "leet and spaces": then(leet, between(" ")),
    "leet and zero width": then(leet, between("\u200b")),
    "leet and swapped": then(swapped, leet),
    "leet and reversed": then(leet, lambda term, lang: term[::-1]),
    "reversed and dots": then(lambda term, lang: term[::-1], between(".")),
    "ROT13 and capitals": then(
        lambda t, lang: rotated(16 if lang == "ru" else 14 if lang == "ar" else 13)(t, lang),
        lambda t, lang: t.upper(),
    ),
    "syllables swapped and lookalikes": then(
        each(lambda w, lang: w[len(w) // 2 :] + w[: len(w) // 2], 5), lookalikes
    ),
    "full width and leet": then(
        leet, lambda t, lang: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t)
    ),
    "translit and dots": then(
        lambda t, lang: "".join(TRANSLIT.get(c, c) for c in t) if lang == "ru" else t, between(".")
    ),
    "translit and leet": then(
        lambda t, lang: "".join(TRANSLIT.get(c, c) for c in t) if lang == "ru" else t, leet
    ),
    "vowels left out and lookalikes": then(
        lambda t, lang: " ".join(
            w[0] + "".join(c for c in w[1:-1] if c not in VOWELS) + w[-1] for w in t.split() if w
        ),
        lookalikes,
    ),
    "doubled and marked": then(FAMILIES["every letter twice"], at_random("\u0336")),
    "small capitals and dots": then(FAMILIES["small capitals"], between(".")),
    "stretched and spaced": then(each(lambda w, lang: w[0] + w[1] * 3 + w[2:], 4), between(" ")),
    "two slips": each(lambda w, lang: w[:2] + w[3] + w[2] + w[4:-2] + w[-1] + w[-2] if len(w) > 7 else w, 8),
}
