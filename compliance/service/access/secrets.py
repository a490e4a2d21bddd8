"""Secrets of machines: made at random, kept as digests, compared in a time that says nothing."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from compliance.client.signing import derived


def new_secret() -> str:
    """A secret of 256 bits, 43 letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret. One of 256 random bits needs no slow hash: nobody can try them out."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


__all__ = ["derived", "digest", "new_secret", "same"]
