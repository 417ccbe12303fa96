"""Checkpoints as others write and read them, and everything that is none."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.ledger.notes import (
    COSIGNATURE,
    ED25519,
    BadNote,
    Checkpoint,
    Key,
    Note,
    Signature,
    cosignature,
    cosigned,
    holds,
    read_checkpoint,
    read_key,
    read_note,
)
from tambour.services.ledger.keys import Ed25519, verify

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAID = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
LOG, WITNESS = Ed25519(b"l" * 32), Ed25519(b"w" * 32)
KEY, EYE = LOG.key("example.org/log", ED25519), WITNESS.key("witness.example", COSIGNATURE)
POINT = Checkpoint("example.org/log", 7, b"r" * 32)


def signed() -> Note:
    own = Signature(KEY.name, KEY.id, LOG.sign(POINT.text.encode()))
    seen = cosignature(EYE, 1_679_315_147, WITNESS.sign(cosigned(1_679_315_147, POINT.text)))
    return Note(POINT.text, (own, seen))


def test_a_note_that_others_signed_is_read_and_holds() -> None:
    key = read_key(PETER)
    note = read_note(SAID.encode())
    assert key.vkey == PETER
    assert holds(note, key, verify)
    assert note.whole == SAID


def test_a_checkpoint_survives_the_way_and_both_signatures_hold() -> None:
    note = read_note(signed().whole.encode())
    assert read_checkpoint(note) == POINT
    assert holds(note, read_key(KEY.vkey), verify)
    assert holds(note, read_key(EYE.vkey), verify)
    assert not holds(note, Key("somebody.else", ED25519, KEY.public), verify)


@given(st.data())
def test_no_changed_byte_of_a_signed_checkpoint_goes_unseen(data: st.DataObject) -> None:
    raw = bytearray(signed().whole.encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    try:
        note = read_note(bytes(raw))
        both = holds(note, KEY, verify) and holds(note, EYE, verify)
    except BadNote:
        return
    assert not both


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\n- name AAAAAAA=\n",
        "text\n\n— name AAAAAAA\n".encode(),
        "text\n\n— name AAAA\n".encode(),
        "text\n\n— na+me AAAAAAA=\n".encode(),
        "text\n\n— name AAAAAAB=\n".encode(),
        "te\x01xt\n\n— name AAAAAAA=\n".encode(),
        "text\n\n— name AAAAAAA=".encode(),
        b"\xff\n\n",
        b"text\n\n" + "— name AAAAAAA=\n".encode() * 33,
    ],
)
def test_what_is_no_signed_note(raw: bytes) -> None:
    with pytest.raises(BadNote):
        read_note(raw)


@pytest.mark.parametrize(
    "text",
    [
        "o\n1\n",
        "o\n01\nAA==\n",
        "o\n-1\n" + b64encode(bytes(32)).decode() + "\n",
        "o\n1\nAA==\n",
        "\n1\nAA==\n",
    ],
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(Note(text))


@pytest.mark.parametrize(
    "vkey", ["", "a+b", PETER[:-1], PETER.replace("c74f20a3", "c74f20a4"), "a b+" + PETER[13:]]
)
def test_what_is_no_key(vkey: str) -> None:
    with pytest.raises(BadNote):
        read_key(vkey)
