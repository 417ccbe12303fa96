"""Ways to write a name so that a filter does not find it, written down by somebody who has not read the normaliser.

Where they come from:
- Eger and others 2019, "Text Processing Like Humans Do" (VIPER: look-alike letters, description-based neighbours).
- Eger and Benz 2020, "From Hero to Zéroe" (phonetic, disemvowel, keyboard typos, intrusions, segmentation).
- Boucher and others 2021, "Bad Characters" (homoglyphs, reordering by direction overrides, invisible characters).
- Le and others 2022, "Perturbations in the Wild" (ANTHRO: sound-preserving misspellings people really write).
- Gröndahl and others 2018, "All You Need is Love" (insertions, word boundaries, leetspeak against hate filters).
- Huertas-García and others 2022, "Word camouflage" (pyleetspeak: leetspeak, punctuation, inversion).
- Reports on dotless and broken Arabic of May 2021 (al-Monitor, The National); Yaghan 2008 on Arabizi.
- Volapuk encoding and padonki ("olbanian") spelling in Russian; SMS and chat spelling in French ("kikoolol"),
  Spanish, German and Turkish; dotless i attacks ("Turkish i problem").
- Faux Cyrillic in English; runes for letters, and fancy-text generators of nicknames (thousands signs, CJK shapes).
- Typography: m written rn, w written vv, as in look-alike host names.
"""

import re
from collections.abc import Callable

Bend = Callable[[str, str], str]
LATIN = ("en", "fr", "de", "tr", "es")

IPA = dict(zip("abcdefghijklmnoprstuvyz", "ɑɓɕɖɛʄɡɦɩʝƙɭɱɳɔƥɾʂʈʊʋʏʐ", strict=True))
FAUX = dict(zip("aenruwxyb", "ДЄИЯЦШЖУЬ", strict=True))
RUNES = dict(zip("bfhimorstx", "ᛒᚠᚺᛁᛗᛟᚱᛋᛏᚷ", strict=True))
SHAPES = dict(
    zip("abcdefghijklmnoprstuvwxyz", "卂乃匚刀乇下厶卄工丿长乚爪几口尸尺丂丅凵リ山乂丫乙", strict=True)
)
NEIGHBOURS = dict(zip("иейзухё", "ієјӡүҳї", strict=True))
EMOJI_LATIN = {"a": "🅰️", "b": "🅱️", "i": "ℹ️", "m": "Ⓜ️", "o": "⭕", "p": "🅿️", "x": "❌"}
EMOJI_CYRILLIC = {"а": "🅰️", "в": "🅱️", "м": "Ⓜ️", "о": "⭕", "р": "🅿️", "х": "❌"}
ARABIZI = {
    "ا": "a", "أ": "2a", "إ": "2i", "آ": "aa", "ء": "2", "ئ": "2", "ؤ": "2", "ب": "b", "ت": "t", "ث": "th",
    "ج": "j", "ح": "7", "خ": "5", "د": "d", "ذ": "th", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "9",
    "ض": "d", "ط": "6", "ظ": "z", "ع": "3", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "w", "ي": "i", "ى": "a", "ة": "a",
}  # fmt: skip
TRANSLIT = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
VOLAPUK = {
    "а": "a", "б": "6", "в": "B", "г": "r", "д": "g", "е": "e", "ё": "e", "ж": "*", "з": "3", "и": "u",
    "й": "u", "к": "K", "л": "JI", "м": "M", "н": "H", "о": "o", "п": "n", "р": "p", "с": "c", "т": "T",
    "у": "y", "ф": "qp", "х": "x", "ц": "LL", "ч": "4", "ш": "LLI", "щ": "LLI,", "ъ": "b", "ы": "bI",
    "ь": "b", "э": "3", "ю": "IO", "я": "9I",
}  # fmt: skip
SOUNDS_ARABIC = dict(zip("ذثظصطق", "زسضستك", strict=True))
CHAT: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("tion", "shun"), ("ight", "ite"), ("ck", "kk"), ("th", "d"), ("er", "a"), ("oo", "u"), ("ee", "ea"),
           ("ph", "f"), ("qu", "kw"), ("wh", "w"), ("y", "i"), ("ing", "in")),
    "fr": (("eau", "o"), ("aux", "o"), ("au", "o"), ("qu", "k"), ("ou", "oo"), ("ai", "é"), ("er", "é"), ("ç", "ss"),
           ("ph", "f"), ("oi", "wa"), ("ci", "si"), ("ce", "se"), ("gn", "ny")),
    "de": (("sch", "sh"), ("ei", "ai"), ("eu", "oi"), ("äu", "oi"), ("chs", "x"), ("v", "f"), ("tz", "z"), ("ie", "i"),
           ("qu", "kw"), ("er", "a"), ("ß", "ss")),
    "es": (("qu", "k"), ("ll", "y"), ("ch", "x"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("v", "b"), ("z", "s"),
           ("ce", "se"), ("ci", "si"), ("gü", "w"), ("h", ""), ("ñ", "ny")),
    "tr": (("ç", "ch"), ("ş", "sh"), ("c", "j"), ("k", "q"), ("v", "w"), ("ğ", ""), ("ı", "y"), ("ö", "oe")),
}  # fmt: skip
PADONKI = (
    ("ться", "цца"), ("тся", "цца"), ("жи", "жы"), ("ши", "шы"), ("его", "ево"), ("ого", "ова"), ("чт", "шт"),
    ("сч", "щ"), ("ще", "щщо"), ("ло", "ла"), ("но", "на"), ("го", "га"), ("ре", "ри"), ("ве", "ви"),
    ("ть", "дь"), ("я", "йа"), ("ю", "йу"),
)  # fmt: skip
ONE_FOR_TWO = (
    ("m", "rn"),
    ("w", "vv"),
    ("d", "cl"),
    ("ы", "ьl"),
    ("ю", "lо"),
    ("ш", "lll"),
    ("м", "лл"),
    ("д", "ll"),
)
KEYS = {
    "en": "qwertyuiop asdfghjkl zxcvbnm", "es": "qwertyuiop asdfghjklñ zxcvbnm", "fr": "azertyuiop qsdfghjklm wxcvbn",
    "de": "qwertzuiopü asdfghjklöä yxcvbnm", "tr": "qwertyuıopğü asdfghjklşi zxcvbnmöç",
    "ru": "йцукенгшщзхъ фывапролджэ ячсмитьбю", "ar": "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظ",
}  # fmt: skip
VOWELS = "aeiouyáéíóúàèùâêîôûäöüıаеёиоуыэюя"
CYRILLIC = dict(zip("aceopxy", "асеорху", strict=True))
FROM_CYRILLIC = dict(zip("асеорху", "aceopxy", strict=True))
LEET = dict(zip("aeiost", "431057", strict=True)) | dict(zip("аобз", "4063", strict=True))


def by(letters: dict[str, str], *langs: str) -> Bend:
    """Letters by a table, in these languages or in all."""

    def bent(term: str, lang: str) -> str:
        return "".join(letters.get(c, c) for c in term) if not langs or lang in langs else term

    return bent


def spelled(pairs: dict[str, tuple[tuple[str, str], ...]]) -> Bend:
    """Runs of letters by what sounds like them, by language; none twice."""

    def bent(term: str, lang: str) -> str:
        table = dict(pairs.get(lang, ()))
        if not table:
            return term
        runs = "|".join(sorted(table, key=lambda run: -len(run)))
        return re.sub(runs, lambda found: table[found.group()], term)

    return bent


def each(change: Callable[[str, str], str], least: int = 5) -> Bend:
    """Every word of so many letters."""
    return lambda term, lang: " ".join(
        change(word, lang) if len(word) >= least else word for word in term.split()
    )


def longest(change: Callable[[str, str], str]) -> Bend:
    """The longest word only."""

    def bent(term: str, lang: str) -> str:
        words = term.split()
        at = max(range(len(words)), key=lambda n: len(words[n]))
        return " ".join([*words[:at], change(words[at], lang), *words[at + 1 :]])

    return bent


def neighbour(letter: str, lang: str) -> str:
    """The key right of this one, or left where there is none."""
    for line in KEYS[lang].split():
        if letter in line:
            at = line.index(letter)
            return line[at + 1] if at + 1 < len(line) else line[at - 1]
    return letter


def slipped(word: str, lang: str) -> str:
    """lantetn."""
    at = 2 * len(word) // 3
    return word[:at] + neighbour(word[at], lang) + word[at + 1 :]


def added(word: str, lang: str) -> str:
    """lanftern."""
    at = len(word) // 2
    return word[:at] + neighbour(word[at], lang) + word[at:]


def without_vowels(word: str, lang: str) -> str:
    """lntrn; the first and the last letter stay."""
    return word[0] + "".join(c for c in word[1:-1] if c not in VOWELS) + word[-1]


def covered(word: str, lang: str) -> str:
    """lan█ern."""
    inner = [n for n in range(1, len(word) - 1) if word[n] not in VOWELS]
    at = inner[len(inner) // 2] if inner else len(word) // 2
    return word[:at] + "█" + word[at + 1 :]


def around_a_dot(word: str, lang: str) -> str:
    """An Arabic word broken in the middle, where its letters join."""
    if lang != "ar":
        return word
    for at in sorted(range(2, len(word) - 1), key=lambda n: abs(n - len(word) // 2)):
        if word[at - 1] not in "اأإآدذرزوؤةىء" and word[at] != "ء":
            return word[:at] + "ـ.ـ" + word[at:]
    return word


def hyphenated(word: str, lang: str) -> str:
    """lan-
    tern."""
    at = len(word) // 2
    return word[:at] + "-\n" + word[at:]


def swapped_and_lookalike(word: str, lang: str) -> str:
    """Two inner letters changed for each other, and letters of another alphabet."""
    at = max(1, len(word) // 2 - 1)
    word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return "".join((FROM_CYRILLIC if lang == "ru" else CYRILLIC).get(c, c) for c in word)


def digits_and_stretched(term: str, lang: str) -> str:
    """l4nt3rnnn."""
    bent = "".join(LEET.get(c, c) for c in term)
    return " ".join(
        word + 2 * word[-1] if len(word) > 3 and word[-1].isalpha() else word for word in bent.split()
    )


def arabizi(term: str, lang: str) -> str:
    """With digits for what Latin letters lack; و and ي inside a word as vowels, as chats write them."""
    if lang != "ar":
        return term
    joined = re.sub(r"(?<=[^\W اأآ])و(?![اأآ])", "oo", term)
    joined = re.sub(r"(?<=[^\W اأآ])ي(?![اأآ])", "ee", joined)
    return "".join(ARABIZI.get(c, c) for c in joined)


def dotless(term: str, lang: str) -> str:
    """i without its dot, and ı with one; other marks of Turkish lost."""
    if lang not in LATIN:
        return term
    swapped = term.translate(str.maketrans("iı", "ıi"))
    return swapped.translate(str.maketrans("şğçöü", "sgcou")) if lang == "tr" else swapped


def overridden(term: str, lang: str) -> str:
    """Stored backwards, shown as written: a direction override."""
    return term if lang == "ar" else "\u202e" + term[::-1] + "\u202c"


def thousands(term: str, lang: str) -> str:
    """The Cyrillic sign of a hundred thousand on each letter."""
    return term if lang == "ar" else "".join(c + "\u0488" if c.isalpha() else c for c in term)


def one_for_two(term: str, lang: str) -> str:
    """m as rn."""
    table = dict(ONE_FOR_TWO)
    return "".join(table.get(c, c) for c in term)


FAMILIES_KEPT_AGAIN: dict[str, Bend] = {
    "phonetic alphabet": by(IPA),
    "faux Cyrillic": lambda term, lang: by(FAUX)(term, lang).upper() if lang in LATIN else term,
    "runes among letters": by(RUNES, *LATIN),
    "shapes of Chinese": by(SHAPES, *LATIN),
    "letters of neighbours": by(NEIGHBOURS, "ru"),
    "kashida around a dot": each(around_a_dot, 4),
    "Arabizi": arabizi,
    "Arabic sound-alikes": by(SOUNDS_ARABIC, "ar"),
    "translit": by(TRANSLIT, "ru"),
    "Volapuk": by(VOLAPUK, "ru"),
    "padonki": spelled({"ru": PADONKI}),
    "chat spelling": spelled(CHAT),
    "dotless i": dotless,
    "rn for m": one_for_two,
    "neighbouring key": longest(slipped),
    "a letter added": longest(added),
    "inner vowels left out": each(without_vowels, 5),
    "emoji for letters": lambda term, lang: by(EMOJI_CYRILLIC if lang == "ru" else EMOJI_LATIN)(term, lang),
    "thousands signs": thousands,
    "direction override": overridden,
    "hyphenated over two lines": longest(hyphenated),
    "a consonant covered": longest(covered),
    "swapped and lookalikes": longest(swapped_and_lookalike),
    "digits and last letters stretched": digits_and_stretched,
}
