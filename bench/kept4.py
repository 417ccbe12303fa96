"""`python -m bench.kept4`: how many of the names in bench/kept_evasions4.py are found, by family and by language.

How is said in bench/kept.py. The last lines are in how many of the set's 500 ordinary sentences, which look like
disguises, a name was found.
"""

from bench.kept import tell_mixed
from bench.kept_evasions4 import families, harmless, names, samples, sentences


def main() -> None:
    """Print the figures."""
    tell_mixed(names(), sentences(), families(), samples(), harmless())


if __name__ == "__main__":
    main()
