"""Alphabets that programs for nicknames offer instead of a to z, and how letters are named and tapped. Pure data.

A row has 26 characters, one for each letter from a to z. Rows were collected from public programs of that kind; what a
character stands for is decided by most of the rows that have it. Shapes of other characters: twins.py.
"""

from collections import Counter


def listed(words: str) -> list[str]:
    """Words parted by spaces."""
    return words.split()


ABC = "abcdefghijklmnopqrstuvwxyz"
AZBUKA = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
HIJAI = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
ROWS = (
    "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "卂乃匚刀乇下厶卄工丁长乚爪𠘨口尸㔿尺丂丅凵リ山乂丫乙",
    "卂乃匚刀モ下ム卄工ＪＫㄥ爪れ口ㄗＱ尺丂ㄒㄩV山メ丫乙",
    "卂乃匚刀乇下Ꮆ卄丨丁长ㄥ从几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂丫乙",
    "丹日亡句ヨ乍呂廾工亅片乚从ん口尸厶尺ら丅凵√山メ丫乙",
    "月乃匸刁巳于彑升工勹ケ乚册冂回户众厂弓七廿レ屾爻丫之",
    "ﾑ乃ᄃり乇ｷムんﾉﾌズﾚﾶ刀のｱゐ尺丂ｲひ√wﾒﾘ乙",
    "ΛϦㄈÐƐFƓнɪﾌҚŁ௱ЛØþҨ尺らŤЦƔχϤẔz",
    "ค๒ς๔єŦﻮђเןкɭ๓ภ๏קợгรՇยשฬאץչ",
    "ค๒ς๔єŦɠђเןкl๓ภ๏קợгรՇยงฬхуչ",
    "ค๖¢໓ēfງhiวkl๓ຖ໐p๑rŞtนງຟxฯຊ",
    "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꎭꈤꂦᖘꆰꋪꌗ꓄ꀎᐯꅏꊼꌩꁴ",
    "ꋫꃃꏸꁕꍟꄘꁍꑛꂑꀭꀗ꒒ꁒꁹꆂꉣꁸ꒓ꌚ꓅ꐇꏝꅐꇓꐟꁴ",
    "ꁲꌃꏳꂟꑾꊰꁅꑛꂑ꒻ꀗ꒒ꂵꋊꆂꉣꁸꋪꌚ꓅ꐇꏝꅏꇓꐔꑒ",
    "ꋬꃳꉔ꒯ꏂꊰꍌꁝ꒐꒻ꀘ꒒ꂵꋊꄲꉣꆰꋪꇙ꓄꒤꒦ꅐꉧꌦꁴ",
    "ꁲꃃꇃꂡꏹꄙꁍꀍꀤꀭꈵ꒒ꂵꋊꁏꉣꆰꋪꌗ꓅ꌇ꒦ꅏꋋꌥ꒗",
    "ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ",
    "ᎯᏰᏨᎠᎬᎰᎶᎻᎨᏠᏦᏝᎷᏁᎾᏢᏄᏒᏕᎿᏬᏉᏯᎲᎽᏃ",
    "ልጌርዕቿቻኗዘጎጋጕረጠክዐየዒዪነፕሁሀሠሸሃጊ",
    "ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ",
    "ąҍçժҽƒցհìʝҟӀʍղօքզɾʂէմѵա×վՀ",
    "ąҍϲժҽƒցհíյƘӀʍղօԹզɾՏԵմѵա×վՀ",
    "Ⱥβ↻ᎠƐƑƓǶįلҠꝈⱮហටφҨའϚͲԱỼచჯӋɀ",
    "ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ",
    "αႦƈԃҽϝɠԋιʝƙʅɱɳσρϙɾʂƚυʋɯxყȥ",
    "αβςδεfɠɧίʝκɭɱησρqɾʂτμνωχγζ",
    "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "ΔβĆĐ€₣ǤĦƗĴҜŁΜŇØƤΩŘŞŦỮVŴЖ¥Ž",
    "åß¢Ðê£ghïjklmñðþqr§†µvwx¥z",
    "ΛBᄃDΣFGΉIJKᄂMПӨPQЯƧƬЦVЩXYZ",
    "ΛBCDΞFGHIJKLMN♢PQRSTUVWXYZ",
    "аъсdэfБнїјкlмиорqяѕтцѵшхчz",
    "АБCDЭFGНЇJКLМИОPQЯSТЦVШХYZ",
    "ДБCDΞFGHIJҜLMИФPǪЯSΓЦVЩЖУZ",
    "ꍏ♭☾ᕲ€Ϝ❡♄♗♪ϰ↳ᗰ♫⊙ρ☭☈ⓢ☂☋✓Ꮤ⌘⚧☡",
    "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ",
    "ᗩᗷᑢᕲᘿᖴᘜᕼᓰᒚᖽᐸᒪᘻᘉᓍᕵᕴᖇSᖶᑘᐺᘺ᙭ᖻ",
    "ᕱᗽᑤᗫᗴℱᏀᏲᎥᒎᏦᏝᗻᘗᗝᖘᕴᖈᔖ⊤ᑗᐻᗼ᙮ᖻᙆ",
    "ꪖ᥇ᥴᦔꫀᠻᧁꫝ꠸꠹ᛕꪶꪑꪀꪮρꪇ᥅ᦓꪻꪊꪜ᭙᥊ꪗɀ",
    "ᥲᑲᥴძꫀᖴᧁɦɩȷƙᥣꪔᥒ᥆ρᑫᖇ᥉ƚᥙ᥎᭙᥊ᥡᤁ",
    "მჩეძპფცhἶქκlოῆõρგΓჰནυὗwჯყɀ",
    "მბცძეჶგჰიჟკლმნოპქრსტუვწხყზ",
    "𐌀𐌁𐌂𐌃𐌄𐌅Ᏽ𐋅𐌉Ꮭ𐌊𐌋𐌌𐌍Ꝋ𐌐𐌒𐌓𐌔𐌕𐌵ᕓᏔ𐋄𐌙Ɀ",
    "ᚨᛒᚲᛞᛖᚠᚷᚺᛁᛃᚲᛚᛗᚾᛟᛈᛩᚱᛋᛏᚢᚡᚹᛪᛃᛉ",
    "ᚫᛒᚳᛞᛖᚠᚷᚻᛁᛃᚴᛚᛗᚾᚩᛈᛩᚱᛋᛏᚢᚡᚹᛉᚣᛉ",
    "ƛƁƇƊƐƑƓӇƖʆƘԼMƝƠƤQƦƧƬƲƔƜXƳȤ",
    "å∫ç∂´ƒ©˙ˆ∆˚¬µ˜øπœ®ß†¨√∑≈¥Ω",
    "אɓςדєғפהוןкլмחסקףяรтuטשאעצ",
    "ɐqɔpǝɟƃɥıɾʞןɯuodbɹsʇnʌʍxʎz",
    "∀ᗺƆᗡƎℲ⅁HIſꓘ˥WNOԀტᴚS⊥∩ΛMX⅄Z",
    "AdↄbɘꟻgHijklmᴎoqpᴙꙅTuvwxyz",
    "🝐🝑🝒🝓🝔🝕🝖🝗🝘🝙🝚🝛🝜🝝🝞🝟🝠🝡🝢🝣🝤🝥🝦🝧🝨🝩",
    "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵",
    "🅰🅱🌙🌛📧🎏🌀♓ℹ🎷🎋👢♏📈⭕🅿🍳🌱💲✝⛎✅〰❌💴💤",
)
EMOJI = {
    "a": "🅰⛺🔺🗼🗻🏔🎪📐", "b": "🅱🐝🏖", "c": "🌙☪🌜🌒🌊🌘⚓", "d": "🌛🏹◗🎯", "e": "📧💶🇪", "f": "🎏🚩🏁🎐",
    "g": "🌀⛽", "h": "♓🏨🪜🏩", "i": "ℹ🕯👁🎋🗽❗📍🕴🧍", "j": "🎷🪝🎣☂🏑", "k": "🔑🎋", "l": "👢🕒🛴🏒",
    "m": "Ⓜ♏♍〽🎢🚇",
    "n": "♑📈🎵", "o": "⭕🅾⚽🏀🔴🔵⚪⚫🌕🌑🌞🍩🌍🌎🌏💿🎱🥯🍪🟠🟡🟢🟣🟤📀💍🪙🛞", "p": "🅿🏳🚏", "q": "🍳🔍",
    "r": "®🌱👨🏴",
    "s": "💲🐍⚡💵🪱〽", "t": "✝➕🌴⛏🔨☦📏🪧☨", "u": "⛎🧲🐎🫴", "v": "✅☑♈✔🔻🔽🏺", "w": "〰🌊🔱",
    "x": "❌❎✖⚔🔀🩻☠", "y": "💴🌱🪃",
    "z": "💤⚡",
}  # fmt: skip
"""Pictures that stand for the letter they begin with or look like."""
BRAILLE_CYRILLIC = dict(zip(AZBUKA, "⠁⠃⠺⠛⠙⠑⠡⠚⠵⠊⠯⠅⠇⠍⠝⠕⠏⠗⠎⠞⠥⠋⠓⠉⠟⠱⠭⠷⠮⠾⠪⠳⠫", strict=True))
BRAILLE_ARABIC = dict(zip(HIJAI + "ةىء", "⠁⠃⠞⠹⠚⠱⠭⠙⠮⠗⠵⠎⠩⠯⠫⠾⠿⠷⠣⠋⠟⠅⠇⠍⠝⠓⠺⠊⠡⠕⠄", strict=True))
MORSE_LATIN = dict(zip(ABC, listed(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - "
        "..- ...- .-- -..- -.-- --.."
), strict=True))  # fmt: skip
MORSE_CYRILLIC = dict(zip(AZBUKA, listed(
        ".- -... .-- --. -.. . . ...- --.. .. .--- -.- .-.. -- -. --- .--. .-. ... - ..- "
        "..-. .... -.-. ---. ---- --.- "
    "--.-- -.-- -..- ..-.. ..-- .-.-"
), strict=True))  # fmt: skip
MORSE_ARABIC = dict(zip(HIJAI, listed(
        ".- -... - -.-. .--- .... --- -.. --.. .-. ---. ... ---- -..- ...- ..- -.-- .-.- "
        "--. ..-. --.- -.- .-.. -- -. ..-.. "
    ".-- .."
), strict=True))  # fmt: skip
SPOKEN = {
    "a": "ay a", "b": "bee be bé", "c": "cee see ce cé ze", "d": "dee de dé", "e": "ee e", "f": "eff ef effe efe fe",
    "g": "gee ge gé", "h": "aitch haitch ha hache ache he", "i": "eye i", "j": "jay jot ji jota je", "k": "kay ka ke",
    "l": "ell el elle ele le", "m": "em emme eme me", "n": "en enn enne ene ne", "ñ": "eñe", "o": "oh o",
    "p": "pee pe pé",
    "q": "cue queue ku kuh cu", "r": "ar arr er err erre ere re", "s": "ess es esse ese se", "t": "tee te té",
    "u": "you u yu", "v": "vee vau vé uve ve", "w": "doubleyou double-u we doublevé double-vé uvedoble doble-ve",
    "x": "ex ix ixe equis", "y": "why ypsilon igrec i-grec ye", "z": "zee zed zett zède zeta ze",
    "ş": "şe", "ç": "çe", "ğ": "ge",
}  # fmt: skip
"""How letters are called in English, German, French, Spanish and Turkish. One name may be of several letters."""
SPOKEN_CYRILLIC = {
    "бэ": "б", "бе": "б", "вэ": "в", "ве": "в", "гэ": "г", "ге": "г", "дэ": "д", "де": "д", "жэ": "ж", "же": "ж",
    "зэ": "з", "зе": "з", "ка": "к", "эль": "л", "эл": "л", "эм": "м", "эн": "н", "пэ": "п", "пе": "п", "эр": "р",
    "эс": "с", "тэ": "т", "те": "т", "эф": "ф", "ха": "х", "цэ": "ц", "це": "ц", "че": "ч", "чэ": "ч", "ша": "ш",
    "ща": "щ", "еры": "ы", "йот": "й",
}  # fmt: skip
SPOKEN_ARABIC = dict(zip(listed(
        "الف باء تاء ثاء جيم حاء خاء دال ذال راء زاي سين شين صاد ضاد طاء ظاء عين غين فاء "
        "قاف كاف لام ميم نون هاء واو ياء"
), HIJAI, strict=True))  # fmt: skip
KEYPAD = {
    c: str(key)
    for groups in (
        "abc def ghi jkl mno pqrs tuv wxyz",
        "абвг деёжз ийкл мноп рсту фхцч шщъы ьэюя",
        "بتث ا سشصض دذرز جحخ نهوي فقكلم طظعغ",
    )
    for key, group in enumerate(groups.split(), 2)
    for c in group
}
TAPS = {
    kind: {
        str(key) * taps: c for key, group in enumerate(groups.split(), 2) for taps, c in enumerate(group, 1)
    }
    for kind, groups in {
        "latin": "abc def ghi jkl mno pqrs tuv wxyz",
        "cyrillic": "абвг деёжз ийкл мноп рсту фхцч шщъы ьэюя",
        "arabic": "بتث ا سشصض دذرز جحخ نهوي فقكلم طظعغ",
    }.items()
}
"""A key of a telephone pressed so many times."""


def voted() -> dict[str, str]:
    """Each character of the rows and the letter that most of them mean by it; without what is that letter anyway."""
    votes: dict[str, Counter[str]] = {}
    for row in ROWS:
        for letter, char in zip(ABC, row, strict=True):
            if char.lower() not in ABC:
                votes.setdefault(char, Counter())[letter] += 1
    found = {char: counts.most_common(1)[0][0] for char, counts in votes.items()}
    for letter, pictures in EMOJI.items():
        for picture in pictures:
            found.setdefault(picture, letter)
    return found


CHARS = voted()
ROW_OF = tuple(
    {char: letter for letter, char in zip(ABC, row, strict=True) if char.lower() not in ABC} for row in ROWS
)
ROWS_WITH: dict[str, tuple[int, ...]] = {
    char: tuple(number for number, row in enumerate(ROW_OF) if char in row)
    for char in {c for row in ROW_OF for c in row}
}
ROW_MIN = 3
"""Different characters of one row that show that it was used."""


def row_used(text: str) -> dict[str, str]:
    """The row that most of the characters are from; {} where that is not clear."""
    counts = Counter(number for char in sorted(set(text)) for number in ROWS_WITH.get(char, ()))
    number, most = counts.most_common(1)[0] if counts else (0, 0)
    return ROW_OF[number] if most >= ROW_MIN else {}
