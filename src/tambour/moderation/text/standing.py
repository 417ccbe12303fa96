"""What every character, and every run of them, may stand for: drawn, alike, by sound, on its head. Pure.

Nothing is decided here: a sign may stand for several letters of several scripts, and what reads them (lattice.py) knows
the names. Letters are folded ones (letters.py); one sign may stand for several of them: щ for shch.
"""

from collections.abc import Iterable
from functools import lru_cache

from tambour.moderation.text import letters, looks
from tambour.moderation.text.alphabets import BRAILLE_ARABIC, BRAILLE_CYRILLIC, CHARS, ROW_OF, ROWS_WITH
from tambour.moderation.text.letters import fold, script

RUN_MAX = 6
"""Characters of the longest drawing."""


def listed(said: str) -> dict[str, tuple[str, ...]]:
    """`sign letter letter; sign letter`: signs and what they stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in said.split("; "):
        sign, *meant = entry.split()
        found[sign] = (*found.get(sign, ()), *meant)
    return found


BY_SOUND = (
    # Latin letters for Russian ones
    listed(
        "a а я; b б в; c с ц к; d д; e е э; f ф; g г; h х г; i и; j и ж; k к; l л; m м; n н; o о; p п р; "
        "q к; r р; s с; "
        "t т; u у ю; v в; w в ш; x х кс; y и ы у; z з; ' ь ъ; ` ь; zh ж; kh х; ch ч; sh ш; sch щ; shch щ; "
        "shh щ; ts ц; "
        "tz ц; cz ц ч; sz ш; yu ю; ju ю; iu ю; ya я; ja я; ia я; yo е; jo е; ye е; je е; ij и; yj ы; iy и; "
        "y' ы; e' э; "
        "ph ф; ck к; ou у; oo у; ee и; šč щ; š ш; č ч; ž ж"
    ),
    # Russian letters for Latin ones
    listed(
        "а a; б b; в v w; г g h; д d; е e ye; ж zh j g; з z s th; и i y ee; к k c q ck; л l; м m; н n; "
        "о o; п p; р r; "
        "с s c th; т t th; у u w oo; ф f ph th; х h kh x; ц ts c tz; ч ch; ш sh sch; щ sch shch; ъ -; "
        "ы y i; ь -; э e a; "
        "ю yu u ju; я ya a ja ia; дж j g; кс x; тс ts; тч ch"
    ),
    # Latin letters and digits for Arabic ones
    listed(
        "a ا ه ع; aa ا; b ب; c س ك; d د ض; e ي ا; f ف; g ج غ ق; h ه ح; i ي; j ج; k ك; l ل; m م; n ن; o و; "
        "p ب; q ق; r ر; "
        "s س ص; t ت ط; u و; v ف; w و; x كس خ; y ي; z ز ظ; th ث ذ; dh ذ ض ظ; kh خ; sh ش; ch ش; gh غ; ou و; "
        "oo و; ee ي; "
        "ei ي; ii ي; uu و; zh ظ ج; 2 ا ق; 3 ع; 3' غ; 4 ذ ش; 5 خ; 6 ط; 6' ظ; 7 ح; 7' خ; 8 ق غ; 9 ص ق; 9' ض; "
        "' ا ع; ` ع; "
        "al ال; el ال; ah ه; eh ه; @ ا"
    ),
    # Arabic letters for Latin and Russian ones
    listed(
        "ا a e а е я; ب b p б п; ت t т; ث th s с т; ج j g дж ж г; ح h х; خ kh х; د d д; ذ th dh z з; "
        "ر r р; ز z з; س s c с; "
        "ش sh ch ш ж щ; ص s с; ض d з д; ط t т; ظ z з; ع a а; غ g gh г в; ف f v ph ф в; ق q k c к; ك k c к; "
        "ل l л; م m м; "
        "ن n н; ه h a e х а; و o u w v о у в ю; ي i y e и е ы й; پ p п; ڤ v в; گ g г; چ ch ч; ژ zh ж; "
        "كس x; تش ch ч; "
        "تس ц ts; يو ю yu; يا я ya; وو oo"
    ),
    # Russian letters for Arabic ones
    listed(
        "а ا ه ع; б ب; в و; г غ ج; д د ض; дж ج; е ي ا; ж ج; з ز ذ ظ ض; и ي; к ك ق; л ل; м م; н ن; о و; "
        "п ب; р ر; "
        "с س ص ث; т ت ط; у و; ф ف; х ه ح خ; ц تس; ч تش ش; ш ش; ы ي; э ا; ю يو; я يا ا; ь -; ъ ا ع; ал ال; "
        "аль ال"
    ),
    # Russian letters that are drawn like Latin ones
    listed(
        "д a d; и n; я r; ц u; ш w; щ w; ж x k; ч y h; ь b; б b; г r; ф o; э e; з e; л n; п n; ю io; ъ b; "
        "є e; ы bi; й n; "
        "м m; т t; к k; н h; в b; р p; с c; х x; у y; і i; ї i; ѓ f; ђ h; ћ h; ќ k; ѕ s; җ x; ӿ x; ө o; "
        "ҷ y; ӌ y"
    ),
    # Letters of other languages and times for Russian ones
    listed(
        "ҵ ц; ӡ з; ҽ е; ҿ е; ӕ ае; ѣ ь; ѳ о ф; ѵ в у; ѫ ж; ѧ я; ѕ с з; ј ж и; љ л; њ н; ћ ч; ђ ч д; џ ц; "
        "ҕ б; ҁ с; ѡ ш; "
        "ԁ д; ԛ к; ԝ в ш; ө о; ү у; ұ у; ә а е; ӏ л и; ҩ о; ӷ г; ҧ п; ѯ кс; ѱ пс; ԉ л; ӆ л; ԓ л; ҥ н; ҭ т; "
        "ҷ ч; ӌ ч; ҹ ч; ӽ х"
    ),
    # Arabic letters that are said alike
    listed(
        "ق ك غ; ك ق; غ ق; ط ت; ت ط; ض د ظ; د ض; ص س; س ص ث; ظ ز ض; ز ذ ظ; ذ ز د; ث س ت; ح ه; ه ح; ع ا; ا ع"
    ),
)
"""Letters by how they sound; `-` for nothing."""
OTHER_DRAWINGS = listed(
    "lli ш; lli, щ; li, ц; li и ц; ll, ц; ll ц п; iii ш м; lll ш; 111 ш; |¯| п; |‾| п; п| ц; '/ у; y; ц; "
    "l; ц; "
    "l- г; |` г; i- г; |' г; '/_ з; 3 з э е; '/3 з; [- е; -[ э; |- г; i-i н; l-l н; 1-1 н; /-/ н; i<  к; "
    "l< к k; 1< к k; "
    "|\\/| м m; i\\/i м m; l\\/l м m; /\\/\\ м m; /v\\ м m; (v) м m; [v] м m; nn м m; ^^ м m л; "
    "|\\| n и; i\\i n; l\\l n; /\\/ n и; |/| и й; l/l и; 1/1 и; i/i и; |\\ n; \\/\\/ w ш; vv w; \\/ v у; "
    "\\_/ u; l_l u ц; "
    "|_l u; |_| u ц и; |_|_ щ; |_|_| ш w; |_|_|, щ; (_) u; [_] u; () o о ю; [] o о; {} o о; <> o о ф; (0) o; "
    "/-\\ a а л д; /\\ a а л; /_\\ a а д; /-| a; @ a а о; ^ a а л; 4 a а ч; /_\\ д a; _/\\_ д; [_\\ д; "
    "|3 b в; i3 b в; l3 b в; 13 b в; !3 b в; (3 b в; /3 b в; )3 b в; ]3 b в; 8 b в; 6 b б g ь; |o ь b ю; "
    "i> p d р; l> p d р; "
    "( c с; [ c с; < c с; { c с; |) d д; i) d; l) d; [) d; |> d р p; [> d; (| d; c| d; "
    "|= f; i= f; /= f; |= f е; [= f е; €  e е; (- e; £ l e; (_+ g; (_- g; c- g; 9 g q я д; (, g; &  g я e; "
    "|-| h н; i-i h н; [-] h н; ]-[ h н; }-{ h н; )-( h н; (-) h н; # h н; |~| h п; :-: h; -|- t т; "
    "']['  t; 7 t т г ч l; + t т; "
    "† t т; 1 i l и; ! i l и; | i l и; ][ i; ¡ i и; _| j; _/ j; _) j; |< k к; |{ k к; |( k к; ]{ k к; "
    "/< k к; "
    "|_ l; l_ l; 1_ l; i_ l; £ l; /l л; ji л; jl л; j| л; /| л; |° p; |* p р; "
    '|^ p r; |" p; |7 п p; /7 п; r| п; n п; tt п; '
    "(_, q; ()_ q; 0_ q; <| q; |2 r я; i2 r; l2 r; 12 r; /2 r; |? r; |~ r; ® r; |9 r; |` r г; 9| я; 9i я; "
    "9l я; <i я; "
    "5 s б; $ s с; § s; z s; 2 z s; 7_ z; >_ z; % z; >< x х ж; )( x х ж; }{ x х ж; * ж х; >|< ж; )|( ж; "
    "}|{ ж; }i{ ж; }l{ ж; >i< ж; "
    "`/ y у; \\| y ч; \\/ y у; ¥ y у; 4 ч; '-| ч; '4 ч; 0 o о; ø o о; |-o ю; |-0 ю; i-o ю; l-o ю; 1-0 ю; "
    "10 ю; lo ю; io ю; i0 ю; "
    "bi ы; bl ы; b| ы; ьi ы; ьl ы; ь| ы; 6i ы; 6| ы; b1 ы; ь1 ы; 'b ъ; `b ъ; u' й; u` й; i` й; ii и п; "
    "u и; n и п; r г; g д; "
    "qp ф; q|p ф; <|> ф; (|) ф; o|o ф; 3b ь; b ь в; w ш; w, щ; rn m; cl d; lc k; ¢ c с; "
    "|\\/|\\/| ш; \\/\\/, щ; \\|/ w; uu w; ph f; m т м; t т; k к; h н; y у; x х; p р п; c с; 6 б; ь b; ъ b; "
    "ţ t; ¿ e; ∂ d д; π п n; λ л a; φ ф; γ г y; 9l я; 9| я"
)
"""Letters that are drawn with several signs, or with others, beside those of looks.py."""
RASM = {
    letter: tuple(group)
    for group in ("بتثنيى", "جحخ", "فق", "دذ", "رز", "سش", "صض", "طظ", "عغ", "كل", "هو")
    for letter in group
}
"""Arabic letters that differ by dots alone, and what badly drawn ones are taken for."""
DOTLESS = {
    **dict.fromkeys("ٻڀٺٹٿپ", "ب"), **dict.fromkeys("ڄڃچڇ", "ج"), **dict.fromkeys("ڈڌڍ", "د"),
    **dict.fromkeys("ڑژ", "ر"),
    **dict.fromkeys("ڦڤ", "ف"), **dict.fromkeys("گڱ", "ك"), "ڻ": "ن", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ے": "ي",
    "ٮ": "ب", "ں": "ن", "ڡ": "ف", "ٯ": "ق", "ڪ": "ك", "؏": "ع", "۾": "م", "ۃ": "ه", "ۅ": "و", "ۉ": "و",
}  # fmt: skip
"""Arabic letters without dots, or with other dots, and one that is meant."""
FLIPS = {
    **{a: (b,) for a, b in zip("ɐqɔpǝɟƃɥᴉɾʞʃɯuodbɹsʇnʌʍxʎz", "abcdefghijklmnopqrstuvwxyz", strict=True)},
    **listed(
        "ı i; ļ l; l l; ן l; ꞁ l; ɓ g д; ƃ g б; ɹ r г; ʁ я r; ɯ m т ш щ; w м ш; m ш w щ; u п n; n и u; "
        "d р p; b q; p d; q b ь; "
        "ɐ а; ƍ б д; 9 б 6; ƙ к; ʚ в; ɞ в; ʛ д; ɓ д; ǝ е; ә е; ə е; ε з; є э; ɛ з э; ʒ з; и и; ņ й и; "
        "ň й и; ñ й ц; ŋ й ц; "
        "ʞ к; v л; ʌ л; ᴧ л; м w; н н; о о o; ɔ с; ɯ т; ʇ т; ⊥ т; ʎ у; ʏ у; λ у; ф ф; х х; x х; ǹ ц; ń ц; "
        "ȵ ц; ħ ч ц; ʰ ч; һ ч; h ч ц y; "
        "ɥ ч h; ʮ ц; m ш; ɰ щ; ա щ; ʍ м w; ɱ щ; ıq ы; lq ы; iq ы; ıь ы; q ь; ҍ ъ; ь ь; о о; oı ю; oi ю; "
        "ol ю; ıo ю; оı ю; юı ю; я ʁ; к я; "
        "ж ж; п u; ц ǹ; р d; a ɐ; 6 9; є э; s s; z z; "
        "b d; d b; p q; q p; ∀ a а; Ɐ a а; ᗺ b в; 𐐒 b; Ↄ c с; ᗡ d; ◖ d; Ǝ e е; ∃ e е; Ⅎ f; ⅁ g; פ g; Ꮹ g; "
        "ſ j; ʞ k; ⋊ k к; ˥ l; ⅂ l г; Γ l; ꓶ l; "
        "Ɯ m; W m м; M w; И n и; Ԁ p р; d p р; Ὁ q; Ό q; ტ q; ᴚ r я; ɿ r; ꓤ r; ⊥ t т; ꓕ t т; ┴ t т; ∩ u п; "
        "Λ v л; ⅄ y у; ⱶ н; ꓩ f; ꓨ g; ꓘ k к; "
        "ɘ e е; ɒ a а; ƨ s; ʜ h н; ꟻ f; ᴎ n и; ꙅ s; ᴙ r я; ↄ c с; ϱ g; ʖ j; ƚ t; ɟ f; д ɓ; э є; ǫ g; ⱱ v"
    ),
}
"""Characters that are other letters upside down, or in a mirror."""


DIGITS = {
    "latin": dict(zip("0123456789@$!€£|¡§", "oizeasgtbgasieliis", strict=True)),
    "cyrillic": dict(zip("0134568@$!9", "оизчсбвасия", strict=True)),
}


def tables() -> dict[str, tuple[str, ...]]:
    """Everything that is known of one character or several, before lookalikes."""
    found: dict[str, dict[str, None]] = {}
    for table in (*BY_SOUND, OTHER_DRAWINGS):
        for sign, meant in table.items():
            found.setdefault(sign, {}).update(dict.fromkeys("" if one == "-" else one for one in meant))
    for drawn in (looks.DRAWN, looks.DRAWN_CYRILLIC, looks.OTHERWISE):
        for sign, letter in drawn.items():
            found.setdefault(sign.lower(), {})[letter] = None
    for digits in (letters.LEET_LATIN, letters.LEET_CYRILLIC, letters.LEET_ARABIC, *DIGITS.values()):
        for sign, letter in digits.items():
            found.setdefault(sign, {})[letter] = None
    return {
        sign: tuple(dict.fromkeys("".join(map(fold, one)) for one in meant)) for sign, meant in found.items()
    }


TABLES = tables()
RUNS = {sign: meant for sign, meant in TABLES.items() if len(sign) > 1}
RUN_BEGINS: dict[str, tuple[str, ...]] = {}
for _sign in sorted(RUNS, key=lambda one: (-len(one), one)):
    RUN_BEGINS[_sign[0]] = (*RUN_BEGINS.get(_sign[0], ()), _sign)
"""All drawings by their first character, the longest first."""
FLIP_RUNS = {sign: meant for sign, meant in FLIPS.items() if len(sign) > 1}


def drawn_as(char: str) -> Iterable[str]:
    """Letters that a character of any script looks like, is called, or has in the rows of programs for nicknames."""
    small = char.lower()
    if not ("a" <= small <= "z" or "а" <= small <= "я"):
        yield from (
            looks.looks_latin(char),
            looks.looks_cyrillic(char),
            looks.sounds(char),
            CHARS.get(char, ""),
        )
    for one in (char, char.upper()):
        yield from (ROW_OF[row][one] for row in ROWS_WITH.get(one, ()))
    if "\u2800" <= char <= "\u28ff":
        cells = (*BRAILLE_CYRILLIC.items(), *BRAILLE_ARABIC.items())
        yield from (fold(letter) for letter, cell in cells if cell == char)


@lru_cache(maxsize=1 << 13)
def letters_of(char: str, turned: bool) -> tuple[str, ...]:
    """Everything that one character may stand for, itself first; `turned`: upside down as well."""
    small, base = char.lower(), fold(char)
    found: dict[str, None] = {}
    if base and script(base[0]):
        found[base] = None
    found.update(dict.fromkeys(TABLES.get(small, ())))
    found.update(dict.fromkeys(one for one in drawn_as(char) if one and one != char and script(one[0])))
    if base in RASM and char != base:
        found.update(dict.fromkeys(RASM[base]))
    if char in DOTLESS:
        found.update(dict.fromkeys((DOTLESS[char], *RASM.get(DOTLESS[char], ()))))
    if turned:
        found.update(dict.fromkeys(FLIPS.get(char, FLIPS.get(small, ()))))
    for one in list(found):
        found.update(
            dict.fromkeys(table[one] for table in (letters.TO_CYRILLIC, letters.TO_LATIN) if one in table)
        )
    return tuple(found)
