"""The root secret in the data folder, and what happens when it is another database's."""

from pathlib import Path

import pytest
from tests.conftest import TurnedClock

from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.store import open_store
from tambour.adapters.secrets import root_secret
from tambour.ports.trouble import Trouble
from tambour.services.accounts.vault import Vault, WrongSecretError, prove_secret


def test_the_first_start_makes_it_for_the_owner_alone_and_the_second_finds_it(tmp_path: Path) -> None:
    first = root_secret(tmp_path)
    assert len(first) == 32
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o600
    assert root_secret(tmp_path) == first


def test_one_from_the_settings_leaves_no_file(tmp_path: Path) -> None:
    assert root_secret(tmp_path, "ab" * 32) == b"\xab" * 32
    assert not (tmp_path / "secrets").exists()


@pytest.mark.parametrize("text", ["", "abc", "ab" * 31, "zz" * 32, "é"])
def test_a_broken_one_is_never_replaced_in_silence(tmp_path: Path, text: str) -> None:
    (tmp_path / "secrets").write_text(text, encoding="utf-8")
    (tmp_path / "secrets").chmod(0o600)
    with pytest.raises(Trouble):
        root_secret(tmp_path)
    assert (tmp_path / "secrets").read_text(encoding="utf-8") == text


def test_one_that_others_can_read_is_refused(tmp_path: Path) -> None:
    root_secret(tmp_path)
    (tmp_path / "secrets").chmod(0o644)
    with pytest.raises(Trouble) as no:
        root_secret(tmp_path)
    assert "chmod 600" in no.value.mend


async def test_another_databases_secret_is_noticed_at_start(
    dsn: str, clock: TurnedClock, ids: FreshIds
) -> None:
    store = await open_store(dsn, clock)
    await prove_secret(store, Vault(b"a" * 32, ids))
    await prove_secret(store, Vault(b"a" * 32, ids))
    with pytest.raises(WrongSecretError):
        await prove_secret(store, Vault(b"b" * 32, ids))
    await store.close()


def test_sealed_values_open_only_for_their_purpose_and_secret(ids: FreshIds) -> None:
    vault = Vault(b"a" * 32, ids)
    sealed = vault.seal("phone", "+15550000001")
    assert vault.unseal("phone", sealed) == "+15550000001"
    assert vault.seal("phone", "+15550000001") != sealed
    for other, purpose, value in (
        (vault, "email", sealed),
        (Vault(b"b" * 32, ids), "phone", sealed),
        (vault, "phone", sealed[:-1]),
        (vault, "phone", b""),
    ):
        with pytest.raises(WrongSecretError):
            other.unseal(purpose, value)
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short", ids)
