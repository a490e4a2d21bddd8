"""What git says changed: files, the lines of each that are new, and for what is staged the content in the index.

Git is asked in the working folder, with the variables that it gives its hooks. No configuration of a user or repository
changes what is asked: no external diff, no text conversion. A revision never becomes an option.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence

from compliance.errors import ComplianceError
from compliance.record import Record

Lines = tuple[int, int]
"""First and last line of a stretch, from 1."""
_DIFF = (
    "diff --raw --patch -z --no-abbrev --unified=0 --inter-hunk-context=0 --find-renames --diff-filter=ACMR --text "
    "--no-ext-diff --no-textconv --no-color --no-relative --ignore-submodules=all"
).split()
_FILES = ("100644", "100755")
"""Modes of ordinary files: what a link leads to is another file, or none of ours."""
_BATCH = 200


class Changed(Record):
    """One file that changed.

    :param lines: the stretches that are new, in order; ``None``: the whole file.
    :param blob: what git calls its content in the index; empty for the working copy.
    :param was: what it calls the content of before; empty for a file that is new.
    """

    lines: tuple[Lines, ...] | None
    blob: str = ""
    was: str = ""

    def touches(self, first: int, last: int) -> bool:
        """Whether one of these lines is new, or stands beside what was taken out."""
        return self.lines is None or any(start <= last and first <= end for start, end in self.lines)


class Changes(Record):
    """All that changed.

    :param files: by absolute path, links to folders resolved.
    :param staged: whether the index is meant, and not the working copy.
    """

    root: str
    files: Mapping[str, Changed]
    staged: bool = False

    def of(self, path: str) -> Changed | None:
        """What changed of a file; ``None`` where nothing did."""
        folder, name = os.path.split(os.path.abspath(path))
        return self.files.get(os.path.join(os.path.realpath(folder), name))

    def contents(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What stands in the index in each of these files.

        :param paths: each of a file that changed.
        """
        return _contents([(path, changed.blob) for path in paths if (changed := self.of(path)) is not None])

    def before(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What stood in these files before they changed; those that are new are left out."""
        known = [(path, changed.was) for path in paths if (changed := self.of(path)) is not None]
        return _contents([(path, was) for path, was in known if was])


def _contents(blobs: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """By path, the content of each of these blobs."""
    found: dict[str, bytes] = {}
    for at in range(0, len(blobs), _BATCH):
        some = blobs[at : at + _BATCH]
        asked = "".join(f"{blob}\n" for _, blob in some).encode()
        answer = _git(("cat-file", "--batch"), asked).stdout
        found.update(zip((path for path, _ in some), _blobs(answer), strict=True))
    return found


def staged() -> Changes:
    """What the next commit changes.

    :raises ComplianceError: there is no repository, or no git.
    """
    root = _root()
    return Changes(root, _parsed(root, _asked((*_DIFF, "--cached", "--"))), staged=True)


def changed_since(revision: str) -> Changes:
    """What the working copy has that its branch had not when it left a revision; files too that git does not know yet.

    :param revision: a branch, a tag, a commit.
    :raises ComplianceError: there is no repository, no git, no such revision, or nothing that both come from.
    """
    root = _root()
    base = _merge_base(revision)
    files = _parsed(root, _asked((*_DIFF, base, "--")))
    others = _asked(("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"))
    files.update((_absolute(root, name), Changed(None)) for name in others.split(b"\0") if name)
    return Changes(root, files)


def _root() -> str:
    done = _git(("rev-parse", "--show-toplevel"))
    root = os.fsdecode(done.stdout).rstrip("\n")
    if done.returncode or not root:
        raise ComplianceError(
            "git finds no repository here",
            where=os.getcwd(),
            hint="go to the repository's folder, or check without --changed-since and --staged",
        )
    return os.path.realpath(root)


def _merge_base(revision: str) -> str:
    """The commit that a revision and what is checked out both come from."""
    known = not revision.startswith("-") and "\0" not in revision and bool(revision)
    commit = _git(("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")).stdout.strip() if known else b""
    if not commit:
        shallow = "; the clone is shallow: git fetch --unshallow, or fetch-depth: 0" if _is_shallow() else ""
        raise ComplianceError(
            f"git knows no revision {revision!r}", hint=f"a branch, a tag or a commit: main, origin/main{shallow}"
        )
    base = _git(("merge-base", commit.decode(), "HEAD")).stdout.split()
    if base:
        return base[0].decode()
    if _is_shallow():
        what = f"the clone is shallow, and what {revision!r} and this branch both come from is not in it"
        raise ComplianceError(what, hint="git fetch --unshallow, or fetch-depth: 0 in the CI server's checkout")
    what = f"{revision!r} and this branch have nothing that both come from"
    raise ComplianceError(what, hint="name the branch that this one left")


def _is_shallow() -> bool:
    return _git(("rev-parse", "--is-shallow-repository")).stdout.strip() == b"true"


def _asked(command: Sequence[str]) -> bytes:
    done = _git(command)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise ComplianceError(f"git cannot say what changed: {said}", hint=f"git {command[0]} says more")
    return done.stdout


def _git(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(("git", *command), input=given, capture_output=True, env=environment, check=False)
    except OSError as error:
        what = f"git cannot be run: {error.strerror}"
        raise ComplianceError(what, hint="install git, or check without --changed-since and --staged") from error


def _parsed(root: str, answer: bytes) -> dict[str, Changed]:
    """The files of ``git diff --raw --patch -z``: names and blobs first, then a patch for each in the same order."""
    entries, patch = _entries(answer)
    found: dict[str, Changed] = {}
    for (mode, blob, was, name), lines in zip(entries, _patches(patch), strict=True):
        if mode in _FILES:
            found[_absolute(root, name)] = Changed(lines, blob, was if was.strip("0") else "")
    return found


def _absolute(root: str, name: bytes) -> str:
    return os.path.join(root, os.fsdecode(name).replace("/", os.sep))


def _entries(answer: bytes) -> tuple[list[tuple[str, str, str, bytes]], bytes]:
    """Mode and blob of each file as it is now, the blob of before, and its name; and the patch."""
    entries = []
    while answer.startswith(b":"):
        head, _, answer = answer.partition(b"\0")
        _, mode, was, blob, status = head.decode().split(" ")
        name, _, answer = answer.partition(b"\0")
        if status[0] in "RC":
            name, _, answer = answer.partition(b"\0")
        entries.append((mode, blob, was, name))
    return entries, answer.lstrip(b"\0")


def _patches(patch: bytes) -> Iterator[tuple[Lines, ...] | None]:
    """The new stretches of each file in a patch without context."""
    lines: list[Lines] | None = None
    odd = False
    for line in patch.split(b"\n"):
        if line.startswith(b"diff --git "):
            if lines is not None:
                yield None if odd else tuple(lines)
            lines, odd = [], False
        elif line.startswith(b"@@ ") and lines is not None:
            lines.append(_stretch(line))
        elif b"\r" in line[:-1]:
            # a carriage return alone ends a line for readers, and none for git
            odd = True
    if lines is not None:
        yield None if odd else tuple(lines)


def _stretch(hunk: bytes) -> Lines:
    """The lines that ``@@ -a,b +c,d @@`` adds; where it only takes out, those either side."""
    first, _, count = hunk.split(b" ")[2][1:].partition(b",")
    start, length = int(first), int(count or b"1")
    return (start, start + length - 1) if length else (start, start + 1)


def _blobs(answer: bytes) -> Iterator[bytes]:
    """The contents in what ``git cat-file --batch`` prints."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rpartition(b" ")[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
