"""Every hook a plugin can implement. All but the last run once, when a checker is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from compliance.article import Analysis
    from compliance.classifiers import Classifier
    from compliance.finding import Report
    from compliance.readers import Reader
    from compliance.renderers import Renderer
    from compliance.rule import Rule

PROJECT = "compliance"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def compliance_register_rules() -> Iterable[Rule]:
    """The rules a plugin brings, those that compare stories too. Import the rules' modules inside the hook."""
    raise NotImplementedError


@hookspec
def compliance_register_packs() -> Iterable[Path]:
    """Folders that hold a ``pack.yaml`` or profiles (``profiles/*.toml``), or folders of packs."""
    raise NotImplementedError


@hookspec
def compliance_register_vocabulary() -> Iterable[Path]:
    """Vocabulary files (``*.yaml``), or folders of them; entries of one list from several files add up."""
    raise NotImplementedError


@hookspec
def compliance_register_analyses() -> Mapping[Analysis, Analysis]:
    """Analyses to replace, ``{theirs: mine}``. Two replacements of one analysis are an error."""
    raise NotImplementedError


@hookspec
def compliance_register_classifiers() -> Iterable[Classifier]:
    """Models that score readers' comments by category. Load nothing before the first text is scored."""
    raise NotImplementedError


@hookspec
def compliance_register_readers() -> Iterable[Reader]:
    """Readers of further formats."""
    raise NotImplementedError


@hookspec
def compliance_register_renderers() -> Iterable[Renderer]:
    """Renderers of further output formats.

    A format that writes each story by itself should have a ``writer``: then the process that checks a story writes it,
    and an unchanged story is written as it was in an earlier run.
    """
    raise NotImplementedError


@hookspec
def compliance_report_ready(report: Report) -> None:
    """Called once for each finished report, for records and notifications."""
