"""`python -m bench.kept2`: how many of the names in bench/kept_evasions2.py are found, by family and by language.

How is said in bench/kept.py. The last line is how often a name was found in the sentences without one.
"""

from bench.kept import tell
from bench.kept_evasions2 import SENTENCES, families, names, samples


def main() -> None:
    """Print the figures."""
    bare = [
        one.format(word) for every in SENTENCES.values() for one in every for word in ("Anna", "Анна", "هند")
    ]
    tell(
        names(),
        SENTENCES,
        ((family, samples(family)) for family in families()),
        [("no name, found", bare)],
    )


if __name__ == "__main__":
    main()
