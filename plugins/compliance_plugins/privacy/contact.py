"""Whether a story tells how to reach a private person, or where one lives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import rule
from compliance_plugins.privacy._runs import long_numbers

if TYPE_CHECKING:
    from compliance_plugins.privacy._found import Contact

_STREETS, _NOTES = "street-words", "nonpublic-notes"


class Options(Record):
    """What the house decides.

    :param public: numbers and addresses that it publishes, such as `press@example.org` or `+44 1632 960000`; a domain
        stands for all addresses in it.
    """

    public: tuple[str, ...] = ()


@rule(
    "privacy/contact",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("phone", "mail", "home", "note"),
    messages={
        "en": {
            "message": "how to reach a private person: {contact}",
            "phone": "a private person's telephone number: {contact}",
            "mail": "a private person's e-mail address: {contact}",
            "home": "the home of {name}, with its house number: {contact}",
            "note": "from a note that its agency marked as not for publication: {contact}",
            "whose_phone": "nothing says whose telephone number this is: {contact}",
            "whose_mail": "nothing says whose e-mail address this is: {contact}",
            "marked_part": "the agency marked what follows as not for publication: {contact}",
            "owner": "whose it is",
            "marked": "the agency's mark",
            "cut": "cut it, unless its owner asked for it to be published",
            "street": "give the town, or the street without the house number",
            "settle": "say whose it is, or cut it if it is a private person's",
            "why": "A person who can be called, written to or visited by every reader can be harassed by any of them.",
        },
        "es": {
            "message": "cómo localizar a un particular: {contact}",
            "phone": "el teléfono de un particular: {contact}",
            "mail": "la dirección de correo de un particular: {contact}",
            "home": "el domicilio de {name}, con el número de la casa: {contact}",
            "note": "procede de una nota que su agencia marcó como no publicable: {contact}",
            "whose_phone": "nada dice de quién es este teléfono: {contact}",
            "whose_mail": "nada dice de quién es esta dirección de correo: {contact}",
            "marked_part": "la agencia marcó lo que sigue como no publicable: {contact}",
            "owner": "de quién es",
            "marked": "la marca de la agencia",
            "cut": "quitarlo, salvo que su titular haya pedido que se publique",
            "street": "dar la localidad, o la calle sin el número",
            "settle": "decir de quién es, o quitarlo si es de un particular",
            "why": "A quien todos los lectores pueden llamar, escribir o visitar, cualquiera de ellos puede acosarlo.",
        },
    },
    options=Options,
    lists=(_STREETS, _NOTES),
    basis=(
        Basis("Editors' Code of Practice (IPSO)", "clause 2, privacy"),
        Basis("BBC Editorial Guidelines", "section 7, privacy"),
        Basis("Regulation (EU) 2016/679", "article 5, data minimisation"),
        Basis("Código Deontológico (FAPE)", "principio 4"),
    ),
)
def contact(article: Article, options: Options) -> Iterable[Finding]:
    """Flags telephone numbers, e-mail addresses and home addresses of private people.

    ## What it flags
    A telephone number or an e-mail address that the story gives as a person's own (`her mobile`, `Ana Roe, 01632 …`,
    `call me on`); a house number and street given as the home of somebody whom it names; and every such thing in the
    part of a wire item that its agency marked as not for publication. Where nothing says whose a number or an address
    is, a person decides.

    ## Why it matters
    A person who can be called, written to or visited by every reader can be harassed by any of them.

    ## Example
    `Her neighbour Ana Roe, who lives at 14 Elm Street, gave her mobile number as 01632 960123.`

    ## Instead
    `Her neighbour Ana Roe, who lives in the same street, gave a telephone number.`

    ## Limits
    Press offices, help lines, switchboards, shops and other contacts that are there for everybody are left alone: told
    by their words (`public-contacts`), by free and premium numbers, by an office's mailbox (`info@`), by domains of
    states and schools, and where the story names the body that the domain is named after. So are bylines and sign-offs,
    streets without a house number, and the scene of an event. A house adds its own contacts with `public`.

    ## Sources
    IPSO Editors' Code, clause 2; BBC Editorial Guidelines, section 7; GDPR, article 5; Código Deontológico de la FAPE,
    principio 4; dpa's mark `nonpublic`. Kinds of numbers: Google's libphonenumber.
    """
    if not (article.get(long_numbers) or "@" in article.text or article.hits(_STREETS) or article.hits(_NOTES)):
        return
    from compliance_plugins.privacy._found import contacts

    for one in contacts(article, options.public):
        yield _finding(article, one)


def _finding(article: Article, one: Contact) -> Finding:
    told = one.told
    kind = "note" if one.kind == "marked" else one.kind
    message = "marked_part" if one.kind == "marked" else kind if one.sure else f"whose_{kind}"
    return contact.finding(
        one.span,
        message=message,
        variant=kind,
        kind=None if one.sure else Kind.REVIEW,
        severity=None if one.sure else Severity.WARNING,
        data={"contact": article[one.span], "name": article[told] if told is not None else ""},
        labels=() if told is None else [Label(told, "marked" if kind == "note" else "owner")],
        suggestions=[Suggestion(_advice(kind, one.sure), safety=Safety.PLACEHOLDER)],
    )


def _advice(kind: str, sure: bool) -> str:
    if kind == "home":
        return "street"
    return "cut" if sure else "settle"
