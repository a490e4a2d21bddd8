"""Whether a story calls somebody guilty whom no court has convicted."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import Need, NoOptions, rule

_LABELS, _ACTS = "crime-labels", "crime-acts"


@rule(
    "legal/guilt-presumed",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "“{words}” presumes the guilt of {name}, of whom the story tells no conviction",
            "act": "“{words}” tells as a fact what {name} is only accused of",
            "case": "where the case stands",
            "call": "write “the suspect”, “the accused” or “the man charged with …”, or tell of the conviction",
            "attribute": "say who says so (“police say …”), or write “is accused of …”",
            "why": "Nobody is guilty before a court has said so; the words can prejudice a trial and cost the house a "
            "libel suit.",
        },
        "es": {
            "message": "«{words}» da por culpable a {name}, de quien el texto no cuenta ninguna condena",
            "act": "«{words}» da por hecho aquello de lo que solo se acusa a {name}",
            "case": "en qué punto está el caso",
            "call": "escribir «el sospechoso», «el acusado» o «el presunto…», o contar la condena",
            "attribute": "decir quién lo dice («según la Policía»), o escribir «está acusado de…»",
            "why": "Nadie es culpable hasta que lo dice un tribunal; las palabras pueden viciar un juicio y acabar en "
            "una demanda contra el medio.",
        },
    },
    variants=("label", "act"),
    languages=("en", "es"),
    lists=(_LABELS, _ACTS),
    needs=(Need.PHRASES,),
    basis=(
        Basis("AP Stylebook", "accused, allege, arrest, suspect"),
        Basis("Council of Europe, Recommendation Rec(2003)13", "presumption of innocence"),
    ),
)
def guilt_presumed(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags words that make somebody a murderer or a thief whom the story knows as arrested or accused only.

    ## What it flags
    A person whom the story names as arrested, accused, charged or on trial is called by a noun of guilt (variant
    `label`): `the killer, John Smith`, `Smith, a thief from Hull,`, `the murderer was arrested`, `Smith's victim`. Or
    the story tells the act as a fact in its own words (variant `act`): `Smith, who strangled his wife, …`, `He stabbed
    her twice`, `the shop was robbed by Smith`, `Smith was charged after he shot …`, `held after stabbing his wife`. A
    headline or lead that names nobody counts where the same sentence tells the case, or the headline's noun comes back
    in one that does (`A nurse who poisoned her neighbours appeared in court`), and the story names the suspect further
    on.

    ## Why it matters
    Nobody is guilty before a court has said so; the words can prejudice a trial and cost the house a libel suit.

    ## Example
    `John Smith, 34, was charged with murder on Monday. The killer will appear in court today.`

    ## Instead
    `John Smith, 34, was charged with murder on Monday. He will appear in court today.`

    ## Limits
    Silent in a story that tells of any conviction or plea of guilty, where nobody is named, where the suspect has
    died, in quotation marks and questions, beside `alleged`, `suspected`, `presunto` and the like, in stories of films
    and books, and for an act that somebody says (police, a court that heard it): before it, in a clause that closes
    the sentence, or in the sentence before. `Police hunt the killer` presumes nobody's guilt, nor does `the gunman
    fled` beside a name. One finding a sentence. An act that no list knows is not seen, nor a suspect whose name
    nothing but its capitals shows. Which words count are the lists `crime-labels`, `crime-acts`, `case-words` and
    `caught-words`. The standard named is that of the story's `jurisdiction`.

    ## Sources
    Contempt of Court Act 1981, ss 1-2; Editors' Code of Practice; AP Stylebook, *accused*, *allege*, *arrest*;
    Constitución Española, art. 24.2; Código Deontológico (FAPE), 5; Directive (EU) 2016/343, recital 16; Council of
    Europe, Recommendation Rec(2003)13 on the provision of information through the media in relation to criminal
    proceedings.
    """
    from compliance_plugins.legal._called import called
    from compliance_plugins.legal._cases import suspects, under_way
    from compliance_plugins.legal._law import law

    if not article.get(under_way):
        return
    known = article.get(suspects)
    if not known:
        return
    basis = law(article).basis("guilt")
    for one in called(article, known):
        is_act = one.variant == "act"
        yield guilt_presumed.finding(
            one.span,
            message="act" if is_act else "message",
            variant=one.variant,
            data={"words": article[one.span], "name": one.suspect.person.name},
            labels=[Label(one.suspect.cue, "case")],
            suggestions=[Suggestion("attribute" if is_act else "call", safety=Safety.PLACEHOLDER)],
        )._replace(basis=basis)
