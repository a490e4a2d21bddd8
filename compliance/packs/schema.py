"""The form of a ``pack.yaml``, as pydantic models: what may stand in it, and what each key means.

Imported only when a pack is new to the cache. The JSON Schema of the form is made from it
(``compliance schema pack``), for completion in editors.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from compliance.folding import one_spaced

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S"), AfterValidator(one_spaced)]
Tongue = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Said = Text | Annotated[dict[Tongue, Text], Field(min_length=1)]
Example = Text | dict[str, Any]
RoleName = Literal[
    "body", "headline", "standfirst", "byline", "dateline", "paragraph", "quote", "caption", "credit", "list", "table",
    "note", "sign-off", "comment", "alt", "title", "rights", "instructions", "field",
]  # fmt: skip
Product = Literal["wire", "website", "newspaper", "magazine", "syndication", "newsletter", "comments"]


class Form(BaseModel):
    """What every part of a pack has in common: nothing is converted, no key is unknown."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Standard(Form):
    """A standard that a rule enforces."""

    guide: Text
    clause: str = ""
    url: str = ""


class AnyRule(Form):
    """What every rule may say, whatever it checks."""

    id: Name = Field(description="the rule's name in its pack; the whole name is pack/id")
    message: Said = Field(description="what is wrong, in one sentence; {matched} is what stands in the story")
    title: Said | None = Field(default=None, description="what the rule does, in one sentence; for lists of rules")
    severity: Literal["error", "warning", "note"] = "warning"
    kind: Literal["fail", "review"] = Field(
        default="review", description="fail: wrong for certain; review: a human must decide"
    )
    reason: Said | None = Field(default=None, description="why the rule exists")
    basis: list[Standard] = []
    reports_as: RuleName | None = Field(default=None, description="the rule under which the findings appear")
    languages: list[Tongue] | None = None
    in_: list[RoleName] | None = Field(default=None, alias="in", min_length=1, description="the parts of a story read")
    sections: list[Text] = []
    products: list[Product] = []
    quotations: Literal["outside", "inside", "both"] = "outside"
    exceptions: list[Phrase] = Field(default=[], description="a match inside one of these phrases is left alone")
    once: bool = Field(default=False, description="true: the first place in a story is marked, the others go with it")
    bad: list[Example] = Field(min_length=1, description="stories in which the rule must speak")
    good: list[Example] = Field(min_length=1, description="stories in which it must not")


class Phrased(AnyRule):
    """A rule that looks for phrases."""

    names: Literal["skip", "include"] = Field(
        default="skip", description="skip: a match whose capitals make it a name is left alone"
    )
    case: Literal["ignore", "exact"] = "ignore"
    safety: Literal["safe", "unsafe"] = Field(default="unsafe", description="how far the suggested edit is trusted")


class TermRule(Phrased):
    """Words that must not appear."""

    check: Literal["term"]
    terms: list[Phrase] = []
    terms_file: Text | None = Field(default=None, description="a file beside pack.yaml, a term a line")


class SubstitutionRule(Phrased):
    """Words for which others are to be written."""

    check: Literal["substitution"]
    swap: dict[Phrase, str | list[str]] = {}
    swap_file: Text | None = Field(default=None, description="a file beside pack.yaml: term TAB what to write instead")


class ConsistencyRule(Phrased):
    """Forms of one word, of which a story keeps to one."""

    check: Literal["consistency"]
    either: list[Annotated[list[Phrase], Field(min_length=2)]] = Field(min_length=1)


class Sought(Form):
    """Terms or a pattern, one of the two."""

    terms: list[Phrase] = []
    terms_file: Text | None = Field(default=None, description="a file beside pack.yaml, a term a line")
    case: Literal["ignore", "exact"] = "ignore"
    pattern: Text | None = None
    ignore_case: bool = False


class RequirementRule(AnyRule):
    """Something that must be said, in every story or where something else is said."""

    check: Literal["requirement"]
    when: Sought | None = Field(default=None, description="where this is said; absent: in every story")
    require: Sought = Field(description="this must be said too")
    within: Literal["story", "block"] = Field(
        default="story", description="how near: in the story, or in the paragraph"
    )
    place: Literal["match", "headline"] = Field(default="match", description="what the finding marks")
    prominence: Literal["mention", "subject"] = Field(
        default="mention",
        description="subject: only where the story is about it, that is in headline, standfirst or lead, or twice",
    )
    names: Literal["skip", "include"] = "skip"


class OccurrenceRule(Phrased):
    """How often something may be said, or must be."""

    check: Literal["occurrence"]
    terms: list[Phrase] = []
    terms_file: Text | None = None
    pattern: Text | None = None
    ignore_case: bool = False
    max: Count | None = None
    min: Count | None = None
    within: Literal["story", "block", "sentence"] = "story"


class LengthRule(AnyRule):
    """How long a part of a story may be, or must be."""

    check: Literal["length"]
    of: RoleName = Field(description="the part that is measured")
    unit: Literal["words", "characters", "sentences"] = "words"
    max: Count | None = None
    min: Count | None = None
    within: Literal["block", "sentence", "story"] = Field(
        default="block",
        description="block: each such part by itself; sentence: each of its sentences; story: all of them",
    )


class MetadataRule(AnyRule):
    """What a story's metadata must hold."""

    check: Literal["metadata"]
    field: Text = Field(description="a key of a story's front matter: byline, section, extra.desk …")
    required: bool = False
    one_of: list[Text] = []
    pattern: Text | None = Field(default=None, description="what the whole value must look like")
    max_length: Count | None = Field(default=None, description="characters")


class PatternRule(AnyRule):
    """A regular expression that must not match."""

    check: Literal["pattern"]
    pattern: Text
    ignore_case: bool = False
    replace: str | None = Field(default=None, description="what to write instead; \\1 is the first group")
    safety: Literal["safe", "unsafe"] = "unsafe"


Rule = Annotated[
    TermRule
    | SubstitutionRule
    | ConsistencyRule
    | PatternRule
    | RequirementRule
    | OccurrenceRule
    | LengthRule
    | MetadataRule,
    Field(discriminator="check"),
]
FORMS: dict[str, type[AnyRule]] = {
    "term": TermRule,
    "substitution": SubstitutionRule,
    "consistency": ConsistencyRule,
    "pattern": PatternRule,
    "requirement": RequirementRule,
    "occurrence": OccurrenceRule,
    "length": LengthRule,
    "metadata": MetadataRule,
}
"""The form of a rule by what it checks."""


class Pack(Form):
    """A whole ``pack.yaml``."""

    pack: Name = Field(description="the pack's name, and the first part of its rules' names")
    title: Text
    description: str = ""
    language: Tongue | list[Tongue] | None = Field(
        default=None, description="the languages its rules read, unless a rule says otherwise; absent: all"
    )
    default: bool = Field(default=False, description="whether it is on without being named in a configuration")
    extends: list[Text] = Field(default=[], description="packs whose rules come too: names, or folders inside this one")
    sources: list[Text] = Field(default=[], description="the guides that the pack stands on")
    rules: list[Rule] = []


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``pack.yaml``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Pack.model_json_schema(by_alias=True),
        "title": "pack.yaml",
    }
