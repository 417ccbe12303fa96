"""The verifier's own Ed25519 says what `cryptography` says, for good signatures and for every kind of bad one."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.ledger.verify_export import L, P, verify
from tambour.services.ledger.keys import verify as known_verify

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
        "b00d291612bb0c00",
    ),
]
"""Tests 1 and 2 of section 7.1."""


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_vectors_of_the_rfc_hold(public: str, message: str, signature: str) -> None:
    parts = bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(message)
    assert verify(*parts)
    assert known_verify(*parts)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.binary(min_size=32, max_size=32),
    message=st.binary(max_size=80),
    part=st.sampled_from(["none", "public", "signature", "message"]),
    at=st.integers(0, 10_000),
    bit=st.integers(0, 7),
)
def test_both_agree_also_on_what_was_changed(
    seed: bytes, message: bytes, part: str, at: int, bit: int
) -> None:
    own = Ed25519PrivateKey.from_private_bytes(seed)
    told = {
        "public": own.public_key().public_bytes_raw(),
        "signature": own.sign(message),
        "message": message or b"\0",
    }
    if message == b"":
        told["signature"] = own.sign(b"\0")
    if part != "none":
        raw = bytearray(told[part])
        raw[at % len(raw)] ^= 1 << bit
        told[part] = bytes(raw)
    mine = verify(told["public"], told["signature"], told["message"])
    assert mine == known_verify(told["public"], told["signature"], told["message"])
    assert mine == (part == "none")


def test_other_spellings_of_a_good_signature_are_refused() -> None:
    own = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    public, signature = own.public_key().public_bytes_raw(), own.sign(b"words")
    s = int.from_bytes(signature[32:], "little")
    larger = signature[:32] + (s + L).to_bytes(32, "little")
    assert verify(public, signature, b"words")
    for broken in (larger, signature[:63], signature + b"\0", bytes(64)):
        assert not verify(public, broken, b"words")
        assert not known_verify(public, broken, b"words")
    for point in (
        P.to_bytes(32, "little"),
        (P + 1).to_bytes(32, "little"),
        b"\x02" + bytes(31),
        b"\xff" * 32,
    ):
        assert not verify(point, signature, b"words")
