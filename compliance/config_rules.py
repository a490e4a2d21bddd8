"""What a configuration says of rules: severities, kinds, options, by rule or by variant.

Options are checked by pydantic against the rule's own options dataclass, so a rule says once what it accepts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from compliance.config import RuleSetting
from compliance.config_values import Path, Problem, unknown
from compliance.finding import Kind, Severity
from compliance.rule import Rule, option_names

_SEVERITIES = (*(severity.value for severity in Severity), "observe", "off", "on")
_KINDS = tuple(kind.value for kind in Kind)
_OWN_KEYS = ("severity", "kind", "waivable")


def rule_settings(
    written: Mapping[str, Any], rules: Mapping[str, Rule], path: Path, *, lenient: bool = False
) -> Iterator[tuple[str, RuleSetting]]:
    """The settings of a ``rules`` table, by the rule's present name (with ``:variant``).

    :param rules: the installed rules by name.
    :param lenient: pass over rules that are not installed.
    :raises Problem: a rule, variant, option or value is unknown or not allowed.
    """
    aliases = {alias: rule.name for rule in rules.values() for alias in rule.aliases}
    for key, value in written.items():
        name, colon, variant = key.partition(":")
        rule = rules.get(aliases.get(name, name))
        if rule is None:
            if lenient:
                continue
            raise _no_rule((*path, key), name, rules)
        if colon and variant not in rule.variants:
            raise _no_variant((*path, key), rule, variant)
        yield (f"{rule.name}:{variant}" if colon else rule.name), _setting(value, rule, variant, (*path, key))


def laid_over(below: RuleSetting | None, above: RuleSetting) -> RuleSetting:
    """A setting over that of a layer below: what it says counts, what it leaves open stays."""
    if below is None:
        return above
    said: dict[str, Any] = {
        name: value
        for name in ("severity", "kind", "options", "waivable")
        if (value := getattr(above, name)) is not None
    }
    return below._replace(off=above.off, observe=above.observe, **said)


def _no_rule(path: Path, name: str, rules: Mapping[str, Rule]) -> Problem:
    if name.startswith("compliance/"):
        return Problem(path, "the host's own findings cannot be set", "mend what they name, or block the plugin")
    problem = unknown(path, f"there is no rule {name!r}", name, rules)
    if not problem.hint.startswith("did you"):
        problem.hint = "`compliance rules` lists them all"
    return problem


def _no_variant(path: Path, rule: Rule, variant: str) -> Problem:
    what = f"{rule.name} has no variant {variant!r}"
    if not rule.variants:
        return Problem(path, what, "it has none: set the rule itself")
    return unknown(path, what, variant, rule.variants)


def _setting(value: Any, rule: Rule, variant: str, path: Path) -> RuleSetting:
    if isinstance(value, str):
        return _severity(value, path)
    if not isinstance(value, Mapping):
        raise Problem(path, f"{value!r} is no severity", f"one of: {', '.join(_SEVERITIES)}, or a table of options")
    setting = _severity(value["severity"], (*path, "severity")) if "severity" in value else RuleSetting()
    if "kind" in value:
        if value["kind"] not in _KINDS:
            raise unknown((*path, "kind"), f"{value['kind']!r} is no kind", str(value["kind"]), _KINDS)
        setting = setting._replace(kind=Kind(value["kind"]))
    if "waivable" in value:
        setting = setting._replace(waivable=_people(value["waivable"], (*path, "waivable")))
    options = {key: given for key, given in value.items() if key not in _OWN_KEYS}
    if options and variant:
        key = next(iter(options))
        raise Problem((*path, key), "a variant has no options of its own", f'set them under "{rule.name}"')
    return setting._replace(options=_options(options, rule, path)) if options else setting


def _people(value: Any, path: Path) -> int:
    """How many people it takes to waive a finding: none may, one may, two different ones may."""
    if isinstance(value, bool) or (isinstance(value, int) and value == 2):
        return int(value)
    raise Problem(path, f"{value!r} is not allowed", "true (one person), 2 (two different people) or false (nobody)")


def _severity(value: Any, path: Path) -> RuleSetting:
    if value not in _SEVERITIES:
        raise unknown(path, f"{value!r} is no severity", str(value), _SEVERITIES)
    if value == "on":
        return RuleSetting()
    if value == "observe":
        return RuleSetting(observe=True)
    return RuleSetting(off=True) if value == "off" else RuleSetting(severity=Severity(value))


def _options(options: Mapping[str, Any], rule: Rule, path: Path) -> Any:
    known = list(option_names(rule.options))
    for key in options:
        if key not in known:
            if known:
                raise unknown((*path, key), f"{rule.name} has no option {key!r}", key, [*known, *_OWN_KEYS])
            raise unknown((*path, key), f"{rule.name} has no options, so no {key!r}", key, _OWN_KEYS)
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(rule.options).validate_python(dict(options))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        inside = tuple(first["loc"])
        said = first["msg"].removeprefix("Input ").removeprefix("Value error, ").replace("a valid tuple", "a list")
        raise Problem(
            (*path, *inside), f"{first['input']!r} is not allowed: {said}", f"`compliance explain {rule.name}`"
        ) from error
