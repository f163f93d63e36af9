"""Argument checks, and the errors that they raise.

A message has these parts: the called function, the argument, the rule, the value, the remedy.
"""

from __future__ import annotations

import difflib
import importlib
import numbers
from collections.abc import Collection
from typing import Any, NoReturn

import numpy as np

_LONGEST_VALUE = 200
_MOST_NAMED = 20


def fail(owner: str, argument: str, rule: str, value: Any, remedy: str = "") -> NoReturn:
    """Raise an error about an invalid argument.

    Args:
        owner: the layer or function that the user called.
        argument: the invalid argument.
        rule: the rule for the argument, as in "a whole number of at least 1".
        value: the invalid value.
        remedy: an additional sentence with a remedy.

    Raises:
        ValueError: always.
    """
    refuse(owner, f"`{argument}` must be {rule}, but it is {describe(value)}. {remedy}".rstrip())


def refuse(owner: str, sentence: str) -> NoReturn:
    """Raise an error that is not about the value of a single argument."""
    error = ValueError(f"{owner}: {sentence}")
    # Without this attribute, Keras adds a long description of the call to errors from `call`.
    error._keras_call_info_injected = True  # type: ignore[attr-defined]
    raise error


def imported(owner: str, module: str) -> Any:
    """Import a module of an optional package.

    Raises:
        ImportError: if the package is not installed or fails; the message has the remedy.
    """
    package = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or package).partition(".")[0] != package:
            raise
        sentence = (
            f"{owner}: {package} is needed, but it is not installed; "
            f"`pip install {package}` brings it."
        )
        raise ImportError(sentence) from error
    except ImportError as error:
        reason = str(error).rstrip(".")
        raise ImportError(
            f"{owner}: {package} is needed, but it cannot be imported: {reason}."
        ) from error


def describe(value: Any) -> str:
    """Return the description of a value in messages: its repr, truncated if it is long."""
    if isinstance(value, (np.generic, np.ndarray)):
        value = value.tolist()
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def alternatives(options: Collection[Any]) -> str:
    """Return options as prose: `"a", "b" or None`."""
    words = [f'"{option}"' if isinstance(option, str) else repr(option) for option in options]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def known(owner: str, argument: str, name: str, options: Collection[str], kind: str) -> str:
    """Return `name` if it is one of `options`; else raise an error with similar names.

    Args:
        owner: the layer or function that the user called.
        argument: the argument that contains the name.
        name: the name.
        options: the valid names.
        kind: the kind of object that has the name, as in "column".

    Raises:
        ValueError: if `name` is not one of `options`.
    """
    if name in options:
        return name
    if not isinstance(name, str):
        fail(owner, argument, f"the name of a {kind}", name)
    shown = difflib.get_close_matches(name, options) or list(options)[:_MOST_NAMED]
    remedy = _meant(shown) or "There is none."
    refuse(owner, f'`{argument}` names the {kind} "{name}", which does not exist. {remedy}')


def near(name: str, options: Collection[str]) -> str:
    """Return a question that suggests options similar to a name; empty if there are none."""
    return _meant(difflib.get_close_matches(name, options))


def _meant(names: Collection[str]) -> str:
    return f"Is {alternatives(names)} meant?" if names else ""


def one_of(owner: str, argument: str, value: Any, options: Collection[Any]) -> Any:
    """Return `value` if it is one of `options`; else raise."""
    if not any(value is option or value == option for option in options if _alike(value, option)):
        fail(owner, argument, alternatives(options), value)
    return value


def _alike(value: Any, option: Any) -> bool:
    return value is None or isinstance(value, type(option))


def flag(owner: str, argument: str, value: Any) -> bool:
    """Return `value` as a bool if it is True or False; else raise."""
    if not isinstance(value, (bool, np.bool_)):
        fail(owner, argument, "True or False", value)
    return bool(value)


def whole(owner: str, argument: str, value: Any, minimum: int | None = None) -> int:
    """Return `value` as an int if it is a whole number, which may be a float; else raise."""
    rule = "a whole number" + (f" of at least {minimum}" if minimum is not None else "")
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        fail(owner, argument, rule, value)
    if not isinstance(value, numbers.Integral) and not float(value).is_integer():
        fail(owner, argument, rule, value)
    if not -(2**63) <= value < 2**63:  # type: ignore[operator]
        fail(owner, argument, f"{rule} and below 2^63", value)
    if minimum is not None and value < minimum:
        fail(owner, argument, rule, value)
    return int(value)  # type: ignore[call-overload]


def number(
    owner: str,
    argument: str,
    value: Any,
    minimum: float | None = None,
    maximum: float | None = None,
) -> float:
    """Return `value` as a float if it is a finite number within the bounds; else raise."""
    rule = "a number" + _bounds(minimum, maximum)
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        fail(owner, argument, rule, value)
    value = float(value)
    if not np.isfinite(value):
        fail(owner, argument, rule, value)
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        fail(owner, argument, rule, value)
    return value


def above_zero(owner: str, argument: str, value: Any) -> float:
    """Return `value` as a float if it is a finite number above 0; else raise."""
    is_number = isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_))
    if not is_number or not np.isfinite(float(value)) or value <= 0:
        fail(owner, argument, "a number above 0", value)
    return float(value)


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f" of at least {minimum:g}"
    return f" of at most {maximum:g}" if maximum is not None else ""
