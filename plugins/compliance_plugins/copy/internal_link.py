"""Which links and addresses of a story its readers cannot open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from re import Pattern, compile

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import rule
from compliance_plugins.copy._addresses import LIST, Judgement, judge
from compliance_plugins.copy._links import addresses, told_to_open

_SHOWN = 80


class Options(Record):
    """What the house decides.

    :param hosts: further hosts that readers cannot reach, such as `cms.example.org`; all hosts below them too.
    :param public: hosts that readers can reach although their names do not look so.
    """

    hosts: tuple[str, ...] = ()
    public: tuple[str, ...] = ()


@rule(
    "copy/internal-link",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("empty", "preview", "network", "file", "editor"),
    messages={
        "en": {
            "message": "readers cannot open this link: {address}",
            "empty": "this link leads nowhere",
            "preview": "this link leads to a preview or test site, not to the published page: {address}",
            "network": "this link leads into a private network, where readers have no access: {address}",
            "file": "this link leads to a file on somebody's own computer: {address}",
            "editor": "this link leads to the content system, not to the published page: {address}",
            "doubtful": "this link may lead to a page that is not public: {address}",
            "fill": "give the link an address, or take it off the words",
            "public": "link to the published page",
            "open": "open the address outside the newsroom's network",
        },
        "es": {
            "message": "los lectores no pueden abrir este enlace: {address}",
            "empty": "este enlace no lleva a ninguna parte",
            "preview": "este enlace lleva a una vista previa o a un sitio de pruebas, no a lo publicado: {address}",
            "network": "este enlace lleva a una red privada a la que los lectores no tienen acceso: {address}",
            "file": "este enlace lleva a un archivo del ordenador de alguien: {address}",
            "editor": "este enlace lleva al gestor de contenidos, no a la página publicada: {address}",
            "doubtful": "este enlace puede llevar a una página que no es pública: {address}",
            "fill": "dar una dirección al enlace, o quitarlo de las palabras",
            "public": "enlazar la página publicada",
            "open": "abrir la dirección fuera de la red de la redacción",
            "why": "El lector llega a un error o a una contraseña, y la dirección puede enseñar a extraños los "
            "sistemas o un borrador.",
        },
    },
    options=Options,
    lists=(LIST,),
    basis=(Basis("RFC 6761", "special-use domain names", "https://www.rfc-editor.org/rfc/rfc6761"),),
)
def internal_link(article: Article, options: Options) -> Iterable[Finding]:
    """Flags links that only the newsroom can open, and links that lead nowhere.

    ## What it flags
    Links, and addresses written out in the text, that lead to a preview or staging site, to `localhost`, a private
    address or an intranet (a host without a dot, or one that ends in `.local`, `.intra`, `.internal`), to a `file:`, or
    to a page of the content system (`/wp-admin/`, `/node/12/edit`, `?preview=true`, Arc's composer). A link with no
    address at all is flagged as empty.

    ## Why it matters
    The reader meets an error page or a log-in form, and the address may tell strangers where the newsroom's systems
    stand, or show them a draft.

    ## Example
    `Read our [guide](https://staging.example.org/guide) before you travel.`

    ## Instead
    `Read our [guide](https://www.example.org/guide) before you travel.`

    ## Limits
    Nothing is fetched: the address alone decides. Links within a page (`#part`), `mailto:`, `tel:` and relative links
    are left alone, and so is an address inside quotation marks or that of a home router in the text. Names that can be
    public (`dev.`, `test.`, `cms.`) are for a person to decide. A house adds its own with `hosts` and `public`.

    ## Sources
    RFC 6761 and 6762 on names that are never public, RFC 1918 on private addresses; the manuals of content systems.
    """
    for span in addresses(article):
        block = article.block_at(span.start)
        link = block is not None and block.role is Role.FIELD
        judgement = _judged(article, article[span], options)
        if judgement is None or (not link and not told_to_open(article, span, judgement)):
            continue
        yield _finding(article, span, judgement)


def _judged(article: Article, address: str, options: Options) -> Judgement | None:
    if options.hosts or options.public:
        host = _host().match(address.strip().lower())
        name = host[1] if host else ""
        if any(name == other or name.endswith("." + other) for other in options.public):
            return None
        if any(name == other or name.endswith("." + other) for other in options.hosts):
            return Judgement("network")
    return judge(address, article.lexicon)


def _finding(article: Article, span: Span, judgement: Judgement) -> Finding:
    address = article[span]
    shown = address if len(address) <= _SHOWN else address[: _SHOWN - 1] + "…"
    if judgement.kind == "empty":
        advice = Suggestion("fill", safety=Safety.PLACEHOLDER)
    else:
        advice = Suggestion("public" if judgement.sure else "open", safety=Safety.PLACEHOLDER)
    return internal_link.finding(
        span,
        message=judgement.kind if judgement.sure else "doubtful",
        variant=judgement.kind,
        kind=None if judgement.sure else Kind.REVIEW,
        severity=None if judgement.sure else Severity.WARNING,
        confidence=1.0 if judgement.sure else 0.5,
        data={"address": shown},
        suggestions=(advice,),
    )


@cache
def _host() -> Pattern[str]:
    return compile(r"(?:[a-z][a-z0-9+.\-]*+:)?+//(?:[^/?#\s@]*@)?([^/?#\s:]*)")
