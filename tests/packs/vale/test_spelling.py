"""Spelling through Hunspell, with dictionaries made for the test."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

import pytest

from compliance.packs.vale import files
from compliance.packs.vale.folder import read_folder
from compliance.packs.vale.points import spelling
from tests.packs.vale.conftest import Style, findings, flagged

RULE = "extends: spelling\nmessage: \"Really '%s'?\"\n"
AFF = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"
DIC = "6\nthe\ntide/S\nquay/S\npast\nand\nmarée\n"
SEA = {"config/dictionaries/sea.aff": AFF, "config/dictionaries/sea.dic": DIC}


def needs_library(test: Callable[..., None]) -> Callable[..., None]:
    return pytest.mark.skipif(importlib.util.find_spec("hunspell") is None, reason="the extra is not installed")(test)


@needs_library
def test_own_dictionaries(style: Style) -> None:
    folder = style(SEA, Spell=RULE + "dictionaries: [sea]\n")
    assert flagged(folder, "the tides (past “the quay”) and tydes, the tide's-end.") == ["tydes"]
    folder = style(SEA, Spell=RULE + "dictionaries: [sea]\ncustom: true\n")
    assert flagged(folder, "the marée and the marées") == ["marées"]


@needs_library
def test_what_is_passed_over(style: Style) -> None:
    words = {"config/ignore/own.txt": "wharfie\n", "House/more.txt": "# dock\nstevie\n"}
    rule = RULE + "dictionaries: [sea]\nfilters: ['^z']\nexceptions: [dinghy]\nignore: [own.txt, House/more.txt]\n"
    folder = style(SEA | words, Spell=rule)
    story = "the EFE, the PierHead, wharfie, stevie, zzyx, Dinghy and the barge"
    assert flagged(folder, story) == ["barge"]


@needs_library
def test_suggestions(style: Style) -> None:
    folder = style(SEA, Spell=RULE + "dictionaries: [sea]\naction: {name: suggest, params: [spellings]}\n")
    (finding,) = findings(folder, "the tidde")
    assert finding.suggestions[0].edits[0].text in ("tide", "tides")


@needs_library
def test_vales_own_spelling_uses_the_american_dictionary_and_the_folders(style: Style) -> None:
    folder = style(SEA)
    (folder.parent / ".vale.ini").write_text("StylesPath = styles\n[*]\nBasedOnStyles = Vale\n", encoding="utf-8")
    assert flagged(folder.parent, "Harbor and quay, but xyzzy.") == ["xyzzy"]


@needs_library
def test_dictionaries_that_are_not_there_or_lie_outside(style: Style) -> None:
    folder = style(Gone=RULE + "dictionaries: [lake]\n", Out=RULE + "dicpath: ../../etc\ndictionaries: [sea]\n")
    why = {one.name: one.why for one in read_folder(folder).refused}
    assert "no dictionary 'lake'" in why["House.Gone"]
    assert "lies outside" in why["House.Out"]


def test_without_the_library_the_rule_is_refused_and_the_others_run(
    style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "find_spec", lambda name: None)
    monkeypatch.setattr(files, "find_spec", lambda name: None)
    tide = "extends: existence\nmessage: x\ntokens: [tide]\n"
    folder = style(Spell=RULE, Tide=tide)
    assert flagged(folder, "The tide, xyzzy.") == ["tide"]
    (refused,) = read_folder(folder).refused
    assert refused.why.endswith("pip install 'editorial-compliance[spelling]'")
