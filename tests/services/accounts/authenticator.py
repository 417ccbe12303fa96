"""A soft authenticator: what a phone does with a passkey, in forty lines."""

import base64
import hashlib
import json
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class SoftAuthenticator:
    """One key. `count` may be set back, to play a copied key; `verifies` False skips finger and face."""

    def __init__(self, origin: str = "http://localhost:8080", *, verifies: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(
            b64(self.key.public_key().public_numbers().x.to_bytes(32, "big")).encode()
        ).digest()
        self.origin = origin
        self.verifies = verifies
        self.count = 0

    def data(self, host: str, flags: int, more: bytes = b"") -> bytes:
        self.count += 1
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.count) + more

    def client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """navigator.credentials.create"""
        point = self.key.public_key().public_numbers()
        cose = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cose
        data = self.data(options["rp"]["id"], ATTESTED, attested)
        return self.answer(
            clientDataJSON=self.client("webauthn.create", options["challenge"]),
            attestationObject=cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data}),
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """navigator.credentials.get"""
        data = self.data(options["rpId"], 0)
        client = self.client("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def answer(self, **parts: bytes) -> dict[str, Any]:
        response = {name: b64(part) for name, part in parts.items()}
        return {"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response}
