"""Argument checks."""

from __future__ import annotations

import difflib
import importlib
import numbers
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from prelayer._core.errors import invalid, missing_package, problem
from prelayer._core.message import Message

_MOST_NAMED = 20


def imported(module: str, installed_by: str = "") -> Any:
    """Import a module of an optional package.

    Args:
        module: the module.
        installed_by: what to install for it, as in "prelayer[onnx]"; empty for the package itself.

    Raises:
        ImportError: if the package is not installed or fails; the message has the remedy.
    """
    package = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or package).partition(".")[0] != package:
            raise
        raise missing_package(
            "{package} is needed, but it is not installed; `{install!i}` brings it.",
            package=package,
            install=installed_by or package,
        ) from error
    except ImportError as error:
        raise missing_package(
            "{package} is needed, but it cannot be imported: {reason}.",
            package=package,
            reason=str(error).rstrip("."),
        ) from error


def known(argument: str, name: str, options: Collection[str], kind: str) -> str:
    """Return `name` if it is one of `options`; else raise an error with similar names.

    Args:
        argument: the argument that contains the name.
        name: the name.
        options: the valid names.
        kind: the kind of object that has the name, as in "column".

    Raises:
        PrelayerError: if `name` is not one of `options`.
    """
    if name in options:
        return name
    if not isinstance(name, str):
        raise invalid(argument, "the name of a {kind}", name, kind=kind)
    shown = _similar(name, options) or list(options)[:_MOST_NAMED]
    raise problem(
        '`{argument}` names the {kind} "{name}", which does not exist. {remedy}',
        argument=argument,
        kind=kind,
        name=name,
        remedy=_meant(shown) or "There is none.",
    )


def near(name: str, options: Collection[str]) -> Message | str:
    """Return a question that suggests options similar to a name; empty if there are none."""
    return _meant(_similar(name, options))


def _similar(name: str, options: Collection[str]) -> list[str]:
    """Return the options that differ from a name by case only; without any, the similar ones."""
    alike = [option for option in options if str(option).casefold() == name.casefold()]
    return alike or difflib.get_close_matches(name, options)


def _meant(names: Collection[str]) -> Message | str:
    return Message("Is {names!o} meant?", names=list(names)) if names else ""


def one_of(argument: str, value: Any, options: Collection[Any]) -> Any:
    """Return `value` if it is one of `options`; else raise."""
    if not any(value is option or value == option for option in options if _alike(value, option)):
        raise invalid(argument, "{options!o}", value, options=list(options))
    return value


def _alike(value: Any, option: Any) -> bool:
    return value is None or isinstance(value, type(option))


def flag(argument: str, value: Any) -> bool:
    """Return `value` as a bool if it is True or False; else raise."""
    if not isinstance(value, (bool, np.bool_)):
        raise invalid(argument, "{True} or {False}", value)
    return bool(value)


def mapping(argument: str, value: Any, rule: str) -> Mapping[Any, Any]:
    """Return `value` if it is a dict, an empty one for None; else raise.

    Args:
        argument: the argument.
        value: its value. An empty list, which is an empty dict in R, is accepted.
        rule: the rule, as in "a {dict} from names of columns to layers".
    """
    if value is None or (isinstance(value, (list, tuple)) and not value):
        return {}
    if not isinstance(value, Mapping):
        raise invalid(argument, rule, value)
    return value


def whole(argument: str, value: Any, minimum: int | None = None) -> int:
    """Return `value` as an int if it is a whole number, which may be a float; else raise."""
    rule = "a whole number" + (f" of at least {minimum}" if minimum is not None else "")
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise invalid(argument, rule, value)
    if not isinstance(value, numbers.Integral) and not float(value).is_integer():
        raise invalid(argument, rule, value)
    if not -(2**63) <= value < 2**63:  # type: ignore[operator]
        raise invalid(argument, f"{rule} and below 2^63", value)
    if minimum is not None and value < minimum:
        raise invalid(argument, rule, value)
    return int(value)  # type: ignore[call-overload]


def number(
    argument: str,
    value: Any,
    minimum: float | None = None,
    maximum: float | None = None,
) -> float:
    """Return `value` as a float if it is a finite number within the bounds; else raise."""
    rule = "a number" + _bounds(minimum, maximum)
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise invalid(argument, rule, value)
    value = float(value)
    if not np.isfinite(value):
        raise invalid(argument, rule, value)
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        raise invalid(argument, rule, value)
    return value


def above_zero(argument: str, value: Any) -> float:
    """Return `value` as a float if it is a finite number above 0; else raise."""
    is_number = isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_))
    if not is_number or not np.isfinite(float(value)) or value <= 0:
        raise invalid(argument, "a number above 0", value)
    return float(value)


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f" of at least {minimum:g}"
    return f" of at most {maximum:g}" if maximum is not None else ""
