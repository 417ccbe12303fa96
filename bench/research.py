"""`python -m bench.research FILE.csv [--split a|b]`: the functional test set of docs/research-data, written out.

Each template stands in seven languages and takes two made-up organisations of its split; the splits share neither
templates nor organisations. What it writes is what `tambour detect evaluate` reads.
"""

import argparse
import csv
from pathlib import Path

from tambour.adapters.classifying.proof import LANGS, ORGANISATIONS, templates, written

__all__ = ["LANGS", "ORGANISATIONS", "templates", "written"]


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
