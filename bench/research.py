"""`python -m bench.research FILE.csv [--split a|b]`: the functional test set of docs/research-data, written out.

Each template stands in seven languages and takes two made-up organisations of its split; the splits share neither
templates nor organisations. What it writes is what `tambour detect evaluate` reads.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from tambour.moderation.evaluate import Sorted

TEMPLATES = Path(__file__).parents[1] / "docs/research-data/templates.tsv"
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


def templates() -> list[dict[str, str]]:
    """The rows of the file: functionality, label, category, split, and a template for each language."""
    with TEMPLATES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def written(split: str = "") -> Iterator[Sorted]:
    """Every sentence once; of one split or of both."""
    for row in templates():
        if split in ("", row["split"]):
            for lang in LANGS:
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


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--split", choices=("a", "b"), default="")
    chosen = parser.parse_args()
    with chosen.file.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("text", "label", "lang", "kind", "category"))
        rows = list(written(chosen.split))
        out.writerows(
            (r.text, "harmful" if r.harmful else "allowed", r.lang, r.kind, r.category) for r in rows
        )
    print(f"{len(rows):,} sentences in {chosen.file}")


if __name__ == "__main__":
    main()
