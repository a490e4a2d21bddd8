"""Whether a story publishes a number that identifies a person, a payment card or a bank account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.privacy._runs import long_numbers

if TYPE_CHECKING:
    from compliance_plugins.privacy._numbers import Number

_DONATIONS = "donation-words"
_SHOWN = 4


@rule(
    "privacy/identifier",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("card", "iban", "national", "passport", "licence"),
    messages={
        "en": {
            "message": "the number of somebody's identity card, social security or tax file (ending {end})",
            "card": "the number of a payment card (ending {end})",
            "iban": "the number of a bank account (ending {end})",
            "national": "the number of somebody's identity card, social security or tax file (ending {end})",
            "passport": "the number of a passport (ending {end})",
            "licence": "the number of a driving licence (ending {end})",
            "unsure": "“{label}”, with check digits that are wrong or missing: is it a real one (ending {end})?",
            "bare": "looks like somebody's identity number (ending {end})",
            "donations": "a bank account for donations (ending {end}): is it the one the organisation publishes?",
            "label": "what the story calls it",
            "cut": "cut the number; the last figures are enough where the story needs it",
            "settle": "find out whose it is; cut it unless its owner wants it published",
            "confirm": "compare it with the organisation's own page",
            "why": "Whoever reads the number can order, open an account or claim benefits in its owner's name.",
        },
        "es": {
            "message": "el número de identidad, de la seguridad social o fiscal de alguien (acaba en {end})",
            "card": "el número de una tarjeta de pago (acaba en {end})",
            "iban": "el número de una cuenta bancaria (acaba en {end})",
            "national": "el número de identidad, de la seguridad social o fiscal de alguien (acaba en {end})",
            "passport": "el número de un pasaporte (acaba en {end})",
            "licence": "el número de un permiso de conducir (acaba en {end})",
            "unsure": "«{label}», con dígitos de control que fallan o faltan: ¿es auténtico (acaba en {end})?",
            "bare": "parece el número de identidad de alguien (acaba en {end})",
            "donations": "una cuenta bancaria para donativos (acaba en {end}): ¿es la que publica la organización?",
            "label": "cómo lo llama el texto",
            "cut": "quitar el número; si el texto lo necesita, bastan las últimas cifras",
            "settle": "averiguar de quién es; quitarlo si su titular no quiere que se publique",
            "confirm": "compararlo con la página de la propia organización",
            "why": "Con ese número cualquiera puede comprar, abrir una cuenta o pedir ayudas en nombre de su titular.",
        },
    },
    needs=(Need.DIGITS,),
    basis=(
        Basis("Editors' Code of Practice (IPSO)", "clause 2, privacy"),
        Basis("Regulation (EU) 2016/679", "article 87, national identification number"),
        Basis("Ley Orgánica 3/2018", "disposición adicional séptima"),
        Basis("PCI DSS", "requirement 3, display of the card number"),
    ),
)
def identifier(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags numbers of payment cards, bank accounts, passports and identity papers.

    ## What it flags
    Payment cards, IBANs and national numbers (DNI, NIE, CPF, RUT …) whose form and check digits are right, whether the
    story says what they are or not; and numbers that the story calls by name (`passport number`, `SSN`, `DNI`, `card`).
    One that is called so and whose check digits are wrong is for a person to decide, as is the account of an appeal for
    donations.

    ## Why it matters
    Whoever reads the number can order, open an account or claim benefits in its owner's name.

    ## Example
    `The clerk read out her card number, 4111 1111 1111 1111.`

    ## Instead
    `The clerk read out her card number, which ends in 1111.`

    ## Limits
    A number without a name is flagged only where its form is one of those listed in `identifier-shapes` and its check
    digits hold. Passports and driving licences have no check digits and must be named. Numbers of firms, books, orders
    and cases are left alone, and so is one of which only the last figures stand.

    ## Sources
    IPSO Editors' Code, clause 2; General Data Protection Regulation, article 87; Ley Orgánica 3/2018, disposición
    adicional séptima (four figures of a DNI at most); PCI DSS, requirement 3. Check digits: ISO/IEC 7812, ISO 13616 and
    the national rules, as python-stdnum has them.
    """
    if not article.get(long_numbers):
        return
    from compliance_plugins.privacy._numbers import numbers

    for number in numbers(article):
        yield _finding(article, number)


def _finding(article: Article, number: Number) -> Finding:
    message, advice, sure = _said(article, number)
    end = "".join(sign for sign in article[number.span] if sign.isalnum())[-_SHOWN:]
    label = number.label
    return identifier.finding(
        number.span,
        message=message,
        variant=number.kind,
        kind=None if sure else Kind.REVIEW,
        severity=None if sure else Severity.WARNING,
        data={"end": end, "label": article[label] if label is not None else ""},
        labels=() if label is None else [Label(label, "label")],
        suggestions=[Suggestion(advice, safety=Safety.PLACEHOLDER)],
    )


def _said(article: Article, number: Number) -> tuple[str, str, bool]:
    """The message, the advice, and whether the number must go."""
    if number.kind == "iban" and _asks_for_donations(article, number):
        return "donations", "confirm", False
    if number.sure:
        return number.kind, "cut", True
    return ("unsure" if number.label is not None else "bare"), "settle", False


def _asks_for_donations(article: Article, number: Number) -> bool:
    from compliance_plugins.privacy._cues import has_cue

    block = article.block_at(number.span.start)
    if block is None:
        return False
    return has_cue(article, _DONATIONS, max(0, block.start - 300), block.end)
