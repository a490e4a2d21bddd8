"""Every error the program raises on purpose, and what each one means to its caller.

::

    ComplianceError                 a person can mend it; exit code 2
    ├── ReadError                   a story could not be read
    │   ├── EncodingError           its bytes are no text in any encoding we trust
    │   └── TooLargeError           over a stated limit (bytes, depth of nesting)
    ├── ConfigError                 compliance.toml, an option or a profile is wrong
    ├── PluginError                 a plugin cannot be loaded or breaks the contract
    ├── VocabularyError             a vocabulary file is wrong, or a list does not exist
    ├── PackError                   a pack is wrong: pack.yaml, a file beside it, or a Vale style
    └── AnalysisError               an analysis failed on one story (its cause is chained)
"""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint "did you mean …?" with the nearest known name; empty where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else ""


class ComplianceError(Exception):
    """Base of all errors with a next step for the reader.

    :param what: what is wrong, one sentence that names the thing.
    :param where: the file, and the place in it where one is known (``story.md:3:1``).
    :param hint: the next step; empty where the sentence says it all.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  next: {self.hint}" if self.hint else head

    def at(self, where: str) -> ComplianceError:
        """The same error with its place filled in, unless it has one."""
        self.where = self.where or where
        return self


class ReadError(ComplianceError):
    """A story could not be read."""


class EncodingError(ReadError):
    """The bytes of a story are no text in any encoding that can be told with confidence."""


class TooLargeError(ReadError):
    """A story is over a stated limit of size or of nesting."""


class ConfigError(ComplianceError):
    """Configuration names something unknown or holds a value that is not allowed."""


class PluginError(ComplianceError):
    """A plugin cannot be loaded, or does not keep the contract of ``hookspecs``."""


class VocabularyError(ComplianceError):
    """A vocabulary file is malformed, or a rule asks for a list that nobody registered."""


class PackError(ComplianceError):
    """A pack cannot be read, or does not keep to its form."""


class AnalysisError(ComplianceError):
    """An analysis failed on one story; every rule that needed it reports this.

    :param analysis: the analysis's name.
    """

    def __init__(self, analysis: str, cause: BaseException) -> None:
        super().__init__(f"the analysis {analysis!r} failed: {type(cause).__name__}: {cause}")
        self.analysis = analysis
        self.__cause__ = cause


class RuleTimeout(Exception):  # noqa: N818 - it is a signal to the checker, never shown as an error
    """A rule is over its time; raised inside the rule by the checker's timer, or by what keeps a shorter time.

    :param seconds: the time that was kept; 0 for the checker's own.
    :param together: it is the time of several rules on one story, and was used up by others before or with this one.
    """

    def __init__(self, seconds: float = 0.0, *, together: bool = False) -> None:
        super().__init__()
        self.seconds = seconds
        self.together = together
