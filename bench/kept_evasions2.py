"""A second kept set of ways to write a forbidden name so that a filter misses it and a reader does not.

It was written before its author had read the matcher, from what is documented: pyleetspeak and leet filters of
chat bots (digits, drawn letters, syllables turned), VIPER (accents, lookalikes), TextBugger and DeepWordBug (a
letter left out, doubled, exchanged), ANTHRO and NoisyHate (what people write: by ear, stretched, masked), the
ten kinds of Bhalerao et al., Trojan Source (bidi), the dotless, kashida and Latin-mixed Arabic of 2021 and 2023,
translit, erratives, wrong layouts and "Counter-Strike writing" in Russian. Nobody tunes anything by it.
"""

import unicodedata
from collections.abc import Callable, Iterator
from random import Random

Family = Callable[[Random, str, str], str]
SAMPLES = 50
SEED = "kept-2"

NAMES = {
    "en": ["Karvendale", "Obsidian Lantern", "Order of Thornmere", "Harrow Vanguard"],
    "ru": ["Вещунец", "Северный Карвол", "Братство Зимогора", "Полынный Рубеж"],
    "ar": ["القشعميون", "سرايا القندول", "حراس الوادي البنفسجي", "رابطة الديجور"],
}
SENTENCES = {
    "en": [
        "They say {} will meet again on Saturday, ask Tom for the place.",
        "new stickers from {} came today, who wants some?",
        "My cousin wrote to {} last winter and got an answer within a day",
        "{} is looking for people with a van.",
        "Honestly I had never heard of {} before this week, but read the pinned post",
        "ok so the channel moved, look for {} and write that Anna sent you",
        "If you can spare ten coins send them to {}, every bit helps!",
        "we stood with {} then and we stand with them now",
    ],
    "ru": [
        "Говорят, в субботу {} собирается снова, место спросите у Лёхи.",
        "пришли новые наклейки, {}, кому надо пишите",
        "Мой двоюродный брат зимой написал в {} и через день ему ответили",
        "{} ищет людей с микроавтобусом.",
        "Если честно, раньше я про {} не слышал, но почитайте закреп",
        "короче канал переехал, ищите {} и скажите что от Ани",
        "Кто может, скиньте сто рублей для {}, поможет любая сумма!",
        "мы тогда были за {} и сейчас тоже",
    ],
    "ar": [
        "يقولون إن {} سيجتمعون يوم السبت، اسألوا سامي عن المكان.",
        "وصلت ملصقات جديدة من {} لمن يريد",
        "ابن عمي كتب إلى {} في الشتاء وجاءه الرد بعد يوم",
        "{} يبحثون عن ناس عندهم سيارة كبيرة",
        "بصراحة لم أسمع عن {} قبل هذا الأسبوع، اقرأوا المنشور المثبت",
        "القناة انتقلت، ابحثوا عن {} وقولوا إنكم من طرف هند",
        "من يستطيع فليرسل القليل إلى {} وجزاكم الله خيرا",
        "كنا مع {} ولا نزال معهم",
    ],
}


def _table(entries: str) -> dict[str, str]:
    """A letter and what stands for it, without anything between them; entries apart by spaces."""
    return {entry[0]: entry[1:] for entry in entries.split()}


# What looks the same to a hurried reader: first those on anybody's keyboard, then those people copy from pages.
NEAR = {
    **dict(zip("aceopxyijsEABCHKMOPTX", "асеорхуіјѕЕАВСНКМОРТХ", strict=True)),
    **dict(zip("асеорхуАВСЕНКМОРТХ", "aceopxyABCEHKMOPTX", strict=True)),
    **dict(zip("كيىهة", "کیۍہۃ", strict=True)),
}
FAR = _table(
    """
    aɑα bЬƅ cϲⅽ dԁⅾ e℮ҽ fẝϝ gɡց hհһ iıɩ kκк lӏⅼ mⅿм nոռ oοօ rгᴦ sꜱѕ tтτ uսυ vνѵ wѡա AΑᎪ DᎠᗞ GԌ HΗᎻ KΚᏦ
    LᏞⅬ OΟՕ TΤᎢ VᏙѴ аɑα бϭ6 вʙᏼ гᴦr дᴅԁ еҽ℮ зɜзӡ иᴎu йҋѝ кκᴋ лᴫԉ мᴍⅿ нʜң оοօ пᴨn рρҏ сϲⅽ тτᴛ уƴγ цҵ щɯ
    ыӹ ьƅь жҗӝ КΚᏦ ВΒᏴ СϹᏟ ПΠπ РΡᏢ ЗӠ3 اٱ رڔړ دڈډ نںڼ لڵڷ قڧڨ ع؏ڠ وۅۉ يےې سښڛ حځ بڀپ فڤڢ شڜ م۾ جچڃ طڟ ةۂ
    هھ
    """
)
LEET = _table("a4@ e3€ i1! o0 s5$ t7+ g9 b8 l1| а@4 о0 з3 е3 ч4 б6 в8 г7 т7 и1 с$")
DRAWN = _table(
    r"""
    k|< v\/ n|\| d|) l|_ r|2 h|-| m|\/| o() b|3 w\/\/ t† u|_| g(_+ a/\ e[- s§ i][ f|= к|< в|3 л/\ н|-|
    ж}|{ ыbI щLLI, и|/| м|\/| о() п|¯| р|> с[ т-|- у'/ цLI, ьb з'/_ г|` й|/| б6 е[- а/-\ д/_\
    """
)
ACCENTS = _table(
    """
    aáàäåãāąạ cçčĉ dďđḋ eéèëēęě fḟƒ gğġģ hħĥḥ iíïìīį kķǩ lłľĺ mṁḿ nñńňņ oóöøōő rřŕṙ sšśş tťŧţ uüúůų vṽṿ
    wŵẁ bḃƀ аӑӓ еёѐӗ зӟҙ иӣӥѝ кќқҝ нңҥ оӧө пҧ рҏ сҫ тҭ уӯӱў гѓґғ ыӹ жӝҗ чӵҷ
    """
)
FLIPPED = _table(
    """
    aɐ bq cɔ dp eǝ fɟ gƃ hɥ iᴉ jɾ kʞ ll mɯ nu oo pd qb rɹ ss tʇ un vʌ wʍ xx yʎ zz аɐ бƍ вʚ гɹ дɓ еǝ жж
    зε ии йņ кʞ лv мw нн оо пu рd сɔ тɯ уʎ фф хх цǹ чҺ шm щm ьq эє яʁ ыıq юoı
    """
)
EMOJI_EN = _table("a🅰️ b🅱️ o⭕ p🅿️ mⓂ️ iℹ️ x❌ s💲 t✝️ v✅ c☪️")
EMOJI_RU = _table("а🅰️ в🅱️ о⭕ р🅿️ мⓂ️ х❌ т✝️ з3️⃣ ч4️⃣ б6️⃣ с☪️")
LATIN_RU = _table(
    """
    аa бb вv гg дd еe зz иi йy кk лl мm нn оo пp рr сs тt уu фf цc ыy ь' ёyo жzh хkh чch шsh щshch ъ эe
    юyu яya
    """
)
LATIN_RU_LOOSE = _table("жj хh ч4 шw щsch юu яia цts ь йj ыi")
LATIN_AR = _table("اa بb تt جj دd رr زz سs شsh ع3 فf قq كk لl مm نn هh وw يy ح7 خ5 ط6 ةa ثth صs ض9' غgh ذth")
LATIN_AR_LOOSE = _table("شch ق9 خkh طt وou يi جg ةah")
CYRILLIC_EN = dict(zip("abcdefghiklmnoprstuvwyz", "абкдефгхиклмнопрстуввиз", strict=True))
EN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
RU_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"
AR_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ"
ROWS = "qwertyuiop asdfghjkl zxcvbnm йцукенгшщзх фывапролджэ ячсмитьбю ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظ"
EAR = {
    "en": "ph→f ck→k c→k k→c v→w w→v th→f or→aw er→a ar→ah a→ay ee→i i→y s→z gu→gw me→mee da→day",
    "ru": "о→а е→и щ→сч ец→иц в→ф тс→ц г→х й→ з→с ж→ш ы→и нн→н ь→ б→п у→ю б→бэ",
    "ar": "ق→ك ق→غ ة→ه ج→ق ع→ا ط→ت د→ض س→ص ي→ى ذ→ز ش→س ح→ه ال→ل ون→وون",
}
UNDOTTED = str.maketrans("بتثنيجخذزشضظغفقةپچ", "ٮٮٮںىححدرسصطعڡٯهٮح")
HARAKAT = "\u064e\u064f\u0650\u0651\u0652"
INVISIBLE = list("\u200b\u200c\u200d\u2060\u00ad\ufeff\u034f\u180e\u2063\u3164\ufe0f\U000e0061\u061c\u200e")
SEPARATORS = list(".-_*/|•·~+';!…︱⁄♥^,")
EMOJI = "🔥 ⚡ 🖤 ✨ 🌑 💀 🤝 👊 🦅 🌿 ❄️ 👁️"
BASES = {  # first small letter and first capital of each styled alphabet
    "bold": (0x1D41A, 0x1D400),
    "sans": (0x1D5BA, 0x1D5A0),
    "script": (0x1D4EA, 0x1D4D0),
    "fraktur": (0x1D586, 0x1D56C),
    "double": (0x1D552, 0x1D538),
    "mono": (0x1D68A, 0x1D670),
    "wide": (0xFF41, 0xFF21),
    "circled": (0x24D0, 0x24B6),
    "squared": (0x1F130, 0x1F130),
    "filled": (0x1F170, 0x1F170),
    "parens": (0x249C, 0x1F110),
    "flags": (0x1F1E6, 0x1F1E6),
}
SMALL_CAPS = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))


def _some(rng: Random, places: list[int], least: int, most: int) -> set[int]:
    return set(rng.sample(places, min(len(places), rng.randint(least, most))))


def _mapped(rng: Random, name: str, table: dict[str, str], share: float) -> str:
    """Each letter in the table exchanged with the chance `share`, at least one of them."""
    there = [i for i, c in enumerate(name) if c in table or c.lower() in table]
    if not there:
        return name
    chosen = {i for i in there if rng.random() < share} or {rng.choice(there)}
    return "".join((table.get(c) or table[c.lower()]) if i in chosen else c for i, c in enumerate(name))


def _picked(rng: Random, table: dict[str, str]) -> dict[str, str]:
    """One of the glyphs for every letter: people stay with the one they found."""
    return {letter: rng.choice(unicodedata.normalize("NFC", glyphs)) for letter, glyphs in table.items()}


def _words(name: str, change: Callable[[str], str]) -> str:
    return " ".join(change(word) for word in name.split(" "))


def _letters(name: str) -> list[int]:
    """Where a letter stands inside a word: neither its first nor its last."""
    return [
        i
        for i in range(1, len(name) - 1)
        if name[i].isalpha() and name[i - 1].isalpha() and name[i + 1].isalpha()
    ]


def one_lookalike(rng: Random, name: str, lang: str) -> str:
    places = [i for i, c in enumerate(name) if c in NEAR]
    chosen = _some(rng, places, 1, 3)
    return "".join(NEAR[c] if i in chosen else c for i, c in enumerate(name))


def strange_lookalikes(rng: Random, name: str, lang: str) -> str:
    return _mapped(rng, name, _picked(rng, FAR), rng.choice([0.5, 0.8, 1.0]))


def digits(rng: Random, name: str, lang: str) -> str:
    return _mapped(rng, name, _picked(rng, LEET), rng.choice([0.4, 0.7, 1.0]))


def drawn_letters(rng: Random, name: str, lang: str) -> str:
    return _mapped(rng, name, DRAWN, rng.choice([0.3, 0.6]))


def spaced(rng: Random, name: str, lang: str) -> str:
    gap = rng.choice([" ", " ", "  ", "\u00a0", "\u2009", "\u3000"])
    return rng.choice([gap, gap * 2, gap * 3]).join(gap.join(word) for word in name.split(" "))


def separated(rng: Random, name: str, lang: str) -> str:
    mark = rng.choice(SEPARATORS)
    between = rng.choice([" ", mark, f" {mark} "])
    return between.join(mark.join(word) for word in name.split(" "))


def broken_up(rng: Random, name: str, lang: str) -> str:
    marks = [*SEPARATORS, " ", " - ", "...", "()", "[]", "''"]
    chosen = _some(rng, _letters(name), 1, 3)
    return "".join((rng.choice(marks) if i in chosen else "") + c for i, c in enumerate(name))


def invisible(rng: Random, name: str, lang: str) -> str:
    marks = rng.choice([INVISIBLE, [rng.choice(INVISIBLE)]])
    chosen = _some(rng, list(range(1, len(name))), 1, len(name))
    return "".join((rng.choice(marks) if i in chosen else "") + c for i, c in enumerate(name))


def stacked_marks(rng: Random, name: str, lang: str) -> str:
    deep = rng.choice([1, 3, 7])
    marks = [chr(code) for code in range(0x300, 0x36F)]
    return "".join(
        c + "".join(rng.choices(marks, k=rng.randint(1, deep))) if c.isalpha() else c for c in name
    )


def accents(rng: Random, name: str, lang: str) -> str:
    return _mapped(rng, name, _picked(rng, ACCENTS), 0.6)


def styled(rng: Random, name: str, lang: str) -> str:
    if lang == "ar":
        return "".join(rng.choice(_shapes().get(c, [c])) for c in name)
    style = rng.choice([*BASES, "small", "raised"])
    if style in ("small", "raised"):
        table = SMALL_CAPS if style == "small" else RAISED
        return "".join(table.get(c.lower(), c) for c in name)
    low, high = BASES[style]
    out = [chr((high if c.isupper() else low) + ord(c.lower()) - 97) if c.isalpha() else c for c in name]
    return ("\u200b" if style == "flags" else "").join(out)


def _shapes() -> dict[str, list[str]]:
    """The presentation forms of every Arabic letter."""
    forms: dict[str, list[str]] = {}
    for code in range(0xFE80, 0xFEF5):
        forms.setdefault(unicodedata.normalize("NFKC", chr(code)), []).append(chr(code))
    return forms


def emoji_letters(rng: Random, name: str, lang: str) -> str:
    return _mapped(rng, name, EMOJI_EN if lang == "en" else EMOJI_RU, rng.choice([0.5, 1.0]))


def emoji_inside(rng: Random, name: str, lang: str) -> str:
    most = rng.choice([1, 2, len(name)])
    marks = rng.sample(EMOJI.split(), 2)
    chosen = _some(rng, _letters(name), 1, most)
    return "".join((rng.choice(marks) if i in chosen else "") + c for i, c in enumerate(name))


def stretched(rng: Random, name: str, lang: str) -> str:
    chosen = _some(rng, [i for i, c in enumerate(name) if c.isalpha()], 1, 5)
    return "".join(c * rng.randint(2, 5) if i in chosen else c for i, c in enumerate(name))


def letter_left_out(rng: Random, name: str, lang: str) -> str:
    at = rng.choice(_letters(name))
    return name[:at] + name[at + 1 :]


def letters_exchanged(rng: Random, name: str, lang: str) -> str:
    at = rng.choice([i for i in _letters(name) if i + 1 in _letters(name) and name[i] != name[i + 1]])
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def wrong_key(rng: Random, name: str, lang: str) -> str:
    at = rng.choice([i for i in _letters(name) if any(name[i] in row for row in ROWS.split())])
    row = next(row for row in ROWS.split() if name[at] in row)
    near = row[max(0, row.index(name[at]) - 1) : row.index(name[at]) + 2].replace(name[at], "")
    extra = name[at] if rng.random() < 0.4 else ""
    return name[:at] + extra + rng.choice(near) + name[at + 1 :]


def by_ear(rng: Random, name: str, lang: str) -> str:
    sounds = [tuple(pair.split("→")) for pair in EAR[lang].split()]
    fitting = [pair for pair in sounds if pair[0] in name.lower()]
    out = name.lower()
    for old, new in rng.sample(fitting, min(len(fitting), rng.randint(1, 3))):
        out = out.replace(old, new, 1)
    return out


def masked(rng: Random, name: str, lang: str) -> str:
    mark = rng.choice(["*", "*", "#", "_", "?", "■", "…", "-", "x"])
    one_each = [
        rng.choice([i for i in _letters(name) if start <= i < start + len(word)])
        for start, word in _starts(name)
    ]
    chosen = set(one_each) if rng.random() < 0.5 else _some(rng, _letters(name), 1, 2)
    return "".join(mark if i in chosen else c for i, c in enumerate(name))


def _starts(name: str) -> Iterator[tuple[int, str]]:
    """Each word that has an inside, with the place where it begins."""
    at = 0
    for word in name.split(" "):
        if len(word) > 2:
            yield at, word
        at += len(word) + 1


def no_vowels(rng: Random, name: str, lang: str) -> str:
    share = rng.choice([0.6, 1.0])

    def thin(word: str) -> str:
        kept = [c for c in word[1:] if c not in "aeiouаеёиоуыэюя" or rng.random() > share]
        return word if len(word) < 4 else word[0] + "".join(kept)

    return _words(name, thin)


def backwards(rng: Random, name: str, lang: str) -> str:
    return name[::-1] if rng.random() < 0.5 else _words(name, lambda word: word[::-1])


def halves_turned(rng: Random, name: str, lang: str) -> str:
    def turn(word: str) -> str:
        cut = len(word) // 2 + rng.randint(-1, 1)
        return word if len(word) < 5 else word[cut:] + rng.choice(["", "-"]) + word[:cut]

    return _words(name, turn)


def upside_down(rng: Random, name: str, lang: str) -> str:
    start = rng.choice([0, 0, *(at for at, _ in _starts(name))])
    turned = [FLIPPED.get(c, c) for c in name[start:].lower()]
    return name[:start] + "".join(turned if rng.random() < 0.25 else reversed(turned))


def transliterated(rng: Random, name: str, lang: str) -> str:
    if lang == "en":
        return "".join(CYRILLIC_EN.get(c, c) for c in name.lower()).capitalize()
    strict, loose = (LATIN_RU, LATIN_RU_LOOSE) if lang == "ru" else (LATIN_AR, LATIN_AR_LOOSE)
    own = {letter: sound for letter, sound in loose.items() if rng.random() < 0.4}
    out = "".join(own.get(c, strict.get(c, c)) for c in name.lower())
    return out if rng.random() < 0.5 else out.title()


def wrong_layout(rng: Random, name: str, lang: str) -> str:
    mine = {"en": EN_KEYS, "ru": RU_KEYS, "ar": AR_KEYS}[lang]
    other = rng.choice([RU_KEYS, RU_KEYS, AR_KEYS]) if lang == "en" else EN_KEYS
    return "".join(other[mine.index(c)] if c in mine else c for c in name.lower())


def dotless(rng: Random, name: str, lang: str) -> str:
    if rng.random() < 0.6:
        return name.translate(UNDOTTED)
    chosen = _some(rng, [i for i, c in enumerate(name) if c.translate(UNDOTTED) != c], 1, 4)
    return "".join(c.translate(UNDOTTED) if i in chosen else c for i, c in enumerate(name))


def kashida_and_vowels(rng: Random, name: str, lang: str) -> str:
    kinds = rng.choice(["ـ", HARAKAT, "ـ" + HARAKAT])
    return "".join(
        c + "".join(rng.choices(kinds, k=rng.randint(1, 3))) if c.isalpha() and rng.random() < 0.6 else c
        for c in name
    )


def scripts_by_sound(rng: Random, name: str, lang: str) -> str:
    table = {"en": CYRILLIC_EN, "ru": LATIN_RU, "ar": LATIN_AR}[lang]
    return _mapped(
        rng, name, {letter: sound for letter, sound in table.items() if sound}, rng.choice([0.15, 0.3, 0.5])
    )


def glued(rng: Random, name: str, lang: str) -> str:
    tails = {
        "en": ["official", "news", "forever", "88"],
        "ru": ["official", "сила", "новости", "2026"],
        "ar": ["رسمي", "اخبار", "1", "news"],
    }
    heads = {"en": ["the", "real", "go"], "ru": ["за", "наш", "the"], "ar": ["و", "ب", "يا"]}
    joint = rng.choice(["", "", "_"])
    parts = name.lower().split(" ")
    shape = rng.randrange(4)
    if shape in (0, 2) or (shape == 3 and len(parts) == 1):
        parts.insert(0, rng.choice(heads[lang]))
    if shape in (1, 2):
        parts.append(rng.choice(tails[lang]))
    return rng.choice(["", "#", "@"]) + joint.join(parts)


def down_the_page(rng: Random, name: str, lang: str) -> str:
    if rng.random() < 0.5:
        return "\n" + "\n".join(name.replace(" ", "")) + "\n"
    at = rng.choice(_letters(name))
    return name[:at] + rng.choice(["\n", "-\n", "\n\n", " \n"]) + name[at:]


def bidi(rng: Random, name: str, lang: str) -> str:
    if lang == "ar":
        return "\u202d" + name[::-1] + "\u202c"
    at = rng.choice(_letters(name))
    part, whole = name[at:][::-1], name[::-1]
    return rng.choice(
        [f"\u202e{whole}\u202c", f"{name[:at]}\u2066{name[at:]}\u2069", f"{name[:at]}\u202e{part}\u202c"]
    )


def markup(rng: Random, name: str, lang: str) -> str:
    mark = rng.choice(["**", "__", "||", "~~", "`", "<b>", "[]"])
    closing = {"<b>": "</b>", "[]": "](https://example.org)"}.get(mark, mark)
    opening = "[" if mark == "[]" else mark
    at = rng.choice(_letters(name))
    end = rng.choice([i for i in [*_letters(name), len(name)] if i > at])
    return name[:at] + opening + name[at:end] + closing + name[end:]


def words_apart(rng: Random, name: str, lang: str) -> str:
    fill = {
        "en": ["(you know)", "✨✨✨", "— the —", "hmm", "\n\n"],
        "ru": ["(ну вы поняли)", "🔥🔥🔥", "этот самый", "эээ", "\n\n"],
        "ar": ["(تعرفون)", "🔥🔥🔥", "هههه", "***", "\n\n"],
    }
    parts = name.split(" ")
    if rng.random() < 0.3:
        return " ".join(reversed(parts))
    return f" {rng.choice(fill[lang])} ".join(parts)


def two_at_once(rng: Random, name: str, lang: str) -> str:
    own = [digits, accents] if lang != "ar" else [dotless]
    first = rng.choice([one_lookalike, by_ear, letter_left_out, stretched, masked, *own])
    second = rng.choice([invisible, broken_up, emoji_inside, spaced, separated, stacked_marks])
    return second(rng, first(rng, name, lang), lang)


ALL = ("en", "ru", "ar")
NO_ARABIC = ("en", "ru")
LANGUAGES: dict[Family, tuple[str, ...]] = {
    **dict.fromkeys([digits, drawn_letters, accents, emoji_letters, no_vowels, upside_down], NO_ARABIC),
    styled: ("en", "ar"),
    **dict.fromkeys([dotless, kashida_and_vowels], ("ar",)),
}


def families() -> dict[str, Family]:
    """Every family by its name, in a fixed order."""
    every: list[Family] = [
        one_lookalike, strange_lookalikes, digits, drawn_letters, spaced, separated, broken_up, invisible,
        stacked_marks, accents, styled, emoji_letters, emoji_inside, stretched, letter_left_out, letters_exchanged,
        wrong_key, by_ear, masked, no_vowels, backwards, halves_turned, upside_down, transliterated, wrong_layout,
        dotless, kashida_and_vowels, scripts_by_sound, glued, down_the_page, bidi, markup, words_apart, two_at_once,
    ]  # fmt: skip
    return {family.__name__: family for family in every}


def names() -> dict[str, list[str]]:
    """The made-up names by language, one to three words each."""
    return NAMES


def samples(family: str) -> list[tuple[str, str, str]]:
    """(language, name, sentence) fifty times: the same ones always, none of which has the name as it is."""
    change = families()[family]
    langs = LANGUAGES.get(change, ALL)
    found: list[tuple[str, str, str]] = []
    turn = 0
    while len(found) < SAMPLES:
        rng = Random(f"{SEED}:{family}:{turn}")
        lang = langs[turn % len(langs)]
        known = [name for name in NAMES[lang] if " " in name or change is not words_apart]
        name = known[turn // len(langs) % len(known)]
        sentence = rng.choice(SENTENCES[lang])
        written = change(rng, name, lang)
        if written.casefold() != name.casefold():
            found.append((lang, name, sentence.format(written)))
        turn += 1
    return found
