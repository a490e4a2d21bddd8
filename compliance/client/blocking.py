"""The client for programs that wait for the answer."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from compliance.client.answer import Answer, Editor, RefusedError
from compliance.client.decision import Decision, UnansweredError, override, waiver
from compliance.client.exchange import (
    Again,
    Fail,
    Flushed,
    Found,
    Meaning,
    again,
    answered,
    recorded,
    terms,
    unanswered,
)
from compliance.client.request import Request, Signer, Story, request

if TYPE_CHECKING:
    import httpx


class Client:
    """Asks a service whether stories may go. One serves all threads of a program.

    :param url: of the service (``https://compliance.example``).
    :param token: as ``compliance token create`` printed it.
    :param timeout: seconds for which the service may be silent at each try.
    :param retries: further tries where it is out of reach or too busy.
    :param spool: a folder where requests wait that could not be sent; ``None``: they are forgotten. Drafts are always.
    :param fail: the verdict where the service gives none: ``"closed"``: hold; ``"open"``: publish.
    :param signer: signs for an editor where the token was registered with a key; default: with the token itself.
    :param transport: of httpx, in its place.
    :raises ComplianceError: a parameter makes no sense, or httpx is missing.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 5.0,
        retries: int = 2,
        spool: str | Path | None = None,
        fail: Fail = "closed",
        signer: Signer | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._terms = terms(url, token, timeout, retries, spool, fail, signer)
        import httpx

        self._http = httpx.Client(timeout=timeout, transport=transport, follow_redirects=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def check(
        self,
        story: Story,
        *,
        event: str = "publish",
        content_type: str | None = None,
        editor: Editor | None = None,
        language: str = "",
        key: str | None = None,
    ) -> Answer:
        """Whether a story may go.

        :param story: the product's story JSON as a mapping; plain text; or bytes, with their content type. Several
            stories, one a line, are ``application/x-ndjson``: their reports are ``report["reports"]``.
        :param event: ``draft``, ``publish``, ``update``, ``correct`` or ``kill``.
        :param editor: on whose behalf.
        :param language: of the messages: ``en`` or ``es``; default: the service's own.
        :param key: by which the service knows this very check again, within a day: that of a message that may be
            delivered twice. Without it every call is a check of its own.
        :raises RefusedError: the service refuses: the token or the story's form is wrong.
        """
        asked = request(story, event, content_type, editor, language, key)
        found = self._sent(asked)
        return unanswered(self._terms, asked, found) if isinstance(found, str) else found

    def flush(self) -> Flushed:
        """Send what waits on disk, the oldest first, until the service is out of reach again.

        Two processes may do so at once: the service knows a request again, and answers it the same.
        """
        spool = self._terms.spool
        sent = refused = 0
        for name, asked in spool.waiting() if spool is not None else ():
            assert spool is not None
            try:
                if isinstance(self._sent(asked), str):
                    break
            except RefusedError as error:
                if error.status in (401, 403):
                    break  # the token is wrong, not the request
                spool.lay_aside(name)
                refused += 1
            else:
                spool.sent(name)
                sent += 1
        return Flushed(sent, len(spool.names()) if spool is not None else 0, refused)

    def waive(
        self, report_id: str, fingerprint: str, *, editor: Editor, reason: str, until: datetime, key: str | None = None
    ) -> Mapping[str, Any]:
        """Let a finding through until a moment; what the service recorded of it.

        A decision never waits in the spool: whoever decides must know whether it counts.

        :param report_id: of the report that the editor has before them.
        :param fingerprint: of one of its findings.
        :param editor: who decides.
        :param key: by which the service knows this very decision again; without it every call is one of its own.
        :raises RefusedError: the service refuses: nobody may waive this, not this editor, or not again.
        :raises UnansweredError: it did not answer.
        """
        return self._decided(waiver(report_id, fingerprint, editor, reason, until, key))

    def override(self, report_id: str, *, editor: Editor, reason: str, key: str | None = None) -> Mapping[str, Any]:
        """Have a held story published all the same; the new report, whose ``verdict`` is ``publish``.

        Parameters and errors are those of :meth:`waive`.
        """
        return self._decided(override(report_id, editor, reason, key))

    def _decided(self, decision: Decision) -> Mapping[str, Any]:
        found = self._tried(decision, recorded)
        if isinstance(found, str):
            raise UnansweredError(found, decision.key)
        return found

    def _sent(self, asked: Request) -> Answer | str:
        return self._tried(asked, answered)

    def _tried(self, asked: Request | Decision, meaning: Meaning[Found]) -> Found | str:
        import httpx

        address, tries = self._terms.address(asked.path), 0
        while True:
            tries += 1
            headers = asked.headers(self._terms.token, self._terms.signer)
            outcome: Found | Again | str
            try:
                response = self._http.post(address, params=asked.query, content=asked.body, headers=headers)
            except httpx.TransportError as error:
                outcome = again(self._terms, tries, f"the service is out of reach: {type(error).__name__}")
            else:
                outcome = meaning(self._terms, response, tries)
            if not isinstance(outcome, Again):
                return outcome
            time.sleep(outcome.seconds)
