"""What a ``.vale.ini`` says."""

from __future__ import annotations

import pytest

from compliance.errors import PackError
from compliance.packs.vale.settings import Part, read_settings
from compliance.packs.vale.switches import is_on, switches

INI = """\
# the desk's
StylesPath = styles
MinAlertLevel = suggestion ; all of it
Vocab = Harbour, Ferry
Packages = Google, \\
  Microsoft

[*]
BasedOnStyles = Vale, House

[*.{md,txt}]
BasedOnStyles = House
TokenIgnores = (\\$[A-Z]+), (#\\d+)
House.Tide = NO
House.Pier = error

[drafts/*.md]
House.Tide = YES
"""


def test_keys_and_sections() -> None:
    settings = read_settings(INI, ".vale.ini")
    assert (settings.styles_path, settings.least, settings.vocab) == ("styles", "suggestion", ["Harbour", "Ferry"])
    assert settings.parts[1] == Part(
        "*.{md,txt}", ["House"], [("House.Tide", False), ("House.Pier", True)], [r"(\$[A-Z]+)", r"(#\d+)"], []
    )
    assert settings.levels == [("House.Pier", "error")]
    assert [line for line, _ in settings.unused] == [6]


@pytest.mark.parametrize(
    ("rule", "file", "on"),
    [
        ("House.Quay", "a.md", True),
        ("House.Quay", "a.html", True),
        ("House.Tide", "a.html", True),
        ("House.Tide", "a.md", False),
        ("House.Tide", "drafts/a.md", True),
        ("House.Tide", "/news/drafts/a.md", True),
        ("Vale.Spelling", "a.html", True),
        ("Vale.Spelling", "a.txt", False),
        ("Other.Rule", "a.md", False),
    ],
)
def test_which_files_a_rule_is_on_for(rule: str, file: str, on: bool) -> None:
    settings = read_settings(INI, ".vale.ini")
    assert is_on(switches(settings.parts, rule.partition(".")[0], rule), file) is on


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("StylePath = x\n", ".vale.ini:1", "no key"),
        ("\nBasedOnStyles = House\n", ".vale.ini:2", "no key"),
        ("MinAlertLevel = loud\n", ".vale.ini", "no level 'loud'"),
        ("[*]\nnothing\n", ".vale.ini:2", "neither a section nor a key"),
        ("WordTemplate = x\n", ".vale.ini", "no %s"),
    ],
)
def test_errors_name_line_and_next_step(text: str, where: str, what: str) -> None:
    with pytest.raises(PackError, match=what) as error:
        read_settings(text, ".vale.ini")
    assert error.value.where == where
    assert error.value.hint
