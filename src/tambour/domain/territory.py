"""Countries that a decision is limited to, and how what is out of sight in some of them is kept with a chat. Pure.

Where somebody is, nobody here knows. What is known is the country code of the number they signed up with. People
without one, and whoever looks in without being a member, count as being in every country that a decision names.
"""

from collections.abc import Iterable, Mapping

from tambour.domain.errors import BadInput

SHIFT = 16
"""Messages keep the number of their countries in the bits of `flags` from here up."""
KEPT = (1 << SHIFT) - 1
WHOLE = "0"
"""The number under which the chat itself stands."""
NUMBERS_MAX = (1 << 14) - 1
COUNTRIES_MAX = 60
EU = tuple(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
"""What `EU` stands for."""
Partly = Mapping[str, list[str]]
"""Number → countries, as `chats.partly` keeps them."""


def countries_of(text: str) -> tuple[str, ...]:
    """Codes of ISO 3166 from what somebody typed, `EU` spelled out; () for nothing. Raises BadInput(territory)."""
    said = text.upper().replace(",", " ").replace(";", " ").split()
    codes = sorted({code for one in said for code in (EU if one == "EU" else [one])})
    if len(codes) > COUNTRIES_MAX or any(len(c) != 2 or not c.isascii() or not c.isalpha() for c in codes):
        raise BadInput("territory", why="case.territory")
    return tuple(codes)


def counts_in(country: str, countries: Iterable[str]) -> bool:
    """Does somebody from there count as being in one of these? Who is from nowhere known does."""
    return country == "" or country in countries


def barred(partly: Partly, country: str) -> frozenset[int]:
    """The numbers under which this person sees nothing."""
    return frozenset(int(number) for number, where in partly.items() if counts_in(country, where))


def number_of(flags: int) -> int:
    """Under which number a message stands; 0: everybody sees it."""
    return flags >> SHIFT


def numbered(partly: Partly, countries: list[str]) -> tuple[dict[str, list[str]], int]:
    """These countries with their number, a fresh one where the chat has none for them."""
    known = {number: list(where) for number, where in partly.items()}
    for number, where in known.items():
        if number != WHOLE and where == countries:
            return known, int(number)
    fresh = max((int(number) for number in known), default=0) + 1
    if fresh > NUMBERS_MAX:
        raise BadInput("territory", "too many different territories in one chat")
    return known | {str(fresh): countries}, fresh
