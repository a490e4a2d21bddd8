"""The built wheel, installed in a new environment and run from another folder, beside a third party's plugin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel
ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    """The output of a command, run without anything of this checkout's environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode in codes, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("editorial_compliance-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a new environment with the wheel and the example plugin."""
    folder = tmp_path_factory.mktemp("elsewhere")
    plugin = folder / "dist"
    run(sys.executable, "-m", "build", "--wheel", "--outdir", plugin, ROOT / "examples" / "plugin", cwd=folder)
    run("sh", ROOT / "scripts" / "venv.sh", "venv", cwd=folder)
    programs = folder / "venv" / "bin"
    wheels = [f"{wheel}[test]", *plugin.glob("*.whl")]
    run(programs / "python", "-m", "pip", "install", "--quiet", *wheels, cwd=folder)
    return programs


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path


def test_the_wheel_holds_host_plugins_and_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if "." not in top} == {"compliance", "compliance_plugins", "compliance_rules"}
    assert any(name.startswith("compliance/language/locales/es/") for name in names)
    assert any(name.startswith("compliance_rules/core/vocabulary/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "compliance/py.typed" in names


def test_it_is_not_this_checkout(installed: Path, elsewhere: Path) -> None:
    told = run(installed / "python", "-c", "import compliance; print(compliance.__file__)", cwd=elsewhere)
    assert str(ROOT) not in told


def test_plugins_are_listed_with_their_distributions(installed: Path, elsewhere: Path) -> None:
    listed = run(installed / "compliance", "plugins", cwd=elsewhere)
    for name in ("credits", "captions", "dates", "quotes", "copy", "core", "northgate"):
        assert name in listed
    assert "northgate-style" in listed


def test_a_story_is_checked_with_every_rule(installed: Path, elsewhere: Path) -> None:
    story = elsewhere / "story.txt"
    story.write_bytes((ROOT / "examples" / "naval-visit.txt").read_bytes())
    told = run(installed / "compliance", "check", story, "--format", "json", cwd=elsewhere, codes=(1,))
    (report,) = json.loads(told)["reports"]
    assert report["verdict"] == "hold"
    assert "dates/caption-mismatch" in {finding["rule"] for finding in report["findings"]}
    assert "weather/scale-missing" in report["rules_run"]


def test_the_third_partys_rule_speaks_and_explains_itself(installed: Path, elsewhere: Path) -> None:
    story = elsewhere / "story.txt"
    story.write_text("Heat closes the market\n\nIt reached 38 degrees by noon, the council said on Sunday.\n")
    told = run(installed / "compliance", "check", story, "--select", "weather/*", cwd=elsewhere, codes=(1,))
    assert "38 degrees" in told
    assert "on which scale" in told
    assert "right angles" in run(installed / "compliance", "explain", "weather/scale-missing", cwd=elsewhere).lower()


def test_the_third_partys_cases_pass(installed: Path, elsewhere: Path) -> None:
    cases = elsewhere / "scale_missing.cases.md"
    cases.write_bytes((ROOT / "examples/plugin/northgate_style/scale_missing.cases.md").read_bytes())
    told = run(installed / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", cases, cwd=elsewhere)
    assert "12 passed" in told


def test_the_profiles_are_found(installed: Path, elsewhere: Path) -> None:
    (elsewhere / "compliance.toml").write_text('extends = ["web"]\n')
    story = elsewhere / "story.txt"
    story.write_bytes((ROOT / "examples" / "naval-visit.txt").read_bytes())
    told = run(installed / "compliance", "check", story, "--format", "json", cwd=elsewhere, codes=(1,))
    rules = {finding["rule"] for finding in json.loads(told)["reports"][0]["findings"]}
    assert "credits/instruction-published" in rules
