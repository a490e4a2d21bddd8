"""The file of results: broken, closed, planted, full or shared, it never costs the run more than its time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from multiprocessing import get_context
from pathlib import Path

import pytest

from compliance.results.store import NAME, Store


@pytest.fixture
def said():
    return []


@pytest.fixture
def opened(tmp_path, said):
    def open_(folder=tmp_path, **more):
        return Store(folder, said.append, **more)

    return open_


def rows(n):
    return [(f"key {i}".encode(), (f"content {i} " * 20).encode()) for i in range(n)]


def filled(opened, n=3, **more):
    store = opened(**more)
    for key, content in rows(n):
        store.put(key, content, b"behind " + key)
    store.close()


def behind(opened, key):
    store = opened()
    found = store.body(key)
    store.close()
    return found


def kept(opened, n=3, **more):
    store = opened(**more)
    found = store.get([key for key, _ in rows(n)])
    store.close()
    return found


def test_what_was_put_is_there_in_the_next_run(opened, said):
    filled(opened)
    assert kept(opened) == dict(rows(3))
    assert kept(opened, 5) == dict(rows(3))
    assert said == []


def test_what_stands_behind_is_kept_apart(opened, said):
    filled(opened)
    assert behind(opened, b"key 1") == b"behind key 1"
    assert behind(opened, b"none") is None
    assert said == []


def test_what_was_put_is_there_at_once_and_another_head_leaves_the_rest(opened):
    store = opened()
    store.put(b"key 1", b"first", b"behind")
    assert (store.get([b"key 1"]), store.body(b"key 1")) == ({b"key 1": b"first"}, b"behind")
    store.renew(b"key 1", b"second")
    assert (store.get([b"key 1"]), store.body(b"key 1")) == ({b"key 1": b"second"}, b"behind")
    store.close()
    store = opened()
    store.renew(b"key 1", b"third")
    store.renew(b"none", b"nowhere")
    assert store.get([b"key 1"]) == {b"key 1": b"third"}
    store.close()
    store = opened()
    assert store.get([b"key 1", b"none"]) == {b"key 1": b"third"}
    assert store.body(b"key 1") == b"behind"
    store.close()


def test_what_is_kept_for_the_run_alone_is_in_no_folder(tmp_path, said, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = Store(None, said.append)
    assert (store.lasts, store.keeps) == (False, True)
    for key, content in rows(1000):
        store.put(key, content, b"behind " + key)
    store.renew(b"key 0", b"new")
    assert store.get([b"key 0", b"key 999"]) == {b"key 0": b"new", b"key 999": rows(1000)[999][1]}
    assert store.body(b"key 7") == b"behind key 7"
    assert list(tmp_path.iterdir()) == []
    store.close()
    other = Store(None, said.append)
    assert other.get([b"key 0"]) == {}
    other.close()
    assert said == []


def test_large_content_does_not_wait_for_more(opened, monkeypatch):
    store, written = opened(), []
    monkeypatch.setattr(store, "_write", lambda new, *rest: written.append(len(new)))
    for n in range(10):
        store.put(b"%d" % n, b"", bytes(200_000))
    store.close()
    assert written == [3, 3, 3, 1]


def test_only_its_user_can_read_it(opened, tmp_path):
    filled(opened)
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("broken", [b"", b"this is no database, and long enough to be seen as none" * 30])
def test_a_file_that_is_none_is_begun_anew(opened, tmp_path, said, broken):
    (tmp_path / NAME).write_bytes(broken)
    filled(opened)
    assert kept(opened) == dict(rows(3))
    assert len(said) == (1 if broken else 0)
    assert all("broken" in what for what in said)


def test_a_file_that_is_broken_inside_is_begun_anew(opened, tmp_path, said):
    filled(opened, 2000)
    path = tmp_path / NAME
    whole = bytearray(path.read_bytes())
    for at in range(4096, len(whole), 4096):
        whole[at : at + 100] = os.urandom(100)
    path.write_bytes(whole)
    assert kept(opened, 20) == {}
    assert len(said) == 1
    filled(opened)
    assert kept(opened) == dict(rows(3))


def test_a_row_that_is_not_what_was_written_is_none(opened, tmp_path, said):
    filled(opened)
    with sqlite3.connect(tmp_path / NAME) as file:
        for part in ("head", "body"):
            file.execute(f"UPDATE results SET {part} = substr({part}, 1, 10) || x'00' WHERE key = ?", (b"key 1",))
            file.execute(f"UPDATE results SET {part} = 7 WHERE key = ?", (b"key 2",))
    file.close()
    assert [behind(opened, f"key {n}".encode()) for n in range(3)] == [b"behind key 0", None, None]
    assert kept(opened) == {b"key 0": dict(rows(1))[b"key 0"]}
    assert said == []


def test_a_file_of_another_form_is_begun_anew_when_it_is_written(opened, tmp_path, said):
    file = sqlite3.connect(tmp_path / NAME)
    file.execute("CREATE TABLE results (other TEXT)")
    file.close()
    assert kept(opened) == {}
    filled(opened)
    assert len(said) == 2
    assert kept(opened) in ({}, dict(rows(3)))


def test_where_nothing_can_be_written_it_is_said_once(opened, tmp_path, said):
    (tmp_path / "file").write_text("no folder")
    filled(opened, 500, folder=tmp_path / "file" / "cache")
    assert len(said) == 1
    assert "results are not kept" in said[0]


def test_what_cannot_be_written_can_be_read(opened, tmp_path, said, monkeypatch):
    filled(opened)
    refused = os.open

    def closed(path, flags, *more):
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied", path)
        return refused(path, flags, *more)

    monkeypatch.setattr(os, "open", closed)
    store = opened()
    assert store.get([b"key 1"]) == {b"key 1": dict(rows(3))[b"key 1"]}
    store.put(b"new", b"content")
    store.close()
    assert len(said) == 1
    assert "Permission denied" in said[0]


def test_a_file_that_everybody_can_write_to_is_not_believed(opened, tmp_path, said):
    filled(opened)
    (tmp_path / NAME).chmod(0o666)
    assert kept(opened) == {}
    assert "everybody can write" in said[0]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
def test_a_file_of_another_user_is_not_believed(opened, said, monkeypatch):
    filled(opened)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    if os.getuid() == 0:
        pytest.skip("what belongs to the machine's own user is believed")
    assert kept(opened) == {}
    assert "another user" in said[0]


def test_a_file_that_a_repository_brings_along_is_not_believed(opened, tmp_path, said):
    folder = tmp_path / "checkout" / ".cache"
    filled(opened, folder=folder)
    assert kept(opened, folder=folder) == dict(rows(3))
    git = ["git", "-C", str(tmp_path / "checkout")]
    subprocess.run([*git, "init", "-q"], check=True)
    assert kept(opened, folder=folder) == dict(rows(3))
    subprocess.run([*git, "add", "-f", f".cache/{NAME}"], check=True)
    assert kept(opened, folder=folder) == {}
    assert "git tracks" in said[0]
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    assert kept(opened, folder=link) == {}


def test_it_stays_within_its_bounds(opened, tmp_path, said):
    store = opened(most_bytes=400_000)
    for n in range(5000):
        store.put(f"{n:05}".encode(), b"x" * 500)
    store.close()
    assert (tmp_path / NAME).stat().st_size <= 400_000
    assert said == []
    late = opened(most_bytes=400_000)
    assert late.get([b"04999"])
    late.close()


def test_what_was_used_last_is_kept_longest(opened, tmp_path):
    filled(opened, 600, most_bytes=300_000)
    with sqlite3.connect(tmp_path / NAME) as file:
        file.execute("UPDATE results SET used = used - 9")
    file.close()
    assert len(kept(opened, 20, most_bytes=300_000)) == 20
    store = opened(most_bytes=300_000)
    for n in range(300):
        store.put(f"new {n}".encode(), b"x" * 500)
    store.close()
    assert len(kept(opened, 20, most_bytes=300_000)) == 20
    assert len(kept(opened, 600, most_bytes=300_000)) < 600


def _fill(folder, start):
    store = Store(Path(folder), print)
    for n in range(start, start + 1000):
        store.put(f"key {n}".encode(), b"x" * 300)
    store.close()


def test_two_processes_at_once(opened, tmp_path, said):
    processes = [get_context("spawn").Process(target=_fill, args=(str(tmp_path), at)) for at in (0, 0, 500)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    store = opened()
    found = store.get([f"key {n}".encode() for n in range(0, 1500, 3)])
    store.close()
    assert found
    assert set(found.values()) == {b"x" * 300}
    assert said == []
