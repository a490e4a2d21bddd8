"""The record on a small file system of its own, filled to the brim."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.service.store import Store
from compliance.service.types import StoreError
from tests.service.store.made import report


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Four megabytes, in memory."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root mounts a disk")
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", place], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_refuses_and_room_is_enough_to_go_on(small_disk: Path) -> None:
    store = Store.open(str(small_disk / "record.db"))
    body = {"findings": ["x" * 20_000]}
    kept = []

    def fill() -> None:
        while len(kept) < 1000:
            kept.append(store.record(report(report=body)))

    with pytest.raises(StoreError, match="full"):
        fill()
    assert len(kept) > 20
    assert [store.report("daily", one.id) for one in kept] == kept
    assert len(store.history("daily", "story-1", limit=2000)) == len(kept)
    subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
    store.record(report(report=body))
    assert len(store.history("daily", "story-1", limit=2000)) == len(kept) + 1
    store.close()
