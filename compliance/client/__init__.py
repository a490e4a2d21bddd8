"""A small client of the service, for programs that publish: it retries, gives up in time, and loses nothing.

``Client`` and ``AsyncClient`` need the extra ``client`` (httpx); :mod:`compliance.client.signing` needs nothing. The
names are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.client.answer import Answer as Answer
    from compliance.client.answer import Editor as Editor
    from compliance.client.answer import RefusedError as RefusedError
    from compliance.client.awaited import AsyncClient as AsyncClient
    from compliance.client.blocking import Client as Client
    from compliance.client.decision import UnansweredError as UnansweredError
    from compliance.client.signing import SignatureError as SignatureError
    from compliance.client.signing import verify as verify

_HOME_OF = {
    "Answer": "answer",
    "AsyncClient": "awaited",
    "Client": "blocking",
    "Editor": "answer",
    "RefusedError": "answer",
    "SignatureError": "signing",
    "UnansweredError": "decision",
    "verify": "signing",
}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'compliance.client' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"compliance.client.{_HOME_OF[name]}"), name)
