"""The form for editors and the way in for programs. Neither knows of the check: saving does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from newsdesk.gate import Finding
from newsdesk.models import Picture, Story
from newsdesk.refusal import StoryRefusedError

pages = Blueprint("pages", __name__)
FIELDS = ("headline", "body", "language")
PICTURE_FIELDS = ("file", "caption", "credit")


@pages.get("/stories/new")
def blank() -> str:
    """An empty form."""
    return render_template("story.html", story={"pictures": [{}]}, errors={})


@pages.post("/stories")
def save() -> Response | tuple[str, int]:
    """Publish what the form holds; what is refused comes back with each finding at its field."""
    told = _from_form()
    try:
        _, warnings = _saved(told)
    except StoryRefusedError as refused:
        return render_template("story.html", story=told, errors=_by_field(refused.findings)), 422
    for warning in warnings:
        flash(warning.message, "warning")
    return redirect(url_for("pages.blank"), 303)


@pages.put("/api/stories/<uid>")
def put(uid: str) -> tuple[Response, int]:
    """Publish a story in JSON, a new one or a new version."""
    try:
        story, warnings = _saved({**request.get_json(), "uid": uid})
    except StoryRefusedError as refused:
        return jsonify(findings=[one._asdict() for one in refused.findings]), 422
    return jsonify(uid=story, warnings=[one._asdict() for one in warnings]), 200


def _saved(told: dict[str, Any]) -> tuple[str, Sequence[Finding]]:
    """Save a story as public; its identifier, and what was let through.

    :raises StoryRefusedError: it may not go; nothing was written.
    """
    language = request.accept_languages.best_match(["en", "es"]) or "en"
    # leaving the inner block commits; an error rolls everything back
    with current_app.extensions["sessions"](info={"language": language}) as session, session.begin():
        story = _filled(session, told)
        session.flush()
        return story.uid, session.info.get("warnings", ())


def _filled(session: Session, told: dict[str, Any]) -> Story:
    story = session.get(Story, told["uid"]) if "uid" in told else None
    if story is None:
        story = Story(**{name: told[name] for name in ("uid",) if name in told})
        session.add(story)
    with session.no_autoflush:
        for name in FIELDS:
            setattr(story, name, told.get(name) or ("en" if name == "language" else ""))
        made = ({name: one.get(name) or "" for name in PICTURE_FIELDS} for one in told.get("pictures", ()))
        story.pictures = [Picture(**one) for one in made]
        story.public = True
    return story


def _from_form() -> dict[str, Any]:
    """What a form holds: ``headline``, ``pictures[0].caption`` …; pictures without any word are left out."""
    form, pictures = request.form, []
    while f"pictures[{len(pictures)}].file" in form:
        pictures.append({name: form.get(f"pictures[{len(pictures)}].{name}", "") for name in PICTURE_FIELDS})
    told = [one for one in pictures if any(one.values())]
    return {**{name: form.get(name, "") for name in FIELDS}, "pictures": told}


def _by_field(findings: Sequence[Finding]) -> dict[str, list[str]]:
    """Messages by the name of the form's field; the empty name is the story as a whole."""
    by_field: dict[str, list[str]] = {}
    for finding in findings:
        match finding.pointer.split("/")[1:]:
            case ["pictures", number, field, *_]:
                name = f"pictures[{number}].{field}"
            case [field, *_]:
                name = field
            case _:
                name = ""
        by_field.setdefault(name, []).append(finding.message)
    return by_field
