"""The shape of the product's own story JSON, as pydantic checks it and as JSON Schema publishes it."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

VERSION = "1"

Moment = Field(default=None, description="A day or moment in ISO 8601: 2024-07-05 or 2024-07-05T09:30:00+02:00.")
Format = Literal["text", "markdown", "html"]
Shown = Literal["paragraph", "quote", "list", "table", "note", "heading", "standfirst", "sign-off", "comment"]


class Strict(BaseModel):
    """A part of a story; keys that are not listed are allowed and kept."""

    model_config = ConfigDict(extra="allow", strict=True)


class StoryPicture(Strict):
    """A picture with what stands around it."""

    file: str | None = Field(default=None, description="Name or address of the picture's file.")
    id: str | None = Field(default=None, description="What its agency or system calls it, wherever it is used.")
    caption: str | None = Field(default=None, description="The caption as published.")
    credit: str | None = Field(default=None, description="The credit line, where it is no part of the caption.")
    alt: str | None = Field(default=None, description="Alternative text.")
    title: str | None = Field(default=None, description="The title attribute.")
    rights: str | None = Field(default=None, description="Rights line of the picture's record; never shown.")
    instructions: str | None = Field(default=None, description="The agency's special instructions; never shown.")
    date_created: str | None = Moment
    transmitted: str | None = Moment
    source_type: str | None = Field(default=None, description="IPTC Digital Source Type, code or address.")
    decorative: bool | None = Field(default=None, description="Carries no information.")
    file_metadata: dict[str, Any] | None = Field(
        default=None, description="The IPTC and XMP properties of its file, under the standard's or ExifTool's names."
    )
    gallery: str | None = Field(default=None, description="Identifier of the gallery it belongs to.")


class StoryBlock(Strict):
    """A part of the body that is no ordinary paragraph."""

    role: Shown = "paragraph"
    text: str
    format: Format | None = Field(default=None, description="How the text is written; the body's, where not given.")


class PictureBlock(StoryPicture):
    """A picture at its place in the body."""

    role: Literal["picture"]


def _kind(part: Any) -> str:
    if not isinstance(part, dict):
        return "<text>"
    return "<picture>" if part.get("role") == "picture" else "<block>"


Part = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[PictureBlock, Tag("<picture>")] | Annotated[StoryBlock, Tag("<block>")],
    Discriminator(_kind),
]


class StorySource(Strict):
    """A transcript or release that the story rests on."""

    name: str | None = None
    text: str | None = None
    file: str | None = Field(default=None, description="A file inside the story's folder; not read over HTTP.")


class Story(Strict):
    """A news story. Only the body, or at least the headline, must be there."""

    id: str | int | None = Field(default=None, description="What your system calls the story, in all its versions.")
    headline: str | None = None
    standfirst: str | None = None
    byline: str | list[str] | None = None
    dateline: str | None = None
    body: str | list[Part] | None = Field(default=None, description="The whole text, or its paragraphs in order.")
    body_format: Format | None = Field(
        default=None, description="How the body is written; without it, HTML is told by its tags, else it is text."
    )
    pictures: list[StoryPicture] | None = None
    sources: list[StorySource] | None = None
    published: str | None = Moment
    updated: str | None = Moment
    edition_date: str | None = Field(default=None, description="Day of the print edition, 2024-07-05.")
    language: str | None = Field(default=None, description="Language tag such as en-GB.")
    section: str | None = None
    product: Literal["wire", "website", "newspaper", "magazine", "syndication", "newsletter", "comments"] | None = None
    territories: list[str] | None = Field(default=None, description="Country codes, ISO 3166-1 alpha-2.")
    channels: list[Literal["web", "app", "push", "print", "social", "broadcast"]] | None = None
    jurisdiction: Literal["uk", "us", "es", "eu"] | None = Field(
        default=None, description="Whose law the story is judged by."
    )
    embargo: str | None = Field(default=None, description="The embargo as it stands, time zone included.")
    sponsored: bool | None = None
    ai_assisted: bool | None = None
    reviewed_by: str | None = None
    agency: str | None = None
    teasers: dict[str, str] | None = Field(
        default=None, description="Texts that advertise the story: seo, push, social, newsletter, slug."
    )


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of one story; a file may hold one, a list of them, or one a line."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Story.model_json_schema(),
        "title": f"Story, version {VERSION}",
    }
