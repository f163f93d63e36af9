"""The converters of transformers by the name of their class, and errors about the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain

Converter = Callable[[Any, list[Chain], Any], list[Chain]]

_REMEDY = "Apply it to the data first, or leave it out of the pipeline."
_converters: dict[str, Converter] = {}


def converts(*names: str) -> Callable[[Converter], Converter]:
    """Return a decorator of the converter for classes of scikit-learn.

    A converter is a function of the fitted transformer, the chains of its input, and the class
    `Preprocessor`, that returns the chains of its output.
    """

    def register(converter: Converter) -> Converter:
        _converters.update(dict.fromkeys(names, converter))
        return converter

    return register


def converted(transformer: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Return the chains of the output of a transformer, for those of its input.

    Raises:
        ValueError: if no layers compute the same.
    """
    cls = type(transformer)
    converter = _converters.get(cls.__name__)
    if converter is None or not cls.__module__.startswith("sklearn."):
        raise unsupported(transformer)
    return converter(transformer, chains, preprocessor)


def unsupported(
    transformer: Any, option: str | None = None, remedy: str = _REMEDY
) -> errors.PrelayerError:
    """Return the error for a transformer, or an option, without an equivalent layer.

    Args:
        transformer: the transformer.
        option: the name of the option; None: the transformer itself.
        remedy: what to do.
    """
    name = type(transformer).__name__
    shown = ""
    if option is not None:
        value = repr(getattr(transformer, option, None))
        shown = f"({option}={value if len(value) < 60 else '...'})"
    return errors.problem(
        "{transformer} has no equivalent layers. {remedy}",
        transformer=f"{name}{shown}",
        remedy=remedy,
    )


def require(transformer: Any, **options: Any) -> None:
    """Raise for an option of a transformer that does not have the value that layers can compute.

    Args:
        transformer: the transformer.
        **options: the required values, or tuples of them; options it does not have are skipped.
    """
    for option, wanted in options.items():
        allowed = wanted if isinstance(wanted, tuple) else (wanted,)
        value = getattr(transformer, option, allowed[0])
        if not any(_same(value, one) for one in allowed):
            raise unsupported(transformer, option)


def numbers(transformer: Any, chains: list[Chain]) -> list[tuple[Chain, slice]]:
    """Return the chains, which must hold numbers, with the positions of their columns."""
    found, start = [], 0
    for chain in chains:
        if chain.fill is not None or ("string" in chain.columns.values() and chain.is_raw):
            raise unsupported(transformer, remedy="It takes numbers only: encode the text first.")
        found.append((chain, slice(start, start + chain.width)))
        start += chain.width
    return found


def raw_columns(transformer: Any, chains: list[Chain]) -> list[Chain]:
    """Return the chains, each of which must be a column of the data."""
    if not all(chain.is_raw for chain in chains):
        remedy = "It must be the first step of the pipeline, or come after an imputer."
        raise unsupported(transformer, remedy=remedy)
    return chains


def dense(matrix: Any) -> np.ndarray:
    """Return an output of a transformer as an array of float64."""
    matrix = matrix.toarray() if hasattr(matrix, "toarray") else matrix
    return np.asarray(matrix, np.float64)


def _same(value: Any, wanted: Any) -> bool:
    is_nan = isinstance(wanted, float) and np.isnan(wanted)
    if is_nan:
        return isinstance(value, (float, np.floating)) and bool(np.isnan(value))
    return type(value) is type(wanted) and bool(value == wanted)
