"""A call that is wrong — an option that does not exist, a value that is missing — as one of our own errors."""

from __future__ import annotations

import click

from compliance.errors import ComplianceError


def misused(error: click.ClickException) -> ComplianceError:
    """The error for a call that click refuses."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    command = ctx.command_path if ctx is not None else "compliance"
    hint = f"{command} --help says how it is called"
    match error:
        case click.NoSuchOption():
            return ComplianceError(f"there is no option {error.option_name}", hint=_instead(error, command))
        case click.MissingParameter():
            return ComplianceError(f"{_name(error)} is missing", hint=_choices(error) or hint)
        case click.BadParameter():
            return ComplianceError(_not_allowed(error), hint=_choices(error) or hint)
        case click.BadOptionUsage():
            takes = "takes no value" if "not take" in error.message else "needs a value"
            return ComplianceError(f"{error.option_name} {takes}", hint=hint)
        case click.UsageError() if "extra argument" in error.message:
            more = error.message.partition("(")[2].removesuffix(")")
            return ComplianceError(f"{more!r} is more than the command takes", hint=hint)
        case _:
            return ComplianceError(error.format_message(), hint=hint)


def _instead(error: click.NoSuchOption, command: str) -> str:
    """What was meant by an option that there is not: a file here whose name begins so, or another option."""
    from glob import escape, glob

    # of several letters after one -, click names the first
    if files := sorted(glob(f"{escape(error.option_name)}*")):
        return f"the file is named ./{files[0]}, or after --"
    if error.possibilities:
        return f"did you mean {error.possibilities[0]!r}?"
    return f"{command} --help lists the options"


def _name(error: click.BadParameter) -> str:
    """What the parameter is called where it is given: ``--title``, ``CERTIFICATE``."""
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "a parameter"
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.metavar or (error.param.name or "").upper()


def _not_allowed(error: click.BadParameter) -> str:
    quoted = error.message.partition("'")[2].partition("'")[0]
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.types.IntParamType) and quoted:
        return f"{_name(error)}: {quoted!r} is no whole number"
    if isinstance(kind, click.types.FloatParamType) and quoted:
        return f"{_name(error)}: {quoted!r} is no number"
    if isinstance(kind, click.Choice) and quoted:
        return f"{_name(error)}: {quoted!r} is not allowed here"
    value = error.message.partition(" ")[0]
    return f"{_name(error)}: {value} is not allowed here"


def _choices(error: click.BadParameter) -> str:
    """What is allowed, where that can be listed."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"one of: {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange) and kind.min is not None and kind.max is not None:
        return f"a number from {kind.min} to {kind.max}"
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return f"a number of at least {kind.min}"
    return ""
