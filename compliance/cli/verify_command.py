"""``compliance verify``: whether a certificate is whole, and whether a story is the one that was certified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.serve_command import needs_extra
from compliance.cli.speech import say, spoken
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.service.signing import PublicKey

_KEY = "compliance.db.key.pub"
"""Where `compliance serve` puts it unless told otherwise."""


@click.command(short_help="Verify the certificate of a published version.")
@click.argument("certificate", metavar="CERTIFICATE")
@click.option(
    "--key",
    default=_KEY,
    metavar="FILE",
    show_default=True,
    help="The service's public key, got from it before: in PEM, or all that it ever had, as GET /v1/keys answers.",
)
@click.option("--story", metavar="FILE", help="Is this the story that was certified?")
@click.option("--config", metavar="FILE", help="With --story: this file instead of the nearest compliance.toml.")
def command(certificate: str, key: str, story: str | None, config: str | None) -> int:
    """Verify a CERTIFICATE (a JSON file) without asking the service.

    Exit codes: 0 it is whole, and the story is the one; 1 it was changed, or the story is another one; 2 a file could
    not be read.
    """
    needs_extra()
    from compliance.service.certificates import CertificateError, verify

    document, keys = _document(certificate), _keys(key)
    try:
        told = verify(document, *keys)
    except CertificateError as error:
        say(f"not verified: {spoken(error.what)}")
        if error.hint:
            click.echo(f"  {spoken('next:')} {spoken(error.hint)}")
        return 1
    for line in _lines(told):
        say(line)
    return 0 if story is None else _compared(told, story, config)


def _document(path: str) -> Any:
    try:
        document = json.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise ComplianceError("this is no JSON", where=path, hint="give it as it was handed out") from error
    # the whole answer of the service, or what it hands out with the certificate's id, with the certificate in it
    for wrapping in ("certificate", "document"):
        if isinstance(document, dict) and "format" not in document and isinstance(document.get(wrapping), dict):
            document = document[wrapping]
    return document


def _keys(path: str) -> tuple[PublicKey, ...]:
    from compliance.service.signing import public_keys

    return public_keys(_read(path, "get the public key from the service, and give it with --key"), path)


def _read(path: str, hint: str = "check the path and its permissions") -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ComplianceError(f"the file cannot be read: {error.strerror}", where=path, hint=hint) from error
    except UnicodeDecodeError as error:
        raise ComplianceError("this is no text in UTF-8", where=path, hint=hint) from error


def _lines(told: Mapping[str, Any]) -> list[str]:
    """What a certificate says, in words."""
    story = told["story_id"] or spoken("(without an id)")
    lines = [
        f"verified: {told['id']} is as it was signed with {told['key_id']}",
        f"story {story} of {told['title']}, {told['event']}, {told['checked_at']}",
        f"rules: {len(told['verified'])} had their say, {len(told['skipped'])} were skipped; "
        f"not checked for want of data: {len(told['unchecked'])}",
    ]
    for found in told["waived"]:
        waiver = found.get("waiver") or {}
        people = ", ".join(person["name"] for person in waiver.get("by", ()))
        reasons = dict.fromkeys([waiver.get("reason", ""), *(person.get("reason") for person in waiver.get("by", ()))])
        why = "; ".join(filter(None, reasons))
        lines.append(f"let through: {found['rule']}, by {people or spoken('nobody named')}: {why}")
    if told.get("override"):
        over = told["override"]
        lines.append(f"PUBLISHED OVER A VERDICT OF {over['verdict']}, by {over['by']['name']}: {over['reason']}")
        if over.get("again"):
            lines.append(f"decided at {over['at']} for report {over['made_for']}, of the very same story")
    return lines


def _compared(told: Mapping[str, Any], story: str, config: str | None) -> int:
    from compliance.cli.options import load
    from compliance.service.canonical import canonical_fields, digests_of
    from compliance.service.certificates import match

    checker = load({"config": config})
    try:
        articles = tuple(checker.read(Path(story).read_bytes(), story))
    except OSError as error:
        raise ComplianceError(f"the file cannot be read: {error.strerror}", where=story) from error
    if len(articles) != 1:
        raise ComplianceError(f"the file holds {len(articles)} stories", where=story, hint="give the one story alone")
    fields = canonical_fields(articles[0])
    found = match(told, *digests_of(fields))
    if found.same:
        say(f"{story} is the story that was certified")
        return 0
    other = f": another {', '.join(found.differs)}" if found.differs else ""
    say(f"{story} is not the story that was certified{other}")
    return 1
