"""What is kept of a file is read no further than somebody looks; what is gone by then is made again, or said."""

from __future__ import annotations

import sqlite3

import pytest

from compliance.results import entries, store

WRITTEN = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"]
"""Formats that write each story by itself, whatever others there are."""


@pytest.fixture
def parsed(monkeypatch):
    """How many files' answers have been parsed."""
    counted = []
    real = entries.decode
    monkeypatch.setattr(entries, "decode", lambda *told: counted.append(1) or real(*told))
    return counted


@pytest.mark.parametrize("form", ["text", *WRITTEN])
def test_what_was_written_before_is_written_again_without_a_look(compliance, parsed, form):
    first = compliance("--format", form)
    del parsed[:]
    assert compliance("--format", form).out == first.out
    # in the text, the first story that a rule speaks of says why
    assert len(parsed) == (form == "text")


@pytest.mark.parametrize("form", ["text", *WRITTEN])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_a_story_is_written_where_it_is_checked(compliance, comparing, parsed, form, jobs, cache):
    done = compliance("--format", form, "-j", jobs, *cache)
    assert len(done.checked) == 40
    # as above; and nothing was kept before this run
    assert len(parsed) == (form == "text")


def test_each_of_several_outputs_has_what_was_written_for_it(compliance, desk, parsed):
    both = ("--output", "json:found.json", "--output", "text")
    first = compliance("-j", "2", *both)
    found = (desk / "found.json").read_text()
    assert first.out == compliance("--no-cache").out
    assert found == compliance("--no-cache", "--format", "json").out
    del parsed[:]
    assert (compliance(*both).out, (desk / "found.json").read_text()) == (first.out, found)
    assert len(parsed) == 1


def test_another_look_is_written_anew(compliance, monkeypatch):
    compliance()
    monkeypatch.setenv("COLUMNS", "60")
    narrow = compliance()
    assert narrow.checked == []
    assert narrow.out == compliance("--no-cache").out
    monkeypatch.delenv("COLUMNS")
    assert compliance().out == compliance("--no-cache").out
    assert compliance("--color", "always").out == compliance("--no-cache", "--color", "always").out


def test_the_last_looks_are_kept(compliance, parsed, monkeypatch):
    for width in range(60, 70):
        monkeypatch.setenv("COLUMNS", str(width))
        compliance()
    del parsed[:]
    compliance()
    assert len(parsed) == 1
    monkeypatch.setenv("COLUMNS", "60")
    assert compliance().out == compliance("--no-cache").out
    assert len(parsed) > 1


def test_with_a_baseline_what_was_written_for_others_is_not_written(compliance, desk):
    from compliance.cli import run

    (desk / "news" / "01.txt").write_text("The bridge is TK TK.\n")
    first = compliance()
    assert run(["baseline", "news"]) == 0
    compliance("--no-baseline")
    known = compliance()
    assert known.out != first.out
    assert known.out == compliance("--no-cache").out


@pytest.mark.parametrize("lost", ["body = x'00'", "head = x'00'", "head = NULL, body = NULL"])
@pytest.mark.parametrize("comparing_too", [False, True])
def test_what_is_broken_is_found_anew(compliance, plugin, tmp_path, request, lost, comparing_too):
    if comparing_too:
        request.getfixturevalue("comparing")
    first = compliance("--format", "markdown")
    with sqlite3.connect(tmp_path / "cache" / store.NAME) as file:
        file.execute(f"UPDATE results SET {lost}")
    file.close()
    second = compliance("--format", "markdown")
    assert second.out == first.out
    assert len(second.checked) == 40
    assert compliance("--format", "markdown").out == first.out


def test_a_file_that_changes_under_the_run_is_said(compliance, desk, monkeypatch):
    compliance()

    def gone(self, key):
        (desk / "news" / "07.txt").write_text("Another story.\n")

    monkeypatch.setattr(store.Store, "body", gone)
    done = compliance("--format", "sarif")
    assert done.code == 2
    assert "the file changed while it was looked at" in done.err
    assert "news/07.txt" in done.err


@pytest.fixture
def pairs(comparing, desk):
    """Forty stories of which each is much like another."""
    for n in range(40):
        (desk / "news" / f"{n:02}.txt").write_text(f"Bridge{n % 20} plain is TK.\n")


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_costs_time_and_nothing_else(compliance, pairs, monkeypatch, form, jobs):
    monkeypatch.setattr(store.Store.__init__, "__defaults__", (1,))
    monkeypatch.setattr(store, "_FLUSH_ROWS", 5)
    plain = compliance("--no-cache", "--format", form)
    assert "ery like news/" in plain.out
    for _ in range(3):
        assert compliance("--format", form, "-j", jobs)[:3] == plain[:3]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_without_room_for_temporary_files_the_stories_are_checked_again(compliance, desk, monkeypatch, jobs):
    plain = compliance("--no-cache")

    def full(self, *told):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "_FLUSH_ROWS", 5)
    monkeypatch.setattr(store.Store, "_write", full)
    again = compliance("--no-cache", "-j", jobs)
    assert (again.code, again.out) == (plain.code, plain.out)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_another_run_locks_out_is_found_anew(compliance, pairs, tmp_path, monkeypatch, jobs):
    monkeypatch.setattr(store, "_FLUSH_ROWS", 5)
    monkeypatch.setattr(store, "_WAIT_SECONDS", 0.01)
    plain = compliance("--no-cache")
    assert "ery like news/" in plain.out
    store.Store(tmp_path / "cache", print).close()
    with sqlite3.connect(tmp_path / "cache" / store.NAME, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = compliance("-j", jobs)
        other.execute("ROLLBACK")
    other.close()
    assert locked[:3] == plain[:3] == compliance("-j", jobs)[:3]
    assert compliance("-j", jobs).checked == []
