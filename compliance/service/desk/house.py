"""What the desk is part of: the seam to the running service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from compliance.service.desk.texts import Texts
    from compliance.service.signing import SigningKey
    from compliance.service.store import Store
    from compliance.service.telling import Telling
    from compliance.service.workers.pool import Workers


class House(Protocol):
    """The service as the desk sees it; what a reload changes is asked for anew each time."""

    store: Store | None
    key: SigningKey | None
    texts: Texts

    @property
    def observed(self) -> tuple[str, ...]:
        """Globs of the rules whose findings are shown and never count."""

    @property
    def workers(self) -> Workers:
        """Those of the present configuration."""

    @property
    def telling(self) -> Telling:
        """Who is told of what is decided."""

    def profile(self, title: str) -> str | None:
        """The profile that a title's stories are checked with now; ``None``: the house's own way."""

    def keeps_text(self, title: str) -> bool:
        """Whether the text of a title's stories is kept on disk."""

    def alarmed(self, rule: str) -> None:
        """Count a wrong alarm."""

    def overrode(self) -> None:
        """Count an override."""
