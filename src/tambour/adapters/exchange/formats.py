"""Every format by its name."""

from tambour.adapters.exchange.misp import MispEvent
from tambour.adapters.exchange.plain import Digests, Signals
from tambour.adapters.exchange.policy import PolicyList
from tambour.adapters.exchange.stix import Stix
from tambour.adapters.exchange.tables import BankTable, HashTable
from tambour.adapters.exchange.tat import HashList
from tambour.adapters.exchange.threatexchange import ThreatExchange
from tambour.ports.exchange import Answering, Format

ANSWERING: dict[str, Answering] = {one.name: one for one in (ThreatExchange(), MispEvent(), Stix())}
"""Those with words for what came of an entry."""
EVERY: tuple[Format, ...] = (
    BankTable(),
    HashTable(),
    Digests(),
    Digests(name="pdq", only="pdq"),
    Signals(),
    *ANSWERING.values(),
    HashList(),
    PolicyList(),
)
FORMATS = {one.name: one for one in EVERY}
