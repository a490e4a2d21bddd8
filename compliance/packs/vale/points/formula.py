"""Reckons a rule's formula: figures, names, ``+ - * / %``, comparisons, ``&& || !``, and functions of mathematics.

The formulas are those of Tengo, which Vale runs them in: whole numbers divide to a whole number, and nothing else than
an expression is understood. They are read by Python's own parser and reckoned here: nothing of a formula is executed.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

LONGEST = 2000
"""Characters that a formula may have."""
_BINARY: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Mod: math.fmod,
}  # fmt: skip
_COMPARED: Mapping[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "abs": abs, "sqrt": math.sqrt, "cbrt": math.cbrt, "pow": math.pow, "exp": math.exp, "log": math.log,
    "log2": math.log2, "log10": math.log10, "log1p": math.log1p, "floor": math.floor, "ceil": math.ceil,
    "trunc": math.trunc, "min": min, "max": max, "round": round, "hypot": math.hypot, "mod": math.fmod,
}  # fmt: skip
_CONSTANTS = {"pi": math.pi, "e": math.e, "phi": (1 + math.sqrt(5)) / 2, "sqrt2": math.sqrt(2), "ln2": math.log(2)}
_HEADING = re.compile(r"\b(heading|table|figure|attr)\.(\w+)")


class FormulaError(ValueError):
    """A formula that cannot be read, or speaks of what there is not."""


class UnreckonableError(FormulaError):
    """A formula that comes to nothing with these figures: it divides by nought, or takes the root of less."""


@lru_cache(maxsize=512)
def parsed(formula: str) -> ast.expr:
    """The expression of a formula.

    :raises FormulaError: it is none.
    """
    if len(formula) > LONGEST:
        raise FormulaError(f"it is longer than {LONGEST} characters")
    text = _HEADING.sub(r"\1_\2", formula).replace("&&", " and ").replace("||", " or ")
    text = re.sub(r"!(?!=)", " not ", text)
    try:
        return ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"it is no expression: {getattr(error, 'msg', None) or error}") from None


def reckoned(formula: str, figures: Mapping[str, float]) -> float | bool:
    """What a formula comes to.

    :param figures: the values of its names.
    :raises FormulaError: it has a name or sign that there is not.
    :raises UnreckonableError: it divides by nought, or the like.
    """
    try:
        result = _value(parsed(formula), figures)
    except FormulaError:
        raise
    except (ArithmeticError, ValueError) as error:
        raise UnreckonableError(str(error)) from None
    except (TypeError, RecursionError) as error:
        raise FormulaError(str(error)) from None
    if not isinstance(result, int | float):
        raise FormulaError("it comes to no figure")
    return result


def _value(node: ast.expr, figures: Mapping[str, float]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.Name(id=name):
            return _named(name, figures)
        case ast.Attribute(value=ast.Name(id="math"), attr=name) if name.lower() in _CONSTANTS:
            return _CONSTANTS[name.lower()]
        case ast.BinOp(left, op, right):
            return _binary(op, _value(left, figures), _value(right, figures))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, figures)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, figures)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _value(operand, figures)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_value(value, figures) for value in values)
        case ast.BoolOp(values=values):
            return any(_value(value, figures) for value in values)
        case ast.Compare(left, [op], [right]) if type(op) in _COMPARED:
            return _COMPARED[type(op)](_value(left, figures), _value(right, figures))
        case ast.Call(func=function, args=arguments, keywords=[]):
            return _function(function)(*[_value(argument, figures) for argument in arguments])
    raise FormulaError(f"{ast.unparse(node)!r} is not understood")


def _named(name: str, figures: Mapping[str, float]) -> float:
    if name in ("true", "false"):
        return name == "true"
    if name not in figures:
        raise FormulaError(f"there is no figure {name!r}")
    return figures[name]


def _binary(op: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(op, ast.Div):
        whole = isinstance(left, int) and isinstance(right, int)
        return int(left / right) if whole else left / right
    if type(op) not in _BINARY:
        raise FormulaError("a sign is not understood")
    return _BINARY[type(op)](left, right)


def _function(node: ast.expr) -> Callable[..., float]:
    match node:
        case ast.Attribute(value=ast.Name(id="math"), attr=name) | ast.Name(id="round" as name):
            if name in _FUNCTIONS:
                return _FUNCTIONS[name]
    raise FormulaError(f"there is no function {ast.unparse(node)!r}")
