"""Names in other readings of a text: escapes, letters of other scripts, turned round, cut, misspelt. All made up."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.matching import automaton, expressions
from tambour.moderation.text.disguise import FILLER, READ_MAX, readings
from tambour.moderation.text.distances import EASY, HALF, distance
from tambour.moderation.text.lattice import lattice_of, read, small
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.remembered import WORDS_MAX, Remembered
from tambour.moderation.text.terms import Entry, compiled
from tambour.moderation.text.traits import FOUND, Trait, traits

TERMS = (
    "thornfield",
    "northgate circle",
    "тернополье",
    "северный круг",
    "القندسيون",
    "kuzgunlar",
    "bernsteiner",
    "соляная стража",
    "laternenbund",
)
LEXICON = compiled(
    [
        Entry(id=n, term=term, category="tvec.branded", rare=" " not in term)
        for n, term in enumerate(TERMS, start=1)
    ],
    automaton,
    expressions,
    0,
)


def places(text: str) -> list[tuple[str, str]]:
    """(term, the part of the text as written) of what is found."""
    read = normalise(text)
    return [
        (hit.entry.term, text[slice(*read.original(hit.start, hit.end))])
        for hit in search(LEXICON, read, text)
    ]


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("&#116;&#104;&#111;&#114;&#110;&#102;&#105;&#101;&#108;&#100;", "thornfield"),
        ("%74%68%6f%72%6e%66%69%65%6c%64", "thornfield"),
        ("\\u0074\\u0068\\u006f\\u0072\\u006efield", "thornfield"),
        ("dGhvcm5maWVsZA==", "thornfield"),
        ("thorn<b>fi</b>eld", "thornfield"),
        ("th||orn||field", "thornfield"),
        ("ტჰორნფიელდ", "thornfield"),
        ("ⲧⲏⲟⲣⲛⲫⲓⲉld", "thornfield"),
        ("dleifnroht", "thornfield"),
        ("plǝᴉɟuɹoɥʇ", "thornfield"),
        ("tho rnfi eld", "thornfield"),
        ("txhxoxrxnxfxixexlxd", "thornfield"),
        ("th*rnf**ld", "thornfield"),
        ("thronfield", "thornfield"),
        ("thornfeild", "thornfield"),
        ("7h0|2nf!3ld", "thornfield"),
        ("nrthgt crcl", "northgate circle"),
        ("northgate cirkle", "northgate circle"),
        ("elcric etaghtron", "northgate circle"),
        ("nthyjgjkmt", "тернополье"),
        ("ternopolye", "тернополье"),
        ("тернополъе", "тернополье"),
        ("severnyj krug", "северный круг"),
        ("sewernyi kroug", "северный круг"),
        ("قندسيون", "القندسيون"),
        ("kuzghunlar", "kuzgunlar"),
        ("кузгунлар", "kuzgunlar"),
        ("- .... --- .-. -. ..-. .. . .-.. -..", "thornfield"),
        ("20-08-15-18-14-06-09-05-12-04", "thornfield"),
        (
            "01110100 01101000 01101111 01110010 01101110 01100110 01101001 01100101 01101100 01100100",
            "thornfield",
        ),
        ("gubeasvryq", "thornfield"),
        ("gslimurvow", "thornfield"),
        ("xlsvrjmiph", "thornfield"),
        ("8467634353", "thornfield"),
        ("tee aitch oh ar en eff eye ee ell dee", "thornfield"),
        ("tango hotel oscar romeo november foxtrot india echo lima delta", "thornfield"),
        ("Take hot orange rolls; not fish in every late dinner", "thornfield"),
        ("ornfieldthay", "thornfield"),
        ("fieldthorn", "thornfield"),
        ("thnifreold", "thornfield"),
        ("thorn (haha) field", "thornfield"),
        ("ㄒ卄ㄖ尺几千丨乇ㄥᗪ", "thornfield"),
        ("тернопольями", "тернополье"),
        ("северного круга", "северный круг"),
        ("τh0яnƒ|€ld", "thornfield"),
        ("Northgate ǝlɔɹᴉɔ", "northgate circle"),
        ("7[-|>|-|()п()/\\ь3", "тернополье"),
        ("єqvоuонdǝʇ", "тернополье"),
        ("соlяная стrажа", "соляная стража"),
        ("الqنdسيون", "القندسيون"),
        ("اڷقڼڈښێۅڹ", "القندسيون"),
        ("hgrk]sd,k", "القندسيون"),
        ("ерщкташудв", "thornfield"),
        ("gate-north cle-cir", "northgate circle"),
        ("northgate hmm circle", "northgate circle"),
        ("thnornfield", "thornfield"),
    ],
)
def test_a_long_name_is_found_in_disguise(said, term):
    (found,) = places(f"look, {said} here")
    assert found == (term, said)


@pytest.mark.parametrize("said", ["reallaternenbund", "#laternenbundofficial", "derlaternenbund"])
def test_a_rare_word_is_found_within_a_longer_one(said):
    assert {term for term, _ in places(f"look, {said} here")} == {"laternenbund"}


@pytest.mark.parametrize(
    "text",
    [
        "sold for 20-08-15 dollars, call 555-0132 or 8467634",
        "the circle is north of the gate",
        "ein Reiher, ein eiserner",
        "you see me, tea for two, are you okay",
        "a cornfield in the north, gate 3, and a circle",
        "kuzey günleri",
        "серый круг, северный ветер",
        "the thorn bush and the field",
        "north gate and the inner circle",
        "к северу и кругу прибавим π ≈ 3.14",
        "ein Stück Bernstein per E-Mail",
        "Ich fand ein Stück Bernstein per E-Mail id=YWJjZGVmZ2hpag==",
        "Ich fand ein Stück Bernstein um 9 a. m.",
        "eine Laterne a b c d, ganz leicht",
        "Я нашёл соль и стражу из глины в понедельник. π ≈ 3.14",
        "https://ex.example/a%20b?c=%D0%B0 &amp; x = foo(bar[i])",
    ],
)
def test_other_words_are_not(text):
    assert places(text) == []


@pytest.mark.parametrize(
    ("said", "meant", "slips"),
    [
        ("abc", "abc", 0),
        ("acb", "abc", 1),
        ("abcd", "abc", 1),
        ("xbc", "abc", 1),
        ("bcf", "fbc", 2),
        ("bca", "abc", 1),
        ("bda", "bta", 0.5),
        ("", "ab", 1.5),
    ],
)
def test_slips_are_counted(said, meant, slips):
    assert distance(said, meant, 3) == slips


ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("&#116;%7 \\u0f<b>\u202e|*xꓕɐ()7horn")), max_size=120
)


@given(ANY)
@settings(max_examples=60)
def test_readings_know_where_they_come_from(said):
    for reading in readings(said):
        assert len(reading.text) == len(reading.starts) == len(reading.ends)
        assert all(0 <= a < b <= len(said) for a, b in zip(reading.starts, reading.ends, strict=True))
        assert list(reading.starts) == sorted(reading.starts)


@given(ANY, st.sampled_from(TERMS), ANY)
@settings(max_examples=60)
def test_hits_lie_in_the_text(before, term, after):
    read = normalise(f"{before} {term[::-1]} {after}")
    assert all(
        0 <= hit.start < hit.end <= len(read.text)
        for hit in search(LEXICON, read, f"{before} {term[::-1]} {after}")
    )


HOSTILE = (
    "thornfiel ",
    "t*orn**eld ",
    "&#116;",
    "txhxox",
    "thor",
    "ʇɥoɹu",
    "ⲗⲁⲛ",
    "|_|\\/",
    "%74",
    "\u202ethor",
    "ტ ",
    "((( |||",
    "0110100 ",
    "- . ",
    "卂乃匚",
    "banana banabana ",
    "ay bee see ",
    "the nretnal ",
    "7[-|>|-|()п",
    "t-h0-",
    "т4р|-|",
    "ɐuɹ",
    "t h 0 r ",
)


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_hostile_message_takes_bounded_time(piece):
    text = (piece * READ_MAX)[:READ_MAX]
    began = time.process_time()
    search(LEXICON, normalise(text), text)
    assert time.process_time() - began < 1.0


def counted(said: str, meant: str) -> float:
    """What `distance` counts, over all letters and without a bound."""
    rows = [[0.0] * (len(meant) + 1) for _ in range(len(said) + 1)]
    for i in range(len(said) + 1):
        for j in range(len(meant) + 1):
            if i or j:
                ways = []
                if i:
                    ways.append(rows[i - 1][j] + (0.5 if said[i - 1] in EASY else 1))
                if j:
                    ways.append(rows[i][j - 1] + (0.5 if meant[j - 1] in EASY else 1))
                if i and j:
                    a, b = said[i - 1], meant[j - 1]
                    ways.append(rows[i - 1][j - 1] + (0 if a == b else HALF.get((a, b), 2) / 2))
                if i > 1 and j > 1 and said[i - 1] == meant[j - 2] and said[i - 2] == meant[j - 1]:
                    ways.append(rows[i - 2][j - 2] + 1)
                rows[i][j] = min(ways)
    return rows[-1][-1]


KEYS = st.text(alphabet="aeioubdgkhtfsmnrlx", max_size=9)


@given(said=KEYS, meant=KEYS, around=KEYS, most=st.integers(1, 3))
@settings(max_examples=300)
def test_slips_are_counted_as_if_nothing_was_left_out(said, meant, around, most):
    for one, other in ((said, meant), (around + said, around + meant), (said + around, meant + around)):
        right = counted(one, other)
        found = distance(one, other, most)
        assert found == right if right <= most else found > most


def test_what_is_remembered_of_words_is_what_is_found_and_is_bounded():
    table, long = Remembered(str.upper), "abcdefghij" * 10
    for word in (*map(str, range(WORDS_MAX + 9)), long, "7", ""):
        assert table[word] == table(word) == word.upper()
    assert long not in table
    assert 0 < len(table) <= WORDS_MAX


PARTS = (
    *"aBйЖع10x*#_-.=é…",
    *(
        "ab",
        "a hmm b",
        "a\nhmm b",
        "lxaxnxtxe",
        "um",
        "как",
        "бы",
        "you",
        "know",
        "это",
        "самое",
        "ABBA",
        "aabba",
    ),
)
SPACES = ("", " ", "  ", "\n", "\u3000", "\u200b", "\u00a0", "\x1c")
PIECES = st.lists(st.sampled_from((*PARTS, *SPACES)), max_size=24).map("".join)


@given(PIECES)
@settings(max_examples=250)
def test_a_text_has_the_traits_that_looking_through_the_whole_of_it_finds(text):
    has = traits(text)
    for trait, pattern in FOUND:
        assert bool(has & trait) == bool(pattern.search(text)), pattern
    assert has & Trait.FILLER or not FILLER.search(text)


@given(PIECES)
def test_letters_are_made_small_each_in_its_place(text):
    for said in (text, text + "İΣΑΣ", text.upper()):
        assert small(said) == "".join(c.lower() if len(c.lower()) == 1 else c for c in said)


NAMES = [
    (n, tuple(term.split()), True) for n, term in enumerate(("thornfield", "thornes", "kuzgun", "nord kreis"))
]
EDITS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 2), st.sampled_from("01*|aet ")), min_size=1, max_size=4
)


@st.composite
def bent(draw: st.DrawFn) -> str:
    """A name with a few characters put in, taken out or changed."""
    said = draw(st.sampled_from(("th0rnfield", "thornes", "kuzg|_|n", "n0rd kreis", "th0rnes thornf")))
    for at, gone, new in draw(EDITS):
        said = said[:at] + new * (gone != 2) + said[at + (gone > 0) :]
    return said


@given(bent())
@settings(max_examples=200)
def test_walks_that_end_early_and_walks_that_are_remembered_miss_nothing(text):
    fresh, patient = lattice_of(NAMES), lattice_of(NAMES)
    patient.each = [9 for _ in patient.each]
    patient.forget()
    assert read(fresh, text) == read(WALKED, text) == read(patient, text)


WALKED = lattice_of(NAMES)
