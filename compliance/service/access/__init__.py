"""Who may come in: programs by token, people by signing in or by a signed statement; and webhooks, in and out."""

from compliance.service.access.denied import Denied
from compliance.service.access.door import Door
from compliance.service.access.gate import Gate, demand
from compliance.service.access.reading import from_tables
from compliance.service.access.sessions import SignedIn
from compliance.service.access.settings import AccessSettings

__all__ = ["AccessSettings", "Denied", "Door", "Gate", "SignedIn", "demand", "from_tables"]
