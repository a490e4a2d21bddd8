"""What is compiled is kept under the content of a pack, whoever writes it, and is passed over where it is broken."""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from compliance import cache
from compliance.packs import load
from tests.packs.conftest import Write, make_checker

RULE = "  - id: one\n    check: term\n    message: m\n    terms: [{term}]\n    bad: [x]\n    good: [y]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, which holds no pack and what the run has compiled of the vocabulary."""
    kept = tmp_path / "kept"
    kept.mkdir()
    for path in cache.folder().glob("[lv]o*.json"):
        shutil.copy2(path, kept)
    monkeypatch.setenv("COMPLIANCE_CACHE", str(kept))
    return kept


def found(*packs: Path) -> list[str]:
    (report,) = make_checker(*packs).check_bytes(b"It was a free gift and an end result.", "s", told="text")
    return [finding.data["matched"] for finding in report.findings]


def package(folder: Path) -> Path:
    """A package with one module in each place where something is compiled."""
    for part in cache.COMPILING:
        file = folder / part if part.endswith(".py") else folder / part / "one.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("ONE = 1")
    return folder


@pytest.mark.parametrize("part", cache.COMPILING)
def test_the_key_follows_every_module_that_compiles(tmp_path: Path, part: str) -> None:
    folder = package(tmp_path / "package")
    before = cache.code.__wrapped__(str(folder))
    assert cache.code.__wrapped__(str(folder)) == before
    file = folder / part if part.endswith(".py") else folder / part / "one.py"
    file.write_text("ONE = 2")
    os.utime(file, ns=(1, 1))
    assert cache.code.__wrapped__(str(folder)) != before


def test_the_key_follows_modules_that_come_and_go_and_nothing_else(tmp_path: Path) -> None:
    folder = package(tmp_path / "package")
    before = cache.code.__wrapped__(str(folder))
    (folder / "readme.md").write_text("x")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "one.pyc").write_text("x")
    assert cache.code.__wrapped__(str(folder)) == before
    (folder / "two.py").write_text("")
    after = cache.code.__wrapped__(str(folder))
    assert after != before
    (folder / "two.py").unlink()
    assert cache.code.__wrapped__(str(folder)) == before


def test_whoever_keeps_something_is_among_the_modules_that_compile() -> None:
    package = Path(cache.__file__).parent
    keepers = [
        file.relative_to(package)
        for file in package.rglob("*.py")
        if re.search(r"\bcache import .*\bcompiled\b|\bcache\.compiled\(", file.read_text(encoding="utf-8"))
    ]
    assert len(keepers) >= 5
    for file in keepers:
        assert {file.as_posix(), file.parent.as_posix().removeprefix(".")} & set(cache.COMPILING), file
    folders = {file.parent.relative_to(package).as_posix() for file in (package / "packs").rglob("*.py")}
    assert folders <= set(cache.COMPILING)


def test_other_code_compiles_again(write_pack: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(RULE.format(term="free gift"))
    assert found(pack) == ["free gift"]
    monkeypatch.setattr(cache, "code", lambda: "other")
    monkeypatch.setattr(load, "_compiled", never)
    with pytest.raises(AssertionError, match="compiled again"):
        found(pack)


def never(*_: Any) -> Any:
    raise AssertionError("it was compiled again")


def test_a_pack_is_compiled_once(write_pack: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(RULE.format(term="free gift"))
    assert found(pack) == ["free gift"]
    monkeypatch.setattr(load, "_compiled", never)
    monkeypatch.setattr("compliance.scanning.extended", never)
    assert found(pack) == ["free gift"]


def test_content_counts_and_not_time_or_size(write_pack: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(RULE.format(term="free gift"))
    state = (pack / "pack.yaml").stat()
    assert found(pack) == ["free gift"]
    write_pack(RULE.format(term="end resul"))
    os.utime(pack / "pack.yaml", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (pack / "pack.yaml").stat().st_size == state.st_size
    assert found(pack) == []
    write_pack(RULE.format(term="end resul"))
    os.utime(pack / "pack.yaml", ns=(1, 1))
    monkeypatch.setattr(load, "_compiled", never)
    assert found(pack) == []


def test_a_file_beside_the_pack_counts(write_pack: Write) -> None:
    rule = RULE.replace("terms: [{term}]", "terms_file: a.txt")
    assert found(write_pack(rule, a__txt="free gift")) == ["free gift"]
    assert found(write_pack(rule, a__txt="end result")) == ["end result"]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: b"\x00" * len(whole),
        lambda whole: whole[:-40] + bytes(byte ^ 0x55 for byte in whole[-40:]),
        lambda whole: whole.replace(b'"sections"', b'"sectionz"'),
        lambda whole: whole.partition(b"\n")[0] + b"\n" + b"\xff" * (len(whole) - whole.find(b"\n") - 1),
        lambda whole: b"{}\n",
        lambda whole: b"[" * 100_000,
    ],
)
def test_a_broken_file_is_passed_over(write_pack: Write, folder: Path, break_it: Any) -> None:
    pack = write_pack(RULE.format(term="free gift"))
    assert found(pack) == ["free gift"]
    broken = [path for path in folder.iterdir() if path.name.startswith(("pack-", "scanner-"))]
    assert len(broken) == 2
    for path in broken:
        path.write_bytes(break_it(path.read_bytes()))
    assert found(pack) == ["free gift"]


def test_a_folder_that_cannot_be_written_is_passed_over(write_pack: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLIANCE_CACHE", "/dev/null/nowhere")
    assert found(write_pack(RULE.format(term="free gift"))) == ["free gift"]


def _write(which: int) -> int:
    value = {"text": f"{which} " * 200_000, "numbers": [which] * 50_000}
    kept = cache.compiled("test", [("same", 0, which)], lambda: value)
    assert kept["text"] == value["text"]
    assert kept["numbers"] == value["numbers"]
    return which


def test_two_processes_write_at_once(folder: Path) -> None:
    with get_context("fork").Pool(4) as pool:
        assert sorted(pool.map(_write, [n % 4 for n in range(32)], chunksize=1)) == sorted(n % 4 for n in range(32))
    assert [path.suffix for path in folder.glob("test-*")] == [".json"]
    assert _write(9) == 9


def test_two_threads_write_at_once(folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(_write, [n % 4 for n in range(32)]))) == 32
    assert [path.suffix for path in folder.glob("test-*")] == [".json"]
