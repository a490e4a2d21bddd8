"""The answer for a story over which process after process was lost: it is held, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from compliance.renderers.json import plain
from compliance.renderers.model import FindingView, Region, ReportView, Source
from compliance.service.types import Checked
from compliance.service.workers.jobs import READING, WRITING, Answer, Job

_MESSAGES = {
    "en": "this story could not be checked: the process that checked it was lost {lost} times",
    "es": "no se pudo comprobar esta noticia: el proceso que la comprobaba se perdió {lost} veces",
}
_OWN = {"es": {READING: "la lectura de la noticia", WRITING: "la redacción del informe"}}
"""What the worker itself was at, as its pulse says it in English."""
_OVER = {"en": " (it never came back from: {rules})", "es": " (no volvió de: {rules})"}


def lost_answer(job: Job, rules: Sequence[str], lost: int) -> Answer:
    """A report that holds the story.

    :param rules: what never came to an end.
    :param lost: how many processes it took.
    """
    language = "es" if job.language.lower().startswith("es") else "en"
    message = _MESSAGES[language].format(lost=lost)
    if rules:
        said = _OWN.get(language, {})
        message += _OVER[language].format(rules=", ".join(said.get(rule, rule) for rule in rules))
    finding = FindingView(
        rule="compliance/rule-crashed",
        variant="lost",
        kind="fail",
        severity="error",
        confidence=1.0,
        message=message,
        matched="",
        block=None,
        start=0,
        end=0,
        source=Source("", 0, 0),
        line=1,
        column=1,
        region=Region(0, 0, 1, 1),
        labels=(),
        notes=(),
        suggestions=(),
        basis=(),
        data={"lost": lost, "rules": list(rules)},
        fingerprint="compliance-lost",
    )
    table = plain(ReportView("story", None, "hold", (finding,), (), (), ()))
    del table["text"]
    table["findings"][0] |= {"ranges": [], "facts": ""}
    checked = Checked(
        item=0,
        report=table,
        story_id=None,
        digest=f"sha256:{sha256(job.data).hexdigest()}",
        undecided=True,
        unchecked=[{"what": "story", "reason": message}],
    )
    return Answer((checked,), (tuple(rules),), lost=lost)
