"""``compliance token``: the tokens with which programs come to the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.speech import say, spoken
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.service.access.tokens import Tokens
    from compliance.service.store.tokens import Token

ROLES = ("check", "waive", "override", "admin")
_UNITS = {"h": 1, "d": 24, "w": 24 * 7}

_database = click.option(
    "--database", default="compliance.db", metavar="URL", help="The record: an SQLite file, or postgresql://…"
)


@click.group(short_help="Make, list and revoke the tokens of the service.")
def command() -> None:
    """The tokens with which programs come to the service.

    Begin with: compliance token create --role check --title daily
    """


@command.command(short_help="Make a token.")
@click.option("--role", "roles", multiple=True, required=True, metavar="ROLE", help=f"{', '.join(ROLES)} (repeatable).")
@click.option("--title", required=True, metavar="TITLE", help="The newspaper, site or desk that it is for.")
@click.option("--expires", default="365d", metavar="TIME", help="How long it counts: 12h, 90d, 8w, never [365d].")
@click.option("--observe", is_flag=True, help="Findings are told and stored, and never count.")
@click.option("--person-key", metavar="FILE", help="An Ed25519 public key (PEM) that statements about people need.")
@_database
def create(
    roles: tuple[str, ...], title: str, expires: str, observe: bool, person_key: str | None, database: str
) -> None:
    """Make a token. Its secret is printed once, alone, on standard output; nobody can find it out again."""
    named = tuple(part.strip() for role in roles for part in role.split(","))
    for role in named:
        if role not in ROLES:
            raise ComplianceError(f"--role {role} is no role", hint=f"one of: {', '.join(ROLES)}")
    if not title.strip() or not title.isprintable() or len(title) > 100:
        raise ComplianceError("--title must be 1 to 100 characters that can be seen", hint="as in --title daily")
    lasts, key = _lasts(expires), _public_key(person_key) if person_key else None
    with _opened(database) as tokens:
        from compliance.service.types import Role

        token, secret = tokens.create(
            title=title.strip(), roles=map(Role, named), lasts=lasts, observe=observe, person_key=key
        )
    click.echo(secret)
    until = f"until {_day(token.expires_at)}" if token.expires_at else "until it is revoked"
    say(f"{token.id}: {', '.join(sorted(token.roles))} for {token.title}, {until}; keep it now", err=True)


@command.command("list", short_help="List the tokens.")
@_database
def list_(database: str) -> None:
    """List the tokens, the oldest first: what they may do, until when, and when they were last used."""
    with _opened(database) as tokens:
        rows = [_row(token, datetime.now().astimezone()) for token in tokens.all()]
    head = tuple(map(spoken, ("ID", "TITLE", "ROLES", "STATE", "MADE", "LAST USED")))
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@command.command(short_help="Revoke a token.")
@click.argument("token_id", metavar="ID")
@_database
def revoke(token_id: str, database: str) -> None:
    """Revoke a token: from the next second on it opens nothing."""
    with _opened(database) as tokens:
        tokens.revoke(token_id.partition(".")[0])
    say(f"revoked {token_id.partition('.')[0]}", err=True)


@contextmanager
def _opened(database: str) -> Iterator[Tokens]:
    from compliance.cli.serve_command import needs_extra

    needs_extra()
    from compliance.service.access.tokens import Tokens
    from compliance.service.store import Store

    store = Store.open(database)
    try:
        yield Tokens(store)
    finally:
        store.close()


def _lasts(told: str) -> timedelta | None:
    if told == "never":
        return None
    form = re.fullmatch(r"([1-9][0-9]{0,4})([hdw])", told)
    if form is None:
        raise ComplianceError(f"--expires {told} is no time", hint="as in 12h, 90d, 8w, or never")
    return timedelta(hours=int(form[1]) * _UNITS[form[2]])


def _public_key(file: str) -> str:
    """The text of a public key, once it is sure to be one of Ed25519."""
    from compliance.cli.serve_command import needs_extra

    needs_extra()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    hint = "openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem"
    try:
        data = Path(file).read_bytes()
        if isinstance(load_pem_public_key(data), Ed25519PublicKey):
            return data.decode()
    except OSError as error:
        raise ComplianceError(f"the key cannot be read: {error.strerror}", where=file, hint="check the path") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ComplianceError("this is no public key in PEM form", where=file, hint=hint) from error
    raise ComplianceError("this is no Ed25519 key", where=file, hint=hint)


def _row(token: Token, now: datetime) -> tuple[str, ...]:
    roles = ", ".join(sorted(token.roles))
    used = _day(token.used_at, minutes=True) if token.used_at else spoken("never")
    shown = spoken(f"{roles} (observes)") if token.observe else roles
    return (token.id, token.title, shown, spoken(_state(token, now)), _day(token.made_at), used)


def _state(token: Token, now: datetime) -> str:
    if token.revoked_at is not None:
        return f"revoked {_day(token.revoked_at)}"
    if token.expires_at is None:
        return "counts"
    return f"{'expired' if token.expires_at <= now else 'until'} {_day(token.expires_at)}"


def _day(moment: datetime, *, minutes: bool = False) -> str:
    return moment.strftime("%Y-%m-%d %H:%MZ" if minutes else "%Y-%m-%d")
