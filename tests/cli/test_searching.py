"""Which stories of a folder are checked: what git and the house leave out, links, names, what cannot be read."""

from __future__ import annotations

import os

import pytest

from compliance.cli.inputs import find_inputs
from compliance.config import Config

ENDINGS = (".txt", ".md")


@pytest.fixture
def found(desk):
    """The stories of a folder, as paths with slashes."""

    def find(*arguments, config=None):
        inputs = find_inputs(arguments or (".",), ENDINGS, config or Config(root=desk))
        return [os.path.relpath(path).replace(os.sep, "/") for path in inputs.paths]

    return find


def test_what_gitignore_names_is_left_out(found, write):
    write(".gitignore", "drafts/\n*.md\n!kept.md\n/only-here.txt\n# a comment\n\nbuild\n")
    for name in ("a.txt", "b.md", "kept.md", "drafts/c.txt", "drafts/kept.md", "only-here.txt", "sub/only-here.txt"):
        write(name, "It is well.")
    write("sub/build/deep/x.txt", "It is well.")
    assert found() == ["a.txt", "kept.md", "sub/only-here.txt"]


def test_the_nearest_gitignore_decides(found, write):
    write(".gitignore", "*.txt\n")
    write("news/.gitignore", "!*.txt\nold/*\n!old/best.txt\n")
    for name in ("a.txt", "news/b.txt", "news/old/c.txt", "news/old/best.txt"):
        write(name, "It is well.")
    assert found() == ["news/b.txt", "news/old/best.txt"]


def test_those_above_hold_as_far_as_the_repository(found, write, desk):
    write("outer/.gitignore", "*.txt\n")
    write("outer/repository/.gitignore", "drafts/\n")
    write("outer/repository/news/drafts/a.txt", "It is well.")
    write("outer/repository/news/b.txt", "It is well.")
    assert found("outer/repository/news") == ["outer/repository/news/b.txt", "outer/repository/news/drafts/a.txt"]
    (desk / "outer/repository/.git").mkdir()
    assert found("outer/repository/news") == ["outer/repository/news/b.txt"]


def test_what_is_named_is_checked_whatever_git_says(found, write):
    write(".gitignore", "drafts/\n")
    write("drafts/a.txt", "It is well.")
    assert found("drafts/a.txt") == ["drafts/a.txt"]


def test_a_line_that_is_no_rule_is_passed_over(found, write):
    write(".gitignore", b"!\nb.txt\n\xff\xfe\n")
    write("a.txt", "It is well.")
    write("b.txt", "It is well.")
    assert found() == ["a.txt"]


def test_exclude_names_folders_paths_and_files(found, write, desk):
    for name in ("a.txt", "archive/b.txt", "news/archive/c.txt", "news/old/d.txt", "e.md"):
        write(name, "It is well.")
    config = Config(root=desk, exclude=("archive/", "news/old", "*.md"))
    assert found(config=config) == ["a.txt"]
    assert found("news", config=config._replace(exclude=("news/old",))) == ["news/archive/c.txt"]


def test_a_loop_of_links_is_none(found, write, desk):
    write("news/a.txt", "It is well.")
    (desk / "news" / "again").symlink_to(desk / "news", target_is_directory=True)
    assert found() == ["news/a.txt"]
    assert found("**/*.txt") == ["news/a.txt"]


def test_a_link_to_itself_is_an_error(compliance, desk):
    (desk / "loop.txt").symlink_to("loop.txt")
    for argument in ("loop.txt", "."):
        done = compliance("check", argument)
        assert done.code == 2
        assert "loop.txt" in done.out
        assert "symbolic links" in done.out


def test_a_folder_that_cannot_be_read_is_an_error(compliance, write, monkeypatch):
    write("news/a.txt", "It is well.")
    write("news/closed/b.txt", "It is well.")
    listed = os.scandir

    def scandir(path="."):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = compliance("check", "news")
    assert done.code == 2
    assert "news/closed" in done.out
    assert "the folder cannot be read: Permission denied" in done.out
    assert "a.txt" in done.out
    assert "no se puede leer la carpeta: permiso denegado" in compliance("check", "news", "--lang", "es").out


def test_names_with_spaces_and_line_breaks_are_names(compliance, write):
    write("two words.txt", "It is TK.")
    write("two\nlines.txt", "It is TK.")
    done = compliance("check", ".", "--format", "jsonl")
    assert done.code == 1
    assert len(done.out.splitlines()) == 2
    assert '"file":"./two\\nlines.txt"' in done.out
    assert "two words.txt:1:7" in compliance("check", ".").out
