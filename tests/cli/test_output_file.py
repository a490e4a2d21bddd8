from __future__ import annotations

from pathlib import Path

import pytest

from compliance.cli import output
from compliance.errors import ComplianceError


def _break_off(target: Path) -> None:
    with output.opened(str(target), machine=True) as stream:
        stream.write("half of")
        raise RuntimeError


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "findings.json"
    target.write_text("of yesterday", encoding="utf-8")
    with pytest.raises(RuntimeError):
        _break_off(target)
    assert target.read_text(encoding="utf-8") == "of yesterday"
    with output.opened(str(target), machine=True) as stream:
        stream.write("of today")
    assert target.read_text(encoding="utf-8") == "of today"
    assert [path.name for path in tmp_path.glob("findings*")] == ["findings.json"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ComplianceError, match="cannot be written"),
        output.opened(str(tmp_path / "a" / "b"), machine=True),
    ):
        pass


def test_a_device_is_written_to_as_it_is() -> None:
    with output.opened("/dev/null", machine=True) as stream:
        stream.write("gone")
    assert Path("/dev/null").exists()
    assert not Path("/dev/null").is_file()
