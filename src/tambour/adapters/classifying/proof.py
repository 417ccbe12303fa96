"""The functional test set of docs/research-data, written out: what models are measured on, and never trained on.

Each template stands in seven languages and takes two made-up organisations of its split; the splits share neither
templates nor organisations. Where something of a model is chosen by measuring it, that is done with one split, and its
card is measured on the other.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from tambour.moderation.allowed import ALLOWED, allowed_sentences
from tambour.moderation.evaluate import Sorted
from tambour.ports.trouble import Trouble

TEMPLATES = Path(__file__).parents[4] / "docs/research-data/templates.tsv"
REPORTED = TEMPLATES.with_name("reported.tsv")
WAVES = TEMPLATES.with_name("waves.tsv")
LANGS = ("en", "ru", "ar", "fr", "de", "tr", "es")
ORGANISATIONS: dict[str, dict[str, tuple[str, str]]] = {
    "a": {
        "en": ("Copper Owl", "Order of the Third Gate"),
        "ru": ("Медная Сова", "Орден Третьих Врат"),
        "ar": ("البومة النحاسية", "رهبنة الباب الثالث"),
        "fr": ("la Chouette de cuivre", "l'Ordre de la Troisième Porte"),
        "de": ("Kupferne Eule", "Orden des Dritten Tores"),
        "tr": ("Bakır Baykuş", "Üçüncü Kapı Tarikatı"),
        "es": ("el Búho de Cobre", "la Orden de la Tercera Puerta"),
    },
    "b": {
        "en": ("Winter Sickle", "League of the Salt Road"),
        "ru": ("Зимний Серп", "Лига Соляной Дороги"),
        "ar": ("منجل الشتاء", "رابطة طريق الملح"),
        "fr": ("la Faucille d'hiver", "la Ligue de la Route du sel"),
        "de": ("Wintersichel", "Liga der Salzstraße"),
        "tr": ("Kış Orağı", "Tuz Yolu Birliği"),
        "es": ("la Hoz de Invierno", "la Liga del Camino de la Sal"),
    },
}


def templates(of: Path = TEMPLATES) -> list[dict[str, str]]:
    """The rows of a file: functionality, label, category, split, and a template for each language. Raises Trouble."""
    try:
        with of.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError as none:
        raise Trouble("there is nothing to measure on", f"run from the project's folder: {of}") from none


def written(split: str = "", of: Path = TEMPLATES) -> Iterator[Sorted]:
    """Every sentence once; of one split or of both."""
    for row in templates(of):
        if split in ("", row["split"]):
            for lang in [lang for lang in LANGS if lang in row]:
                for text in dict.fromkeys(
                    row[lang].replace("{0}", name) for name in ORGANISATIONS[row["split"]][lang]
                ):
                    yield Sorted(
                        text=text,
                        harmful=row["label"] == "harmful",
                        lang=lang,
                        kind=row["functionality"],
                        category=row["category"],
                    )


def proof() -> list[Sorted]:
    """Everything that a model is measured on of which nothing was chosen by it: both splits, and the allowed sentences
    that no rule may hit."""
    return [*choosing(), *unseen()]


def choosing() -> list[Sorted]:
    """By what a fresh model's bars are chosen: split `a`, and the allowed sentences that no rule may hit."""
    more = [
        Sorted(text=text, harmful=False, lang=lang, kind=kind)
        for lang in ALLOWED
        for kind, text in allowed_sentences(lang, [])
    ]
    return [*written("a"), *more]


def unseen() -> list[Sorted]:
    """What the card of such a model is measured on: split `b`, which neither training nor a choice has seen."""
    seen = {one.text for one in choosing()}
    return [one for one in written("b") if one.text not in seen]


def waves(of: Path = WAVES) -> Iterator[tuple[str, str, str]]:
    """(wave, language, text): twenty made-up messages, each in seven languages."""
    for row in templates(of):
        for lang in LANGS:
            yield row["wave"], lang, row[lang]
