"""What is compiled is kept under the content of a pack, whoever writes it, and is passed over where it is broken."""

from __future__ import annotations

import os
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
