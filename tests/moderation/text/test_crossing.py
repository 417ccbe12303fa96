"""Names by their sound in letters of another script."""

import pytest
from bench.kept import hits, lexicon

NAMES = {
    "ar": ["جند السديم", "كتائب الوشق", "المحاربون", "سيف الظلال", "القندسيون"],
    "en": ["Zorvane", "Silver Thistle", "Stonebridge Watch"],
    "fr": ["Les Hérissons d'Argent"],
    "de": ["Wächter der Höhe"],
    "tr": ["Taşköprü Ocağı"],
    "es": ["Hijos del Trueno"],
}
KNOWN = lexicon(NAMES)
NUMBER = {name: at for at, name in enumerate((n for some in NAMES.values() for n in some), start=1)}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "جند السديم",
            "jund as-sadīm|jond el sadim|@gondelsadeem1|t.me/jundalsadeem_news|@jundalsadeemofficial",
        ),
        ("جند السديم", "джунд ас-садим|джунд аль садим"),
        ("كتائب الوشق", "kata2eb el washa2|katāʾib al-waşaq|kataeb el ouachaq|катаиб аль-вашак"),
        ("المحاربون", "almuharibun|el-mo7aribon|el mouharibine"),
        ("سيف الظلال", "sayf az-zilal|seif eddhilal"),
        ("Zorvane", "Зорвейн|Зорван|زورفين"),
        ("Silver Thistle", "Сильвер Тисл|سيلفر ثيسل"),
        ("Stonebridge Watch", "Стоунбридж Уотч|ستونبريدج واتش"),
        ("Les Hérissons d'Argent", "Ле Эриссон д'Аржан"),
        ("Wächter der Höhe", "Вехтер дер Хёэ|فيختر دير هوهه"),
        ("Taşköprü Ocağı", "Ташкёпрю Оджагы"),
        ("Hijos del Trueno", "Ихос дель Труэно|ايخوس ديل تروينو"),
    ],
)
def test_a_name_is_found_by_its_sound(name, said):
    missed = [one for one in said.split("|") if NUMBER[name] not in hits(KNOWN, f"{one} 2day")]
    assert not missed


@pytest.mark.parametrize(
    "said",
    [
        "was and in the end",
        "sind in der Stadt",
        "kendisine senden gelen",
        "quand son ami",
        "сравни суровый вариант",
        "مر عند الباب",
        "drapeau de la ville",
    ],
)
def test_words_that_only_share_its_consonants_are_no_name(said):
    assert not hits(KNOWN, said)


BENT = lexicon(
    {
        "ru": ["Тихий Омут", "Медвежий Угол", "Огненный Ручей", "Громобой"],
        "ar": ["جند السديم", "الضباع الرمادية", "الغزلانيون", "عصبة الجبل", "بيت القمر"],
        "en": ["Ashen Talon", "Harrowgate", "Saltridge"],
    }
)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Тихого Омута|Тихий Омт|Ттхий Омут"),
        (2, "Медвежьего Угла|Медвежьим Углом"),
        (3, "Огненному Ручью"),
        (4, "Громобоем"),
        (5, "حٮد السدىم|حند السدىم|جتد السديم|جند ابسديم"),
        (6, "فللضباع الرمادية"),
        (7, "للغزلانيين|العرلاٮىوں"),
        (8, "عصٮه الحٮل"),
        (10, "Ashen Tslon|Ashen Taln"),
        (11, "@harrowgteofficial"),
    ],
)
def test_a_name_is_found_in_its_cases_without_dots_and_with_one_slip(number, said):
    missed = [one for one in said.split("|") if number not in hits(BENT, f"{one} 2day")]
    assert not missed


@pytest.mark.parametrize(
    "said",
    [
        "بنت القمر جميلة",
        "ج|ن|د ا|ل|س|ي|د",
        "rainwater in sturridge",
        "ash and talc",
        "угол тихий",
        "الحبل طويل",
    ],
)
def test_other_words_that_are_near_are_no_name(said):
    assert not hits(BENT, said)
