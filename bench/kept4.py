"""`python -m bench.kept4`: how many of the names in bench/kept_evasions4.py are found, by family and by language.

How is said in bench/kept.py. The last lines are in how many of the set's 500 ordinary sentences, which look like
disguises, a name was found.
"""

from bench.kept import Sample, tell
from bench.kept_evasions4 import families, harmless, names, samples, sentences


def main() -> None:
    """Print the figures."""
    by_family: dict[str, list[Sample]] = {family: [] for family in families()}
    for family, lang, name, text in samples():
        by_family[family].append((lang, name, text))
    ordinary = list(harmless())
    nameless = [
        (f"no name, found, {lang}", [text for of, text in ordinary if of == lang]) for lang in names()
    ]
    nameless.append(("no name, found", [text for _, text in ordinary]))
    tell(names(), sentences(), by_family.items(), nameless)


if __name__ == "__main__":
    main()
