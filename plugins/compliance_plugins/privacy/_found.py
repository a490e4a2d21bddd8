"""What a story tells of how to reach somebody, and which of it is a private person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.article import Article, Role, Span
from compliance.record import Record
from compliance_plugins.privacy import _mails, _phones
from compliance_plugins.privacy._homes import homes
from compliance_plugins.privacy._notes import marked, nonpublic
from compliance_plugins.privacy._owners import Owner, owned

# readers are meant to reach who wrote it
_SIGNED = frozenset({Role.BYLINE, Role.SIGN_OFF, Role.CREDIT})

_SIGNS = " .<>()[]*_-–—"


class Contact(Record):
    """A number or an address that readers should not see, or of which nothing says whose it is.

    :param kind: ``phone``, ``mail``, ``home``, ``note``, or ``marked`` for a note that has neither number nor address.
    :param sure: the story says that it is a private person's, or that it is not for publication.
    :param told: the words that say so.
    """

    span: Span
    kind: str
    sure: bool
    told: Span | None


def contacts(article: Article, public: Sequence[str]) -> Iterator[Contact]:
    """Everything of the kind in a story, in no order.

    :param public: what the house says is public.
    """
    note = nonpublic(article)
    noted = False
    for kind, span in _places(article):
        if note is not None and note.whole.covers(span):
            noted = True
            yield Contact(span, "note", True, note.mark)
        elif not _is_the_houses(article, span, public):
            sort = _phones.sort_of(article, span) if kind == "phone" else _mails.sort_of(article, span)
            whose = owned(article, span, sort == "personal") if sort != "public" else None
            if whose is not None and whose.owner is not Owner.PUBLIC:
                yield Contact(span, kind, whose.owner is Owner.PRIVATE, whose.told)
    for span, name in homes(article):
        if note is None or not note.whole.covers(span):
            yield Contact(span, "home", True, name)
    if note is not None and not noted and not marked(article, note.mark):
        yield Contact(note.mark, "marked", True, None)


def _places(article: Article) -> Iterator[tuple[str, Span]]:
    for span in _phones.phones(article):
        yield "phone", span
    for span in _mails.mails(article):
        yield "mail", span


def _is_the_houses(article: Article, span: Span, public: Sequence[str]) -> bool:
    """Whether it is there for everybody whatever it is: in a byline or a sign-off, alone in its paragraph as whoever
    wrote the story signs, or named by the house.
    """
    block = article.block_at(span.start)
    if block is not None and (
        block.role in _SIGNED or ("@" in article[span] and article[block].strip(_SIGNS) == article[span])
    ):
        return True
    return bool(public) and _is_named(article[span], public)


def _is_named(words: str, public: Sequence[str]) -> bool:
    """Whether the house names an address, its domain, or a number however it is spaced."""
    small = words.lower()
    digits = _digits(words)
    return any(
        small == one.lower() or small.endswith("@" + one.lower()) or (len(digits) > 6 and digits == _digits(one))
        for one in public
    )


def _digits(words: str) -> str:
    return "".join(sign for sign in words if sign.isdigit())
