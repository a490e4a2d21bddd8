"""The record of the service: what was checked, what was let through by whom, what was certified, what was erased."""

from compliance.service.store import known_rules
from compliance.service.store.store import KEYS_KEPT, Store

__all__ = ["KEYS_KEPT", "Store", "known_rules"]
