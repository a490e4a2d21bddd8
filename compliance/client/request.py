"""A request to have a story checked, as it can be sent again, by this process or a later one."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from compliance.client.answer import Editor
from compliance.client.signing import statement
from compliance.errors import ComplianceError
from compliance.record import Record

EVENTS = ("draft", "publish", "update", "correct", "kill")
LONGEST_KEY = 255
Story = Mapping[str, Any] | str | bytes
Signer = Callable[[Editor], str]


class Request(Record):
    """A request without what is secret in it.

    :param key: by which the service knows it again, however often it is sent.
    :param language: of the messages; empty for the service's own.
    """

    key: str
    event: str
    content_type: str
    body: bytes
    editor: Editor | None = None
    language: str = ""

    @property
    def path(self) -> str:
        """Where it is sent."""
        return "/v1/check"

    @property
    def query(self) -> dict[str, str]:
        """What its address says behind the question mark."""
        return {"event": self.event, **({"lang": self.language} if self.language else {})}

    def headers(self, token: str, signer: Signer | None) -> dict[str, str]:
        """Its headers, for one try: a statement about an editor counts once, so each try signs its own."""
        found = {"Authorization": f"Bearer {token}", "Content-Type": self.content_type, "Idempotency-Key": self.key}
        if self.editor is not None:
            found["On-Behalf-Of"] = signed(token, signer, self.editor)
        return found

    def packed(self) -> bytes:
        """As it waits on disk."""
        editor = list(self.editor) if self.editor is not None else None
        body = base64.b64encode(self.body).decode()
        return json.dumps({**self._asdict(), "body": body, "editor": editor}).encode()


def unpacked(data: bytes) -> Request:
    """The request again.

    :raises ValueError: the data is none.
    """
    try:
        found = json.loads(data)
        person = found["editor"]
        editor = Editor(person[0], person[1], tuple(person[2]), person[3]) if person is not None else None
        body = base64.b64decode(found["body"], validate=True)
        language = str(found.get("language", ""))
        return Request(found["key"], found["event"], found["content_type"], body, editor, language)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("this is no request") from error


def request(
    story: Story,
    event: str,
    content_type: str | None,
    editor: Editor | None,
    language: str = "",
    key: str | None = None,
) -> Request:
    """A request.

    :param story: the product's story JSON as a mapping; plain text; or bytes, with their content type.
    :param key: by which the service knows it again; a new one where none is given.
    :raises ComplianceError: there is no such event, bytes come without a content type, or the key cannot be sent.
    """
    if event not in EVENTS:
        raise ComplianceError(f"there is no event {event!r}", hint=f"one of: {', '.join(EVENTS)}")
    key = valid_key(key)
    if isinstance(story, bytes):
        if content_type is None:
            raise ComplianceError("bytes need a content type", hint='content_type="text/html; charset=utf-8"')
        body = story
    elif isinstance(story, str):
        body, content_type = story.encode(), content_type or "text/plain; charset=utf-8"
    else:
        body = json.dumps(story, ensure_ascii=False, default=_dated).encode()
        content_type = content_type or "application/json"
    if not content_type.isascii() or not content_type.isprintable():
        raise ComplianceError(f"{content_type!r} is no content type", hint='as in "application/json"')
    return Request(key or uuid.uuid4().hex, event, content_type, body, editor, language)


def _dated(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise ComplianceError(f"a story cannot hold {type(value).__name__}", hint="texts, numbers, lists, mappings, dates")


def valid_key(key: str | None) -> str | None:
    """A key as it was given.

    :raises ComplianceError: it cannot be sent.
    """
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise ComplianceError(f"{key!r} is no key", hint=f"1 to {LONGEST_KEY} characters of ASCII that can be seen")
    return key


def signed(token: str, signer: Signer | None, editor: Editor) -> str:
    """A statement that a program speaks for an editor.

    :param signer: default: it is signed with the token itself.
    """
    if signer is not None:
        return signer(editor)
    return statement(token, editor.id, editor.name, roles=editor.roles, position=editor.position)
