"""The key that certificates are signed with: Ed25519, in a PEM file that only its owner may read."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from compliance.service.types import ServiceError


class PublicKey:
    """What a signature is verified with.

    :param pem: the key as PEM.
    :param where: the file it came from, for messages.
    :raises ServiceError: it is no Ed25519 public key.
    """

    def __init__(self, pem: str, where: str = "") -> None:
        try:
            key = load_pem_public_key(pem.encode())
        except (ValueError, UnsupportedAlgorithm) as error:
            raise _no_key("public", where) from error
        if not isinstance(key, Ed25519PublicKey):
            raise _no_key("public", where)
        self._key = key

    @cached_property
    def id(self) -> str:
        """The name of the key: ``key_`` and 32 hexadecimal digits of the SHA-256 of its 32 bytes."""
        return f"key_{sha256(self._key.public_bytes_raw()).hexdigest()[:32]}"

    @cached_property
    def pem(self) -> str:
        """The key as PEM, as it is handed out."""
        return self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @cached_property
    def jwk(self) -> dict[str, str]:
        """The key as a JSON Web Key (RFC 8037)."""
        x = urlsafe_b64encode(self._key.public_bytes_raw()).decode().rstrip("=")
        return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": self.id, "x": x}

    def fits(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature of a message was made with this key's other half."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class SigningKey:
    """What certificates are signed with; get one with :meth:`at`."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = PublicKey(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())

    @classmethod
    def at(cls, path: Path) -> SigningKey:
        """The key in a file; where there is none, a new one is made there, its public half beside it (``.pub``).

        Several that start at once end up with the same key.

        :raises ServiceError: the file holds no such key, others may read it, or it cannot be written.
        """
        try:
            if not path.exists():
                _make(path)
            if path.stat().st_mode & 0o007:
                raise ServiceError(
                    "everybody may read the key that certificates are signed with",
                    where=str(path),
                    hint=f"chmod 600 {path}; where others had access, use a new key",
                )
            key = load_pem_private_key(path.read_bytes(), None)
        except OSError as error:
            raise ServiceError(
                f"the key cannot be read: {error.strerror}", where=str(path), hint="check the folder and its owner"
            ) from error
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise _no_key("private", str(path)) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise _no_key("private", str(path))
        made = cls(key)
        with suppress(OSError):
            # a folder that cannot be written to holds the key all the same
            path.with_name(f"{path.name}.pub").write_text(made.public.pem, encoding="ascii")
        return made

    def sign(self, message: bytes) -> bytes:
        """The signature of a message: 64 bytes."""
        return self._key.sign(message)


def public_keys(text: str, where: str = "") -> tuple[PublicKey, ...]:
    """The public keys of a file: one in PEM, or those of a JSON Web Key Set as ``GET /v1/keys`` answers it.

    Keys of the set that are none of Ed25519 are left out, as RFC 7517 asks for.

    :param where: the file they came from, for messages.
    :raises ServiceError: there is none.
    """
    if not text.lstrip().startswith("{"):
        return (PublicKey(text, where),)
    try:
        found = tuple(_from_set(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise _no_key("public", where) from error
    if not found:
        raise _no_key("public", where)
    return found


def _from_set(told: Any) -> Iterator[PublicKey]:
    """The keys of a set, or the key that stands alone.

    :raises ValueError: one says that it is of Ed25519, and is not.
    """
    listed = told.get("keys", [told])
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("crv") == "Ed25519":
            raw = urlsafe_b64decode(f"{one.get('x')}==")
            key = Ed25519PublicKey.from_public_bytes(raw)
            yield PublicKey(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def _make(path: Path) -> None:
    """Write a new key in one step, never over one that another program was quicker to make."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def _no_key(which: str, where: str) -> ServiceError:
    return ServiceError(f"this is no {which} key of Ed25519, {_FORMS[which]}", where=where, hint=_HINT)


_FORMS = {"public": "in PEM or as a JSON Web Key Set", "private": "in PEM without a password"}
_HINT = "the service makes both when it first starts; the public one has the ending .pub"
