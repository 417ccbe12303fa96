"""The ledger's room put together."""

from typing import Protocol
from urllib.parse import urlsplit

from tambour.ports.fetch import Fetch
from tambour.ports.ledger import Folder
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.vault import Vault
from tambour.services.ledger.keys import Ed25519
from tambour.services.ledger.log import Log
from tambour.services.ledger.outside import Copies, witnesses_of


class LedgerSettings(Protocol):
    """See [ledger]."""

    @property
    def witnesses(self) -> str: ...
    @property
    def copies(self) -> str: ...


def signer_of(vault: Vault) -> Ed25519:
    """The log's key hangs on the root secret: a restored server signs as before."""
    return Ed25519(vault.key("ledger"))


def open_log(
    store: Store,
    clock: Clock,
    ids: Ids,
    vault: Vault,
    folder: Folder,
    fetch: Fetch,
    chosen: LedgerSettings,
    *,
    url: str,
) -> Log:
    """Nothing runs yet. Raises Trouble on witnesses that are none."""
    return Log(
        store,
        clock,
        signer_of(vault),
        f"{urlsplit(url).netloc or 'tambour'}/ledger/{ids.token(6)}",
        folder,
        witnesses_of(chosen.witnesses, fetch),
        Copies(fetch, chosen.copies).send if chosen.copies else None,
    )
