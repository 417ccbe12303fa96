"""Any bytes against a live challenge: a passkey is kept, opens the door, or is refused. Nothing else ever happens."""

import contextlib
import json
from typing import Any

import cbor2
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tambour.domain.errors import Refusal
from tambour.edges.methods.table import Caller
from tests.services.accounts.authenticator import SoftAuthenticator
from tests.services.accounts.conftest import ANNA, Town

FORMATS = ("none", "packed", "tpm", "android-key", "android-safetynet", "fido-u2f", "apple", "", "x")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
CBOR = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.binary(max_size=40)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.integers(-70, 70) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
PLACES = ("id", "rawId", "type", "response", "authenticatorAttachment", "clientExtensionResults")
PARTS = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle", "transports")
TRICKS = st.one_of(
    st.tuples(st.just("place"), st.sampled_from(PLACES), JSON),
    st.tuples(st.just("part"), st.sampled_from(PARTS), JSON),
    st.tuples(st.just("raw"), st.sampled_from(PARTS[:5]), st.binary(max_size=80)),
    st.tuples(
        st.just("flip"), st.sampled_from(PARTS[:4]), st.tuples(st.integers(0, 300), st.integers(1, 255))
    ),
    st.tuples(st.just("cut"), st.sampled_from(PARTS[:4]), st.integers(0, 300)),
    st.tuples(
        st.just("client"),
        st.sampled_from(("type", "challenge", "origin", "crossOrigin", "tokenBinding")),
        JSON,
    ),
    st.tuples(st.just("statement"), st.sampled_from(FORMATS), CBOR),
    st.tuples(st.just("key"), st.just(""), st.binary(max_size=8) | CBOR.map(cbor2.dumps)),
)
LAW = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


class Forger(SoftAuthenticator):
    """An authenticator that does one thing wrong."""

    def __init__(self, honest: SoftAuthenticator, trick: tuple[str, str, Any]) -> None:
        super().__init__()
        self.key, self.id, self.count = honest.key, honest.id, honest.count + 10
        self.kind, self.where, self.what = trick

    def client(self, kind: str, challenge: str) -> bytes:
        """The page's own words, one of them another."""
        said = super().client(kind, challenge)
        if self.kind != "client":
            return said
        return json.dumps(json.loads(said) | {self.where: self.what}).encode()

    def answer(self, **parts: bytes) -> dict[str, Any]:
        """The whole credential, spoiled."""
        if self.kind == "statement" and "attestationObject" in parts:
            data = cbor2.loads(parts["attestationObject"])["authData"]
            parts["attestationObject"] = cbor2.dumps(
                {"fmt": self.where, "attStmt": self.what, "authData": data}
            )
        if self.kind == "key" and "attestationObject" in parts:
            data = cbor2.loads(parts["attestationObject"])["authData"]
            head = data[: 37 + 16 + 2 + len(self.id)]
            parts["attestationObject"] = cbor2.dumps(
                {"fmt": "none", "attStmt": {}, "authData": head + self.what}
            )
        if self.where in parts and self.kind in ("raw", "flip", "cut"):
            parts[self.where] = self.spoil(parts[self.where])
        made = super().answer(**parts)
        if self.kind == "place":
            made[self.where] = self.what
        elif self.kind == "part" and isinstance(made.get("response"), dict):
            made["response"][self.where] = self.what
        return made

    def spoil(self, raw: bytes) -> bytes:
        """Other bytes, a flipped one, or fewer."""
        if self.kind == "raw":
            return bytes(self.what)
        if self.kind == "cut":
            return raw[: self.what]
        at, bits = self.what
        at %= max(1, len(raw))
        return raw[:at] + bytes([raw[at] ^ bits]) + raw[at + 1 :] if raw else raw


@LAW
@given(trick=TRICKS)
async def test_law_a_forged_credential_is_refused_or_honest(town: Town, trick: tuple[str, str, Any]) -> None:
    town.nudges.clear()
    anna = await town.accounts.store.pool.fetchval("SELECT id FROM users LIMIT 1")
    caller = Caller(user=anna, session=1) if anna else await town.person(ANNA, "Anna")
    honest = SoftAuthenticator()
    begun = await town.ask("passkey.add.begin", caller)
    with contextlib.suppress(Refusal):
        forged = Forger(SoftAuthenticator(), trick).create(begun["options"])
        await town.ask("passkey.add.finish", caller, id=begun["id"], credential=forged, label="x")
    await town.store.pool.execute("DELETE FROM passkeys")

    begun = await town.ask("passkey.add.begin", caller)
    await town.ask(
        "passkey.add.finish", caller, id=begun["id"], credential=honest.create(begun["options"]), label="x"
    )
    begun = await town.ask("auth.passkey.begin", Caller())
    with contextlib.suppress(Refusal):
        forged = Forger(honest, trick).get(begun["options"])
        await town.ask("auth.passkey.finish", Caller(), id=begun["id"], credential=forged)
    await town.store.pool.execute("DELETE FROM passkeys")


async def test_the_forger_that_does_nothing_wrong_is_let_in(town: Town) -> None:
    """Else the law would only see refusals."""
    anna, honest = await town.person(ANNA, "Anna"), SoftAuthenticator()
    begun = await town.ask("passkey.add.begin", anna)
    made = Forger(honest, ("none", "", None)).create(begun["options"])
    await town.ask("passkey.add.finish", anna, id=begun["id"], credential=made, label="x")
    begun = await town.ask("auth.passkey.begin", Caller())
    answer = Forger(honest, ("none", "", None))
    answer.count += 1
    assert await town.ask(
        "auth.passkey.finish", Caller(), id=begun["id"], credential=answer.get(begun["options"])
    )
