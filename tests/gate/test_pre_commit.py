"""The hooks, run by pre-commit itself in a repository that the test makes: a bad commit is stopped, a good one passes.

pre-commit would build the hooks' environment from the network. Here it takes them from a repository that has the same
manifest with one word changed: `language: system` runs the `compliance` that is installed. All that a hook decides
(entry, arguments, which files, when) is the project's own; how it is built is tested with the wheel (`make smoke`).
"""

from __future__ import annotations

import pytest
import yaml

from tests.gate.repository import CLEAN, HELD, ROOT, Repository

pytest.importorskip("pre_commit", reason="pre-commit is not installed")
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
STOPPED, PASSED = 1, 0


@pytest.fixture
def hooked(repository: Repository, hooks: dict[str, str]) -> Repository:
    """A repository whose commits are checked as the documentation has it."""
    configure(repository, hooks, {"id": "compliance", "files": "^stories/"})
    repository.ran("pre-commit", "install")
    return repository


def configure(repository: Repository, hooks: dict[str, str], *wanted: dict[str, object]) -> None:
    told = {"repos": [{**hooks, "hooks": list(wanted)}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(told))


def test_the_manifest_is_one_that_pre_commit_takes(repository: Repository) -> None:
    repository.ran("pre-commit", "validate-manifest", str(MANIFEST))


def test_every_ending_that_is_read_is_a_type_of_the_hook_or_told_not_to_be() -> None:
    from identify.identify import tags_from_filename

    from compliance.readers import builtin

    hook = yaml.safe_load(MANIFEST.read_text())[0]
    endings = [ending for reader in builtin() for ending in reader.extensions]
    unknown = [ending for ending in endings if not tags_from_filename(f"a{ending}") & {*hook["types_or"]}]
    assert unknown == [".text", ".mdown", ".ndjson", ".jsonl"], "pre-commit has no type for them"
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert [ending for ending in unknown if f"`{ending}`" not in page] == []


def test_a_bad_commit_is_stopped_with_the_finding_on_the_screen(hooked: Repository) -> None:
    hooked.write("stories/market.md", HELD)
    done = hooked.commit()
    assert done.code == STOPPED
    assert "copy/placeholder" in done.said
    assert "stories/market.md:3" in done.said
    assert "HOLD" in done.said
    assert hooked.run("git", "rev-parse", "--verify", "HEAD").code != 0, "nothing was committed"


def test_a_good_commit_passes_and_says_nothing(hooked: Repository) -> None:
    hooked.write("stories/market.md", CLEAN)
    done = hooked.commit()
    assert done.code == PASSED, done.said
    assert "check the stories of this commit" in done.said
    assert "PUBLISH" not in done.said


def test_a_mended_story_passes(hooked: Repository) -> None:
    hooked.write("stories/market.md", HELD)
    assert hooked.commit().code == STOPPED
    hooked.write("stories/market.md", CLEAN)
    assert hooked.commit().code == PASSED


def test_only_what_is_committed_is_checked(hooked: Repository) -> None:
    hooked.write("stories/market.md", CLEAN)
    hooked.write("stories/draft.md", HELD)
    hooked.write("README.md", "TK\n")
    hooked.ran("git", "add", "stories/market.md", "README.md", ".pre-commit-config.yaml")
    assert hooked.run("git", "commit", "--message", "one").code == PASSED


def test_names_that_a_shell_or_an_option_would_trip_over(hooked: Repository, hooks: dict[str, str]) -> None:
    names = ["-x.md", "--help.md", "a b.md", "$(touch owned).md", "new\nline.md", "it's.md", "ñandú 🦤.md"]
    configure(hooked, hooks, {"id": "compliance"})
    for name in names:
        hooked.write(name, CLEAN)
    done = hooked.commit()
    assert done.code == PASSED, done.said
    for name in names:
        hooked.write(name, HELD)
    done = hooked.commit()
    assert done.code == STOPPED
    assert f"{len(names)} held" in done.said or f"{len(names)} to hold" in done.said, done.said
    assert not (hooked.folder / "owned").exists()


def test_the_baseline_is_committed_as_no_story(hooked: Repository, hooks: dict[str, str]) -> None:
    configure(hooked, hooks, {"id": "compliance"})
    hooked.write("market.md", HELD)
    hooked.ran("compliance", "baseline", ".")
    done = hooked.commit()
    assert done.code == PASSED, done.said
    assert hooked.ran("git", "ls-files").split() == [
        ".pre-commit-config.yaml",
        "compliance-baseline.json",
        "market.md",
    ]


def test_a_story_that_cannot_be_read_stops_the_commit(hooked: Repository) -> None:
    (hooked.folder / "stories").mkdir()
    (hooked.folder / "stories" / "map.txt").write_bytes(bytes(range(256)) * 20)
    hooked.write("stories/odd.json", "{")
    done = hooked.commit()
    assert done.code == STOPPED
    assert "NOT CHECKED  stories/odd.json" in done.said


def test_arguments_of_the_house(hooked: Repository, hooks: dict[str, str]) -> None:
    args = ["--gate", "never", "--lang", "es", "--"]
    configure(hooked, hooks, {"id": "compliance", "args": args, "verbose": True})
    hooked.write("-market.md", HELD)
    done = hooked.commit()
    assert done.code == PASSED, done.said
    assert "PUBLICAR" in done.said


def test_a_push_checks_every_story_and_names_stale_entries(repository: Repository, hooks: dict[str, str]) -> None:
    repository.write("stories/market.md", HELD)
    repository.ran("compliance", "baseline", "stories")
    configure(repository, hooks, {"id": "compliance-repository", "args": ["stories", "--strict"]})
    repository.ran("pre-commit", "install", "--hook-type", "pre-push")
    assert repository.commit().code == PASSED, "it is for a push, not for a commit"
    run = ("pre-commit", "run", "--hook-stage", "pre-push", "--all-files")
    assert repository.run(*run).code == PASSED
    repository.write("stories/market.md", CLEAN)
    repository.commit()
    done = repository.run(*run)
    assert done.code == STOPPED
    assert "stale in the baseline: stories/market.md" in done.said


def test_only_changed_lines_can_be_asked_for(repository: Repository, hooks: dict[str, str]) -> None:
    repository.write("stories/market.md", HELD)
    configure(repository, hooks, {"id": "compliance-changed", "args": ["stories"]})
    repository.write("notes.md", HELD)
    assert repository.commit().code == PASSED
    repository.ran("pre-commit", "install")
    longer = HELD + "\nThe fish hall follows in May.\n"
    repository.write("stories/market.md", longer)
    repository.write("notes.md", longer)
    assert repository.commit().code == PASSED, "what was there before is no finding of this commit"
    repository.write("stories/market.md", longer + "\nThe flower hall follows in TK.\n")
    done = repository.run("git", "commit", "--all", "--message", "more")
    assert done.code == STOPPED
    assert "stories/market.md:8" in done.said
    assert done.said.count("copy/placeholder ·") == 1
