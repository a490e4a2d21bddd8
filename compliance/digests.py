"""The hash that fingerprints and caches are made with."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def hasher() -> Any:
    """BLAKE2b, as in ``hashlib``."""
    try:
        # the same function without OpenSSL, which takes longer to load than most stories to check
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    return blake2b


def digest(content: bytes) -> str:
    """What content is known by: the same for the same content, another for any other."""
    return str(hasher()(content, digest_size=16).hexdigest())
