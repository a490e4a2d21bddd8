"""The examples for Django and Flask run as they are: with the rules in the program, and against a real service."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import roomy, warm

ROOT = Path(__file__).resolve().parents[2]
RUN = (sys.executable, "-m", "compliance")
COMMANDS = {"django": ("manage.py", "test"), "flask": ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")}
PREFIX = {"django": "", "flask": "FLASK_"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a service in processes of its own, and a token for it."""
    folder = tmp_path_factory.mktemp("served")
    config = 'extends = ["web"]\n[service]\nrequests_per_minute = 100000\nburst = 10000\n'
    (folder / "compliance.toml").write_text(roomy(config))
    told = ("token", "create", "--role", "check", "--title", "daily")
    token = subprocess.run([*RUN, *told], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
    with (folder / "log").open("w") as log:
        command = [*RUN, "serve", "--port", "0", "--workers", "1"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found, (folder / "log").read_text()
        warm(found[0], token)
        yield found[0], token
    finally:
        process.kill()
        process.wait()


def ran(name: str, folder: Path, **environment: str) -> str:
    """What an example's own tests say, run in a copy of it as its README tells."""
    copy = folder / name
    shutil.copytree(ROOT / "examples" / name, copy, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite3"))
    environment.setdefault("NEWSROOM_SECONDS", "60")  # the preview has time enough on any machine
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "FLASK", "COMPLIANCE_U"))}
    done = subprocess.run(
        [sys.executable, *COMMANDS[name]], cwd=copy, capture_output=True, text=True, env={**kept, **environment}
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


@pytest.mark.parametrize("name", COMMANDS)
def test_it_runs_with_the_rules_in_the_program(name: str, tmp_path: Path) -> None:
    assert re.search(r"Ran \d\d tests|\d\d passed", ran(name, tmp_path))


@pytest.mark.parametrize("name", COMMANDS)
def test_it_runs_against_a_service(name: str, tmp_path: Path, service: tuple[str, str]) -> None:
    address, token = service
    told = {f"{PREFIX[name]}COMPLIANCE_URL": address, f"{PREFIX[name]}COMPLIANCE_TOKEN": token}
    assert re.search(r"Ran \d\d tests|\d\d passed", ran(name, tmp_path, **told))


def test_djangos_tables_are_those_of_the_models(tmp_path: Path) -> None:
    copy = tmp_path / "django"
    shutil.copytree(ROOT / "examples" / "django", copy)
    for told in (("check",), ("makemigrations", "--check", "--dry-run"), ("migrate",)):
        done = subprocess.run([sys.executable, "manage.py", *told], cwd=copy, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
