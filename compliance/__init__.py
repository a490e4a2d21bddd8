"""Checks a news story before its readers see it: credits, captions, dates, quotations, figures and copy.

The public names, loaded when first used: :func:`check`, :class:`Checker`, :class:`Article`, :class:`Finding`,
:func:`rule`, :data:`hookimpl` and the types they need.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.article import Article as Article
    from compliance.article import Block as Block
    from compliance.article import Metadata as Metadata
    from compliance.article import Picture as Picture
    from compliance.article import Role as Role
    from compliance.article import Span as Span
    from compliance.checker import Checker as Checker
    from compliance.checker import check as check
    from compliance.config import Config as Config
    from compliance.errors import ComplianceError as ComplianceError
    from compliance.finding import Basis as Basis
    from compliance.finding import Edit as Edit
    from compliance.finding import Finding as Finding
    from compliance.finding import Kind as Kind
    from compliance.finding import Label as Label
    from compliance.finding import Report as Report
    from compliance.finding import Safety as Safety
    from compliance.finding import Severity as Severity
    from compliance.finding import Suggestion as Suggestion
    from compliance.finding import Verdict as Verdict
    from compliance.hookspecs import hookimpl as hookimpl
    from compliance.lexicon import Entry as Entry
    from compliance.rule import Need as Need
    from compliance.rule import Rule as Rule
    from compliance.rule import rule as rule

_HOMES = {
    "compliance.article": ("Article", "Block", "Metadata", "Picture", "Role", "Span"),
    "compliance.checker": ("Checker", "check"),
    "compliance.config": ("Config",),
    "compliance.errors": ("ComplianceError",),
    "compliance.finding": (
        "Basis",
        "Edit",
        "Finding",
        "Kind",
        "Label",
        "Report",
        "Safety",
        "Severity",
        "Suggestion",
        "Verdict",
    ),
    "compliance.hookspecs": ("hookimpl",),
    "compliance.lexicon": ("Entry",),
    "compliance.rule": ("Need", "Rule", "rule"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'compliance' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME_OF[name]), name)


class _Package(ModuleType):
    """The package with ``rule`` as the decorator, also once the module of that name has been imported."""

    @property
    def rule(self) -> Any:
        from compliance.rule import rule

        return rule

    @rule.setter
    def rule(self, module: ModuleType) -> None:
        """Importing the module would put it here; it is reached as ``compliance.rule`` in import statements."""


sys.modules[__name__].__class__ = _Package
